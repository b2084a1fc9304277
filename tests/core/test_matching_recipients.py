"""Whom a 主送 line means in the roster, and what is left over on both sides."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.matching.recipients import Recipients, find_recipients
from tests.builders import make_roster, make_unit

TODAY = date(2020, 3, 10)
UNITS = (
    make_unit("baishi", name="白石镇妇联", group="乡镇妇联"),
    make_unit("chengxi", name="城西街道妇联", group="街道妇联"),
    make_unit("heishikq", name="黑石矿区管理处", group="矿区"),
    make_unit("shuili", name="县水利局女工委", group="县直单位"),
    make_unit("nonghang", name="中国农业银行青禾支行女工委", group="驻县单位"),
    make_unit("lianhe", name="巾帼创业联盟", group="创业联盟"),
)


def recipients(*words: str) -> Recipients:
    return find_recipients(words, make_roster(UNITS), TODAY)


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("各乡镇妇联", ("乡镇妇联",)),
        ("各乡(镇)妇联", ("乡镇妇联",)),
        ("各鄉鎮婦聯", ("乡镇妇联",)),
        ("各乡镇、街道妇联", ("乡镇妇联", "街道妇联")),
        ("各街道妇联", ("街道妇联",)),
        ("县直各单位女工委", ("县直单位",)),
        ("县直机关妇委会", ("县直单位",)),
        ("县直及驻县各单位女工委", ("县直单位", "驻县单位")),
        ("中、区、市驻县单位", ("驻县单位",)),
        ("创业联盟各单位", ("创业联盟",)),
        ("各村妇联", ()),
        ("城镇居民", ()),
        ("团县委", ()),
    ],
)
def test_a_part_means_the_groups_of_its_kinds(words: str, groups: tuple[str, ...]) -> None:
    found = recipients(words)
    assert found.addressed[0].groups == groups
    assert found.chosen == groups
    assert found.left_over == (() if groups else (words,))


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("各苏木妇联", "乡镇"),
        ("各街办妇联", "街道"),
        ("各社区妇联", "社区居委会"),
        ("各居委会妇联", "城区社区"),
        ("各村妇联", "行政村"),
        ("县级各部门", "县直机关"),
        ("自治县直属各单位", "县直单位"),
        ("各委办局", "县直部门"),
        ("驻县各单位", "中央驻县单位"),
        ("各中小学", "学校"),
        ("县直属学校、幼儿园", "各类学校"),
        ("全县卫生系统", "县级医院"),
        ("各医疗单位", "医院和卫生院"),
        ("各国企", "企业"),
        ("各公司", "县属国企"),
        ("各银行", "金融单位"),
        ("金融系统", "驻县银行"),
        ("各开发区", "工业园区"),
        ("高新区", "各园区"),
        ("各矿区管理处", "矿区"),
        ("各农场", "国有农林场"),
        ("各林场", "农场、林场"),
        ("各行业协会", "社会组织"),
        ("各商会", "团体会员"),
    ],
)
def test_a_group_is_meant_under_another_word_for_its_kind(words: str, group: str) -> None:
    units = [make_unit("a", name="甲", group=group), make_unit("b", name="乙", group="志愿队")]
    assert find_recipients([words], make_roster(units), TODAY).chosen == (group,)


def test_a_part_may_be_wider_than_any_group() -> None:
    """Where no group is of these kinds alone, one that has more in it is better than none."""
    units = [make_unit("a", group="县直及驻县单位"), make_unit("b", group="乡镇、街道")]
    found = find_recipients(["县直各单位", "各乡镇妇联"], make_roster(units), TODAY)
    assert found.chosen == ("县直及驻县单位", "乡镇、街道")


def test_a_unit_is_named_beside_groups() -> None:
    found = recipients("各乡镇妇联", "黑石矿区管理处")
    assert found.chosen == ("乡镇妇联", "heishikq")
    assert found.unasked == ("街道妇联", "县直单位", "驻县单位", "创业联盟")
    assert recipients("各乡镇妇联", "白石镇妇女联合会").chosen == ("乡镇妇联",)


def test_some_of_a_group_is_said() -> None:
    assert recipients("县直有关单位妇委会").addressed[0].some
    assert not recipients("县直各单位妇委会").addressed[0].some


def test_what_only_says_the_kind_of_body_goes_with_the_part_before_it() -> None:
    found = recipients("县直各单位妇委会", "女工委")
    assert [one.words for one in found.addressed] == ["县直各单位妇委会"]
    assert found.left_over == ()


def test_nothing_fits() -> None:
    """Then all are asked, which is what no recipients means, and what was left over can be said."""
    found = recipients("各大专院校团委")
    assert (found.chosen, found.unasked, found.left_over) == ((), (), ("各大专院校团委",))


def test_a_roster_without_units_or_groups() -> None:
    assert find_recipients(["各乡镇妇联"], make_roster(), TODAY) == Recipients()
    without = find_recipients(["各乡镇妇联"], make_roster([make_unit(group="")]), TODAY)
    assert (without.chosen, without.left_over) == ((), ("各乡镇妇联",))


def test_units_without_a_group_are_not_forgotten() -> None:
    units = [make_unit("a"), make_unit("b", group="")]
    assert find_recipients(["各乡镇妇联"], make_roster(units), TODAY).unasked == ("",)
