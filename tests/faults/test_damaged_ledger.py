"""A ledger cut off anywhere, with bytes flipped anywhere: said in a line, and repaired.

What the repair itself keeps and loses is shown in `tests/ledger/test_repair.py`; here it is killed.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.tools import start
from tests.conftest import Run
from tests.faults.blows import after_start, at_file, struck
from tests.faults.season import launched
from tests.faults.work import REPORTS, UNITS, check_sound, entries_of, make_work
from tests.ledger.damages import rewrite

_PATIENCE = 60.0
_PARTLY = 7
_LOOKING = [
    ("status",),
    ("status", "--json"),
    ("log",),
    ("why", UNITS[0]),
    ("remind", "--dry-run"),
    ("remind", "--text"),
    ("collect", REPORTS, "--dry-run"),
    ("export", "-o", "-"),
]
_DYING = """
import os, signal, sys
left = {steps}
def count(event, arguments):
    global left
    target = str(arguments[0]) if arguments else ""
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
    if writes or event in {{"os.rename", "os.remove"}} or (event == "sqlite3.connect" and ".part" in target):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
sys.addaudithook(count)
from fedtrack.__main__ import main
main()
"""


@pytest.fixture
def work(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace where every unit has reported and one was called; it is the current folder."""
    folder = make_work(tmp_path / "三八")
    monkeypatch.chdir(folder)
    assert run("called", UNITS[0]).code == 0
    assert run("collect", REPORTS, "--yes").code == 0
    return folder


def _spoil_header(folder: Path) -> bytes:
    rewrite(folder / "fedtrack.db", lambda content: b"\xa5" * 100 + content[100:])
    return (folder / "fedtrack.db").read_bytes()


def test_any_damage_is_said(work: Path, run: Run) -> None:
    """Every command answers from all entries, or refuses in one line."""
    ledger = work / "fedtrack.db"
    whole = ledger.read_bytes()
    ids = [entry.id for entry in entries_of(work)]
    flips = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(1, 255)), max_size=6)

    def spoil(content: bytes) -> None:
        ledger.write_bytes(content)
        os.utime(ledger, (0, 0))  # an empty file that has just been made is no fault

    @settings(max_examples=30)
    @given(flips=flips, kept=st.none() | st.integers(0, len(whole)))
    def damaged(flips: list[tuple[int, int]], kept: int | None) -> None:
        content = bytearray(whole)
        for at, bits in flips:
            content[at] ^= bits
        for arguments in (*_LOOKING, ("record", UNITS[0], "--supplement")):
            spoil(bytes(content[:kept]))
            answer = run(*arguments)
            assert answer.code in {0, 2, 4}, (arguments, answer)
            assert answer.code == 0 or len(answer.err.splitlines()) == 1, (arguments, answer)
        spoil(bytes(content[:kept]))
        found = run("check", "--json")
        assert found.code in {0, 3, 4}
        log = run("log", "--json")
        if log.code == 0 and kept != 0:  # an empty file is a hollow ledger, and said to be one
            assert [one["id"] for one in log.document["entries"]] == ids
        repaired = run("check", "--repair", "--yes")
        assert repaired.code in {0, 2, 4, _PARTLY}, repaired
        if repaired.code in {0, _PARTLY}:
            assert {entry.id for entry in entries_of(work)} <= set(ids)
        for kept_aside in work.glob("fedtrack.damaged*"):
            kept_aside.unlink()

    damaged()


def test_a_repair_killed_at_each_step(work: Path, tmp_path: Path) -> None:
    """Killed before each file is opened, moved or removed: it is the old ledger, or the new one whole."""
    before = entries_of(work)
    spoilt = _spoil_header(work)
    steps = 0
    killed = True
    while killed:
        steps += 1
        folder = tmp_path / str(steps)
        shutil.copytree(work, folder)
        program = _DYING.format(steps=steps)
        with launched(folder, "check", "--repair", "--yes", "--json", code=program) as process:
            out, err = process.communicate(timeout=_PATIENCE)
        assert err == ""
        killed = process.returncode != 0
        ledger = folder / "fedtrack.db"
        if ledger.read_bytes() == spoilt:
            assert killed
            assert start("check", "--repair", "--yes", folder=folder).returncode == 0
        assert entries_of(folder) == before
        assert any(file.read_bytes() == spoilt for file in folder.glob("fedtrack.damaged*.db"))
        check_sound(folder)
    assert json.loads(out)["saved"] == len(before)
    assert steps > 3


def test_a_repair_killed_at_any_moment(work: Path) -> None:
    """Killed again and again, the damaged file is kept, and in the end all entries are back."""
    before = entries_of(work)
    spoilt = _spoil_header(work)
    blows = [at_file("fedtrack.damaged*.db", 1, 0), at_file(".*.part", 1, 0)]
    blows += [after_start(0.15 + 0.02 * number) for number in range(5)]
    for blow in blows:
        ending = struck(blow, work, "check", "--repair", "--yes")
        assert ending.killed or ending.code in {0, 2}, ending
        if (work / "fedtrack.db").read_bytes() != spoilt:
            break
    start("check", "--repair", "--yes", folder=work)
    assert entries_of(work) == before
    assert (work / "fedtrack.damaged.db").read_bytes()[:100] == spoilt[:100]
    check_sound(work)
