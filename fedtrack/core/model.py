"""The nouns of the field: who asks, who is asked, for what, by when."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


YEARS = range(1949, 2200)
"""The years that fedtrack reckons with; a date outside them is a slip of the keyboard."""


class State(StrEnum):
    """What the entries make of one unit for one notice on one day (报送状态)."""

    PENDING = "pending"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"
    EXCUSED = "excused"


OUTSTANDING = frozenset({State.PENDING, State.OVERDUE, State.RETURNED})
"""The states in which a unit still owes a report."""


class Via(StrEnum):
    """The channel by which a report came in (报送方式)."""

    OA = "oa"
    EMAIL = "email"
    WECHAT = "wechat"
    PAPER = "paper"
    OTHER = "other"


class CallVia(StrEnum):
    """How a reminder was made by hand."""

    PHONE = "phone"
    WECHAT = "wechat"
    VISIT = "visit"


class Deadline(Struct, frozen=True):
    """A due date that counts whole, or a due minute that counts whole (“23日前” includes the 23rd)."""

    due: date
    clock: time | None = None

    def met_by(self, received_on: date, received_time: time | None) -> bool:
        """Say whether a report was on time; one without a known time gets the benefit of its day."""
        if received_on != self.due or self.clock is None or received_time is None:
            return received_on <= self.due
        return received_time.replace(second=0, microsecond=0) <= self.clock

    def passed_at(self, moment: datetime) -> bool:
        """Say whether the deadline lies before `moment` (local time of the federation)."""
        return not self.met_by(moment.date(), moment.time())


class Figure(Struct, frozen=True):
    """A number that the notice asks for, such as 参与人数 in 人次."""

    key: str
    label: str
    unit: str = ""


class Federation(Struct, frozen=True):
    """Who issues the notice and collects the reports (发文单位)."""

    name: str
    short_name: str = ""
    email: str = ""
    oa: str = ""
    contact: str = ""
    phone: str = ""
    timezone: str = "Asia/Shanghai"
    office_hours_end: time = time(18)


class LocalCalendar(Struct, frozen=True):
    """Days off and working days that the national calendar does not know."""

    days_off: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


class ReminderRules(Struct, frozen=True):
    """When rounds fall, in working days from the due date, and how often is too often."""

    before: tuple[int, ...] = (5, 1, 0)
    after: tuple[int, ...] = (1, 3)
    min_gap_days: int = 2
    max_per_notice: int = 4


class MailSettings(Struct, frozen=True):
    """Where mail goes out and comes in; never a password."""

    smtp: str = ""
    imap: str = ""
    username: str = ""
    pause_seconds: float = 6
    daily_limit: int = 50
    save_sent: bool = False
    folders: tuple[str, ...] = ("INBOX",)


class Notice(Struct, frozen=True):
    """One thing asked of some units by one date (通知)."""

    id: str
    title: str
    deadline: Deadline
    number: str = ""
    theme: str = ""
    issued: date | None = None
    report: str = ""
    recipients: tuple[str, ...] = ()
    work_items: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    closed: date | None = None

    def open_on(self, day: date) -> bool:
        """Say whether reports are still awaited on `day`; the day it is closed is the first that is not."""
        return self.closed is None or day < self.closed


class Unit(Struct, frozen=True):
    """Who must report (收文单位)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    email: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    phone: str = ""
    contact: str = ""
    since: date | None = None
    until: date | None = None

    def active_on(self, day: date) -> bool:
        """Say whether the unit exists on `day`; both ends count."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Roster(Struct, frozen=True):
    """All that `units.toml` says, checked."""

    federation: Federation
    notices: tuple[Notice, ...] = ()
    units: tuple[Unit, ...] = ()
    calendar: LocalCalendar = LocalCalendar()
    reminders: ReminderRules = ReminderRules()
    mail: MailSettings = MailSettings()

    def expected(self, notice: Notice) -> tuple[Unit, ...]:
        """Return the units that owe a report, in roster order.

        They are the recipients that exist on the notice's due date, so that units which come or go
        later never change an earlier notice's rates.
        """
        asked = frozenset(notice.recipients)
        return tuple(
            unit
            for unit in self.units
            if unit.active_on(notice.deadline.due) and (not asked or unit.group in asked or unit.id in asked)
        )

    def open_notices(self, day: date) -> tuple[Notice, ...]:
        """Return the notices that still await reports on `day`."""
        return tuple(notice for notice in self.notices if notice.open_on(day))


def groups_of(units: Iterable[Unit]) -> tuple[str, ...]:
    """Return the groups in the order in which they first appear."""
    return tuple(dict.fromkeys(unit.group for unit in units))
