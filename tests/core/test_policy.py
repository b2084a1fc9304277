"""Whether a unit is reminded now, rule by rule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from fedtrack.core.model import Deadline, LocalCalendar, Notice, ReminderRules, State
from fedtrack.core.policy import Judgement, Policy, Rule
from fedtrack.core.rounds import UNPLANNED, Round, Stage
from fedtrack.core.standing import Standing
from fedtrack.core.workdays import WorkCalendar
from tests.builders import end_of, make_notice, make_unit
from tests.core.standings import make_standing, march

RULES = ReminderRules(before=(5, 1, 0), after=(1, 3), min_gap_days=2, max_per_notice=4)


def judge(
    day: date,
    standing: Standing | None = None,
    *,
    notice: Notice | None = None,
    rules: ReminderRules = RULES,
    local: LocalCalendar | None = None,
    force: bool = False,
) -> Judgement:
    policy = Policy(rules, WorkCalendar(local))
    return policy.judge(notice or make_notice(), standing or make_standing(), end_of(day), force=force)


def obstacle(judgement: Judgement) -> Rule | None:
    return judgement.obstacle.rule if judgement.obstacle else None


def reason(judgement: Judgement, rule: Rule) -> str:
    return next(str(verdict.reason) for verdict in judgement.verdicts if verdict.rule == rule)


# --- rounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "name", "stage"),
    [
        (16, State.PENDING, "before-5", Stage.BEFORE),
        (20, State.PENDING, "before-1", Stage.BEFORE),
        (23, State.PENDING, "due", Stage.TODAY),
        (24, State.OVERDUE, "after-1", Stage.OVERDUE),
        (26, State.OVERDUE, "after-3", Stage.FINAL),
    ],
)
def test_each_round_reminds_on_its_day(day: int, state: State, name: str, stage: Stage) -> None:
    judgement = judge(march(day), make_standing(state))
    assert (judgement.allowed, judgement.planned.name, judgement.stage) == (True, name, stage)


def test_before_the_first_round_nothing_is_due() -> None:
    judgement = judge(march(13))
    assert obstacle(judgement) == Rule.ROUND
    assert reason(judgement, Rule.ROUND) == "no round is due; the next falls on 2020-03-16"
    assert judgement.planned == Round(UNPLANNED, march(13))


@pytest.mark.parametrize("day", [17, 18, 19])
def test_a_missed_day_is_caught_up(day: int) -> None:
    """The newest round that has fallen due stays due until it is done."""
    judgement = judge(march(day))
    assert (judgement.allowed, judgement.planned.name) == (True, "before-5")
    assert reason(judgement, Rule.ROUND) == "the round of 2020-03-16 has fallen due and is not done"


def test_when_today_s_round_is_done_the_next_is_named() -> None:
    judgement = judge(march(20), make_standing(reminded=[march(20)]))
    assert reason(judgement, Rule.ROUND) == "no round is due; the next falls on 2020-03-23"


def test_of_several_missed_rounds_only_the_newest_is_done() -> None:
    """Two rounds are never done at once, and an older one is not made up for afterwards."""
    rules = ReminderRules(before=(5, 1, 0), after=(1, 3), min_gap_days=1)
    assert judge(march(25), rules=rules).planned.name == "after-1"
    later = judge(march(25), make_standing(reminded=[march(24)]), rules=rules)
    assert obstacle(later) == Rule.ROUND
    assert reason(later, Rule.ROUND) == "no round is due; the next falls on 2020-03-26"


def test_after_the_last_round_nothing_is_to_come() -> None:
    judgement = judge(march(27), make_standing(reminded=[march(26)]), rules=ReminderRules(min_gap_days=1))
    assert obstacle(judgement) == Rule.ROUND
    assert reason(judgement, Rule.ROUND) == "no round is due, and none is to come"


@pytest.mark.parametrize(("reminded", "done"), [(19, False), (20, True), (21, True)])
def test_a_round_is_done_by_any_reminder_on_its_day_or_after(reminded: int, *, done: bool) -> None:
    """A call made by hand does the round too; one made the day before does not."""
    judgement = judge(march(22), make_standing(reminded=[march(reminded)]))
    assert (judgement.planned.name == UNPLANNED) is done


@pytest.mark.parametrize(
    ("issued", "allowed"), [(march(15), True), (march(16), False), (march(17), False), (None, True)]
)
def test_the_day_of_issue_and_those_before_it_do_not_remind(issued: date | None, *, allowed: bool) -> None:
    """The round of the 16th stands only where the units knew of the notice before that day."""
    assert judge(march(17), notice=make_notice(issued=issued)).allowed is allowed


def test_current_round_is_the_newest_of_the_notice_that_has_fallen_due() -> None:
    policy = Policy(RULES, WorkCalendar())
    days = {day: policy.current_round(make_notice(), march(day)) for day in (15, 16, 19, 23, 31)}
    names = {day: planned.name if planned else None for day, planned in days.items()}
    assert names == {15: None, 16: "before-5", 19: "before-5", 23: "due", 31: "after-3"}


def test_the_rounds_of_the_notice_are_those_of_units_without_an_extension() -> None:
    policy = Policy(RULES, WorkCalendar())
    longer = make_standing(due=march(30), extended_on=march(17))
    assert policy.rounds_of(make_notice()) == policy.rounds(make_notice(), make_standing())
    assert policy.rounds_of(make_notice()) != policy.rounds(make_notice(), longer)
    assert [planned.name for planned in policy.rounds_of(make_notice(issued=march(20)))] == [
        "due",
        "after-1",
        "after-3",
    ]


@pytest.mark.parametrize(
    ("day", "due", "stage"),
    [
        (25, 23, Stage.OVERDUE),
        (26, 23, Stage.FINAL),
        (27, 23, Stage.FINAL),
        (31, 23, Stage.FINAL),
        (27, 30, Stage.BEFORE),
    ],
)
def test_from_the_last_overdue_round_of_its_own_on_a_unit_has_last_reminders(
    day: int, due: int, stage: Stage
) -> None:
    """Also those that are caught up or forced; a unit with longer has its last round later."""
    extended_on = None if due == 23 else march(17)
    standing = make_standing(State.OVERDUE, due=march(due), extended_on=extended_on, reminded=[march(24)])
    assert judge(march(day), standing, force=True).stage == stage


def test_what_is_put_into_the_days_elsewhere_later_is_seen() -> None:
    """A run makes its policy first and reads the ledger afterwards."""
    elsewhere: dict[str, date] = {}
    policy = Policy(RULES, WorkCalendar(), elsewhere=elsewhere)
    assert policy.judge(make_notice(), make_standing(), end_of(march(20))).allowed
    elsewhere["baishi"] = march(19)
    assert obstacle(policy.judge(make_notice(), make_standing(), end_of(march(20)))) == Rule.GAP


def test_the_rounds_of_a_deadline_are_reckoned_once() -> None:
    """Ten thousand units with one deadline ask the calendar for one plan."""

    class CountingCalendar(WorkCalendar):
        asked = 0

        def is_workday(self, day: date) -> bool:
            self.asked += 1
            return super().is_workday(day)

    calendar = CountingCalendar()
    policy = Policy(RULES, calendar)
    first = policy.rounds(make_notice(), make_standing())
    asked = calendar.asked
    assert policy.rounds(make_notice(), make_standing(State.OVERDUE)) == first
    assert asked == calendar.asked > 0


# --- an extension -------------------------------------------------------------------------------


def test_an_extension_moves_the_unit_s_rounds() -> None:
    """The old due date no longer reminds; the new one does, in its own rounds."""
    longer = make_standing(due=march(30), extended_on=march(17))
    allowed = {
        day: judge(march(day), longer).planned.name
        for day in range(17, 31)
        if judge(march(day), longer).allowed
    }
    assert allowed == {
        23: "before-5",
        24: "before-5",
        25: "before-5",
        26: "before-5",
        27: "before-1",
        30: "due",
    }
    assert judge(march(23), longer).stage == Stage.BEFORE


def test_an_extension_granted_today_does_not_remind_today() -> None:
    """The 23rd would be a round of the new date; but that day the unit was told of it anyhow."""
    longer = make_standing(due=march(30), extended_on=march(23))
    assert obstacle(judge(march(23), longer)) == Rule.ROUND
    assert judge(march(27), longer).allowed


def test_an_extension_brings_back_no_reminder_before_it() -> None:
    """What was said of the old date still counts towards the gap and the number."""
    longer = make_standing(due=march(30), extended_on=march(22), reminded=[march(22)])
    assert obstacle(judge(march(23), longer)) == Rule.GAP


# --- who is reminded ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "allowed", "why"),
    [
        (State.PENDING, True, "has not reported"),
        (State.OVERDUE, True, "has not reported"),
        (State.RETURNED, True, "the report was sent back and is awaited again"),
        (State.ON_TIME, False, "reported on 2020-03-18"),
        (State.LATE, False, "reported on 2020-03-18"),
        (State.EXCUSED, False, "need not report"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_only_the_outstanding_are_reminded(state: State, why: str, *, allowed: bool, force: bool) -> None:
    """Not even `force` reminds a unit that owes nothing."""
    received = march(18) if state in {State.ON_TIME, State.LATE} else None
    judgement = judge(march(20), make_standing(state, received_on=received), force=force)
    assert (judgement.allowed, reason(judgement, Rule.OWES)) == (allowed, why)
    assert obstacle(judgement) == (None if allowed else Rule.OWES)


@pytest.mark.parametrize("force", [False, True])
def test_a_closed_notice_reminds_nobody(*, force: bool) -> None:
    """The day it is closed is the first without reminders, and `force` does not open it."""
    notice = make_notice(closed=march(20))
    before, on = (judge(march(day), notice=notice, force=force) for day in (19, 20))
    assert (before.allowed, obstacle(on)) == (True, Rule.OPEN)
    assert reason(before, Rule.OPEN) == "the notice is open"
    assert reason(on, Rule.OPEN) == "the notice was closed on 2020-03-20"


# --- when and how often -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "gap", "allowed", "why"),
    [
        (None, 2, True, "never reminded until now"),
        (18, 2, True, "last reminded on 2020-03-18, at least 2 days ago"),
        (19, 2, False, "last reminded on 2020-03-19, less than 2 days ago"),
        (19, 1, True, "last reminded on 2020-03-19, at least 1 days ago"),
        (11, 10, False, "last reminded on 2020-03-11, less than 10 days ago"),
    ],
)
def test_two_reminders_keep_the_gap(last: int | None, gap: int, why: str, *, allowed: bool) -> None:
    standing = make_standing(reminded=[] if last is None else [march(last)])
    judgement = judge(march(20), standing, rules=ReminderRules(min_gap_days=gap))
    assert (judgement.allowed, reason(judgement, Rule.GAP)) == (allowed, why)
    assert obstacle(judgement) == (None if allowed else Rule.GAP)


def test_the_gap_is_reckoned_from_the_latest_reminder() -> None:
    """Entries may be written down in any order."""
    judgement = judge(march(20), make_standing(reminded=[march(19), march(10)]))
    assert obstacle(judgement) == Rule.GAP


@pytest.mark.parametrize(
    ("own", "elsewhere", "allowed"),
    [
        (None, 19, False),
        (None, 18, True),
        (18, 19, False),
        (19, 10, False),
        (18, 17, True),
    ],
)
def test_the_gap_is_kept_between_messages_whatever_they_are_about(
    own: int | None, elsewhere: int, *, allowed: bool
) -> None:
    """A reminder of another notice counts for the gap; another unit's does not."""
    policy = Policy(RULES, WorkCalendar(), elsewhere={"baishi": march(elsewhere), "heishi": march(20)})
    standing = make_standing(reminded=[] if own is None else [march(own)])
    judgement = policy.judge(make_notice(), standing, end_of(march(20)))
    assert (judgement.allowed, obstacle(judgement)) == (allowed, None if allowed else Rule.GAP)


