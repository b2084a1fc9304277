"""An entry is taken back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Retraction, live_entries, read_payload
from fedtrack.errors import UsageError
from fedtrack.usecases.undo import Undone, undo
from tests.builders import make_entry
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, march, put

DAY = march(20).date()


def take_back(ledger: FakeLedger, query: str | None = None) -> Undone:
    return undo(ledger=ledger, day=DAY, query=query)


def refusal(ledger: FakeLedger, query: str | None = None) -> str:
    before = list(ledger.lines)
    with pytest.raises(UsageError) as raised:
        take_back(ledger, query)
    assert ledger.lines == before
    return str(raised.value)


def numbered(*numbers: int) -> FakeLedger:
    """Return a ledger whose ids end with those numbers in twelve digits."""
    return FakeLedger([make_entry(a_call(18), number=number) for number in numbers])


def test_the_last_entry_is_taken_back(ledger: FakeLedger) -> None:
    """The entry stays; a retraction for its notice and unit is added."""
    put(ledger, a_report(18))
    last = put(ledger, a_call(17), unit="heishi", notice="another")
    undone = take_back(ledger)
    assert undone.entry == last
    assert ledger.lines[-1] == undone.retraction
    assert (undone.retraction.unit, undone.retraction.notice) == ("heishi", "another")
    assert read_payload(undone.retraction) == Retraction(on=DAY, entry=last.id)
    assert len(ledger.lines) == 3


def test_again_and_again_goes_further_back(ledger: FakeLedger) -> None:
    """A retraction is not itself the last entry, so that undoing twice does not redo."""
    entries = [put(ledger, a_report(18), unit=unit) for unit in ("a", "b", "c")]
    assert [take_back(ledger).entry for _ in entries] == entries[::-1]
    assert refusal(ledger) == "there is nothing to take back `fedtrack log` shows the entries"


def test_in_an_empty_ledger_there_is_nothing(ledger: FakeLedger) -> None:
    assert refusal(ledger).startswith("there is nothing to take back")


@pytest.mark.parametrize(
    "query",
    [
        "00000000-0000-7000-8000-000000001234",
        "1234",
        " 000000001234 ",
    ],
)
def test_an_entry_is_named_by_its_id_or_the_end_of_it(query: str) -> None:
    ledger = numbered(1234, 5678)
    assert take_back(ledger, query).entry.id.endswith("1234")


def test_an_id_is_known_in_capitals() -> None:
    lettered = replace(make_entry(a_call(18)), id="00000000-0000-7000-8000-00000000abcd")
    assert take_back(FakeLedger([lettered]), "ABCD").entry == lettered


@pytest.mark.parametrize("query", ["234", "", "   ", "9999", "00000000-0000-7000"])
def test_an_unknown_or_too_short_name_is_refused(query: str) -> None:
    """Three letters fit too easily; and the beginning of an id is a date that many share."""
    assert refusal(numbered(1234), query) == f"no entry is called {query} `fedtrack log` shows the entries"


def test_an_end_that_several_ids_share_is_refused_with_them() -> None:
    ledger = numbered(71234, 81234)
    words = refusal(ledger, "1234")
    assert words == f"several entries end with 1234 name one: {ledger.lines[0].id}, {ledger.lines[1].id}"
    assert take_back(ledger, "81234").entry == ledger.lines[1]


def test_an_entry_is_taken_back_once(ledger: FakeLedger) -> None:
    entry = put(ledger, a_report(18))
    take_back(ledger)
    assert refusal(ledger, entry.id) == (
        f"the entry {entry.id} was taken back already `fedtrack log` shows the entries"
    )


def test_an_undo_can_be_undone_by_name(ledger: FakeLedger) -> None:
    """The entry counts again, and may then be taken back anew."""
    entry = put(ledger, a_report(18))
    retraction = take_back(ledger).retraction
    undone = take_back(ledger, retraction.id)
    assert undone.entry == retraction
    assert entry in live_entries(ledger.lines)
    assert refusal(ledger, retraction.id).startswith("the entry")
    assert take_back(ledger).entry == entry
    assert entry not in live_entries(ledger.lines)
