"""A clerk who reminds, day after day, with everything in memory; and short ways to see what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from fedtrack.core.entries import Entry, read_payload
from fedtrack.core.model import Notice, Roster, Unit
from fedtrack.core.payloads import Reminder
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.draft_reminders import draft_reminders
from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
from tests.fakes.edges import FakeDrafts, FakeWording
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import march


class ReminderDesk:
    """Where reminders are planned and drafted."""

    def __init__(self, roster: Roster, notice: Notice, units: Sequence[Unit]) -> None:
        self.roster, self.notice, self.units = roster, notice, units
        self.ledger, self.drafts, self.wording = FakeLedger(), FakeDrafts(), FakeWording()

    def run(self, day: int) -> ReminderRun:
        return ReminderRun(
            self.roster,
            self.notice,
            as_of=march(day),
            calendar=WorkCalendar(),
            wording=self.wording,
        )

    def draft(self, day: int, *, force: bool = False) -> Reminding:
        return draft_reminders(
            self.run(day), self.units, Asked(force=force), ledger=self.ledger, drafts=self.drafts
        )

    def preview(self, day: int, asked: Asked | None = None) -> Reminding:
        return self.run(day).preview(self.units, self.ledger.entries(), asked or Asked())


def reminded(reminding: Reminding) -> list[tuple[str, str, bool]]:
    """Return unit, round and whether it is new, of every mail."""
    return [(one.message.unit, one.message.round, one.new) for one in reminding.reminders]


def skipped(reminding: Reminding) -> dict[str, str]:
    """Return why each of the others gets none."""
    return {one.standing.unit.id: one.reason for one in reminding.skipped}


def reminder_of(entry: Entry) -> Reminder:
    """Return the reminder that the entry says was written."""
    read = read_payload(entry)
    assert isinstance(read, Reminder)
    return read
