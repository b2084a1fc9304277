"""The planned moments to remind (轮次), reckoned from a unit's own due date."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.model import Deadline, Notice, ReminderRules
    from fedtrack.core.workdays import WorkCalendar


UNPLANNED = "unplanned"
"""The round of a reminder that was forced when none had fallen due."""
_HOLIDAY = 14  # days: longer than the longest run of days off


class Stage(StrEnum):
    """How a reminder is worded; the value names its template."""

    BEFORE = "before"
    """温馨提示: there is time left."""
    TODAY = "today"
    """今日截止."""
    OVERDUE = "overdue"
    """催报."""
    FINAL = "final"
    """再次催报: the last round, copied to `cc`."""


class Round(Struct, frozen=True):
    """A day on which a reminder falls: `name` is `before-5`, `due` or `after-1`, in working days."""

    name: str
    day: date
    last: bool = False


def plan_rounds(
    rules: ReminderRules, deadline: Deadline, calendar: WorkCalendar, *, not_before: date | None
) -> tuple[Round, ...]:
    """Return the rounds of a unit with that deadline, oldest first.

    `not_before` is the day on which the unit learnt of the deadline: a round on it or before it
    would remind of what was said that very day, and is left out.
    """
    rounds = [
        Round(f"before-{days}" if days else "due", calendar.before(deadline.due, days))
        for days in sorted(set(rules.before), reverse=True)
    ]
    following = sorted(set(rules.after))
    rounds += [
        Round(f"after-{days}", calendar.after(deadline.due, days), last=days == following[-1])
        for days in following
    ]
    return tuple(planned for planned in rounds if not_before is None or planned.day > not_before)


def reckoned_days(rules: ReminderRules, notice: Notice) -> tuple[date, date]:
    """Return the first and last day that reckoning a notice's rounds can touch, generously."""
    due = notice.deadline.due
    start = due - timedelta(days=2 * max(rules.before, default=0) + _HOLIDAY)
    end = due + timedelta(days=2 * max(rules.after, default=0) + _HOLIDAY)
    return start, end


def stage_of(rounds: Iterable[Round], deadline: Deadline, today: date, *, passed: bool) -> Stage:
    """Return how a reminder made today is worded, `rounds` being the unit's own.

    The relation of today to the due date decides, not the name of a round: one that is caught up
    after the due date does not say “today”. From the last overdue round on every reminder is a last one.
    """
    if passed or today > deadline.due:
        ended = any(planned.last and planned.day <= today for planned in rounds)
        return Stage.FINAL if ended else Stage.OVERDUE
    return Stage.TODAY if today == deadline.due else Stage.BEFORE
