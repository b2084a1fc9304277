"""Send a unit's reports back to be done again (退回重报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry
from fedtrack.core.history import History, gather
from fedtrack.core.payloads import Return
from fedtrack.core.standing import build_standings
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from datetime import datetime

    from fedtrack.core.model import Notice, Roster, Unit
    from fedtrack.usecases.ports import Ledger


def send_back(
    roster: Roster, notice: Notice, unit: Unit, *, reason: str, ledger: Ledger, as_of: datetime
) -> Written:
    """Add a return that names every report of the unit that was accepted until now.

    Raises UsageError when there is none.
    """
    require_expected(roster, notice, [unit])
    with ledger.writing() as pen:
        history = gather(pen.entries(notice.id), as_of.date()).get(unit.id, History())
        accepted = tuple(history.accepted())
        if not accepted:
            raise UsageError(
                Message("{unit} has no report that could be sent back", unit=unit.name),
                fix=Message("`fedtrack log --unit {id}` shows what came in", id=unit.id),
            )
        entries = pen.append(
            [NewEntry(notice.id, unit.id, Return(on=as_of.date(), reason=reason, reports=accepted))]
        )
        (standing,) = build_standings(notice, [unit], pen.entries(notice.id), as_of)
        note = Message(
            "what comes in again counts by its own day, due {day}; `fedtrack extend` gives longer",
            day=standing.deadline.due,
        )
        return written(notice, [unit], entries, pen=pen, as_of=as_of, notes=[note])