def test_a_reminder_of_another_notice_does_no_round_and_fills_no_number() -> None:
    """Not even one of today: with a gap of no day both may go out."""
    rules = ReminderRules(min_gap_days=0, max_per_notice=1)
    policy = Policy(rules, WorkCalendar(), elsewhere={"baishi": march(20)})
    assert policy.judge(make_notice(), make_standing(), end_of(march(20))).allowed


def test_units_alike_but_for_another_notice_are_judged_apart() -> None:
    policy = Policy(RULES, WorkCalendar(), elsewhere={"baishi": march(19)})
    units = [make_standing(), make_standing(unit=make_unit("heishi"))]
    for pair in (units, units[::-1]):
        assert policy.count_allowed(make_notice(), pair, end_of(march(20))) == 1
        assert policy.next_of_all(make_notice(), pair, end_of(march(16))) == march(17)
    assert policy.next_day(make_notice(), units[0], end_of(march(20))) == march(23)


@pytest.mark.parametrize(("count", "allowed"), [(3, True), (4, False), (5, False)])
def test_no_more_reminders_than_the_maximum(count: int, *, allowed: bool) -> None:
    """Calls have no round, and count like the written ones."""
    standing = make_standing(reminded=[march(4 + day) for day in range(count)])
    judgement = judge(march(20), standing)
    assert judgement.allowed is allowed
    assert reason(judgement, Rule.MAXIMUM) == f"reminded {count} times, at most 4"
    assert obstacle(judgement) == (None if allowed else Rule.MAXIMUM)


