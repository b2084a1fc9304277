"""What every ledger keeps to: the one in SQLite and the one that stands in for it in other tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import Excuse
from fedtrack.errors import LedgerError
from fedtrack.usecases.ports import Ledger
from tests.fakes.ledger import FakeLedger
from tests.ledger.support import excuse, open_ledger, record


class PlugPulledError(Exception):
    """Something went wrong in the middle of a block."""


def _in_sqlite(folder: Path) -> Ledger:
    return open_ledger(folder / "fedtrack.db")


def _in_memory(folder: Path) -> Ledger:
    return FakeLedger()


@pytest.fixture(params=[_in_sqlite, _in_memory], ids=["sqlite", "fake"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    make: Callable[[Path], Ledger] = request.param
    return make(tmp_path)


def test_a_new_ledger_is_empty(ledger: Ledger, tmp_path: Path) -> None:
    """Reading before anything was written gives nothing and makes no file."""
    assert list(ledger.entries()) == []
    assert list(ledger.entries("2020-38")) == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_appended_comes_back_as_it_was_returned(ledger: Ledger) -> None:
    """The entries that a writer is told of are those that every reader sees."""
    written = record(ledger, excuse("baishi", reason="“新设”\n第二行"), excuse("heishi"))
    assert list(ledger.entries()) == written
    assert [entry.unit for entry in written] == ["baishi", "heishi"]
    payload = read_payload(written[0])
    assert isinstance(payload, Excuse)
    assert payload.reason == "“新设”\n第二行"


def test_entries_stand_in_the_order_in_which_they_were_written(ledger: Ledger) -> None:
    """Ids grow within a block and from block to block, and order the entries."""
    written = [
        entry.id for block in range(5) for entry in record(ledger, excuse(f"a{block}"), excuse(f"b{block}"))
    ]
    assert written == sorted(set(written))
    assert [entry.id for entry in ledger.entries()] == written


def test_a_notice_sees_its_own_entries_only(ledger: Ledger) -> None:
    """Asked for one notice, a ledger leaves out the others; asked for none, it leaves out nothing."""
    record(ledger, excuse("a", notice="一"), excuse("b", notice="二"), excuse("c", notice="一"))
    assert [entry.unit for entry in ledger.entries("一")] == ["a", "c"]
    assert [entry.unit for entry in ledger.entries("三")] == []
    assert len(ledger.entries()) == 3


def test_a_block_reads_what_it_has_appended(ledger: Ledger) -> None:
    """What a use case decides in a block takes into account what it wrote in it."""
    with ledger.writing() as pen:
        pen.append([excuse("a")])
        assert [entry.unit for entry in pen.entries("2020-38")] == ["a"]
        assert list(pen.entries("2021-38")) == []


def test_a_block_reads_on_from_an_entry(ledger: Ledger) -> None:
    """Whoever has read up to an entry is given those that come after it, its own block's too."""
    first, second = record(ledger, excuse("a"), excuse("b", notice="another"))
    with ledger.writing() as pen:
        assert list(pen.entries(after="")) == [first, second]
        assert list(pen.entries(after=first.id)) == [second]
        assert list(pen.entries(after=second.id)) == []
        written = pen.append([excuse("c"), excuse("d", notice="another")])
        assert list(pen.entries(after=second.id)) == written
        assert list(pen.entries(after=written[-1].id)) == []


def test_a_block_reads_on_within_a_notice(ledger: Ledger) -> None:
    """The id may be that of an entry of another notice."""
    first, second, third = record(ledger, excuse("a"), excuse("b", notice="another"), excuse("c"))
    with ledger.writing() as pen:
        assert list(pen.entries("2020-38", after=first.id)) == [third]
        assert list(pen.entries("2020-38", after=second.id)) == [third]
        assert list(pen.entries("another", after=second.id)) == []
        assert list(pen.entries("2020-38", after=third.id)) == []


