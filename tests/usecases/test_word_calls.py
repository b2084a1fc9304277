"""A call sheet: whom to call, and what to say to them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from msgspec.structs import replace

from fedtrack.core.model import Deadline, Notice, ReminderRules, Roster, Unit
from fedtrack.core.rounds import Stage
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.word_calls import CallSheet, word_calls
from tests.builders import DUE
from tests.fakes.edges import FakeWording
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, a_return, an_excuse, an_extension, march, put

LONGER = date(2020, 3, 30)


class Telephone:
    """A clerk who asks for her sheet on any day."""

    def __init__(self, roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> None:
        self.roster, self.notice, self.units = roster, notice, units
        self.ledger, self.wording = FakeLedger(), FakeWording()

    def sheets(self, moment: datetime) -> tuple[CallSheet, ...]:
        return word_calls(
            self.roster,
            self.notice,
            self.units,
            ledger=self.ledger,
            as_of=moment,
            calendar=WorkCalendar(),
            wording=self.wording,
        )


@pytest.fixture
def telephone(roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> Telephone:
    return Telephone(roster, notice, units)


def called(sheets: tuple[CallSheet, ...]) -> list[tuple[str, list[str]]]:
    return [(str(sheet.stage), [one.unit.id for one in sheet.standings]) for sheet in sheets]


def test_units_with_one_deadline_are_on_one_sheet_in_roster_order(telephone: Telephone) -> None:
    """With or without an address; however they were named."""
    telephone.units = telephone.units[::-1]
    (sheet,) = telephone.sheets(march(20))
    assert called((sheet,)) == [("before", ["baishi", "heishi", "heishikq"])]
    ((template, values),) = telephone.wording.asked
    assert (template, values["stage"], values["count"]) == ("call-before", "before", 3)
    assert (values["due"], values["days_left"]) == ("3月23日（星期一，含当日）前", 3)
    assert sheet.words == "call-before\n\nNone 3月23日（星期一，含当日）前"


def test_only_those_who_owe_are_called(telephone: Telephone) -> None:
    """Whoever must report again is called; a call made today does not take a unit off the sheet."""
    put(telephone.ledger, a_return(19, put(telephone.ledger, a_report(18))))
    put(telephone.ledger, an_excuse(18), unit="heishi")
    put(telephone.ledger, a_call(20), unit="heishikq")
    put(telephone.ledger, a_report(18), unit="heishikq", notice="another")
    assert called(telephone.sheets(march(20))) == [("before", ["baishi"]), ("before", ["heishikq"])]


def test_whose_report_was_returned_is_told_so(telephone: Telephone) -> None:
    """On a sheet of its own, with words of its own."""
    put(telephone.ledger, a_return(19, put(telephone.ledger, a_report(18))))
    sheets = telephone.sheets(march(20))
    assert [sheet.returned for sheet in sheets] == [True, False]
    assert [values["returned"] for _, values in telephone.wording.asked] == [True, False]


def test_only_those_asked_for_are_called(telephone: Telephone) -> None:
    """A unit that the notice does not ask is not called even then."""
    telephone.units = (telephone.roster.units[-1], telephone.units[1])
    assert called(telephone.sheets(march(20))) == [("before", ["heishi"])]
    assert telephone.wording.asked[0][1]["count"] == 1


def test_where_nobody_owes_there_is_no_sheet(telephone: Telephone) -> None:
    """Nor is a template asked for words."""
    for unit in telephone.units:
        put(telephone.ledger, a_report(18), unit=unit.id)
    assert (telephone.sheets(march(24)), telephone.wording.asked) == ((), [])


def test_a_unit_with_a_date_of_its_own_has_a_sheet_of_its_own(telephone: Telephone) -> None:
    """It is told its date, and is not called overdue with the others."""
    put(telephone.ledger, an_extension(18, LONGER), unit="heishi")
    assert called(telephone.sheets(march(24))) == [
        ("overdue", ["baishi", "heishikq"]),
        ("before", ["heishi"]),
    ]
    told = {template: (values["due"], values["count"]) for template, values in telephone.wording.asked}
    assert told == {
        "call-overdue": ("3月23日（星期一，含当日）前", 2),
        "call-before": ("3月30日（星期一，含当日）前", 1),
    }


def test_units_given_the_same_date_are_told_the_same(telephone: Telephone) -> None:
    put(telephone.ledger, an_extension(17, LONGER), unit="baishi")
    put(telephone.ledger, an_extension(18, LONGER), unit="heishikq")
    assert called(telephone.sheets(march(24))) == [
        ("before", ["baishi", "heishikq"]),
        ("overdue", ["heishi"]),
    ]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (4, Stage.BEFORE),
        (22, Stage.BEFORE),
        (23, Stage.TODAY),
        (24, Stage.OVERDUE),
        (26, Stage.FINAL),
        (31, Stage.FINAL),
    ],
)
def test_the_stage_follows_the_unit_s_own_rounds(telephone: Telephone, day: int, stage: Stage) -> None:
    (sheet,) = telephone.sheets(march(day))
    assert (sheet.stage, telephone.wording.asked[0][0]) == (stage, f"call-{stage}")


@pytest.mark.parametrize(("hour", "stage"), [(time(12), Stage.TODAY), (time(12, 1), Stage.OVERDUE)])
def test_a_due_time_that_has_passed_is_overdue(telephone: Telephone, hour: time, stage: Stage) -> None:
    telephone.notice = replace(telephone.notice, deadline=Deadline(DUE, time(12)))
    (sheet,) = telephone.sheets(march(23, hour))
    assert sheet.stage is stage


def test_without_rounds_it_never_is_the_last(telephone: Telephone) -> None:
    telephone.roster = replace(telephone.roster, reminders=ReminderRules(before=(), after=()))
    assert called(telephone.sheets(march(31)))[0][0] == "overdue"


@pytest.mark.parametrize(("reported", "most"), [(["baishi"], False), (["baishi", "heishikq"], True)])
def test_that_most_have_reported_is_said_of_all_units(
    telephone: Telephone, reported: list[str], *, most: bool
) -> None:
    """Whichever part of them is called."""
    for unit in reported:
        put(telephone.ledger, a_report(18), unit=unit)
    telephone.units = telephone.units[1:2]
    telephone.sheets(march(24))
    assert telephone.wording.asked[0][1]["most_reported"] is most
