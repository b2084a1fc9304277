"""The days that a season plans, and what is still to be expected of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Deadline, ReminderRules
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Report, Retraction
from fedtrack.core.standing import build_standings
from fedtrack.core.timetable import PlannedDay, plan_days
from fedtrack.core.workdays import WorkCalendar
from tests.builders import end_of, make_entry, make_notice, make_unit
from tests.core.standings import identifier, march

UNITS = (make_unit("a"), make_unit("b"), make_unit("c"))
RULES = ReminderRules(before=(5, 1, 0), after=(1, 3), max_per_notice=4)


def entries_of(*lines: tuple[str, Payload]) -> list[Entry]:
    return [
        make_entry(payload, number=number, unit=unit) for number, (unit, payload) in enumerate(lines, start=1)
    ]


def days(
    *lines: tuple[str, Payload], today: int = 17, rules: ReminderRules = RULES, **notice: object
) -> tuple[PlannedDay, ...]:
    return _plan(entries_of(*lines), march(today), rules, **notice)


def _plan(
    entries: Sequence[Entry], today: date, rules: ReminderRules, **fields: object
) -> tuple[PlannedDay, ...]:
    notice = make_notice(**fields)
    standings = build_standings(notice, UNITS, entries, end_of(today))
    return plan_days(notice, standings, entries, rules, WorkCalendar(), today=today)


def told(planned: Sequence[PlannedDay]) -> list[str]:
    """Return each day in a few words: whose, which, when, what of it."""
    return [
        " ".join(
            part
            for part in (
                one.unit,
                one.planned.name if one.planned else "deadline",
                f"{one.day:%m-%d}",
                one.prospect,
            )
            if part
        )
        for one in planned
    ]


def prospects(*lines: tuple[str, Payload], today: int, rules: ReminderRules = RULES, **notice: object) -> str:
    """Return the first letter of each day's prospect: ahead, over, dropped."""
    return "".join(one.prospect[0] for one in days(*lines, today=today, rules=rules, **notice))


REPORTED = [(unit, Report(march(17))) for unit in "abc"]


def test_the_deadline_and_its_rounds() -> None:
    """The deadline first, then the rounds as core/rounds.py reckons them; one that passed is over."""
    assert told(days(today=17)) == [
        "deadline 03-23 ahead",
        "before-5 03-16 ahead",
        "before-1 03-20 ahead",
        "due 03-23 ahead",
        "after-1 03-24 ahead",
        "after-3 03-26 ahead",
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (15, "aaaaaa"),
        (16, "aaaaaa"),
        (20, "aoaaaa"),  # the round of the 20th has taken the place of that of the 16th
        (23, "aooaaa"),
        (25, "aoooaa"),
        (31, "aooooa"),
    ],
)
def test_of_the_rounds_that_have_fallen_due_the_newest_is_left(today: int, expected: str) -> None:
    assert prospects(today=today) == expected


def test_a_round_is_over_when_all_were_reminded() -> None:
    """By message or by hand; while one unit is left it is ahead."""
    called = [(unit, Call(march(17))) for unit in "abc"]
    assert prospects(*called[:2], today=17) == "aaaaaa"
    assert prospects(*called, today=17) == "aoaaaa"
    assert prospects(*[(unit, Call(march(16))) for unit in "abc"], today=17) == "aoaaaa"  # on its very day
    assert prospects(*[(unit, Call(march(15))) for unit in "abc"], today=17) == "aaaaaa"


def test_rounds_to_come_are_dropped_when_nobody_owes() -> None:
    """What has come is over, what was to come is not needed; the deadline rings no more."""
    assert prospects(*REPORTED, today=20) == "oooddd"
    assert prospects(*REPORTED[:2], ("c", Excuse(march(17), "新设")), today=20) == "oooddd"
    assert prospects(*REPORTED[:2], today=20) == "aoaaaa"


def test_a_closed_notice_plans_nothing_more() -> None:
    assert prospects(today=20, closed=march(20)) == "oooddd"
    assert prospects(today=20, closed=march(21)) == "aoaaaa"


