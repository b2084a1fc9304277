"""How the sending of reminders ended, as the ledger has it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fedtrack.core.entries import facts, read_payload
from fedtrack.core.history import failed_reminders
from fedtrack.core.payloads import Call, Delivery, ReminderState
from fedtrack.errors import LedgerDamagedError
from tests.builders import make_entry

ON = date(2020, 3, 18)


def test_the_words_for_what_became_of_a_reminder_are_kept() -> None:
    """Ledgers and scripts carry them."""
    assert [state.value for state in ReminderState] == ["drafted", "claimed", "sent", "failed", "unknown"]


def test_a_delivery_in_a_state_yet_unknown_is_damage() -> None:
    """Whether a unit was reminded must not be guessed from a word that this version does not know."""
    entry = make_entry(Delivery(ON, "x", ReminderState.SENT))
    strange = msgspec.structs.replace(entry, data={**entry.data, "state": "floating"})
    with pytest.raises(LedgerDamagedError, match="state"):
        read_payload(strange)


def test_only_what_no_server_took_has_failed() -> None:
    """Neither what was sent nor other entries; a note about the same reminder twice is one."""
    entries = [
        make_entry(Call(ON), number=1),
        make_entry(Delivery(ON, "a", ReminderState.FAILED), number=2),
        make_entry(Delivery(ON, "b", ReminderState.SENT), number=3),
        make_entry(Delivery(ON, "a", ReminderState.FAILED), number=4),
    ]
    assert failed_reminders(facts(entries)) == {"a"}
    assert failed_reminders([]) == frozenset()
