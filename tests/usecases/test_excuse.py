"""A unit need not report."""

from __future__ import annotations

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.model import Notice, Roster, State, Unit
from fedtrack.core.payloads import Excuse
from fedtrack.errors import UsageError
from fedtrack.usecases.excuse import excuse
from fedtrack.usecases.written import Written
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, a_return, an_excuse, march, put


def let_off(roster: Roster, notice: Notice, unit: Unit, ledger: FakeLedger) -> Written:
    return excuse(roster, notice, unit, reason="机构撤并", ledger=ledger, as_of=march(20))


def test_an_excused_unit_leaves_the_denominator(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    answer = let_off(roster, notice, baishi, ledger)
    (entry,) = ledger.lines
    assert answer.entries == (entry,)
    assert read_payload(entry) == Excuse(on=march(20).date(), reason="机构撤并")
    assert (entry.notice, entry.unit) == ("2020-38", "baishi")
    assert [(one.state, one.note) for one in answer.standings] == [(State.EXCUSED, "机构撤并")]


def test_a_unit_whose_report_was_sent_back_may_be_excused(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    put(ledger, a_return(19, put(ledger, a_report(18))))
    assert let_off(roster, notice, baishi, ledger).standings[0].state == State.EXCUSED


def test_a_unit_that_has_reported_is_not_excused(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    put(ledger, a_report(18))
    with pytest.raises(UsageError, match="白石镇妇联 has reported already, on 2020-03-18") as raised:
        let_off(roster, notice, baishi, ledger)
    assert "fedtrack undo" in str(raised.value)
    assert len(ledger.lines) == 1


def test_a_unit_is_excused_once(roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger) -> None:
    put(ledger, an_excuse(18))
    with pytest.raises(UsageError, match="白石镇妇联 is excused already") as raised:
        let_off(roster, notice, baishi, ledger)
    assert "fedtrack log --unit baishi" in str(raised.value)
    assert len(ledger.lines) == 1


def test_a_unit_that_is_not_asked_needs_no_excuse(
    roster: Roster, notice: Notice, stranger: Unit, ledger: FakeLedger
) -> None:
    with pytest.raises(UsageError, match="is not asked"):
        let_off(roster, notice, stranger, ledger)
    assert ledger.lines == []
