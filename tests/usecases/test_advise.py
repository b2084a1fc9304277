"""What to do next about a notice, in one line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.model import Notice, ReminderRules, Roster
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.advise import Advice, Step, advise
from fedtrack.usecases.summarize import summarize
from tests.builders import make_roster
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, an_excuse, march, put


def advice(roster: Roster, notice: Notice, ledger: FakeLedger, day: int) -> Advice:
    summary = summarize(roster, notice, ledger, as_of=march(day), calendar=WorkCalendar())
    return advise(summary, ReminderRules(), WorkCalendar())


def test_nobody_is_asked(notice: Notice, ledger: FakeLedger) -> None:
    assert advice(make_roster((), [notice]), notice, ledger, 20) == Advice(Step.NOBODY)


def test_all_have_reported_or_need_not(roster: Roster, notice: Notice, ledger: FakeLedger) -> None:
    """Whether the notice is closed or not."""
    put(ledger, a_report(18), unit="baishi")
    put(ledger, an_excuse(18), unit="heishi")
    put(ledger, a_report(18, nil=True), unit="heishikq")
    assert advice(roster, notice, ledger, 20) == Advice(Step.EXPORT)
    assert advice(roster, replace(notice, closed=march(20).date()), ledger, 20) == Advice(Step.EXPORT)


def test_closed_with_reports_missing(roster: Roster, notice: Notice, ledger: FakeLedger) -> None:
    put(ledger, a_report(18), unit="baishi")
    closed = replace(notice, closed=march(20).date())
    assert advice(roster, closed, ledger, 20) == Advice(Step.CLOSED, units=2)
    assert advice(roster, closed, ledger, 19).step == Step.REMIND


def test_units_that_the_rules_allow_today_are_to_be_reminded(
    roster: Roster, notice: Notice, ledger: FakeLedger
) -> None:
    """Neither one called yesterday nor one that has reported is counted."""
    put(ledger, a_call(19), unit="baishi")
    put(ledger, a_report(18), unit="heishi")
    assert advice(roster, notice, ledger, 20) == Advice(Step.REMIND, units=1)


@pytest.mark.parametrize(
    ("day", "called", "next_day"),
    [
        (13, {}, 16),  # before the first round
        (20, {"baishi": 20, "heishi": 20, "heishikq": 20}, 23),  # all done today
        (21, {}, 23),  # a Saturday; the round is caught up on Monday
        (24, {"baishi": 23, "heishi": 24, "heishikq": 24}, 25),  # the earliest of any unit
    ],
)
def test_when_nobody_may_be_reminded_today_the_next_day_is_named(
    roster: Roster, notice: Notice, day: int, called: dict[str, int], next_day: int
) -> None:
    ledger = FakeLedger()
    for unit, on in called.items():
        put(ledger, a_call(on), unit=unit)
    assert advice(roster, notice, ledger, day) == Advice(Step.WAIT, day=march(next_day).date())


def test_a_unit_reminded_of_another_notice_waits(roster: Roster, notice: Notice, ledger: FakeLedger) -> None:
    summary = summarize(roster, notice, ledger, as_of=march(20), calendar=WorkCalendar())
    elsewhere = {"baishi": march(19).date()}
    found = advise(summary, ReminderRules(), WorkCalendar(), elsewhere=elsewhere)
    assert found == Advice(Step.REMIND, units=2)


def test_after_the_last_round_only_the_telephone_is_left(
    roster: Roster, notice: Notice, ledger: FakeLedger
) -> None:
    put(ledger, a_report(18), unit="baishi")
    for unit in ("heishi", "heishikq"):
        put(ledger, a_call(27), unit=unit)
    assert advice(roster, notice, ledger, 27) == Advice(Step.CALL, units=2)
