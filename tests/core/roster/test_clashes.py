"""What is wrong between the tables."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from fedtrack.core.roster.clashes import find_clashes
from tests.builders import make_notice, make_roster, make_unit
from tests.core.roster.documents import FEDERATION, NOTICE, UNIT, Said, faults_of


def unit(identifier: str, name: str, more: str = "") -> str:
    return f'[[units]]\nid = "{identifier}"\nname = "{name}"\n{more}\n'


def faults_of_units(*units: str) -> list[Said]:
    return faults_of(FEDERATION + "".join(units))


@pytest.mark.parametrize("second", ["baishi", "BAISHI", "BaiShi"])
def test_an_id_is_used_once_in_whatever_case(second: str) -> None:
    """Folders bear it, and Windows does not tell case."""
    assert faults_of_units(unit("baishi", "白石镇"), unit("heishi", "黑石镇"), unit(second, "青石镇")) == [
        Said(("units", 2, "id"), f"the id {second} is used twice", "give each its own id")
    ]


def test_every_further_use_of_an_id_is_a_fault() -> None:
    faults = faults_of_units(unit("a", "白石镇"), unit("A", "黑石镇"), unit("a", "青石镇"))
    assert [fault.path for fault in faults] == [("units", 1, "id"), ("units", 2, "id")]


def test_ids_of_notices_are_used_once_too() -> None:
    assert faults_of(FEDERATION + NOTICE + NOTICE) == [
        Said(("notices", 1, "id"), "the id 2020-38 is used twice", "give each its own id")
    ]


def test_a_notice_and_a_unit_may_share_an_id() -> None:
    assert not faults_of(FEDERATION + NOTICE + unit("2020-38", "白石镇"))


def test_missing_ids_and_names_do_not_clash() -> None:
    """What is missing is a fault of its own; two missing ones are not the same."""
    nameless = '[[units]]\nid = "a"\n[[units]]\nid = "b"\n'
    faults = faults_of(FEDERATION + (nameless + '[[units]]\nname = "白石镇"\n') * 2)
    assert {fault.what for fault in faults if "twice" in fault.what} == {
        "the id a is used twice",
        "the id b is used twice",
    }
    assert [fault.path for fault in faults if "also names" in fault.what] == [("units", 5, "name")]


@pytest.mark.parametrize(
    ("name", "more", "key", "shown"),
    [
        pytest.param("白石镇妇联", "", "name", "白石镇妇联", id="name and name"),
        pytest.param("白石 镇 妇联", "", "name", "白石 镇 妇联", id="spaces"),
        pytest.param("白石AB", "", "name", "白石AB", id="name and alias"),
        pytest.param("白石ａｂ", "", "name", "白石ａｂ", id="width and case"),
        pytest.param(
            "黑石", 'aliases = ["青石", "白石镇妇联"]', "aliases", "白石镇妇联", id="alias and name"
        ),
        pytest.param("黑石", 'aliases = ["白石ab"]', "aliases", "白石ab", id="alias and alias"),
    ],
)
def test_a_name_or_alias_fits_one_unit_only(name: str, more: str, key: str, shown: str) -> None:
    first = unit("baishi", "白石镇妇联", 'aliases = ["白石Ab"]')
    assert faults_of_units(first, unit("other", name, more)) == [
        Said(
            ("units", 1, key),
            f"{shown} also names the unit baishi",
            "a name or alias must fit one unit only",
        )
    ]


def test_a_unit_may_repeat_its_own_name() -> None:
    assert not faults_of_units(unit("baishi", "白石镇", 'aliases = ["白石镇", "白石 镇"]'))


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("until = 2019-12-31", "since = 2020-01-01", False),
        ("until = 2020-01-01", "since = 2020-01-01", True),
        ("since = 2020-01-01", "until = 2019-12-31", False),
        ("since = 2020-01-01", "until = 2020-01-01", True),
        ("until = 2019-12-31", "", True),
        ("", "since = 2020-01-01", True),
        ("until = 2019-12-31", "until = 2018-12-31", True),
        ("since = 2019-12-31", "since = 2018-12-31", True),
        ("since = 2010-01-01\nuntil = 2012-12-31", "since = 2013-01-01\nuntil = 2015-12-31", False),
        ("since = 2013-01-01\nuntil = 2015-12-31", "since = 2010-01-01\nuntil = 2012-12-31", False),
        ("since = 2010-01-01\nuntil = 2015-12-31", "since = 2012-01-01\nuntil = 2013-12-31", True),
    ],
)
def test_a_successor_may_take_over_a_name(first: str, second: str, *, clash: bool) -> None:
    """Two units may bear one name unless they exist on one day; the first and last days count."""
    faults = faults_of_units(unit("old", "白石镇", first), unit("new", "白石镇", second))
    assert [fault.path for fault in faults] == ([("units", 1, "name")] if clash else [])


def test_a_third_bearer_of_a_name_is_held_against_every_earlier_one() -> None:
    """That the first is long gone does not clear a clash with the second."""
    faults = faults_of_units(
        unit("gone", "白石镇", "until = 2018-12-31"),
        unit("second", "白石镇", "since = 2019-01-01"),
        unit("third", "白石镇", "since = 2019-06-01"),
    )
    assert [(fault.path, fault.what) for fault in faults] == [
        (("units", 2, "name"), "白石镇 also names the unit second")
    ]


def test_a_name_is_no_other_unit_s_id() -> None:
    """An id is looked for before a name, so such a name would never be found."""
    faults = faults_of_units(unit("bs", "白石镇"), unit("hs", "黑石镇", 'aliases = ["BS"]'))
    assert [fault.path for fault in faults] == [("units", 1, "aliases")]


@pytest.mark.parametrize("recipient", ["乡镇妇联", "baishi"])
def test_a_recipient_is_a_group_or_a_unit_s_id(recipient: str) -> None:
    assert not faults_of(f'{FEDERATION}{NOTICE}recipients = ["{recipient}"]\n{UNIT}')


@pytest.mark.parametrize(
    ("recipient", "fix"),
    [
        ("乡镇妇女联合会", "write 乡镇妇联"),
        ("baish", "write baishi"),
        ("县直单位", "give units that group"),
    ],
)
def test_an_unknown_recipient_is_answered_with_the_nearest(recipient: str, fix: str) -> None:
    faults = faults_of(f'{FEDERATION}{NOTICE}recipients = ["乡镇妇联", "{recipient}"]\n{UNIT}')
    assert faults == [
        Said(("notices", 0, "recipients"), f"no group and no unit id is called {recipient}", fix)
    ]


def test_a_recipient_written_without_brackets_is_looked_up_too() -> None:
    """One text is a list of one everywhere, so a misspelt one must not pass."""
    (fault,) = faults_of(f'{FEDERATION}{NOTICE}recipients = "乡镇妇"\n{UNIT}')
    assert (fault.path, fault.fix) == (("notices", 0, "recipients"), "write 乡镇妇联")


def test_every_unknown_recipient_of_every_notice_is_listed() -> None:
    text = (
        f'{FEDERATION}{NOTICE}recipients = ["甲", "乙"]\n'
        f'[[notices]]\nid = "b"\ntitle = "t"\ndue = 2020-03-23\nrecipients = ["丙"]\n{UNIT}'
    )
    assert [fault.path[1] for fault in faults_of(text)] == [0, 0, 1]


@pytest.mark.parametrize("notices", ["notices = 3", "notices = [3]", "notices = [{ recipients = 3 }]"])
def test_notices_that_are_no_tables_are_only_said_to_be_so(notices: str) -> None:
    """What cannot be read is not looked at for clashes."""
    assert not [fault for fault in faults_of(f"{notices}\n{FEDERATION}") if "called" in fault.what]


def test_a_figure_is_asked_for_once() -> None:
    figures = (
        'figures = [{ key = "a", label = "甲" }, { key = "b", label = "乙" }, { key = "a", label = "丙" }, '
        '{ label = "丁" }, { label = "戊" }]'
    )
    faults = [fault for fault in faults_of(FEDERATION + NOTICE + figures) if "missing" not in fault.what]
    assert faults == [
        Said(
            ("notices", 0, "figures", 2, "key"),
            "the figure a is asked for twice",
            "give each figure its own key",
        )
    ]


def test_two_notices_may_ask_for_the_same_figure() -> None:
    figures = 'figures = [{ key = "a", label = "甲" }]\n'
    other = '[[notices]]\nid = "b"\ntitle = "t"\ndue = 2020-03-23\n'
    assert not faults_of(FEDERATION + NOTICE + figures + other + figures)


@pytest.mark.parametrize("lives", ["", "since = {day}\nuntil = {day}\n"])
def test_many_units_of_one_name_take_little_time(lives: str) -> None:
    """Each is compared with its neighbours in time only."""
    days = [date(2000, 1, 1) + timedelta(days=number) for number in range(8000)]
    units = tuple(
        make_unit(f"u{number}", name="甲", aliases=("乙", "甲"))
        if not lives
        else make_unit(f"u{number}", name="甲", since=day, until=day)
        for number, day in enumerate(reversed(days))
    )
    began = time.process_time()
    faults = find_clashes(make_roster(units, []))
    assert time.process_time() - began < 5
    assert len(faults) == (0 if lives else 3 * 7999)


def test_near_names_are_looked_for_a_few_times_only() -> None:
    strangers = tuple(f"甲乙丙单位{number}" for number in range(1000))
    units = tuple(make_unit(f"u{number}", group=f"单位甲{number}") for number in range(1000))
    began = time.process_time()
    faults = find_clashes(make_roster(units, [make_notice(recipients=strangers)]))
    assert time.process_time() - began < 5
    assert ["write" in str(fault.fix) for fault in faults] == [True] * 20 + [False] * 980
