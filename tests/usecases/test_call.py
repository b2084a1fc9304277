"""Reminders that the clerk made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import read_payload
from fedtrack.core.model import CallVia, Notice, Roster, Unit
from fedtrack.core.payloads import Call
from fedtrack.errors import UsageError
from fedtrack.usecases.call import call
from fedtrack.usecases.written import Written
from tests.builders import make_roster
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, an_excuse, march, put

TODAY = march(20).date()


def note_calls(roster: Roster, notice: Notice, units: tuple[Unit, ...], ledger: FakeLedger) -> Written:
    return call(
        roster, notice, units, via=CallVia.WECHAT, note="王姐接的", ledger=ledger, on=TODAY, as_of=march(20)
    )


def test_each_unit_called_gets_its_line(
    roster: Roster, notice: Notice, units: tuple[Unit, ...], ledger: FakeLedger
) -> None:
    answer = note_calls(roster, notice, units, ledger)
    assert [(entry.unit, read_payload(entry)) for entry in ledger.lines] == [
        (unit.id, Call(on=march(20).date(), via=CallVia.WECHAT, note="王姐接的")) for unit in units
    ]
    assert answer.entries == tuple(ledger.lines)
    assert answer.notes == ()
    assert [len(one.reminders) for one in answer.standings] == [1, 1, 1]


def test_a_unit_that_owes_nothing_any_more_is_noted_and_said_so(
    roster: Roster, notice: Notice, units: tuple[Unit, ...], ledger: FakeLedger
) -> None:
    """The call was made; that it need not have been is for the clerk to know."""
    put(ledger, a_report(18), unit="baishi")
    put(ledger, an_excuse(18), unit="heishi")
    answer = note_calls(roster, notice, units, ledger)
    assert [note.values["unit"] for note in answer.notes] == ["白石镇妇联", "黑石镇妇联"]
    assert len(answer.entries) == 3


@pytest.mark.parametrize(
    ("note", "nobody"),
    [
        ("没人接", True),
        ("无人接听", True),
        ("打了两次未接通", True),
        ("没打通", True),
        ("占线", True),
        ("主席不在，明天再打", True),
        ("", False),
        ("王姐接的，说下午报", False),
        ("说没材料，报零报告", False),
    ],
)
def test_a_call_that_reached_nobody_is_said_to_count(
    roster: Roster, notice: Notice, units: tuple[Unit, ...], note: str, *, nobody: bool
) -> None:
    """It stands, as it was told; the clerk is shown the way to take it back."""
    ledger = FakeLedger()
    one = call(
        roster, notice, units[:1], via=CallVia.PHONE, note=note, ledger=ledger, on=TODAY, as_of=march(20)
    )
    assert [str(said) for said in one.notes] == [
        "it counts as a reminder; if nobody was reached, `fedtrack undo`"
    ] * nobody
    assert len(one.standings[0].reminders) == 1
    both = call(
        roster, notice, units[:2], via=CallVia.PHONE, note=note, ledger=ledger, on=TODAY, as_of=march(20)
    )
    assert [str(said).rpartition("reached, ")[2] for said in both.notes] == [
        "`fedtrack undo --batch`"
    ] * nobody


def test_a_unit_that_is_not_asked_is_not_called(
    roster: Roster, notice: Notice, baishi: Unit, stranger: Unit, ledger: FakeLedger
) -> None:
    with pytest.raises(UsageError, match="县水利局女工委 is not asked"):
        note_calls(roster, notice, (baishi, stranger), ledger)
    assert ledger.lines == []


def call_on(roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger, day: date) -> Written:
    return call(roster, notice, [baishi], via=CallVia.PHONE, note="", on=day, ledger=ledger, as_of=march(20))


def test_a_call_of_another_day_is_entered_under_that_day(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    answer = call_on(roster, notice, baishi, ledger, march(19).date())
    assert read_payload(answer.entries[0]) == Call(on=march(19).date(), via=CallVia.PHONE)
    assert answer.standings[0].last_reminded_on == march(19).date()
    assert answer.notes == ()


def test_no_call_was_made_tomorrow(roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger) -> None:
    with pytest.raises(UsageError, match="2020-03-21 is still to come; nothing was recorded"):
        call_on(roster, notice, baishi, ledger, march(21).date())
    assert ledger.lines == []


def test_a_call_before_the_notice_was_issued_is_pointed_out(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """It was perhaps another year; a notice that does not say when it was issued cannot tell."""
    said = [str(note) for note in call_on(roster, notice, baishi, ledger, march(2).date()).notes]
    assert said == [
        "2020-03-02 lies before the notice was issued (2020-03-03); `fedtrack undo` takes it back"
    ]
    undated = replace(notice, issued=None)
    assert call_on(make_roster([baishi], [undated]), undated, baishi, ledger, march(2).date()).notes == ()
