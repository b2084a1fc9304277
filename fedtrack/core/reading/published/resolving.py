"""From what a notice calls a day to the day: the year it leaves out, characters it lost, a year mistyped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from fedtrack.core.reading.published.facts import Caveat

if TYPE_CHECKING:
    from fedtrack.core.reading.published.days import Mention, Reading

_LONG_PAST = timedelta(days=60)
"""A day without a year that lies further back than this is the next year's."""
_LATE = timedelta(days=25)
"""How long ago a day may be by which a notice still asks for something."""
_SOON = timedelta(days=150)
"""How far ahead of its issue a notice asks for papers, where a year has to be told by that."""
_FAR = timedelta(days=300)
"""Further ahead than this no notice asks for anything, where it has to be told what lost digits were."""
_NEXT_YEAR = {"明年", "次年", "来年", "翌年"}
_LAST_YEAR = {"去年", "上年"}


class Resolved(Struct, frozen=True):
    """The day that is meant, None where it cannot be known, and what has to be looked at twice."""

    day: date | None
    warnings: tuple[Caveat, ...] = ()


def resolve(mention: Mention, issued: date | None, weekday: int | None = None) -> Resolved:
    """Return the day that a mention means to somebody who reads it on the day of issue."""
    warnings: list[Caveat] = [Caveat.LOST_CHARACTERS] if mention.lost else []
    days = list(dict.fromkeys(day for one in mention.readings if (day := _day(one, mention, issued))))
    if mention.lost:
        days = _likely(days, issued, weekday)
    if mention.approx and days:
        days = [min(days)]  # the month is lost: the nearest, which the fact marks
    if len(days) != 1:
        named = mention.lost or bool(mention.readings)  # a day is named, and which it is nobody can tell
        return Resolved(None, (*warnings, Caveat.AMBIGUOUS_DATE) if named else tuple(warnings))
    day = days[0]
    if weekday is not None and day.weekday() != weekday:
        warnings.append(Caveat.WEEKDAY_MISMATCH)
    return Resolved(day, tuple(warnings))


def next_year(day: date | None, mention: Mention, issued: date | None) -> date | None:
    """Return the next year's day where one without a year is too long past for it to be asked for.

    A notice may be some days late; a paper due a month before nobody asks for: it is due in the coming year.
    """
    named = mention.year_word or any(one.year is not None for one in mention.readings)
    if day is None or issued is None or named or day >= issued - _LATE:
        return None
    return mention.readings[-1].on(day.year + 1)


def mend_year(day: date | None, mention: Mention, issued: date | None) -> date | None:
    """Return the day in the year that must be meant where the one that is written is long past, else None.

    At the turn of the year the old one is still typed; a day that is past by less may be a late notice.
    """
    if (
        day is None
        or issued is None
        or all(one.year is None for one in mention.readings)
        or day >= issued - _LONG_PAST
    ):
        return None
    for year in (issued.year, issued.year + 1):
        meant = msgspec.structs.replace(mention.readings[-1], year=None)
        other = meant.on(year)
        if other is not None and issued <= other <= issued + _SOON:
            return other
    return None


def _day(reading: Reading, mention: Mention, issued: date | None) -> date | None:
    if reading.year is not None:
        return reading.on(reading.year)
    if issued is None:
        return None
    if mention.year_word in _NEXT_YEAR:
        return reading.on(issued.year + 1)
    if mention.year_word in _LAST_YEAR:
        return reading.on(issued.year - 1)
    if mention.year_word:
        return reading.on(issued.year)
    near = [reading.on(year) for year in (issued.year - 1, issued.year, issued.year + 1)]
    earliest = issued - _LONG_PAST
    return next((day for day in near if day is not None and day >= earliest), None)


def _likely(days: list[date], issued: date | None, weekday: int | None) -> list[date]:
    """Return which of several days can be meant: ahead of the issue, and on the weekday that is named."""
    if weekday is not None and (named := [day for day in days if day.weekday() == weekday]):
        days = named
    if issued is not None:
        days = [day for day in days if issued <= day <= issued + _FAR] or days
    return days
