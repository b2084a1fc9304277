"""Dates as a clerk types them: 2020-03-20, 2020/3/20, 2020年3月20日, 3月20日, 昨天; a time may follow."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from fedtrack.core.model import YEARS
from fedtrack.errors import Message, UsageError

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?|(?P<rest>\d{4}))"
    r"(?:(?:\s+|T|(?<=[日号]))(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::[0-5]\d)?|[时点](?:(?P<chinese>\d{1,2})分?)?))?"
)

_YEARLESS = re.compile(r"\d{1,2}([-/.月])\d{1,2}(?!\d|[-/.年月]).*")
_AROUND = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1}


def parse_day(text: str, *, near: date | None = None) -> date:
    """Return the day that was typed; raises UsageError when it is none, or has a time. `near` as below."""
    day, clock = parse_moment(text, near=near)
    if clock is not None:
        raise _not_understood(text)
    return day


def parse_moment(text: str, *, near: date | None = None) -> tuple[date, time | None]:
    """Return the day that was typed, and the time if one was.

    Where it is clear that a day around today is meant, `near` is today: a day without a year is the one that
    is nearest, and 昨天 is understood. Raises UsageError.
    """
    bare = unicodedata.normalize("NFKC", text).strip()
    found = _MOMENT.fullmatch(_with_year(bare, near) if near is not None else bare)
    if found is None:
        raise _not_understood(text)
    rest = found["rest"]
    month, day = (rest[:2], rest[2:]) if rest else (found["month"], found["day"])
    try:
        value = date(int(found["year"]), int(month), int(day))
        clock = (
            time(int(found["hour"]), int(found["minute"] or found["chinese"] or 0)) if found["hour"] else None
        )
    except ValueError:
        raise _not_understood(text) from None
    if value.year not in YEARS:
        raise _not_understood(text)
    return value, clock


def _with_year(text: str, near: date) -> str:
    """Return what was typed with the year that is left out."""
    word = text[:2]
    if word in _AROUND:
        return f"{near + timedelta(_AROUND[word])} {text[2:].strip()}".strip()
    if not _YEARLESS.fullmatch(text):
        return text
    years = (near.year - 1, near.year, near.year + 1)
    dated = [f"{year}{'年' if '月' in text else '-'}{text}" for year in years]
    days = [(abs(found - near), one) for one in dated if (found := _day_of(one)) is not None]
    return min(days)[1] if days else text


def _day_of(text: str) -> date | None:
    try:
        return parse_moment(text)[0]
    except UsageError:
        return None


def _not_understood(text: str) -> UsageError:
    return UsageError(
        Message("“{text}” is not a date", text=text),
        fix=Message('write it like 2020-03-20 (where a time is allowed: "2020-03-20 16:30")'),
    )
