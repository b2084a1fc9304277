"""Give a unit longer (延期): its own due date and rounds move, nobody else's."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry
from fedtrack.core.payloads import Extension
from fedtrack.core.standing import build_standings
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from fedtrack.core.model import Deadline, Notice, Roster, Unit
    from fedtrack.usecases.ports import Ledger


def extend(
    roster: Roster,
    notice: Notice,
    unit: Unit,
    *,
    until: Deadline,
    reason: str,
    ledger: Ledger,
    as_of: datetime,
) -> Written:
    """Add an extension; raises UsageError unless it ends after the unit's present deadline."""
    require_expected(roster, notice, [unit])
    with ledger.writing() as pen:
        (standing,) = build_standings(notice, [unit], pen.entries(notice.id), as_of)
        present = standing.deadline
        if _end(until) <= _end(present):
            raise UsageError(
                Message("{unit} has until {day} already", unit=unit.name, day=present.due),
                fix=Message("--to must be a later day; a wrong extension is taken back with `fedtrack undo`"),
            )
        payload = Extension(on=as_of.date(), to=until.due, to_time=until.clock, reason=reason)
        entries = pen.append([NewEntry(notice.id, unit.id, payload)])
        return written(notice, [unit], entries, pen=pen, as_of=as_of)


def _end(deadline: Deadline) -> datetime:
    return datetime.combine(deadline.due, deadline.clock or time.max)
