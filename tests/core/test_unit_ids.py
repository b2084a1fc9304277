"""Ids as a clerk would choose them, each different and fit to name a folder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.matching.unit_names import Place
from fedtrack.core.unit_ids import unit_id
from fedtrack.core.untrusted import names_a_device

HERE = Place("青禾县", "青禾", "县")


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("白石镇妇联", "baishi"),
        ("白石镇妇女联合会", "baishi"),
        ("白石鎮婦聯", "baishi"),
        ("青禾县白石镇妇联", "baishi"),
        ("白石社区妇联", "baishi-shequ"),
        ("黑石矿区管理处", "heishi-kuangqu-guanlichu"),
        ("水乡妇联", "shuixiang"),
        ("县水利局女工委", "shuili-ju"),
        ("青禾县水利局", "shuili-ju"),
        ("县自然资源局女工委", "ziran-ziyuan-ju"),
        ("县发展和改革局女工委", "fagai-ju"),
        ("县人民法院女工委", "renmin-fayuan"),
        ("县人民医院女工委", "renmin-yiyuan"),
        ("县委", "xianwei"),
        ("县委办公室女工委", "xianwei-ban"),
        ("县委组织部女工委", "zuzhi-bu"),
        ("县委党校女工委", "xianwei-dangxiao"),
        ("县志办女工委", "xianzhi-ban"),
        ("县大数据发展局女工委", "dashujufazhan-ju"),
        ("县委政法委女工委", "zhengfa-wei"),
        ("共青团青禾县委员会女工委", "gongqingtuan-weiyuanhui"),
        ("国家税务总局青禾县税务局女工委", "shuiwu-ju"),
        ("中国农业银行青禾县支行女工委", "nongye-yinhang"),
        ("中国电信青禾分公司女工委", "dianxin"),
        ("分公司", "fengongsi"),
        ("镇妇联", "zhen"),
        ("妇联", "fulian"),
        ("绿色公司", "lvse-gongsi"),
        ("ABC Company", "abc-company"),
        ("CON", "unit-con"),
        ("ＬＰＴ１", "unit-lpt1"),
        ("😀😀", "unit"),
        ("!!", "unit"),
    ],
)
def test_what_a_unit_is_called_for_short(name: str, identifier: str) -> None:
    assert unit_id(name, HERE, set()) == identifier


def test_without_a_known_place() -> None:
    assert unit_id("县水利局女工委", Place(), set()) == "xianshuili-ju"


def test_an_office_that_clashes_is_told_by_more_and_more_of_its_name() -> None:
    """For short, in full, with the county before it, and with its women's body."""
    taken: list[str] = []
    for _ in range(5):
        taken.append(unit_id("县交通运输局女工委", HERE, taken))
    assert taken == [
        "jiaotong-ju",
        "jiaotong-yunshu-ju",
        "xianjiaotongyunshu-ju",
        "xianjiaotongyunshujunvgongwei",
        "jiaotong-ju-2",
    ]


def test_a_clash_is_settled_by_more_of_the_name_and_then_by_a_number() -> None:
    taken: set[str] = set()
    for _ in range(6):
        taken.add(unit_id("白石镇妇联", HERE, taken))
    assert sorted(taken) == [
        "baishi",
        "baishi-2",
        "baishi-3",
        "baishi-zhen",
        "baishizhen",
        "baishizhenfulian",
    ]
    assert unit_id("白石乡妇联", HERE, taken) == "baishi-xiang"


@given(st.text(max_size=80), st.sets(st.sampled_from(["unit", "unit-2", "baishi"])))
def test_every_id_can_name_a_folder(name: str, taken: set[str]) -> None:
    """Whatever the name is: letters, digits and hyphens, bounded, no device of Windows."""
    identifier = unit_id(name, HERE, taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", identifier)
    assert not names_a_device(identifier)
    assert identifier not in taken
