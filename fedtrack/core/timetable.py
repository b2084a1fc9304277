"""The days that a season plans (报送日程): deadlines and rounds, and whether each is still ahead.

Those of the notice come first, then those of each unit that has, or once had, a deadline of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from fedtrack.core.model import Deadline
from fedtrack.core.payloads import Extension, Kind
from fedtrack.core.rounds import Round, plan_rounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Notice, ReminderRules
    from fedtrack.core.standing import Standing
    from fedtrack.core.workdays import WorkCalendar


class Prospect(StrEnum):
    """What is still to be expected of a planned day."""

    AHEAD = "ahead"
    """It is to come, or has come and something is left to do."""
    OVER = "over"
    """It has come, and nothing is left to do."""
    DROPPED = "dropped"
    """It was planned, and is not needed any more."""


class PlannedDay(Struct, frozen=True):
    """A deadline (`planned` is None) or a round; `unit` and `name` are whose own it is, else empty."""

    deadline: Deadline
    prospect: Prospect
    planned: Round | None = None
    unit: str = ""
    name: str = ""

    @property
    def day(self) -> date:
        """The day on which it falls."""
        return self.deadline.due if self.planned is None else self.planned.day


def plan_days(
    notice: Notice,
    standings: Sequence[Standing],
    entries: Sequence[Entry],
    rules: ReminderRules,
    calendar: WorkCalendar,
    *,
    today: date,
) -> tuple[PlannedDay, ...]:
    """Return all planned days; `entries` are those of the notice, also such as were taken back.

    An extension that was taken back leaves days that are dropped: only so can a calendar that has
    them be told.
    """
    planner = _Planner(rules, calendar, today, is_open=notice.open_on(today))
    usual = [one for one in standings if one.extended_on is None]
    days = list(planner.plan(notice.deadline, notice.issued, usual))
    by_unit = {one.unit.id: one for one in standings}
    for unit, extension in _extensions(entries, today).items():
        standing = by_unit.get(unit)
        if standing is not None and standing.extended_on is not None:
            own = planner.plan(standing.deadline, standing.extended_on, [standing])
        else:
            own = planner.drop(Deadline(extension.to, extension.to_time))
        name = standing.unit.name if standing is not None else unit
        days += [PlannedDay(one.deadline, one.prospect, one.planned, unit, name) for one in own]
    return tuple(days)


class _Planner:
    """Plans the days of one deadline."""

    def __init__(self, rules: ReminderRules, calendar: WorkCalendar, today: date, *, is_open: bool) -> None:
        self._rules = rules
        self._calendar = calendar
        self._today = today
        self._is_open = is_open

    def plan(
        self, deadline: Deadline, learnt: date | None, standings: Sequence[Standing]
    ) -> Iterator[PlannedDay]:
        """Yield the deadline and the rounds of the units that have it."""
        outstanding = [one for one in standings if one.outstanding and self._is_open]
        yield PlannedDay(deadline, Prospect.AHEAD if outstanding else Prospect.OVER)
        remindable = [one for one in outstanding if len(one.reminders) < self._rules.max_per_notice]
        rounds = self._rounds(deadline)
        fallen = [one for one in rounds if one.day <= self._today]
        for planned in rounds:
            if learnt is not None and planned.day <= learnt:
                prospect = Prospect.DROPPED
            elif planned.day > self._today:
                prospect = Prospect.AHEAD if remindable else Prospect.DROPPED
            else:  # of those that have fallen due only the newest is ever done
                left = planned is fallen[-1] and any(not _reminded(one, planned.day) for one in remindable)
                prospect = Prospect.AHEAD if left else Prospect.OVER
            yield PlannedDay(deadline, prospect, planned)

    def drop(self, deadline: Deadline) -> Iterator[PlannedDay]:
        """Yield the days of a deadline that nobody has any more."""
        yield PlannedDay(deadline, Prospect.DROPPED)
        for planned in self._rounds(deadline):
            yield PlannedDay(deadline, Prospect.DROPPED, planned)

    def _rounds(self, deadline: Deadline) -> tuple[Round, ...]:
        """Return the rounds of a deadline, also those that are left out because it was learnt too late.

        Before the due date or the issue date was mended they may have been planned.
        """
        return plan_rounds(self._rules, deadline, self._calendar, not_before=None)


def _reminded(standing: Standing, since: date) -> bool:
    return any(reminder.on >= since for reminder in standing.reminders)


def _extensions(entries: Sequence[Entry], today: date) -> dict[str, Extension]:
    """Return the last extension that each unit was ever given; one that nobody can read was never planned."""
    found: dict[str, Extension] = {}
    for entry in entries:
        if entry.kind != Kind.EXTENSION:
            continue
        try:
            extension = msgspec.convert(entry.data, Extension)
        except msgspec.ValidationError:
            continue
        if extension.on <= today:
            found[entry.unit] = extension
    return found
