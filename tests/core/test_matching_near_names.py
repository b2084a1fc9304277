"""Names that are not quite a unit's: only ever asked about."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.matching.name_index import NameIndex
from fedtrack.core.matching.near_names import by_sound, explains, near_units, unknown_offices
from fedtrack.core.model import Unit
from tests.builders import make_unit
from tests.core.county import UNITS, county, names_of

INDEX = names_of()


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("绿水镇妇联三八活动总结", ["绿水镇"]),
        ("关于报送县城建局女工委活动的报告", ["县城建局"]),
        ("绿水镇三八活动", ["绿水镇"]),
        ("长安镇中心小学三八活动", ["中心小学"]),
        ("长安镇妇联、绿水乡三八活动", ["绿水乡"]),
        ("绿水乡、绿水乡妇联", ["绿水乡"]),
        ("长安镇妇联三八活动总结", []),
        ("青禾县妇联：三八活动", []),
        ("我镇妇联三八活动", []),
        ("各乡镇妇联三八活动", []),
        ("全县妇联三八活动", []),
        ("三八活动开展情况", []),
        ("走进社区", []),
        ("三八节参观县博物馆", []),
        ("三八活动进企业进学校", []),
        ("携手农商银行开展三八活动", []),
        ("三八节巾帼农技下乡", []),
        ("镇村两级妇联三八活动", []),
        ("三八节绿水镇妇联活动", ["绿水镇"]),
        ("", []),
    ],
)
def test_offices_that_are_none_of_ours_are_told(text: str, offices: list[str]) -> None:
    """Words that name nobody (我镇, 全县) are not: each name once, without what leads in."""
    assert unknown_offices(text, INDEX.find(text), INDEX) == offices


@pytest.mark.parametrize(
    ("office", "units"),
    [
        pytest.param("粮储局", {"liangshi"}, id="characters left out"),
        pytest.param("水力局", {"shuili"}, id="one wrong character"),
        pytest.param("水利水局", {"shuili"}, id="one too many"),
        pytest.param("长平镇", {"changan"}, id="one wrong character of a township"),
        pytest.param("长坪镇", {"changan", "changping"}, id="one slip from two"),
        pytest.param("农业农林局", {"nyj"}, id="one wrong in a long name"),
        pytest.param("人民检察员", {"jianchayuan"}, id="one wrong in the middle of many"),
        pytest.param("黑石煤区管理局", {"heishikq"}, id="two wrong in a long name"),
        pytest.param("水务居", set(), id="two wrong in a short one"),
        pytest.param("长暗镇", {"changan"}, id="sounds alike"),
        pytest.param("厂按镇", {"changan"}, id="sounds alike, and two are wrong"),
        pytest.param("水", set(), id="one character"),
        pytest.param("水局", set(), id="two characters"),
        pytest.param("城建局", set(), id="another office"),
        pytest.param("", set(), id="nothing"),
        pytest.param("水利局" * 100, set(), id="no name at all"),
    ],
)
def test_a_slip_finds_the_units_that_may_be_meant(office: str, units: set[str]) -> None:
    assert near_units(office, INDEX) == units


def test_what_sounds_alike_is_alike() -> None:
    """No character need be right."""
    assert by_sound("常案振", INDEX) == {"changan"}
    assert by_sound("常案县", INDEX) == set()


@pytest.mark.parametrize(
    ("unit", "office", "explained"),
    [
        ("shuili", "水利局", True),
        ("dianxin", "广西电信青禾分公司", True),
        ("shuili", "大江市青禾水力局", False),
        ("shuili", "水力局", True),
        ("heishi", "黑石", True),
        ("heishikq", "黑石", True),
        ("changan", "长坪镇", False),
        ("changan", "水利局", False),
        ("changan", "镇", False),
        ("nonghang", "县农发行", False),
        ("shuili", "县水产局", False),
        ("changan", "长安村", False),
        ("changan", "", False),
        ("changan", "长安镇" * 100, False),
    ],
)
def test_an_office_can_well_be_a_units(unit: str, office: str, *, explained: bool) -> None:
    """A slip that may be two units' explains neither; nor does another bank's name, or a village's."""
    assert explains(unit, office, INDEX) is explained


def test_without_a_place_names_are_compared_as_they_are() -> None:
    nowhere = names_of(UNITS, "某集团妇联")
    assert near_units("县水力局", nowhere) == {"shuili"}


@given(st.sampled_from(UNITS), st.data())
@settings(deadline=None)
def test_one_character_left_out_still_finds_the_unit(unit: Unit, data: st.DataObject) -> None:
    """Whichever of an office's characters the sender forgot."""
    office = unit.name.removesuffix("妇联").removesuffix("女工委").removesuffix("妇委会")
    at = data.draw(st.integers(0, len(office) - 1))
    short = office[:at] + office[at + 1 :]
    if len(short) > 2:
        assert unit.id in near_units(short, INDEX)


@given(st.text(alphabet="青禾县长安镇水利局妇联三八关于的、\n12aA"))
@settings(deadline=None)
def test_any_text_is_looked_through(text: str) -> None:
    for office in unknown_offices(text, INDEX.find(text), INDEX):
        assert office
        assert office in text
        assert near_units(office, INDEX) <= set(INDEX.units)


class CountingIndex(NameIndex):
    """An index that counts how many units' names are compared."""

    compared = 0

    def forms_of(self, unit: str) -> tuple[str, ...]:
        self.compared += 1
        return super().forms_of(unit)

    def holding(self, chars: Iterable[str]) -> set[str]:
        found = super().holding(chars)
        assert len(found) < 10, "hardly a unit has all these characters"
        return found


def test_a_slip_is_compared_with_those_units_only_that_share_its_characters() -> None:
    """Not with all of a large county's."""
    others = tuple(make_unit(f"u{one}", name=f"{chr(0x5200 + one)}石局女工委") for one in range(400))
    index = CountingIndex(county((*UNITS, *others)))
    assert "nyj" in near_units("农业农林局", index)
    by_slip = index.compared
    assert 0 < by_slip < 40
