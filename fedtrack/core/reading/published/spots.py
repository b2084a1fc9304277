"""The days of a paragraph, each once, with what stands right behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.clocks import Tail, read_tail
from fedtrack.core.reading.published.days import Mention, Reading, find_days
from fedtrack.core.reading.published.lost_days import find_lost_days
from fedtrack.core.reading.published.relative_days import find_relative_days

if TYPE_CHECKING:
    from datetime import date

    from fedtrack.core.workdays import WorkCalendar

_THAT_DAY = re.compile(r"当[天日]$")
_FROM_TO = re.compile(r"^ ?(?:开始|起)?,?(?:起?至|到|[-—–~]+) ?$")
_SHORT = 16


class Spot(Struct, frozen=True):
    """A day with what stands right behind it."""

    mention: Mention
    tail: Tail


def find_spots(text: str, issued: date | None, calendar: WorkCalendar) -> list[Spot]:
    """Return the days with what stands behind them, of overlapping ones the first and longest."""
    found = [*find_days(text), *find_lost_days(text), *find_relative_days(text, issued, calendar)]
    found.sort(key=lambda one: (one.start, one.start - one.end, one.lost))
    spots: list[Spot] = []
    end = 0
    for mention in found:
        if mention.start < end:
            continue
        tail = read_tail(text, mention.end)
        if _THAT_DAY.match(mention.text) and not (tail.clock or tail.sign):
            continue
        end = max(tail.end, mention.end)
        if spots and _FROM_TO.match(text[spots[-1].tail.end : mention.start][:_SHORT]):
            first = spots.pop().mention
            spots.append(Spot(_between(text, first, mention, span_from=first.readings[:1]), tail))
            continue
        if spots and _glosses(text, spots[-1], mention):
            spots.append(_merged(text, spots.pop(), mention, tail))
            end = spots[-1].tail.end
            continue
        spots.append(Spot(mention, tail))
    return spots


def _merged(text: str, spot: Spot, mention: Mention, tail: Tail) -> Spot:
    """Return the day that another in brackets says outright, with what stands behind either."""
    closing = tail.end + 1 if text[tail.end : tail.end + 1] == ")" else tail.end
    more = read_tail(text, closing)
    merged = Tail(
        more.end,
        tail.weekday,
        tail.clock or more.clock or spot.tail.clock,
        tail.time_text or more.time_text or spot.tail.time_text,
        tail.sign or more.sign or spot.tail.sign,
    )
    return Spot(_between(text, spot.mention, mention), merged)


def _glosses(text: str, spot: Spot, mention: Mention) -> bool:
    """Say whether a day in brackets says outright what stands before it: 一周内(5月30日前)."""
    told = spot.mention.relative or spot.mention.recurs
    return bool(told) and text[spot.tail.end : mention.start].strip() == "(" and bool(mention.readings)


def _between(text: str, told: Mention, day: Mention, *, span_from: tuple[Reading, ...] = ()) -> Mention:
    return Mention(
        told.start,
        day.end,
        text[told.start : day.end],
        day.readings,
        span_from=span_from[0] if span_from else None,
        year_word=day.year_word,
        lost=told.lost or day.lost,
        approx=day.approx,
    )
