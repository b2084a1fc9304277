"""The planned moments to remind."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.model import Deadline, LocalCalendar, ReminderRules
from fedtrack.core.rounds import Round, Stage, plan_rounds, reckoned_days, stage_of
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, make_notice
from tests.core.standings import march

RULES = ReminderRules(before=(5, 1, 0), after=(1, 3))


def days_of(
    rules: ReminderRules = RULES,
    due: date = DUE,
    *,
    not_before: date | None = None,
    local: LocalCalendar | None = None,
) -> list[date]:
    rounds = plan_rounds(rules, Deadline(due), WorkCalendar(local), not_before=not_before)
    return [planned.day for planned in rounds]


def test_rounds_fall_on_working_days_around_the_due_date() -> None:
    """A Monday's rounds skip the week-end before it, and only the last of them is marked so."""
    assert plan_rounds(RULES, Deadline(DUE), WorkCalendar(), not_before=None) == (
        Round("before-5", march(16)),
        Round("before-1", march(20)),
        Round("due", march(23)),
        Round("after-1", march(24)),
        Round("after-3", march(26), last=True),
    )


def test_rounds_come_in_order_and_once_however_the_clerk_wrote_them() -> None:
    rules = ReminderRules(before=(0, 1, 5, 1), after=(3, 1, 3))
    assert plan_rounds(rules, Deadline(DUE), WorkCalendar(), not_before=None) == plan_rounds(
        RULES, Deadline(DUE), WorkCalendar(), not_before=None
    )


def test_the_last_round_is_the_farthest_wherever_it_is_written() -> None:
    """Numbers far apart come in order too."""
    rules = ReminderRules(before=(16, 1, 8), after=(16, 1, 8))
    rounds = plan_rounds(rules, Deadline(DUE), WorkCalendar(), not_before=None)
    assert [planned.name for planned in rounds] == [
        "before-16",
        "before-8",
        "before-1",
        "after-1",
        "after-8",
        "after-16",
    ]
    assert [planned.name for planned in rounds if planned.last] == ["after-16"]


@pytest.mark.parametrize(
    ("not_before", "left"),
    [
        (None, [16, 20, 23, 24, 26]),
        (march(15), [16, 20, 23, 24, 26]),
        (march(16), [20, 23, 24, 26]),
        (march(18), [20, 23, 24, 26]),
        (march(23), [24, 26]),
        (march(26), []),
    ],
)
def test_a_round_on_or_before_the_day_of_the_news_is_left_out(
    not_before: date | None, left: list[int]
) -> None:
    assert [day.day for day in days_of(not_before=not_before)] == left


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        # May Day: closed from the 1st to the 5th, so “due” falls on Thursday, the 30th of April
        (date(2020, 5, 1), [date(2020, 4, 29), date(2020, 4, 30), date(2020, 5, 6)]),
        # Sunday, 26 April, was worked for it
        (date(2020, 4, 27), [date(2020, 4, 26), date(2020, 4, 27), date(2020, 4, 28)]),
    ],
)
def test_rounds_keep_to_the_national_calendar(due: date, expected: list[date]) -> None:
    """Public holidays are skipped and make-up Sundays count."""
    assert days_of(ReminderRules(before=(1, 0), after=(1,)), due) == expected


def test_no_two_rounds_fall_on_one_day() -> None:
    """Where offices are closed on the due date, the days before it are counted from the last open one."""
    rules = ReminderRules(before=(2, 1, 0), after=(1,))
    rounds = plan_rounds(rules, Deadline(date(2020, 5, 1)), WorkCalendar(), not_before=None)
    assert [(planned.name, planned.day) for planned in rounds] == [
        ("before-2", date(2020, 4, 28)),
        ("before-1", date(2020, 4, 29)),
        ("due", date(2020, 4, 30)),
        ("after-1", date(2020, 5, 6)),
    ]


