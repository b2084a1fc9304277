"""The ledger between processes: killed in the middle, raced for, and held by somebody else."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fedtrack.errors import LedgerBusyError
from tests.ledger.support import ROOT, excuse, open_ledger, raw, record
from tests.ledger.writer import BLOCK

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def _start_writer(path: Path, blocks: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.writer", str(path), str(blocks)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(process: subprocess.Popen[str]) -> tuple[list[list[str]], str]:
    """Return the blocks that the process acknowledged (a line cut off was not), and what it complained of."""
    out, err = process.communicate()
    return [line.split() for line in out.splitlines(keepends=True) if line.endswith("\n")], err


@contextmanager
def _held_by_another_process(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            process.communicate()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_what_was_acknowledged_survives_being_killed(tmp_path: Path) -> None:
    """Ten times killed at a random moment: every id that was printed is there, whole blocks only."""
    path = tmp_path / "fedtrack.db"
    acknowledged: list[str] = []
    for _ in range(10):
        with _start_writer(path, 0) as process:
            assert process.stdout is not None
            acknowledged += process.stdout.readline().split()
            time.sleep(secrets.randbelow(30_000) / 1_000_000)
            process.send_signal(signal.SIGKILL)
            blocks, complaint = _finish(process)
        assert complaint == ""
        acknowledged += [identifier for block in blocks for identifier in block]
        ledger = open_ledger(path)
        entries = ledger.entries()
        assert set(acknowledged) <= {entry.id for entry in entries}
        assert len(entries) % BLOCK == 0
        assert ledger.inspect().sound
        with raw(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(acknowledged) >= 10 * BLOCK
    record(open_ledger(path), excuse())
    assert [file.name for file in tmp_path.iterdir()] == ["fedtrack.db"]


def test_eight_clerks_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight processes that make the ledger and write in it together all succeed, each block in one piece."""
    path = tmp_path / "fedtrack.db"
    finished = [_finish(process) for process in [_start_writer(path, 4) for _ in range(8)]]
    assert [complaint for _, complaint in finished] == [""] * 8
    blocks = [block for done, _ in finished for block in done]
    assert len(blocks) == 8 * 4
    ids = [entry.id for entry in open_ledger(path).entries()]
    assert ids == sorted(identifier for block in blocks for identifier in block)
    assert all(ids[ids.index(block[0]) :][:BLOCK] == block for block in blocks)
    assert open_ledger(path).inspect().sound


def test_a_ledger_held_too_long_is_busy(tmp_path: Path) -> None:
    """Who waits in vain for another process is told so, for writing and reading, and nothing is recorded."""
    path = tmp_path / "fedtrack.db"
    ledger = open_ledger(path, busy_seconds=0.05)
    before = record(ledger, excuse("a"))
    with _held_by_another_process(path):
        with pytest.raises(LedgerBusyError, match="nothing was recorded"):
            record(ledger, excuse("b"))
        with pytest.raises(LedgerBusyError):
            ledger.entries()
        report = ledger.inspect()
        assert not report.sound
        assert "another program" in str(report.faults[0].what)
    assert ledger.entries() == before
    assert ledger.inspect().sound


def test_a_clerk_waits_for_the_one_before(tmp_path: Path) -> None:
    """A short wait is no error: the second writer goes on when the first is done."""
    path = tmp_path / "fedtrack.db"
    record(open_ledger(path), excuse("a"))
    with _held_by_another_process(path):
        waiting = _start_writer(path, 1)
        time.sleep(0.3)
    blocks, complaint = _finish(waiting)
    assert (len(blocks), complaint) == (1, "")
    assert len(open_ledger(path).entries()) == 1 + BLOCK
