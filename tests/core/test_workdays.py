"""Working days: the national calendar, the county's own days, and years without data."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.model import LocalCalendar
from fedtrack.core.workdays import WorkCalendar

MONDAY, FRIDAY = date(2020, 3, 23), date(2020, 3, 20)
SATURDAY, SUNDAY = date(2020, 3, 21), date(2020, 3, 22)
NATIONAL = WorkCalendar()


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def county(days_off: list[date] | None = None, workdays: list[date] | None = None) -> WorkCalendar:
    return WorkCalendar(LocalCalendar(frozenset(days_off or ()), frozenset(workdays or ())))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2020, 1, 24), date(2020, 2, 2)),  # Spring Festival, made longer on 26 January
        (date(2020, 4, 4), date(2020, 4, 6)),
        (date(2020, 5, 1), date(2020, 5, 5)),
        (date(2020, 6, 25), date(2020, 6, 27)),
        (date(2020, 10, 1), date(2020, 10, 8)),
        (SATURDAY, SUNDAY),
    ],
)
def test_days_off_of_2020(first: date, last: date) -> None:
    """Offices are closed from the first to the last of them, and open on both sides."""
    assert not any(NATIONAL.is_workday(day) for day in span(first, last))


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 1, 19),
        date(2020, 1, 23),
        date(2020, 2, 3),
        date(2020, 4, 26),
        date(2020, 5, 6),
        date(2020, 5, 9),
        date(2020, 6, 28),
        date(2020, 9, 27),
        date(2020, 9, 30),
        date(2020, 10, 9),
        date(2020, 10, 10),
    ],
)
def test_make_up_days_and_the_days_beside_a_holiday_are_worked(day: date) -> None:
    assert NATIONAL.is_workday(day)


def test_the_countys_own_days_go_before_the_national_ones() -> None:
    """A day that is written under both is worked: somebody has to be there."""
    calendar = county(days_off=[MONDAY, FRIDAY], workdays=[SATURDAY, FRIDAY])
    worked = [calendar.is_workday(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)]
    assert worked == [True, True, False, False]


def test_a_year_without_data_is_taken_as_monday_to_friday() -> None:
    """In 2035 even National Day, a Monday, counts as worked, and `uncovered` owns up to it."""
    week = span(date(2035, 10, 1), date(2035, 10, 7))
    assert [NATIONAL.is_workday(day) for day in week] == [True] * 5 + [False] * 2
    assert NATIONAL.uncovered(week[0], week[-1]) == [2035]


def test_the_countys_own_days_hold_in_a_year_without_data() -> None:
    calendar = county(days_off=[date(2035, 10, 1)], workdays=[date(2035, 10, 6)])
    assert not calendar.is_workday(date(2035, 10, 1))
    assert calendar.is_workday(date(2035, 10, 6))


def national_data_has(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def test_uncovered_names_every_year_that_the_national_data_lacks() -> None:
    """The years between the two days are told, both included, whichever day comes first."""
    lacking = [year for year in range(2000, 2041) if not national_data_has(year)]
    assert NATIONAL.uncovered(date(2000, 12, 31), date(2040, 1, 1)) == lacking
    assert NATIONAL.uncovered(date(2040, 1, 1), date(2000, 12, 31)) == lacking
    assert {2000, 2003, 2040} < set(lacking)
    assert not {2004, 2020, 2026} & set(lacking)
    for year in range(2000, 2041):
        assert NATIONAL.uncovered(date(year, 1, 1), date(year, 12, 31)) == [year] * (year in lacking)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (FRIDAY, MONDAY, 1),
        (date(2020, 3, 19), MONDAY, 2),
        (SUNDAY, MONDAY, 1),
        (FRIDAY, SUNDAY, 0),
        (MONDAY, MONDAY, 0),
        (MONDAY, FRIDAY, 0),
        (date(2020, 1, 23), date(2020, 2, 3), 1),
        (date(2020, 9, 26), date(2020, 10, 10), 6),
    ],
)
def test_working_days_left_leave_out_today_and_count_the_last_day(
    after: date, until: date, days: int
) -> None:
    assert NATIONAL.count(after, until) == days


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, FRIDAY),
        (MONDAY, 2, date(2020, 3, 19)),
        (MONDAY, 5, date(2020, 3, 16)),
        (SUNDAY, 0, FRIDAY),
        (SATURDAY, 0, FRIDAY),
        (SUNDAY, 1, date(2020, 3, 19)),
        (SUNDAY, 2, date(2020, 3, 18)),
        (date(2020, 2, 3), 1, date(2020, 1, 23)),
        (date(2020, 1, 20), 1, date(2020, 1, 19)),
        (date(2020, 10, 9), 4, date(2020, 9, 27)),
    ],
)
def test_working_days_before(due: date, days: int, expected: date) -> None:
    """Nought on a day off is the last working day before it."""
    assert NATIONAL.before(due, days) == expected


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (MONDAY, 1, date(2020, 3, 24)),
        (MONDAY, 3, date(2020, 3, 26)),
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        (date(2020, 4, 25), 1, date(2020, 4, 26)),
        (date(2020, 5, 8), 2, date(2020, 5, 11)),
        (date(2020, 9, 30), 2, date(2020, 10, 10)),
    ],
)
def test_working_days_after(due: date, days: int, expected: date) -> None:
    assert NATIONAL.after(due, days) == expected


def test_before_and_after_heed_the_countys_own_days() -> None:
    calendar = county(days_off=[FRIDAY], workdays=[SUNDAY])
    assert calendar.before(MONDAY, 1) == SUNDAY
    assert calendar.before(MONDAY, 2) == date(2020, 3, 19)
    assert calendar.before(FRIDAY, 0) == date(2020, 3, 19)
    assert calendar.after(date(2020, 3, 19), 1) == SUNDAY


def test_a_year_of_days_off_is_bridged() -> None:
    """The county may close for a long year, of 366 days, and the next working day is still found."""
    calendar = county(days_off=span(date(2020, 3, 24), date(2021, 3, 24)))
    assert calendar.after(MONDAY, 1) == date(2021, 3, 25)
    assert calendar.before(date(2021, 3, 25), 1) == MONDAY


def test_a_calendar_without_a_working_day_still_answers() -> None:
    calendar = county(days_off=span(date(2018, 1, 1), date(2023, 12, 31)))
    assert calendar.before(MONDAY, 1) < MONDAY < calendar.after(MONDAY, 1)


@given(
    due=st.dates(date(2004, 6, 1), date(2040, 1, 1)),
    days=st.integers(1, 15),
    days_off=st.frozensets(st.integers(-20, 20), max_size=6),
    workdays=st.frozensets(st.integers(-20, 20), max_size=6),
)
@settings(deadline=None)
def test_before_after_and_count_agree(
    due: date, days: int, days_off: frozenset[int], workdays: frozenset[int]
) -> None:
    """N working days from a day there are N of them to count, and the day reached is one itself."""
    calendar = WorkCalendar(
        LocalCalendar(
            frozenset(due + timedelta(days=number) for number in days_off),
            frozenset(due + timedelta(days=number) for number in workdays),
        )
    )
    later, earlier = calendar.after(due, days), calendar.before(due, days)
    assert calendar.is_workday(later)
    assert calendar.count(due, later) == days
    assert calendar.is_workday(earlier)
    assert calendar.count(earlier, due) == days
