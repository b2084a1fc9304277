"""How punctually units reported over all notices (历次报送情况): to see who needs help, not whom to shame.

Nothing is ranked. A report that is not due yet and has not come in counts neither for nor against a unit.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.model import Notice, State, Unit, groups_of
from fedtrack.core.standing import Standing
from fedtrack.core.summary import Totals, count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from fedtrack.core.summary import Summary


class Record(Struct, frozen=True):
    """What one notice asked of one unit, and how that stands."""

    notice: Notice
    standing: Standing
    counted: bool

    @property
    def days(self) -> int | None:
        """Days from the unit's due date to its report: below nought is early, None is no report."""
        received_on = self.standing.received_on
        if received_on is None:
            return None
        days = (received_on - self.standing.deadline.due).days
        return min(days, 0) if self.standing.state is State.ON_TIME else days


class Punctuality(Struct, frozen=True):
    """Counts and rates over several notices; `median_days` is None where nothing was reported."""

    totals: Totals
    median_days: float | None
    reminders: int


class UnitPunctuality(Struct, frozen=True):
    """One unit with all that was asked of it, oldest first."""

    unit: Unit
    punctuality: Punctuality
    records: tuple[Record, ...]


class GroupPunctuality(Struct, frozen=True):
    """The units of one group together."""

    group: str
    punctuality: Punctuality


class Review(Struct, frozen=True):
    """All units that were ever asked, in roster order; `notices` are those that count, by their due dates."""

    as_of: datetime
    federation: str
    notices: tuple[Notice, ...]
    total: Punctuality
    groups: tuple[GroupPunctuality, ...]
    units: tuple[UnitPunctuality, ...]


def review(
    summaries: Iterable[Summary], units: Collection[Unit], *, as_of: datetime, federation: str
) -> Review:
    """Return what the summaries, one of each notice, tell of `units`, which stand in roster order.

    A summary has the units that its notice asked, as they were on its due date: so who comes, goes or is
    renamed later changes nothing in it.
    """
    by_unit: dict[str, list[Record]] = {unit.id: [] for unit in units}
    for summary in sorted(summaries, key=lambda one: (one.notice.deadline.due, one.notice.id)):
        for standing in summary.standings:
            if standing.unit.id in by_unit:
                counted = not standing.outstanding or standing.deadline.passed_at(as_of)
                by_unit[standing.unit.id].append(Record(summary.notice, standing, counted))
    asked = [unit for unit in units if by_unit[unit.id]]
    everything = [record for records in by_unit.values() for record in records]
    counted_notices = {record.notice.id: record.notice for record in everything if record.counted}
    return Review(
        as_of=as_of,
        federation=federation,
        notices=tuple(sorted(counted_notices.values(), key=lambda one: (one.deadline.due, one.id))),
        total=sum_up(everything),
        groups=tuple(
            GroupPunctuality(
                group, sum_up(record for unit in asked if unit.group == group for record in by_unit[unit.id])
            )
            for group in groups_of(asked)
        ),
        units=tuple(
            UnitPunctuality(unit, sum_up(by_unit[unit.id]), tuple(by_unit[unit.id])) for unit in asked
        ),
    )


def sum_up(records: Iterable[Record]) -> Punctuality:
    """Return the counts, the rates, the median and the reminders of those records that count."""
    counted = [record for record in records if record.counted]
    return Punctuality(
        totals=count(record.standing for record in counted),
        median_days=_median([record.days for record in counted if record.days is not None]),
        reminders=sum(len(record.standing.reminders) for record in counted),
    )


def _median(days: Sequence[int]) -> float | None:
    """Return the middle of the days: one very late report does not make a unit late."""
    if not days:
        return None
    ordered = sorted(days)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
