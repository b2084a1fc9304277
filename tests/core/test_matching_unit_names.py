"""All that one unit may be called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.matching.abbreviations import ABBREVIATIONS
from fedtrack.core.matching.unit_names import Grade, find_place, name_forms
from fedtrack.core.model import Federation, Unit
from tests.builders import make_unit
from tests.core.county import UNITS, names_of

COUNTY = "青禾县妇女联合会"


def graded(name: str, federation: str = COUNTY, *aliases: str) -> dict[str, Grade]:
    forms = name_forms(make_unit("x", name=name, aliases=aliases), find_place(Federation(name=federation)))
    return {text: form.grade for text, form in forms.items()}


@pytest.mark.parametrize(
    ("name", "grade", "texts"),
    [
        ("长安镇妇联", Grade.FULL, "长安镇妇联 长安镇妇女联合会 青禾县长安镇妇联 青禾长安镇妇女联合会"),
        ("长安镇妇联", Grade.BASE, "长安镇 青禾县长安镇 青禾长安镇"),
        ("长安镇妇联", Grade.SHORT, "长安妇联 妇联(长安) 妇联-长安 (长安)妇联"),
        ("长安镇妇联", Grade.STEM, "长安"),
        ("青禾县长安镇妇联", Grade.FULL, "青禾县长安镇妇联 长安镇妇联 长安镇妇女联合会"),
        ("青禾县长安镇妇联", Grade.BASE, "长安镇"),
        ("青禾县长安镇妇联", Grade.STEM, "长安"),
        ("城西街道办事处妇联", Grade.STEM, "城西"),
        ("青禾镇妇联", Grade.BASE, "青禾镇 青禾县青禾镇"),
        ("县水利局女工委", Grade.FULL, "青禾县水利局女职工委员会 县水利局女工委员会 青禾水利局女工委"),
        ("县水利局女工委", Grade.BASE, "县水利局 青禾县水利局 青禾水利局"),
        ("县水利局女工委", Grade.SHORT, "水利局"),
        ("县委办公室妇委会", Grade.FULL, "中共青禾县委办公室妇工委 县委办公室妇女委员会"),
        ("县委办公室妇委会", Grade.SHORT, "县委办 青禾县委办"),
        ("县委组织部", Grade.SHORT, "组织部 县组织部"),
        ("中共青禾县委组织部", Grade.BASE, "青禾县委组织部 县委组织部"),
        ("国家税务总局青禾县税务局女工委", Grade.BASE, "县税务局 青禾县税务局"),
        ("国家税务总局青禾县税务局女工委", Grade.SHORT, "税务局"),
        ("共青团青禾县委女工委", Grade.SHORT, "团县委 团青禾县委"),
        ("团县委女工委", Grade.BASE, "团县委 共青团青禾县委 共青团县委"),
        ("县人力资源和社会保障局女工委", Grade.SHORT, "人社局 县人社局 青禾县人社局"),
        ("县第一中学女工委", Grade.SHORT, "一中 县一中 青禾一中"),
        ("中国电信青禾分公司女工委", Grade.SHORT, "电信公司 青禾电信 县电信公司 电信青禾县分公司"),
        ("中国电信青禾分公司女工委", Grade.STEM, "电信 中国电信"),
        ("好又多青禾分公司", Grade.STEM, "好又多"),
        ("新华书店青禾分公司", Grade.SHORT, "新华书店"),
        ("中国人寿保险股份有限公司青禾支公司", Grade.SHORT, "人寿保险 青禾人寿保险公司"),
        ("中国农业银行青禾支行女工委", Grade.SHORT, "农业银行 中国农业银行 青禾农行 农行青禾支行 县农行"),
    ],
)
def test_the_ways_to_write_a_unit(name: str, grade: Grade, texts: str) -> None:
    forms = graded(name)
    assert {text: forms.get(text) for text in texts.split()} == dict.fromkeys(texts.split(), grade)


@pytest.mark.parametrize(
    ("federation", "name", "texts"),
    [
        ("大江市青禾区妇联", "区水利局女工委", "青禾区水利局 青禾水利局 水利局"),
        ("青禾市妇联", "市水利局女工委", "青禾市水利局 水利局"),
        ("青禾市妇联", "市市场监督管理局女工委", "青禾市市场监督管理局 市场监督管理局 市监局"),
        ("青禾左旗妇联", "旗水利局女工委", "青禾左旗水利局 水利局"),
        ("青禾瑶族自治县妇联", "县水利局女工委", "青禾瑶族自治县水利局 青禾自治县水利局 青禾县水利局"),
        ("青禾瑶族自治县妇联", "长安镇妇联", "青禾瑶族自治县长安镇 青禾县长安镇妇联"),
        ("泗县妇联", "县水利局女工委", "泗县水利局 水利局"),
        ("某集团妇联", "县水利局女工委", "县水利局 县水利局女职工委员会"),
        ("某集团妇联", "县人力资源和社会保障局", "县人社局"),
        ("某集团妇联", "中国电信青禾分公司", "电信青禾分公司"),
    ],
)
def test_the_place_may_be_of_any_kind(federation: str, name: str, texts: str) -> None:
    assert set(texts.split()) - set(graded(name, federation)) == set()


@pytest.mark.parametrize(
    ("federation", "name", "text"),
    [
        pytest.param(COUNTY, "共青团青禾县委女工委", "青禾县委", id="the Youth League is not the Party"),
        pytest.param(COUNTY, "共青团青禾县委女工委", "县委", id="nor for short"),
        pytest.param(COUNTY, "中国电信青禾县分公司", "分公司", id="any company's branch"),
        pytest.param(COUNTY, "中国电信青禾县分公司", "青禾县分公司", id="any company's branch here"),
        pytest.param(COUNTY, "青禾街道办事处妇联", "街道办事处", id="any street office"),
        pytest.param(COUNTY, "县委办公室妇委会", "办公室", id="any office"),
        pytest.param(COUNTY, "青禾岭镇妇联", "岭镇", id="a town whose name begins like the county's"),
        pytest.param("泗县妇联", "县水利局女工委", "泗水利局", id="a county of one character"),
        pytest.param("青禾市妇联", "市场监督管理局女工委", "场监督管理局", id="市 of 市场 is no level"),
        pytest.param(COUNTY, "水乡妇联", "水", id="one character"),
        pytest.param(COUNTY, "县公安局交通管理分局", "县公安局交通管理公司", id="a branch of an office"),
        pytest.param(COUNTY, "县公司", "公司", id="a company without a name"),
        pytest.param(COUNTY, "公司女工委", "公司", id="any company"),
        pytest.param(COUNTY, "青禾县女工委", "青禾", id="the county itself"),
    ],
)
def test_what_would_fit_others_as_well_is_no_form(federation: str, name: str, text: str) -> None:
    assert text not in graded(name, federation)


def test_an_alias_is_as_good_as_a_name() -> None:
    """It takes the women's body of the name where it names none."""
    forms = graded("县粮食和物资储备局女工委", COUNTY, "县粮食局")
    assert forms["县粮食局"] == forms["青禾县粮食局女职工委员会"] == Grade.FULL
    assert forms["粮食局"] == Grade.SHORT
    assert "县粮食局妇联" not in forms


