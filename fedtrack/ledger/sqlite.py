"""The ledger in one SQLite file: a table that only grows.

Rollback journal, not WAL: a copied folder must be whole. `synchronous = FULL` (EXTRA also syncs the
folder after the journal is gone): what was acknowledged survives the plug being pulled. SQLite is
loaded only where there is a file.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from fedtrack.core.entries import Entry, NewEntry, write_payload
from fedtrack.errors import Fault, LedgerError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from fedtrack.usecases.ledger_file import LedgerReport, Rescue

BUSY_SECONDS = 10.0


class SqliteLedger:
    """The ledger of one workspace; `recorded_by` is put on what is written through it.

    `is_lost` says that there was a ledger where none is: then none is made in its place.
    """

    def __init__(
        self,
        path: Path,
        *,
        recorded_by: str,
        busy_seconds: float = BUSY_SECONDS,
        is_lost: Callable[[], bool] = lambda: False,
    ) -> None:
        self._path = path
        self._recorded_by = recorded_by
        self._busy_seconds = busy_seconds
        self._is_lost = is_lost

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids; none where there is no file."""
        self.require()
        if not self._path.exists():
            return []
        from fedtrack.ledger.connection import read_entries
        from fedtrack.ledger.faults import explain

        with explain(self._path), closing(self._open(create=False)) as connection:
            return read_entries(connection, notice)

    @contextmanager
    def writing(self) -> Iterator[SqlitePen]:
        """Hold the file for writing; all that was appended is kept when the block ends, or nothing."""
        from fedtrack.ledger.connection import migrate, refuse_newer, transaction
        from fedtrack.ledger.faults import explain

        self.require()
        with explain(self._path, writing=True), closing(self._open(create=True)) as connection:
            migrate(connection, self._path)
            with transaction(connection):
                refuse_newer(connection, self._path)  # one may have taken it to its format since
                yield SqlitePen(connection, self._path, self._recorded_by)

    def verify(self) -> None:
        """Raise LedgerDamagedError where any page or index of the file is damaged, or the file is lost."""
        self.require()
        if not self._path.exists():
            return
        from fedtrack.ledger.connection import refuse_broken
        from fedtrack.ledger.faults import explain

        with explain(self._path), closing(self._open(create=False)) as connection:
            refuse_broken(connection)

    def inspect(self) -> LedgerReport:
        """Return whether the file is whole: its pages, its indexes, its triggers, every entry's data."""
        from fedtrack.ledger.connection import examine
        from fedtrack.ledger.faults import REMEDY, explain
        from fedtrack.usecases.ledger_file import LedgerReport

        try:
            self.require()
            if not self._path.exists():
                return LedgerReport(exists=False, sound=True)
            with explain(self._path), closing(self._open(create=False)) as connection:
                details = examine(connection)
        except LedgerError as error:
            return LedgerReport(exists=True, sound=False, faults=tuple(error.faults))
        faults = tuple(Fault(self._path.name, detail, REMEDY) for detail in details)
        return LedgerReport(exists=True, sound=not faults, faults=faults)

    def rescue(self) -> Rescue:
        """Return what a repair would save; changes nothing. Raises as `repair`."""
        from fedtrack.ledger.repair import foresee

        return foresee(self._path, busy_seconds=self._busy_seconds)

    def repair(self) -> Rescue:
        """Keep the damaged file beside the ledger, and replace it by one with all that can be read.

        Raises LedgerError, and then nothing was replaced.
        """
        from fedtrack.ledger.repair import repair

        return repair(self._path, busy_seconds=self._busy_seconds)

    def require(self) -> None:
        """Raise LedgerDamagedError where there was a ledger and is none."""
        if self._is_lost():
            from fedtrack.ledger.faults import lost

            raise lost(self._path)

    def _open(self, *, create: bool) -> sqlite3.Connection:
        from fedtrack.ledger.connection import open_file

        return open_file(self._path, create=create, busy_seconds=self._busy_seconds)


class SqlitePen:
    """The ledger while it is held for writing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, recorded_by: str) -> None:
        self._connection = connection
        self._path = path
        self._recorded_by = recorded_by

    def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
        """Return the entries of a notice, or all, whose ids come after `after`, in the order of their ids."""
        from fedtrack.ledger.connection import read_entries

        return read_entries(self._connection, notice, after=after)

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write the entries down and return them as they stand."""
        from fedtrack.ledger.faults import explain
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

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Write entries of another ledger down as they are, with their own ids and without a claim."""
        from fedtrack.ledger.faults import explain

        with explain(self._path, writing=True):
            for entry in entries:
                self._insert(entry, None)

    def _insert(self, entry: Entry, claim: str | None) -> None:
        import sqlite3

        from fedtrack.ledger.connection import COLUMNS, refuse_broken

        data = msgspec.json.encode(entry.data).decode()
        values = (entry.id, entry.kind, entry.notice, entry.unit, entry.recorded_at, entry.recorded_by, data)
        try:
            self._connection.execute(
                f"INSERT INTO entries ({COLUMNS}, claim) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
                (*values, claim),
            )
        except sqlite3.IntegrityError:
            refuse_broken(self._connection)  # a damaged index too says that the line is there already
            raise
