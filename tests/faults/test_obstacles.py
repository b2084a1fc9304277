"""What stands in the way: a locked stick, another program, a clock set back, a newer fedtrack, a crowd."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from fedtrack.ledger.sqlite import SqliteLedger
from tests.cli.tools import snapshot
from tests.conftest import Run
from tests.faults.season import ask, launched
from tests.faults.work import (
    REPORTS,
    UNITS,
    acknowledged_in,
    check_reports,
    check_sound,
    entries_of,
    make_work,
    report_of,
)
from tests.obstacles import needs_rights, plain_user

LEDGER, DOCUMENT, PARTLY = 4, 6, 7
_PATIENCE = 60.0
_YEAR = 365 * 24 * 3600
_FILE = f"{REPORTS}/第1镇妇联“三八”活动总结.txt"
_READING = [("status",), ("log", "--json"), ("why", UNITS[0]), ("remind", "--dry-run"), ("check",)]
_WRITING = [
    ("record", UNITS[0], "--file", _FILE),
    ("collect", REPORTS, "--yes"),
    ("remind",),
    ("excuse", UNITS[0], "--reason", "新设"),
    ("called", UNITS[0]),
    ("undo",),
]
_TOMORROW = """
from fedtrack.ledger import connection
connection.SCRIPTS.append(("ALTER TABLE entries ADD COLUMN office TEXT NOT NULL DEFAULT ''",))
from fedtrack.__main__ import main
main()
"""


@pytest.fixture
def work(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace where a report was recorded; it is the current folder."""
    folder = make_work(tmp_path / "三八")
    monkeypatch.chdir(folder)
    assert run("record", UNITS[-1], "--file", str(report_of(folder, UNITS[-1]))).code == 0
    return folder


def _assert_refused(run: Run, arguments: tuple[str, ...], codes: set[int]) -> None:
    answer = run(*arguments)
    assert answer.code in codes, (arguments, answer)
    assert 1 <= len(answer.err.splitlines()) <= len(UNITS)
    assert all("; " in line for line in answer.err.splitlines()), answer.err
    assert "Traceback" not in answer.err


# ---- a folder that may not be written to


@needs_rights
def test_a_locked_stick_can_be_read_and_refuses_the_rest(
    work: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that only looks works; all that writes says what to do, and leaves every byte as it was."""
    for arguments in (*_READING, *_WRITING):  # loads what is loaded late: a plain user may not read it here
        run(*arguments)
    with plain_user() as stick:
        folder = make_work(stick / "三八")
        monkeypatch.chdir(folder)
        assert run("record", UNITS[-1]).code == 0
        paths = [folder, *folder.rglob("*")]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = snapshot(folder)
        for arguments in _READING:
            assert run(*arguments).code == 0, arguments
        for arguments in _WRITING:
            _assert_refused(run, arguments, {LEDGER, DOCUMENT, PARTLY})
        assert snapshot(folder) == before
        for path in paths:
            path.chmod(0o755)


# ---- a ledger that another program holds


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(folder / "fedtrack.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_ledger_that_is_held_too_long(work: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command waits, then says so and has done nothing; it works once the other program is done."""
    defaults = SqliteLedger.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "busy_seconds", 0.02)
    before = snapshot(work)
    with _held(work):
        for arguments in (*_READING[:-1], *_WRITING, ("check", "--repair", "--yes")):
            _assert_refused(run, arguments, {LEDGER})
        answer = run("check")
        assert (answer.code, "another program holds the ledger" in answer.out) == (LEDGER, True)
    after = snapshot(work)
    after.pop(".fedtrack.lock", None)
    assert {name: after[name] for name in after if after[name]} == {
        name: before[name] for name in before if before[name]
    }
    assert run("collect", REPORTS, "--yes").code == 0
    check_reports(work)


# ---- a clock set back


