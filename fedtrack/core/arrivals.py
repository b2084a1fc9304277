"""What came in, as plain facts: a mail, a file, a line of a form (来件).

Nothing here says whose it is; `core/matching/` decides that. Every text is as the sender wrote it,
decoded but not made harmless: that happens where it goes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from msgspec import Struct

from fedtrack.errors import Message

Cell = str | int | float | bool | date | datetime | time | None
"""What one cell of a spreadsheet holds; an empty one is None or an empty text."""


class Reading(StrEnum):
    """How far a file could be read."""

    READ = "read"
    """Its text is known, though there may be none in it: a scan, a photo."""
    UNREAD = "unread"
    """A format that fedtrack does not read, such as .doc, .wps, .rar, or a scan too large to be opened."""
    EMPTY = "empty"
    """No bytes at all."""
    BROKEN = "broken"
    """It is not what its name says, or is damaged."""
    LOCKED = "locked"
    """It is protected with a password."""
    TOO_LARGE = "too_large"
    """It is larger, or would become larger, than fedtrack opens."""


class Sheet(Struct, frozen=True):
    """A sheet of a workbook or a table of comma-separated values; `rows[0]` is its row 1."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


class Extract(Struct, frozen=True):
    """What could be read of a file.

    `lines` are its paragraphs without blank ones, each stripped, the first hundreds of them and the last
    few; `page_headers` what stands in the header of its pages; `tables` those of a document, of which
    `lines` has each cell by itself; `active` that it brings macros or is a program, whatever its name
    says; `packed` the names of the files in a zip.
    """

    reading: Reading
    lines: tuple[str, ...] = ()
    page_headers: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    tables: tuple[Sheet, ...] = ()
    active: bool = False
    packed: tuple[str, ...] = ()


class MailFile(Struct, frozen=True):
    """A file in a mail; `inline` is one that its HTML shows in place, such as a logo."""

    name: str
    content: bytes
    inline: bool = False


class Machine(StrEnum):
    """What kind of program wrote a mail, if its headers say that one did."""

    BOUNCE = "bounce"
    """A mail of ours could not be delivered (RFC 3464, action failed)."""
    DELAY = "delay"
    """A mail of ours is late (RFC 3464, action delayed)."""
    RECEIPT = "receipt"
    """A mail of ours was opened (RFC 8098)."""
    AUTO_REPLY = "auto_reply"
    """Somebody is away (RFC 3834)."""
    BULK = "bulk"
    """A mailing to many."""


class Undelivered(Struct, frozen=True):
    """An address that a mail of ours did not reach; `message_id` is that mail's, empty if not told."""

    address: str
    message_id: str = ""
    reason: str = ""


class Mail(Struct, frozen=True):
    """A mail as it was read: `received` is aware, of the topmost Received header, else of Date.

    `text` is its plain body, `html` its other one; `answers` are the ids in In-Reply-To and References.
    `faults` tell what was wrong with its make-up.
    """

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    received: datetime | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    text: str = ""
    html: str = ""
    files: tuple[MailFile, ...] = ()
    machine: Machine | None = None
    undelivered: tuple[Undelivered, ...] = ()
    faults: tuple[Message, ...] = ()


class ReceivedFile(Struct, frozen=True):
    """A file of an arrival: what is known of it without its bytes."""

    name: str
    size: int
    sha256: str
    extract: Extract
    inline: bool = False


class Form(StrEnum):
    """How an arrival came to lie before us."""

    MAIL = "mail"
    FILE = "file"
    MEMBER = "member"
    """A file packed in a zip."""
    ROW = "row"
    """A line of an online form's export or of an OA register."""


class Arrival(Struct, frozen=True):
    """One item that came in.

    `source` names it below the path that was given (`mail/3.eml`, `box.mbox#2`, `form.xlsx#5`,
    `a.zip#b.docx`); `key` is the same for the same item wherever it lies. `received` is the moment it
    reached the federation, local to it, where that is known; `written` is when the file was last written.
    `text` is what the sender wrote, `quoted` what is quoted below it. `folders` are the names of the
    folders above a file, outermost first. `cells` are a row's cells under their headings, `heading` the
    form's title above them, `unit_columns` the headings under which the unit stands.
    """

    source: str
    key: str
    form: Form
    received: datetime | None = None
    clock_known: bool = True
    written: datetime | None = None
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    text: str = ""
    quoted: str = ""
    files: tuple[ReceivedFile, ...] = ()
    folders: tuple[str, ...] = ()
    heading: str = ""
    cells: dict[str, Cell] = {}
    unit_columns: tuple[str, ...] = ()
    title_column: str = ""
    machine: Machine | None = None
    undelivered: tuple[Undelivered, ...] = ()
    faults: tuple[Message, ...] = ()
