"""Plan the sending of reminders, and refuse to send again what is not in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Unit
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
    from fedtrack.usecases.ports import Ledger

_LONG_PAST = 60  # days after which nobody is mailed about a notice unasked


def plan_sending(run: ReminderRun, units: Sequence[Unit], asked: Asked, *, ledger: Ledger) -> Reminding:
    """Return what would be sent, by a ledger that is whole: a report missing in it would be reminded of.

    Raises LedgerDamagedError, and UsageError for a unit to resend that has nothing unconfirmed.
    """
    ledger.verify()
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
    _refuse_long_past(run, units, entries, asked)
    return run.preview(units, entries, asked)


def _refuse_long_past(
    run: ReminderRun, units: Sequence[Unit], entries: Sequence[Entry], asked: Asked
) -> None:
    """Raise UsageError where everything was due so long ago that the notice was forgotten open."""
    ends = [one.deadline.due for one in run.standings(units, entries) if one.outstanding]
    open_still = run.notice.open_on(run.day)
    if ends and open_still and not asked.force and (run.day - max(ends)).days > _LONG_PAST:
        raise UsageError(
            Message("the notice {notice} was due on {day}, long ago", notice=run.notice.id, day=max(ends)),
            where="units.toml",
            fix=Message("write closed = DATE under it; add --force if mails about it must still go out"),
        )
