"""What becomes of the ledger when the file or the disk is not as it should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fedtrack.errors import (
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerFullError,
    LedgerReadOnlyError,
    LedgerTooNewError,
)
from fedtrack.ledger.faults import explain
from tests.ledger.damages import DAMAGES, PAGE, Damage, rewrite
from tests.ledger.support import excuse, open_ledger, raw, record, written_ledger
from tests.obstacles import files_at_most, needs_limits, needs_rights, plain_user


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fedtrack.db"


# ---- a folder or file that may not be written to


def _no_writing(file: Path) -> None:
    file.chmod(0o444)


def _no_journal(file: Path) -> None:
    file.parent.chmod(0o555)


@needs_rights
@pytest.mark.parametrize("forbid", [_no_writing, _no_journal])
def test_what_may_not_be_written_to_can_still_be_read(forbid: Damage) -> None:
    """On a stick that is locked the clerk reads all and is told why nothing can be recorded."""
    with plain_user() as folder:
        path = folder / "fedtrack.db"
        ledger = open_ledger(path)
        before = record(ledger, excuse("a"))
        forbid(path)
        with pytest.raises(LedgerReadOnlyError, match="nothing was recorded") as caught:
            record(ledger, excuse("b"))
        assert caught.value.faults[0].where == str(path)
        assert ledger.entries() == before
        assert ledger.inspect().sound


@needs_rights
def test_what_may_not_be_read_is_said() -> None:
    """A ledger of somebody else who gave no right to read it is named, with what to do."""
    with plain_user() as folder:
        path = folder / "fedtrack.db"
        ledger = open_ledger(path)
        record(ledger, excuse("a"))
        path.chmod(0)
        with pytest.raises(LedgerReadOnlyError):
            ledger.entries()
        assert not ledger.inspect().sound


@needs_rights
def test_a_ledger_cannot_be_started_where_nothing_may_be_written() -> None:
    with plain_user() as folder:
        folder.chmod(0o555)
        with pytest.raises(LedgerReadOnlyError):
            record(open_ledger(folder / "fedtrack.db"), excuse())
        assert list(folder.iterdir()) == []


def test_a_folder_in_the_ledgers_place_is_said(path: Path) -> None:
    path.mkdir()
    ledger = open_ledger(path)
    with pytest.raises(LedgerReadOnlyError):
        ledger.entries()
    with pytest.raises(LedgerReadOnlyError):
        record(ledger, excuse())
    assert not ledger.inspect().sound


# ---- a disk that is full, or fails


@contextmanager
def _pages_at_most(limit: int) -> Iterator[None]:
    """Let no database grow beyond `limit` pages: SQLite then answers as it does on a full disk."""
    connect = sqlite3.connect

    def small(*arguments: object, **settings: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **settings)  # type: ignore[call-overload]
        connection.execute(f"PRAGMA max_page_count = {limit}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", small)
        yield


def test_a_full_disk_loses_nothing(path: Path) -> None:
    """A block for which there is no room leaves nothing; once there is room it can be written again."""
    ledger = open_ledger(path)
    before = record(ledger, excuse("a"))
    pages = path.stat().st_size // PAGE
    block = [excuse(f"u{number}", reason="汇总" * 300) for number in range(50)]
    with _pages_at_most(pages + 2):
        with pytest.raises(LedgerFullError, match="full; nothing was recorded"):
            record(ledger, *block)
        assert ledger.entries() == before
        assert ledger.inspect().sound
    record(ledger, *block)
    assert len(ledger.entries()) == 51


def test_a_ledger_that_did_not_fit_is_made_later(path: Path) -> None:
    """A disk too full for the first table leaves a file that the next try makes a ledger of."""
    ledger = open_ledger(path)
    with _pages_at_most(2), pytest.raises(LedgerFullError):
        record(ledger, excuse("a"))
    assert ledger.entries() == []
    record(ledger, excuse("a"))
    assert len(ledger.entries()) == 1


@needs_limits
def test_a_disk_that_fails_is_said(path: Path) -> None:
    """Any other failure of writing is told in SQLite's words, and loses nothing."""
    ledger = open_ledger(path)
    before = record(ledger, excuse("a"))
    block = [excuse(f"u{number}", reason="汇总" * 300) for number in range(50)]
    with (
        files_at_most(path.stat().st_size),
        pytest.raises(LedgerError, match="disk I/O error") as caught,
    ):
        record(ledger, *block)
    assert type(caught.value) is LedgerError
    assert ledger.entries() == before
    assert ledger.inspect().sound


