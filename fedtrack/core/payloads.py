"""What an entry can say (台账记录的内容): one struct for each kind, with the day it happened.

What is said is never changed; `Retraction` takes an entry back.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct, field

from fedtrack.core.model import YEARS, CallVia, Via


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
    """A written reminder to the unit in one round.

    A draft is `stopped` where it was laid because the server took no more mails; nobody chose to.
    """

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
    stopped: bool = False


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
