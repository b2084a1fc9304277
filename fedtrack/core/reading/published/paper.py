"""The text of a notice put in order: one width, simplified, closed up, without what a page repeats."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.matching.normal import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_GAPS = re.compile(r"[^\S\n\t]+")
_HAN = "\u4e00-\u9fff〇"
_LATIN_READING = re.compile(rf"(?<=[{_HAN}])\([a-zà-öø-ÿā-ǜ]{{0,6}}[à-öø-ÿā-ǜ][a-zà-öø-ÿā-ǜ]{{0,6}}\)?")
"""A pinyin reading that a mirror put behind a character: 總結(jié)."""
_REPLACED = re.compile("[\ufffd□]")
_ENDS = re.compile(r"[。;:!?,、]$")
_RUNS_ON = re.compile(r"(?:[于在至到将把的及和与、,为]|\d|年|月)$")
_UNFINISHED = re.compile(r"[于在至到将把及和与]$")
_BEGINS_LATE = re.compile(r"^(?:年|月|日|\d{1,2}[月日号]|前|之前|以前)")
_OPENS = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、,.]|\(?[一二三四五六七八九十\d]+[)、.]|附件|联系|电话|邮箱|"
    r"抄送|主送|特此)"
)
_ROW = re.compile(r"^(?:\d{1,2}|序号)(?:[^\S\n]+[^\s,。;:]{2,}){2,8}$")
_WIDE = re.compile(r"(?:[^\S\n\t]{3,}|\t|[^\S\n]*\|[^\S\n]*)+")
_LEAST_GAPS = 2
_YEAR_ALONE = re.compile(r"^(?:19|20)\d\d ?年?(?: ?\d{1,2} ?月?)?$")
_REST_OF_DATE = re.compile(r"^(?:年 ?\d{1,2} ?月|月 ?\d{1,2} ?日|\d{1,2} ?月 ?\d{1,2} ?日)")
_LETTER_FOR_NOUGHT = re.compile(r"(?<=\d)[Oo](?= ?[日号月年\d])")
_WRAPPED = 24  # characters from which on a line without an end is one that was wrapped
_REPEATED = 20
_LEAST_SPACED = 4


class Paper(Struct, frozen=True):
    """A notice's text; `lines` are simplified, `written` is as the paper has it."""

    lines: tuple[str, ...]
    simple: str
    written: str
    mojibake: bool = False
    replaced: bool = False

    def as_written(self, text: str) -> str:
        """Return a piece of the simplified text in the characters of the paper."""
        at = self.simple.find(text) if text else -1
        return self.written[at : at + len(text)] if at >= 0 else text


def open_paper(lines: Iterable[str]) -> Paper:
    """Return the paper that these lines are; blank ones and long ones that come again are left out."""
    plain = [unicodedata.normalize("NFKC", _INVISIBLE.sub("", line)) for line in lines]
    clear = [_LATIN_READING.sub("", line) for line in plain]
    written = list(_once(_mended(_close_up(_GAPS.sub(" ", _cells(line)).strip()) for line in clear)))
    simple = [_LETTER_FOR_NOUGHT.sub("0", _same_length(line)) for line in written]
    joined = "".join(written)
    return Paper(
        lines=tuple(simple),
        simple="".join(simple),
        written=joined,
        mojibake=clear != plain,
        replaced=_REPLACED.search(joined) is not None,
    )


def _cells(line: str) -> str:
    """Return a table's line that was set with blanks with tabs instead."""
    bare = line.strip().strip("|")
    if _ROW.match(bare) and ("日" in bare or bare.startswith("序号")):
        return "\t".join(bare.split())
    return _WIDE.sub("\t", bare) if len(_WIDE.findall(bare)) >= _LEAST_GAPS else bare


def _mended(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, a date that was broken after its year or month (2018 / 年5月23日) put together."""
    held = ""
    for line in lines:
        if held and _REST_OF_DATE.match(line):
            held += line
            continue
        if held:
            yield held
        held = ""
        if _YEAR_ALONE.match(line):
            held = line
        else:
            yield line
    if held:
        yield held


def _same_length(line: str) -> str:
    changed = simplified(line)
    return changed if len(changed) == len(line) else "".join(map(simplified, line))


def _close_up(line: str) -> str:
    """Return a line whose characters stand apart (关 于 做 好) without its gaps."""
    pieces = line.split(" ")
    single = sum(len(piece) == 1 for piece in pieces)
    spaced = len(pieces) >= _LEAST_SPACED and single * 2 > len(pieces)
    head = len(pieces) > 1 and single == len(pieces) and re.search(f"[{_HAN}]", line) is not None
    return line.replace(" ", "") if spaced or head else line


def _once(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, but a long one that came before, as on pages that show a text twice."""
    seen: set[str] = set()
    for line in lines:
        if not line or (len(line) >= _REPEATED and line in seen):
            continue
        seen.add(line)
        yield line


def to_paragraphs(lines: Sequence[str]) -> list[str]:
    """Return what reads on without a break, be it wrapped over several lines."""
    return list(_paragraphs(lines))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    current = ""
    for line in lines:
        if current and _reads_on(current, line):
            current += line
            continue
        if current:
            yield current
        current = line
    if current:
        yield current


def _reads_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the one before it."""
    if "\t" in before or "\t" in line:
        return False
    last = before[-_WRAPPED:]
    if _BEGINS_LATE.match(line) and last[-1:] in "0123456789年月日号":
        return True
    if _BEGINS_LATE.match(line) and (_RUNS_ON.search(last) or not _ENDS.search(last)):
        return _RUNS_ON.search(last) is not None
    if _UNFINISHED.search(last):
        return not _OPENS.match(line)
    if _ENDS.search(last) or _OPENS.match(line):
        return last.endswith((",", "、")) and not _OPENS.match(line)
    return len(before) >= _WRAPPED and len(line) > 1
