"""Plan the reminders of a notice: who gets one today and in what words, who does not and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.history import last_reminded, rounds_done
from fedtrack.core.message import EMAIL, ReminderMessage, build_message, unit_values
from fedtrack.core.model import Notice
from fedtrack.core.outbox import count_sent
from fedtrack.core.payloads import ReminderState
from fedtrack.core.policy import Judgement, Policy, Rule
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing, build_standings
from fedtrack.core.summary import most_reported
from fedtrack.errors import Fault, InputError, Message
from fedtrack.usecases.ports import Draft
from fedtrack.usecases.skip_reasons import (
    DAILY_LIMIT,
    DRAFTED_TODAY,
    NO_EMAIL,
    ROUND_DONE,
    UNKNOWN,
    UNSENT,
    WITHOUT_EMAIL,
    limit_reached,
    not_confirmed,
    not_sent,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Wording


class Asked(Struct, frozen=True):
    """What the clerk asked for: `resend` are the units whose unconfirmed reminder is sent once more."""

    force: bool = False
    sending: bool = False
    resend: frozenset[str] = frozenset()


class Prepared(Struct, frozen=True):
    """One reminder by mail, and after the run what became of it.

    `new` unless it was drafted earlier today; `resends` are the entries that it replaces; `copy` is
    where what was sent lies; `fault` says why it did not go out, or that nobody knows.
    """

    standing: Standing
    message: ReminderMessage
    new: bool
    resends: tuple[str, ...] = ()
    state: ReminderState | None = None
    draft: Draft | None = None
    copy: str | None = None
    fault: Fault | None = None
    refused: tuple[str, ...] = ()


class Skipped(Struct, frozen=True):
    """One unit that gets no mail; `reason` is for scripts, `why` for people.

    A unit that only lacks an address gets a text to paste elsewhere: `message`, which is `new` or was
    written earlier today. It is a reminder like the mails, and noted as one.
    """

    standing: Standing
    reason: str
    why: Message
    message: ReminderMessage | None = None
    new: bool = False
    draft: Draft | None = None


class Reminding(Struct, frozen=True):
    """All that a run did, or would do; `round` is the newest of the notice that has fallen due."""

    notice: Notice
    round: str | None
    reminders: tuple[Prepared, ...]
    skipped: tuple[Skipped, ...]
    next_day: date | None = None


class ReminderRun:
    """The reminders of one notice on one day."""

    def __init__(
        self, roster: Roster, notice: Notice, *, as_of: datetime, calendar: WorkCalendar, wording: Wording
    ) -> None:
        if not roster.federation.email:
            raise InputError(
                Message("the federation has no e-mail address that units could answer to"),
                where="units.toml",
                fix=Message('write email = "…" under [federation]'),
            )
        self._roster = roster
        self._as_of = as_of
        self._wording = wording
        self._most_reported = False
        self._elsewhere: dict[str, date] = {}
        self._policy = Policy(roster.reminders, calendar, elsewhere=self._elsewhere)
        self.notice = notice
        self.mail = roster.mail

    @property
    def day(self) -> date:
        """The day of the run, under which its reminders are entered."""
        return self._as_of.date()

    def preview(self, units: Sequence[Unit], entries: Sequence[Entry], asked: Asked) -> Reminding:
        """Return what a run would do, without doing it; `entries` are those of all notices.

        When it is to send, no more than what the day has left to send; those who had the fewest
        reminders go first.
        """
        own = self._own(entries)
        everyone = self.standings(self._roster.expected(self.notice), own)
        self._elsewhere.clear()
        self._elsewhere.update(last_reminded(entries, self.day, but=self.notice.id))
        self._most_reported = most_reported(everyone)
        chosen = {unit.id for unit in units}
        standings = [standing for standing in everyone if standing.unit.id in chosen]
        done = rounds_done(own)
        decided = [self._decide(standing, done, asked) for standing in standings]
        if asked.sending:
            decided = self._within_limit(decided, standings, entries)
        current = self._policy.current_round(self.notice, self.day)
        return Reminding(
            notice=self.notice,
            round=current.name if current else None,
            reminders=tuple(one for one in decided if isinstance(one, Prepared)),
            skipped=tuple(one for one in decided if isinstance(one, Skipped)),
            next_day=self._policy.next_of_all(self.notice, standings, self._as_of),
        )

    def standings(self, units: Sequence[Unit], entries: Sequence[Entry]) -> tuple[Standing, ...]:
        """Return how the units stand; `entries` may be those of all notices."""
        return build_standings(self.notice, units, self._own(entries), self._as_of)

    def _own(self, entries: Sequence[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.notice == self.notice.id]

    def look_again(self, unit: Unit, entries: Sequence[Entry], asked: Asked) -> Prepared | Skipped:
        """Return what the rules say of one unit now; `entries` are all of its own, of every notice."""
        self._elsewhere.pop(unit.id, None)
        self._elsewhere.update(last_reminded(entries, self.day, but=self.notice.id))
        (standing,) = self.standings([unit], entries)
        return self._decide(standing, rounds_done(self._own(entries)), asked)

    def _within_limit(
        self, decided: Sequence[Prepared | Skipped], standings: Sequence[Standing], entries: Sequence[Entry]
    ) -> list[Prepared | Skipped]:
        """Return the decisions with those put off for which today's `daily_limit` has no room."""
        limit = self.mail.daily_limit
        room = max(0, limit - count_sent(entries, self.day))
        waiting = [
            (len(standing.reminders), position)
            for position, (one, standing) in enumerate(zip(decided, standings, strict=True))
            if isinstance(one, Prepared)
        ]
        late = {position for _, position in sorted(waiting)[room:]}
        return [
            Skipped(standings[position], DAILY_LIMIT, limit_reached(limit)) if position in late else one
            for position, one in enumerate(decided)
        ]

    def _decide(
        self, standing: Standing, done: Collection[tuple[str, date, str]], asked: Asked
    ) -> Prepared | Skipped:
        resends: tuple[str, ...] = ()
        force = asked.force
        if standing.unit.id in asked.resend:
            resends = tuple(one.entry for one in standing.unconfirmed)
            standing = replace(
                standing, reminders=tuple(one for one in standing.reminders if one.entry not in resends)
            )
            done, force = set(), True
        judgement = self._policy.judge(self.notice, standing, self._as_of, force=force)
        earlier = None if asked.sending else self._drafted_today(judgement)
        if earlier is None:
            obstacle = self._obstacle(judgement, done)
            if obstacle is not None:
                return obstacle
        if asked.sending and not standing.unit.email:
            return Skipped(standing, NO_EMAIL, WITHOUT_EMAIL)
        message, new = self._message(earlier or judgement), earlier is None
        if earlier is not None:  # as it was drafted, whatever was mended in units.toml since
            drafted = next(one for one in standing.reminders if self._is_draft_of_today(one.on, one.state))
            message = replace(message, to=drafted.to, subject=drafted.subject)
        if not message.to:
            return Skipped(standing, NO_EMAIL, WITHOUT_EMAIL, message, new)
        return Prepared(standing, message, new, resends)

    def _obstacle(self, judgement: Judgement, done: Collection[tuple[str, date, str]]) -> Skipped | None:
        """Return why the unit is not reminded now, or None."""
        standing, obstacle = judgement.standing, judgement.obstacle
        if obstacle is None:
            if (standing.unit.id, standing.deadline.due, judgement.planned.name) not in done:
                return None
            # noted under a later day: --today was set back
            return Skipped(standing, Rule.ROUND, ROUND_DONE)
        if standing.unconfirmed and obstacle.rule in {Rule.ONCE_A_DAY, Rule.ROUND, Rule.GAP}:
            return Skipped(standing, UNKNOWN, not_confirmed(standing))
        if standing.unsent and obstacle.rule in {Rule.ONCE_A_DAY, Rule.ROUND, Rule.GAP}:
            return Skipped(standing, UNSENT, not_sent(standing))
        drafted = any(self._is_draft_of_today(one.on, one.state) for one in standing.reminders)
        if obstacle.rule == Rule.ONCE_A_DAY and drafted:
            return Skipped(standing, obstacle.rule, DRAFTED_TODAY)
        return Skipped(standing, obstacle.rule, obstacle.reason)

    def _is_draft_of_today(self, on: date, state: str) -> bool:
        return on == self.day and state == ReminderState.DRAFTED

    def _drafted_today(self, judgement: Judgement) -> Judgement | None:
        """Return the judgement under which a draft was made earlier today, so that it can be shown again.

        Not where the unit has reported or was given longer since, or the notice was closed.
        """
        standing = judgement.standing
        if not standing.outstanding or not self.notice.open_on(self.day):
            return None
        for reminder in standing.reminders:
            known = reminder.stage in set(Stage) and reminder.due == standing.deadline.due
            if known and self._is_draft_of_today(reminder.on, reminder.state):
                planned = Round(reminder.round, self.day)
                return replace(judgement, planned=planned, stage=Stage(reminder.stage))
        return None

    def _message(self, judgement: Judgement) -> ReminderMessage:
        federation = self._roster.federation
        values = unit_values(federation, self.notice, judgement, self.day, most_reported=self._most_reported)
        words = self._wording.say(f"{EMAIL}-{judgement.stage}", values)
        return build_message(federation, self.notice, judgement, words, self.day)
