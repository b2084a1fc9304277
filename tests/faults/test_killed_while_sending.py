"""`remind --send` killed (SIGKILL, TerminateProcess) at every step and run again: nothing twice or lost.

A message whose whole content reached the server counts as received, answered or not: it must never go
out again by itself. `FEDTRACK_KILLS=300` kills more often than usual.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.blows import Blow, after_mail, after_start, at_copy, at_journal, at_step, run_under
from tests.faults.postoffice import Point, PostOffice, open_office
from tests.faults.season import (
    MAILED,
    SEND,
    check_once_each,
    check_resending,
    make_season,
    read_books,
    send_undisturbed,
)

KILLS = int(os.environ.get("FEDTRACK_KILLS", "42"))
"""How often fedtrack is killed in this file, beside the kills while it resends: a third in each test."""

_log = logging.getLogger(__name__)  # what came of it all, for `--log-cli-level=WARNING`


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as office:
        yield office


def spoil(blows: Iterator[Blow], folder: Path, office: PostOffice) -> None:
    """Deal a third of KILLS, in as many workspaces as that takes; in each fedtrack ends by itself at last."""
    tally: Counter[str] = Counter()
    for season in itertools.count():
        office.mails.clear()
        workspace = make_season(folder / str(season), office)
        while tally["killed"] < KILLS // 3:
            if not run_under(next(blows), workspace, office, tally):
                break
        send_undisturbed(workspace)
        unknown = check_once_each(workspace, office)
        tally["units"] += len(MAILED)
        tally["unknown"] += len(unknown)
        tally["unknown that came in"] += len(unknown & set(office.received))
        check_resending(workspace, office, unknown)
        if tally["killed"] >= KILLS // 3:
            break
    _log.warning("%s", dict(tally))


def test_killed_at_each_step_of_the_conversation(tmp_path: Path, office: PostOffice) -> None:
    """Killed by the server itself, before each answer and right after the last, at the first messages."""
    steps = itertools.product((1, 2, 4), Point)
    blows = itertools.cycle(at_step(point, number) for number, point in steps)
    spoil(blows, tmp_path, office)


def test_killed_amid_the_file_work(tmp_path: Path, office: PostOffice) -> None:
    """Killed when a copy lies in `sent/`, when the ledger's journal is there, and when it is gone again."""
    blows = itertools.cycle(
        blow
        for number in (1, 2, 3, 5)
        for blow in (at_copy(number), at_journal(number, there=True), at_journal(number, there=False))
    )
    spoil(blows, tmp_path, office)


def test_killed_at_any_moment(tmp_path: Path, office: PostOffice) -> None:
    """Killed some milliseconds after a message was begun, or after the start."""
    chance = random.Random(38)  # noqa: S311 - nothing secret; the same blows each time

    def blows() -> Iterator[Blow]:
        while True:
            for number in (1, 2, 3, 4):
                yield after_mail(number, chance.uniform(0, 0.012))
            yield after_start(chance.uniform(0.1, 0.4))

    spoil(blows(), tmp_path, office)


def test_killed_while_resending(tmp_path: Path, office: PostOffice) -> None:
    """A resent reminder is unknown again when fedtrack is killed once more, until the next --resend."""
    tally: Counter[str] = Counter()
    workspace = make_season(tmp_path / "三八", office)
    assert run_under(at_step(Point.CONTENT, 1), workspace, office, tally)
    send_undisturbed(workspace)
    (unit,) = check_once_each(workspace, office)
    others = len(office.mails) - 1
    came_in = 1
    for point in Point:
        assert run_under(at_step(point, 1), workspace, office, tally, *SEND, "--resend", unit)
        came_in += point in {Point.CONTENT, Point.ANSWERED}
        send_undisturbed(workspace)
        if point is not Point.ANSWERED:  # it may have been quick enough to note the answer
            assert read_books(workspace).unconfirmed == {unit}, point
        assert office.received[unit] == came_in, point
    check_resending(workspace, office, read_books(workspace).unconfirmed)
    assert len(office.mails) - others in {came_in, came_in + 1}
