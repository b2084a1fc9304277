"""Whole seasons, day by day, under whatever rules a clerk may write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.history import PastReminder
from fedtrack.core.model import Deadline, LocalCalendar, Notice, ReminderRules, State
from fedtrack.core.policy import Policy
from fedtrack.core.standing import Standing
from fedtrack.core.workdays import WorkCalendar
from tests.builders import end_of, make_notice, make_unit

LENGTH = 90
FIRST_DAY = date(2020, 3, 3)


class Season(NamedTuple):
    """What the clerk wrote and what happens; days are counted from the day of issue."""

    due: int
    rules: ReminderRules
    days_off: frozenset[int]
    at_the_desk: frozenset[int]
    called: frozenset[int]
    reported: int | None
    extended: tuple[int, int] | None


class Written(NamedTuple):
    """A reminder that went out, the unit's due date then, and all reminders before it."""

    on: date
    round: str
    due: date
    earlier: tuple[PastReminder, ...]


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def some_days(most: int) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, LENGTH - 1), max_size=most)


everyday = st.just(frozenset(range(LENGTH)))
rules = st.builds(
    ReminderRules,
    before=st.lists(st.integers(0, 12), max_size=4).map(tuple),
    after=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    min_gap_days=st.integers(1, 8),
    max_per_notice=st.integers(0, 6),
)
seasons = st.builds(
    Season,
    due=st.integers(0, 40),
    rules=rules,
    days_off=some_days(8),
    at_the_desk=everyday | some_days(LENGTH),
    called=some_days(3),
    reported=st.none() | st.integers(0, LENGTH - 1),
    extended=st.none() | st.tuples(st.integers(0, 45), st.integers(1, 20)),
)


def calendar_of(season: Season) -> WorkCalendar:
    return WorkCalendar(LocalCalendar(days_off=frozenset(day(number) for number in season.days_off)))


def policy_of(season: Season) -> Policy:
    return Policy(season.rules, calendar_of(season))


def notice_of(season: Season) -> Notice:
    return make_notice(issued=FIRST_DAY, deadline=Deadline(day(season.due)))


def standing_on(season: Season, number: int, reminders: list[PastReminder]) -> Standing:
    """Return the unit's standing at the end of that day."""
    due, extended_on = day(season.due), None
    if season.extended is not None and season.extended[0] <= number:
        due, extended_on = due + timedelta(days=season.extended[1]), day(season.extended[0])
    deadline = Deadline(due)
    state = State.OVERDUE if deadline.passed_at(end_of(day(number))) else State.PENDING
    if season.reported is not None and season.reported <= number:
        state = State.ON_TIME
    return Standing(make_unit(), state, deadline, reminders=tuple(reminders), extended_on=extended_on)


def live_through(season: Season) -> list[Written]:
    """Return what goes out when the clerk drafts on every day at the desk on which the rules allow."""
    policy, notice = (
        Policy(season.rules, calendar_of(season)),
        make_notice(deadline=Deadline(day(season.due))),
    )
    reminders: list[PastReminder] = []
    written: list[Written] = []
    for number in range(LENGTH):
        if number in season.called:
            reminders.append(PastReminder(on=day(number)))
        standing = standing_on(season, number, reminders)
        judgement = policy.judge(notice, standing, end_of(day(number)))
        if number in season.at_the_desk and judgement.allowed:
            name = judgement.planned.name
            written.append(Written(day(number), name, standing.deadline.due, tuple(reminders)))
            reminders.append(PastReminder(on=day(number), round=name))
    return written


@settings(deadline=None, max_examples=300)
@given(seasons)
def test_no_season_nags(season: Season) -> None:
    """Gap, maximum, days off and “has reported” hold on every day of every season."""
    for one in live_through(season):
        assert all((one.on - reminder.on).days >= season.rules.min_gap_days for reminder in one.earlier), (
            "too soon"
        )
        assert len(one.earlier) < season.rules.max_per_notice, "too often"
        assert season.reported is None or one.on < day(season.reported), "it had reported"
        assert calendar_of(season).is_workday(one.on), "on a day off"
        assert one.on > FIRST_DAY, "on the day of issue"
        assert season.extended is None or one.on != day(season.extended[0]), "on the day of the extension"


@settings(deadline=None, max_examples=300)
@given(seasons)
def test_no_round_is_done_twice(season: Season) -> None:
    """A round of one due date reminds once, and only rounds that were planned remind."""
    written = live_through(season)
    assert len({(one.due, one.round) for one in written}) == len(written)
    planned = {f"before-{days}" if days else "due" for days in season.rules.before}
    planned |= {f"after-{days}" for days in season.rules.after}
    assert {one.round for one in written} <= planned


@settings(deadline=None, max_examples=200)
@given(seasons, st.integers(0, LENGTH - 1))
def test_next_day_is_the_first_day_that_the_rules_allow(season: Season, number: int) -> None:
    """What `why` and `status` promise is what judging day after day finds."""
    policy, notice = (
        Policy(season.rules, calendar_of(season)),
        make_notice(deadline=Deadline(day(season.due))),
    )
    reminders = [PastReminder(on=day(called)) for called in sorted(season.called) if called <= number]
    standing = standing_on(season, number, reminders)
    following = (day(number + step) for step in range(1, LENGTH))
    expected = next((one for one in following if policy.judge(notice, standing, end_of(one)).allowed), None)
    assert policy.next_day(notice, standing, end_of(day(number))) == expected


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 40), some_days(8))
def test_one_who_never_answers_hears_every_stage(due: int, days_off: frozenset[int]) -> None:
    """Where nothing stands in the way, every round that lies after the day of issue is done once."""
    season = Season(
        due=due,
        rules=ReminderRules(before=(5, 0), after=(2, 5), min_gap_days=1, max_per_notice=9),
        days_off=days_off,
        at_the_desk=frozenset(range(LENGTH)),
        called=frozenset(),
        reported=None,
        extended=None,
    )
    policy, notice = policy_of(season), notice_of(season)
    rounds = policy.rounds(notice, standing_on(season, 0, []))
    newest_of_its_day = {planned.day: planned.name for planned in rounds}
    assert [(one.on, one.round) for one in live_through(season)] == list(newest_of_its_day.items())
