"""Dates as a clerk types them: 2020-03-20, 2020/3/20, 20200320, 2020年3月20日; a time may follow."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time

from fedtrack.core.model import YEARS
from fedtrack.errors import Message, UsageError

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<rest>\d{4}))"
    r"(?:(?:\s+|T|(?<=日))(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::[0-5]\d)?|[时点](?:(?P<chinese>\d{1,2})分?)?))?"
)


def parse_day(text: str) -> date:
    """Return the day that was typed; raises UsageError when it is none, or has a time."""
    day, clock = parse_moment(text)
    if clock is not None:
        raise _not_understood(text)
    return day


def parse_moment(text: str) -> tuple[date, time | None]:
    """Return the day that was typed, and the time if one was."""
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
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


def _not_understood(text: str) -> UsageError:
    return UsageError(
        Message("“{text}” is not a date", text=text),
        fix=Message('write it like 2020-03-20 (where a time is allowed: "2020-03-20 16:30")'),
    )
