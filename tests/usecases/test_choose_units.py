"""Some of the units that a notice asks, by name or by group."""

from __future__ import annotations

import pytest

from fedtrack.core.model import Notice, Roster, Unit
from fedtrack.errors import UsageError
from fedtrack.usecases.choose_units import choose_units


def ids(units: tuple[Unit, ...]) -> list[str]:
    return [unit.id for unit in units]


def test_without_a_choice_all_are_meant(roster: Roster, notice: Notice) -> None:
    assert choose_units(roster, notice, [], group=None) == roster.expected(notice)


def test_those_named_in_the_order_of_the_roster(roster: Roster, notice: Notice) -> None:
    first, second, *_ = roster.expected(notice)
    assert ids(choose_units(roster, notice, [second, first], group=None)) == [first.id, second.id]


def test_a_group_parts_those_named_too(roster: Roster, notice: Notice) -> None:
    expected = roster.expected(notice)
    group = expected[0].group
    members = [unit.id for unit in expected if unit.group == group]
    assert ids(choose_units(roster, notice, [], group=group)) == members
    assert ids(choose_units(roster, notice, expected[:1], group=group)) == members[:1]


def test_a_group_that_is_none_says_which_there_are(roster: Roster, notice: Notice) -> None:
    with pytest.raises(UsageError, match="no group is called 无此组"):
        choose_units(roster, notice, [], group="无此组")


def test_a_unit_that_is_not_asked_is_refused(roster: Roster, notice: Notice) -> None:
    with pytest.raises(UsageError, match="is not asked by the notice"):
        choose_units(roster, notice, [Unit(id="else", name="别处")], group=None)
