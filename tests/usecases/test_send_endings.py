"""How a run that cannot go on ends, and what the clerk is told of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.payloads import Retraction
from fedtrack.errors import DocumentError, LedgerFullError, MailLoginError, Message
from fedtrack.usecases.ports import Fate
from tests.fakes.post import FakeSender, Steps
from tests.usecases.desk import a_call, march, put
from tests.usecases.mailroom import SENDABLE, Mailroom, states, why


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


def test_a_server_that_will_not_have_us_at_the_start_is_an_error_and_nothing_was_sent(room: Mailroom) -> None:
    error = MailLoginError(Message("the password is wrong"))
    process = room.start(sender=FakeSender(connects=[error]))
    with pytest.raises(MailLoginError):
        process.shipment.send()
    assert (list(room.ledger.entries()), process.copies.kept, process.shipment.begun) == ([], {}, False)


@pytest.mark.parametrize(
    ("name", "state", "lines"),
    [
        ("before the copy", "failed", []),
        ("before the ledger is held", "failed", []),
        ("before the ledger keeps it", "failed", []),
        ("before the server has it", "unknown", ["claimed"]),
    ],
)
def test_a_disk_that_is_full_stops_the_run(name: str, state: str, lines: list[str]) -> None:
    """The rest is not tried; what the server may have is unknown, and nothing else is."""
    room = Mailroom(SENDABLE)
    steps = Steps()
    process = room.start(steps=steps)
    full = LedgerFullError(Message("the disk is full"))
    # at the first such step; where the server has it, the ledger is full from then on
    if name == "before the server has it":
        process.sender.inside = lambda _: setattr(steps, "failing", range(len(steps.taken) + 2, 99))
    else:
        dry = Mailroom(SENDABLE)
        counted = Steps()
        dry.start(steps=counted).shipment.send()
        steps.failing = {counted.taken.index(name) + 1}
    steps.error = lambda: full
    outcome = process.shipment.send()
    assert states(outcome) == {"baishi": state, "heishi": "failed", "anping": "failed"}
    assert why(outcome, "baishi") == why(outcome, "heishi") == "the disk is full"
    assert process.shipment.ended == full.faults[0]
    assert (room.lines("baishi"), room.lines("heishi")) == (lines, [])
    assert bool(process.copies.kept) is (name == "before the server has it")


def test_whoever_is_interrupted_is_told_how_far_it_came(room: Mailroom) -> None:
    """What the server may have is unknown, and what it was not asked about was not tried."""
    process = room.start(sender=FakeSender({"heishi": [KeyboardInterrupt()]}))
    with pytest.raises(KeyboardInterrupt):
        process.shipment.send()
    outcome = process.shipment.outcome()
    assert process.shipment.begun
    assert states(outcome) == {"baishi": "sent", "heishi": "unknown", "anping": "failed"}
    assert why(outcome, "heishi") == "nobody knows whether it went out"
    assert why(outcome, "anping") == "not tried: the run was interrupted"
    assert room.kept("heishi") == ["unknown"]
    assert not process.sender.connections[0].open


def test_before_it_has_begun_nothing_was_offered(room: Mailroom) -> None:
    process = room.start()
    assert not process.shipment.begun
    assert set(states(process.shipment.outcome()).values()) == {"failed"}


def test_a_damaged_entry_that_was_taken_back_does_not_stop_the_sending(room: Mailroom) -> None:
    """The clerk was told to take it back; then it must be over with it."""
    damaged = replace(put(room.ledger, a_call(9), "baishi"), data={"on": "soon"})
    room.ledger.lines = [damaged]
    put(room.ledger, Retraction(march(9).date(), damaged.id), "baishi")
    _, outcome = room.send()
    assert states(outcome) == {"baishi": "sent", "heishi": "sent", "anping": "sent"}


def test_a_copy_that_cannot_be_removed_does_not_make_a_refused_mail_unknown() -> None:
    """The ledger has it as failed, and so must the clerk be told; else she would ask the unit for nothing."""
    room = Mailroom(SENDABLE)
    process = room.start(sender=FakeSender({"baishi": [Fate.REFUSED]}))
    busy = DocumentError(Message("the file is in use"))
    process.copies.steps = Steps({3}, lambda: busy)
    outcome = process.shipment.send()
    assert process.copies.steps.taken[2] == "before a copy is discarded"
    assert (states(outcome)["baishi"], room.kept("baishi")) == ("failed", ["failed"])