@pytest.mark.parametrize(
    ("day", "due", "allowed"),
    [
        (date(2020, 3, 21), date(2020, 3, 23), False),  # a Saturday like any other
        (date(2020, 5, 9), date(2020, 5, 11), True),  # a Saturday worked for May Day
        (date(2020, 5, 5), date(2020, 5, 6), False),  # a Tuesday off
    ],
)
def test_reminders_go_out_on_working_days(day: date, due: date, *, allowed: bool) -> None:
    judgement = judge(day, make_standing(due=due))
    assert judgement.allowed is allowed
    assert reason(judgement, Rule.WORKDAY) == f"{day} is {'a working day' if allowed else 'a day off'}"
    assert obstacle(judgement) == (None if allowed else Rule.WORKDAY)


def test_the_county_s_own_days_count() -> None:
    closed_friday = LocalCalendar(days_off=frozenset({march(20)}), workdays=frozenset({march(21)}))
    assert obstacle(judge(march(20), local=closed_friday)) == Rule.WORKDAY
    assert judge(march(21), local=closed_friday).allowed


@pytest.mark.parametrize(
    ("day", "reminded", "rule"),
    [
        (21, [], Rule.WORKDAY),
        (20, [19], Rule.GAP),
        (20, [4, 5, 6, 9], Rule.MAXIMUM),
        (13, [], Rule.ROUND),
        (31, [26], Rule.ROUND),
    ],
)
def test_force_overrides_day_round_gap_and_number(day: int, reminded: list[int], rule: Rule) -> None:
    standing = make_standing(reminded=[march(one) for one in reminded])
    assert obstacle(judge(march(day), standing)) == rule
    forced = judge(march(day), standing, force=True)
    assert (forced.allowed, forced.obstacle) == (True, None)
    assert not all(verdict.passed for verdict in forced.verdicts)


