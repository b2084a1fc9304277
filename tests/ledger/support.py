"""Ledgers for tests, and short ways to write in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from fedtrack.core.entries import Entry, NewEntry
from fedtrack.core.payloads import Excuse
from fedtrack.ledger.sqlite import SqliteLedger
from fedtrack.usecases.ports import Ledger

ROOT = Path(__file__).parents[2]


def excuse(
    unit: str = "baishi", *, notice: str = "2020-38", reason: str = "新设", claim: str | None = None
) -> NewEntry:
    """Return an entry to be written; an excuse is the plainest kind there is."""
    return NewEntry(notice, unit, Excuse(on=date(2020, 3, 18), reason=reason), claim)


def record(ledger: Ledger, *new: NewEntry) -> list[Entry]:
    """Write entries down in a block of their own."""
    with ledger.writing() as pen:
        return pen.append(new)


def open_ledger(path: Path, *, busy_seconds: float = 0.1) -> SqliteLedger:
    """Return the ledger in that file; it does not wait long for others."""
    return SqliteLedger(path, recorded_by="岑文书", busy_seconds=busy_seconds)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file past fedtrack, as any other program may."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def written_ledger(path: Path, *, count: int = 40) -> SqliteLedger:
    """Return a ledger with `count` entries in that file."""
    ledger = open_ledger(path)
    record(ledger, *(excuse(f"u{number}", reason="机构改革中" * 9) for number in range(count)))
    return ledger
