"""How the reports came in, day by day, against the due date (报送进度): what a chart draws."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary

_ONE_DAY = timedelta(days=1)
_LINGER = timedelta(days=14)  # after the last event the line tells nothing new
_LONGEST = timedelta(days=366)  # a date with a slip in its year must not stretch the line


class BurnUpDay(Struct, frozen=True):
    """One day: the units whose report counted at its end, and the units reminded on it."""

    day: date
    reported: int
    reminded: int = 0


class BurnUp(Struct, frozen=True):
    """The days from the notice's issue to the day of the summary, each of them, in order.

    `target` is how many reports are expected; `due` may lie after the last day.
    """

    days: tuple[BurnUpDay, ...]
    target: int
    due: date

    @property
    def first(self) -> date:
        """The first day of the time line."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """The last day that has been counted."""
        return self.days[-1].day

    @property
    def end(self) -> date:
        """The last day of the time line: the due date, or the last day counted where that is later."""
        return max(self.due, self.last)

    @property
    def turns(self) -> tuple[BurnUpDay, ...]:
        """The first and the last day, and those between on which something came in, went back or went out."""
        inner = (
            now
            for before, now in zip(self.days, self.days[1:-1], strict=False)
            if now.reported != before.reported or now.reminded
        )
        return (self.days[0], *inner, *self.days[1:][-1:])


def burn_up(summary: Summary) -> BurnUp:
    """Return the time line of all units that the summary counts.

    Each day has what a summary as of that day would count, so a report that was sent back is in the
    days before its return, and what was taken back is in none. The line begins on the day of issue, or
    with the first event where that day is unknown; a fortnight after the last event it ends.
    """
    due, today = summary.notice.deadline.due, summary.today
    changes, reminded = _changes(summary.counted), _reminded(summary.counted)
    told = [due, *changes, *reminded]
    last = min(today, max(told) + _LINGER)
    begin = summary.notice.issued or min(told)
    first = max(min(begin, last), last - _LONGEST)
    days = [first + number * _ONE_DAY for number in range((last - first).days + 1)]
    earlier = sum(change for day, change in changes.items() if day < first)
    counts = accumulate((changes[day] for day in days), initial=earlier)
    next(counts)
    return BurnUp(
        days=tuple(BurnUpDay(day, count, reminded[day]) for day, count in zip(days, counts, strict=True)),
        target=summary.totals.expected_reports,
        due=due,
    )


def _changes(standings: Iterable[Standing]) -> Counter[date]:
    """Return by how many the reports that count grew or shrank on each day."""
    changes: Counter[date] = Counter()
    for standing in standings:
        for span in standing.spans:
            changes[span.first] += 1
            if span.until != date.max:
                changes[span.until] -= 1
    return changes


def _reminded(standings: Iterable[Standing]) -> Counter[date]:
    """Return how many units were reminded on each day, however often."""
    return Counter(day for standing in standings for day in {one.on for one in standing.reminders})
