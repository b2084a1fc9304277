"""A process may be killed at any moment: no unit is ever sent a round twice, and none is forgotten.

Every step of a run is tried as the one at which the process ends: before and after each copy, each
claim, each mail, each note, each draft. Then another run takes over, as a clerk would start it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from fedtrack.errors import FedtrackError, LedgerFullError, Message
from fedtrack.usecases.ports import Fate
from tests.fakes.post import FakeSender, KilledError, Steps
from tests.usecases.mailroom import SENDABLE, Mailroom, states

Script = Mapping[str, Sequence[Fate]]

SCRIPTS: dict[str, Script] = {
    "all taken": {},
    "one refused": {"heishi": [Fate.REFUSED]},
    "one put off": {"baishi": [Fate.LATER, Fate.LATER]},
    "one lost": {"heishi": [Fate.LOST]},
    "one unknown": {"baishi": [Fate.UNKNOWN]},
    "spam": {"heishi": [Fate.SPAM]},
    "barred": {"heishi": [Fate.BARRED]},
    "put off for good": {"heishi": [Fate.LATER] * 3},
}
DONE = {"sent", "unknown", "drafted"}


def count_steps(script: Script, *, of_the_server: bool = True) -> int:
    """Return how many steps a run takes that nothing disturbs."""
    steps = Steps()
    run(Mailroom(), script, steps, of_the_server=of_the_server)
    return len(steps.taken)


def run(room: Mailroom, script: Script, steps: Steps, *, of_the_server: bool = True) -> dict[str, str]:
    """Send until the end, be it sudden, and return what the clerk is told if she is told anything."""
    sender = FakeSender(script, steps=steps if of_the_server else None)
    try:
        process = room.start(sender=sender, steps=steps)
    except (KilledError, KeyboardInterrupt, FedtrackError):
        return {}
    try:
        return states(process.shipment.send())
    except (KilledError, KeyboardInterrupt, FedtrackError):
        return states(process.shipment.outcome())


def assert_never_twice(room: Mailroom) -> None:
    assert set(room.deliveries().values()) <= {1}, room.deliveries()


def assert_all_is_known(room: Mailroom) -> None:
    """What lies in a mailbox is sent or unknown in the ledger, and what is sent there lies in a mailbox."""
    for unit in room.units[:3]:
        delivered = sum(count for one, count in room.deliveries().items() if one.startswith(f"{unit.id} "))
        kept = room.kept(unit.id)
        assert kept.count("sent") <= delivered <= kept.count("sent") + kept.count("unknown")


def _is_done(room: Mailroom, unit: str) -> bool:
    """Say whether nothing is left to do for a unit: it has its round, or its address is refused for good."""
    standing = room.standing(unit)
    return room.kept(unit)[-1] in DONE or (bool(standing.failed) and standing.failed[-1].final)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_whenever_a_process_is_killed_the_next_finishes_its_work_and_sends_nothing_twice(
    script: Script,
) -> None:
    """Afterwards each unit is sent, drafted, refused or unknown; who has no address is left to the clerk."""
    for last in range(1, count_steps(script) + 1):
        room = Mailroom()
        steps = Steps({last})
        run(room, script, steps)
        assert steps.raised
        run(room, {}, Steps())
        assert_never_twice(room)
        assert_all_is_known(room)
        assert all(_is_done(room, unit.id) for unit in SENDABLE), steps.taken
        assert room.kept("heishikq") == []
        again = room.send()[0]
        assert again.sender.offered == []


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_whenever_two_processes_are_killed_the_third_finishes_their_work(script: Script) -> None:
    """The second is killed as it takes over, at every step of its own."""
    most = count_steps({})
    for first in range(1, count_steps(script) + 1, 2):
        for second in range(1, most + 1, 3):
            room = Mailroom()
            run(room, script, Steps({first}))
            run(room, {}, Steps({second}))
            run(room, {}, Steps())
            assert_never_twice(room)
            assert_all_is_known(room)
            assert all(_is_done(room, unit.id) for unit in SENDABLE)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("for_good", [False, True])
def test_whenever_the_ledger_or_the_disk_gives_out_nothing_is_sent_twice(
    script: Script, *, for_good: bool
) -> None:
    """For a moment or from then on; and the clerk is told “failed” only of what does not lie in a mailbox."""
    for first in range(1, count_steps(script, of_the_server=False) + 1):
        room = Mailroom()
        failing = range(first, 999 if for_good else first + 1)
        steps = Steps(failing, lambda: LedgerFullError(Message("the disk is full")))
        assert_told_the_truth(room, run(room, script, steps, of_the_server=False))
        run(room, {}, Steps())
        assert_never_twice(room)
        assert_all_is_known(room)
        assert all(_is_done(room, unit.id) for unit in SENDABLE)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_whenever_the_clerk_interrupts_she_is_told_the_truth(script: Script) -> None:
    """“Sent” is said of what lies in a mailbox, and “failed” of nothing that may lie in one."""
    for last in range(1, count_steps(script) + 1):
        room = Mailroom()
        steps = Steps({last}, KeyboardInterrupt)
        assert_told_the_truth(room, run(room, script, steps))


def assert_told_the_truth(room: Mailroom, told: Mapping[str, str]) -> None:
    delivered = {one.split()[0] for one in room.deliveries()}
    for unit, state in told.items():
        assert state != "sent" or unit in delivered
        assert state != "failed" or unit not in delivered


def test_a_clerk_who_interrupts_a_second_attempt_is_not_told_that_it_was_not_tried() -> None:
    """Put off once, then interrupted while the server has it: it may have gone out, as the ledger says."""
    room = Mailroom(SENDABLE[:1])
    process = room.start(sender=FakeSender({"baishi": [Fate.LATER, KeyboardInterrupt()]}))
    with pytest.raises(KeyboardInterrupt):
        process.shipment.send()
    assert room.kept("baishi") == ["failed", "unknown"]
    assert states(process.shipment.outcome()) == {"baishi": "unknown"}


@pytest.mark.parametrize("resends", [["baishi"], ["baishi", "anping"]])
def test_whenever_a_second_sending_is_killed_each_is_delivered_once_more_at_most(resends: list[str]) -> None:
    """The one that was unknown is given up together with the new claim, or not at all."""
    unknown = {unit.id: [Fate.UNKNOWN] for unit in SENDABLE}
    for last in range(1, 99):
        room = Mailroom(SENDABLE)
        for unit in SENDABLE:
            room.send(sender=FakeSender(unknown), units=[unit])
        steps = Steps({last})
        try:
            room.send(sender=FakeSender(steps=steps), steps=steps, resend=resends)
        except KilledError:
            room.send()
        delivered = room.deliveries()
        for unit in SENDABLE:
            times = sum(count for one, count in delivered.items() if one.startswith(unit.id))
            assert 1 <= times <= (2 if unit.id in resends else 1)
            assert room.kept(unit.id)[-1] in {"sent", "unknown"}
        if not steps.raised:
            break
    else:
        pytest.fail("the run had more steps than were tried")
