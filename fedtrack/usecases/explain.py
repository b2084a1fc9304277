"""Explain why a unit would or would not be reminded now, rule by rule, and when next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.history import last_reminded
from fedtrack.core.model import Notice
from fedtrack.core.policy import Judgement, Policy
from fedtrack.core.rounds import Round
from fedtrack.core.standing import build_standings
from fedtrack.usecases.written import require_expected

if TYPE_CHECKING:
    from datetime import datetime

    from fedtrack.core.model import Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Ledger


class Explanation(Struct, frozen=True):
    """The rules' verdicts, the unit's rounds, and the next day on which it would be reminded."""

    notice: Notice
    judgement: Judgement
    rounds: tuple[Round, ...]
    next_day: date | None


def explain(
    roster: Roster,
    notice: Notice,
    unit: Unit,
    *,
    ledger: Ledger,
    as_of: datetime,
    calendar: WorkCalendar,
) -> Explanation:
    """Return the explanation; raises UsageError for a unit that the notice does not ask."""
    require_expected(roster, notice, [unit])
    entries = ledger.entries()
    own = [entry for entry in entries if entry.notice == notice.id]
    (standing,) = build_standings(notice, [unit], own, as_of)
    elsewhere = last_reminded(entries, as_of.date(), but=notice.id)
    policy = Policy(roster.reminders, calendar, elsewhere=elsewhere)
    judgement = policy.judge(notice, standing, as_of)
    return Explanation(
        notice=notice,
        judgement=judgement,
        rounds=policy.rounds(notice, standing),
        next_day=policy.next_day(notice, standing, as_of),
    )
