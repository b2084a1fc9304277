"""Plan the sending of reminders, and refuse to send again what is not in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.payloads import Kind
from fedtrack.errors import LedgerError, Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Unit
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
    from fedtrack.usecases.ports import Ledger, SentCopies

_LEFT_BY_KILLS = 3  # units of which a copy may lie there without an entry: runs that were killed in between
_LONG_PAST = 60  # days after which nobody is mailed about a notice unasked


def plan_sending(
    run: ReminderRun, units: Sequence[Unit], asked: Asked, *, ledger: Ledger, copies: SentCopies
) -> Reminding:
    """Return what would be sent, by a ledger that is whole: a report missing in it would be reminded of.

    Raises LedgerError for one that is damaged, or older than the copies of what was sent, and UsageError
    for a unit to resend that has nothing unconfirmed.
    """
    ledger.verify()
    entries = ledger.entries()
    _refuse_older_ledger(entries, copies, run.notice.id)
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


def _refuse_older_ledger(entries: Sequence[Entry], copies: SentCopies, notice: str) -> None:
    """Raise LedgerError where mails went out of which the ledger does not know: a backup was put back."""
    known = {
        (entry.data.get("on"), entry.unit)
        for entry in entries
        if entry.kind == Kind.REMINDER and entry.notice == notice
    }
    unknown = copies.mailed(notice) - known
    if len({unit for _day, unit in unknown}) > _LEFT_BY_KILLS:
        raise LedgerError(
            Message("sent/ has {count} mails of which the ledger does not know", count=len(unknown)),
            where="fedtrack.db",
            fix=Message(
                "it may be an older copy: bring the newer entries in with `fedtrack import-ledger FILE`; "
                "if the mails are another's, move sent/ elsewhere"
            ),
        )


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