def test_whoever_was_reminded_as_often_as_may_be_needs_no_round() -> None:
    """The deadline stays ahead: the report is still owed."""
    calls = [(unit, Call(march(day))) for unit in "abc" for day in (16, 17)]
    rules = ReminderRules(before=(5, 1, 0), after=(1, 3), max_per_notice=2)
    assert prospects(*calls, today=20, rules=rules) == "aooddd"
    assert prospects(*calls[:-1], today=20, rules=rules) == "aoaaaa"


def test_a_round_learnt_of_too_late_is_dropped() -> None:
    """A round on the day of issue or before it is in no plan, though it may have been in an earlier one."""
    assert prospects(today=17, issued=march(16)) == "adaaaa"
    assert prospects(today=21, issued=march(20)) == "addaaa"
    assert prospects(today=17, issued=None) == "aaaaaa"


def test_without_rounds_there_is_the_deadline() -> None:
    assert told(days(rules=ReminderRules(before=(), after=()))) == ["deadline 03-23 ahead"]


def test_a_unit_that_has_longer_has_its_own_days() -> None:
    """Its rounds go by its own date; those of the notice are for the others."""
    longer = ("b", Extension(march(20), march(26), "停电"))
    found = days(longer, ("a", Report(march(19))), ("c", Report(march(19))), today=20)
    assert told(found) == [
        "deadline 03-23 over",
        "before-5 03-16 over",
        "before-1 03-20 over",
        "due 03-23 dropped",
        "after-1 03-24 dropped",
        "after-3 03-26 dropped",
        "b deadline 03-26 ahead",
        "b before-5 03-19 dropped",
        "b before-1 03-25 ahead",
        "b due 03-26 ahead",
        "b after-1 03-27 ahead",
        "b after-3 03-31 ahead",
    ]
    assert {one.name for one in found if one.unit} == {"b妇联"}


def test_an_extension_that_was_taken_back_leaves_dropped_days() -> None:
    """So that a calendar that has them can be told; the last one that was given says which."""
    first, second = Extension(march(17), march(26), "停电"), Extension(march(18), march(27), "停电")
    undone: list[tuple[str, Payload]] = [
        ("b", first),
        ("b", second),
        *[("b", Retraction(march(19), identifier(n))) for n in (1, 2)],
    ]
    found = [one for one in days(*undone, today=20) if one.unit]
    assert told(found)[0] == "b deadline 03-27 dropped"
    assert {one.prospect for one in found} == {"dropped"}
    assert len(found) == 6


def test_an_extension_to_come_is_not_known_yet() -> None:
    """Asked for an earlier day, the plan is that of the day."""
    assert not [one for one in days(("b", Extension(march(20), march(26), "停电")), today=19) if one.unit]


def test_a_unit_that_is_not_asked_any_more_is_called_by_its_id() -> None:
    found = [one for one in days(("gone", Extension(march(17), march(26), "停电"))) if one.unit]
    assert {(one.unit, one.name, str(one.prospect)) for one in found} == {("gone", "gone", "dropped")}


def test_an_extension_that_cannot_be_understood_was_never_planned() -> None:
    """It was taken back, else no summary would be made; the plan passes it over."""
    broken = Entry(identifier(1), "extension", "2020-38", "b", "2020-03-18T00:00:00.000Z", "test", {"to": 3})
    taken_back = make_entry(Retraction(march(17), identifier(1)), number=2, unit="b")
    assert not [one for one in _plan([broken, taken_back], march(17), RULES) if one.unit]
    others = entries_of(("a", Call(march(16))), ("a", Extension(march(16), march(26), "停电")))[1:]
    behind = [broken, taken_back, *(replace(one, id=identifier(3)) for one in others)]
    assert {one.unit for one in _plan(behind, march(17), RULES)} == {"", "a"}


def test_a_due_minute_stays_with_the_deadline() -> None:
    """The clock of an extension that was taken back is kept too."""
    clock = end_of(march(26)).time().replace(microsecond=0)
    lines: list[tuple[str, Payload]] = [
        ("b", Extension(march(17), march(26), "停电", clock)),
        ("b", Retraction(march(18), identifier(1))),
    ]
    found = [one for one in days(*lines, today=18) if one.unit]
    assert {one.deadline for one in found} == {Deadline(march(26), clock)}
