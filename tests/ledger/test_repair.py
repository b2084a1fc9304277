"""A damaged ledger replaced by a new one: all that can be read is saved, and nothing is made up."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.entries import Entry
from fedtrack.errors import (
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerFullError,
    LedgerReadOnlyError,
    LedgerTooNewError,
)
from fedtrack.ledger.connection import open_file, transaction
from fedtrack.ledger.faults import explain
from fedtrack.ledger.rescue import rescue
from tests.ledger import damages
from tests.ledger.damages import DAMAGES, PAGE, Damage, rewrite
from tests.ledger.support import excuse, open_ledger, raw, record, written_ledger
from tests.obstacles import files_at_most, needs_limits, needs_rights, plain_user

_COUNT = 40
_NOTHING_LEFT = {
    damages.cut_in_half,
    damages.cut_to_its_header,
    damages.cut_to_a_byte,
    damages.overwritten_by_another_program,
    damages.garbage_over_every_page_but_the_first,
    damages.data_that_is_no_json,
    damages.data_that_is_no_text,
}
_ALL_LEFT = [
    damages.flipped_bytes,
    damages.data_that_is_no_object,
    damages.column_of_bytes,
    damages.data_too_deep,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fedtrack.db"


def _page_of(path: Path, name: str) -> int:
    with raw(path) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,))
    return int(page)


def _place(path: Path, entry: Entry) -> int:
    """Return where the row of an entry lies in the file; its id alone stands in indexes too."""
    return path.read_bytes().index(f"{entry.id}{entry.kind}".encode())


def _spoil_page(path: Path, page: int) -> None:
    rewrite(path, lambda content: content[: (page - 1) * PAGE] + b"\xa5" * PAGE + content[page * PAGE :])


def _spoil_header(path: Path) -> None:
    rewrite(path, lambda content: b"\xa5" * 100 + content[100:])


def _spoil_first_page(path: Path) -> None:
    _spoil_page(path, 1)


def _spoil_table_root(path: Path) -> None:
    _spoil_page(path, _page_of(path, "entries"))


def _spoil_index(path: Path) -> None:
    _spoil_page(path, _page_of(path, "entries_by_notice"))


def _drop_index(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP INDEX entries_by_notice")


def _drop_trigger(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP TRIGGER entries_are_not_deleted")


def _weaken_trigger(path: Path) -> None:
    """One byte of a trigger's text: it stands there still, and guards another table's name."""
    rewrite(path, lambda content: content.replace(b"WHERE id = NEW.id", b"WHERE id = NEW.if"))


def _no_format(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 0")


def _wild_format(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 65537")


@pytest.mark.parametrize(
    "damage",
    [
        *_ALL_LEFT,
        _spoil_header,
        _spoil_first_page,
        _spoil_table_root,
        _spoil_index,
        _drop_index,
        _drop_trigger,
        _weaken_trigger,
        _no_format,
        _wild_format,
    ],
)
def test_damage_beside_the_entries_costs_none(path: Path, tmp_path: Path, damage: Damage) -> None:
    """Whatever hides them, all entries are saved as they were; the damaged file is kept byte for byte."""
    ledger = written_ledger(path, count=_COUNT)
    before = ledger.entries()
    damage(path)
    spoilt = path.read_bytes()
    assert not ledger.inspect().sound
    foreseen = ledger.rescue()
    assert path.read_bytes() == spoilt
    rescue = ledger.repair()
    assert rescue.saved == foreseen.saved == _COUNT
    assert (rescue.lost, rescue.cut_off) == (foreseen.lost, foreseen.cut_off)
    assert ledger.entries() == before
    assert ledger.inspect().sound
    assert Path(rescue.backup).read_bytes() == spoilt
    assert {file.name for file in tmp_path.iterdir()} == {"fedtrack.db", "fedtrack.damaged.db"}
    (new,) = record(ledger, excuse("new"))
    assert ledger.entries() == [*before, new]
    with raw(path) as connection, pytest.raises(sqlite3.DatabaseError, match="only ever added"):
        connection.execute("DELETE FROM entries")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_repair_saves_entries_or_is_refused(path: Path, tmp_path: Path, damage: Damage) -> None:
    """Where not one entry can be read nothing is done: an empty ledger would look like a new one."""
    ledger = written_ledger(path, count=_COUNT)
    before = ledger.entries()
    damage(path)
    spoilt = path.read_bytes()
    if damage in _NOTHING_LEFT:
        with pytest.raises(LedgerDamagedError, match="not one entry in it can be read; nothing was done"):
            ledger.repair()
        assert path.read_bytes() == spoilt
        assert list(tmp_path.iterdir()) == [path]
        return
    try:
        rescue = ledger.repair()
    except LedgerDamagedError:
        assert damage is damages.table_gone  # some builds of SQLite wipe what they let go of
        return
    entries = ledger.entries()
    assert 0 < rescue.saved == len(entries)
    assert {entry.id for entry in entries} <= {entry.id for entry in before}
    assert all(entry in before for entry in entries)


def test_what_cannot_be_read_is_named(path: Path) -> None:
    """A row whose data is broken is told with its number, id, notice and moment, and is not in the ledger."""
    ledger = written_ledger(path, count=_COUNT)
    before = ledger.entries()
    third = before[2]
    place = _place(path, third)
    rewrite(path, lambda content: content[:place] + content[place:].replace(b'{"on"', b'{\xff\xff\xff"', 1))
    rescue = ledger.repair()
    (lost,) = rescue.lost
    assert (lost.row, lost.id, lost.notice) == (3, third.id, "2020-38")
    assert lost.written_at is not None
    written = datetime.fromisoformat(third.recorded_at)
    assert abs(lost.written_at - written) < timedelta(seconds=1)
    assert ledger.entries() == [entry for entry in before if entry != third]
    assert not rescue.whole


def test_rows_on_a_lost_page_are_known_from_the_index(path: Path) -> None:
    """Of a page that is gone altogether the indexes still tell which entries were on it."""
    ledger = written_ledger(path, count=_COUNT)
    before = ledger.entries()
    _spoil_page(path, _place(path, before[20]) // PAGE + 1)
    rescue = ledger.repair()
    saved = ledger.entries()
    missing = [entry for entry in before if entry not in saved]
    assert missing
    assert [lost.id for lost in rescue.lost] == [entry.id for entry in missing]
    assert rescue.saved == len(saved) == _COUNT - len(missing)


def test_a_file_that_was_cut_off_is_told_so(path: Path) -> None:
    """What lay behind the cut nobody can count: that it is missing is said, and up to when nothing is."""
    ledger = written_ledger(path, count=_COUNT)
    rewrite(path, lambda content: content[: -2 * PAGE - 100])
    rescue = ledger.repair()
    assert rescue.cut_off
    assert rescue.newest_at is not None
    assert rescue.newest_at <= datetime.now(UTC)
    assert 0 < rescue.saved < _COUNT


def test_long_entries_lie_on_several_pages(path: Path) -> None:
    """An entry that does not fit a page is put together again; a broken chain loses that one only."""
    ledger = open_ledger(path)
    before = record(ledger, *(excuse(f"u{word}", reason=word * 6000) for word in "甲乙丙"))
    _spoil_header(path)
    ledger.repair()
    assert ledger.entries() == before
    content = path.read_bytes()
    chained = [at for at in range(0, len(content), PAGE) if "乙乙乙".encode() in content[at : at + PAGE]]
    _spoil_page(path, max(at // PAGE + 1 for at in chained if at != _place(path, before[1]) // PAGE * PAGE))
    rescue = ledger.repair()
    assert rescue.saved == 2 == len(ledger.entries())
    assert [lost.row for lost in rescue.lost] == [2]


def test_claims_stay_taken(path: Path) -> None:
    """A reminder that was claimed stays so: a repair never lets it go out a second time."""
    ledger = open_ledger(path)
    record(ledger, excuse("a", claim="2020-38/a/1/0"), excuse("b"))
    _spoil_header(path)
    ledger.repair()
    with pytest.raises(LedgerError):
        record(ledger, excuse("a", claim="2020-38/a/1/0"))
    assert len(ledger.entries()) == 2


def test_no_damaged_file_is_written_over(path: Path, tmp_path: Path) -> None:
    """Each damaged file is kept under a name of its own, and one that was kept already only once."""
    ledger = written_ledger(path)
    _spoil_header(path)
    first = path.read_bytes()
    (tmp_path / "fedtrack.damaged.db").write_bytes(first)
    assert Path(ledger.repair().backup).name == "fedtrack.damaged.db"
    record(ledger, excuse("later"))
    _spoil_header(path)
    second = path.read_bytes()
    assert Path(ledger.repair().backup).name == "fedtrack.damaged-2.db"
    assert (tmp_path / "fedtrack.damaged.db").read_bytes() == first
    assert (tmp_path / "fedtrack.damaged-2.db").read_bytes() == second


@pytest.mark.parametrize("name", ["fedtrack.db-journal", "fedtrack.db-wal"])
def test_what_sqlite_left_beside_is_not_played_into_the_new_file(
    path: Path, tmp_path: Path, name: str
) -> None:
    """An old journal beside a ledger that cannot be opened goes with the damaged file."""
    ledger = written_ledger(path)
    before = ledger.entries()
    _spoil_header(path)
    left = tmp_path / name
    left.write_bytes(b"\x00\x01" * 5000)
    backup = Path(ledger.repair().backup)
    assert not left.exists()
    if name.endswith("journal"):  # the other one SQLite takes away by itself
        assert backup.with_name(f"{backup.name}-journal").read_bytes() == b"\x00\x01" * 5000
    assert ledger.entries() == before
    assert ledger.inspect().sound


# ---- nothing is replaced where that is not safe


def _assert_untouched(path: Path, change: Callable[[], object], error: type[LedgerError]) -> None:
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(error):
        change()
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_ledger_that_others_hold_is_left_alone(path: Path) -> None:
    ledger = written_ledger(path)
    _drop_trigger(path)
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusyError):
            ledger.repair()
        other.execute("ROLLBACK")
    assert not (path.parent / "fedtrack.damaged.db").exists()


def test_a_ledger_of_a_newer_fedtrack_is_not_repaired(path: Path) -> None:
    ledger = written_ledger(path)
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    _assert_untouched(path, ledger.repair, LedgerTooNewError)


def test_a_disk_without_room_leaves_all_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half a copy nor half a new ledger stays behind."""
    ledger = written_ledger(path)
    _spoil_header(path)

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    _assert_untouched(path, ledger.repair, LedgerFullError)


