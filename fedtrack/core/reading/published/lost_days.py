"""Days of which characters were lost on the way to a web page: 2020323日, 525日, 3月20之前, 11月59日.

Whatever could be meant is a reading: which of them it is, or that nobody can tell, is decided later.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.days import Mention, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDS = r"(?=(?:之|以)?前|截[止至稿]|止|\(|[上下中]午|\d{1,2}[:点时]|下班|上交|上?报[^名]|交|送|提交|发)"
_RUN = re.compile(rf"(?<!\d)(?P<year>20\d\d)(?P<rest>\d{{2,4}})(?: ?[日号]|{_ENDS})")
_RUN_THEN_MONTH = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>1[0-2]|[1-9]) ?月 ?(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号]"
)
_NO_SIGNS = re.compile(r"(?<=[于在])(?P<rest>\d{2,4})(?=(?:之|以)?前)")
_SPACED_MONTH = re.compile(
    r"(?<![\d年月.:])(?P<month>1[0-2]|0?[1-9]) (?P<day>3[01]|[12]\d|0?[1-9]) ?日?(?=(?:之|以)?前)"
)
_NO_DAY = re.compile(r"(?<!\d)(?:1[0-2]|0?[1-9]) ?月 ?[日号]?(?=(?:之|以)前|前[将把报送提交发,])")
_SPACED = re.compile(
    rf"(?<!\d)(?P<year>20\d\d)[年 ] ?(?P<a>\d{{1,2}})[月 ] ?(?P<b>\d{{1,2}})(?: ?[日号]|{_ENDS})"
)
_YEAR_THEN_RUN = re.compile(rf"(?<!\d)(?P<year>20\d\d) ?年 ?(?P<rest>\d{{2,4}})(?: ?[日号]|{_ENDS})")
_MONTH_THEN_RUN = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月 ?(?P<rest>\d{2,4}) ?[日号]"
)
_NO_DAY_SIGN = re.compile(
    rf"(?<!\d)(?:(?P<year>20\d\d) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月 ?(?P<day>3[01]|[12]\d|"
    rf"0?[1-9]) ?{_ENDS}"
)
_RUN_ALONE = re.compile(r"(?<![\d月年.〕])(?P<rest>\d{3,4}|[4-9]\d|3[2-9]) ?[日号](?!楼|文|线|店|院|令)")
_NO_MONTH = re.compile(
    r"(?<![\d一二三四五六七八九十个每当本下上这])[?]? ?月 ?(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号]"
)


def find_lost_days(text: str) -> Iterator[Mention]:
    """Yield what was a day once, with every day that it may have been, in no order."""
    yield from _with_year(text)
    yield from _without_year(text)


def _with_year(text: str) -> Iterator[Mention]:
    for found in chain(_RUN.finditer(text), _YEAR_THEN_RUN.finditer(text)):
        yield _lost(found, _month_and_day(int(found["year"]), found["rest"]))
    for found in _SPACED.finditer(text):
        yield _lost(found, _real([Reading(int(found["year"]), int(found["a"]), int(found["b"]))]))
    for found in _RUN_THEN_MONTH.finditer(text):
        yield _lost(found, _real([Reading(int(found["year"]), int(found["month"]), int(found["day"]))]))
    for found in _MONTH_THEN_RUN.finditer(text):
        yield from _lost_dash(found)


def _without_year(text: str) -> Iterator[Mention]:
    for found in _SPACED_MONTH.finditer(text):
        yield _lost(found, _real([Reading(None, int(found["month"]), int(found["day"]))]))
    for found in _NO_DAY.finditer(text):
        yield Mention(found.start(), found.end(), found.group(), lost=True)
    for found in _NO_SIGNS.finditer(text):
        yield _lost(found, _month_and_day(None, found["rest"]))
    for found in _NO_DAY_SIGN.finditer(text):
        yield _lost(found, _real([Reading(_year(found), int(found["month"]), int(found["day"]))]))
    for found in _RUN_ALONE.finditer(text):
        yield _lost(found, _month_and_day(None, found["rest"]))
    for found in _NO_MONTH.finditer(text):
        day = int(found["day"])
        yield _lost(found, _real(Reading(None, month, day) for month in range(1, 13)), approx=True)


def split_run(digits: str) -> list[tuple[int, int]]:
    """Return the months and days that a run of digits may have been: 115 is 1-15 or 11-5."""
    pairs = [(int(digits[:at]), int(digits[at:])) for at in (1, 2) if 0 < len(digits) - at < 3]  # noqa: PLR2004
    return [(month, day) for month, day in pairs if _real([Reading(None, month, day)])]


def _month_and_day(year: int | None, digits: str) -> tuple[Reading, ...]:
    return _real(Reading(year, month, day) for month, day in split_run(digits))


def _lost_dash(found: re.Match[str]) -> Iterator[Mention]:
    """Yield a period whose dash was lost: 11月59日 is from the 5th to the 9th; 11月9日 is no such thing."""
    rest, year, month = found["rest"], _year(found), int(found["month"])
    if _real([Reading(year, month, int(rest))]):
        return
    pairs = [(int(rest[:at]), int(rest[at:])) for at in (1, 2) if at < len(rest)]
    ends = [
        (Reading(year, month, first), Reading(year, month, last))
        for first, last in pairs
        if first < last and len(_real([Reading(year, month, first), Reading(year, month, last)])) == 2  # noqa: PLR2004
    ]
    first = ends[0][0] if len(ends) == 1 else None
    yield _lost(found, tuple(dict.fromkeys(last for _first, last in ends)), span_from=first)


def _real(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    leap = 2024
    return tuple(one for one in readings if one.on(one.year or leap) is not None)


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _lost(
    found: re.Match[str],
    readings: tuple[Reading, ...],
    *,
    span_from: Reading | None = None,
    approx: bool = False,
) -> Mention:
    return Mention(
        found.start(), found.end(), found.group(), readings, span_from=span_from, lost=True, approx=approx
    )
