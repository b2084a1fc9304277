"""What SQLite's errors mean to the clerk, and what to do about each."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from fedtrack.errors import (
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerFullError,
    LedgerReadOnlyError,
    Message,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY = 0xFF  # the low byte of an extended result code is its family
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_WRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


@contextmanager
def explain(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into those of fedtrack; others pass untouched."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explanation(path, error) from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise _damaged(path, str(error)) from error


def _explanation(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    where = path.name
    if code in _BUSY:
        return LedgerBusyError(
            Message("another program holds the ledger; nothing was recorded"),
            where=where,
            fix=Message("wait until the other fedtrack or the sync program is done, then do it again"),
        )
    if code in _NOT_WRITABLE:
        return LedgerReadOnlyError(
            Message("the ledger cannot be opened or written here; nothing was recorded"),
            where=str(path),
            fix=Message("check that the folder is not read-only, or copy it to a place of your own"),
        )
    if code == sqlite3.SQLITE_FULL:
        return LedgerFullError(
            Message("the disk is full; nothing was recorded"),
            where=str(path),
            fix=Message("make room, then do it again"),
        )
    if code in _DAMAGED:
        return _damaged(path, str(error))
    return LedgerError(
        Message("the ledger cannot be used ({reason}); nothing was recorded", reason=error),
        where=str(path),
        fix=Message("check the disk, then do it again"),
    )


def _damaged(path: Path, reason: str) -> LedgerDamagedError:
    return LedgerDamagedError(
        Message("the ledger is damaged ({reason}); nothing was recorded", reason=reason),
        where=path.name,
        fix=Message("leave the file as it is, and put back the last copy of the folder"),
    )
