"""A server that takes our mails for spam: one more would make it worse, drafts are the way."""

from __future__ import annotations

import pytest

from fedtrack.errors import DocumentError, LedgerError, Message
from fedtrack.usecases.ports import Draft, Fate
from tests.fakes.post import FakeSender, Steps
from tests.usecases.desk import a_report, put
from tests.usecases.mailroom import SENDABLE, Mailroom, states, why
from tests.usecases.reminding import skipped

SCRIPT = {"baishi": [Fate.REFUSED], "heishi": [Fate.SPAM]}


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


def test_spam_stops_the_run_with_drafts_of_what_is_left(room: Mailroom) -> None:
    """Not for a unit refused earlier for its address: no mail of the clerk's would reach it either."""
    process, outcome = room.send(sender=FakeSender(SCRIPT))
    assert process.sender.offered == ["baishi", "heishi"]
    assert states(outcome) == {"baishi": "failed", "heishi": "failed", "anping": "drafted"}
    drafts = {one.message.unit: one.draft for one in outcome.reminders}
    assert drafts == {
        "baishi": None,
        "heishi": Draft("heishi.txt", "heishi.eml"),
        "anping": Draft("anping.txt", "anping.eml"),
    }
    assert why(outcome, "baishi") == "the server said: refused"
    assert why(outcome, "heishi") == why(outcome, "anping") == "the server said: spam"
    assert [message.unit for message in process.drafts.put_down] == ["heishi", "anping"]
    assert (process.copies.kept, process.shipment.ended is None) == ({}, False)


def test_the_drafts_are_in_the_ledger_as_drafted(room: Mailroom) -> None:
    """So that the next run does not remind those units once more."""
    room.send(sender=FakeSender(SCRIPT))
    assert room.lines("heishi") == ["claimed", "failed", "drafted"]
    assert room.lines("anping") == ["drafted"]
    assert [one.round for one in room.standing("heishi").reminders] == ["before-1"]
    _, again = room.send()
    assert states(again) == {}
    assert skipped(again)["heishi"] == skipped(again)["anping"] == "unsent_draft"


def test_what_was_sent_before_stays_sent(room: Mailroom) -> None:
    process, outcome = room.send(sender=FakeSender({"anping": [Fate.SPAM]}))
    assert states(outcome) == {"baishi": "sent", "heishi": "sent", "anping": "failed"}
    assert outcome.reminders[2].draft is not None
    assert [message.unit for message in process.drafts.put_down] == ["anping"]


def test_who_has_reported_meanwhile_gets_no_draft(room: Mailroom) -> None:
    """It is said why, as of any unit that is skipped."""
    sender = FakeSender({"baishi": [Fate.SPAM]})
    sender.inside = lambda _: put(room.ledger, a_report(20), "anping")
    process, outcome = room.send(sender=sender)
    assert states(outcome) == {"baishi": "failed", "heishi": "drafted"}
    assert skipped(outcome) == {"heishikq": "no_email", "anping": "not_outstanding"}
    assert "anping" not in [message.unit for message in process.drafts.put_down]


def test_spam_out_of_turn_is_drafted_out_of_turn(room: Mailroom) -> None:
    """What was asked for with force is drafted with it."""
    room.send()
    _, outcome = room.send(21, sender=FakeSender({"baishi": [Fate.SPAM]}), force=True)
    assert states(outcome) == {"baishi": "failed", "heishi": "drafted", "anping": "drafted"}


def test_a_resent_one_taken_for_spam_on_a_day_off_is_still_told_as_failed() -> None:
    """It was tried, and the clerk must hear what the server said, whether or not a draft is in order."""
    room = Mailroom(SENDABLE[:1])
    room.send(sender=FakeSender({"baishi": [Fate.UNKNOWN]}))
    _, outcome = room.send(21, sender=FakeSender({"baishi": [Fate.SPAM]}), resend=["baishi"])
    assert states(outcome) == {"baishi": "failed"}
    assert why(outcome, "baishi") == "the server said: spam"


def test_one_that_reported_while_it_was_taken_for_spam_is_still_told_as_failed() -> None:
    room = Mailroom(SENDABLE[:1])
    sender = FakeSender({"baishi": [Fate.SPAM]})
    sender.inside = lambda _: put(room.ledger, a_report(20), "baishi")
    process, outcome = room.send(sender=sender)
    assert (states(outcome), process.drafts.put_down) == ({"baishi": "failed"}, [])


@pytest.mark.parametrize("error", [LedgerError, DocumentError])
def test_where_no_draft_can_be_laid_the_outcome_still_tells_all(
    room: Mailroom, error: type[LedgerError | DocumentError]
) -> None:
    counted = Steps()
    Mailroom().start(sender=FakeSender({"heishi": [Fate.SPAM]}, steps=counted), steps=counted).shipment.send()
    first_draft = counted.taken.index("before a draft") + 1
    steps = Steps({first_draft}, lambda: error(Message("the disk is full")))
    process = room.start(sender=FakeSender({"heishi": [Fate.SPAM]}, steps=steps), steps=steps)
    with pytest.raises(error):
        process.shipment.send()
    outcome = process.shipment.outcome()
    assert states(outcome) == {"baishi": "sent", "heishi": "failed", "anping": "failed"}
    assert room.lines("anping") == []
