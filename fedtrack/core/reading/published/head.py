"""The head of a notice: its number, title and recipients, found as a reader finds them, from the top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.numerals import YEAR_DIGITS, read_number, read_year
from fedtrack.core.reading.published.site import is_site_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN, _CLOSE = r"[〔\[(【〈<《{「„“\"'‘]", r"[〕\])】〉>》}」‟”\"'’‛]"
_YEAR = rf"(?P<year>(?:19|20)\d\d|二[{YEAR_DIGITS}]{{3}})"
_NUMBER = re.compile(
    rf"^(?:(?:发文字号|文件编号|文 ?号|"
    rf"字号) ?[::] ?)?(?P<organ>[\u4e00-\u9fff]{{2,14}}?) ?(?P<open>{_OPEN} ?)?{_YEAR} ?"
    rf"(?:年? ?{_CLOSE} ?(?:第 ?)?(?P<serial>\d{{1,4}}|[一二三四五六七八九十]{{1,3}}) ?号|"
    rf"(?(open)(?P<lost>\d{{1,3}}) ?号?|(?!)))(?=$|\s|签发)"
)
"""机关代字〔年〕序号, GB/T 9704-2012, 7.2.5; with any brackets, and where one of them or 号 was lost."""
_IN_BRACKETS = re.compile(r"^\(([^()]+)\)$")
_FIELD = re.compile(r"(?:发文字号|文件编号|文 ?号) ?[::] ?(?=[\u4e00-\u9fff]{2,14} ?[〔\[(【])")
_RECIPIENTS = re.compile(r"^(?P<to>[^。:;!?\"“《]{2,160}):$")
_RECIPIENTS_AND_ON = re.compile(r"^(?P<to>(?:各|全|驻)[^。:;!?\"“《]{1,80}):.")
_ASKED = re.compile(r"^(?P<to>各[^。:;,!?请于在要应]{1,30})请(?!假)")
_NO_RECIPIENTS = re.compile(
    r"如下|通知|事项|以下|现将|联系|电话|邮箱|附件?\d*$|(?:内容|时间|方式|要求|主题|目的|对象|条件|"
    r"说明|名单|日期|地址|地点|标准|来源|步骤|程序|分工|其他|清单)$"
)
_SORTS = r"通知|函|公告|通报|意见|决定|公示|启事|通告|安排|方案|请示|批复|纪要|倡议书?|办法|一览表?|预告"
_TITLE_END = re.compile(rf"(?:{_SORTS})(?:\([^()]{{1,16}}\))?$")
_TITLE_BEGIN = re.compile(r"关于|转发|印发")
_URGENT = re.compile(r"^(?:[〔\[(【](?:特急|加急|紧急|急件|平急|特提)[〕\])】]|特急|加急)\s*")
_RED_HEAD = re.compile(r"文 ?件$|^(?:签发人|机密|秘密|特急|加急|平急)|^\d{1,6}$|^第?\d+期$|^〔|^急件?$")
_BODY_NAME = re.compile(r"^[\u4e00-\u9fff()〇 、]{3,60}$")
_MOST_HEAD = 60
_MOST_TITLE = 6
_LONGEST_TITLE = 120


class Head(Struct, frozen=True):
    """What the head says; `body_from` is the line at which what is asked begins."""

    number: str = ""
    number_words: str = ""
    number_lost: bool = False
    title: str = ""
    recipients: tuple[str, ...] = ()
    body_from: int = 0


def read_head(lines: Sequence[str]) -> Head:
    """Return the number, the title and the recipients."""
    at, to, first = _find_recipients(lines)
    found, words = _find_number(lines[: at + 1] if to else lines[:_MOST_HEAD])
    title, title_end = _title_above(lines, first) if to else _title_alone(lines)
    if not to:
        to = next((match["to"] for line in lines if (match := _ASKED.match(line))), "")
        at = title_end - 1
    return Head(
        number=_number(found) if found else "",
        number_words=words,
        number_lost=bool(found and (found["lost"] or not found["open"])),
        title=title,
        recipients=tuple(split_names(to)),
        body_from=at + 1 if not to or _RECIPIENTS.match(lines[at]) else max(at, 0),
    )


def split_names(text: str) -> list[str]:
    """Return the names that are parted by 、 or a comma, never inside brackets."""
    names, name, depth = [], "", 0
    for char in text:
        depth += (char in "([〔") - (char in ")]〕" and depth > 0)
        if char in "、,;" and depth == 0:
            names.append(name)
            name = ""
        else:
            name += char
    return [one.strip() for one in (*names, name) if one.strip()]


def _find_number(lines: Sequence[str]) -> tuple[re.Match[str] | None, str]:
    """Return the paper's own number: one that has a line to itself; those in sentences are other papers'."""
    for line in lines:
        if found := _NUMBER.match(_IN_BRACKETS.sub(r"\1", line.strip())):
            return found, found.group()
        if (field := _FIELD.search(line)) and (found := _NUMBER.match(line[field.end() :].strip())):
            return found, found.group()
    return None, ""


def _number(found: re.Match[str]) -> str:
    serial = read_number(found["serial"]) if found["serial"] else int(found["lost"])
    return f"{found['organ']}〔{read_year(found['year'])}〕{serial}号"


def _find_recipients(lines: Sequence[str]) -> tuple[int, str, int]:
    """Return the line that ends with the recipients, what they are, and the line on which they begin."""
    for at, line in enumerate(lines[:_MOST_HEAD]):
        found = _RECIPIENTS.match(line) or _RECIPIENTS_AND_ON.match(line)
        if found and not _NO_RECIPIENTS.search(found["to"]) and not is_site_line(line):
            first, to = at, found["to"]
            while first and lines[first - 1].endswith(("、", ",")):
                first -= 1
                to = lines[first] + to
            return at, to, first
        if line.endswith("。") and len(line) > _LONGEST_TITLE:
            break
    return -1, "", 0


def _title_above(lines: Sequence[str], end: int) -> tuple[str, int]:
    """Return the title over the recipients: the lines up to the one with 关于, and the issuer's above it."""
    taken: list[str] = []
    for line in reversed(lines[max(0, end - 12) : end]):
        text = _URGENT.sub("", line.strip())
        if _is_between(text):
            if taken:
                break
            continue
        if taken and _TITLE_BEGIN.search(taken[0]):
            if _BODY_NAME.match(text) and not _TITLE_END.search(text) and not _TITLE_BEGIN.search(text):
                taken.insert(0, text)
            break
        taken.insert(0, text)
        if len(taken) == _MOST_TITLE:
            break
    title = "".join(taken).replace(" ", "")
    known = _TITLE_END.search(title) or _TITLE_BEGIN.search(title)
    return (title, end) if known and len(title) <= _LONGEST_TITLE else ("", end)


def _title_alone(lines: Sequence[str]) -> tuple[str, int]:
    """Return the title of a paper without recipients: what reads like one, else its first short line."""
    near = lines[:_MOST_HEAD]
    for at, line in enumerate(near):
        if _TITLE_END.search(line) and len(line) <= _LONGEST_TITLE and not is_site_line(line):
            title, _ = _title_above(lines, at + 1)
            return title or _URGENT.sub("", line).replace(" ", ""), at + 1
    for at, line in enumerate(near):
        text = line.strip()
        if _is_between(text):
            continue
        if len(text) <= _MOST_HEAD and not re.search(r"[。;:,]|\d日前", text):
            return text.replace(" ", ""), at + 1
        break
    return "", 0


def _is_between(text: str) -> bool:
    """Say whether a line of the head is no part of the title: the number, the red head, what a site adds."""
    return (
        not text
        or _NUMBER.match(text) is not None
        or _RED_HEAD.search(text) is not None
        or is_site_line(text)
    )
