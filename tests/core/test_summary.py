"""Totals and rates of a notice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.entries import Entry
from fedtrack.core.model import Deadline, LocalCalendar, Roster, State
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Report, Retraction, Return
from fedtrack.core.standing import Standing
from fedtrack.core.summary import (
    GroupTotals,
    Summary,
    Totals,
    build_summary,
    count,
    count_groups,
    most_reported,
    percent,
)
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, ISSUED, end_of, make_entry, make_notice, make_roster, make_unit
from tests.core.standings import make_standing, march

UNITS = tuple(make_unit(f"u{number}", group="镇" if number % 2 else "局") for number in range(5))


def summarize(
    entries: list[Entry], *, roster: Roster | None = None, as_of: datetime | None = None
) -> Summary:
    roster = roster or make_roster(UNITS)
    moment = as_of or end_of(march(26))
    return build_summary(roster, roster.notices[0], entries, as_of=moment, calendar=WorkCalendar())


def counted(*states: State) -> Totals:
    return count([make_standing(state) for state in states])


@pytest.mark.parametrize(
    ("state", "totals"),
    [
        (State.PENDING, Totals(1, outstanding=1, reporting_rate=0, reporting_rate_on_time=0)),
        (State.OVERDUE, Totals(1, outstanding=1, overdue=1, reporting_rate=0, reporting_rate_on_time=0)),
        (State.RETURNED, Totals(1, outstanding=1, returned=1, reporting_rate=0, reporting_rate_on_time=0)),
        (State.LATE, Totals(1, actual_reports=1, late=1, reporting_rate=1, reporting_rate_on_time=0)),
        (
            State.ON_TIME,
            Totals(1, actual_reports=1, actual_reports_on_time=1, reporting_rate=1, reporting_rate_on_time=1),
        ),
        (State.EXCUSED, Totals(excused=1, reporting_rate=None, reporting_rate_on_time=None)),
    ],
)
def test_where_a_unit_is_counted(state: State, totals: Totals) -> None:
    """What was sent back counts as not reported, and who is excused is not expected."""
    assert counted(state) == totals


def test_rates_are_of_those_expected_to_four_digits() -> None:
    totals = counted(State.ON_TIME, State.LATE, State.RETURNED, State.EXCUSED)
    assert (totals.reporting_rate, totals.reporting_rate_on_time) == (0.6667, 0.3333)
    assert (totals.percent_reported, totals.percent_on_time) == ("66.7%", "33.3%")


def test_with_nothing_expected_there_is_no_rate() -> None:
    assert count([]) == Totals()
    assert (Totals().reporting_rate, Totals().reporting_rate_on_time) == (None, None)


@pytest.mark.parametrize(
    ("states", "most"),
    [
        ([], False),
        ([State.EXCUSED], False),
        ([State.ON_TIME, State.PENDING], False),
        ([State.ON_TIME, State.LATE, State.RETURNED], True),
        ([State.ON_TIME, State.EXCUSED, State.EXCUSED], True),
        ([State.LATE, State.OVERDUE, State.PENDING], False),
    ],
)
def test_most_have_reported_when_more_than_half_of_those_who_owe_have(
    states: list[State], *, most: bool
) -> None:
    assert most_reported([make_standing(state) for state in states]) is most


@pytest.mark.parametrize("noun", [Summary, GroupTotals, Totals])
def test_a_summary_cannot_be_changed(noun: type[msgspec.Struct]) -> None:
    assert noun.__struct_config__.frozen


def test_groups_come_in_roster_order_each_with_its_own_totals() -> None:
    standings = [
        make_standing(State.LATE, unit=make_unit("a", group="镇")),
        make_standing(State.ON_TIME, unit=make_unit("b", group="局")),
        make_standing(State.PENDING, unit=make_unit("c", group="镇")),
    ]
    assert count_groups(standings) == (
        GroupTotals("镇", counted(State.LATE, State.PENDING)),
        GroupTotals("局", counted(State.ON_TIME)),
    )
    assert count_groups([]) == ()


@pytest.mark.parametrize(
    ("day", "days_left", "working_days_left"),
    [(march(19), 4, 2), (march(20), 3, 1), (march(22), 1, 1), (DUE, 0, 0), (march(24), -1, 0)],
)
def test_the_days_left_leave_out_today_and_count_the_due_day(
    day: date, days_left: int, working_days_left: int
) -> None:
    summary = summarize([], as_of=end_of(day))
    assert (summary.days_left, summary.working_days_left) == (days_left, working_days_left)
    assert summary.today == day


def test_the_countys_own_days_off_leave_fewer_working_days() -> None:
    roster, calendar = make_roster(UNITS), WorkCalendar(LocalCalendar(frozenset({march(20)})))
    notice = roster.notices[0]
    summary = build_summary(roster, notice, [], as_of=end_of(march(18)), calendar=calendar)
    assert summary.working_days_left == 2


def test_a_summary_has_the_notice_the_federation_and_the_standings_of_who_was_asked() -> None:
    notice = make_notice(recipients=("镇",))
    entries = [make_entry(Report(march(18)), unit="u1"), make_entry(Report(march(18)), number=2, unit="u0")]
    summary = summarize(entries, roster=make_roster(UNITS, [notice]))
    assert (summary.notice, summary.federation) == (notice, "青禾县妇女联合会")
    assert summary.as_of == end_of(march(26))
    assert [(standing.unit.id, standing.state) for standing in summary.standings] == [
        ("u1", State.ON_TIME),
        ("u3", State.OVERDUE),
    ]
    assert summary.totals == counted(State.ON_TIME, State.OVERDUE)
    assert summary.groups == (GroupTotals("镇", summary.totals),)


def test_a_part_is_listed_and_counted_alone() -> None:
    """It is the summary of a notice that only these units were asked."""
    whole = summarize(
        [make_entry(Report(march(18)), unit="u0"), make_entry(Excuse(march(18), "新设"), unit="u1")]
    )
    part = whole.only(one for one in whole.standings if one.unit.group == "局")
    assert [one.unit.id for one in part.standings] == ["u0", "u2", "u4"]
    assert part.counted == part.standings
    assert (part.totals.expected_reports, part.totals.actual_reports, part.totals.excused) == (3, 1, 0)
    assert part.groups == (GroupTotals("局", part.totals),)


def test_last_years_rates_stay_when_units_come_go_and_are_renamed() -> None:
    """A unit since 2024 is not expected for 2020, and a unit until 2021 still is."""
    entries = [make_entry(Report(march(18)), unit="u0")]
    renamed = msgspec.structs.replace(UNITS[0], name="青山街道妇联", aliases=(UNITS[0].name,))
    gone = msgspec.structs.replace(UNITS[1], until=date(2021, 12, 31))
    new = make_unit("new", group="镇", since=date(2024, 1, 1))
    then = summarize(entries)
    now = summarize(entries, roster=make_roster([renamed, gone, *UNITS[2:], new]))
    assert (now.totals, now.groups) == (then.totals, then.groups)
    assert now.totals.reporting_rate == 0.2


class Line(NamedTuple):
    """What happened in a season, the units and earlier lines it touches given by number."""

    unit: int
    kind: str
    day: int
    clock: time | None
    to: int
    earlier: tuple[int, ...]


KINDS = ("report", "report", "report", "return", "excuse", "extension", "retraction", "call")
lines = st.builds(
    Line,
    unit=st.integers(0, len(UNITS) - 1),
    kind=st.sampled_from(KINDS),
    day=st.integers(0, 40),
    clock=st.none() | st.times(),
    to=st.integers(0, 40),
    earlier=st.lists(st.integers(0, 14), min_size=1, max_size=3).map(tuple),
)


def write_down(line: Line, known: Sequence[Entry]) -> Payload:
    """Return what the line says; it returns or takes back an earlier line where there is one."""
    on = ISSUED + timedelta(days=line.day)
    named = tuple(known[number].id for number in line.earlier if number < len(known))
    if line.kind == "return":
        return Return(on, "", named)
    if line.kind == "retraction" and named:
        return Retraction(on, named[0])
    if line.kind == "extension":
        return Extension(on, ISSUED + timedelta(days=line.to), "", line.clock)
    if line.kind == "excuse":
        return Excuse(on, "")
    if line.kind == "report":
        return Report(on, line.clock)
    return Call(on)


def keep_ledger(season: Sequence[Line]) -> list[Entry]:
    """Return the entries of a season in the order in which they were written down."""
    entries: list[Entry] = []
    for line in season:
        payload = write_down(line, entries)
        entries.append(make_entry(payload, number=len(entries) + 1, unit=UNITS[line.unit].id))
    return entries


ledgers = st.lists(lines, max_size=15).map(keep_ledger)
moments = st.datetimes(datetime.combine(march(1), time.min), end_of(date(2020, 4, 30)))


@given(entries=ledgers, as_of=moments)
@settings(deadline=None)
def test_totals_add_up_and_groups_sum_to_them(entries: list[Entry], as_of: datetime) -> None:
    summary = summarize(entries, as_of=as_of)
    totals = summary.totals
    assert totals.expected_reports + totals.excused == len(UNITS)
    assert totals.expected_reports == totals.actual_reports + totals.outstanding
    assert totals.actual_reports == totals.actual_reports_on_time + totals.late
    assert totals.overdue + totals.returned <= totals.outstanding
    assert totals.outstanding == sum(standing.outstanding for standing in summary.standings)
    assert totals.actual_reports == sum(standing.reported for standing in summary.standings)
    for name in Totals.__struct_fields__[:8]:
        assert sum(getattr(group.totals, name) for group in summary.groups) == getattr(totals, name)


@given(entries=ledgers, as_of=moments)
@settings(deadline=None)
def test_rates_lie_between_nought_and_one(entries: list[Entry], as_of: datetime) -> None:
    summary = summarize(entries, as_of=as_of)
    for totals in (summary.totals, *(group.totals for group in summary.groups)):
        whole, on_time = totals.reporting_rate, totals.reporting_rate_on_time
        if totals.expected_reports:
            assert whole is not None
            assert on_time is not None
            assert 0 <= on_time <= whole <= 1
        else:
            assert (whole, on_time) == (None, None)


@given(entries=ledgers, as_of=moments, shuffling=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_entries_are_given_makes_no_difference(
    entries: list[Entry], as_of: datetime, shuffling: random.Random
) -> None:
    shuffled = entries.copy()
    shuffling.shuffle(shuffled)
    assert summarize(shuffled, as_of=as_of) == summarize(entries, as_of=as_of)


def happened_on(entry: Entry) -> str:
    return str(entry.data.get("received_on") or entry.data["on"])


def by_unit(standings: tuple[Standing, ...]) -> list[tuple[State, Deadline, date | None]]:
    return [(standing.state, standing.deadline, standing.received_on) for standing in standings]


@given(entries=ledgers, as_of=moments, shuffling=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_they_were_typed_in_makes_no_difference(
    entries: list[Entry], as_of: datetime, shuffling: random.Random
) -> None:
    """Under other ids, as in two ledgers brought together, every unit stands where it stood.

    Ids do settle which of two things came first on one day, so a unit has one a day here.
    """
    days = {(entry.unit, happened_on(entry)): entry for entry in entries if entry.kind != "retraction"}
    season = list(days.values())
    numbers = list(range(1, len(season) + 1))
    shuffling.shuffle(numbers)
    renamed = {entry.id: f"{number:036d}" for entry, number in zip(season, numbers, strict=True)}
    merged = [
        msgspec.structs.replace(
            entry,
            id=renamed[entry.id],
            data={**entry.data, "reports": [renamed.get(old, old) for old in entry.data.get("reports", ())]},
        )
        for entry in season
    ]
    one, other = summarize(season, as_of=as_of), summarize(merged, as_of=as_of)
    assert by_unit(other.standings) == by_unit(one.standings)
    assert other.totals == one.totals


@given(entries=ledgers, as_of=moments)
@settings(deadline=None)
def test_what_happens_after_the_day_changes_nothing(entries: list[Entry], as_of: datetime) -> None:
    """The summary as of a day is that of a ledger in which all that happened later is missing."""
    known = [
        entry
        for entry in entries
        if entry.kind == "retraction" or happened_on(entry) <= as_of.date().isoformat()
    ]
    assert summarize(known, as_of=as_of) == summarize(entries, as_of=as_of)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (40, 74, "54.1%"),
        (71, 75, "94.7%"),
        (1, 16, "6.3%"),
        (0, 3, "0.0%"),
        (3, 3, "100.0%"),
        (0, 0, "—"),
    ],
)
def test_a_share_is_rounded_like_a_spreadsheet(part: int, whole: int, shown: str) -> None:
    """From the counts and half up: 0.5405 of 40 in 74 would show as 54.0%, 1/16 as 6.2%."""
    assert percent(part, whole) == shown