def test_a_block_reads_on_to_what_others_wrote_between_two_blocks(ledger: Ledger) -> None:
    """Ids grow from block to block, so that nothing is ever passed over."""
    (known,) = record(ledger, excuse("a"))
    others = record(ledger, excuse("b"), excuse("c"))
    with ledger.writing() as pen:
        own = pen.append([excuse("d")])
        assert list(pen.entries(after=known.id)) == [*others, *own]


def test_a_block_without_entries_is_no_fault(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        assert pen.append([]) == []
    assert list(ledger.entries()) == []


@pytest.mark.parametrize("error", [PlugPulledError, KeyboardInterrupt])
def test_a_block_that_fails_leaves_nothing(ledger: Ledger, error: type[BaseException]) -> None:
    """All that a block appended is gone when it fails, and what was there before is untouched."""
    before = record(ledger, excuse("a"))
    with pytest.raises(error), ledger.writing() as pen:  # noqa: PT012 - the block is what fails
        pen.append([excuse("b")])
        pen.append([excuse("c")])
        raise error
    assert list(ledger.entries()) == before


def test_a_claim_is_taken_once(ledger: Ledger) -> None:
    """Of two reminders with the same claim the second is refused, and nothing of its block is kept."""
    record(ledger, excuse("a", claim="2020-38/a/due"))
    with pytest.raises(LedgerError):
        record(ledger, excuse("b"), excuse("a", claim="2020-38/a/due"))
    assert [entry.unit for entry in ledger.entries()] == ["a"]


def test_a_claim_is_refused_where_it_is_made(ledger: Ledger) -> None:
    """`append` itself raises fedtrack's error, so that a use case may catch it inside its block."""
    record(ledger, excuse("a", claim="2020-38/a/due"))
    with ledger.writing() as pen, pytest.raises(LedgerError):
        pen.append([excuse("a", claim="2020-38/a/due")])


def test_a_claim_of_a_failed_block_is_free_again(ledger: Ledger) -> None:
    """A round that was claimed but not written can be claimed by the next who tries."""
    with pytest.raises(PlugPulledError), ledger.writing() as pen:  # noqa: PT012 - the block is what fails
        pen.append([excuse("a", claim="2020-38/a/due")])
        raise PlugPulledError
    record(ledger, excuse("a", claim="2020-38/a/due"))
    assert len(ledger.entries()) == 1


def test_entries_without_a_claim_never_collide(ledger: Ledger) -> None:
    record(ledger, excuse("a"), excuse("a"))
    record(ledger, excuse("a"))
    assert len({entry.id for entry in ledger.entries()}) == 3


def test_entries_of_another_ledger_are_adopted_as_they_are(ledger: Ledger, tmp_path: Path) -> None:
    """They stand where their ids put them, and what is written next comes after all of them."""
    theirs = record(FakeLedger(), excuse("a", reason="“新设”"), excuse("b", notice="another"))
    ours = record(ledger, excuse("c"))
    with ledger.writing() as pen:
        pen.adopt(theirs[::-1])
        assert list(pen.entries("another")) == [theirs[1]]
        (last,) = pen.append([excuse("d")])
    assert list(ledger.entries()) == [*sorted([*theirs, *ours], key=lambda entry: entry.id), last]


def test_an_id_is_adopted_once(ledger: Ledger) -> None:
    """A second entry with an id that is there is refused, and nothing of its block is kept."""
    (known,) = record(ledger, excuse("a"))
    (other,) = record(FakeLedger(), excuse("b"))
    with pytest.raises(LedgerError), ledger.writing() as pen:
        pen.adopt([other, known])
    assert list(ledger.entries()) == [known]


def test_what_is_adopted_holds_no_claim(ledger: Ledger) -> None:
    """A claim is between the writers of one ledger: it comes neither along nor in the way."""
    theirs = record(FakeLedger(), excuse("a", claim="2020-38/a/due"))
    record(ledger, excuse("a", claim="2020-38/a/due"))
    with ledger.writing() as pen:
        pen.adopt(theirs)
    assert len(ledger.entries()) == 2
