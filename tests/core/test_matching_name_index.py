"""The names of a roster in a text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.matching.name_index import NameIndex
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.unit_names import Grade
from tests.builders import make_unit
from tests.core.county import UNITS, names_of

INDEX = names_of()


def found(text: str, index: NameIndex = INDEX) -> list[tuple[str, str]]:
    """Return the names in a text, each with its units; one of which that is sure stands after `=`."""
    return [(one.text, ("=" if one.sure else "?") + " ".join(sorted(one.units))) for one in index.find(text)]


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("长安镇妇联三八活动总结", "长安镇妇联", "changan"),
        ("青禾县长安镇妇女联合会", "青禾县长安镇妇女联合会", "changan"),
        ("長安鎮婦聯", "长安镇妇联", "changan"),
        ("长安镇三八", "长安镇", "changan"),
        ("妇联（长安）", "妇联(长安)", "changan"),
        ("水利局", "水利局", "shuili"),
        ("水 利 局 总 结", "水利局", "shuili"),
        ("我县水利局", "县水利局", "shuili"),
        ("县税务局", "县税务局", "shuiwu"),
        ("县粮食局", "县粮食局", "liangshi"),
        ("检察院三八活动", "检察院", "jianchayuan"),
        ("青禾农行", "青禾农行", "nonghang"),
        ("电信公司女工活动", "电信公司", "dianxin"),
        ("团县委", "团县委", "tuanwei"),
        ("县政府办", "县政府办", "zhengfuban"),
        ("一中", "一中", "yizhong"),
    ],
)
def test_a_name_that_fits_one_unit_is_sure(text: str, name: str, unit: str) -> None:
    assert found(text) == [(name, f"={unit}")]


@pytest.mark.parametrize(
    ("text", "name", "units"),
    [
        pytest.param("黑石三八", "黑石", "?heishi heishikq", id="a town and the mine in it"),
        pytest.param("长安三八", "长安", "?changan", id="only the stem"),
        pytest.param("电信三八", "电信", "?dianxin", id="only the brand"),
        pytest.param("中国电信三八", "中国电信", "?dianxin", id="the brand in full"),
        pytest.param("柳城县水利局", "县水利局", "?shuili", id="of another county"),
        pytest.param("长安镇中心小学", "长安镇", "?changan", id="a school of it"),
        pytest.param("长安镇政府", "长安镇", "?changan", id="its government"),
    ],
)
def test_a_name_that_may_be_anothers_is_not_sure(text: str, name: str, units: str) -> None:
    assert found(text) == [(name, units)]


def test_a_stem_may_stand_amid_other_words() -> None:
    """It then names nobody else: neither another place nor a part."""
    texts = ["春风里的长安姐妹", "西安市长安区", "长安三八", "帮长安镇"]
    assert [[mention.amid for mention in INDEX.find(text)] for text in texts] == [
        [True],
        [False],
        [False],
        [False],
    ]


@pytest.mark.parametrize("text", ["", "三八活动总结", "县委", "青禾县委", "县城建局", "\n", "镇", "农"])
def test_what_names_no_unit_is_not_found(text: str) -> None:
    """The county's Party committee is not its Youth League."""
    assert found(text) == []


@pytest.mark.parametrize("text", ["县妇联", "青禾县妇联", "青禾县妇女联合会", "青禾县妇联oa", "县妇女联合会"])
def test_the_federation_itself_is_no_unit(text: str) -> None:
    """Whom a letter is addressed to must not hide who wrote it."""
    assert found(f"{text}：长安镇妇联") == [("长安镇妇联", "=changan")]
    assert INDEX.without_own_names(f"长安镇报{text}").replace("\n", "") == "长安镇报"


def test_several_names_are_found_in_their_order() -> None:
    assert found("长坪乡、长安镇妇联和县水利局") == [
        ("长坪乡", "=changping"),
        ("长安镇妇联", "=changan"),
        ("县水利局", "=shuili"),
    ]


def test_the_longest_name_counts() -> None:
    """黑石矿区管理处 is not 黑石."""
    assert found("黑石矿区管理处三八活动") == [("黑石矿区管理处", "=heishikq")]


def test_a_short_form_that_fits_two_units_is_neithers() -> None:
    """The same words are sure where the roster has one such unit only."""
    school = make_unit("eryi", name="县第一实验小学女工委", aliases=("一小",))
    assert found("一小", names_of((*UNITS, school))) == [("一小", "=eryi")]
    two = (make_unit("a", name="县电信公司女工委"), make_unit("b", name="县移动电信公司女工委"))
    assert found("电信公司", names_of(two)) == [("电信公司", "?a b")]
    assert found("电信公司", names_of(two[:1])) == [("电信公司", "=a")]


def test_a_piece_of_a_name_competes_with_names_that_it_is_a_piece_of() -> None:
    """农业局 is the bureau of that name, though 农业农村局 has its characters too."""
    units = (make_unit("ny", name="县农业局女工委"), make_unit("nync", name="县农业农村局女工委"))
    assert found("农业局", names_of(units)) == [("农业局", "=ny")]


