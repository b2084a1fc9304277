"""Reminders are sent: claimed in the ledger, offered to the server, and noted as sent or failed."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import Delivery, Reminder
from fedtrack.usecases.ports import Fate
from tests.builders import DUE
from tests.fakes.post import FakeSender, answer
from tests.usecases.desk import a_call, a_report, an_extension, march, put
from tests.usecases.mailroom import PAUSE, SENDABLE, UNITS, Mailroom, states, why
from tests.usecases.reminding import skipped


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


def test_every_unit_that_the_rules_allow_is_sent_one_mail(room: Mailroom) -> None:
    """One after the other in roster order, over one connection, with a pause between two."""
    process, outcome = room.send()
    assert states(outcome) == {"baishi": "sent", "heishi": "sent", "anping": "sent"}
    assert process.sender.delivered == [f"{unit.id} {DUE} before-1" for unit in SENDABLE]
    assert [one.copy for one in outcome.reminders] == list(process.copies.kept)
    assert list(process.copies.kept.values()) == [one.encode() for one in process.sender.delivered]
    assert (process.sender.tried, process.rest.seconds) == (1, [PAUSE, PAUSE])
    assert not process.sender.connections[0].open
    assert process.progress.told == ["白石镇妇联", "黑石镇妇联", "安平乡妇联"]
    assert process.shipment.ended is None


def test_a_mail_goes_from_the_federation_to_all_addresses_and_the_last_also_to_the_leaders(
    room: Mailroom,
) -> None:
    process, _ = room.send(26, units=UNITS[:2])
    assert process.sender.envelopes == [
        ("qhfl@qinghe.example", ("a@qinghe.example", "b@qinghe.example"), ()),
        ("qhfl@qinghe.example", ("heishi@qinghe.example",), ("fenguan@qinghe.example",)),
    ]


def test_a_reminder_is_claimed_before_the_server_has_it_and_then_noted_as_sent(room: Mailroom) -> None:
    """Whoever looks while the server has the mail sees a claim that nothing confirms."""
    seen = []
    sender = FakeSender()
    sender.inside = lambda unit: seen.append((unit, room.lines(unit), room.kept(unit)))
    room.send(sender=sender)
    assert seen == [(unit.id, ["claimed"], ["unknown"]) for unit in SENDABLE]
    assert [room.lines(unit.id) for unit in SENDABLE] == [["claimed", "sent"]] * 3


def test_the_ledger_has_the_reminder_and_what_the_server_said(room: Mailroom) -> None:
    sender = FakeSender({"baishi": [answer(Fate.TAKEN, ["b@qinghe.example"])]})
    _, outcome = room.send(sender=sender, units=UNITS[:1])
    claimed, confirmed = room.ledger.entries()
    assert read_payload(claimed) == Reminder(
        on=march(20).date(),
        round="before-1",
        due=DUE,
        stage="before",
        state="claimed",
        to=("a@qinghe.example", "b@qinghe.example"),
        subject="email-before",
        message_id="<fedtrack.2020-38.baishi.20200320@qinghe.example>",
    )
    delivery = read_payload(confirmed)
    assert isinstance(delivery, Delivery)
    assert (delivery.on, delivery.reminder, delivery.state) == (march(20).date(), claimed.id, "sent")
    assert (delivery.error, delivery.refused) == ("reply taken", ("b@qinghe.example",))
    assert outcome.reminders[0].refused == ("b@qinghe.example",)


def test_a_mail_that_is_refused_leaves_no_copy_and_the_others_go(room: Mailroom) -> None:
    """It is no reminder; with the address mended, or in its next round, it is tried again, not before."""
    process, outcome = room.send(sender=FakeSender({"heishi": [Fate.REFUSED]}))
    assert states(outcome) == {"baishi": "sent", "heishi": "failed", "anping": "sent"}
    assert why(outcome, "heishi") == "the server said: refused"
    assert (process.shipment.ended, len(process.copies.kept)) == (None, 2)
    assert outcome.reminders[1].copy is None
    standing = room.standing("heishi")
    assert (standing.reminders, standing.undelivered) == ((), True)
    assert standing.failed[0].error == "reply refused"
    _, again = room.send(21, force=True)
    assert states(again)["heishi"] == "sent"
    assert room.lines("heishi") == ["claimed", "failed", "claimed", "sent"]
    assert not room.standing("heishi").undelivered


def test_what_failed_does_not_count_and_what_is_unknown_does(room: Mailroom) -> None:
    """Of the maximum, the gap and the round alike."""
    room.send(sender=FakeSender({"baishi": [Fate.REFUSED], "heishi": [Fate.UNKNOWN]}))
    assert (room.kept("baishi"), room.kept("heishi")) == (["failed"], ["unknown"])
    _, monday = room.send(23)
    assert states(monday) == {"baishi": "sent", "heishi": "sent", "anping": "sent"}
    assert [len(room.standing(unit.id).reminders) for unit in SENDABLE] == [1, 2, 2]


def test_a_report_that_came_in_between_plan_and_turn_is_not_answered_with_a_reminder(room: Mailroom) -> None:
    """Nor does it cost a pause, or leave a copy."""
    sender = FakeSender()
    sender.inside = lambda unit: put(room.ledger, a_report(20), "heishi") if unit == "baishi" else None
    process, outcome = room.send(sender=sender)
    assert (states(outcome), sender.offered) == ({"baishi": "sent", "anping": "sent"}, ["baishi", "anping"])
    assert skipped(outcome) == {"heishikq": "no_email", "heishi": "not_outstanding"}
    assert (room.lines("heishi"), process.rest.seconds) == ([], [PAUSE])
    assert len(process.copies.kept) == 2


def test_an_extension_between_plan_and_turn_leaves_the_unit_to_the_next_run(room: Mailroom) -> None:
    """What was worded for one date must not go out for another, be it forced."""
    sender = FakeSender()
    longer = an_extension(19, date(2020, 3, 30))
    sender.inside = lambda unit: put(room.ledger, longer, "heishi") if unit == "baishi" else None
    _, outcome = room.send(sender=sender, force=True)
    assert (skipped(outcome)["heishi"], room.lines("heishi")) == ("changed", [])


def test_a_unit_that_another_process_reminded_meanwhile_is_skipped(room: Mailroom) -> None:
    """Whether it was sent, or is being sent at this very moment."""
    first, second = FakeSender(), FakeSender()
    other = room.start(sender=second)
    first.inside = lambda unit: other.shipment.send() if unit == "heishi" else None
    _, outcome = room.send(sender=first)
    assert states(outcome) == {"baishi": "sent", "heishi": "sent"}
    assert skipped(outcome)["anping"] == "reminded_today"
    assert skipped(other.shipment.outcome()) | {"heishikq": ""} == {
        "baishi": "reminded_today",
        "heishi": "unknown",
        "heishikq": "",
    }
    assert set(room.deliveries().values()) == {1}


def test_a_second_run_sends_nothing_anew(room: Mailroom) -> None:
    """Not even to those whose reminder is unknown, which it names with the way out."""
    room.send(sender=FakeSender({"heishi": [Fate.UNKNOWN]}))
    process, outcome = room.send()
    assert (outcome.reminders, process.sender.tried) == ((), 0)
    unknown = next(one for one in outcome.skipped if one.standing.unit.id == "heishi")
    assert unknown.reason == "unknown"
    assert "2020-03-20" in str(unknown.why)
    assert "fedtrack remind --send --resend heishi" in str(unknown.why)
    assert skipped(outcome)["baishi"] == "reminded_today"


def test_force_sends_past_the_gap_and_only_to_those_who_owe(room: Mailroom) -> None:
    put(room.ledger, a_call(19), "baishi")
    put(room.ledger, a_report(19), "heishi")
    assert states(room.send()[1]) == {"anping": "sent"}
    assert skipped(room.send()[1])["baishi"] == "too_soon"
    _, forced = room.send(force=True)
    assert states(forced) == {"baishi": "sent"}
    assert skipped(forced)["heishi"] == "not_outstanding"
    assert skipped(forced)["anping"] == "reminded_today"


def test_a_draft_of_this_morning_is_not_sent_as_well(room: Mailroom) -> None:
    """The clerk may have sent it by hand."""
    room.draft(20)
    process, outcome = room.send(force=True)
    assert (outcome.reminders, process.sender.tried) == ((), 0)
    (one,) = (one for one in outcome.skipped if one.standing.unit.id == "baishi")
    assert (one.reason, "--batch" in str(one.why)) == ("reminded_today", True)


def test_who_has_no_address_is_left_to_the_clerk(room: Mailroom) -> None:
    """A text that a machine writes at night reminds nobody, and must not use up a round."""
    process, outcome = room.send()
    assert process.drafts.put_down == []
    (one,) = outcome.skipped
    assert (one.reason, one.new, one.message) == ("no_email", False, None)
    assert room.lines("heishikq") == []


def test_an_address_that_was_refused_is_tried_once_a_round(room: Mailroom) -> None:
    """Unless it is mended: mailbox providers dislike those who insist."""
    refused = FakeSender({"heishi": [Fate.REFUSED]})
    room.send(20, sender=refused)
    process, outcome = room.send(20)
    assert process.sender.offered == []
    (one,) = (one for one in outcome.skipped if one.standing.unit.id == "heishi")
    assert (one.reason, "mend it in units.toml" in str(one.why)) == ("no_round", True)
    assert states(room.send(23)[1])["heishi"] == "sent"
