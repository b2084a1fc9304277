"""Mails of ours that came back are noted once, and what they mean for the reminders."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import Arrival, Machine
from fedtrack.core.entries import Entry, read_payload
from fedtrack.core.model import Roster
from fedtrack.core.payloads import Bounce, Delivery, Reminder, ReminderState, Retraction
from fedtrack.core.standing import build_standings
from fedtrack.usecases.note_bounces import note_bounces
from tests.builders import make_roster, make_unit
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import CAME, a_bounce, a_mail
from tests.usecases.desk import BrokenLedger, a_reminder, march, put

ADDRESSES = ("a@qinghe.example", "B@qinghe.example")
ORIGINAL = "<fedtrack.2020-38.baishi.20200318@qinghe.example>"


def note(roster: Roster, ledger: FakeLedger, *arrivals: Arrival, day: int = 20) -> tuple[Entry, ...]:
    return note_bounces(arrivals, roster=roster, ledger=ledger, today=march(day).date())


def a_sent_reminder(ledger: FakeLedger, **fields: object) -> Entry:
    """Write down that a mail went to a unit."""
    claimed = replace(a_reminder(18), state=ReminderState.CLAIMED, to=ADDRESSES, message_id=ORIGINAL)
    entry = put(ledger, replace(claimed, **fields))
    put(ledger, Delivery(on=march(18).date(), reminder=entry.id, state=ReminderState.SENT))
    return entry


def failures(entries: Sequence[Entry]) -> list[Delivery]:
    payloads = [read_payload(entry) for entry in entries]
    return [one for one in payloads if isinstance(one, Delivery) and one.state == ReminderState.FAILED]


def test_an_address_that_is_bad_is_noted_for_its_unit(roster: Roster, ledger: FakeLedger) -> None:
    """On the day on which that came to us; its reason in one line."""
    (entry,) = note(roster, ledger, a_bounce(1, "A@QINGHE.example", original=ORIGINAL))
    assert (entry.notice, entry.unit) == ("", "baishi")
    assert read_payload(entry) == Bounce(
        on=CAME.date(),
        address="a@qinghe.example",
        reason="550 no such user",
        message_id=ORIGINAL,
        source="1.eml",
        arrival="mail:<1@mx>",
    )


def test_each_mail_is_noted_once(roster: Roster, ledger: FakeLedger) -> None:
    bounce = a_bounce(1, *ADDRESSES)
    assert len(note(roster, ledger, bounce)) == 2
    assert note(roster, ledger, bounce) == ()


def test_one_that_was_taken_back_is_not_noted_again(roster: Roster, ledger: FakeLedger) -> None:
    """The clerk knows better, as when the mailbox was only full."""
    (entry,) = note(roster, ledger, a_bounce(1, ADDRESSES[0]))
    put(ledger, Retraction(on=march(19).date(), entry=entry.id))
    assert note(roster, ledger, a_bounce(1, ADDRESSES[0])) == ()


def test_nothing_that_came_back_needs_no_ledger(roster: Roster) -> None:
    """Other mail, and mail of ours that is only late."""
    late = a_bounce(1, *ADDRESSES, machine=Machine.DELAY)
    assert note(roster, BrokenLedger(AssertionError()), late, a_mail().arrival) == ()


def test_addresses_of_nobody_are_passed_over(roster: Roster, ledger: FakeLedger) -> None:
    assert note(roster, ledger, a_bounce(1, "x@elsewhere.example")) == ()
    assert ledger.lines == []


def test_an_address_that_two_units_share_is_bad_for_both(ledger: FakeLedger) -> None:
    roster = make_roster([make_unit("heishi", email=("a@q.example",)), make_unit(email=("a@q.example",))])
    assert [entry.unit for entry in note(roster, ledger, a_bounce(1, "a@q.example"))] == ["baishi", "heishi"]


@pytest.mark.parametrize("received", [None, CAME.replace(day=25)], ids=["no day", "a day to come"])
def test_it_is_never_noted_for_a_day_to_come(roster: Roster, ledger: FakeLedger, received: object) -> None:
    (entry,) = note(roster, ledger, a_bounce(1, ADDRESSES[0], received=received))
    payload = read_payload(entry)
    assert isinstance(payload, Bounce)
    assert payload.on == march(20).date()


def test_a_reminder_that_reached_nobody_failed(roster: Roster, ledger: FakeLedger) -> None:
    """Once all its addresses came back, be it in two mails; its round is done again."""
    reminder = a_sent_reminder(ledger)
    assert failures(note(roster, ledger, a_bounce(1, ADDRESSES[0], original=ORIGINAL))) == []
    (failed,) = failures(note(roster, ledger, a_bounce(2, ADDRESSES[1], original=ORIGINAL), day=21))
    assert failed == Delivery(
        on=march(21).date(),
        reminder=reminder.id,
        state=ReminderState.FAILED,
        error="550 no such user",
        refused=ADDRESSES,
        final=True,
    )
    (notice,) = roster.notices
    (standing,) = build_standings(notice, roster.units[:1], ledger.entries(notice.id), march(22))
    assert (standing.reminders, len(standing.failed)) == ((), 1)
    assert failures(note(roster, ledger, a_bounce(3, *ADDRESSES, original=ORIGINAL))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"message_id": "<another@qinghe.example>"},
        {"state": "drafted"},
        {"to": ()},
        {"to": (*ADDRESSES, "c@qinghe.example")},
    ],
    ids=["another mail", "a draft of the clerk's", "no address", "one address more"],
)
def test_other_reminders_stand(roster: Roster, ledger: FakeLedger, fields: dict[str, object]) -> None:
    a_sent_reminder(ledger, **fields)
    assert failures(note(roster, ledger, a_bounce(1, *ADDRESSES, original=ORIGINAL))) == []


def test_a_reminder_of_another_unit_stands(roster: Roster, ledger: FakeLedger) -> None:
    """Though its entry names the same mail and the same addresses."""
    claimed = replace(a_reminder(18), state=ReminderState.CLAIMED, to=ADDRESSES, message_id=ORIGINAL)
    assert isinstance(claimed, Reminder)
    put(ledger, claimed, unit="heishi")
    assert failures(note(roster, ledger, a_bounce(1, *ADDRESSES, original=ORIGINAL))) == []


def test_a_bounce_that_names_no_mail_fails_no_reminder(roster: Roster, ledger: FakeLedger) -> None:
    a_sent_reminder(ledger)
    assert failures(note(roster, ledger, a_bounce(1, *ADDRESSES))) == []
