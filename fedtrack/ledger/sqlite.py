"""The ledger in one SQLite file: a table that only grows.

Rollback journal, not WAL: a copied folder must be whole. `synchronous = FULL` (EXTRA also syncs the
folder after the journal is gone): what was acknowledged survives the plug being pulled.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from fedtrack.core.entries import Entry, NewEntry, write_payload
from fedtrack.errors import Fault, LedgerError, LedgerTooNewError, Message
from fedtrack.ledger.faults import KEEP_ASIDE, explain
from fedtrack.ledger.schema import APPEND_ONLY_TRIGGERS, APPLICATION, SCRIPTS
from fedtrack.usecases.ports import LedgerReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS = 10.0
_COLUMNS = "id, kind, notice, unit, recorded_at, recorded_by, data"


class SqliteLedger:
    """The ledger of one workspace; `recorded_by` is put on what is written through it."""

    def __init__(self, path: Path, *, recorded_by: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self._path = path
        self._recorded_by = recorded_by
        self._busy_seconds = busy_seconds

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids; none where there is no file."""
        if not self._path.exists():
            return []
        with explain(self._path), closing(self._open(create=False)) as connection:
            return [] if _version(connection) == 0 else _read(connection, notice)

    @contextmanager
    def writing(self) -> Iterator[SqlitePen]:
        """Hold the file for writing; all that was appended is kept when the block ends, or nothing."""
        with explain(self._path, writing=True), closing(self._open(create=True)) as connection:
            self._migrate(connection)
            with _transaction(connection):
                yield SqlitePen(connection, self._path, self._recorded_by)

    def inspect(self) -> LedgerReport:
        """Return whether the file is whole: its pages, its indexes, its triggers, every entry's data."""
        if not self._path.exists():
            return LedgerReport(exists=False, sound=True)
        try:
            with explain(self._path), closing(self._open(create=False)) as connection:
                details = _examine(connection)
        except LedgerError as error:
            return LedgerReport(exists=True, sound=False, faults=tuple(error.faults))
        faults = tuple(Fault(self._path.name, detail, KEEP_ASIDE) for detail in details)
        return LedgerReport(exists=True, sound=not faults, faults=faults)

    def _open(self, *, create: bool) -> sqlite3.Connection:
        mode = "rwc" if create else "rw"  # rw, not ro: a journal left by a crash must be rolled back first
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
        )
        try:
            self._refuse_newer(_version(connection))
            connection.execute("PRAGMA synchronous = EXTRA")
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_newer(self, version: int) -> None:
        if version > len(SCRIPTS):
            raise LedgerTooNewError(
                Message("the ledger was written by a newer fedtrack (format {version})", version=version),
                where=self._path.name,
                fix=Message("install the newest fedtrack on this computer"),
            )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the file to the newest format; a copy is laid beside one that has entries already."""
        if _version(connection) == len(SCRIPTS):
            return
        with _transaction(connection):
            reached = _version(connection)  # asked again: another process may have been first
            if 0 < reached < len(SCRIPTS):
                self._back_up(reached)
            for statements in SCRIPTS[reached:]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {len(SCRIPTS)}")

    def _back_up(self, version: int) -> None:
        """Copy the file through a connection of its own: one that writes cannot be copied from."""
        target = self._path.with_name(f"{self._path.stem}.format-{version}.db")
        with closing(sqlite3.connect(self._path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)


class SqlitePen:
    """The ledger while it is held for writing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, recorded_by: str) -> None:
        self._connection = connection
        self._path = path
        self._recorded_by = recorded_by

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids."""
        return _read(self._connection, notice)

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write the entries down and return them as they stand."""
        from fedtrack.ledger.identity import next_id

        with explain(self._path, writing=True):
            last: str | None = self._connection.execute("SELECT max(id) FROM entries").fetchone()[0]
            recorded_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            written = []
            for line in new:
                last = next_id(last)
                entry = Entry(
                    id=last,
                    kind=line.payload.KIND,
                    notice=line.notice,
                    unit=line.unit,
                    recorded_at=recorded_at,
                    recorded_by=self._recorded_by,
                    data=write_payload(line.payload),
                )
                self._insert(entry, line.claim)
                written.append(entry)
        return written

    def _insert(self, entry: Entry, claim: str | None) -> None:
        data = msgspec.json.encode(entry.data).decode()
        values = (entry.id, entry.kind, entry.notice, entry.unit, entry.recorded_at, entry.recorded_by, data)
        self._connection.execute(
            f"INSERT INTO entries ({_COLUMNS}, claim) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
            (*values, claim),
        )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file for writing at once, not at the first write: what is read in between stays true."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _examine(connection: sqlite3.Connection) -> list[Message]:
    """Return what is wrong with the file; entries that cannot be decoded raise."""
    rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    details = [Message("{detail}", detail=row[0]) for row in rows if row[0] != "ok"]
    if not _version(connection) or details:
        return details
    triggers = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").fetchone()[0]
    if triggers < APPEND_ONLY_TRIGGERS:
        details.append(Message("the safeguards that keep entries from being changed are gone"))
    _read(connection, None)
    return details


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


_decode = msgspec.json.Decoder(dict).decode


def _read(connection: sqlite3.Connection, notice: str | None) -> list[Entry]:
    query = f"SELECT {_COLUMNS} FROM entries"  # noqa: S608 - a constant
    rows = (
        connection.execute(f"{query} ORDER BY id")
        if notice is None
        else connection.execute(f"{query} WHERE notice = ? ORDER BY id", (notice,))
    )
    return [
        Entry(
            id=identifier,
            kind=kind,
            notice=of_notice,
            unit=unit,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
            data=_decode(data),
        )
        for identifier, kind, of_notice, unit, recorded_at, recorded_by, data in rows
    ]
