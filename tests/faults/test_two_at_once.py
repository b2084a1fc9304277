"""Several fedtracks at once in one folder: no unit gets the round twice, none is lost, and all end well."""

from __future__ import annotations

import json
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.tools import start
from tests.faults.blows import at_step, run_under
from tests.faults.postoffice import Point, PostOffice, open_office
from tests.faults.season import MAILED, SEND, ask, check_once_each, launched, make_season, read_books

_PATIENCE = 60.0
_WITHOUT_LOCK = """
import contextlib
from fedtrack.workspace import turn
turn.turn_to_send = lambda folder, waiting: contextlib.nullcontext()
from fedtrack.__main__ import main
main()
"""


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as office:
        yield office


def finish(process: subprocess.Popen[str]) -> dict[str, str]:
    """Wait for a run, which must end well; return what it says of each unit: its state or why not.

    Only where a claim is seen of which nobody knows how it ends, somebody is called for.
    """
    out, err = process.communicate(timeout=_PATIENCE)
    assert err in {"", "another fedtrack is sending from this folder; waiting until it is done\n"}
    document = json.loads(out)
    told = {one["unit"]: str(one["state"]) for one in document["reminders"]}
    told |= {one["unit"]: str(one["reason"]) for one in document["skipped"]}
    assert process.returncode == (7 if "unknown" in told.values() else 0), err
    return told


def sent_by(told: dict[str, str]) -> set[str]:
    return {unit for unit, state in told.items() if state == "sent"}


def leave_unknown(folder: Path, office: PostOffice, number: int = 1) -> str:
    """Have a run killed when the server has its nth message and has not said so; return that unit."""
    assert run_under(at_step(Point.CONTENT, number), folder, office, Counter())
    (unit,) = read_books(folder).unconfirmed
    return unit


@pytest.mark.parametrize("count", [2, 4])
def test_runs_at_once_share_the_work(count: int, tmp_path: Path, office: PostOffice) -> None:
    """Whoever is first sends, the others wait for their turn and find nothing left: one connection in all."""
    folder = make_season(tmp_path / "三八", office)
    office.slowness = 0.02
    with ExitStack() as stack:
        runs = [stack.enter_context(launched(folder, *SEND)) for _ in range(count)]
        told = [finish(process) for process in runs]
    assert sum((Counter(sent_by(one)) for one in told), Counter[str]()) == Counter(MAILED)
    assert check_once_each(folder, office) == set()
    assert office.connections == 1


@pytest.mark.parametrize("count", [2, 4])
def test_runs_at_once_where_no_lock_works(count: int, tmp_path: Path, office: PostOffice) -> None:
    """On a network drive that passes no lock on, the claims in the ledger alone keep the runs apart."""
    folder = make_season(tmp_path / "三八", office)
    office.slowness = 0.02
    with ExitStack() as stack:
        runs = [stack.enter_context(launched(folder, *SEND, code=_WITHOUT_LOCK)) for _ in range(count)]
        told = [finish(process) for process in runs]
    assert sum((Counter(sent_by(one)) for one in told), Counter[str]()) == Counter(MAILED)
    assert check_once_each(folder, office) == set()


def test_resending_while_another_sends(tmp_path: Path, office: PostOffice) -> None:
    """One run resends the unknown reminder, the other sends what is left; neither does the other's work."""
    folder = make_season(tmp_path / "三八", office)
    unit = leave_unknown(folder, office, 3)
    office.slowness = 0.02
    with launched(folder, *SEND) as sending, launched(folder, *SEND, "--resend", unit) as resending:
        told, told_again = finish(sending), finish(resending)
    assert sent_by(told) == {*MAILED[3:]}
    assert sent_by(told_again) == {unit}
    assert office.received == Counter(MAILED) + Counter([unit])
    books = read_books(folder)
    assert (books.confirmed, books.unconfirmed) == (Counter(MAILED), set())


def test_resending_twice_at_once(tmp_path: Path, office: PostOffice) -> None:
    """Of two runs that resend the same reminder one does it; the other is told that nothing is open."""
    folder = make_season(tmp_path / "三八", office)
    unit = leave_unknown(folder, office)
    office.slowness = 0.2
    with launched(folder, *SEND, "--resend", unit) as one, launched(folder, *SEND, "--resend", unit) as other:
        complaints = {run: run.communicate(timeout=_PATIENCE)[1] for run in (one, other)}
    first, second = sorted(complaints, key=lambda run: run.returncode)
    assert office.received[unit] == 2
    assert (first.returncode, second.returncode) == (0, 2)
    assert "is unconfirmed; nothing was sent" in complaints[second]


def _hold(office: PostOffice, number: int) -> tuple[threading.Event, threading.Event]:
    """Have the server wait at the nth message; return when it is there, and what lets it go on."""
    reached, go_on = threading.Event(), threading.Event()

    def hook(point: Point, message: int) -> None:
        if (point, message) == (Point.CONTENT, number):
            reached.set()
            assert go_on.wait(_PATIENCE)

    office.hook = hook
    return reached, go_on


def test_reports_that_come_in_meanwhile(tmp_path: Path, office: PostOffice) -> None:
    """A unit recorded before its turn gets no mail, and no mail waits for the ledger while one goes out."""
    folder = make_season(tmp_path / "三八", office)
    reached, go_on = _hold(office, 4)
    early, late = MAILED[5:8], MAILED[:2]
    with launched(folder, *SEND) as sending:
        assert reached.wait(_PATIENCE)
        assert start("record", *early, "--via", "oa", folder=folder).returncode == 0
        assert start("record", *late, "--via", "paper", folder=folder).returncode == 0
        go_on.set()
        told = finish(sending)
    assert sent_by(told) == {*MAILED} - {*early}
    assert office.received == Counter({*MAILED} - {*early})
    assert {told[unit] for unit in early} == {"not_outstanding"}
    assert ask(folder, "status")["totals"]["actual_reports"] == len(early + late)


def test_excuses_extensions_and_calls_meanwhile(tmp_path: Path, office: PostOffice) -> None:
    """A unit excused, given longer or called before its turn gets no mail."""
    folder = make_season(tmp_path / "三八", office)
    reached, go_on = _hold(office, 2)
    excused, longer, called = MAILED[4], MAILED[6], MAILED[8]
    with launched(folder, *SEND) as sending:
        assert reached.wait(_PATIENCE)
        for command in (
            ("excuse", excused, "--reason", "机构改革"),
            ("extend", longer, "--to", "2020-04-30", "--reason", "搬迁"),
            ("called", called),
        ):
            assert start(*command, folder=folder).returncode == 0
        go_on.set()
        told = finish(sending)
    assert sent_by(told) == {*MAILED} - {excused, longer, called}
    assert office.received == Counter(sent_by(told))


def test_a_run_that_waits_says_so(tmp_path: Path, office: PostOffice) -> None:
    """A run that has to wait for its turn says so at once, and in the end that nothing was left to do."""
    folder = make_season(tmp_path / "三八", office)
    reached, go_on = _hold(office, 1)
    with launched(folder, *SEND) as first:
        assert reached.wait(_PATIENCE)
        with launched(folder, *SEND) as second:
            assert second.stderr is not None
            assert second.stderr.readline().startswith("another fedtrack is sending from this folder")
            go_on.set()
            assert sent_by(finish(first)) == {*MAILED}
            assert sent_by(finish(second)) == set()
