"""An address that the server refused for good is tried once a round."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.history import PastReminder
from fedtrack.core.model import ReminderRules
from fedtrack.core.policy import Policy, Rule
from fedtrack.core.standing import Standing
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, end_of, make_notice, make_unit
from tests.core.standings import make_standing, march

HERE = make_unit(email=("a@qinghe.example",))
REFUSED = PastReminder(
    on=march(20),
    due=DUE,
    round="before-1",
    state="failed",
    to=HERE.email,
    error="550 no such user",
    final=True,
)


def standing(*failed: PastReminder, unit: str = "baishi") -> Standing:
    return replace(make_standing(unit=replace(HERE, id=unit)), failed=failed)


def obstacle(one: Standing, day: date) -> tuple[Rule, str] | None:
    found = Policy(ReminderRules(), WorkCalendar()).judge(make_notice(), one, end_of(day)).obstacle
    return (found.rule, str(found.reason)) if found is not None else None


def test_the_refusal_of_the_round_is_named() -> None:
    """Whatever failed after it for another reason."""
    later = replace(REFUSED, on=march(21), final=False, error="421 closing")
    assert obstacle(standing(REFUSED, later), march(20)) == (
        Rule.ROUND,
        "the server refused its address on 2020-03-20 (550 no such user): mend it in units.toml, or call",
    )


def test_a_refusal_is_not_named_once_the_unit_was_called() -> None:
    """The call has done the round."""
    called = replace(standing(REFUSED), reminders=(PastReminder(on=march(20)),))
    assert obstacle(called, march(22)) == (Rule.WORKDAY, "2020-03-22 is a day off")
    verdicts = (
        Policy(ReminderRules(), WorkCalendar()).judge(make_notice(), called, end_of(march(22))).verdicts
    )
    assert [str(one.reason) for one in verdicts if one.rule == Rule.ROUND] == [
        "no round is due; the next falls on 2020-03-23"
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(REFUSED, final=False),
        replace(REFUSED, to=("mended@qinghe.example",)),
        replace(REFUSED, round="before-5"),
        replace(REFUSED, due=date(2020, 3, 30)),
    ],
    ids=["for now", "mended since", "of another round", "of another deadline"],
)
def test_others_are_tried_again(other: PastReminder) -> None:
    assert obstacle(standing(other), march(20)) is None
    assert obstacle(standing(REFUSED), march(23)) is None


def test_one_refused_for_good_and_one_for_now_are_judged_apart() -> None:
    """Units alike are asked once; these are not alike."""
    policy = Policy(ReminderRules(), WorkCalendar())
    pair = [standing(REFUSED), standing(replace(REFUSED, final=False), unit="heishi")]
    for order in (pair, pair[::-1]):
        assert policy.count_allowed(make_notice(), order, end_of(march(20))) == 1
