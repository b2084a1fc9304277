"""A ledger in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fedtrack.core.entries import Entry, NewEntry, write_payload
from fedtrack.errors import LedgerError, Message
from fedtrack.ledger.identity import next_id


class FakeLedger:
    """Keeps entries in a list; what a failed block appended is gone again."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.lines: list[Entry] = list(entries)
        self._claims: set[str] = set()

    def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
        """Return the entries of a notice, or all, after an id, in the order of their ids."""
        ordered = sorted(self.lines, key=lambda entry: entry.id)
        return [entry for entry in ordered if entry.id > after and notice in {None, entry.notice}]

    def verify(self) -> None:
        """Do nothing: what is in memory is whole."""

    @contextmanager
    def writing(self) -> Iterator[FakeLedger]:
        """Keep all that is appended in the block, or nothing."""
        lines, claims = list(self.lines), set(self._claims)
        try:
            yield self
        except BaseException:
            self.lines, self._claims = lines, claims
            raise

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write the entries down and return them as they stand."""
        written = []
        for line in new:
            if line.claim is not None and line.claim in self._claims:
                raise LedgerError(Message("taken"))
            self._claims |= {line.claim} if line.claim is not None else set()
            last = max((entry.id for entry in self.lines), default=None)
            entry = Entry(
                id=next_id(last),
                kind=line.payload.KIND,
                notice=line.notice,
                unit=line.unit,
                recorded_at="2020-03-18T00:00:00.000Z",
                recorded_by="test",
                data=write_payload(line.payload),
            )
            self.lines.append(entry)
            written.append(entry)
        return written

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Write entries of another ledger down as they are, with their own ids."""
        for entry in entries:
            if entry.id in {line.id for line in self.lines}:
                raise LedgerError(Message("taken"))
            self.lines.append(entry)
