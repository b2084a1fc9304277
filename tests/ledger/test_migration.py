"""Taking a ledger to a newer format: a copy first, then all or nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from fedtrack.errors import LedgerBusyError, LedgerError
from fedtrack.ledger.schema import SCRIPTS
from tests.ledger.support import excuse, open_ledger, raw, record, written_ledger

_SECOND = ("ALTER TABLE entries ADD COLUMN office TEXT NOT NULL DEFAULT ''",)
_BROKEN = ("ALTER TABLE entries ADD COLUMN office TEXT", "CREATE NONSENSE")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fedtrack.db"


def _formats(monkeypatch: pytest.MonkeyPatch, *later: tuple[str, ...]) -> None:
    """Let fedtrack know formats after the first."""
    monkeypatch.setattr("fedtrack.ledger.connection.SCRIPTS", [SCRIPTS[0], *later])


def _version(path: Path) -> int:
    with raw(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_copy_is_laid_beside_the_ledger_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first writing of a newer fedtrack keeps the old file as it was, and loses no entry."""
    before = written_ledger(path).entries()
    _formats(monkeypatch, _SECOND)
    ledger = open_ledger(path)
    (new,) = record(ledger, excuse("new"))
    backup = path.with_name("fedtrack.format-1.db")
    assert _version(path) == 2
    assert _version(backup) == 1
    assert ledger.entries() == [*before, new]
    assert open_ledger(backup).entries() == before
    assert ledger.inspect().sound


def test_reading_migrates_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only looks changes no file, not even to a newer format."""
    before = written_ledger(path).entries()
    _formats(monkeypatch, _SECOND)
    content = path.read_bytes()
    assert open_ledger(path).entries() == before
    assert open_ledger(path).inspect().sound
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_ledger_needs_no_copy(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _formats(monkeypatch, _SECOND)
    record(open_ledger(path), excuse())
    assert _version(path) == 2
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_writing_migrates_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy stays what it was when the format changed."""
    before = written_ledger(path).entries()
    _formats(monkeypatch, _SECOND)
    ledger = open_ledger(path)
    record(ledger, excuse())
    record(ledger, excuse())
    assert open_ledger(path.with_name("fedtrack.format-1.db")).entries() == before


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a migration is none: the ledger is of its old format and has its entries."""
    before = written_ledger(path).entries()
    _formats(monkeypatch, _BROKEN)
    with pytest.raises(LedgerError):
        record(open_ledger(path), excuse())
    assert _version(path) == 1
    assert open_ledger(path).entries() == before
    monkeypatch.undo()
    record(open_ledger(path), excuse())
    assert len(open_ledger(path).entries()) == len(before) + 1


def test_a_copy_is_never_of_the_newer_format(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two clerks who migrate at the same moment, the later one does not spoil the copy."""
    before = written_ledger(path).entries()
    _formats(monkeypatch, _SECOND)
    backup = path.with_name("fedtrack.format-1.db")
    connect = sqlite3.connect
    raced = False

    def late(target: object, **settings: object) -> sqlite3.Connection:
        nonlocal raced
        if not raced and str(target).startswith(str(backup)):
            raced = True
            with contextlib.suppress(LedgerBusyError):  # as it should be: the second one holds the file
                record(open_ledger(path), excuse("first"))
        connection: sqlite3.Connection = connect(target, **settings)  # type: ignore[call-overload]
        return connection

    monkeypatch.setattr(sqlite3, "connect", late)
    record(open_ledger(path), excuse("second"))
    assert raced
    assert _version(backup) == 1
    assert open_ledger(backup).entries() == before
    assert open_ledger(path).entries()[-1].unit == "second"
