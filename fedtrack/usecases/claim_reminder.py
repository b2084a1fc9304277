"""Claim reminders in the ledger before they are sent, and write down how each ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry
from fedtrack.core.outbox import claim_reminder
from fedtrack.core.payloads import GIVEN_UP, Delivery, Kind, ReminderState
from fedtrack.errors import Message
from fedtrack.usecases.plan_reminders import Skipped
from fedtrack.usecases.skip_reasons import CHANGED, DAILY_LIMIT, limit_reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from fedtrack.core.entries import Entry
    from fedtrack.usecases.plan_reminders import Asked, Prepared, ReminderRun
    from fedtrack.usecases.ports import Answer, Ledger, Pen


class ClaimDesk:
    """Where the messages of one run are claimed, one by one."""

    def __init__(self, run: ReminderRun, asked: Asked, ledger: Ledger) -> None:
        self._run = run
        self._asked = asked
        self._ledger = ledger
        self._book = _Book(run.day)

    def claim(self, prepared: Prepared) -> Entry | Skipped:
        """Enter the reminder as about to be sent, unless the rules now say otherwise.

        A report may have come in since the plan was made, or another fedtrack was first.
        """
        message, standing = prepared.message, prepared.standing
        limit = self._run.mail.daily_limit
        with self._ledger.writing() as pen:
            self._book.read_on(pen)
            now = self._run.look_again(standing.unit, self._book.of(message.unit), self._asked)
            if isinstance(now, Skipped):
                return now
            planned = (message.round, message.due, prepared.resends)
            if (now.message.round, now.message.due, now.resends) != planned:
                return Skipped(now.standing, CHANGED, Message("changed since; the next run looks again"))
            if len(self._book.sent) >= limit:
                return Skipped(now.standing, DAILY_LIMIT, limit_reached(limit))
            given_up = [
                NewEntry(
                    message.notice,
                    message.unit,
                    Delivery(self._run.day, entry, ReminderState.FAILED, error=GIVEN_UP),
                )
                for entry in prepared.resends
            ]
            self._book.add(pen.append(given_up))
            own = self._book.of(message.unit)
            (entry,) = pen.append([claim_reminder(message, ReminderState.CLAIMED, own)])
            self._book.add([entry])
        return entry

    def confirm(self, claimed: Entry, answer: Answer, *, sent: bool) -> None:
        """Write down how the sending of a claimed reminder ended."""
        delivery = Delivery(
            on=self._run.day,
            reminder=claimed.id,
            state=ReminderState.SENT if sent else ReminderState.FAILED,
            error=answer.reply,
            refused=answer.refused,
            final=answer.final,
        )
        with self._ledger.writing() as pen:
            self._book.read_on(pen)  # first: what others wrote meanwhile comes before our own line
            self._book.add(pen.append([NewEntry(claimed.notice, claimed.unit, delivery)]))


class _Book:
    """The ledger's entries, read on from where the reading last ended."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._last = ""
        self._by_unit: dict[str, list[Entry]] = {}
        self.sent: set[str] = set()
        """The reminders that went out on the day, or may have."""

    def read_on(self, pen: Pen) -> None:
        """Take in what was added since, by whomever."""
        self.add(pen.entries(after=self._last))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in these entries, which come right after those that are known."""
        for entry in entries:
            self._last = entry.id
            self._by_unit.setdefault(entry.unit, []).append(entry)
            # asked of the raw data: one that cannot be understood may have been taken back
            state, on = entry.data.get("state"), entry.data.get("on")
            if entry.kind == Kind.REMINDER and state == ReminderState.CLAIMED and on == self._day.isoformat():
                self.sent.add(entry.id)
            elif entry.kind == Kind.DELIVERY and state == ReminderState.FAILED:
                self.sent.discard(str(entry.data.get("reminder")))

    def of(self, unit: str) -> Sequence[Entry]:
        """Return the entries of a unit, of every notice."""
        return self._by_unit.get(unit, ())
