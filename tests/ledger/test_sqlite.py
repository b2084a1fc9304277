"""What only the ledger in SQLite promises: a file that is whole when copied and can only grow."""

from __future__ import annotations

import re
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fedtrack.errors import LedgerDamagedError
from fedtrack.ledger.schema import APPLICATION
from fedtrack.usecases.ledger_file import LedgerReport
from tests.ledger.damages import PAGE, rewrite
from tests.ledger.support import excuse, open_ledger, raw, record, written_ledger

_INSERT = "INTO entries (id, kind, notice, unit, recorded_at, recorded_by, data, claim)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fedtrack.db"


_COPY = "SELECT id, kind, notice, 'x', '', '', '{}', NULL FROM entries"
_SAME_CLAIM = "SELECT id || 'x', kind, notice, 'x', '', '', '{}', claim FROM entries"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET unit = 'heishi'",
        "UPDATE entries SET data = data",
        "DELETE FROM entries",
        f"INSERT OR REPLACE {_INSERT} {_COPY}",
        f"INSERT OR REPLACE {_INSERT} {_SAME_CLAIM}",
        f"REPLACE {_INSERT} {_COPY}",
        f"INSERT {_INSERT} {_COPY} WHERE true ON CONFLICT DO UPDATE SET unit = 'x'",
    ],
)
def test_entries_can_only_be_added(path: Path, statement: str) -> None:
    """Even a program that knows SQL cannot change, remove or replace an entry."""
    ledger = open_ledger(path)
    record(ledger, excuse("baishi", claim="2020-38/baishi/due"))
    before = ledger.entries()
    with raw(path) as connection, pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        connection.execute(statement)
    assert ledger.entries() == before


def test_the_file_is_complete_in_itself(path: Path, tmp_path: Path) -> None:
    """A rollback journal, not WAL: between two commands there is one file, and a copy of it is a ledger."""
    ledger = written_ledger(path)
    with raw(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert [file.name for file in tmp_path.iterdir()] == ["fedtrack.db"]
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    assert open_ledger(copy).entries() == ledger.entries()


def test_writing_waits_for_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was acknowledged survives the plug being pulled: every connection asks for full synchrony."""
    seen: list[str] = []
    connect = sqlite3.connect

    def watched(*arguments: object, **settings: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **settings)  # type: ignore[call-overload]
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    record(open_ledger(path), excuse())
    assert "PRAGMA synchronous = EXTRA" in seen
    assert seen.index("PRAGMA synchronous = EXTRA") < seen.index("BEGIN IMMEDIATE")


def test_an_entry_says_when_and_by_whom_it_was_written(path: Path) -> None:
    """The moment is the real clock in UTC with milliseconds; the writer is the one who opened the ledger."""
    before = datetime.now(UTC)
    (entry,) = record(open_ledger(path), excuse())
    assert entry.recorded_by == "岑文书"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry.recorded_at)
    moment = datetime.fromisoformat(entry.recorded_at)
    assert before.replace(microsecond=0) <= moment <= datetime.now(UTC)


@pytest.mark.parametrize("name", ["三八 2020", "100%", "a#b", "a?mode=memory", "it's", "&x=1"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """The path goes into a URI: what a URI would obey in it is taken for what it is."""
    folder = tmp_path / name
    folder.mkdir()
    record(open_ledger(folder / "fedtrack.db"), excuse())
    assert [file.name for file in folder.iterdir()] == ["fedtrack.db"]
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert len(open_ledger(folder / "fedtrack.db").entries()) == 1


def test_an_empty_file_is_a_ledger_without_entries(path: Path) -> None:
    """A file of no bytes, which a sync program may leave, reads as empty, stays empty, and can be filled."""
    path.touch()
    ledger = open_ledger(path)
    assert ledger.entries() == []
    assert ledger.inspect() == LedgerReport(exists=True, sound=True)
    assert path.stat().st_size == 0
    record(ledger, excuse())
    assert len(ledger.entries()) == 1


def test_inspection_of_a_sound_ledger_finds_nothing(path: Path) -> None:
    ledger = open_ledger(path)
    assert ledger.inspect() == LedgerReport(exists=False, sound=True)
    assert not path.exists()
    record(ledger, excuse())
    assert ledger.inspect() == LedgerReport(exists=True, sound=True)


def test_inspection_notices_that_the_guards_are_gone(path: Path) -> None:
    """A program that dropped a trigger could have changed entries: the clerk hears of it."""
    ledger = written_ledger(path)
    with raw(path) as connection:
        connection.execute("DROP TRIGGER entries_are_not_changed")
    report = ledger.inspect()
    assert (report.exists, report.sound) == (True, False)
    assert "changed" in str(report.faults[0].what)


def _without_cells(file: Path, page: int) -> None:
    """Let a page say that nothing is on it, which SQLite believes."""
    rewrite(file, lambda content: content[: (at := page * PAGE + 3)] + b"\0\0" + content[at + 2 :])


def test_a_page_that_claims_to_be_empty_hides_no_entry(path: Path, tmp_path: Path) -> None:
    """Whichever page of table or indexes it is: reading returns every entry or refuses, a look finds it."""
    whole = written_ledger(tmp_path / "whole.db", count=150)
    refused = 0
    pages = (tmp_path / "whole.db").stat().st_size // PAGE
    for page in range(1, pages):
        shutil.copy(tmp_path / "whole.db", path)
        _without_cells(path, page)
        ledger = open_ledger(path)
        with pytest.raises(LedgerDamagedError, match="check --repair"):
            ledger.verify()
        try:
            assert ledger.entries() == whole.entries()
        except LedgerDamagedError:
            refused += 1
    assert 3 <= refused < pages - 1
    whole.verify()


def test_a_damaged_index_is_not_taken_for_another_writer(path: Path) -> None:
    """A claim that the index alone believes to be taken is damage; nobody else has written it down."""
    ledger = open_ledger(path)
    record(ledger, excuse(claim="2020-38/baishi/due"))
    with raw(path) as connection:
        look = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_entries_2'"
        start = PAGE * (connection.execute(look).fetchone()[0] - 1)

    def spoil(content: bytes) -> bytes:
        page = content[start : start + PAGE]
        return content[:start] + page.replace(b"baishi", b"heishi") + content[start + PAGE :]

    rewrite(path, spoil)
    assert len(ledger.entries()) == 1
    with pytest.raises(LedgerDamagedError, match="check --repair"):
        record(ledger, excuse("heishi", claim="2020-38/heishi/due"))


def test_what_is_not_there_is_not_damaged(path: Path) -> None:
    open_ledger(path).verify()
    assert not path.exists()
