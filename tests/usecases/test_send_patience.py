"""What a run does when the server puts it off, bars it, or is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fedtrack.errors import LedgerBusyError, MailBusyError, MailError, Message
from fedtrack.usecases.ports import Fate
from fedtrack.usecases.send_reminders import PATIENCE
from tests.fakes.post import FakeRest, FakeSender, Steps
from tests.usecases.mailroom import PAUSE, SENDABLE, Mailroom, states, why

FIRST, SECOND = (PAUSE * pauses for pauses in PATIENCE)
BUSY = MailBusyError(Message("come back later"))
LATER = Fate.LATER


@pytest.fixture
def room() -> Mailroom:
    return Mailroom(SENDABLE)


# --- not now -------------------------------------------------------------------------------------


def test_what_is_put_off_is_offered_again_after_longer_and_longer(room: Mailroom) -> None:
    """Over a new connection each time; meanwhile none is held, and the clerk is told of each wait."""
    process, outcome = room.send(sender=FakeSender({"heishi": [LATER, LATER]}))
    assert set(states(outcome).values()) == {"sent"}
    assert process.rest.seconds == [PAUSE, FIRST, SECOND, PAUSE]
    assert process.sender.offered == ["baishi", "heishi", "heishi", "heishi", "anping"]
    assert (process.sender.tried, process.shipment.ended) == (3, None)
    said = "the server said: later"
    assert process.progress.told == ["白石镇妇联", "黑石镇妇联", (FIRST, said), (SECOND, said), "安平乡妇联"]
    assert room.lines("heishi") == ["claimed", "failed", "claimed", "failed", "claimed", "sent"]
    assert len(process.copies.kept) == 3


def test_a_wait_holds_no_connection(room: Mailroom) -> None:
    process = room.start(sender=FakeSender({"baishi": [LATER]}))
    held = []

    class WatchingRest(FakeRest):
        def __call__(self, seconds: float) -> None:
            held.append((seconds, [one.open for one in process.sender.connections]))

    process.shipment._way = process.shipment._way._replace(rest=WatchingRest())
    process.shipment.send()
    assert held == [(FIRST, [False]), (PAUSE, [False, True]), (PAUSE, [False, True])]


def test_the_third_time_the_run_stops(room: Mailroom) -> None:
    """Its patience is bounded; the others are not tried, and no drafts are laid."""
    process, outcome = room.send(sender=FakeSender({"heishi": [LATER] * 9}))
    assert states(outcome) == {"baishi": "sent", "heishi": "failed", "anping": "failed"}
    assert process.sender.offered == ["baishi", "heishi", "heishi", "heishi"]
    assert process.rest.seconds == [PAUSE, FIRST, SECOND]
    assert why(outcome, "heishi") == why(outcome, "anping") == "the server said: later"
    assert (process.drafts.put_down, room.lines("anping")) == ([], [])
    assert room.kept("heishi") == ["failed"] * 3


@pytest.mark.parametrize(("times", "rests"), [(1, [FIRST]), (2, [FIRST, SECOND])])
def test_a_server_that_is_busy_at_the_start_is_waited_for(
    room: Mailroom, times: int, rests: list[float]
) -> None:
    process, outcome = room.send(sender=FakeSender(connects=[BUSY] * times))
    assert set(states(outcome).values()) == {"sent"}
    assert process.rest.seconds == [*rests, PAUSE, PAUSE]
    assert process.progress.told[0] == (FIRST, "come back later")


def test_a_server_that_stays_busy_at_the_start_is_an_error_and_nothing_was_sent(room: Mailroom) -> None:
    process = room.start(sender=FakeSender(connects=[BUSY] * 9))
    with pytest.raises(MailBusyError):
        process.shipment.send()
    assert (process.rest.seconds, process.sender.tried) == ([FIRST, SECOND], 3)
    assert (list(room.ledger.entries()), process.shipment.begun) == ([], False)


def test_a_server_that_is_busy_when_the_connection_must_be_made_anew_is_waited_for(room: Mailroom) -> None:
    """Without a claim: the message has not been offered again."""
    process, outcome = room.send(sender=FakeSender({"baishi": [Fate.UNKNOWN]}, connects=[None, BUSY]))
    assert states(outcome) == {"baishi": "unknown", "heishi": "sent", "anping": "sent"}
    assert process.rest.seconds == [PAUSE, FIRST, PAUSE]
    assert room.lines("heishi") == ["claimed", "sent"]


def test_a_server_that_stays_busy_later_stops_the_run(room: Mailroom) -> None:
    process, outcome = room.send(sender=FakeSender({"baishi": [Fate.UNKNOWN]}, connects=[None, *[BUSY] * 9]))
    assert states(outcome) == {"baishi": "unknown", "heishi": "failed", "anping": "failed"}
    assert process.rest.seconds == [PAUSE, FIRST, SECOND]
    assert why(outcome, "anping") == "come back later"
    assert room.lines("heishi") == []


def test_a_server_that_is_gone_later_stops_the_run(room: Mailroom) -> None:
    gone = MailError(Message("the server cannot be reached"))
    process, outcome = room.send(sender=FakeSender({"baishi": [Fate.UNKNOWN]}, connects=[None, gone]))
    assert states(outcome) == {"baishi": "unknown", "heishi": "failed", "anping": "failed"}
    assert (process.rest.seconds, process.shipment.ended) == ([PAUSE], gone.faults[0])
    assert process.copies.kept.keys() == {"sent/baishi-1.eml"}


# --- not from us ---------------------------------------------------------------------------------


def test_a_server_that_bars_us_stops_the_run_at_once(room: Mailroom) -> None:
    """The clerk must put something right first; drafts would only hide it."""
    process, outcome = room.send(sender=FakeSender({"heishi": [Fate.BARRED]}))
    assert states(outcome) == {"baishi": "sent", "heishi": "failed", "anping": "failed"}
    assert process.sender.offered == ["baishi", "heishi"]
    assert (process.drafts.put_down, process.rest.seconds) == ([], [PAUSE])
    assert why(outcome, "anping") == "the server said: barred"


# --- the connection breaks -----------------------------------------------------------------------


def test_what_was_lost_once_is_offered_again_at_once_over_a_new_connection(room: Mailroom) -> None:
    """It did not go out, so that nothing is risked; and its copy is not kept twice."""
    process, outcome = room.send(sender=FakeSender({"heishi": [Fate.LOST]}))
    assert set(states(outcome).values()) == {"sent"}
    assert process.sender.offered == ["baishi", "heishi", "heishi", "anping"]
    assert (process.sender.tried, process.rest.seconds) == (2, [PAUSE, PAUSE])
    assert room.lines("heishi") == ["claimed", "failed", "claimed", "sent"]
    assert len(process.copies.kept) == 3


def test_what_is_lost_twice_in_a_row_stops_the_run(room: Mailroom) -> None:
    process, outcome = room.send(sender=FakeSender({"heishi": [Fate.LOST] * 9}))
    assert states(outcome) == {"baishi": "sent", "heishi": "failed", "anping": "failed"}
    assert process.sender.offered == ["baishi", "heishi", "heishi"]
    assert why(outcome, "anping") == "not tried: the connection broke twice"
    assert len(process.copies.kept) == 1


def test_an_unknown_one_is_left_alone_and_the_next_goes_over_a_new_connection(room: Mailroom) -> None:
    """Its copy is kept, for it may have gone out."""
    process, outcome = room.send(sender=FakeSender({"baishi": [Fate.UNKNOWN]}))
    assert states(outcome) == {"baishi": "unknown", "heishi": "sent", "anping": "sent"}
    assert process.sender.offered == ["baishi", "heishi", "anping"]
    assert (process.sender.tried, process.shipment.ended) == (2, None)
    assert outcome.reminders[0].copy in process.copies.kept
    assert room.lines("baishi") == ["claimed"]


@pytest.mark.parametrize(
    ("script", "offered", "told"),
    [
        (
            {"baishi": [Fate.UNKNOWN], "heishi": [Fate.UNKNOWN]},
            ["baishi", "heishi"],
            {"baishi": "unknown", "heishi": "unknown", "anping": "failed"},
        ),
        (
            {"baishi": [Fate.UNKNOWN], "heishi": [Fate.LOST]},
            ["baishi", "heishi"],
            {"baishi": "unknown", "heishi": "failed", "anping": "failed"},
        ),
        (
            {"baishi": [Fate.LOST, Fate.UNKNOWN]},
            ["baishi", "baishi"],
            {"baishi": "unknown", "heishi": "failed", "anping": "failed"},
        ),
    ],
)
def test_two_breaks_in_a_row_stop_the_run(
    room: Mailroom, script: dict[str, list[Fate]], offered: list[str], told: dict[str, str]
) -> None:
    """However the two were."""
    process, outcome = room.send(sender=FakeSender(script))
    assert (process.sender.offered, states(outcome)) == (offered, told)
    assert process.shipment.ended is not None


@pytest.mark.parametrize("between", [Fate.TAKEN, Fate.REFUSED])
def test_an_answer_between_two_breaks_makes_them_two_of_their_own(room: Mailroom, between: Fate) -> None:
    script = {"baishi": [Fate.UNKNOWN], "heishi": [between], "anping": [Fate.UNKNOWN]}
    process, outcome = room.send(sender=FakeSender(script))
    assert process.sender.offered == ["baishi", "heishi", "anping"]
    assert (states(outcome)["anping"], process.shipment.ended) == ("unknown", None)


# --- the ledger gives out as well ----------------------------------------------------------------


def ledger_gone_after(
    fate: Fate, *, for_good: bool
) -> tuple[Mailroom, FakeSender, Callable[[], dict[str, str]]]:
    """Return a run of which the end of the first message cannot be noted."""
    room, steps = Mailroom(SENDABLE), Steps()
    sender = FakeSender({"baishi": [fate]}, steps=steps)
    process = room.start(sender=sender, steps=steps)
    steps.error = lambda: LedgerBusyError(Message("the ledger is busy"))
    last = 99 if for_good else 0

    def fail_the_note(_: str) -> None:
        steps.failing = range(len(steps.taken) + 2, len(steps.taken) + 3 + last)

    sender.inside = fail_the_note
    return room, sender, lambda: states(process.shipment.send())


@pytest.mark.parametrize("fate", [Fate.TAKEN, Fate.REFUSED, Fate.LATER, Fate.LOST, Fate.BARRED])
@pytest.mark.parametrize("for_good", [False, True])
def test_where_the_end_cannot_be_noted_the_reminder_is_unknown_and_the_run_stops(
    fate: Fate, *, for_good: bool
) -> None:
    """As the next run will find it in the ledger, whatever the server said; nothing is tried again."""
    room, sender, send = ledger_gone_after(fate, for_good=for_good)
    assert send() == {"baishi": "unknown", "heishi": "failed", "anping": "failed"}
    assert (sender.offered, room.kept("baishi")) == (["baishi"], ["unknown"])


def test_a_full_mailbox_keeps_nobody_else_waiting_for_days() -> None:
    """It is tried within the same bounds; then the others have their turn."""
    room = Mailroom(SENDABLE)
    sender = FakeSender({"baishi": [Fate.PUT_OFF] * (len(PATIENCE) + 1)})
    process, outcome = room.send(sender=sender)
    assert states(outcome) == {"baishi": "failed", "heishi": "sent", "anping": "sent"}
    assert process.shipment.ended is None
    assert states(room.send()[1]) == {"baishi": "sent"}
