"""A mailbox sends so many messages a day, and no more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.usecases.ports import Fate
from tests.builders import DUE
from tests.fakes.post import FakeSender
from tests.usecases.desk import a_call, put
from tests.usecases.mailroom import SENDABLE, UNITS, Mailroom, states
from tests.usecases.reminding import skipped


def test_with_no_room_for_all_the_first_of_the_roster_go_first_and_the_others_tomorrow() -> None:
    """Wednesday to Friday in the round of Monday: nobody loses its round over the limit."""
    room = Mailroom(SENDABLE, daily_limit=1)
    process, wednesday = room.send(17)
    assert states(wednesday) == {"baishi": "sent"}
    assert skipped(wednesday) == {"heishi": "daily_limit", "anping": "daily_limit"}
    assert str(wednesday.skipped[0].why) == (
        "today's 1 messages (daily_limit) are used up; the next run goes on"
    )
    assert process.sender.offered == ["baishi"]
    assert states(room.send(18)[1]) == {"heishi": "sent"}
    assert states(room.send(19)[1]) == {"anping": "sent"}
    assert room.deliveries() == {f"{unit.id} {DUE} before-5": 1 for unit in SENDABLE}


def test_those_who_had_the_fewest_reminders_go_first() -> None:
    """Then those who come first in the roster; calls count."""
    room = Mailroom(SENDABLE, daily_limit=2)
    put(room.ledger, a_call(9), "baishi")
    _, outcome = room.send(17)
    assert states(outcome) == {"heishi": "sent", "anping": "sent"}
    assert skipped(outcome) == {"baishi": "daily_limit"}


def test_a_unit_that_is_skipped_anyhow_takes_no_room() -> None:
    room = Mailroom(SENDABLE, daily_limit=1)
    put(room.ledger, a_call(16), "baishi")
    assert states(room.send(17)[1]) == {"heishi": "sent"}


@pytest.mark.parametrize(
    ("fate", "second"),
    [
        (Fate.TAKEN, {}),
        (Fate.UNKNOWN, {}),
        (Fate.REFUSED, {"heishi": "sent"}),
    ],
)
def test_what_went_out_or_may_have_uses_up_the_day(fate: Fate, second: dict[str, str]) -> None:
    room = Mailroom(SENDABLE[:2], daily_limit=1)
    room.send(17, sender=FakeSender({"baishi": [fate]}))
    assert states(room.send(17)[1]) == second


def test_messages_of_another_notice_use_it_up_too_and_drafts_do_not() -> None:
    """The limit is the mailbox's; drafts go out by another way."""
    room = Mailroom(SENDABLE, daily_limit=2)
    room.draft(17)
    claims = [line for line in room.ledger.lines if line.unit == "baishi"]
    assert len(claims) == 1
    other = Mailroom(SENDABLE[:1], daily_limit=9)
    other.send(17)
    sent = Mailroom(SENDABLE[1:], daily_limit=1)
    sent.ledger.lines = [_of_another_notice(line) for line in other.ledger.lines]
    assert sent.send(17)[0].sender.tried == 0
    drafted = Mailroom(SENDABLE[1:], daily_limit=1)
    drafted.ledger.lines = [_of_another_notice(line) for line in claims]
    assert states(drafted.send(17)[1]) == {"heishi": "sent"}


def test_who_has_no_address_takes_no_room() -> None:
    """Nor is it noted as reminded: its text is for the clerk to word."""
    room = Mailroom(daily_limit=1)
    _, outcome = room.send(17)
    assert skipped(outcome) == {
        "heishi": "daily_limit",
        "anping": "daily_limit",
        "heishikq": "no_email",
    }
    assert room.lines("heishikq") == []


def test_drafting_knows_no_limit() -> None:
    room = Mailroom(SENDABLE, daily_limit=1)
    assert len(room.draft(17).reminders) == 3


def test_a_limit_that_another_process_uses_up_meanwhile_holds_at_the_turn() -> None:
    """Both planned for the same room; each claim looks at what the day has had by now."""
    room = Mailroom(SENDABLE, daily_limit=2)
    other = room.start(17, units=UNITS[2:3])
    first, second = room.start(17, units=UNITS[:2]), other
    second.shipment.send()
    outcome = first.shipment.send()
    assert states(outcome) == {"baishi": "sent"}
    assert skipped(outcome) == {"heishi": "daily_limit"}
    assert sum(room.deliveries().values()) == 2


def test_a_limit_that_is_used_up_while_a_mail_is_under_way_holds_too() -> None:
    room = Mailroom(SENDABLE, daily_limit=2)
    other = room.start(17, units=UNITS[2:3])
    sender = FakeSender()
    sender.inside = lambda unit: other.shipment.send() if unit == "baishi" else None
    _, outcome = room.send(17, sender=sender, units=UNITS[:2])
    assert skipped(outcome) == {"heishi": "daily_limit"}
    assert sum(room.deliveries().values()) == 2


def test_what_failed_meanwhile_makes_room_again() -> None:
    """A refused mail did not go out, so the next has its place."""
    room = Mailroom(SENDABLE, daily_limit=2)
    process = room.start(17, sender=FakeSender({"baishi": [Fate.LATER, Fate.REFUSED]}))
    assert states(process.shipment.send()) == {"baishi": "failed", "heishi": "sent"}
    assert states(room.send(17)[1]) == {"anping": "sent"}


def _of_another_notice(entry: Entry) -> Entry:
    return replace(entry, notice="another")
