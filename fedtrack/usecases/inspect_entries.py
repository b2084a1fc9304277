"""Look for everything in a ledger that would surprise the clerk later: lost files, bad addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.bad_addresses import bad_addresses
from fedtrack.core.entries import NO_NOTICE, NO_UNIT, live_entries, read_payload
from fedtrack.core.payloads import Report
from fedtrack.errors import LedgerDamagedError, Message
from fedtrack.usecases.inspect import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Roster
    from fedtrack.core.payloads import FiledFile


def inspect_entries(
    roster: Roster, entries: Sequence[Entry], *, holds: Callable[[FiledFile], bool], today: date
) -> list[Finding]:
    """Return what the ledger tells of that the roster or the folder no longer knows."""
    return [
        *_unknown_names(roster, entries),
        *_unclear_entries(entries, holds),
        *_bad_addresses(roster, entries, today),
    ]


def _unknown_names(roster: Roster, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield the notices and units whose blocks are gone from units.toml."""
    notices = {notice.id for notice in roster.notices}
    units = {unit.id for unit in roster.units}
    keep = Message("put the block back; a unit that is gone gets until = DATE instead")
    for one in sorted({entry.notice for entry in entries} - notices - {NO_NOTICE}):
        what = Message("the ledger has entries of the notice {id}, which units.toml does not know", id=one)
        yield Finding(Level.ERROR, "fedtrack.db", what, keep)
    for one in sorted({entry.unit for entry in entries} - units - {NO_UNIT}):
        what = Message("the ledger has entries of the unit {id}, which units.toml does not know", id=one)
        yield Finding(Level.ERROR, "fedtrack.db", what, keep)


def _unclear_entries(entries: Sequence[Entry], holds: Callable[[FiledFile], bool]) -> Iterator[Finding]:
    """Yield the entries that cannot be understood, and the files that no longer are what was filed."""
    for entry in live_entries(entries):
        try:
            payload = read_payload(entry)
        except LedgerDamagedError as error:
            fault = error.faults[0]
            yield Finding(Level.ERROR, "fedtrack.db", fault.what, fault.fix)
            continue
        if payload is None:
            kind = Message("the entry {id} is of an unknown kind: {kind}", id=entry.id, kind=entry.kind)
            fix = Message("install the newest fedtrack; if that does not know it either, it is damaged")
            yield Finding(Level.WARNING, "fedtrack.db", kind, fix)
        for filed in payload.files if isinstance(payload, Report) else ():
            if not holds(filed):
                what = Message("a file of {unit} is not in its place, or was changed", unit=entry.unit)
                fix = Message("put it back from a copy of the folder")
                yield Finding(Level.WARNING, filed.path, what, fix)


def _bad_addresses(roster: Roster, entries: Sequence[Entry], today: date) -> Iterator[Finding]:
    readable = [entry for entry in entries if entry.unit and _is_readable(entry)]
    names = {unit.id: unit.name for unit in roster.units}
    for unit, bounces in bad_addresses(roster.units, readable, today).items():
        for bounce in bounces:
            yield Finding(
                Level.WARNING,
                unit,
                Message(
                    "{unit} cannot be reached at {address}: a mail came back on {day} ({reason})",
                    unit=names[unit],
                    address=bounce.address,
                    day=bounce.on,
                    reason=bounce.reason or "?",
                ),
                Message("ask for the right address and write it into units.toml"),
            )


def _is_readable(entry: Entry) -> bool:
    try:
        read_payload(entry)
    except LedgerDamagedError:
        return False
    return True
