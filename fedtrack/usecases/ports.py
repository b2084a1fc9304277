"""What the use cases ask of the world; adapters at the edge answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from fedtrack.errors import Fault, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from fedtrack.core.arrivals import Extract, Mail
    from fedtrack.core.entries import Entry, NewEntry
    from fedtrack.core.message import ReminderMessage
    from fedtrack.core.payloads import FiledFile


class Pen(Protocol):
    """A ledger that is held for writing: what is read stays true until what is added is kept."""

    def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
        """Return the entries of a notice, or all, whose ids come after `after`, in the order of their ids."""

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write the entries down and return them as they stand.

        Raises LedgerError where one of the claims is in the ledger already.
        """

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Write entries of another ledger down as they are, with their own ids and without a claim.

        Raises LedgerError where one of the ids is in the ledger already.
        """


class Ledger(Protocol):
    """All entries (台账); reading never makes a file."""

    def verify(self) -> None:
        """Raise LedgerDamagedError where any part of the ledger is damaged, read or not."""

    def entries(self, notice: str | None = None) -> Sequence[Entry]:
        """Return the entries of a notice, or all, in the order of their ids."""

    def writing(self) -> AbstractContextManager[Pen]:
        """Hold the ledger for writing; all that was appended is kept when the block ends, or nothing."""


class Archive(Protocol):
    """The folder where the files of reports are kept (`received/`)."""

    def keep(self, source: str, *, notice: str, unit: str) -> FiledFile:
        """Copy a file into the unit's folder under a safe name, never over another file."""

    def keep_bytes(self, name: str, content: bytes, *, notice: str, unit: str) -> FiledFile:
        """Write what came in into the unit's folder under a safe name, never over another file."""

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


class Fate(StrEnum):
    """What became of a message that was offered to a mail server."""

    TAKEN = "taken"
    """The server has it, for all addresses or some."""
    REFUSED = "refused"
    """Not this message, for good; others may go."""
    LATER = "later"
    """Not now."""
    PUT_OFF = "put_off"
    """Not now for this unit's mailbox alone; others may go."""
    BARRED = "barred"
    """Not from us, for good: nothing more can go until the clerk has put something right."""
    SPAM = "spam"
    """Taken for spam: one more would make it worse; drafts are the way."""
    LOST = "lost"
    """The connection broke before the message was handed over: it did not go out."""
    UNKNOWN = "unknown"
    """The connection broke between handing over and the answer: nobody knows."""


class Answer(Struct, frozen=True):
    """What a mail server made of one message; `reply` are its own words, `refused` addresses it left out.

    A refusal is `final` where the addresses are wrong, so that trying again makes no sense.
    """

    fate: Fate
    reply: str = ""
    fault: Fault | None = None
    refused: tuple[str, ...] = ()
    final: bool = False


class Connection(Protocol):
    """A connection to the mail server, logged in."""

    def send(self, sender: str, to: Sequence[str], cc: Sequence[str], mail: bytes) -> Answer:
        """Offer one message to all its addresses; it goes out if the server takes one of `to`."""

    def close(self) -> None:
        """End the connection, whatever state it is in."""


class Sender(Protocol):
    """The mailbox's way out."""

    def connect(self) -> Connection:
        """Return a connection; raises MailError, MailBusyError where it is only for now."""


class SentCopies(Protocol):
    """The folder where a copy of each message is kept (`sent/`)."""

    def put(self, message: ReminderMessage, mail: bytes) -> str:
        """Write the mail and return where it lies, never over another."""

    def discard(self, path: str) -> None:
        """Remove the copy of a message that did not go out."""

    def mailed(self, notice: str) -> set[tuple[str, str]]:
        """Return the day (as in ISO 8601) and the unit of each mail of a notice of which there is a copy."""


class Progress(Protocol):
    """Whoever watches a long run."""

    def at(self, unit: str) -> None:
        """Say that this unit's turn has come."""

    def waiting(self, seconds: float, why: Message) -> None:
        """Say that the server asked for a longer wait."""


class Inbound(Struct, frozen=True):
    """A file that lies where we were told to look; `source` is its path below there, with `/`.

    `read` returns its bytes and raises DocumentError where that cannot be done; `path` is where it lies.
    """

    source: str
    path: str
    size: int
    written: datetime
    read: Callable[[], bytes]


class Pile(Protocol):
    """The files that came in, in the order of their names."""

    def files(self) -> Iterator[Inbound]:
        """Yield every file, those of folders inside too."""


class Letters(Protocol):
    """Whoever opens mails."""

    def open_mail(self, raw: bytes) -> Mail:
        """Return what a mail says; never raises, whatever the bytes."""

    def open_box(self, path: str) -> Iterator[Callable[[], bytes]]:
        """Yield for each message of an mbox what returns its bytes; never all of them at once."""


class Shelf(Protocol):
    """The folder where fetched mails lie (`inbox/`), so that each is fetched once.

    A mail is known by its folder, that folder's UIDVALIDITY and its UID (RFC 9051, 2.3.1.1).
    """

    def uids(self, folder: str, validity: int) -> frozenset[int]:
        """Return which mails of the folder lie here; raises DocumentError where that cannot be seen."""

    def put(self, folder: str, validity: int, uid: int, raw: bytes) -> None:
        """Keep a mail, whole or not at all; raises DocumentError where it cannot be written."""


class FetchProgress(Protocol):
    """Whoever watches mails being fetched."""

    def total(self, count: int) -> None:
        """Say how many mails are to be fetched, as far as is known: each folder may add to it."""

    def step(self) -> None:
        """Say that one more is done."""


class Mailbox(Protocol):
    """The mailbox's way in; looking changes nothing there."""

    def fetch_new(
        self, shelf: Shelf, *, folders: Sequence[str], since: date | None, progress: FetchProgress
    ) -> int:
        """Put on the shelf what is not there yet of the mails that came in on or after `since`.

        Return how many were put there. Raises MailError; what was put there before that stays.
        """


class Member(Struct, frozen=True):
    """A file in a zip; `read` returns its bytes, or None where that would be too much or is broken."""

    name: str
    size: int
    read: Callable[[], bytes | None]


class Documents(Protocol):
    """Whoever reads documents."""

    def open_document(self, name: str, content: bytes) -> Extract:
        """Return what a file says, read as its bytes and its name suggest; never raises."""

    def open_html(self, html: str) -> str:
        """Return the text of a page, a line for each block."""

    def open_zip(self, content: bytes) -> tuple[Member, ...] | None:
        """Return the files in a zip, or None for what is no zip, is locked or holds too much."""
