"""Units that nobody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from fedtrack.core.model import Notice, Unit
from fedtrack.usecases.inspect import Level
from fedtrack.usecases.inspect_asked import inspect_asked
from tests.builders import make_notice, make_roster, make_unit

TODAY = date(2020, 3, 20)
UNITS = (make_unit("baishi"), make_unit("jiaoyu", group=""), make_unit("shuili", group="县直"))
TOWNS = make_notice(recipients=("乡镇妇联",))


def found(notices: Sequence[Notice], units: Sequence[Unit] = UNITS) -> list[tuple[Level, str, str]]:
    findings = inspect_asked(make_roster(units, notices), TODAY)
    assert all(one.fix for one in findings)
    return [(one.level, one.where, str(one.what)) for one in findings]


def test_units_that_no_open_notice_can_ask() -> None:
    """Without a group, or in one that is written otherwise than in every notice."""
    assert found([TOWNS]) == [
        (Level.WARNING, "jiaoyu", "in no group, so no open notice asks them: jiaoyu妇联"),
        (Level.WARNING, "shuili", "no notice names the group 县直, so nobody asks shuili妇联"),
    ]


@pytest.mark.parametrize(
    "notices",
    [
        [],
        [make_notice()],
        [TOWNS, make_notice(id="all")],
        [make_notice(recipients=("乡镇妇联",), closed=TODAY)],
        [make_notice(recipients=("乡镇妇联", "jiaoyu", "县直"))],
        [TOWNS, make_notice(id="old", recipients=("县直", "jiaoyu"), closed=TODAY)],
    ],
)
def test_where_each_unit_can_be_asked_nothing_is_said(notices: Sequence[Notice]) -> None:
    """Nor where a group that an earlier notice names is left out of the open one: that is meant."""
    assert found(notices) == []


def test_an_earlier_notice_to_all_names_nobody() -> None:
    assert len(found([TOWNS, make_notice(id="old", closed=TODAY)])) == 2


@pytest.mark.parametrize(("until", "said"), [(date(2020, 3, 19), 0), (TODAY, 1)])
def test_a_unit_that_has_ended_need_not_be_asked(until: date, said: int) -> None:
    assert len(found([TOWNS], [make_unit("gone", group="", until=until)])) == said


def test_many_units_are_one_finding() -> None:
    """With the first of their names."""
    units = [make_unit(f"u{number}", name=f"单位{number}", group="") for number in range(6)]
    ((_, where, what),) = found([TOWNS], units)
    assert where == "u0"
    assert what.endswith("单位0, 单位1, 单位2, 单位3, 单位4, …")
    assert found([TOWNS], units[:5])[0][2].endswith("单位4")
