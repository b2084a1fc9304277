"""Draft reminders: a mail to open and send, a text to paste, and a line in the ledger for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.outbox import claim_reminder
from fedtrack.core.payloads import ReminderState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Unit
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
    from fedtrack.usecases.ports import Drafts, Ledger


def draft_reminders(
    run: ReminderRun,
    units: Sequence[Unit],
    asked: Asked,
    *,
    ledger: Ledger,
    drafts: Drafts,
    stopped: bool = False,
) -> Reminding:
    """Write a draft for each unit that the rules allow, and note it in the ledger.

    They are `stopped` where they take the place of mails that the server would not have.

    The drafts lie there before the ledger says so: a crash between the two leaves drafts that the
    next run finds, never a note without a draft. Raises LedgerDamagedError before anything is written.
    """
    ledger.verify()
    with ledger.writing() as pen:
        entries = pen.entries()
        plan = run.preview(units, entries, asked)
        reminders = tuple(
            replace(one, draft=drafts.put(one.message), state=ReminderState.DRAFTED) for one in plan.reminders
        )
        skipped = tuple(
            replace(one, draft=drafts.put(one.message)) if one.message else one for one in plan.skipped
        )
        new = [one.message for one in reminders if one.new]
        new += [one.message for one in skipped if one.new and one.message]
        by_unit: dict[str, list[Entry]] = {}
        for entry in entries:
            by_unit.setdefault(entry.unit, []).append(entry)
        pen.append(
            [
                claim_reminder(one, ReminderState.DRAFTED, by_unit.get(one.unit, ()), stopped=stopped)
                for one in new
            ]
        )
    return replace(plan, reminders=reminders, skipped=skipped)
