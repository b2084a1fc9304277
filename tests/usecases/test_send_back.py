"""A unit's reports are sent back."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.model import Notice, Roster, State, Unit
from fedtrack.core.payloads import Return
from fedtrack.errors import UsageError
from fedtrack.usecases.send_back import send_back
from fedtrack.usecases.written import Written
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, a_return, an_extension, march, put


def refuse(roster: Roster, notice: Notice, unit: Unit, ledger: FakeLedger) -> Written:
    return send_back(roster, notice, unit, reason="缺照片", ledger=ledger, as_of=march(20))


def test_a_return_names_every_report_that_was_accepted(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """Neither one sent back before, nor another unit's, nor one for another notice."""
    put(ledger, a_return(17, put(ledger, a_report(16))))
    put(ledger, a_report(18), unit="heishi")
    put(ledger, a_report(18), notice="another")
    first, second = put(ledger, a_report(18)), put(ledger, a_report(19, supplement=True))
    answer = refuse(roster, notice, baishi, ledger)
    (entry,) = answer.entries
    assert ledger.lines[-1] == entry
    assert read_payload(entry) == Return(on=march(20).date(), reason="缺照片", reports=(first.id, second.id))
    assert [(one.state, one.note) for one in answer.standings] == [(State.RETURNED, "缺照片")]


def test_the_clerk_is_told_by_when_the_unit_must_report_again(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """By its own due date, not the notice's."""
    put(ledger, a_report(18))
    put(ledger, an_extension(18, date(2020, 3, 30)))
    (note,) = refuse(roster, notice, baishi, ledger).notes
    assert "2020-03-30" in str(note)
    assert "fedtrack extend" in str(note)


@pytest.mark.parametrize("sent_back_before", [False, True])
def test_without_a_report_there_is_nothing_to_send_back(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger, *, sent_back_before: bool
) -> None:
    if sent_back_before:
        put(ledger, a_return(19, put(ledger, a_report(18))))
    before = list(ledger.lines)
    with pytest.raises(UsageError, match="白石镇妇联 has no report that could be sent back") as raised:
        refuse(roster, notice, baishi, ledger)
    assert "fedtrack log --unit baishi" in str(raised.value)
    assert ledger.lines == before


def test_a_report_of_a_day_to_come_is_not_there_yet(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """As of the 20th, what came in on the 21st cannot be sent back."""
    put(ledger, a_report(21))
    with pytest.raises(UsageError, match="no report"):
        refuse(roster, notice, baishi, ledger)


def test_a_unit_that_is_not_asked_is_refused(
    roster: Roster, notice: Notice, stranger: Unit, ledger: FakeLedger
) -> None:
    put(ledger, a_report(18), unit="shuili")
    with pytest.raises(UsageError, match="is not asked"):
        refuse(roster, notice, stranger, ledger)