def test_a_clock_set_back(work: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written down after the clock was set back still comes last, and is the first to be undone."""
    now, ago = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: now() - _YEAR)
    monkeypatch.setattr(time, "time_ns", lambda: ago() - _YEAR * 1_000_000_000)
    (first,) = entries_of(work)
    assert run("record", UNITS[0], UNITS[1]).code == 0
    assert [entry.unit for entry in entries_of(work)] == [UNITS[-1], UNITS[0], UNITS[1]]
    assert UNITS[1] in run("undo", "--json").out
    assert [one["unit"] for one in run("log", "--json").document["entries"]][:2] == [UNITS[-1], UNITS[0]]
    assert entries_of(work)[0] == first
    assert run("collect", REPORTS, "--yes").code == 0
    assert run("check").code == 0
    assert run("status", "--json").document["totals"]["actual_reports"] == len(UNITS)


def test_an_empty_ledger_from_the_future_is_noticed(
    work: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync drive that cut the ledger off is told of too where the clock was set back since."""
    (work / "fedtrack.db").write_bytes(b"")
    later = time.time() + _YEAR
    os.utime(work / "fedtrack.db", (later, later))
    assert "fedtrack.db is empty" in run("remind", "--dry-run").err
    assert "put back the last copy" in run("check").out


# ---- two versions of fedtrack on one folder


def test_a_newer_fedtrack_takes_the_ledger_over_and_an_older_one_keeps_off(work: Path, run: Run) -> None:
    """The newer one migrates, with a copy; the older one then says what to do, and changes nothing more."""
    before = entries_of(work)
    with launched(work, "record", UNITS[0], "--json", code=_TOMORROW) as newer:
        out, err = newer.communicate(timeout=_PATIENCE)
    assert (newer.returncode, err) == (0, "")
    copy = SqliteLedger(work / "fedtrack.format-1.db", recorded_by="岑文书")
    assert copy.entries() == before
    assert copy.inspect().sound
    content = snapshot(work)
    for arguments in (*_READING[:-1], *_WRITING, ("check", "--repair", "--yes")):
        answer = run(*arguments)
        assert (answer.code, answer.out) == (LEDGER, ""), arguments
        assert "by a newer fedtrack (format 2); install the newest fedtrack" in answer.err
        assert len(answer.err.splitlines()) == 1
    assert run("check").code == LEDGER
    after = snapshot(work)
    after.pop(".fedtrack.lock", None)
    assert {name: after[name] for name in after if after[name]} == {
        name: content[name] for name in content if content[name]
    }
    with launched(work, "log", "--json", code=_TOMORROW) as newer:
        out, err = newer.communicate(timeout=_PATIENCE)
    assert [entry["id"] for entry in json.loads(out)["entries"]][:1] == [entry.id for entry in before]
    assert len(json.loads(out)["entries"]) == 2


def test_a_ledger_taken_over_while_it_is_opened(
    work: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older fedtrack that was just about to write neither writes nor takes the format back."""
    from fedtrack.ledger import connection

    opened = connection.open_file

    def late(path: Path, *, create: bool, busy_seconds: float) -> sqlite3.Connection:
        ours = opened(path, create=create, busy_seconds=busy_seconds)
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 2")
        return ours

    monkeypatch.setattr(connection, "open_file", late)
    answer = run("record", UNITS[0])
    monkeypatch.undo()
    assert (answer.code, answer.out) == (LEDGER, "")
    assert "by a newer fedtrack (format 2)" in answer.err
    with closing(sqlite3.connect(work / "fedtrack.db")) as connected:
        assert connected.execute("PRAGMA user_version").fetchone() == (2,)
        assert connected.execute("SELECT count(*) FROM entries").fetchone() == (1,)


# ---- a crowd


def test_eight_clerks_record_at_once(tmp_path: Path) -> None:
    """Eight processes on a folder without a ledger: each unit once, the one that all record too."""
    folder = make_work(tmp_path / "三八")
    common = UNITS[-1]
    with ExitStack() as stack:
        runs = []
        for unit in UNITS[:8]:
            more = (common,) if unit < UNITS[4] else ()
            runs.append(stack.enter_context(launched(folder, "record", unit, *more, "--json")))
        endings = [(process.communicate(timeout=_PATIENCE), process.returncode) for process in runs]
    codes = Counter(code for _, code in endings)
    assert set(codes) == {0, 2}
    for (out, err), code in endings:
        assert ("has reported already" in err) is (code == 2)
        assert not acknowledged_in(out) or code == 0
    units = Counter(entry.unit for entry in entries_of(folder))
    assert set(units.values()) == {1}
    assert common in units
    assert len(units) == codes[0] + 1
    check_sound(folder)
    assert ask(folder, "status")["totals"]["actual_reports"] == len(units)
