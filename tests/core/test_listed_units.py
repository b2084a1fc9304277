"""Which unit of the roster a name on a list is."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.listed_units import ListedUnits, NewNames, name_key
from tests.builders import make_roster, make_unit

TODAY = date(2020, 3, 20)
ROSTER = make_roster([
    make_unit("baishi", name="白石镇妇联", aliases=("白石镇妇女联合会", "老街妇联")),
    make_unit("heishi", name="黑石镇妇联"),
    make_unit("heishikq", name="黑石矿区管理处"),
    make_unit("shuili", name="县水利局女工委"),
    make_unit("nongye", name="县农业农村局女工委"),
    make_unit("old", name="县林业局女工委", until=date(2019, 12, 31)),
    make_unit("new", name="县林业局女工委", since=date(2020, 1, 1)),
])  # fmt: skip
KNOWN = ListedUnits(ROSTER, TODAY)


def found(name: str) -> tuple[str | None, list[str], bool]:
    match = KNOWN.find(name)
    return match.unit.id if match.unit else None, [unit.id for unit in match.perhaps], match.renamed


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("白石镇妇联", "baishi"),
        ("白 石 镇 妇 联", "baishi"),
        ("白石鎮婦聯", "baishi"),
        ("白石镇妇女联合会", "baishi"),
        ("青禾县白石镇妇联", "baishi"),
        ("白石镇", "baishi"),
        ("BAISHI", "baishi"),
        ("县水利局", "shuili"),
        ("青禾县水利局", "shuili"),
        ("水利局", "shuili"),
        ("县林业局女工委", "new"),
    ],
)
def test_a_name_alias_or_usual_form_is_the_unit(name: str, unit: str) -> None:
    """Of two of one name the one that exists is meant."""
    assert found(name) == (unit, [], False)


def test_an_alias_of_another_kind_is_a_changed_name() -> None:
    assert found("老街妇联") == ("baishi", [], True)


def test_what_fits_several_or_too_little_is_perhaps() -> None:
    assert found("黑石") == (None, ["heishi", "heishikq"], False)
    assert found("白石") == (None, ["baishi"], False)


def test_a_form_short_of_several_is_perhaps_each_of_them() -> None:
    """县业局 has lost a character of either; which of them is on the list already is meant no more."""
    assert {one.id for one in KNOWN.near("县业局", frozenset())} == {"nongye", "old", "new"}
    assert [one.id for one in KNOWN.near("县业局", frozenset({"new", "old"}))] == ["nongye"]


@pytest.mark.parametrize("name", ["县民政局女工委", "白石镇中心小学妇委会", "白石镇河勒村妇联"])
def test_a_name_that_is_none_of_theirs(name: str) -> None:
    assert found(name) == (None, [], False)
    assert KNOWN.near(name, frozenset()) == ()


@pytest.mark.parametrize(
    ("name", "unit"),
    [("县农业局", "nongye"), ("县水和局", "shuili"), ("白石镇女工委", "baishi")],
)
def test_a_near_name_is_perhaps_the_unit(name: str, unit: str) -> None:
    """By one slip, shortened or with another body; not where the unit stands on the list itself."""
    assert [one.id for one in KNOWN.near(name, frozenset())] == [unit]
    assert KNOWN.near(name, frozenset({unit})) == ()


@pytest.mark.parametrize(
    ("name", "unit"), [("县水力局女工委", "shuili"), ("百石镇妇联", "baishi"), ("白时镇", "baishi")]
)
def test_a_name_that_sounds_alike_is_a_slip_of_the_keyboard(name: str, unit: str) -> None:
    """Also beside the unit itself: no two offices of a county sound the same."""
    for on_the_list in (frozenset[str](), frozenset({unit})):
        assert [one.id for one in KNOWN.near(name, on_the_list)] == [unit]


@pytest.mark.parametrize("name", ["县检查院", "检查院", "青禾县检查院", "青禾县检查院女工委"])
@pytest.mark.parametrize("known", ["县人民检察院女工委", "县人民检察院", "青禾县人民检察院", "青禾县检察院"])
def test_a_slip_is_seen_however_the_county_is_written(known: str, name: str) -> None:
    """And whether or not 人民 is left out; beside the unit itself too."""
    units = ListedUnits(make_roster([make_unit("jcy", name=known), make_unit("fy", name="县法院")]), TODAY)
    for listed in (frozenset[str](), frozenset({"jcy"})):
        assert [one.id for one in units.near(name, listed)] == ["jcy"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        *(("青禾县水木局", True), ("青禾水利利局", True), ("青禾县利局", True)),
        *(("青禾县民政局", False), ("青禾县水木司", False)),
    ],
)
def test_one_character_more_less_or_another_is_a_slip(name: str, *, near: bool) -> None:
    """Not where the unit itself is on the list: it means both."""
    assert [one.id for one in KNOWN.near(name, frozenset())] == ["shuili"] * near
    assert KNOWN.near(name, frozenset({"shuili"})) == ()


def test_a_name_near_to_several_is_another_of_their_kind() -> None:
    assert KNOWN.near("青石镇妇联", frozenset()) == ()
    assert KNOWN.near("石镇", frozenset()) == ()


@pytest.mark.parametrize(
    ("name", "is_it"),
    [
        *(("青禾县妇女联合会", True), ("县妇联", True), ("青禾县妇联", True)),
        *(("白石镇妇联", False), ("妇联", False), ("", False)),
    ],
)
def test_the_federation_itself(name: str, *, is_it: bool) -> None:
    assert KNOWN.is_federation(name) is is_it


def test_a_new_name_is_known_in_its_usual_forms() -> None:
    names = NewNames(ROSTER)
    names.add(make_unit(name="青石镇妇联"), 7)
    names.add(make_unit(name="青石镇妇女联合会"), 8)
    assert [names.find(name) for name in ("青石镇", "青石镇妇女联合会", "青禾县青石镇妇联")] == [7, 7, 7]
    assert [names.find(name) for name in ("青石", "青石镇女工委", "青河镇")] == [None, None, None]


def test_names_are_compared_without_what_does_not_count() -> None:
    assert name_key("ＡＢ 公司") == name_key("ab公司") == name_key("AB公 司")
