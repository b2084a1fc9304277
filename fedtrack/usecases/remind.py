"""Remind the units that the rules allow today, by drafts that the clerk sends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.entries import Kind, NewEntry, Reminder
from fedtrack.core.message import ReminderMessage, build_message, unit_values
from fedtrack.core.model import Notice
from fedtrack.core.policy import Judgement, Policy
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing, build_standings
from fedtrack.core.summary import most_reported
from fedtrack.errors import InputError, Message
from fedtrack.usecases.ports import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Drafts, Ledger, Wording

NO_EMAIL = "no_email"
DRAFTED = "drafted"


class Reminded(Struct, frozen=True):
    """One reminder: where its draft lies (nowhere in a dry run), and whether it is new today."""

    message: ReminderMessage
    new: bool
    draft: Draft | None = None


class Skipped(Struct, frozen=True):
    """One unit that gets no mail; `reason` is for scripts, `why` for people.

    `message` is what would be said to a unit that only lacks an address, for pasting elsewhere.
    """

    standing: Standing
    reason: str
    why: Message
    message: ReminderMessage | None = None
    draft: Draft | None = None


class Reminding(Struct, frozen=True):
    """All that a run did, or would do; `round` is the newest of the notice that has fallen due."""

    notice: Notice
    round: str | None
    reminders: tuple[Reminded, ...]
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
        self._notice = notice
        self._as_of = as_of
        self._policy = Policy(roster.reminders, calendar)
        self._wording = wording
        self._most_reported = False

    def preview(self, units: Sequence[Unit], entries: Sequence[Entry], *, force: bool) -> Reminding:
        """Return what a run would do, without doing it."""
        everyone = build_standings(self._notice, self._roster.expected(self._notice), entries, self._as_of)
        self._most_reported = most_reported(everyone)
        asked = {unit.id for unit in units}
        standings = [standing for standing in everyone if standing.unit.id in asked]
        decided = [self._decide(standing, force=force) for standing in standings]
        current = self._policy.current_round(self._notice, self._as_of.date())
        return Reminding(
            notice=self._notice,
            round=current.name if current else None,
            reminders=tuple(one for one in decided if isinstance(one, Reminded)),
            skipped=tuple(one for one in decided if isinstance(one, Skipped)),
            next_day=self._policy.next_of_all(self._notice, standings, self._as_of),
        )

    def draft(self, units: Sequence[Unit], *, force: bool, ledger: Ledger, drafts: Drafts) -> Reminding:
        """Write a draft for each unit that the rules allow, and note it in the ledger.

        The drafts lie there before the ledger says so: a crash between the two leaves drafts that the
        next run finds, never a note without a draft.
        """
        with ledger.writing() as pen:
            entries = pen.entries(self._notice.id)
            plan = self.preview(units, entries, force=force)
            reminders = tuple(replace(one, draft=drafts.put(one.message)) for one in plan.reminders)
            skipped = tuple(
                replace(one, draft=drafts.put(one.message)) if one.message else one for one in plan.skipped
            )
            pen.append([self._entry(one.message, entries) for one in reminders if one.new])
        return replace(plan, reminders=reminders, skipped=skipped)

    def _decide(self, standing: Standing, *, force: bool) -> Reminded | Skipped:
        judgement = self._policy.judge(self._notice, standing, self._as_of, force=force)
        earlier = self._drafted_today(judgement)
        if earlier is not None:
            return Reminded(self._message(earlier), new=False)
        obstacle = judgement.obstacle
        if obstacle is not None:
            return Skipped(standing, obstacle.rule, obstacle.reason)
        message = self._message(judgement)
        if not standing.unit.email:
            return Skipped(standing, NO_EMAIL, Message("no e-mail address"), message)
        return Reminded(message, new=True)

    def _drafted_today(self, judgement: Judgement) -> Judgement | None:
        """Return the judgement under which a draft was made earlier today, so that it can be shown again.

        Not where the unit has reported or was given longer since, or the notice was closed.
        """
        today, standing = self._as_of.date(), judgement.standing
        if not standing.outstanding or not self._notice.open_on(today):
            return None
        for reminder in standing.reminders:
            if (reminder.on, reminder.due, reminder.state) == (today, standing.deadline.due, DRAFTED):
                return replace(judgement, planned=Round(reminder.round, today), stage=Stage(reminder.stage))
        return None

    def _message(self, judgement: Judgement) -> ReminderMessage:
        federation, day = self._roster.federation, self._as_of.date()
        values = unit_values(federation, self._notice, judgement, day, most_reported=self._most_reported)
        words = self._wording.say(f"email-{judgement.stage}", values)
        return build_message(federation, self._notice, judgement, words, day)

    def _entry(self, message: ReminderMessage, entries: Sequence[Entry]) -> NewEntry:
        """Return the ledger's line; its claim lets no second writer add the same reminder.

        A reminder that was taken back frees its round, so the claim counts the earlier ones.
        """
        earlier = sum(
            entry.kind == Kind.REMINDER
            and entry.unit == message.unit
            and entry.data.get("round") == message.round
            for entry in entries
        )
        payload = Reminder(
            on=message.day,
            round=message.round,
            due=message.due,
            stage=message.stage,
            state=DRAFTED,
            to=message.to,
            cc=message.cc,
            subject=message.subject,
            message_id=message.message_id,
        )
        claim = f"{message.notice}/{message.unit}/{message.due}/{message.round}/{earlier}"
        return NewEntry(message.notice, message.unit, payload, claim)
