"""What the lines of the ledger say (台账记录): one struct for each kind of entry.

An entry is a fact with the day it happened in `data` and the moment it was written down beside it.
Entries are only ever added; `Retraction` takes one back.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from msgspec import Struct, field

from fedtrack.core.model import YEARS, CallVia, Via
from fedtrack.errors import LedgerDamagedError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Kind(StrEnum):
    """The kinds of entry; the value is what the ledger and the JSON carry."""

    REPORT = "report"
    RETURN = "return"
    EXCUSE = "excuse"
    EXTENSION = "extension"
    CALL = "call"
    REMINDER = "reminder"
    DELIVERY = "delivery"
    BOUNCE = "bounce"
    DISMISSAL = "dismissal"
    RETRACTION = "retraction"


class ReminderState(StrEnum):
    """What became of a written reminder; an entry itself carries only the first two."""

    DRAFTED = "drafted"
    """It lies in `drafts/`, for the clerk to send."""
    CLAIMED = "claimed"
    """It was about to be sent; a delivery says how that ended."""
    SENT = "sent"
    FAILED = "failed"
    """No server took it: the unit had no reminder."""
    UNKNOWN = "unknown"
    """It was claimed, and nothing says how that ended."""


NO_NOTICE, NO_UNIT = "", ""
"""What stands in an entry that belongs to no notice, or to no unit."""

GIVEN_UP = "--resend"
"""The error of a reminder that was unknown, and is sent once more because the clerk said so."""


class FiledFile(Struct, frozen=True):
    """A file of a report as it lies in the workspace: `path` is relative to it, with `/`."""

    path: str
    sha256: str
    size: int
    original: str


class Report(Struct, frozen=True):
    """A report came in (报送); a nil report (零报告) is a report.

    What was collected names where it lay (`source`), and `arrival` is the key by which it is known again.
    """

    KIND: ClassVar[Kind] = Kind.REPORT

    received_on: date
    received_time: time | None = None
    via: Via = Via.OTHER
    title: str = ""
    files: tuple[FiledFile, ...] = ()
    figures: dict[str, int | float] = field(default_factory=dict)
    nil: bool = False
    note: str = ""
    supplement: bool = False
    source: str = ""
    arrival: str = ""

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.received_on


class Return(Struct, frozen=True):
    """The reports named were sent back to be done again (退回重报)."""

    KIND: ClassVar[Kind] = Kind.RETURN

    on: date
    reason: str
    reports: tuple[str, ...]


class Excuse(Struct, frozen=True):
    """The unit need not report (免报)."""

    KIND: ClassVar[Kind] = Kind.EXCUSE

    on: date
    reason: str


class Extension(Struct, frozen=True):
    """The unit has longer (延期)."""

    KIND: ClassVar[Kind] = Kind.EXTENSION

    on: date
    to: date
    reason: str
    to_time: time | None = None

    def __post_init__(self) -> None:
        """Refuse a day in no year that fedtrack reckons with."""
        if self.to.year not in YEARS:
            msg = f"{self.to} is too far away"
            raise ValueError(msg)


class Call(Struct, frozen=True):
    """The clerk reminded the unit by hand."""

    KIND: ClassVar[Kind] = Kind.CALL

    on: date
    via: CallVia = CallVia.PHONE
    note: str = ""


class Reminder(Struct, frozen=True):
    """A written reminder to the unit in one round."""

    KIND: ClassVar[Kind] = Kind.REMINDER

    on: date
    round: str
    due: date
    stage: str
    state: str
    to: tuple[str, ...]
    subject: str
    message_id: str
    cc: tuple[str, ...] = ()


class Delivery(Struct, frozen=True):
    """How the sending of a claimed reminder ended: `state` is sent or failed.

    `error` is what the server said; `refused` are the addresses that it would not take. A failure is
    `final` where trying again makes no sense until an address is mended.
    """

    KIND: ClassVar[Kind] = Kind.DELIVERY

    on: date
    reminder: str
    state: ReminderState
    error: str = ""
    refused: tuple[str, ...] = ()
    final: bool = False


class Bounce(Struct, frozen=True):
    """A mail to the unit came back (退信): the address is bad until it is mended in `units.toml`.

    `message_id` is the mail's that came back, `arrival` the key of the mail that says so.
    """

    KIND: ClassVar[Kind] = Kind.BOUNCE

    on: date
    address: str
    reason: str = ""
    message_id: str = ""
    source: str = ""
    arrival: str = ""


class Dismissal(Struct, frozen=True):
    """The clerk said of something that came in that it is no report; it belongs to no notice and no unit."""

    KIND: ClassVar[Kind] = Kind.DISMISSAL

    on: date
    source: str
    arrival: str
    title: str = ""


class Retraction(Struct, frozen=True):
    """An earlier entry was a mistake."""

    KIND: ClassVar[Kind] = Kind.RETRACTION

    on: date
    entry: str


Payload = Report | Return | Excuse | Extension | Call | Reminder | Delivery | Bounce | Dismissal | Retraction

PAYLOADS: dict[str, type[Payload]] = {
    payload.KIND: payload
    for payload in (
        Report,
        Return,
        Excuse,
        Extension,
        Call,
        Reminder,
        Delivery,
        Bounce,
        Dismissal,
        Retraction,
    )
}


class NewEntry(Struct, frozen=True):
    """An entry that has not been written down yet.

    `claim` is unique in a ledger: of two processes that write the same claim, one is refused.
    """

    notice: str
    unit: str
    payload: Payload
    claim: str | None = None


class Entry(Struct, frozen=True):
    """One line of the ledger, as plain data.

    `id` is unique everywhere and grows with time (UUID version 7, RFC 9562); `recorded_at` is the
    real clock, UTC, ISO 8601.
    """

    id: str
    kind: str
    notice: str
    unit: str
    recorded_at: str
    recorded_by: str
    data: dict[str, Any]


def read_payload(entry: Entry) -> Payload | None:
    """Return what the entry says, or None for a kind that this version does not know.

    Raises LedgerDamagedError when the data is not what its kind demands.
    """
    payload = PAYLOADS.get(entry.kind)
    if payload is None:
        return None
    try:
        return msgspec.convert(entry.data, payload)
    except msgspec.ValidationError as error:
        raise LedgerDamagedError(
            Message("the entry {id} cannot be understood ({reason})", id=entry.id, reason=error),
            fix=Message("take it back with `fedtrack undo {id}`", id=entry.id),
        ) from error


def write_payload(payload: Payload) -> dict[str, Any]:
    """Return the payload as the plain data that an entry carries."""
    data: dict[str, Any] = msgspec.to_builtins(payload)
    return data


def live_entries(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that were not taken back, in the order of their ids.

    A retraction that was itself taken back takes nothing back.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    dead: set[str] = set()
    for entry in reversed(ordered):
        if entry.kind == Kind.RETRACTION and entry.id not in dead:
            dead.add(str(entry.data.get("entry")))
    return [entry for entry in ordered if entry.id not in dead]


def facts(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Payload]]:
    """Yield each entry of a known kind beside what it says."""
    for entry in entries:
        payload = read_payload(entry)
        if payload is not None:
            yield entry, payload
