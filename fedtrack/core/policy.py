"""Whether a unit is reminded now, rule by rule.

A reminder goes only to a unit that still owes a report, in the newest round that has fallen due and
is not done, on a working day, not too soon after the last one and not too often. `force` overrides
the day, the gap and the count, never “has reported” and never twice on one day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.model import State
from fedtrack.core.rounds import UNPLANNED, Round, Stage, plan_rounds, stage_of
from fedtrack.core.standing import Standing
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fedtrack.core.history import PastReminder
    from fedtrack.core.model import Deadline, Notice, ReminderRules
    from fedtrack.core.workdays import WorkCalendar

_HORIZON = 60  # days past the last round in which a put-off reminder is looked for


class Rule(StrEnum):
    """The rules in the order in which they are asked; the value is the reason that scripts see."""

    OPEN = "closed"
    OWES = "not_outstanding"
    ONCE_A_DAY = "reminded_today"
    WORKDAY = "day_off"
    ROUND = "no_round"
    GAP = "too_soon"
    MAXIMUM = "too_often"


class Verdict(Struct, frozen=True):
    """What one rule says of one unit."""

    rule: Rule
    passed: bool
    reason: Message


class Judgement(Struct, frozen=True):
    """What all rules together say: `planned` and `stage` are those of the reminder that would go out."""

    standing: Standing
    allowed: bool
    verdicts: tuple[Verdict, ...]
    planned: Round
    stage: Stage

    @property
    def obstacle(self) -> Verdict | None:
        """The first rule that stands in the way."""
        return None if self.allowed else next(verdict for verdict in self.verdicts if not verdict.passed)


class Policy:
    """The rules of one roster; rounds of a deadline are reckoned once.

    `elsewhere` is the day on which each unit was last reminded of another notice: the gap is kept
    between messages, whatever they are about.
    """

    def __init__(
        self, rules: ReminderRules, calendar: WorkCalendar, *, elsewhere: Mapping[str, date] | None = None
    ) -> None:
        self._rules = rules
        self._elsewhere = elsewhere if elsewhere is not None else {}
        self._calendar = calendar
        self._plans: dict[tuple[Deadline, date | None], tuple[Round, ...]] = {}

    def rounds(self, notice: Notice, standing: Standing) -> tuple[Round, ...]:
        """Return the unit's rounds, oldest first; an extension moves them."""
        return self._plan(standing.deadline, standing.extended_on or notice.issued)

    def current_round(self, notice: Notice, today: date) -> Round | None:
        """Return the newest round of the notice itself that has fallen due."""
        fallen = [planned for planned in self.rounds_of(notice) if planned.day <= today]
        return fallen[-1] if fallen else None

    def rounds_of(self, notice: Notice) -> tuple[Round, ...]:
        """Return the rounds of the notice itself, for units without an extension."""
        return self._plan(notice.deadline, notice.issued)

    def _plan(self, deadline: Deadline, learnt: date | None) -> tuple[Round, ...]:
        key = (deadline, learnt)
        if key not in self._plans:
            self._plans[key] = plan_rounds(self._rules, deadline, self._calendar, not_before=learnt)
        return self._plans[key]

    def judge(self, notice: Notice, standing: Standing, as_of: datetime, *, force: bool = False) -> Judgement:
        """Return whether the unit may be reminded at `as_of`, and why or why not."""
        today = as_of.date()
        rounds = self.rounds(notice, standing)
        fallen = [planned for planned in rounds if planned.day <= today]
        newest = fallen[-1] if fallen else None
        done = newest is not None and any(reminder.on >= newest.day for reminder in standing.reminders)
        refused = None if newest is None or done else _refusal(standing, newest)
        verdicts = (
            self._is_open(notice, today),
            _owes(standing),
            _not_yet_today(standing, today),
            self._is_workday(today),
            _refused(refused) if refused else _round_is_due(newest, rounds, today, done=done),
            self._gap_is_kept(standing, today),
            self._below_maximum(standing),
        )
        overridden = {Rule.WORKDAY, Rule.ROUND, Rule.GAP, Rule.MAXIMUM} if force else set()
        planned = newest if newest is not None and not done else Round(UNPLANNED, today)
        return Judgement(
            standing=standing,
            allowed=all(verdict.passed or verdict.rule in overridden for verdict in verdicts),
            verdicts=verdicts,
            planned=planned,
            stage=stage_of(rounds, standing.deadline, today, passed=standing.deadline.passed_at(as_of)),
        )

    def next_day(self, notice: Notice, standing: Standing, as_of: datetime) -> date | None:
        """Return the next day on which the unit would be reminded if nothing changes until then."""
        today = as_of.date()
        rounds = self.rounds(notice, standing)
        if not standing.outstanding or not rounds:
            return None
        last = max(today, rounds[-1].day) + timedelta(days=_HORIZON + self._rules.min_gap_days)
        day = today
        while day < last:
            day += timedelta(days=1)
            if self.judge(notice, standing, datetime.combine(day, time.max)).allowed:
                return day
        return None

    def next_of_all(self, notice: Notice, standings: Iterable[Standing], as_of: datetime) -> date | None:
        """Return the next day on which any of the units would be reminded.

        Units alike in all that the rules look at are asked once.
        """
        alike = {self._looked_at(standing): standing for standing in standings}
        days = (self.next_day(notice, standing, as_of) for standing in alike.values())
        return min((day for day in days if day is not None), default=None)

    def count_allowed(self, notice: Notice, standings: Iterable[Standing], as_of: datetime) -> int:
        """Return how many of the units may be reminded at `as_of`; alike units are judged once."""
        answers: dict[object, bool] = {}
        count = 0
        for standing in standings:
            key = self._looked_at(standing)
            if key not in answers:
                answers[key] = self.judge(notice, standing, as_of).allowed
            count += answers[key]
        return count

    def _looked_at(self, standing: Standing) -> object:
        """Return all of a standing that the rules look at."""
        days = tuple(reminder.on for reminder in standing.reminders)
        elsewhere = self._elsewhere.get(standing.unit.id)
        refused = tuple((one.round, one.due) for one in _refusals(standing))
        return standing.state, standing.deadline, standing.extended_on, days, elsewhere, refused

    def _is_open(self, notice: Notice, today: date) -> Verdict:
        if notice.open_on(today):
            return Verdict(Rule.OPEN, passed=True, reason=Message("the notice is open"))
        return Verdict(
            Rule.OPEN, passed=False, reason=Message("the notice was closed on {day}", day=notice.closed)
        )

    def _is_workday(self, today: date) -> Verdict:
        if self._calendar.is_workday(today):
            return Verdict(Rule.WORKDAY, passed=True, reason=Message("{day} is a working day", day=today))
        return Verdict(Rule.WORKDAY, passed=False, reason=Message("{day} is a day off", day=today))

    def _gap_is_kept(self, standing: Standing, today: date) -> Verdict:
        gap = self._rules.min_gap_days
        days = (standing.last_reminded_on, self._elsewhere.get(standing.unit.id))
        last = max((day for day in days if day is not None), default=None)
        if last is None:
            return Verdict(Rule.GAP, passed=True, reason=Message("never reminded until now"))
        passed = (today - last).days >= gap
        reason = (
            Message("last reminded on {day}, at least {gap} days ago", day=last, gap=gap)
            if passed
            else Message("last reminded on {day}, less than {gap} days ago", day=last, gap=gap)
        )
        return Verdict(Rule.GAP, passed=passed, reason=reason)

    def _below_maximum(self, standing: Standing) -> Verdict:
        count, most = len(standing.reminders), self._rules.max_per_notice
        return Verdict(
            Rule.MAXIMUM,
            passed=count < most,
            reason=Message("reminded {count} times, at most {most}", count=count, most=most),
        )


