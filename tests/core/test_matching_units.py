"""Which unit the clerk means: never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.matching.units import find_unit, find_units
from fedtrack.errors import UsageError
from tests.builders import make_unit

UNITS = (
    make_unit("anping", name="安平乡妇联", aliases=("安平乡妇女联合会", "AP工作站")),
    make_unit("changning", name="长宁镇妇联"),
    make_unit("heishi", name="黑石镇妇联"),
    make_unit("heishikq", name="黑石矿区管理处"),
    make_unit("dagang", name="大岗镇妇联"),
    make_unit("daling", name="大岭镇妇联"),
    make_unit("daping", name="大坪乡妇联"),
    make_unit("fayuan", name="县人民法院女工委"),
    make_unit("jianchayuan", name="县人民检察院女工委"),
    make_unit("nyj", name="县农业农村局女工委", aliases=("县农业局",)),
    make_unit("nyyh", name="农业银行青禾支行女工委"),
    make_unit("shuili", name="县水利局（水库处） 女工委"),
)
NAMES = {unit.id: unit.name for unit in UNITS}


def refusal(query: str) -> str:
    with pytest.raises(UsageError) as raised:
        find_unit(query, UNITS)
    return str(raised.value)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("anping", "anping", id="id"),
        pytest.param("AnPing", "anping", id="id in another case"),
        pytest.param("heishi", "heishi", id="id that begins another"),
        pytest.param("安平乡妇联", "anping", id="name"),
        pytest.param("安平乡妇女联合会", "anping", id="alias"),
        pytest.param("安平", "anping", id="part of a name"),
        pytest.param("妇女联合会", "anping", id="part of an alias"),
        pytest.param("ap工", "anping", id="part with Latin letters"),
        pytest.param("ａｎｐｉｎｇ", "anping", id="full width"),
        pytest.param(" 安平 乡　妇联 ", "anping", id="spaces"),
        pytest.param("县水利局(水库处)女工委", "shuili", id="half-width brackets"),
        pytest.param("矿区", "heishikq", id="what tells a unit from its namesake"),
        pytest.param("黑石镇", "heishi", id="the other namesake"),
        pytest.param("县农业局", "nyj", id="alias that looks like another's name"),
        pytest.param("cnz", "changning", id="initials"),
        pytest.param("CNZFL", "changning", id="initials in capitals"),
        pytest.param("znz", "changning", id="initials in another reading"),
        pytest.param("apx", "anping", id="initials of the beginning"),
        pytest.param("kqg", "heishikq", id="initials of the middle"),
        pytest.param("dapingxiang", "daping", id="pinyin"),
        pytest.param("Da Ping Xiang", "daping", id="pinyin in words"),
        pytest.param("heishikuang", "heishikq", id="beginning of the pinyin"),
        pytest.param("anpingxiangful", "anping", id="pinyin of a name with aliases"),
    ],
)
def test_a_query_that_fits_one_unit_finds_it(query: str, found: str) -> None:
    assert find_unit(query, UNITS).id == found


@pytest.mark.parametrize(
    ("query", "fitting"),
    [
        pytest.param("黑石", ["heishi", "heishikq"], id="a town and the mine in it"),
        pytest.param("大", ["dagang", "daling", "daping"], id="three that begin alike"),
        pytest.param("县人民", ["fayuan", "jianchayuan"], id="court and procuratorate"),
        pytest.param("农业", ["nyj", "nyyh"], id="bureau and bank"),
        pytest.param("hs", ["heishi", "heishikq"], id="initials of two"),
        pytest.param("dazhen", [], id="pinyin of none"),
        pytest.param("dagangd", [], id="pinyin that goes on otherwise"),
        pytest.param("大妇联", [], id="a name with a gap"),
        pytest.param("", [], id="nothing"),
        pytest.param("　", [], id="a space"),
        pytest.param("da", ["dagang", "daling", "daping"], id="beginning of three ids"),
    ],
)
def test_a_query_that_fits_none_or_several_is_refused(query: str, fitting: list[str]) -> None:
    """Those it fits are all listed, by name and id, in roster order."""
    words = refusal(query)
    if fitting:
        listed = ", ".join(f"{NAMES[one]} ({one})" for one in fitting)
        assert words == f"“{query}” fits several units which one: {listed}"
    else:
        assert words.startswith(f"no unit fits “{query}” ")


@pytest.mark.parametrize(
    ("query", "likely"),
    [
        ("安坪", "anping"),
        ("anpin镇", "anping"),
        ("anpimg", "anping"),
        ("黑石矿务局", "heishikq"),
        ("大冈镇", "dagang"),
        ("岸评相付连", "anping"),  # sounds the same, and no character is right
        ("县检查院", "jianchayuan"),
    ],
)
def test_a_query_that_fits_none_names_the_likely(query: str, likely: str) -> None:
    words = refusal(query)
    assert words.startswith(f"no unit fits “{query}” did you mean: ")
    assert f"({likely})" in words


def test_each_likely_unit_is_named_once() -> None:
    assert refusal("安坪乡妇女联合会").count("(anping)") == 1


def test_a_query_like_nothing_says_where_all_units_are() -> None:
    assert refusal("￥￥￥") == "no unit fits “￥￥￥” `fedtrack units list` shows all units"


def test_a_long_list_is_cut_short() -> None:
    """Six are named; a seventh only says that there are more."""
    many = [make_unit(f"u{number}", name=f"第{number}小学女工委") for number in range(1, 8)]
    with pytest.raises(UsageError) as raised:
        find_unit("小学", many)
    assert str(raised.value).endswith("第6小学女工委 (u6), …")
    with pytest.raises(UsageError) as raised:
        find_unit("小学", many[:6])
    assert str(raised.value).endswith("第6小学女工委 (u6)")


def test_the_strictest_way_in_which_a_query_fits_counts() -> None:
    """An id goes before a name, a whole name before a part, a part before initials."""
    units = (
        make_unit("aa", name="甲县bb局"),
        make_unit("bb", name="aa"),
        make_unit("cc", name="县bb局"),
        make_unit("dd", name="bobo"),
    )
    assert find_unit("aa", units).id == "aa"
    assert find_unit("bb", units).id == "bb"
    assert find_unit("县BB局", units).id == "cc"
    assert find_unit("安平乡", (*UNITS, make_unit("apx", name="其他"))).id == "anping"
    assert find_unit("apx", (*UNITS, make_unit("other", name="APX公司"))).id == "other"


def test_among_no_units_nothing_fits() -> None:
    with pytest.raises(UsageError, match="no unit fits"):
        find_unit("安平", ())


def test_several_queries_give_each_unit_once_in_the_order_asked() -> None:
    found = find_units(["矿区", "安平", "heishikq"], UNITS)
    assert [unit.id for unit in found] == ["heishikq", "anping"]


def test_one_query_that_fits_nothing_refuses_them_all() -> None:
    with pytest.raises(UsageError, match="no unit fits"):
        find_units(["矿区", "无此单位"], UNITS)


OLD = make_unit("lvshui-old", name="绿水镇妇联", until=date(2019, 12, 31))
NEW = make_unit("lvshui", name="绿水镇妇联", since=date(2020, 1, 1))


@pytest.mark.parametrize("query", ["绿水镇妇联", "绿水", "lszf", "lvshuizhen"])
def test_of_two_bearers_of_one_name_the_one_that_is_asked_is_meant(query: str) -> None:
    """A successor takes its name over; without knowing who is asked, both are listed."""
    units = (OLD, NEW, *UNITS)
    assert find_units([query], units, first=(NEW, *UNITS)) == (NEW,)
    with pytest.raises(UsageError, match="fits several units"):
        find_units([query], units)


def test_a_unit_that_is_not_asked_is_still_found() -> None:
    """So that the refusal can say that the notice does not ask it."""
    assert find_units(["安平", "lvshui-old"], (OLD, NEW, *UNITS), first=(NEW,)) == (UNITS[0], OLD)


def test_a_whole_name_is_not_taken_for_a_part_of_one_that_is_asked() -> None:
    """A report of the one must not be filed for the other because only the other is awaited."""
    whole, part = make_unit("nyj", name="农业局"), make_unit("xnyj", name="县农业局女工委")
    assert find_units(["农业局"], (whole, part), first=(part,)) == (whole,)


def test_that_only_one_of_two_namesakes_is_asked_does_not_settle_which_is_meant() -> None:
    town, mine = UNITS[2], UNITS[3]
    with pytest.raises(UsageError, match="fits several units"):
        find_units(["黑石"], UNITS, first=(town,))
    assert find_units(["黑石镇", "矿区"], UNITS, first=(town,)) == (town, mine)


@pytest.mark.parametrize("sign", ["、", "，", ",", ";", "；"])
def test_units_that_are_named_in_one_word_want_blanks(sign: str) -> None:
    """A comma is no blank, and a name may have one: where that fits, it is meant."""
    units = [make_unit("a", name="三角乡妇联"), make_unit("b", name="忠良乡妇联")]
    with pytest.raises(UsageError) as raised:
        find_unit(f"三角{sign}忠良", units)
    assert str(raised.value) == f"no unit fits “三角{sign}忠良” put a blank between the units: 三角 忠良"
    named = make_unit("c", name=f"三角{sign}忠良联合妇联")
    assert find_unit(f"三角{sign}忠良", [*units, named]) == named


def test_a_comma_at_the_end_divides_nothing() -> None:
    with pytest.raises(UsageError) as raised:
        find_unit("三角、", [make_unit("a", name="三角乡妇联")])
    assert "put a blank" not in str(raised.value)
