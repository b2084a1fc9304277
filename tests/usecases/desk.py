"""Entries put down and moments told in one word, for the use cases' tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from fedtrack.core.entries import Entry, NewEntry
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Reminder, Report, Return
from tests.builders import DUE
from tests.fakes.ledger import FakeLedger


class BrokenLedger(FakeLedger):
    """A ledger that can be read, and fails as soon as it is written to."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error
        self.refused: Sequence[NewEntry] = ()

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Refuse the entries."""
        self.refused = new
        raise self.error


def march(day: int, clock: time = time.max) -> datetime:
    """Return the end of a day in March 2020, or a minute of it."""
    return datetime.combine(date(2020, 3, day), clock)


def put(ledger: FakeLedger, payload: Payload, unit: str = "baishi", notice: str = "2020-38") -> Entry:
    """Write an entry down without asking whether it may be."""
    (entry,) = ledger.append([NewEntry(notice, unit, payload)])
    return entry


def a_report(day: int = 18, **fields: Any) -> Report:
    return Report(received_on=march(day).date(), **fields)


def a_call(day: int) -> Call:
    return Call(on=march(day).date())


def a_return(day: int, *reports: Entry, reason: str = "缺照片") -> Return:
    return Return(on=march(day).date(), reason=reason, reports=tuple(report.id for report in reports))


def an_excuse(day: int) -> Excuse:
    return Excuse(on=march(day).date(), reason="新设")


def an_extension(day: int, to: date) -> Extension:
    return Extension(on=march(day).date(), to=to, reason="人手不足")


def a_reminder(day: int, name: str = "before-5") -> Reminder:
    return Reminder(
        on=march(day).date(),
        round=name,
        due=DUE,
        stage="before",
        state="drafted",
        to=("a@qinghe.example",),
        subject="温馨提示",
        message_id=f"<{day}@qinghe.example>",
    )
