"""What the use cases ask of the world; adapters at the edge answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from fedtrack.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from fedtrack.core.entries import Entry, FiledFile, NewEntry
    from fedtrack.core.message import ReminderMessage


class Pen(Protocol):
    """A ledger that is held for writing: what is read stays true until what is added is kept."""

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids."""

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write the entries down and return them as they stand.

        Raises LedgerError where one of the claims is in the ledger already.
        """


class Ledger(Protocol):
    """All entries (台账); reading never makes a file."""

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids."""

    def writing(self) -> AbstractContextManager[Pen]:
        """Hold the ledger for writing; all that was appended is kept when the block ends, or nothing."""


class Archive(Protocol):
    """The folder where the files of reports are kept (`received/`)."""

    def keep(self, source: str, *, notice: str, unit: str) -> FiledFile:
        """Copy a file into the unit's folder under a safe name, never over another file."""

    def discard(self, filed: Sequence[FiledFile]) -> None:
        """Remove what was kept for an entry that could not be written."""


class Wording(Protocol):
    """The clerk's sentences to the units, from templates."""

    def say(self, template: str, values: dict[str, object]) -> str:
        """Return the text that the template makes of the values."""


class Draft(NamedTuple):
    """Where a reminder's draft lies: `mail` is None for a unit without an address."""

    text: str
    mail: str | None


class Drafts(Protocol):
    """The folder where drafts are put for the clerk to send."""

    def put(self, message: ReminderMessage) -> Draft:
        """Write the message as a mail and as a text, unless they lie there already."""


class LedgerReport(Struct, frozen=True):
    """What a look at the ledger file found."""

    exists: bool
    sound: bool
    faults: tuple[Fault, ...] = ()
