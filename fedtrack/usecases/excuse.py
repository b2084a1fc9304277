"""Excuse a unit from reporting (免报): it leaves the denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry
from fedtrack.core.model import State
from fedtrack.core.payloads import Excuse
from fedtrack.core.standing import build_standings
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from datetime import datetime

    from fedtrack.core.model import Notice, Roster, Unit
    from fedtrack.usecases.ports import Ledger


def excuse(
    roster: Roster, notice: Notice, unit: Unit, *, reason: str, ledger: Ledger, as_of: datetime
) -> Written:
    """Add an excuse for the unit; raises UsageError when it has reported or is excused already."""
    require_expected(roster, notice, [unit])
    with ledger.writing() as pen:
        (standing,) = build_standings(notice, [unit], pen.entries(notice.id), as_of)
        if standing.reported:
            raise UsageError(
                Message("{unit} has reported already, on {day}", unit=unit.name, day=standing.received_on),
                fix=Message("nothing to excuse; a wrong entry is taken back with `fedtrack undo`"),
            )
        if standing.state == State.EXCUSED:
            raise UsageError(
                Message("{unit} is excused already", unit=unit.name),
                fix=Message("`fedtrack log --unit {id}` shows since when and why", id=unit.id),
            )
        entries = pen.append([NewEntry(notice.id, unit.id, Excuse(on=as_of.date(), reason=reason))])
        return written(notice, [unit], entries, pen=pen, as_of=as_of)
