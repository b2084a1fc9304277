"""Read the ledger: every entry, newest last, those taken back marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.entries import Entry, live_entries, read_payload
from fedtrack.errors import LedgerDamagedError

if TYPE_CHECKING:
    from fedtrack.usecases.ports import Ledger


class LogLine(Struct, frozen=True):
    """One entry; `retracted` where a later entry takes it back."""

    entry: Entry
    on: date | None
    retracted: bool


def read_log(
    ledger: Ledger, *, notice: str | None, unit: str | None, since: date | None, until: date
) -> tuple[LogLine, ...]:
    """Return the entries of a notice, a unit, or days; what happened after `until` is left out."""
    entries = ledger.entries(notice)
    live = {entry.id for entry in live_entries(entries)}
    lines = []
    for entry in entries:
        on = _day_of(entry)
        if (unit is not None and entry.unit != unit) or (on is not None and on > until):
            continue
        if since is not None and on is not None and on < since:
            continue
        lines.append(LogLine(entry, on, retracted=entry.id not in live))
    return tuple(lines)


def _day_of(entry: Entry) -> date | None:
    """Return the day it happened, or None where the entry does not tell: the log shows it all the same."""
    try:
        payload = read_payload(entry)
    except LedgerDamagedError:
        return None
    return payload.on if payload is not None else None
