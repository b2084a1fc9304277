"""Days that come again: 每月25日, 每周五, 每季度末月25日, 每年12月10日, 每天."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.days import NUMBER, Mention, Reading
from fedtrack.core.reading.published.numerals import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS = "一二三四五六日"
_MONTHLY = re.compile(
    rf"每个?月(?:的)? ?(?:(?P<day>\d{{1,2}}|{NUMBER}) ?[日号]|(?P<last>月?[底末]|最后[一1]?[天日]))"
)
_QUARTERLY = re.compile(
    rf"每个?季度?(?P<which>[^,。;\d]{{0,8}}?)(?P<day>\d{{1,2}}|{NUMBER}) ?[日号]|(?P<end>每个?季度?[末底])"
)
_AFTER_QUARTER = re.compile(r"(?<!最)后|首月|第一个月|次月|下")
_FROM_MONTH = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月份?(?:起|开始)[^\d]{0,60}$"
)
_NEAR = 80
_MONTHS = 12
_WEEKLY = re.compile(r"每个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![报次调汇通]|至|到)")
_DAILY = re.compile(r"每(?:天|日)(?!报)")
_YEARLY = re.compile(
    rf"每年(?P<month>\d{{1,2}}|{NUMBER}) ?月 ?(?:(?P<day>\d{{1,2}}|{NUMBER}) ?[日号]|(?P<last>[底末]))"
)


def find_recurring_days(text: str, issued: date | None) -> Iterator[Mention]:
    """Yield days that come again, each with the next such day from the issue or the month named on."""
    for found in _MONTHLY.finditer(text):
        number = read_number(found["day"]) if found["day"] else 31
        yield told(found, _next_monthly(_begin(found, issued), number), recurs=f"monthly:{number}")
    for found in _QUARTERLY.finditer(text):
        number = read_number(found["day"]) if found["day"] else 31
        day = _next_quarterly(_begin(found, issued), number, found["which"] or "")
        yield told(found, day, recurs=f"quarterly:{number}")
    for found in _WEEKLY.finditer(text):
        number = WEEKDAYS.index("日" if found["day"] == "天" else found["day"])
        begin = _begin(found, issued)
        day = begin + timedelta(days=(number - begin.weekday()) % 7) if begin else None
        yield told(found, day, recurs=f"weekly:{number + 1}")
    for found in _DAILY.finditer(text):
        yield told(found, _begin(found, issued), recurs="daily")
    for found in _YEARLY.finditer(text):
        month = read_number(found["month"])
        number = read_number(found["day"]) if found["day"] else 31
        day = _next_yearly(issued, month, number)
        yield told(found, day, recurs=f"yearly:{month:02}-{number:02}")


def _begin(found: re.Match[str], issued: date | None) -> date | None:
    """Return from when on a day comes again: the issue, or the month of 自6月起,每月5日前."""
    named = _FROM_MONTH.search(found.string, max(0, found.start() - _NEAR), found.start())
    if issued is None or named is None:
        return issued
    year = int(named["year"]) if named["year"] else issued.year
    month = int(named["month"])
    if not named["year"] and month < issued.month:
        year += 1
    return max(issued, date(year, month, 1))


def _next_yearly(issued: date | None, month: int, number: int) -> date | None:
    if issued is None or not 1 <= month <= _MONTHS:
        return None
    for year in (issued.year, issued.year + 1):
        day = clipped(year, month, number)
        if day is not None and day >= issued:
            return day
    return None


def _next_quarterly(issued: date | None, number: int, which: str) -> date | None:
    """Return the next such day: of the month after the quarter (结束后, 首月), else of its last month."""
    if issued is None:
        return None
    first = _AFTER_QUARTER.search(which) is not None
    for ahead in range(_MONTHS):
        month = issued.month - 1 + ahead
        year, month = issued.year + month // _MONTHS, month % _MONTHS + 1
        if month % 3 == (1 if first else 0):
            day = clipped(year, month, number)
            if day is not None and day >= issued:
                return day
    return None


def _next_monthly(issued: date | None, number: int) -> date | None:
    if issued is None:
        return None
    for ahead in range(2):
        month = issued.month - 1 + ahead
        year, month = issued.year + month // 12, month % 12 + 1
        day = clipped(year, month, number)
        if day is not None and day >= issued:
            return day
    return None


def clipped(year: int, month: int, number: int) -> date | None:
    """Return a day of a month, the last one where the month is shorter; None where there is no such day."""
    return date(year, month, min(number, monthrange(year, month)[1])) if number > 0 else None


def told(
    found: re.Match[str], day: date | None, *, relative: str = "", recurs: str = "", approx: bool = False
) -> Mention:
    """Return the place of a day that is told by something else; no reading where it cannot be reckoned."""
    readings = (Reading(day.year, day.month, day.day),) if day else ()
    return Mention(
        found.start(), found.end(), found.group(), readings, relative=relative, recurs=recurs, approx=approx
    )
