"""Plan the sending of reminders, and refuse to send again what is not in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Unit
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
    from fedtrack.usecases.ports import Ledger


def plan_sending(run: ReminderRun, units: Sequence[Unit], asked: Asked, *, ledger: Ledger) -> Reminding:
    """Return what would be sent; raises UsageError for a unit to resend that has nothing unconfirmed."""
    entries = ledger.entries()
    again = [unit for unit in units if unit.id in asked.resend]
    confirmed = tuple(
        standing.unit.name
        for standing in run.standings(again, entries)
        if standing.outstanding and not standing.unconfirmed
    )
    if confirmed:
        raise UsageError(
            Message("no reminder of {units} is unconfirmed; nothing was sent", units=confirmed),
            fix=Message("--resend is only for reminders that `fedtrack status` shows as unknown"),
        )
    return run.preview(units, entries, asked)
