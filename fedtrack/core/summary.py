"""All standings of a notice with their totals (汇总): the only input of tables and exports."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Notice, Roster, State, groups_of
from fedtrack.core.standing import Standing, build_standings
from fedtrack.core.timetable import PlannedDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedtrack.core.workdays import WorkCalendar


class Totals(Struct, frozen=True):
    """Counts and rates under DHIS2's names; rates lie in 0..1 and are None with nothing expected."""

    expected_reports: int = 0
    excused: int = 0
    actual_reports: int = 0
    actual_reports_on_time: int = 0
    late: int = 0
    returned: int = 0
    outstanding: int = 0
    overdue: int = 0
    reporting_rate: float | None = None
    reporting_rate_on_time: float | None = None

    @property
    def percent_reported(self) -> str:
        """The reporting rate as it is shown."""
        return percent(self.actual_reports, self.expected_reports)

    @property
    def percent_on_time(self) -> str:
        """The rate of reports on time as it is shown."""
        return percent(self.actual_reports_on_time, self.expected_reports)


class GroupTotals(Struct, frozen=True):
    """The totals of one group of units."""

    group: str
    totals: Totals


class Summary(Struct, frozen=True):
    """A notice's standings at one moment, `as_of` in the local time of `timezone`.

    `standings` are those to be listed; `counted` are those of which the totals are, listed or not.
    `timetable` and `ledger`, every line of all notices, are there for the exports that carry them.
    """

    as_of: datetime
    federation: str
    notice: Notice
    days_left: int
    working_days_left: int
    totals: Totals
    groups: tuple[GroupTotals, ...]
    standings: tuple[Standing, ...]
    counted: tuple[Standing, ...]
    timezone: str = "Asia/Shanghai"
    timetable: tuple[PlannedDay, ...] = ()
    ledger: tuple[Entry, ...] = ()

    @property
    def today(self) -> date:
        """The day of the summary."""
        return self.as_of.date()

    def only(self, standings: Iterable[Standing]) -> Summary:
        """Return the summary that lists and counts these units alone."""
        chosen = tuple(standings)
        return replace(
            self, standings=chosen, counted=chosen, totals=count(chosen), groups=count_groups(chosen)
        )


def build_summary(
    roster: Roster, notice: Notice, entries: Sequence[Entry], *, as_of: datetime, calendar: WorkCalendar
) -> Summary:
    """Return the summary of `notice` at `as_of`; `entries` are those of this notice."""
    standings = build_standings(notice, roster.expected(notice), entries, as_of)
    today, due = as_of.date(), notice.deadline.due
    return Summary(
        as_of=as_of,
        federation=roster.federation.name,
        notice=notice,
        days_left=(due - today).days,
        working_days_left=calendar.count(today, due),
        totals=count(standings),
        groups=count_groups(standings),
        standings=standings,
        counted=standings,
        timezone=roster.federation.timezone,
    )


def count_groups(standings: Sequence[Standing]) -> tuple[GroupTotals, ...]:
    """Return the totals of each group, in roster order."""
    members: dict[str, list[Standing]] = {
        group: [] for group in groups_of(standing.unit for standing in standings)
    }
    for standing in standings:
        members[standing.unit.group].append(standing)
    return tuple(GroupTotals(group, count(inside)) for group, inside in members.items())


def count(standings: Iterable[Standing]) -> Totals:
    """Return the totals of the standings; an excused unit leaves the denominator."""
    tally = dict.fromkeys(State, 0)
    for standing in standings:
        tally[standing.state] += 1
    on_time, late = tally[State.ON_TIME], tally[State.LATE]
    outstanding = tally[State.PENDING] + tally[State.OVERDUE] + tally[State.RETURNED]
    expected = on_time + late + outstanding
    return Totals(
        expected_reports=expected,
        excused=tally[State.EXCUSED],
        actual_reports=on_time + late,
        actual_reports_on_time=on_time,
        late=late,
        returned=tally[State.RETURNED],
        outstanding=outstanding,
        overdue=tally[State.OVERDUE],
        reporting_rate=_rate(on_time + late, expected),
        reporting_rate_on_time=_rate(on_time, expected),
    )


def percent(part: int, whole: int) -> str:
    """Return a share as every table and export shows it, `54.1%`, or a dash where there is no whole.

    It is reckoned from the counts and rounded half up, as a spreadsheet does: a rate that was rounded
    already would make 54.0 % of 40 in 74.
    """
    if not whole:
        return "—"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def most_reported(standings: Iterable[Standing]) -> bool:
    """Say whether more than half of the units that owe a report have sent it, so that it may be said."""
    totals = count(standings)
    return totals.actual_reports * 2 > totals.expected_reports


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