def _owes(standing: Standing) -> Verdict:
    if standing.state == State.EXCUSED:
        reason = Message("need not report")
    elif standing.reported:
        reason = Message("reported on {day}", day=standing.received_on)
    elif standing.state == State.RETURNED:
        reason = Message("the report was sent back and is awaited again")
    else:
        reason = Message("has not reported")
    return Verdict(Rule.OWES, passed=standing.outstanding, reason=reason)


def _not_yet_today(standing: Standing, today: date) -> Verdict:
    again = standing.last_reminded_on == today
    reason = Message("already reminded today") if again else Message("not reminded today")
    return Verdict(Rule.ONCE_A_DAY, passed=not again, reason=reason)


def _refusals(standing: Standing) -> list[PastReminder]:
    """Return the reminders that the server refused for good to the addresses that the unit has now."""
    return [one for one in standing.failed if one.final and one.to == standing.unit.email]


def _refusal(standing: Standing, planned: Round) -> PastReminder | None:
    """Return the refusal after which trying again in that round makes no sense, if there was one."""
    place = (planned.name, standing.deadline.due)
    return next((one for one in _refusals(standing) if (one.round, one.due) == place), None)


def _refused(refusal: PastReminder) -> Verdict:
    reason = Message(
        "the server refused its address on {day} ({reply}): mend it in units.toml, or call",
        day=refusal.on,
        reply=refusal.error,
    )
    return Verdict(Rule.ROUND, passed=False, reason=reason)


def _round_is_due(newest: Round | None, rounds: tuple[Round, ...], today: date, *, done: bool) -> Verdict:
    if newest is not None and not done:
        reason = Message("the round of {day} has fallen due and is not done", day=newest.day)
        return Verdict(Rule.ROUND, passed=True, reason=reason)
    coming = next((planned for planned in rounds if planned.day > today), None)
    if coming is not None:
        reason = Message("no round is due; the next falls on {day}", day=coming.day)
    else:
        reason = Message("no round is due, and none is to come")
    return Verdict(Rule.ROUND, passed=False, reason=reason)
