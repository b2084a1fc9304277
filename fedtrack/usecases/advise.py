"""Advise the clerk what to do next about a notice, in one line."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedtrack.core.model import ReminderRules
    from fedtrack.core.summary import Summary
    from fedtrack.core.workdays import WorkCalendar


class Step(StrEnum):
    """The next step."""

    NOBODY = "nobody"
    EXPORT = "export"
    REMIND = "remind"
    WAIT = "wait"
    CALL = "call"
    CLOSED = "closed"


class Advice(Struct, frozen=True):
    """The step; `units` of them can be reminded today, or the next reminder falls on `day`."""

    step: Step
    units: int = 0
    day: date | None = None


def advise(
    summary: Summary,
    rules: ReminderRules,
    calendar: WorkCalendar,
    *,
    elsewhere: Mapping[str, date] | None = None,
) -> Advice:
    """Return what to do next: remind today, wait for a day, call by phone, or export."""
    notice, outstanding = summary.notice, [one for one in summary.standings if one.outstanding]
    if not summary.standings:
        return Advice(Step.NOBODY)
    if not outstanding:
        return Advice(Step.EXPORT)
    if not notice.open_on(summary.today):
        return Advice(Step.CLOSED, units=len(outstanding))
    policy = Policy(rules, calendar, elsewhere=elsewhere)
    due_now = policy.count_allowed(notice, outstanding, summary.as_of)
    if due_now:
        return Advice(Step.REMIND, units=due_now)
    day = policy.next_of_all(notice, outstanding, summary.as_of)
    return Advice(Step.WAIT, day=day) if day else Advice(Step.CALL, units=len(outstanding))
