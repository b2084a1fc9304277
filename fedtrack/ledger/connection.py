"""The SQLite file itself: opened, brought to the newest format, held for writing, read, examined."""

from __future__ import annotations

import itertools
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from fedtrack.core.entries import Entry
from fedtrack.errors import LedgerTooNewError, Message
from fedtrack.ledger.faults import StrangeFileError, UnreadableRowError
from fedtrack.ledger.identity import moment_of
from fedtrack.ledger.schema import APPLICATION, MOST_FORMATS, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = "id, kind, notice, unit, recorded_at, recorded_by, data"
_decode = msgspec.json.Decoder(dict).decode


def open_file(path: Path, *, create: bool, busy_seconds: float) -> sqlite3.Connection:
    """Return a connection.

    Raises LedgerTooNewError where a newer fedtrack wrote the file, StrangeFileError where none did.
    """
    mode = "rwc" if create else "rw"  # rw, not ro: a journal left by a crash must be rolled back first
    if create:
        make_private(path)
    connection = sqlite3.connect(
        f"{_address(path)}?mode={mode}", uri=True, timeout=busy_seconds, isolation_level=None
    )
    try:
        refuse_newer(connection, path)
        _refuse_strange(connection, path)
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def make_private(path: Path) -> None:
    """Let a file that is new be read by nobody but its owner and group; SQLite gives its journal the same."""
    with suppress(OSError):  # it is there already; and what is wrong otherwise, SQLite says
        path.touch(mode=0o660, exist_ok=False)


def _address(path: Path) -> str:
    """Return the path as SQLite's URI; Python 3.14's own `as_uri` loads what speaks HTTP and TLS."""
    full = path.absolute().as_posix()
    # C:/… has no slash before it, and of //server/share SQLite wants no host
    return f"file://{'' if full.startswith('/') else '/'}{quote(os.fsencode(full), safe='/:')}"


def format_of(connection: sqlite3.Connection) -> int:
    """Return the file's format; nought for a file without anything in it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the newest format; a copy is laid beside one that has entries already."""
    if format_of(connection) == len(SCRIPTS):
        return
    with transaction(connection):
        refuse_newer(connection, path)  # asked again: another process may have been first
        reached = format_of(connection)
        if reached == len(SCRIPTS):
            return
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
    """Return the entries of a notice, or all, after an id, in the order of ids; none from an empty file.

    Raises StrangeFileError where the table and the index of its ids do not agree: on a damaged page
    SQLite itself sees entries missing without a word.
    """
    if format_of(connection) == 0:
        return []
    rows = _rows_after(connection, after) if after else _all_rows(connection)
    return [_entry(*row) for row in rows if notice is None or row[2] == notice]


def _rows_after(connection: sqlite3.Connection, after: str) -> Iterable[tuple[str, ...]]:
    """Return the rows after an id up to which all have been read, by the index."""
    query = f"SELECT {COLUMNS} FROM entries WHERE id > ? ORDER BY id"  # noqa: S608 - a constant
    return connection.execute(query, (after,))


def _all_rows(connection: sqlite3.Connection) -> Iterable[tuple[str, ...]]:
    """Return every row: read from the table itself, counted and put in order by the index of its ids."""
    with _one_look(connection):
        table = connection.execute(f"SELECT {COLUMNS} FROM entries NOT INDEXED").fetchall()  # noqa: S608
        ids = connection.execute("SELECT id FROM entries INDEXED BY sqlite_autoindex_entries_1 ORDER BY id")
        index = [row[0] for row in ids]
    by_id = {row[0]: row for row in table}
    if len(table) != len(index) or by_id.keys() != set(index):
        raise StrangeFileError("the table and its index do not hold the same entries")
    return (by_id[one] for one in index)


@contextmanager
def _one_look(connection: sqlite3.Connection) -> Iterator[None]:
    """Let several questions be answered from one state of the file, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


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


def refuse_broken(connection: sqlite3.Connection) -> None:
    """Raise StrangeFileError where pages are damaged or an index does not hold what its table holds."""
    (detail,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if detail != "ok":
        raise StrangeFileError(detail)


def examine(connection: sqlite3.Connection) -> list[Message]:
    """Return what is wrong with the file; entries that cannot be decoded raise."""
    rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    details = [Message("{detail}", detail=row[0]) for row in rows if row[0] != "ok"]
    if details or format_of(connection) == 0:
        return details
    if not _schema(connection) >= _schema_made(format_of(connection)):
        details.append(Message("the safeguards that keep entries from being changed are gone"))
    for entry in read_entries(connection, None):
        moment_of(entry.id)
    return details


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raise LedgerTooNewError where a newer fedtrack wrote the file."""
    version = format_of(connection)
    if len(SCRIPTS) < version <= MOST_FORMATS:
        raise LedgerTooNewError(
            Message("the ledger was written by a newer fedtrack (format {version})", version=version),
            where=path.name,
            fix=Message("install the newest fedtrack on this computer"),
        )


def _refuse_strange(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StrangeFileError for what would read as a ledger without entries: other tables, cut-off bytes."""
    version = format_of(connection)
    if not 0 <= version <= MOST_FORMATS:
        raise StrangeFileError(f"user_version is {version}")
    if version == 0:
        _look_at_empty(connection)
        if path.stat().st_size:  # SQLite takes less than a header for nothing; or it has been made just now
            version = _look_at_empty(connection)
            if version == 0:
                raise StrangeFileError("it is cut off within its header")


def _look_at_empty(connection: sqlite3.Connection) -> int:
    """Return the format of a file that had none; raises StrangeFileError where it has tables all the same."""
    # both in one look: another fedtrack may be making the ledger at this moment
    look = "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version"
    version, tables = connection.execute(look).fetchone()
    if version == 0 and tables:
        raise StrangeFileError("user_version is 0")
    return int(version)


def _schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _schema_made(version: int) -> set[tuple[str, ...]]:
    """Return the schema of a ledger of that format as it is made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statements in SCRIPTS[:version]:
            for statement in statements:
                connection.execute(statement)
        return _schema(connection)


def _back_up(path: Path, version: int) -> None:
    """Copy the file, never over an earlier copy.

    It goes through a connection of its own: one that writes cannot be copied from.
    """
    more = (f"-{count}" for count in itertools.count(2))
    targets = (path.with_name(f"{path.stem}.format-{version}{end}.db") for end in itertools.chain([""], more))
    target = next(one for one in targets if not one.exists())
    make_private(target)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
