"""The time line of reports against the due date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.burn_up import BurnUp, BurnUpDay, burn_up
from fedtrack.core.entries import Entry
from fedtrack.core.history import Span
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Reminder, Report, Retraction, Return
from fedtrack.core.summary import Summary, build_summary
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, ISSUED, end_of, make_entry, make_notice, make_roster, make_unit
from tests.core.standings import identifier, march, stand, written

UNITS = tuple(make_unit(identifier) for identifier in "abcd")
CALENDAR = WorkCalendar()
TODAY = march(26)


def summarize(entries: Sequence[Entry], today: date = TODAY, **notice: object) -> Summary:
    roster = make_roster(UNITS, [make_notice(**notice)])
    return build_summary(roster, roster.notices[0], entries, as_of=end_of(today), calendar=CALENDAR)


def line(*told: tuple[str, Payload], today: date = TODAY, **notice: object) -> BurnUp:
    """Return the time line of what was told, in the order in which it was written down."""
    entries = [
        make_entry(payload, number=number, unit=unit) for number, (unit, payload) in enumerate(told, start=1)
    ]
    return burn_up(summarize(entries, today, **notice))


def counts(chart: BurnUp) -> dict[date, int]:
    """Return how many reports counted, on the days on which that changed."""
    return {day.day: day.reported for day in chart.turns}


def test_every_day_from_issue_to_today() -> None:
    """There is a day for each, in order, and the due date may be still to come."""
    chart = line(("a", Report(march(18))), ("b", Report(march(20))), today=march(20))
    assert [day.day for day in chart.days] == [march(day) for day in range(3, 21)]
    assert (chart.first, chart.last, chart.end) == (ISSUED, march(20), DUE)
    assert (chart.target, chart.due) == (4, DUE)
    assert counts(chart) == {ISSUED: 0, march(18): 1, march(20): 2}


def test_a_report_that_was_sent_back_counted_until_then() -> None:
    """The line falls on the day of the return, and rises when the unit has done it again."""
    chart = line(
        ("a", Report(march(10))),
        ("a", Return(march(12), "缺公章", (identifier(1),))),
        ("a", Report(march(16))),
    )
    assert counts(chart) == {ISSUED: 0, march(10): 1, march(12): 0, march(16): 1, march(26): 1}


def test_a_report_that_was_taken_back_never_counted() -> None:
    assert counts(line(("a", Report(march(10))), ("a", Retraction(march(24), identifier(1))))) == {
        ISSUED: 0,
        march(26): 0,
    }


def test_a_unit_counts_once() -> None:
    """A second report raises nothing, and keeps the unit counted where the first is sent back."""
    chart = line(
        ("a", Report(march(10))),
        ("a", Report(march(12), supplement=True)),
        ("a", Return(march(14), "缺公章", (identifier(1),))),
    )
    assert counts(chart) == {ISSUED: 0, march(10): 1, march(26): 1}


def test_what_happens_later_is_not_known_yet() -> None:
    """As of a day, neither what came in nor what was sent back afterwards is in the line."""
    told = (("a", Report(march(10))), ("a", Return(march(20), "缺公章", (identifier(1),))))
    assert counts(line(*told, today=march(19)))[march(19)] == 1
    assert counts(line(*told, today=march(20)))[march(20)] == 0


def test_reminders_stand_on_their_days() -> None:
    """A unit that was called and written to on one day is one; who was only to be reminded is none."""
    failed = Reminder(
        march(20), "before-1", DUE, "before", "failed", ("c@x.example",), "提示", "<i@x.example>"
    )
    chart = line(
        ("a", Call(march(16))),
        ("a", Call(march(16))),
        ("b", Call(march(16))),
        ("b", Call(march(20))),
        ("c", failed),
    )
    assert [day for day in chart.days if day.reminded] == [
        BurnUpDay(march(16), 0, 2),
        BurnUpDay(march(20), 0, 1),
    ]
    assert march(16) in counts(chart)


@pytest.mark.parametrize(
    ("told", "first"), [((), DUE), (("a", Report(march(9))), march(9)), (("a", Call(march(7))), march(7))]
)
def test_where_the_day_of_issue_is_unknown(told: tuple[str, Payload] | tuple[()], first: date) -> None:
    """The line begins with what happened first, else on the due date."""
    assert line(*([told] if told else []), issued=None).first == first


def test_what_came_in_yesterday_and_the_two_ends_are_always_told() -> None:
    """Also where the line is only a day or two long."""
    assert counts(line(("a", Report(march(25))), today=march(26)))[march(25)] == 1
    yesterday = line(("a", Report(march(4))), today=march(4))
    assert counts(yesterday) == {ISSUED: 0, march(4): 1}


def test_a_report_before_the_issue_counts_from_the_first_day() -> None:
    assert line(("a", Report(march(1)))).days[0] == BurnUpDay(ISSUED, 1)


def test_before_the_issue_there_is_one_day() -> None:
    """A day that is set back before the notice has a line all the same."""
    chart = line(today=march(1))
    assert chart.days == chart.turns == (BurnUpDay(march(1), 0),)
    assert chart.end == DUE


def test_long_after_the_line_ends_a_fortnight_after_the_last_event() -> None:
    """A notice of years ago is drawn as its season was, not as a line of years."""
    assert line(today=date(2025, 1, 1)).last == DUE + timedelta(14)
    assert line(("a", Report(march(30))), today=date(2025, 1, 1)).last == march(30) + timedelta(14)


def test_a_slip_in_a_year_does_not_stretch_the_line() -> None:
    chart = line(("a", Report(date(1951, 3, 18))), issued=None)
    assert len(chart.days) == 367
    assert {day.reported for day in chart.days} == {1}


def test_the_units_that_are_not_listed_are_drawn_too() -> None:
    """The list may be cut down to the outstanding; the line goes with the totals."""
    summary = summarize([make_entry(Report(march(10)), unit="a")])
    listed = tuple(one for one in summary.standings if one.outstanding)
    assert burn_up(replace(summary, standings=listed)) == burn_up(summary)


_DAYS = st.integers(1, 30).map(march)
_REPORTS = st.integers(1, 12).map(lambda number: (identifier(number),))
_PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    st.builds(Report, received_on=_DAYS),
    st.builds(Return, on=_DAYS, reason=st.just("缺公章"), reports=_REPORTS),
    st.builds(Retraction, on=_DAYS, entry=st.integers(1, 12).map(identifier)),
    st.builds(Excuse, on=_DAYS, reason=st.just("新设")),
    st.builds(Extension, on=_DAYS, to=_DAYS, reason=st.just("停电")),
)


@given(st.lists(st.tuples(st.sampled_from("abcd"), _PAYLOADS), max_size=12), _DAYS)
def test_each_day_has_what_the_summary_of_that_day_counts(
    told: list[tuple[str, Payload]], today: date
) -> None:
    """Whatever the ledger says, the line is what `status --today DAY` would have said on each day."""
    entries = [
        make_entry(payload, number=number, unit=unit) for number, (unit, payload) in enumerate(told, start=1)
    ]
    chart = burn_up(summarize(entries, today))
    assert chart.last == today
    for day in chart.days:
        assert day.reported == summarize(entries, day.day).totals.actual_reports


def test_spans_that_touch_are_one() -> None:
    """What came in again on the day of the return leaves no gap."""
    history = written(
        Report(march(10)), Return(march(12), "缺公章", (identifier(1),)), Report(march(12)), Report(march(20))
    )
    assert stand(history).spans == (Span(march(10)),)


def test_a_report_that_was_sent_back_twice_ended_at_the_first() -> None:
    history = written(
        Report(march(10)), *(Return(march(day), "缺公章", (identifier(1),)) for day in (14, 12))
    )
    assert stand(history).spans == (Span(march(10), march(12)),)


def test_a_report_sent_back_on_its_own_day_has_no_span() -> None:
    history = written(Report(march(10)), Return(march(10), "缺公章", (identifier(1),)), Report(march(14)))
    assert stand(history[:2]).spans == ()
    assert stand(history).spans == (Span(march(14)),)  # what came in afterwards has its own


@pytest.mark.parametrize("sent_back", [3, 4])
def test_each_time_that_a_unit_counted_is_a_span_of_its_own(sent_back: int) -> None:
    """Of two reports that are there together either may be sent back: the other still counts."""
    history = written(
        Report(march(10)),
        Return(march(12), "缺公章", (identifier(1),)),
        Report(march(14)),
        Report(march(16)),
        Return(march(18), "缺照片", (identifier(sent_back),)),
    )
    assert stand(history).spans == (Span(march(10), march(12)), Span(march(14)))
