"""The lines of the ledger (台账记录): who owes what, written down when and by whom, and what it says.

The moment it was written down stands beside the day it happened, which is in `data`.
Entries are only ever added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from fedtrack.core.payloads import PAYLOADS, Kind, Payload
from fedtrack.errors import LedgerDamagedError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_NOTICE, NO_UNIT = "", ""
"""What stands in an entry that belongs to no notice, or to no unit."""


class NewEntry(Struct, frozen=True):
    """An entry that has not been written down yet.

    `claim` is unique in a ledger: of two processes that write the same claim, one is refused.
    """

    notice: str
    unit: str
    payload: Payload
    claim: str | None = None


class Entry(Struct, frozen=True):
    """One line of the ledger, as plain data.

    `id` is unique everywhere and grows with time (UUID version 7, RFC 9562); `recorded_at` is the
    real clock, UTC, ISO 8601.
    """

    id: str
    kind: str
    notice: str
    unit: str
    recorded_at: str
    recorded_by: str
    data: dict[str, Any]


def read_payload(entry: Entry) -> Payload | None:
    """Return what the entry says, or None for a kind that this version does not know.

    Raises LedgerDamagedError when the data is not what its kind demands.
    """
    payload = PAYLOADS.get(entry.kind)
    if payload is None:
        return None
    try:
        return msgspec.convert(entry.data, payload)
    except msgspec.ValidationError as error:
        raise LedgerDamagedError(
            Message("the entry {id} cannot be understood ({reason})", id=entry.id, reason=error),
            fix=Message("take it back with `fedtrack undo {id}`", id=entry.id),
        ) from error


def write_payload(payload: Payload) -> dict[str, Any]:
    """Return the payload as the plain data that an entry carries."""
    data: dict[str, Any] = msgspec.to_builtins(payload)
    return data


def live_entries(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that were not taken back, in the order of their ids.

    A retraction that was itself taken back takes nothing back.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    dead: set[str] = set()
    for entry in reversed(ordered):
        if entry.kind == Kind.RETRACTION and entry.id not in dead:
            dead.add(str(entry.data.get("entry")))
    return [entry for entry in ordered if entry.id not in dead]


def facts(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Payload]]:
    """Yield each entry of a known kind beside what it says."""
    for entry in entries:
        payload = read_payload(entry)
        if payload is not None:
            yield entry, payload
