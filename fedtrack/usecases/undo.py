"""Take an entry back: the entry stays, a retraction is added."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.entries import Entry, NewEntry, live_entries, read_payload
from fedtrack.core.payloads import Delivery, Kind, Reminder, ReminderState, Retraction
from fedtrack.errors import LedgerDamagedError, Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.usecases.ports import Ledger

_SHORTEST = 4
_NAMING = re.compile(r"(?:编号|entry)?[\s:#]*")
"""What stands before an id where it is shown, and is typed with it."""


class Undone(Struct, frozen=True):
    """The entries that were taken back and the retractions that do it."""

    entries: tuple[Entry, ...]
    retractions: tuple[Entry, ...]


def undo(*, ledger: Ledger, day: date, query: str | None = None, batch: bool = False) -> Undone:
    """Take back the last entry, or the one whose id is `query` or ends with it.

    With `batch`, all that was entered in one go with it, such as the drafts of one `remind`. Raises
    UsageError when there is no such entry, it was taken back already, or it is a mail that went out.
    """
    with ledger.writing() as pen:
        together = find_undoable(pen.entries(), query, batch=batch)
        retractions = pen.append(
            [NewEntry(one.notice, one.unit, Retraction(on=day, entry=one.id)) for one in together]
        )
    return Undone(tuple(together), tuple(retractions))


def find_undoable(entries: Sequence[Entry], query: str | None, *, batch: bool) -> Sequence[Entry]:
    """Return what `undo` takes back: the entry that is meant, or all in one go with it; raises as it does."""
    chosen = _choose(entries, query)
    together = [chosen]
    if batch:
        moment = (chosen.recorded_at, chosen.recorded_by)
        live = live_entries(entries)
        together = [one for one in live if (one.recorded_at, one.recorded_by) == moment]
    for entry in together:
        _require_undoable(entry)
    return together


def _choose(entries: Sequence[Entry], query: str | None) -> Entry:
    live = live_entries(entries)
    see_log = Message("`fedtrack log` shows the entries")
    if query is None:
        last = next((entry for entry in reversed(live) if entry.kind != Kind.RETRACTION), None)
        if last is None:
            raise UsageError(Message("there is nothing to take back"), fix=see_log)
        return last
    wanted = _NAMING.sub("", unicodedata.normalize("NFKC", query).strip().casefold(), count=1)
    fitting = [
        entry
        for entry in entries
        if entry.id == wanted or (len(wanted) >= _SHORTEST and entry.id.endswith(wanted))
    ]
    if not fitting:
        raise UsageError(Message("no entry is called {query}", query=query), fix=see_log)
    if len(fitting) > 1:
        ids = tuple(entry.id for entry in fitting)
        raise UsageError(
            Message("several entries end with {query}", query=query), fix=Message("name one: {ids}", ids=ids)
        )
    if fitting[0] not in live:
        raise UsageError(Message("the entry {id} was taken back already", id=query), fix=see_log)
    return fitting[0]


def _require_undoable(entry: Entry) -> None:
    """Raise UsageError for a reminder that was sent, or may have been: no mail comes back."""
    try:
        payload = read_payload(entry)
    except LedgerDamagedError:
        return  # what cannot be understood must be undoable, whatever it was
    sent = isinstance(payload, Reminder) and payload.state == ReminderState.CLAIMED
    if sent or isinstance(payload, Delivery):
        raise UsageError(
            Message("the entry is about a mail that went out, which cannot be taken back"),
            fix=Message("another entry is taken back with `fedtrack undo ENTRY`, as `fedtrack log` shows it"),
        )
