"""The JSON documents that scripts read: exactly these keys, of these types.

What design.md does not name is marked `extra`; nothing it names may ever go.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from fedtrack.exports.formats import Format
from tests.conftest import Answer

Count = Annotated[int, Meta(ge=0)]
Rate = Annotated[float, Meta(ge=0, le=1)] | None
Clock = Annotated[str, Meta(pattern=r"^\d\d:\d\d$")]
State = Literal["pending", "overdue", "on_time", "late", "returned", "excused"]
Stage = Literal["before", "today", "overdue", "final"]


class Exact(Struct, forbid_unknown_fields=True):
    """A table with these keys and no other."""


class Totals(Exact):
    expected_reports: Count
    excused: Count
    actual_reports: Count
    actual_reports_on_time: Count
    late: Count
    returned: Count
    outstanding: Count
    overdue: Count
    reporting_rate: Rate
    reporting_rate_on_time: Rate


class Group(Totals):
    group: str


class Notice(Exact):
    id: str
    number: str
    title: str
    issued: date | None
    due: date
    due_time: Clock | None


class UnitLine(Exact):
    id: str
    name: str
    group: str
    state: State
    due: date
    due_time: Clock | None  # extra
    received_on: date | None
    received_time: Clock | None  # extra
    via: Literal["oa", "email", "wechat", "paper", "other"] | None
    title: str
    nil: bool
    figures: dict[str, int | float]
    files: Count
    reminders: Count
    last_reminded_on: date | None
    unconfirmed_reminders: Count  # extra
    note: str


class Summary(Exact):
    schema: Literal["fedtrack.summary/1"]
    as_of: date
    federation: str
    notice: Notice
    days_left: int
    working_days_left: Count
    totals: Totals
    groups: list[Group]
    units: list[UnitLine]


class LedgerEntry(Exact):
    id: UUID
    kind: str
    notice: str
    unit: str
    recorded_at: datetime
    recorded_by: str
    data: dict[str, Any]


class WholeSummary(Summary):
    """What `export` writes: the summary with the whole ledger."""

    ledger: list[LedgerEntry]  # extra


class Carried(Exact):  # extra
    notice: str
    kind: str
    new: Count
    known: Count


class StateChange(Exact):
    notice: str
    unit: str
    was: State
    becomes: State


class LedgerImport(Exact):  # extra
    schema: Literal["fedtrack.ledger-import/1"]
    new: Count
    known: Count
    entries: list[Carried]
    strange_notices: list[str]
    strange_units: list[str]
    files: Count
    changes: list[StateChange]
    added: bool


class Punctuality(Totals):
    median_days: float | None
    reminders: Count


class GroupPunctuality(Punctuality):
    group: str


class NoticeRecord(Exact):
    notice: str
    counted: bool
    state: State
    due: date
    received_on: date | None
    days: int | None
    reminders: Count


class UnitPunctuality(Punctuality):
    id: str
    name: str
    group: str
    notices: list[NoticeRecord]


class History(Exact):  # extra
    schema: Literal["fedtrack.history/1"]
    as_of: date
    federation: str
    notices: list[str]
    total: Punctuality
    groups: list[GroupPunctuality]
    units: list[UnitPunctuality]


class CountedNotice(Notice):  # extra
    closed: date | None
    days_left: int
    working_days_left: Count
    totals: Totals


class Notices(Exact):  # extra
    schema: Literal["fedtrack.notices/1"]
    notices: list[CountedNotice]


class Entry(Exact):
    id: UUID
    kind: Literal["report", "return", "excuse", "extension", "call", "reminder", "retraction"]
    notice: str
    unit: str
    recorded_at: datetime
    recorded_by: str
    data: dict[str, Any]


class Entries(Exact):
    schema: Literal["fedtrack.entries/1"]
    entries: list[Entry]


class Reminder(Exact):
    unit: str
    to: list[str]
    cc: list[str]  # extra
    subject: str
    stage: Stage
    message_id: str
    state: Literal["drafted", "sent", "failed", "unknown"]
    path: str | None
    error: str | None


class Skipped(Exact):
    unit: str
    reason: str
    path: str | None  # extra


class Reminders(Exact):
    schema: Literal["fedtrack.reminders/1"]
    dry_run: bool  # extra
    round: str | None
    reminders: list[Reminder]
    skipped: list[Skipped]


class GroupMessage(Exact):  # extra
    schema: Literal["fedtrack.group-message/1"]
    units: list[str]
    text: str


class Call(Exact):  # extra
    unit: str
    name: str
    phone: str
    contact: str
    state: State
    reason: str
    reminders: Count
    last_reminded_on: date | None
    stage: Stage
    words: str


class Calls(Exact):  # extra
    schema: Literal["fedtrack.calls/1"]
    calls: list[Call]


class Unit(Exact):
    id: str
    name: str
    aliases: list[str]
    group: str
    email: list[str]
    cc: list[str]
    phone: str
    contact: str
    since: date | None
    until: date | None


class Units(Exact):
    schema: Literal["fedtrack.units/1"]
    units: list[Unit]


class Difference(Exact):
    field: Literal["name", "group", "contact", "phone", "email", "cc"]
    here: list[str]
    listed: list[str]


class Differing(Exact):
    id: str
    name: str
    sheet: str
    row: Count
    differences: list[Difference]


class LeftOut(Exact):
    sheet: str
    row: Count
    text: str
    why: str
    fix: str | None
    perhaps: list[str]


class UnitsImport(Exact):
    schema: Literal["fedtrack.units-import/1"]
    new: list[Unit]
    differs: list[Differing]
    unchanged: list[str]
    left_out: list[LeftOut]
    columns: dict[str, dict[str, str | None]]
    groups: dict[str, str]
    added: bool


class DeadlineRead(Exact):
    due: date | None
    time: Clock | None
    time_text: str | None
    what: str
    relative: str | None  # extra
    recurs: str | None  # extra
    approx: bool  # extra
    words: str  # extra


class PassedOver(Exact):  # extra
    day: date
    words: str
    why: str


class NewNotice(Exact):  # extra
    id: str
    due: date
    time: Clock | None
    recipients: list[str]


class NoticeRead(Exact):
    schema: Literal["fedtrack.notice-facts/1"]
    issuer: str | None
    number: str | None
    title: str | None
    theme: str | None  # extra
    recipients: list[str]
    issued: date | None
    deadlines: list[DeadlineRead]
    emails: list[str]
    phones: list[str]
    channels: list[str]
    contact: str | None
    attachments: list[str]
    work_items: list[str]
    passed_over: list[PassedOver]  # extra
    warnings: list[str]
    sure: bool
    notices: list[NewNotice]  # extra
    known: list[str]  # extra
    left_over: list[str]  # extra
    added: bool  # extra


class Started(Exact):  # extra
    schema: Literal["fedtrack.workspace/1"]
    path: str
    notice: NoticeRead | None
    units: UnitsImport | None


class Rule(Exact):  # extra
    rule: str
    passed: bool
    reason: str


class Round(Exact):  # extra
    round: str
    day: date


class Why(Exact):  # extra
    schema: Literal["fedtrack.why/1"]
    notice: str
    unit: str
    state: State
    allowed: bool
    stage: Stage
    rules: list[Rule]
    rounds: list[Round]
    next: date | None


class Finding(Exact):  # extra
    level: Literal["error", "warning", "info"]
    where: str
    what: str
    fix: str | None


class Check(Exact):  # extra
    schema: Literal["fedtrack.check/1"]
    findings: list[Finding]


class Export(Exact):  # extra
    schema: Literal["fedtrack.export/1"]
    format: Format
    path: str


class Workspace(Exact):  # extra
    schema: Literal["fedtrack.workspace/1"]
    path: str


Document = TypeVar("Document")


def read(answer: Answer, document: type[Document], *, code: int = 0) -> Document:
    """Return the one document on stdout; nothing may stand beside it."""
    assert (answer.code, answer.err) == (code, "")
    return msgspec.json.decode(answer.out, type=document)
