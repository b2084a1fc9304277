"""Take an entry back: the entry stays, a retraction is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.entries import Entry, Kind, NewEntry, Retraction, live_entries
from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.usecases.ports import Ledger

_SHORTEST = 4


class Undone(Struct, frozen=True):
    """The entry that was taken back and the retraction that does it."""

    entry: Entry
    retraction: Entry


def undo(*, ledger: Ledger, day: date, query: str | None = None) -> Undone:
    """Take back the last entry, or the one whose id is `query` or ends with it.

    Raises UsageError when there is no such entry or it was taken back already.
    """
    with ledger.writing() as pen:
        entry = _choose(pen.entries(), query)
        payload = Retraction(on=day, entry=entry.id)
        (retraction,) = pen.append([NewEntry(entry.notice, entry.unit, payload)])
    return Undone(entry, retraction)


def _choose(entries: Sequence[Entry], query: str | None) -> Entry:
    live = live_entries(entries)
    see_log = Message("`fedtrack log` shows the entries")
    if query is None:
        last = next((entry for entry in reversed(live) if entry.kind != Kind.RETRACTION), None)
        if last is None:
            raise UsageError(Message("there is nothing to take back"), fix=see_log)
        return last
    wanted = query.strip().casefold()
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
