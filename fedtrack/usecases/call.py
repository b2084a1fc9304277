"""Note reminders that the clerk made by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry
from fedtrack.core.payloads import Call
from fedtrack.core.standing import build_standings
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from fedtrack.core.model import CallVia, Notice, Roster, Unit
    from fedtrack.usecases.ports import Ledger

_NOBODY = re.compile(r"[没无未][人]?[接通]|没打通|不通|占线|忙音|关机|停机|空号|不在|没联系上|未联系上")


def call(
    roster: Roster,
    notice: Notice,
    units: Sequence[Unit],
    *,
    via: CallVia,
    note: str,
    on: date,
    ledger: Ledger,
    as_of: datetime,
) -> Written:
    """Add a call for each unit; one that has reported in the meantime is noted all the same, and said so.

    So is a call that by its note reached nobody: it counts as a reminder until it is taken back.
    """
    require_expected(roster, notice, units)
    if on > as_of.date():
        raise UsageError(
            Message("{day} is still to come; nothing was recorded", day=on),
            fix=Message("--on is the day on which you reminded them"),
        )
    with ledger.writing() as pen:
        before = build_standings(notice, units, pen.entries(notice.id), as_of)
        notes = [
            Message(
                "{unit} has reported or is excused; the call is noted all the same", unit=standing.unit.name
            )
            for standing in before
            if not standing.outstanding
        ]
        if notice.issued is not None and on < notice.issued:
            notes.append(
                Message(
                    "{day} lies before the notice was issued ({issued}); `fedtrack undo` takes it back",
                    day=on,
                    issued=notice.issued,
                )
            )
        payload = Call(on=on, via=via, note=note)
        entries = pen.append([NewEntry(notice.id, unit.id, payload) for unit in units])
        if _NOBODY.search(note):
            undo = "undo" if len(entries) == 1 else "undo --batch"
            notes.append(
                Message("it counts as a reminder; if nobody was reached, `fedtrack {undo}`", undo=undo)
            )
        return written(notice, units, entries, pen=pen, as_of=as_of, notes=notes)
