"""A damaged ledger's file replaced by a new one, step by step, so that a kill between any two loses nothing.

The damaged file is kept beside the ledger first; then the new one is written under another name and put
in its place at once. Until then the ledger is what it was.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import secrets
import shutil
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from fedtrack.errors import (
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerFullError,
    LedgerReadOnlyError,
    Message,
    reason_of,
)
from fedtrack.ledger.connection import COLUMNS, migrate, open_file, transaction
from fedtrack.ledger.faults import explain
from fedtrack.ledger.identity import written_at
from fedtrack.ledger.rescue import rescue
from fedtrack.usecases.ledger_file import Rescue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fedtrack.ledger.rescue import Line, Rescued

_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite lays beside a file. It would be played into the new one, so it goes with the old."""


def foresee(path: Path, *, busy_seconds: float) -> Rescue:
    """Return what `repair` would save; changes nothing."""
    with ExitStack() as stack, _explain_system(path):
        return _result(_readable(path, _hold(stack, path, busy_seconds)))


def repair(path: Path, *, busy_seconds: float) -> Rescue:
    """Replace the file by a new ledger with every entry that can be read.

    Raises LedgerError where others hold it, it may not be written to, the disk is full or not one entry can
    be read; the file is then as it was.
    """
    with ExitStack() as stack, _explain_system(path):
        content = _hold(stack, path, busy_seconds)
        rescued = _readable(path, content)
        backup = _keep_aside(path, content)
        with _written(path, rescued.lines) as fresh:
            for name in _COMPANIONS:
                path.with_name(path.name + name).unlink(missing_ok=True)
            if os.name == "nt":
                stack.close()  # Windows replaces no file that is open, be it by us or by others
            fresh.replace(path)
    return _result(rescued, backup=str(backup))


def _result(rescued: Rescued, *, backup: str = "") -> Rescue:
    return Rescue(
        saved=len(rescued.lines),
        newest_at=written_at(rescued.lines[-1][0]),
        lost=rescued.lost,
        cut_off=rescued.cut_off,
        backup=backup,
    )


def _hold(stack: ExitStack, path: Path, busy_seconds: float) -> bytes:
    """Return the file's bytes, and keep others from writing to it until the stack is closed.

    Where SQLite cannot open it any more it cannot be held, but then no fedtrack can write to it either.
    One that waits for the lock is refused by SQLite once the file was replaced (SQLITE_READONLY_DBMOVED).
    """
    try:
        with explain(path):
            connection = open_file(path, create=False, busy_seconds=busy_seconds)
            stack.callback(connection.close)
            # before it is locked: to close a file lets go of all locks that this process has on it (POSIX)
            seen = connection.execute("PRAGMA data_version").fetchone()
            content = path.read_bytes()
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA data_version").fetchone() != seen:
                raise _busy(path)
            return content
    except LedgerDamagedError:
        return path.read_bytes()


def _readable(path: Path, content: bytes) -> Rescued:
    rescued = rescue(content)
    if not rescued.lines:
        raise LedgerDamagedError(
            Message("not one entry in it can be read; nothing was done"),
            where=path.name,
            fix=Message("put back the last copy of the folder"),
        )
    return rescued


def _keep_aside(path: Path, content: bytes) -> Path:
    """Copy the damaged file beside the ledger, never over another; one that was kept already stays."""
    for number in itertools.count(1):
        mark = "damaged" if number == 1 else f"damaged-{number}"
        target = path.with_name(f"{path.stem}.{mark}{path.suffix}")
        if target.exists():
            if target.is_file() and target.read_bytes() == content:
                break
            continue
        _write_new(target, content)
        break
    for name in _COMPANIONS:
        companion = path.with_name(path.name + name)
        beside = target.with_name(target.name + name)
        if companion.is_file() and not beside.exists():
            _write_new(beside, companion.read_bytes())
    return target


def _write_new(path: Path, content: bytes) -> None:
    path.touch(mode=0o660, exist_ok=False)  # as private as the ledger itself
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


@contextmanager
def _written(path: Path, lines: Sequence[Line]) -> Iterator[Path]:
    """Write a new ledger with these entries and lend its file, which the block puts in its place."""
    fresh = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with explain(path), closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")  # it is new: a file beside it would only stay
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, fresh)
            with transaction(connection):
                connection.executemany(
                    f"INSERT INTO entries ({COLUMNS}, claim) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
                    lines,
                )
        shutil.copymode(path, fresh)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _explain_system(path: Path) -> Iterator[None]:
    """Turn the system's errors into those of fedtrack."""
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        what = Message("the ledger cannot be repaired ({reason}); nothing was replaced", reason=reason)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            fix = Message("make room, then do it again")
            raise LedgerFullError(what, where=str(path), fix=fix) from error
        if isinstance(error, PermissionError) and os.name == "nt":
            raise _busy(path) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            fix = Message("check that the folder is not read-only, or copy it to a place of your own")
            raise LedgerReadOnlyError(what, where=str(path), fix=fix) from error
        raise LedgerError(what, where=str(path), fix=Message("check the disk, then do it again")) from error


def _busy(path: Path) -> LedgerBusyError:
    return LedgerBusyError(
        Message("another program holds the ledger"),
        where=path.name,
        fix=Message("wait until the other fedtrack or the sync program is done, then do it again"),
    )
