"""A reminder of which nobody knows whether it went out is sent again when the clerk says so."""

from __future__ import annotations

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import Delivery
from fedtrack.errors import MailBusyError, Message, UsageError
from fedtrack.usecases.ports import Fate
from tests.builders import DUE
from tests.fakes.post import FakeSender
from tests.usecases.desk import a_call, a_report, an_extension, march, put
from tests.usecases.mailroom import SENDABLE, Mailroom, states
from tests.usecases.reminding import skipped


@pytest.fixture
def room() -> Mailroom:
    """Return a mailroom where 白石 and 黑石 are unknown since Friday the 20th, and 安平 was sent."""
    room = Mailroom()
    script = {"baishi": [Fate.UNKNOWN], "anping": [Fate.UNKNOWN]}
    room.send(sender=FakeSender(script))
    assert [room.kept(unit.id) for unit in SENDABLE] == [["unknown"], ["sent"], ["unknown"]]
    return room


def test_only_the_unit_that_is_named_is_sent_again(room: Mailroom) -> None:
    process, outcome = room.send(resend=["baishi"])
    assert (states(outcome), process.sender.offered) == ({"baishi": "sent"}, ["baishi"])
    assert (room.kept("baishi"), room.kept("anping")) == (["sent"], ["unknown"])
    assert skipped(outcome)["anping"] == "unknown"


def test_the_first_is_given_up_and_the_second_claimed_in_one_go(room: Mailroom) -> None:
    """The ledger says which one was given up, and by what."""
    (first,) = room.standing("baishi").unconfirmed
    room.send(resend=["baishi"], units=SENDABLE[:1])
    told = [read_payload(entry) for entry in room.ledger.entries() if entry.unit == "baishi"]
    given_up = told[1]
    assert isinstance(given_up, Delivery)
    assert (given_up.reminder, given_up.state, given_up.on) == (first.entry, "failed", march(20).date())
    assert room.lines("baishi") == ["claimed", "failed", "claimed", "sent"]


@pytest.mark.parametrize(
    ("day", "planned"), [(20, "before-1"), (21, "before-1"), (23, "due"), (27, "after-3")]
)
def test_it_goes_out_today_whatever_the_day_in_the_round_of_today(
    room: Mailroom, day: int, planned: str
) -> None:
    """The clerk has asked the unit; the gap to a message that it never had is no reason."""
    process, _ = room.send(day, resend=["baishi"], units=SENDABLE[:1])
    assert process.sender.delivered == [f"baishi {DUE} {planned}"]


def test_a_unit_that_has_reported_is_not_sent_it_again(room: Mailroom) -> None:
    put(room.ledger, a_report(20), "baishi")
    process, outcome = room.send(resend=["baishi"], units=SENDABLE[:1])
    assert (process.sender.tried, skipped(outcome)) == (0, {"baishi": "not_outstanding"})
    assert room.lines("baishi") == ["claimed"]


@pytest.mark.parametrize("named", [["heishi"], ["heishi", "baishi"], ["heishikq"]])
def test_where_nothing_is_unconfirmed_it_is_refused_and_nothing_is_sent(
    room: Mailroom, named: list[str]
) -> None:
    """Also beside a unit that has something, and for one that is only ever given texts."""
    before = list(room.ledger.entries())
    with pytest.raises(UsageError, match="is unconfirmed; nothing was sent") as raised:
        room.start(resend=named)
    refused = next(unit.name for unit in room.units if unit.id == named[0])
    assert (refused in str(raised.value), "白石" in str(raised.value)) == (True, False)
    assert list(room.ledger.entries()) == before


def test_a_unit_that_never_had_anything_is_refused() -> None:
    with pytest.raises(UsageError):
        Mailroom().start(resend=["baishi"])


def test_of_two_clerks_who_send_it_again_at_once_one_does(room: Mailroom) -> None:
    """Both have planned it; the second finds at its turn that the first has given it up."""
    first, second = FakeSender(), FakeSender()
    other = room.start(sender=second, resend=["baishi"], units=SENDABLE[:1])
    first.inside = lambda _: other.shipment.send()
    _, outcome = room.send(sender=first, resend=["baishi"], units=SENDABLE[:1])
    assert (states(outcome), second.offered) == ({"baishi": "sent"}, [])
    assert skipped(other.shipment.outcome()) == {"baishi": "changed"}
    assert room.kept("baishi") == ["sent"]


def test_of_two_clerks_one_after_the_other_one_does(room: Mailroom) -> None:
    other = room.start(resend=["baishi"], units=SENDABLE[:1])
    room.send(resend=["baishi"], units=SENDABLE[:1])
    outcome = other.shipment.send()
    assert (states(outcome), other.sender.offered) == ({}, [])
    assert room.kept("baishi") == ["sent"]


def test_one_that_is_unknown_again_may_be_sent_again(room: Mailroom) -> None:
    room.send(resend=["baishi"], sender=FakeSender({"baishi": [Fate.UNKNOWN]}))
    assert room.kept("baishi") == ["unknown"]
    _, outcome = room.send(resend=["baishi"])
    assert states(outcome) == {"baishi": "sent"}
    assert room.kept("baishi") == ["sent"]


def test_two_unknown_ones_are_given_up_together(room: Mailroom) -> None:
    """One message makes up for both."""
    room.send(23, sender=FakeSender({"baishi": [Fate.UNKNOWN]}), units=SENDABLE[:1])
    assert room.kept("baishi") == ["unknown", "unknown"]
    process, _ = room.send(23, resend=["baishi"], units=SENDABLE[:1])
    assert process.sender.delivered == [f"baishi {DUE} due"]
    assert room.kept("baishi") == ["sent"]


@pytest.mark.parametrize("fate", [Fate.LATER, Fate.LOST])
def test_one_that_is_put_off_is_given_up_only_once(room: Mailroom, fate: Fate) -> None:
    _, outcome = room.send(resend=["baishi"], sender=FakeSender({"baishi": [fate]}))
    assert states(outcome) == {"baishi": "sent"}
    assert room.lines("baishi") == ["claimed", "failed", "claimed", "failed", "claimed", "sent"]


def test_one_for_which_the_connection_must_be_awaited_is_sent_again_all_the_same(room: Mailroom) -> None:
    """The server was busy before the message's turn had come: nothing of it was given up by then."""
    busy = MailBusyError(Message("come back later"))
    sender = FakeSender({"baishi": [Fate.UNKNOWN]}, connects=[None, busy])
    _, outcome = room.send(resend=["baishi", "anping"], sender=sender)
    assert states(outcome) == {"baishi": "unknown", "anping": "sent"}


def test_an_extension_between_plan_and_turn_leaves_it_to_the_clerk(room: Mailroom) -> None:
    process = room.start(resend=["baishi"], units=SENDABLE[:1])
    put(room.ledger, an_extension(19, march(30).date()), "baishi")
    assert skipped(process.shipment.send()) == {"baishi": "changed"}
    assert room.kept("baishi") == ["unknown"]


def test_a_later_reminder_settles_what_was_unknown(room: Mailroom) -> None:
    """Nobody is sent a round of days ago beside the one that went out since."""
    room.send(23)
    assert room.standing("baishi").unconfirmed == ()
    with pytest.raises(UsageError, match="unconfirmed"):
        room.start(24, resend=["baishi"], units=SENDABLE[:1])


def test_a_call_settles_it_too(room: Mailroom) -> None:
    put(room.ledger, a_call(20), "baishi")
    assert room.standing("baishi").unconfirmed == ()
