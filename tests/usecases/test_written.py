"""What all use cases that add entries ask first and answer last."""

from __future__ import annotations

import pytest

from fedtrack.core.model import Notice, Roster, State, Unit
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import require_expected, written
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, march, put


def test_units_that_are_asked_pass(roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> None:
    require_expected(roster, notice, units)
    require_expected(roster, notice, [])


def test_units_that_are_not_asked_are_all_named(roster: Roster, notice: Notice) -> None:
    """A unit of another group, and one that ended before the due date."""
    with pytest.raises(UsageError) as raised:
        require_expected(roster, notice, roster.units)
    (fault,) = raised.value.faults
    assert str(fault.what).startswith("旧乡妇联, 县水利局女工委 is not asked by the notice 2020-38")
    assert "recipients" in str(fault.fix)


def test_the_answer_shows_the_standings_after_the_entries(
    notice: Notice, units: tuple[Unit, ...], ledger: FakeLedger
) -> None:
    entry = put(ledger, a_report(18))
    put(ledger, a_report(18), unit="heishi", notice="another")
    answer = written(notice, units[:2], [entry], pen=ledger, as_of=march(20), notes=[Message("mind")])
    assert (answer.notice, answer.entries, answer.notes) == (notice, (entry,), (Message("mind"),))
    assert [(one.unit.id, one.state) for one in answer.standings] == [
        ("baishi", State.ON_TIME),
        ("heishi", State.PENDING),
    ]
