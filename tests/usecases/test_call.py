"""Reminders that the clerk made by hand."""

from __future__ import annotations

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.model import CallVia, Notice, Roster, Unit
from fedtrack.core.payloads import Call
from fedtrack.errors import UsageError
from fedtrack.usecases.call import call
from fedtrack.usecases.written import Written
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, an_excuse, march, put


def note_calls(roster: Roster, notice: Notice, units: tuple[Unit, ...], ledger: FakeLedger) -> Written:
    return call(roster, notice, units, via=CallVia.WECHAT, note="王姐接的", ledger=ledger, as_of=march(20))


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


def test_a_unit_that_is_not_asked_is_not_called(
    roster: Roster, notice: Notice, baishi: Unit, stranger: Unit, ledger: FakeLedger
) -> None:
    with pytest.raises(UsageError, match="县水利局女工委 is not asked"):
        note_calls(roster, notice, (baishi, stranger), ledger)
    assert ledger.lines == []
