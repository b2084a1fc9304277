"""Remind the units that the rules allow today, by drafts that the clerk sends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.entries import Kind, NewEntry, Reminder, live_entries
from fedtrack.core.message import ReminderMessage, build_message, unit_values
from fedtrack.core.model import Notice
from fedtrack.core.policy import Judgement, Policy, Rule
from fedtrack.core.rounds import UNPLANNED, Round, Stage
from fedtrack.core.standing import Standing, build_standings, last_reminded, rounds_done
from fedtrack.core.summary import most_reported
from fedtrack.errors import InputError, Message
from fedtrack.usecases.ports import Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
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
        self._calendar = calendar
        self._policy = Policy(roster.reminders, calendar)
        self._wording = wording
        self._most_reported = False

    def preview(self, units: Sequence[Unit], entries: Sequence[Entry], *, force: bool) -> Reminding:
        """Return what a run would do, without doing it; `entries` are those of all notices."""
        elsewhere = last_reminded(entries, self._as_of.date(), but=self._notice.id)
        self._policy = Policy(self._roster.reminders, self._calendar, elsewhere=elsewhere)
        entries = [entry for entry in entries if entry.notice == self._notice.id]
        everyone = build_standings(self._notice, self._roster.expected(self._notice), entries, self._as_of)
        self._most_reported = most_reported(everyone)
        asked = {unit.id for unit in units}
        standings = [standing for standing in everyone if standing.unit.id in asked]
        done = rounds_done(entries)
        decided = [self._decide(standing, done, force=force) for standing in standings]
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
            entries = pen.entries()
            plan = self.preview(units, entries, force=force)
            reminders = tuple(replace(one, draft=drafts.put(one.message)) for one in plan.reminders)
            skipped = tuple(
                replace(one, draft=drafts.put(one.message)) if one.message else one for one in plan.skipped
            )
            new = [one.message for one in reminders if one.new]
            new += [one.message for one in skipped if one.new and one.message]
            pen.append([self._entry(message, entries) for message in new])
        return replace(plan, reminders=reminders, skipped=skipped)

    def _decide(
        self, standing: Standing, done: Collection[tuple[str, date, str]], *, force: bool
    ) -> Reminded | Skipped:
        judgement = self._policy.judge(self._notice, standing, self._as_of, force=force)
        earlier = self._drafted_today(judgement)
        obstacle = judgement.obstacle
        if earlier is None and obstacle is not None:
            return Skipped(standing, obstacle.rule, obstacle.reason)
        if earlier is None and (standing.unit.id, standing.deadline.due, judgement.planned.name) in done:
            # noted under a later day: --today was set back
            return Skipped(standing, Rule.ROUND, Message("this round is done already"))
        message, new = self._message(earlier or judgement), earlier is None
        if earlier is not None:  # as it was drafted, whatever was mended in units.toml since
            drafted = next(
                one for one in standing.reminders if one.on == message.day and one.state == DRAFTED
            )
            message = replace(message, to=drafted.to, subject=drafted.subject)
        if not message.to:
            return Skipped(standing, NO_EMAIL, Message("no e-mail address"), message, new)
        return Reminded(message, new)

    def _drafted_today(self, judgement: Judgement) -> Judgement | None:
        """Return the judgement under which a draft was made earlier today, so that it can be shown again.

        Not where the unit has reported or was given longer since, or the notice was closed.
        """
        today, standing = self._as_of.date(), judgement.standing
        if not standing.outstanding or not self._notice.open_on(today):
            return None
        for reminder in standing.reminders:
            known = reminder.stage in set(Stage)
            if known and (reminder.on, reminder.due, reminder.state) == (
                today,
                standing.deadline.due,
                DRAFTED,
            ):
                return replace(judgement, planned=Round(reminder.round, today), stage=Stage(reminder.stage))
        return None

    def _message(self, judgement: Judgement) -> ReminderMessage:
        federation, day = self._roster.federation, self._as_of.date()
        values = unit_values(federation, self._notice, judgement, day, most_reported=self._most_reported)
        words = self._wording.say(f"email-{judgement.stage}", values)
        return build_message(federation, self._notice, judgement, words, day)

    def _entry(self, message: ReminderMessage, entries: Sequence[Entry]) -> NewEntry:
        """Return the ledger's line; its claim lets no second writer add the same reminder.

        A reminder that was taken back frees its round, so the claim counts those.
        """
        live = {entry.id for entry in live_entries(entries)}
        taken_back = sum(
            entry.kind == Kind.REMINDER
            and (entry.notice, entry.unit) == (message.notice, message.unit)
            and entry.data.get("round") == message.round
            and entry.id not in live
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
        name = f"{message.round}/{message.day}" if message.round == UNPLANNED else message.round
        claim = f"{message.notice}/{message.unit}/{message.due}/{name}/{taken_back}"
        return NewEntry(message.notice, message.unit, payload, claim)
