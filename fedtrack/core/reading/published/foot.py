"""The foot of a notice: who signed it and when (发文机关署名, 成文日期: GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.lost_days import split_run
from fedtrack.core.reading.published.numerals import YEAR_DIGITS, read_number, read_year
from fedtrack.core.reading.published.site import is_site_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedtrack.core.reading.published.days import Reading

_YEAR = rf"(?P<year>(?:19|20)\d\d|[二一][{YEAR_DIGITS}]{{3}})"
_CHINESE = "[一二三四五六七八九十廿卅〇○元]{1,3}"
_WHOLE = re.compile(
    rf"^\(?{_YEAR} ?(?:年|[-./]) ?(?P<month>\d{{1,2}}|{_CHINESE}) ?(?:月|[-./]) ?(?P<day>\d{{1,2}}|"
    rf"{_CHINESE}) ?[日号]?\)?$"
)
_SPACED = re.compile(r"^(?P<year>20\d\d)[ 年] ?(?P<month>\d{1,2})[ 月] ?(?P<day>\d{1,2}) ?日?$")
_RUN = re.compile(r"^(?P<year>20\d\d) ?年? ?(?P<rest>\d{2,4}) ?日?$")
_LATE_RUN = re.compile(r"^(?P<year>20\d\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日?$")
_YEAR_ONLY = re.compile(r"^20\d\d ?年?$")
_PRINTED = re.compile(
    r"^(?P<by>[\u4e00-\u9fff ()]{2,40}?)? ?"
    r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日 ?印发?$"
)
_ON_ONE_LINE = re.compile(
    rf"^(?P<by>[\u4e00-\u9fff ()、]{{2,60}}?) ?(?P<date>(?:20\d\d|"
    rf"[二][{YEAR_DIGITS}]{{3}}) ?年 ?(?:\d{{1,2}}|{_CHINESE}) ?月 ?(?:\d{{1,2}}|{_CHINESE}) ?日)$"
)
_BODY = re.compile(
    r"^[\u4e00-\u9fff()“”〇]{2,40}$",
)
_BODY_END = re.compile(
    r"(?:会|委|办|局|部|院|室|中心|政府|学校|小学|中学|大学|学院|幼儿园|处|科|股|站|所|公司|联|厅|社|"
    r"行|馆|党组|支部|队|组|厂|系|办公厅|秘书处|法院|集团|医院|旗|县委|市委|区委|省委|镇|街道)$"
)
_NO_BODY = re.compile(
    r"^(?:特此|附|抄送|联系|主送|此件|此页|以上|请|各|关于|报送|第[一二三四五六七八九]|"
    r"[一二三四五六七八九十]、|公开)|[。;:,!?]|通知$|打印|关闭"
)
_CLOSING = re.compile(r"^\(?(?:此件|信息公开|联系|附)|^抄送")
_BELOW = 3
_MOST_ISSUERS = 6
_LATEST = timedelta(days=60)


class Foot(Struct, frozen=True):
    """Who signed and when; `ends` is the line behind the signature, from which on there are only annexes."""

    issuer: str = ""
    issued: date | None = None
    words: str = ""
    lost: bool = False
    ambiguous: bool = False
    starts: int = 0
    ends: int = 0


class _Dated(Struct, frozen=True):
    at: int
    days: tuple[date, ...]
    words: str
    lost: bool


def read_foot(
    lines: Sequence[str], start: int, *, published: date | None = None, named: Iterable[Reading] = ()
) -> Foot:
    """Return who signed, and when: the first line of a date alone that a body's name stands next to.

    Where the date lost characters, `published` (when the page went up) and `named` (days of the text with
    their year, or the last for something) tell which of the days that it may be can be meant.
    """
    dated = [found for at in range(start, len(lines)) if (found := _dated(at, lines[at]))]
    for one in dated:
        above = _issuers_above(lines, one.at, start)
        below = _issuers_below(lines, one.at) if not above else []
        if above or below:
            return _foot("、".join(above or below), one, published, named, one.at + 1 + len(below))
    printed = _printed(lines, start)
    if dated:
        one = dated[-1]
        return _foot(printed.issuer, one, published, named, one.at + 1)
    if printed.issuer or printed.issued:
        return printed
    at = next((at for at in range(len(lines) - 1, start - 1, -1) if not is_site_line(lines[at])), -1)
    names = _issuers_above(lines, at + 1, start) if at >= start else []
    return Foot(issuer="、".join(names), starts=len(lines), ends=len(lines))


def _foot(issuer: str, dated: _Dated, published: date | None, named: Iterable[Reading], ends: int) -> Foot:
    days = list(dated.days)
    if len(days) > 1:
        days = _settled(days, published, named)
    return Foot(
        issuer=issuer,
        issued=days[0] if len(days) == 1 else None,
        words=dated.words,
        lost=dated.lost,
        ambiguous=len(days) > 1,
        starts=dated.at,
        ends=ends,
    )


def _settled(days: list[date], published: date | None, named: Iterable[Reading]) -> list[date]:
    """Return which of the days can be meant: none after the page went up or after a day asked for."""
    if published is not None and published in days:
        return [published]
    if published is not None:
        days = [day for day in days if day <= published] or days
    ahead = [day for one in named if (day := one.on(days[0].year)) and day >= min(days)]
    if ahead:
        near = [day for day in days if day <= min(ahead) and min(ahead) - day <= _LATEST]
        days = near or days
    return days


def _dated(at: int, line: str) -> _Dated | None:
    """Return the day that a line consists of, with all that it may be where characters were lost."""
    text = line.strip(" 。")
    if found := _WHOLE.match(text):
        complete = text.strip("()")[-1] in "日号" or "月" not in text
        return _one(at, text, (found["year"], found["month"], found["day"]), lost=not complete)
    if found := _SPACED.match(text) or _LATE_RUN.match(text):
        return _one(at, text, (found["year"], found["month"], found["day"]), lost=True)
    if found := _RUN.match(text):
        year = int(found["year"])
        days = tuple(day for month, number in split_run(found["rest"]) if (day := _day(year, month, number)))
        return _Dated(at, days, text, lost=True) if days else None
    if _YEAR_ONLY.match(text):
        return _Dated(at, (), text, lost=True)
    if found := _ON_ONE_LINE.match(text):
        inner = _WHOLE.match(found["date"])
        if inner and _BODY_END.search(found["by"].strip()):
            return _one(at, text, (inner["year"], inner["month"], inner["day"]), lost=False)
    return None


def _one(at: int, words: str, parts: tuple[str, str, str], *, lost: bool) -> _Dated | None:
    day = _day(read_year(parts[0]), read_number(parts[1]), read_number(parts[2]))
    return _Dated(at, (day,), words, lost=lost) if day else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _issuers_above(lines: Sequence[str], at: int, start: int) -> list[str]:
    """Return the bodies whose names end right above a line; joint ones have a line each, or share one."""
    if at < len(lines) and (same := _ON_ONE_LINE.match(lines[at].strip())):
        return _bodies(same["by"])
    names: list[str] = []
    for line in reversed(lines[max(start, at - _MOST_ISSUERS) : at]):
        found = _bodies(line)
        if not found:
            break
        names[:0] = found
    return names


def _issuers_below(lines: Sequence[str], at: int) -> list[str]:
    return _bodies(lines[at + 1]) if at + 1 < len(lines) else []


def _bodies(line: str) -> list[str]:
    """Return the names of bodies that a line consists of, none where it says anything else."""
    text = line.strip().rstrip("。")
    if not text or _NO_BODY.search(text):
        return []
    parts = [part for part in text.split(" ") if part]
    if all(_BODY.match(part) and _BODY_END.search(part) for part in parts):
        return parts
    whole = "".join(parts)
    return [whole] if _BODY.match(whole) and _BODY_END.search(whole) and len(parts) > 1 else []


def _printed(lines: Sequence[str], start: int) -> Foot:
    """Return what the line of printing (印发机关和印发日期) says, for papers without a signature."""
    for at in range(start, len(lines)):
        if found := _PRINTED.match(lines[at].strip()):
            day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
            return Foot((found["by"] or "").replace(" ", ""), day, lines[at].strip(), starts=at, ends=at + 1)
    return Foot(starts=len(lines), ends=len(lines))