def test_an_abbreviation_competes_with_all_that_have_its_characters() -> None:
    """人社局 is usually one office, but here two may be called so."""
    units = (
        make_unit("rs", name="县人力资源和社会保障局女工委"),
        make_unit("sq", name="县人民社区事务局女工委"),
    )
    assert found("人社局", names_of(units)) == [("人社局", "?rs sq")]
    assert found("人社局", names_of(units[:1])) == [("人社局", "=rs")]


def test_namesakes_are_told_apart_by_nobody() -> None:
    namesakes = (make_unit("old", name="绿水镇妇联"), make_unit("new", name="绿水镇妇联"))
    assert found("绿水镇妇联", names_of(namesakes)) == [("绿水镇妇联", "?new old")]


def test_a_whole_name_goes_before_anothers_part() -> None:
    units = (make_unit("changan", name="长安妇联"), make_unit("zhen", name="长安镇妇联"))
    assert found("长安妇联", names_of(units)) == [("长安妇联", "=changan")]
    bureau = (make_unit("nvgong", name="县水利局女工委"), make_unit("ju", name="县水利局"))
    assert found("县水利局", names_of(bureau)) == [("县水利局", "=ju")]
    assert found("县水利局女工委", names_of(bureau[:1])) == [("县水利局女工委", "=nvgong")]


@pytest.mark.parametrize(
    ("federation", "text", "sure"),
    [
        ("大江市青禾区妇联", "青禾区税务局", True),
        ("大江市青禾区妇联", "柳北区税务局", False),
        ("青禾市妇联", "青禾市税务局", True),
        ("三江侗族自治县妇联", "三江县税务局", True),
        ("三江侗族自治县妇联", "三江侗族自治县税务局", True),
        ("三江侗族自治县妇联", "融水县税务局", False),
        ("某集团妇联", "税务局", True),
        ("某集团妇联", "青禾县税务局", False),
    ],
)
def test_in_a_district_a_city_or_an_autonomous_county(federation: str, text: str, *, sure: bool) -> None:
    """Whose office it is the place before it tells, as it is written there."""
    units = (make_unit("sw", name="税务局女工委"),)
    mentions = names_of(units, federation).find(text)
    assert [(set(one.units), one.sure) for one in mentions] == [({"sw"}, sure)]


@pytest.mark.parametrize(
    ("form", "units"),
    [
        ("农局", {"nyj"}),
        ("粮储局", {"liangshi"}),
        ("第一", {"yizhong", "yixiao"}),
        ("局水", set()),
        ("", set()),
        ("某", set()),
    ],
)
def test_a_short_form_fits_the_names_that_have_its_characters_in_order(form: str, units: set[str]) -> None:
    assert INDEX.fitting(form) == units
    assert INDEX.fitting(form) <= INDEX.holding(form)


def test_names_and_aliases_are_kept_as_they_are_compared() -> None:
    assert INDEX.forms_of("liangshi") == ("县粮食和物资储备局女工委", "县粮食局")


def test_a_name_far_below_the_beginning_is_not_looked_for() -> None:
    assert found("无" * 3990 + "\n长安镇妇联") == [("长安镇妇联", "=changan")]
    assert found("无" * 4000 + "\n长安镇妇联") == []


WORDS = st.lists(
    st.sampled_from(
        [
            "长安镇",
            "长安",
            "妇联",
            "青禾县",
            "县",
            "水利局",
            "黑石",
            "三八",
            "、",
            "\n",
            "Ａ",
            "團縣委",
            "公司",
            "柳城县",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(WORDS, st.text()))
@settings(deadline=None)
def test_mentions_lie_in_the_text_one_after_another(text: str) -> None:
    plain, end = normal(text), 0
    for one in INDEX.find(text):
        assert end <= one.start < one.end
        assert plain[one.start : one.end] == one.text
        assert one.units <= set(INDEX.units)
        assert not one.sure or (len(one.units) == 1 and one.grade > Grade.STEM and not one.part)
        end = one.end


@given(WORDS)
@settings(deadline=None)
def test_whatever_stands_around_a_whole_name_it_is_among_those_found(text: str) -> None:
    """Between line breaks nothing joins it to another word."""
    assert any("changping" in one.units for one in INDEX.find(f"{text}\n长坪乡妇联\n{text}"))


class CountedLookups(dict[str, Any]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def __contains__(self, key: object) -> bool:
        self.asked += 1
        return super().__contains__(key)


def lookups(units: int, text: str) -> int:
    others = (make_unit(f"u{one}", name=f"黑石{one}镇妇联") for one in range(100, 100 + units))
    index = names_of((make_unit("yishi", name="一石镇妇联"), *others))
    counted = CountedLookups(index._owners)
    index._owners = counted
    index.find(text)
    return counted.asked


def test_the_work_grows_with_the_text_and_not_with_the_units() -> None:
    """A county with ten times the units is no slower to search, and a text twice as long costs twice."""
    text = "一石镇妇联、黑石149镇报来三八活动总结" * 20
    few, many = lookups(50, text), lookups(500, text)
    assert 0 < few == many
    assert lookups(50, text * 2) == 2 * few