@needs_limits
def test_a_disk_that_fails_leaves_all_as_it_was(path: Path) -> None:
    ledger = written_ledger(path)
    _spoil_header(path)
    with files_at_most(PAGE):
        _assert_untouched(path, ledger.repair, LedgerError)
    assert ledger.repair().saved


@needs_rights
def test_a_folder_that_may_not_be_written_to_is_said() -> None:
    with plain_user() as folder:
        path = folder / "fedtrack.db"
        ledger = written_ledger(path)
        _spoil_header(path)
        folder.chmod(0o555)
        _assert_untouched(path, ledger.repair, LedgerReadOnlyError)
        folder.chmod(0o755)
        path.chmod(0)
        with pytest.raises(LedgerReadOnlyError):
            ledger.repair()


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no file that is open")
def test_who_waited_for_the_damaged_file_records_nothing_into_it(path: Path) -> None:
    """A fedtrack that had opened the file before it was replaced is told to do it again; nothing is lost."""
    ledger = written_ledger(path)
    _drop_trigger(path)
    with closing(open_file(path, create=False, busy_seconds=0.1)) as late:
        saved = ledger.repair().saved
        insert = "INSERT INTO entries VALUES ('z', 'call', '2020-38', 'u', '', '', '{}', NULL)"
        with pytest.raises(LedgerBusyError, match="do it again"), explain(path), transaction(late):
            late.execute(insert)
    assert len(ledger.entries()) == saved
    assert ledger.inspect().sound


