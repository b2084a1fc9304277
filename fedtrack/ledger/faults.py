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


class UnreadableRowError(ValueError):
    """A row that fedtrack did not write: an id after which none can come, a column that is no text."""


class StrangeFileError(ValueError):
    """A file that is not as fedtrack makes them."""


REMEDY = Message(
    "`fedtrack check --repair` saves what can be read, or work on in the last copy of the folder"
)
_PRIMARY = 0xFF  # the low byte of an extended result code is its family
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_WRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG}


@contextmanager
def explain(path: Path, *, writing: bool = False, remedy: Message = REMEDY) -> Iterator[None]:
    """Turn SQLite's errors into those of fedtrack; others pass untouched.

    While `writing` they add that nothing was recorded, which the transaction sees to. `remedy` is what to
    do about damage.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explanation(path, error, remedy, writing=writing) from error
    except (msgspec.DecodeError, UnreadableRowError, StrangeFileError, UnicodeDecodeError) as error:
        raise _damaged(path, str(error), remedy, writing=writing) from error


def lost(path: Path) -> LedgerDamagedError:
    """Return that there is no ledger where one has been."""
    return LedgerDamagedError(
        Message("the ledger is gone or empty, but sent/ or received/ holds what was entered in one"),
        where=path.name,
        fix=Message(
            "put back the last copy of it, or bring in an export with `fedtrack import-ledger FILE`; "
            "to begin anew, move these folders elsewhere"
        ),
    )


def _explanation(path: Path, error: sqlite3.DatabaseError, remedy: Message, *, writing: bool) -> LedgerError:
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & _PRIMARY
    if code in _BUSY or extended == sqlite3.SQLITE_READONLY_DBMOVED:  # moved: it has just been repaired
        return LedgerBusyError(
            _said(Message("another program holds the ledger"), writing=writing),
            where=path.name,
            fix=Message("wait until the other fedtrack or the sync program is done, then do it again"),
        )
    if code in _NOT_WRITABLE:
        return LedgerReadOnlyError(
            _said(Message("the ledger cannot be opened or written here"), writing=writing),
            where=str(path),
            fix=Message("check that the folder is not read-only, or copy it to a place of your own"),
        )
    if code == sqlite3.SQLITE_CONSTRAINT:
        return LedgerError(
            Message("another fedtrack has just written this down; nothing was recorded"),
            where=path.name,
            fix=Message("look at `fedtrack log`, then do it again if it is still needed"),
        )
    if code == sqlite3.SQLITE_FULL:
        return LedgerFullError(
            _said(Message("the disk is full"), writing=writing),
            where=str(path),
            fix=Message("make room, then do it again"),
        )
    if code in _DAMAGED:
        return _damaged(path, str(error), remedy, writing=writing)
    return LedgerError(
        _said(Message("the ledger cannot be used ({reason})", reason=error), writing=writing),
        where=str(path),
        fix=Message("check the disk, then do it again"),
    )


def _damaged(path: Path, reason: str, remedy: Message, *, writing: bool) -> LedgerDamagedError:
    return LedgerDamagedError(
        _said(Message("the ledger is damaged ({reason})", reason=reason), writing=writing),
        where=path.name,
        fix=remedy,
    )


def _said(what: Message, *, writing: bool) -> Message:
    return Message("{what}; nothing was recorded", what=what) if writing else what
