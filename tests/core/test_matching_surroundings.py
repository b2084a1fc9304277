"""What stands around a name: whose it is then, and whether all of the unit is meant."""

from __future__ import annotations

import pytest

from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.surroundings import belongs_to_part, is_government, is_ours, is_whole
from fedtrack.core.matching.unit_names import Place, find_place
from fedtrack.core.model import Federation
from tests.core.county import names_of

HERE = find_place(Federation(name="青禾县妇联"))


def ours(text: str, form: str, place: Place = HERE) -> bool:
    return is_ours(text, text.index(form), form, place)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("水利局三八总结", "水利局", id="nothing before it"),
        pytest.param("2020 水利局", "水利局", id="a number before it"),
        pytest.param("三八总结(水利局)", "水利局", id="a bracket before it"),
        pytest.param("青禾县水利局", "水利局", id="our county"),
        pytest.param("青禾 水利局", "水利局", id="our county for short"),
        pytest.param("大江市青禾县水利局", "青禾县水利局", id="the name has our county"),
        pytest.param("我县水利局", "县水利局", id="my county"),
        pytest.param("关于水利局", "水利局", id="a word that leads in"),
        pytest.param("现将县水利局女工委", "县水利局女工委", id="a whole office led in"),
        pytest.param("喜迎三八长安镇妇联", "长安镇妇联", id="a township's whole name"),
    ],
)
def test_it_is_ours(text: str, form: str) -> None:
    assert ours(text, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("柳城县水利局", "水利局", id="another county"),
        pytest.param("柳城县水利局女工委", "县水利局女工委", id="another county's whole name"),
        pytest.param("大江市长安镇妇联", "长安镇妇联", id="another city"),
        pytest.param("广西水利局", "水利局", id="a province for short"),
        pytest.param("东长安镇", "长安镇", id="a piece of a longer name"),
        pytest.param("感谢水利局", "水利局", id="a letter of thanks to it"),
        pytest.param("感谢青禾县水利局", "青禾县水利局", id="thanks with our county in the name"),
        pytest.param("走访青禾县水利局", "水利局", id="a visit with our county before the name"),
        pytest.param("三八节慰问长安镇妇联", "长安镇妇联", id="a visit to all of it"),
    ],
)
def test_it_is_another_places_or_only_spoken_of(text: str, form: str) -> None:
    assert not ours(text, form)


def test_where_the_place_is_not_known_another_county_still_is_another() -> None:
    nowhere = Place()
    assert ours("水利局", "水利局", nowhere)
    assert ours("喜迎三八长安镇妇联", "长安镇妇联", nowhere)
    assert not ours("柳城县水利局", "水利局", nowhere)


@pytest.mark.parametrize(
    "text",
    [
        "长安镇中心小学三八活动",
        "长安镇卫生院",
        "长安镇和平村妇女节活动",
        "长安镇机关工会",
        "长安镇党委",
        "长安镇团支部活动",
        "长安镇财政所",
        "长安镇老年协会",
        "长安镇(中心小学)",
        "长安镇 中心小学",
        "长安镇-新安村妇联",
        "长安镇妇女儿童之家",
    ],
)
def test_a_part_of_the_unit_is_named(text: str) -> None:
    """A school's or a village's report is not the township's."""
    assert belongs_to_part(text, len("长安镇"))


@pytest.mark.parametrize(
    "text",
    [
        "长安镇",
        "长安镇三八节走访敬老院",
        "长安镇开展进村活动",
        "长安镇到和平村慰问",
        "长安镇人民政府",
        "长安镇妇联走进中心小学",
    ],
)
def test_all_of_the_unit_is_meant(text: str) -> None:
    """Where a school is only visited, or stands apart."""
    assert not belongs_to_part(text, len("长安镇"))


def test_what_follows_a_womens_body_may_be_a_part_too() -> None:
    """长安镇妇联新安村 is the village's, and no government has a women's body as its name."""
    assert belongs_to_part("长安镇妇联新安村妇女之家", len("长安镇妇联"))
    assert not is_government("长安镇妇联三八活动", len("长安镇妇联"))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("长安镇", True),
        ("长安镇三八活动", True),
        ("长安镇妇联三八活动", True),
        ("长安镇“三八”", True),
        ("长安镇家风故事", True),
        ("长安镇大洲", False),
        ("长安镇关心下一代", True),
        ("长安镇籍企业家", False),
        ("长安镇：请报材料", False),
        ("长安镇收", False),
    ],
)
def test_what_follows_without_a_gap_goes_on_as_a_report_does(text: str, whole: bool) -> None:
    """Else it is a longer name; the notice's own words go on too, and a colon may address the unit."""
    assert is_whole(normal(text), len("长安镇"), frozenset({"家风"})) is whole


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("长安镇人民政府", True),
        ("长安镇政府三八活动", True),
        ("长安镇党政办", True),
        ("长安镇人大", True),
        ("长安镇三八节政府慰问", False),
        ("长安镇", False),
    ],
)
def test_the_townships_government_is_named(text: str, *, named: bool) -> None:
    """Its women's body is in that house, but so are others: somebody has to look."""
    assert is_government(text, len("长安镇")) is named


@pytest.mark.parametrize(
    ("text", "sure", "part"),
    [
        ("长安镇三八活动", True, False),
        ("长安镇人民政府三八活动", False, False),
        ("长安镇中心小学三八活动", False, True),
        ("柳城县长安镇三八活动", False, True),
    ],
)
def test_a_mention_says_what_stands_around_it(text: str, *, sure: bool, part: bool) -> None:
    mention = names_of().find(text)[0]
    assert (mention.sure, mention.part) == (sure, part)
