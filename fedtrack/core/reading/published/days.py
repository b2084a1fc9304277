"""Days as notices name them: 2020年3月23日, 3月23日, 三月二十三日, 3月4日、5日, 3月8日至15日, 3月底."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.numerals import YEAR_DIGITS, read_number, read_year

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = "[一二三四五六七八九十廿卅元]{1,3}"
YEAR = rf"(?P<year>(?:19|20)\d\d|[{YEAR_DIGITS}]{{4}}) ?年 ?"
YEAR_WORD = r"(?P<word>今年|本年度?|当年|明年|次年|来年|翌年|去年|上年) ?的? ?"
MONTH = rf"(?<![农阴]历)(?<!\d)(?P<month>1[0-2]|0?[1-9]|{NUMBER}) ?月份?"
_DAY = rf"(?P<day>\d{{1,2}}|{NUMBER}) ?[日号]"
_LATER = (
    rf"(?:(?P<year2>(?:19|20)\d\d) ?年 ?)?(?:(?P<month2>1[0-2]|0?[1-9]|"
    rf"{NUMBER}) ?月 ?)?(?P<day2>\d{{1,2}}|{NUMBER}) ?[日号]"
)
_WEEKDAY_BETWEEN = r"(?: ?\((?:星期|周|礼拜)[一二三四五六日天]\))?"
_TO = r" ?(?:至|到|[-—–―~～]+) ?"
_AND = r" ?(?:、|和|及|,) ?"
_PART = r"(?P<part>上旬|中旬|下旬|月?底|末)"
_FULL = re.compile(
    rf"(?:{YEAR}|{YEAR_WORD})?{MONTH} ?(?:{_DAY}(?:{_WEEKDAY_BETWEEN}(?P<join>{_TO}|{_AND}){_LATER})?|"
    rf"{_PART})"
)
_FIRST_TO_MONTHLESS = re.compile(
    rf"(?:{YEAR}|{YEAR_WORD})?{MONTH} ?(?P<from>\d{{1,2}})(?:{_TO}| ?、 ?)(?P<day>\d{{1,2}}) ?[日号]"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|"
    r"20)\d\d)(?P<sign>[-./]) ?(?P<month>\d{1,2})(?P=sign) ?(?P<day>\d{1,2})(?![\d.])日?"
)
_NUMERIC_SPAN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[./]) ?(?P<month>\d{1,2})(?P=sign) ?\d{1,2}日? ?[-—–~至到]+ ?"
    r"(?:(?P<month2>\d{1,2})(?P=sign))?(?P<day>\d{1,2})(?![\d./:])日?"
)
_DOTTED = re.compile(
    r"(?<![\d./年])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])日?(?=(?:之|以)?前)"
)
_LAST_OF = {"上旬": 10, "中旬": 20}


class Reading(Struct, frozen=True):
    """One day that a text may mean; without a year where none is named."""

    year: int | None
    month: int
    day: int
    last: bool = False

    def on(self, year: int) -> date | None:
        """Return the day of this or, where it names none, that year; None where there is no such day."""
        if self.last and 1 <= self.month <= 12:  # noqa: PLR2004 - 3月底
            return date(self.year or year, self.month, monthrange(self.year or year, self.month)[1])
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


class Mention(Struct, frozen=True):
    """A place in a text that names a day; `start` and `end` count its characters.

    `readings` are the days that it may mean: one, none, or several where characters were lost. `span_from`
    is the first day of a period whose last day the readings are. `year_word` is 明年 and the like.
    """

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...] = ()
    span_from: Reading | None = None
    listed: bool = False
    year_word: str = ""
    lost: bool = False
    approx: bool = False
    relative: str = ""
    recurs: str = ""


def find_days(text: str) -> Iterator[Mention]:
    """Yield the whole days in a text, in no order; what is no day of any year is left to others."""
    yield from _in_figures(text)
    for found in _FIRST_TO_MONTHLESS.finditer(text):
        yield from _span(found, found["from"], "day")
    for found in _FULL.finditer(text):
        if found["part"]:
            yield _part_of_month(found)
        elif found["day2"]:
            yield from _pair(found)
        elif (day := _reading(_year(found), found["month"], found["day"])) is not None:
            yield _mention(found, (day,))


def _in_figures(text: str) -> Iterator[Mention]:
    """Yield 2020-03-23, 2020.3.8-3.20, 3.20前."""
    for found in _NUMERIC.finditer(text):
        reading = Reading(int(found["year"]), int(found["month"]), int(found["day"]))
        if reading.on(reading.year or 0) is not None:
            yield Mention(found.start(), found.end(), found.group(), (reading,))
    for found in _NUMERIC_SPAN.finditer(text):
        last = Reading(int(found["year"]), int(found["month2"] or found["month"]), int(found["day"]))
        if last.on(last.year or 0) is not None:
            yield Mention(found.start(), found.end(), found.group(), (last,), span_from=last)
    for found in _DOTTED.finditer(text):
        if (short := _reading(None, found["month"], found["day"])) is not None:
            yield Mention(found.start(), found.end(), found.group(), (short,))


def _year(found: re.Match[str]) -> int | None:
    return read_year(found["year"]) if found["year"] else None


def _reading(year: int | None, month: str, day: str) -> Reading | None:
    """Return the reading, None where no year has such a day."""
    reading = Reading(year, read_number(month), read_number(day))
    return reading if reading.on(2024) is not None else None  # a leap year


def _mention(found: re.Match[str], readings: tuple[Reading, ...], **more: object) -> Mention:
    word = found["word"] or ""
    return Mention(found.start(), found.end(), found.group(), readings, year_word=word, **more)  # type: ignore[arg-type]


def _span(found: re.Match[str], first: str, last: str) -> Iterator[Mention]:
    """Yield a period within a month: 3月5-9日."""
    year = _year(found)
    start, end = _reading(year, found["month"], first), _reading(year, found["month"], found[last])
    if start is not None and end is not None:
        yield _mention(found, (end,), span_from=start)


def _pair(found: re.Match[str]) -> Iterator[Mention]:
    """Yield the last of two days that are joined: 3月8日至15日, 3月4日、5日; two dates of their own twice."""
    year = _year(found)
    first = _reading(year, found["month"], found["day"])
    later_year = int(found["year2"]) if found["year2"] else year
    last = _reading(later_year, found["month2"] or found["month"], found["day2"])
    if first is None or last is None:
        return
    ranged = re.fullmatch(_TO, found["join"]) is not None
    if not ranged and found["month2"]:
        end = found.start("join")
        yield Mention(
            found.start(),
            end,
            found.string[found.start() : end],
            (first,),
            listed=True,
            year_word=found["word"] or "",
        )
        begin = found.end("join")
        yield Mention(begin, found.end(), found.string[begin : found.end()], (last,))
        return
    yield _mention(found, (last,), span_from=first)


def _part_of_month(found: re.Match[str]) -> Mention:
    """Return the last day that 3月底, 4月上旬 can mean; that of a third of a month is not named outright."""
    year, month = _year(found), read_number(found["month"])
    day = _LAST_OF.get(found["part"])
    reading = Reading(year, month, day or 1, last=day is None)
    return _mention(found, (reading,), approx=found["part"].endswith("旬"))