@pytest.mark.parametrize("force", [False, True])
def test_never_twice_on_one_day(*, force: bool) -> None:
    """Not even `force`, and not even where the clerk allows a gap of no day."""
    judgement = judge(
        march(20), make_standing(reminded=[march(20)]), rules=ReminderRules(min_gap_days=0), force=force
    )
    assert (judgement.allowed, obstacle(judgement)) == (False, Rule.ONCE_A_DAY)
    assert reason(judgement, Rule.ONCE_A_DAY) == "already reminded today"


def test_force_does_the_round_that_is_due_and_else_an_unplanned_one() -> None:
    """A reminder out of turn must not pass for a round."""
    assert judge(march(20), force=True).planned == Round("before-1", march(20))
    again = judge(march(22), make_standing(reminded=[march(20)]), force=True)
    assert again.planned == Round(UNPLANNED, march(22))


def test_every_rule_is_asked_and_the_first_that_stands_in_the_way_is_named() -> None:
    """A unit that may be reminded for no reason at all still gets every verdict, in order."""
    judgement = judge(
        march(21),
        make_standing(State.EXCUSED, reminded=[march(day) for day in (18, 19, 20, 21)]),
        notice=make_notice(closed=march(20)),
    )
    assert [verdict.rule for verdict in judgement.verdicts] == list(Rule)
    assert not any(verdict.passed for verdict in judgement.verdicts)
    assert obstacle(judgement) == Rule.OPEN
    assert reason(judge(march(20)), Rule.ONCE_A_DAY) == "not reminded today"


