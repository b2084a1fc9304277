"""What may go out, reckoned from what is in the ledger: claims, and how many a day has had.

A reminder is claimed under a key that a ledger holds once. So of two processes, or of a process and
the one that was killed before it, only one can send a unit its round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import NewEntry, facts, live_entries
from fedtrack.core.history import failed_reminders
from fedtrack.core.payloads import Kind, Reminder, ReminderState
from fedtrack.core.rounds import UNPLANNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from fedtrack.core.entries import Entry
    from fedtrack.core.message import ReminderMessage


def claim_reminder(
    message: ReminderMessage, state: ReminderState, entries: Iterable[Entry], *, stopped: bool = False
) -> NewEntry:
    """Return the ledger's line for a reminder; `entries` are all those of its unit and notice.

    A draft is `stopped` where it takes the place of a mail. A reminder that was taken back, or that no server
    took, frees its round: the claim counts those.
    """
    payload = Reminder(
        on=message.day,
        round=message.round,
        due=message.due,
        stage=message.stage,
        state=state,
        to=message.to,
        cc=message.cc,
        subject=message.subject,
        message_id=message.message_id,
        stopped=stopped,
    )
    own = [entry for entry in entries if (entry.notice, entry.unit) == (message.notice, message.unit)]
    name = f"{message.round}/{message.day}" if message.round == UNPLANNED else message.round
    claim = f"{message.notice}/{message.unit}/{message.due}/{name}/{_freed(own, message.round)}"
    return NewEntry(message.notice, message.unit, payload, claim)


def _freed(own: Sequence[Entry], planned: str) -> int:
    """Return how many reminders of the round no longer hold it."""
    live = live_entries(own)
    holding = {entry.id for entry in live} - failed_reminders(facts(live))
    # asked of the raw data: what was taken back may be what could not be understood
    return sum(
        entry.kind == Kind.REMINDER and entry.data.get("round") == planned and entry.id not in holding
        for entry in own
    )


def count_sent(entries: Sequence[Entry], day: date) -> int:
    """Return how many messages went out on a day, or may have gone out, whatever their notice."""
    told = list(facts(live_entries(entries)))
    failed = failed_reminders(told)
    return sum(
        isinstance(payload, Reminder)
        and payload.state == ReminderState.CLAIMED
        and payload.on == day
        and entry.id not in failed
        for entry, payload in told
    )