# ---- a file that is not a ledger, or not whole


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_is_said_and_left_as_it_is(path: Path, damage: Damage) -> None:
    """Reading and inspecting tell of the damage, and change no byte of what may yet be rescued."""
    ledger = written_ledger(path)
    damage(path)
    spoilt = path.read_bytes()
    with pytest.raises(LedgerDamagedError, match=r"fedtrack\.db: .*damaged") as caught:
        ledger.entries()
    assert caught.value.faults[0].fix is not None
    report = ledger.inspect()
    assert (report.exists, report.sound) == (True, False)
    assert report.faults
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize("damage", DAMAGES[:5])
def test_nothing_is_recorded_in_a_damaged_ledger(path: Path, damage: Damage) -> None:
    """A file whose pages are broken takes no entry, and is not made worse."""
    ledger = written_ledger(path)
    damage(path)
    spoilt = path.read_bytes()
    with pytest.raises(LedgerDamagedError):
        record(ledger, excuse())
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize("identifier", ["zzz", "ffffffff-ffff-7fff-bfff-ffffffffffff"])
def test_an_id_after_which_none_can_come_is_damage(path: Path, identifier: str) -> None:
    """An entry put in by another program, under an id that is none or the last there is, is told of."""
    ledger = written_ledger(path)
    with raw(path) as connection:
        connection.execute(
            "INSERT INTO entries VALUES (?, 'call', '2020-38', 'u', '', '', '{}', NULL)", (identifier,)
        )
    with pytest.raises(LedgerDamagedError):
        record(ledger, excuse())


def test_inspection_finds_an_index_that_does_not_fit(path: Path) -> None:
    """A flipped byte that reading does not stumble over shows when every index is compared with its table."""
    ledger = written_ledger(path)
    with raw(path) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_by_notice'")
    last = page * PAGE - 5  # within the id of the first entry, whose index row lies at the end of the page
    rewrite(path, lambda content: content[:last] + b"\x00" + content[last + 1 :])
    assert len(ledger.entries()) == 40
    report = ledger.inspect()
    assert not report.sound
    assert any("entries_by_notice" in str(fault.what) for fault in report.faults)


# ---- a file from the future


def test_a_ledger_of_a_newer_fedtrack_is_left_alone(path: Path) -> None:
    """An old fedtrack neither reads nor writes what it may not understand."""
    ledger = written_ledger(path)
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    content = path.read_bytes()
    with pytest.raises(LedgerTooNewError, match="format 99"):
        ledger.entries()
    with pytest.raises(LedgerTooNewError, match="install the newest fedtrack"):
        record(ledger, excuse())
    report = ledger.inspect()
    assert not report.sound
    assert "format 99" in str(report.faults[0].what)
    assert path.read_bytes() == content


# ---- what is not SQLite's passes through


def test_only_errors_of_the_database_are_explained(path: Path) -> None:
    """A mistake of the program in a block is not told to the clerk as a damaged ledger."""
    with pytest.raises(ZeroDivisionError), explain(path):
        _ = 1 / 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LedgerBusyError),
        (sqlite3.SQLITE_LOCKED, LedgerBusyError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, LedgerReadOnlyError),
        (sqlite3.SQLITE_PERM, LedgerReadOnlyError),
        (sqlite3.SQLITE_CORRUPT_INDEX, LedgerDamagedError),
        (sqlite3.SQLITE_IOERR_READ, LedgerError),
        (sqlite3.SQLITE_NOMEM, LedgerError),
    ],
)
def test_extended_codes_belong_to_their_family(path: Path, code: int, expected: type[LedgerError]) -> None:
    """SQLite's finer codes, some too rare to bring about, are explained like the code that they refine."""
    error = sqlite3.OperationalError("reason")
    error.sqlite_errorcode = code
    with pytest.raises(LedgerError) as caught, explain(path):
        raise error
    assert type(caught.value) is expected
