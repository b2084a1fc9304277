"""A unit has longer."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import read_payload
from fedtrack.core.model import Deadline, Notice, Roster, State, Unit
from fedtrack.core.payloads import Extension
from fedtrack.errors import UsageError
from fedtrack.usecases.extend import extend
from fedtrack.usecases.written import Written
from tests.builders import DUE
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, an_extension, march, put

LATER = Deadline(date(2020, 3, 30))
NOON = time(12)


def grant(roster: Roster, notice: Notice, unit: Unit, until: Deadline, ledger: FakeLedger) -> Written:
    return extend(roster, notice, unit, until=until, reason="人手不足", ledger=ledger, as_of=march(24))


def test_an_extension_moves_the_unit_s_due_date(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """What was overdue is pending again."""
    until = Deadline(LATER.due, NOON)
    answer = grant(roster, notice, baishi, until, ledger)
    (entry,) = ledger.lines
    assert answer.entries == (entry,)
    assert read_payload(entry) == Extension(
        on=march(24).date(), to=LATER.due, to_time=NOON, reason="人手不足"
    )
    (standing,) = answer.standings
    assert (standing.state, standing.deadline) == (State.PENDING, until)
    assert (standing.extended_on, standing.note) == (march(24).date(), "人手不足")


@pytest.mark.parametrize(
    ("present", "until"),
    [
        (Deadline(DUE), Deadline(date(2020, 3, 24))),
        (Deadline(DUE, NOON), Deadline(DUE, time(17))),
        (Deadline(DUE, NOON), Deadline(DUE)),  # the whole day is longer
        (Deadline(DUE, NOON), Deadline(date(2020, 3, 24), time(9))),
    ],
)
def test_an_extension_ends_after_the_present_deadline(
    roster: Roster, notice: Notice, ledger: FakeLedger, present: Deadline, until: Deadline
) -> None:
    """By the minute where one is given."""
    answer = grant(roster, replace(notice, deadline=present), roster.units[0], until, ledger)
    assert answer.standings[0].deadline == until


@pytest.mark.parametrize(
    ("present", "until"),
    [
        (Deadline(DUE), Deadline(DUE)),
        (Deadline(DUE), Deadline(DUE, time(17))),
        (Deadline(DUE), Deadline(date(2020, 3, 22))),
        (Deadline(DUE, NOON), Deadline(DUE, NOON)),
        (Deadline(DUE, NOON), Deadline(DUE, time(9))),
        (Deadline(DUE, NOON), Deadline(date(2020, 3, 22), time(17))),
    ],
)
def test_nobody_s_time_is_cut_short(
    roster: Roster, notice: Notice, ledger: FakeLedger, present: Deadline, until: Deadline
) -> None:
    with pytest.raises(UsageError, match=r"白石镇妇联 has until 2020-03-23 already.*--to"):
        grant(roster, replace(notice, deadline=present), roster.units[0], until, ledger)
    assert ledger.lines == []


def test_a_second_extension_ends_after_the_first(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    put(ledger, an_extension(20, LATER.due))
    with pytest.raises(UsageError, match="has until 2020-03-30 already"):
        grant(roster, notice, baishi, Deadline(date(2020, 3, 27)), ledger)
    later = Deadline(date(2020, 4, 3))
    assert grant(roster, notice, baishi, later, ledger).standings[0].deadline == later


def test_a_late_report_is_on_time_after_an_extension(
    roster: Roster, notice: Notice, baishi: Unit, ledger: FakeLedger
) -> None:
    """The clerk may write the permission down after the report came in."""
    put(ledger, a_report(24))
    assert grant(roster, notice, baishi, LATER, ledger).standings[0].state == State.ON_TIME


def test_a_unit_that_is_not_asked_gets_no_extension(
    roster: Roster, notice: Notice, stranger: Unit, ledger: FakeLedger
) -> None:
    with pytest.raises(UsageError, match="is not asked"):
        grant(roster, notice, stranger, LATER, ledger)
    assert ledger.lines == []
