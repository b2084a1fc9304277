"""Why a unit would or would not be reminded now, and when next."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.model import LocalCalendar, Notice, Roster, Unit
from fedtrack.core.policy import Rule
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import UsageError
from fedtrack.usecases.explain import Explanation, explain
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, an_extension, march, put


def ask(
    roster: Roster, notice: Notice, unit: Unit, ledger: FakeLedger, calendar: WorkCalendar | None = None
) -> Explanation:
    return explain(roster, notice, unit, ledger=ledger, as_of=march(20), calendar=calendar or WorkCalendar())


def test_a_unit_that_may_be_reminded(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    explanation = ask(roster, notice, baishi, ledger)
    assert explanation.notice == notice
    assert (explanation.judgement.allowed, explanation.judgement.standing.unit) == (True, baishi)
    assert [one.day.day for one in explanation.rounds] == [16, 20, 23, 24, 26]
    assert explanation.next_day == march(23).date()


@pytest.mark.parametrize("about", ["2020-38", "another"])
def test_a_unit_that_was_called_yesterday(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger, about: str
) -> None:
    """Whatever it was about: the gap is kept between messages. Another unit's calls have no say."""
    put(ledger, a_call(20), unit="heishi")
    put(ledger, a_call(19), notice=about)
    put(ledger, a_report(18), notice="another")
    judgement = ask(roster, notice, baishi, ledger).judgement
    assert judgement.obstacle
    assert judgement.obstacle.rule == Rule.GAP


def test_a_unit_that_has_reported_has_no_next_day(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    put(ledger, a_report(18))
    explanation = ask(roster, notice, baishi, ledger)
    assert (explanation.judgement.allowed, explanation.next_day) == (False, None)


def test_a_unit_with_an_extension_has_its_own_rounds(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    put(ledger, an_extension(18, date(2020, 3, 30)))
    explanation = ask(roster, notice, baishi, ledger)
    assert explanation.rounds[0].day == explanation.next_day == march(23).date()


def test_the_roster_s_calendar_is_the_one_that_is_given(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    closed = WorkCalendar(LocalCalendar(days_off=frozenset({march(20).date()})))
    judgement = ask(roster, notice, baishi, ledger, closed).judgement
    assert judgement.obstacle
    assert judgement.obstacle.rule == Rule.WORKDAY


def test_a_unit_that_is_not_asked_is_refused(
    roster: Roster, notice: Notice, stranger: Unit, ledger: FakeLedger
) -> None:
    with pytest.raises(UsageError, match="县水利局女工委 is not asked"):
        ask(roster, notice, stranger, ledger)