def test_the_words_that_scripts_see_are_kept() -> None:
    assert [rule.value for rule in Rule] == [
        "closed",
        "not_outstanding",
        "reminded_today",
        "day_off",
        "no_round",
        "too_soon",
        "too_often",
    ]
    assert UNPLANNED == "unplanned"


@pytest.mark.parametrize(
    ("hour", "stage"), [(time(11, 59), Stage.TODAY), (time(12, 0), Stage.TODAY), (time(12, 1), Stage.OVERDUE)]
)
def test_a_due_time_that_has_passed_words_the_reminder(hour: time, stage: Stage) -> None:
    """On the due day itself the minute decides between “today” and “overdue”."""
    standing = make_standing(deadline=Deadline(march(23), time(12)))
    judgement = Policy(RULES, WorkCalendar()).judge(
        make_notice(), standing, datetime.combine(march(23), hour)
    )
    assert judgement.stage == stage


# --- when next ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "reminded", "expected"),
    [
        (10, [], march(16)),
        (16, [], march(17)),  # today's own is not done yet, and tomorrow it would be caught up
        (16, [16], march(20)),
        (18, [18], march(20)),
        (20, [20], march(23)),
        (23, [23], march(25)),  # the 24th is too soon after the 23rd
        (25, [25], march(27)),
        (26, [26], None),
        (9, [4, 5, 6, 9], None),
    ],
)
def test_next_day_is_the_next_on_which_the_rules_allow(
    today: int, reminded: list[int], expected: date | None
) -> None:
    standing = make_standing(reminded=[march(day) for day in reminded])
    policy = Policy(RULES, WorkCalendar())
    assert policy.next_day(make_notice(), standing, end_of(march(today))) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2019, 11, 4), march(16)), (date(2020, 8, 7), date(2020, 8, 10))],
)
def test_next_day_is_found_from_afar(today: date, expected: date) -> None:
    """Months before the first round, and months after the last was missed."""
    policy, notice = Policy(RULES, WorkCalendar()), make_notice(issued=None)
    assert policy.next_day(notice, make_standing(), end_of(today)) == expected


def test_next_day_waits_for_a_long_gap() -> None:
    """A put-off reminder is found however long the clerk wants to wait."""
    policy = Policy(ReminderRules(min_gap_days=100), WorkCalendar())
    standing = make_standing(reminded=[march(25)])
    assert policy.next_day(make_notice(), standing, end_of(march(25))) == date(2020, 7, 3)


def test_next_day_waits_for_the_end_of_a_closure() -> None:
    closure = LocalCalendar(days_off=frozenset(march(26) + timedelta(days=day) for day in range(50)))
    policy = Policy(ReminderRules(before=(0,), after=()), WorkCalendar(closure))
    assert policy.next_day(make_notice(), make_standing(), end_of(march(25))) == date(2020, 5, 15)