def test_a_name_without_a_womens_body_takes_any() -> None:
    forms = graded("黑石矿区管理处")
    assert forms["黑石矿区管理处妇联"] == forms["黑石矿区管理处女工委"] == forms["黑石矿区管理处妇委会"]
    assert graded("妇联")["妇联"] == Grade.FULL


def test_of_two_grades_of_one_text_the_higher_counts() -> None:
    assert graded("长安镇妇联", COUNTY, "长安")["长安"] == Grade.FULL


@pytest.mark.parametrize("pair", ABBREVIATIONS)
def test_a_usual_abbreviation_finds_the_office(pair: tuple[str, str]) -> None:
    """Each of the table does what it is there for: the clerk need not list 县发改局 as an alias."""
    official, short = pair
    forms = graded(f"县{official}")
    assert short != official
    assert f"县{short}" in forms


def test_no_abbreviation_stands_twice_in_the_table() -> None:
    assert len(set(ABBREVIATIONS)) == len(ABBREVIATIONS)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_form_of_a_unit_finds_that_unit(unit: Unit) -> None:
    """Alone in a title it is the unit's, or fits several of which it is one; and a name itself is sure."""
    index = names_of()
    forms = name_forms(unit, index.place)
    for text in forms:
        found = [mention for mention in index.find(text) if mention.text == text]
        assert len(found) == 1
        assert unit.id in found[0].units
    assert index.find(unit.name)[0].sure


PIECES = st.sampled_from(
    [
        "青禾县",
        "青禾",
        "县",
        "委",
        "镇",
        "街道",
        "水利局",
        "税务局",
        "中国",
        "电信",
        "银行",
        "分公司",
        "支行",
        "妇联",
        "长",
    ]
)


@given(
    name=st.lists(PIECES, min_size=1, max_size=6).map("".join),
    federation=st.sampled_from(["青禾县妇联", "青禾市妇联", "泗县妇联", "三江侗族自治县妇联", "某集团妇联"]),
)
@settings(deadline=None)
def test_any_name_has_itself_for_a_form(name: str, federation: str) -> None:
    """But a single character; every form says something, and there are not so many as to fill the memory."""
    forms = name_forms(make_unit("x", name=name), find_place(Federation(name=federation)))
    assert name in forms or len(name) == 1
    assert all(len(form.text) > 1 and form.text == text and form.core for text, form in forms.items())
    assert len(forms) < 300
