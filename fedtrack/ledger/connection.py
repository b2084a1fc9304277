"""The SQLite file itself: opened, brought to the newest format, held for writing, read, examined."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec

from fedtrack.core.entries import Entry
from fedtrack.errors import LedgerTooNewError, Message
from fedtrack.ledger.faults import UnreadableRowError
from fedtrack.ledger.schema import APPEND_ONLY_TRIGGERS, APPLICATION, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = "id, kind, notice, unit, recorded_at, recorded_by, data"
_decode = msgspec.json.Decoder(dict).decode


def open_file(path: Path, *, create: bool, busy_seconds: float) -> sqlite3.Connection:
    """Return a connection; raises LedgerTooNewError where a newer fedtrack wrote the file."""
    mode = "rwc" if create else "rw"  # rw, not ro: a journal left by a crash must be rolled back first
    address = path.absolute().as_uri()
    if not address.startswith("file:///"):  # \\\\server\\share: SQLite wants no host in the address
        address = address.replace("file://", "file:////", 1)
    if create:
        make_private(path)
    connection = sqlite3.connect(
        f"{address}?mode={mode}", uri=True, timeout=busy_seconds, isolation_level=None
    )
    try:
        _refuse_newer(path, format_of(connection))
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def make_private(path: Path) -> None:
    """Let a file that is new be read by nobody but its owner and group; SQLite gives its journal the same."""
    with suppress(OSError):  # it is there already; and what is wrong otherwise, SQLite says
        path.touch(mode=0o660, exist_ok=False)


def format_of(connection: sqlite3.Connection) -> int:
    """Return the file's format; nought for a file without anything in it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the newest format; a copy is laid beside one that has entries already."""
    if format_of(connection) == len(SCRIPTS):
        return
    with transaction(connection):
        reached = format_of(connection)  # asked again: another process may have been first
        if 0 < reached < len(SCRIPTS):
            _back_up(path, reached)
        for statements in SCRIPTS[reached:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(SCRIPTS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file for writing at once, not at the first write: what is read in between stays true."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def read_entries(connection: sqlite3.Connection, notice: str | None, *, after: str = "") -> list[Entry]:
    """Return the entries of a notice, or all, after an id, in the order of ids; none from an empty file."""
    if format_of(connection) == 0:
        return []
    query = f"SELECT {COLUMNS} FROM entries"  # noqa: S608 - a constant
    rows = (
        connection.execute(f"{query} WHERE id > ? ORDER BY id", (after,))
        if notice is None
        else connection.execute(f"{query} WHERE notice = ? AND id > ? ORDER BY id", (notice, after))
    )
    return [_entry(*row) for row in rows]


def _entry(*columns: str) -> Entry:
    """Return the entry of a row; raises UnreadableRowError where a column is no text."""
    if not all(isinstance(column, str) for column in columns):
        raise UnreadableRowError(columns[0])
    identifier, kind, notice, unit, recorded_at, recorded_by, data = columns
    try:
        decoded = _decode(data)
    except RecursionError as error:
        raise UnreadableRowError(identifier) from error
    return Entry(
        id=identifier,
        kind=kind,
        notice=notice,
        unit=unit,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        data=decoded,
    )


def examine(connection: sqlite3.Connection) -> list[Message]:
    """Return what is wrong with the file; entries that cannot be decoded raise."""
    rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    details = [Message("{detail}", detail=row[0]) for row in rows if row[0] != "ok"]
    if details or format_of(connection) == 0:
        return details
    triggers = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").fetchone()[0]
    if triggers < APPEND_ONLY_TRIGGERS:
        details.append(Message("the safeguards that keep entries from being changed are gone"))
    read_entries(connection, None)
    return details


def _refuse_newer(path: Path, version: int) -> None:
    if version > len(SCRIPTS):
        raise LedgerTooNewError(
            Message("the ledger was written by a newer fedtrack (format {version})", version=version),
            where=path.name,
            fix=Message("install the newest fedtrack on this computer"),
        )


def _back_up(path: Path, version: int) -> None:
    """Copy the file through a connection of its own: one that writes cannot be copied from."""
    target = path.with_name(f"{path.stem}.format-{version}.db")
    make_private(target)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
