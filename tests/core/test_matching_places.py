"""Where the federation is, as its name tells: without it, 青禾县水利局 would not be 县水利局."""

from __future__ import annotations

import pytest

from fedtrack.core.matching.unit_names import find_place
from fedtrack.core.model import Federation


@pytest.mark.parametrize(
    ("federation", "full", "stem", "level"),
    [
        pytest.param("青禾县妇女联合会", "青禾县", "青禾", "县", id="county"),
        pytest.param("青禾县妇联", "青禾县", "青禾", "县", id="for short"),
        pytest.param("南方省大江市青禾县妇联", "青禾县", "青禾", "县", id="with all that is above it"),
        pytest.param("大江壮族自治区柳江市青禾县妇联", "青禾县", "青禾", "县", id="in an autonomous region"),
        pytest.param("和田地区青禾县妇联", "青禾县", "青禾", "县", id="in a prefecture"),
        pytest.param("青禾區婦女聯合會", "青禾区", "青禾", "区", id="in traditional characters"),
        pytest.param("大江市青禾区妇联", "青禾区", "青禾", "区", id="district"),
        pytest.param("青禾新区妇联", "青禾新区", "青禾", "区", id="new district"),
        pytest.param("大江市市中区妇联", "市中区", "市中", "区", id="district named 市中"),
        pytest.param("大江市城区妇联", "城区", "城区", "区", id="district named 城"),
        pytest.param("万州区妇联", "万州区", "万州", "区", id="district named 州"),
        pytest.param("沙市区妇联", "沙市区", "沙市", "区", id="district named 市"),
        pytest.param("宿州市妇女联合会", "宿州市", "宿州", "市", id="city named 州"),
        pytest.param("大江市津市市妇联", "津市市", "津市", "市", id="city named 市"),
        pytest.param("大江市全州县妇联", "全州县", "全州", "县", id="county named 州"),
        pytest.param("泗县妇联", "泗县", "泗县", "县", id="county of one character"),
        pytest.param("徐州市丰县妇联", "丰县", "丰县", "县", id="county of one character in a city"),
        pytest.param("青禾左旗妇联", "青禾左旗", "青禾左", "旗", id="banner"),
        pytest.param("青禾瑶族自治县妇联", "青禾瑶族自治县", "青禾", "县", id="autonomous county"),
        pytest.param("三江侗族自治县妇联", "三江侗族自治县", "三江", "县", id="people of one character"),
        pytest.param("彭水苗族土家族自治县妇联", "彭水苗族土家族自治县", "彭水", "县", id="two peoples"),
        pytest.param(
            "积石山保安族东乡族撒拉族自治县妇联",
            "积石山保安族东乡族撒拉族自治县",
            "积石山",
            "县",
            id="a stem of three characters and three peoples",
        ),
        pytest.param("龙胜各族自治县妇联", "龙胜各族自治县", "龙胜", "县", id="all peoples"),
        pytest.param("木垒哈萨克自治县妇联", "木垒哈萨克自治县", "木垒", "县", id="a people without 族"),
        pytest.param("莫力达瓦达斡尔族自治旗妇联", "莫力达瓦达斡尔族自治旗", "莫力达瓦", "旗", id="banner"),
        pytest.param("东乡族自治县妇联", "东乡族自治县", "东乡族", "县", id="nothing but its people"),
        pytest.param("青禾县总工会", "", "", "", id="no women's federation"),
        pytest.param("青禾集团妇联", "", "", "", id="no place"),
        pytest.param("县妇联", "", "", "", id="only the level"),
        pytest.param("妇联", "", "", "", id="nothing"),
    ],
)
def test_the_place_is_told_by_the_federations_name(federation: str, full: str, stem: str, level: str) -> None:
    place = find_place(Federation(name=federation))
    assert (place.full, place.stem, place.level) == (full, stem, level)


@pytest.mark.parametrize(
    ("federation", "names"),
    [
        ("青禾县妇联", ("青禾县", "青禾")),
        ("泗县妇联", ("泗县",)),
        ("三江侗族自治县妇联", ("三江侗族自治县", "三江自治县", "三江县", "三江")),
        ("鄂温克旗妇联", ("鄂温克旗", "鄂温克")),
        ("某集团妇联", ()),
    ],
)
def test_an_autonomous_county_is_also_called_without_its_people(
    federation: str, names: tuple[str, ...]
) -> None:
    """Nobody calls 泗县 泗; a federation whose name tells no place has none."""
    assert find_place(Federation(name=federation)).names == names
