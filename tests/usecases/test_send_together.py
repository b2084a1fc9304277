"""Several clerks send at once, servers answer as they like, processes die: never twice, none forgotten."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.errors import FedtrackError, LedgerFullError, Message
from fedtrack.usecases.ports import Fate
from tests.fakes.post import FakeSender, KilledError, Steps
from tests.fakes.turns import Turns
from tests.usecases.desk import a_report, put
from tests.usecases.mailroom import SENDABLE, Mailroom, Process

NAMES = [unit.id for unit in SENDABLE]


class Clerk(NamedTuple):
    """One run of `remind --send`: what the server answers, where the run ends early, and how."""

    answers: dict[str, list[Fate]]
    ends_at: int | None
    killed: bool
    force: bool

    def steps(self) -> Steps:
        failing = () if self.ends_at is None else {self.ends_at}
        return Steps(failing, KilledError if self.killed else _disk_full)


class Morning(NamedTuple):
    """The clerks who are at work together on a day, and how they change over."""

    day: int
    clerks: list[Clerk]
    schedule: list[int]
    reports: list[str]


def _disk_full() -> FedtrackError:
    return LedgerFullError(Message("the disk is full"))


FATES = st.lists(st.sampled_from([*Fate, Fate.TAKEN]), max_size=4)
CLERKS = st.builds(
    Clerk,
    answers=st.fixed_dictionaries(dict.fromkeys(NAMES, FATES)),
    ends_at=st.none() | st.integers(1, 60),
    killed=st.booleans(),
    force=st.booleans(),
)
MORNINGS = st.builds(
    Morning,
    day=st.sampled_from([17, 20, 23, 24]),
    clerks=st.lists(CLERKS, min_size=1, max_size=3),
    schedule=st.lists(st.integers(0, 2), max_size=25),
    reports=st.lists(st.sampled_from(NAMES), max_size=1),
)


def live_through(room: Mailroom, morning: Morning) -> None:
    """Let the clerks of a morning send; the reports come in when their turn comes, and silence the rest."""
    turns = Turns(morning.schedule)
    claimed: dict[str, int] = {}
    works: list[Callable[[], object]] = []
    for clerk in morning.clerks:
        steps = clerk.steps()
        sender = FakeSender(clerk.answers)
        sender.inside = turns.change
        try:
            process = room.start(morning.day, sender=sender, steps=steps, force=clerk.force)
        except (KilledError, FedtrackError):
            continue
        works.append(_sending(process, turns))
    works += [_reporting(room, unit, morning.day, claimed, turns) for unit in morning.reports]
    turns.run(*works)
    for unit, count in claimed.items():
        assert room.lines(unit).count("claimed") == count, "a unit that had reported was reminded"


def _reporting(
    room: Mailroom, unit: str, day: int, claimed: dict[str, int], turns: Turns
) -> Callable[[], None]:
    """Return the work of who enters a report, and notes how many claims the unit had by then."""

    def work() -> None:
        turns.change()
        put(room.ledger, a_report(day), unit)
        claimed[unit] = room.lines(unit).count("claimed")

    return work


def _sending(process: Process, turns: Turns) -> Callable[[], None]:
    """Return the work of a process: it changes over inside each mail and before it begins."""

    def work() -> None:
        turns.change()
        try:
            process.shipment.send()
        except (KilledError, FedtrackError):
            turns.change()

    return work


@given(mornings=st.lists(MORNINGS, max_size=3))
@settings(max_examples=300)
def test_no_unit_ever_gets_a_round_twice_and_none_is_lost(mornings: list[Morning]) -> None:
    """What lies in a mailbox is sent or unknown in the ledger; who owes has one at the end of it all.

    Whatever servers answer, and wherever processes end; unknown mails are taken to have gone out.
    """
    room = Mailroom(SENDABLE)
    for morning in sorted(mornings, key=lambda one: one.day):
        live_through(room, morning)
        assert set(room.deliveries().values()) <= {1}
    room.send(26)
    assert set(room.deliveries().values()) <= {1}
    for unit in NAMES:
        standing = room.standing(unit)
        kept = [one.state for one in standing.reminders]
        delivered = sum(count for one, count in room.deliveries().items() if one.startswith(f"{unit} "))
        assert kept.count("sent") <= delivered <= len(kept)
        assert standing.reported or kept


@given(mornings=st.lists(MORNINGS, min_size=1, max_size=3))
@settings(max_examples=150)
def test_however_many_clerks_send_the_gap_is_kept_unless_it_is_forced(mornings: list[Morning]) -> None:
    """Nor is anyone reminded twice on one day; what failed is no reminder."""
    room = Mailroom(SENDABLE)
    for morning in sorted(mornings, key=lambda one: one.day):
        live_through(room, morning._replace(clerks=[one._replace(force=False) for one in morning.clerks]))
    for unit in NAMES:
        days = sorted(reminder.on for reminder in room.standing(unit).reminders)
        assert all((later - earlier).days >= 2 for earlier, later in pairwise(days))


@pytest.mark.parametrize("schedule", [[0, 1] * 9, [0, 0, 1, 1] * 9, [1, 0, 0] * 9])
def test_two_clerks_at_once_share_the_work(schedule: list[int]) -> None:
    """Each unit is sent one mail, by either, and neither run is stopped by the other."""
    room = Mailroom(SENDABLE)
    turns = Turns(schedule)
    processes = [room.start(), room.start()]
    for process in processes:
        process.sender.inside = turns.change
    turns.run(*(_sending(process, turns) for process in processes))
    assert sorted(room.deliveries().values()) == [1, 1, 1]
    assert [process.shipment.ended for process in processes] == [None, None]