@pytest.mark.parametrize(
    ("standing", "rules", "closed"),
    [
        (make_standing(State.ON_TIME), RULES, None),
        (make_standing(), ReminderRules(before=(), after=()), None),
        (make_standing(), ReminderRules(max_per_notice=0), None),
        (make_standing(), RULES, march(16)),
    ],
)
def test_there_may_be_no_next_day(standing: Standing, rules: ReminderRules, closed: date | None) -> None:
    """Neither for a unit that has reported, nor without rounds, nor past the maximum or the closing."""
    policy = Policy(rules, WorkCalendar())
    assert policy.next_day(make_notice(closed=closed), standing, end_of(march(10))) is None


def test_next_of_all_is_the_earliest_of_any() -> None:
    policy = Policy(RULES, WorkCalendar())
    units = [
        make_standing(State.ON_TIME),
        make_standing(reminded=[march(18)]),
        make_standing(due=march(30), extended_on=march(17)),
    ]
    assert policy.next_of_all(make_notice(), units, end_of(march(18))) == march(20)
    assert policy.next_of_all(make_notice(), units[2:], end_of(march(18))) == march(23)
    assert policy.next_of_all(make_notice(), units[:1], end_of(march(18))) is None
    assert policy.next_of_all(make_notice(), [], end_of(march(18))) is None


@pytest.mark.parametrize(
    "other",
    [
        make_standing(State.EXCUSED),
        make_standing(due=march(30)),
        make_standing(extended_on=march(16)),
        make_standing(reminded=[march(16)]),
    ],
)
def test_units_that_differ_in_what_the_rules_look_at_are_each_asked(other: Standing) -> None:
    """The earliest day is found whichever of two unlike units comes first."""
    policy = Policy(ReminderRules(before=(5, 1, 0), after=(), max_per_notice=4), WorkCalendar())
    alone = [policy.next_day(make_notice(), one, end_of(march(16))) for one in (make_standing(), other)]
    earliest = min(day for day in alone if day is not None)
    assert alone[0] != alone[1]
    for pair in ([make_standing(), other], [other, make_standing()]):
        assert policy.next_of_all(make_notice(), pair, end_of(march(16))) == earliest


class CountingPolicy(Policy):
    """Counts what it is asked."""

    walks = 0
    judgements = 0

    def next_day(self, notice: Notice, standing: Standing, as_of: datetime) -> date | None:
        self.walks += 1
        return super().next_day(notice, standing, as_of)

    def judge(self, notice: Notice, standing: Standing, as_of: datetime, *, force: bool = False) -> Judgement:
        self.judgements += 1
        return super().judge(notice, standing, as_of, force=force)


def test_units_alike_are_asked_once() -> None:
    """A county of ten thousand units in one standing costs one judgement, and one walk through the days."""
    policy = CountingPolicy(RULES, WorkCalendar())
    alike = [make_standing(note=str(number)) for number in range(20)]
    assert policy.count_allowed(make_notice(), alike, end_of(march(16))) == 20
    assert policy.judgements == 1
    assert policy.next_of_all(make_notice(), alike, end_of(march(16))) == march(17)
    assert policy.walks == 1


def test_those_allowed_today_are_counted() -> None:
    """Each kind by its own judgement."""
    policy = Policy(RULES, WorkCalendar())
    units = [
        make_standing(),
        make_standing(State.RETURNED),
        make_standing(reminded=[march(19)]),
        make_standing(State.EXCUSED),
        make_standing(due=march(30), extended_on=march(17)),
        make_standing(),
    ]
    assert policy.count_allowed(make_notice(), units, end_of(march(20))) == 3
    assert policy.count_allowed(make_notice(), units, end_of(march(21))) == 0
    assert policy.count_allowed(make_notice(), [], end_of(march(20))) == 0