def test_rounds_keep_to_the_county_s_own_days() -> None:
    """A local day off moves a round, and a local working Saturday counts."""
    local = LocalCalendar(days_off=frozenset({march(20)}), workdays=frozenset({march(21)}))
    assert days_of(ReminderRules(before=(1, 2), after=()), local=local) == [march(19), march(21)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (ReminderRules(before=(), after=()), []),
        (ReminderRules(before=(0,), after=()), [march(23)]),
        (ReminderRules(before=(), after=(2,)), [march(25)]),
    ],
)
def test_a_side_of_the_due_date_may_have_no_rounds(rules: ReminderRules, expected: list[date]) -> None:
    assert days_of(rules) == expected


def test_no_round_before_the_due_date_is_the_last() -> None:
    """The last word with a copy to the leaders is for the overdue only."""
    rounds = plan_rounds(
        ReminderRules(before=(1, 0), after=()), Deadline(DUE), WorkCalendar(), not_before=None
    )
    assert not any(planned.last for planned in rounds)


@pytest.mark.parametrize(
    ("day", "passed", "stage"),
    [
        (16, False, Stage.BEFORE),
        (22, False, Stage.BEFORE),
        (23, False, Stage.TODAY),
        (23, True, Stage.OVERDUE),  # the hour has passed
        (24, True, Stage.OVERDUE),
        (24, False, Stage.OVERDUE),
        (25, True, Stage.OVERDUE),
        (26, True, Stage.FINAL),
        (27, True, Stage.FINAL),  # and ever after
        (31, False, Stage.FINAL),
    ],
)
def test_the_stage_is_today_s_relation_to_the_due_date(day: int, *, passed: bool, stage: Stage) -> None:
    """A round caught up late is worded for the day on which it goes out; from the last on, it is the last."""
    rounds = plan_rounds(RULES, Deadline(DUE), WorkCalendar(), not_before=None)
    assert stage_of(rounds, Deadline(DUE), march(day), passed=passed) is stage


@pytest.mark.parametrize(
    ("rules", "stage"),
    [
        (ReminderRules(before=(5, 0), after=()), Stage.OVERDUE),
        (ReminderRules(before=(), after=()), Stage.OVERDUE),
        (ReminderRules(before=(), after=(1,)), Stage.FINAL),
    ],
)
def test_without_an_overdue_round_no_reminder_is_the_last(rules: ReminderRules, stage: Stage) -> None:
    """Leaders get no copy unless the clerk planned a round for it."""
    rounds = plan_rounds(rules, Deadline(DUE), WorkCalendar(), not_before=None)
    assert stage_of(rounds, Deadline(DUE), march(31), passed=True) is stage


def test_an_unmarked_round_after_the_due_date_is_not_the_last() -> None:
    """Nor is one that is marked and lies ahead, even where the hour has passed on the due day."""
    rounds = [Round("after-1", march(24)), Round("after-3", march(26), last=True)]
    assert stage_of(rounds, Deadline(DUE), march(24), passed=True) is Stage.OVERDUE
    assert stage_of(rounds[:1], Deadline(DUE), march(31), passed=True) is Stage.OVERDUE


@pytest.mark.parametrize(
    "rules",
    [RULES, ReminderRules(before=(), after=()), ReminderRules(before=(60, 20), after=(1, 40))],
)
def test_all_rounds_lie_within_the_days_that_are_reckoned(rules: ReminderRules) -> None:
    """Over the longest holidays too, so that no year without a calendar is overlooked."""
    for due in (DUE, date(2020, 10, 1), date(2021, 2, 18)):
        notice = make_notice(deadline=Deadline(due))
        start, end = reckoned_days(rules, notice)
        assert all(start <= day <= end for day in days_of(rules, due))
        assert start < due < end


def test_a_stage_names_its_template() -> None:
    """A clerk who words it anew has a file of that name."""
    assert [stage.value for stage in Stage] == ["before", "today", "overdue", "final"]
