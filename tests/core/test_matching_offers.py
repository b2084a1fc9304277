"""What a Tab offers of `units.toml`, however the file looks."""

from __future__ import annotations

from typing import Any

import pytest

from fedtrack.core.matching.offers import Offer, offer_groups, offer_notices, offer_units

COUNTY: dict[str, Any] = {
    "notices": [
        {"id": "2020-38", "number": "融妇通〔2020〕1号", "title": "关于过节的通知"},
        {"id": "2020-39", "number": "融妇通〔2020〕2号"},
        {"id": "2020-40", "number": "融妇通〔2020〕2号", "title": "第二个日期"},
    ],
    "units": [
        {"id": "changan", "name": "长安镇妇联", "aliases": ["长安镇妇女联合会"], "group": "乡镇妇联"},
        {"id": "siding", "name": "泗顶镇妇联", "group": "乡镇妇联"},
        {"id": "siding-kuangqu", "name": "泗顶矿区管理处", "group": "矿区"},
        {"id": "shuili-ju", "name": "县水利局女工委", "group": "县直单位"},
        {"id": "no3", "name": "县第3小学"},
    ],
}


def ids(typed: str, **options: Any) -> list[str]:
    """Return the words offered for a unit."""
    return [offer.word for offer in offer_units(COUNTY, typed, **options)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["changan", "siding", "siding-kuangqu", "shuili-ju", "no3"]),
        ("s", ["siding", "siding-kuangqu", "shuili-ju"]),
        ("SI", ["siding", "siding-kuangqu"]),
        ("caz", ["changan"]),
        ("zaz", ["changan"]),  # 长 is read zhang too
        ("cazfnlhh", ["changan"]),  # by the alias
        ("slj", ["shuili-ju"]),
        ("xd3", ["no3"]),
        ("sdk", ["siding-kuangqu"]),
        ("长安", ["长安镇妇联"]),
        ("长安镇妇女", ["长安镇妇女联合会"]),
        ("泗顶", ["泗顶镇妇联", "泗顶矿区管理处"]),
        ("水利", ["县水利局女工委"]),
        ("wxyz", []),
        ("地税", []),
    ],
)
def test_units_by_id_initials_and_name(typed: str, offered: list[str]) -> None:
    assert ids(typed) == offered


def test_an_offer_says_what_it_means() -> None:
    """An id is offered with the name, a name with the id."""
    assert offer_units(COUNTY, "caz") == [Offer("changan", "长安镇妇联")]
    assert offer_units(COUNTY, "长") == [Offer("长安镇妇联", "changan")]


def test_units_that_are_named_already_are_not_offered_again() -> None:
    """Whether named by id, name or alias."""
    assert ids("", but=["长安镇妇女联合会", "SIDING", "泗顶矿区管理处"]) == ["shuili-ju", "no3"]


def test_namesakes_are_offered_by_their_ids() -> None:
    """A name that two units bear names neither, even when one of them is on the line already."""
    twins = {"units": [{"id": "old", "name": "城关镇妇联"}, {"id": "new", "name": "城关镇妇联"}]}
    assert [offer.word for offer in offer_units(twins, "城")] == ["old", "new"]
    assert [offer.word for offer in offer_units(twins, "城", but=["old"])] == ["new"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["2020-38", "2020-39", "2020-40"]),
        ("2020-4", ["2020-40"]),
        ("融妇通〔2020〕1", ["融妇通〔2020〕1号"]),
        ("融妇通〔2020〕2", ["2020-39", "2020-40"]),
        ("9", []),
    ],
)
def test_notices_by_id_and_number(typed: str, offered: list[str]) -> None:
    """A number that two notices share names neither."""
    assert [offer.word for offer in offer_notices(COUNTY, typed)] == offered


def test_groups_are_offered_once() -> None:
    assert offer_groups(COUNTY, "") == [Offer("乡镇妇联"), Offer("矿区"), Offer("县直单位")]
    assert offer_groups(COUNTY, "县") == [Offer("县直单位")]


@pytest.mark.parametrize("units", [None, 3, "x", [3, "x", {}], {"id": "a"}, [{"id": 3, "name": 5}]])
def test_a_file_that_is_wrong_offers_nothing(units: object) -> None:
    assert offer_units({"units": units}, "") == []
    assert offer_groups({"units": units}, "") == []
    assert offer_notices({"notices": units}, "") == []


def test_what_is_right_in_a_wrong_file_is_offered() -> None:
    """A unit without a name has its id; aliases that are no list are passed over."""
    units = [{"id": "a"}, {"id": "b", "name": "乙", "aliases": "丙"}, {"id": "c", "aliases": ["丁", 4]}]
    assert offer_units({"units": units}, "") == [Offer("a"), Offer("b", "乙"), Offer("c", "丁")]


@pytest.mark.parametrize("text", ["甲\n乙", "甲\x1b[31m", "\t", "", "-C", "--json", "\u202e甲"])
def test_what_a_line_cannot_hold_is_never_offered(text: str) -> None:
    """No control character, and nothing that would be read as an option, becomes a word on the line."""
    document = {
        "units": [{"id": text, "name": text, "group": text}, {"id": "a", "name": text, "aliases": ["乙"]}],
        "notices": [{"id": text, "number": text}, {"id": "n", "number": text, "title": 3}],
    }
    words = [*offer_units(document, ""), *offer_groups(document, ""), *offer_notices(document, "")]
    assert words == [Offer("a", "乙"), Offer("n")]
    assert offer_units(document, "甲") == []