@pytest.mark.parametrize("kept", [16, 20, 21, 99])
def test_what_ends_within_its_header_has_nothing_to_be_saved(kept: int) -> None:
    assert rescue(b"SQLite format 3\0".ljust(kept, b"\1")).lines == ()


# ---- any damage at all

_flips = st.lists(st.tuples(st.integers(0, 12 * PAGE), st.integers(1, 255)), min_size=1, max_size=12)


@settings(max_examples=60)
@given(flips=_flips, kept=st.none() | st.integers(0, 12 * PAGE))
def test_any_damage_is_repaired_refused_or_sound(flips: list[tuple[int, int]], kept: int | None) -> None:
    """Bytes flipped anywhere, the end cut off anywhere: what is saved was there, once, and the rest is told.

    Only a change within a text that is a text still cannot be seen: nothing in the file tells of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fedtrack.db"
        ledger = written_ledger(path, count=_COUNT)
        ids = [entry.id for entry in ledger.entries()]
        content = bytearray(path.read_bytes())
        for at, bits in flips:
            content[at % len(content)] ^= bits
        path.write_bytes(bytes(content[:kept]))
        if ledger.inspect().sound:
            hollow = kept == 0  # to SQLite an empty ledger, of which `check` says so
            assert [entry.id for entry in ledger.entries()] == ([] if hollow else ids)
            return
        try:
            rescue = ledger.repair()
        except LedgerError:
            assert path.read_bytes() == bytes(content[:kept])
            return
        assert ledger.inspect().sound
        saved = [entry.id for entry in ledger.entries()]
        assert len(saved) == len(set(saved)) == rescue.saved <= _COUNT
        if len(saved) < _COUNT:
            assert not rescue.whole
