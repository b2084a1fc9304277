"""An entry is taken back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import live_entries, read_payload
from fedtrack.core.payloads import Delivery, Reminder, ReminderState, Retraction
from fedtrack.errors import UsageError
from fedtrack.usecases.undo import Undone, undo
from tests.builders import make_entry
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_reminder, a_report, march, put

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
    assert undone.entries[0] == last
    assert ledger.lines[-1] == undone.retractions[0]
    assert (undone.retractions[0].unit, undone.retractions[0].notice) == ("heishi", "another")
    assert read_payload(undone.retractions[0]) == Retraction(on=DAY, entry=last.id)
    assert len(ledger.lines) == 3


def test_again_and_again_goes_further_back(ledger: FakeLedger) -> None:
    """A retraction is not itself the last entry, so that undoing twice does not redo."""
    entries = [put(ledger, a_report(18), unit=unit) for unit in ("a", "b", "c")]
    assert [take_back(ledger).entries[0] for _ in entries] == entries[::-1]
    assert refusal(ledger) == "there is nothing to take back `fedtrack log` shows the entries"


def test_in_an_empty_ledger_there_is_nothing(ledger: FakeLedger) -> None:
    assert refusal(ledger).startswith("there is nothing to take back")


@pytest.mark.parametrize(
    "query",
    [
        "00000000-0000-7000-8000-000000001234",
        "1234",
        " 000000001234 ",
        "１２３４",
        "编号 1234",
        "编号1234",
        "编号：#1234",
        "＃1234",
        "Entry 1234",
    ],
)
def test_an_entry_is_named_by_its_id_or_the_end_of_it(query: str) -> None:
    ledger = numbered(1234, 5678)
    assert take_back(ledger, query).entries[0].id.endswith("1234")


def test_an_id_is_known_in_capitals() -> None:
    lettered = replace(make_entry(a_call(18)), id="00000000-0000-7000-8000-00000000abcd")
    assert take_back(FakeLedger([lettered]), "ABCD").entries[0] == lettered


@pytest.mark.parametrize("query", ["234", "", "   ", "9999", "00000000-0000-7000", "编号", "0000 1234"])
def test_an_unknown_or_too_short_name_is_refused(query: str) -> None:
    """Three letters fit too easily; and the beginning of an id is a date that many share."""
    assert refusal(numbered(1234), query) == f"no entry is called {query} `fedtrack log` shows the entries"


def test_an_end_that_several_ids_share_is_refused_with_them() -> None:
    ledger = numbered(71234, 81234)
    words = refusal(ledger, "1234")
    assert words == f"several entries end with 1234 name one: {ledger.lines[0].id}, {ledger.lines[1].id}"
    assert take_back(ledger, "81234").entries[0] == ledger.lines[1]


def test_an_entry_is_taken_back_once(ledger: FakeLedger) -> None:
    entry = put(ledger, a_report(18))
    take_back(ledger)
    assert refusal(ledger, entry.id) == (
        f"the entry {entry.id} was taken back already `fedtrack log` shows the entries"
    )


def test_an_undo_can_be_undone_by_name(ledger: FakeLedger) -> None:
    """The entry counts again, and may then be taken back anew."""
    entry = put(ledger, a_report(18))
    retraction = take_back(ledger).retractions[0]
    undone = take_back(ledger, retraction.id)
    assert undone.entries[0] == retraction
    assert entry in live_entries(ledger.lines)
    assert refusal(ledger, retraction.id).startswith("the entry")
    assert take_back(ledger).entries[0] == entry
    assert entry not in live_entries(ledger.lines)


def test_a_batch_is_all_that_was_entered_in_one_go() -> None:
    """What another wrote down in the same moment, or the same clerk in another, stays."""
    ledger = FakeLedger()
    first = [make_entry(a_report(18), number=number) for number in (1, 2, 3)]
    later = replace(make_entry(a_report(18), number=4), recorded_at="2020-03-18T00:00:01.000Z")
    other = replace(make_entry(a_report(18), number=5), recorded_by="another")
    ledger.lines += [*first, later, other]
    undone = undo(ledger=ledger, day=DAY, query=first[1].id, batch=True)
    assert undone.entries == tuple(first)
    assert [read_payload(one) for one in undone.retractions] == [
        Retraction(on=DAY, entry=one.id) for one in first
    ]


@pytest.mark.parametrize(
    "payload",
    [
        replace(a_reminder(18), state="claimed"),
        Delivery(DAY, "0" * 36, ReminderState.SENT),
    ],
)
def test_a_mail_that_went_out_cannot_be_taken_back(payload: Reminder | Delivery) -> None:
    """Nor the note of how it went out; nothing is entered."""
    ledger = FakeLedger([make_entry(a_report(18), number=1), make_entry(payload, number=2)])
    with pytest.raises(UsageError, match="cannot be taken back"):
        undo(ledger=ledger, day=DAY)
    with pytest.raises(UsageError, match="cannot be taken back"):
        undo(ledger=ledger, day=DAY, query=ledger.lines[1].id, batch=True)
    assert len(ledger.lines) == 2
