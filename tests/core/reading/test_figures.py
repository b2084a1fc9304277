"""The numbers that a notice asks for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.arrivals import Cell
from fedtrack.core.model import Figure
from fedtrack.core.reading.figures import figures_in_text, figures_of_row

EVENTS = Figure("events", "开展活动", "场次")
PEOPLE = Figure("people", "参与人数", "人次")
MONEY = Figure("money", "慰问金额", "元")
FLYERS = Figure("flyers", "宣传资料")
FIGURES = (EVENTS, PEOPLE, MONEY, FLYERS)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("开展活动", "events"),
        ("开展活动场次", "events"),
        ("开展活动（场次）", "events"),
        ("开展活动数", "events"),
        ("开展 活动 数（场次）", "events"),
        ("events", "events"),
        ("参与人数", "people"),
        ("参与人次", "people"),
        ("参与人数[人次]", "people"),
        ("ＰＥＯＰＬＥ", "people"),
        ("宣传资料数", "flyers"),
    ],
)
def test_a_column_is_a_figures_by_its_heading(heading: str, key: str) -> None:
    assert figures_of_row(FIGURES, {"单位": "长安镇", heading: 12}) == ({key: 12}, [])


@pytest.mark.parametrize("heading", ["活动", "参与", "人次", "宣传资", "参与人数说明", "开展活动时间", ""])
def test_any_other_column_is_none(heading: str) -> None:
    assert figures_of_row(FIGURES, {heading: 12}) == ({}, [])


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (0, 0),
        (12, 12),
        (12.0, 12),
        (12.5, 12.5),
        (1_000_000_000, 1_000_000_000),
        ("12", 12),
        (" １２ ", 12),
        ("12人", 12),
        ("12 人次", 12),
        ("1,234", 1234),
        ("１，２３４．５元", 1234.5),
        ("12.50", 12.5),
        ("007", 7),
    ],
)
def test_a_plain_number_is_read(cell: Cell, number: float) -> None:
    found, unclear = figures_of_row([PEOPLE], {"参与人数": cell})
    assert (found, unclear) == ({"people": number}, [])
    assert type(found["people"]) is type(number)


@pytest.mark.parametrize(
    "cell",
    [
        "约50",
        "近百",
        "50余",
        "50多",
        "50左右",
        "50以上",
        "至少50",
        "12/30",
        "12 / 30",
        "1,23",
        "十二",
        "-3",
        "12.345",
        "12人次左右",
        "1234567890",
        "999,999,999,999",
        "1" + ",000" * 200,
        "12345人参加活动",
        "",
        -1,
        1_000_000_001,
        float("nan"),
        float("inf"),
        True,
        None,
        date(2020, 3, 8),
    ],
)
def test_what_is_no_plain_number_is_shown_to_the_clerk(cell: Cell) -> None:
    """“约50” cannot be added up, and a number that nobody can have counted is a slip."""
    assert figures_of_row([PEOPLE], {"参与人数": cell}) == ({}, [f"参与人数={cell}"])


def test_each_figure_is_read_for_itself() -> None:
    cells: dict[str, Cell] = {"开展活动": 3, "参与人数": "约50", "慰问金额": "500元"}
    assert figures_of_row(FIGURES, cells) == ({"events": 3, "money": 500}, ["参与人数=约50"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("开展活动3场次，参与人数120人次", {"events": 3, "people": 120}),
        ("共开展活动：共计3场次", {"events": 3}),
        ("开展活动场次：3", {"events": 3}),
        ("开展各类宣传活动3场次", {"events": 3}),
        ("参与人数达到１，２００人次", {"people": 1200}),
        ("参与群众累计120人次", {"people": 120}),
        ("慰问金额合计为500.5元", {"money": 500.5}),
        ("慰问了困难妇女，500元", {}),
        ("慰问了困难妇女500元", {"money": 500}),
        ("宣传资料300份", {"flyers": 300}),
        ("参 与 人 数 1 2 0", {"people": 120}),
        ("参与120人", {}),
        ("开展活动三场次", {}),
        ("参与人数12.345", {}),
        ("参与人数1234567890123", {}),
        ("参与人数999,999,999,999", {}),
        ("", {}),
    ],
)
def test_numbers_in_a_text_are_offered(line: str, found: dict[str, float]) -> None:
    assert figures_in_text(FIGURES, [line]) == found


def test_one_number_said_twice_is_one_and_two_numbers_are_none() -> None:
    """参与120人次 may be one activity's and not the total: of several the clerk must choose."""
    assert figures_in_text([PEOPLE], ["参与人数120人次", "参与人数：120"]) == {"people": 120}
    assert figures_in_text([PEOPLE], ["参与人数120人次", "参与人数80人次"]) == {}


def test_a_label_with_marks_of_a_pattern_is_only_a_label() -> None:
    odd = Figure("odd", "参与(人*", "+")
    assert figures_in_text([odd], ["参与(人*12+"]) == {"odd": 12}
    assert figures_in_text([odd], ["参与人人人12"]) == {}


def test_a_text_made_to_be_slow_is_read_in_one_way_only() -> None:
    """共计 is not tried as 共 and 计 again and again: forty of them would take years."""
    assert figures_in_text([PEOPLE], ["参与人数" + "共计" * 40 + "无"]) == {}
    assert figures_in_text([PEOPLE], ["参与" * 2000 + "共计" * 2000]) == {}


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.text(alphabet="0123456789.,-约人 ")
)


@given(CELLS)
@settings(deadline=None)
def test_no_figure_is_negative_or_beyond_counting(cell: Cell) -> None:
    """And every cell under its heading is either a number or shown."""
    found, unclear = figures_of_row([PEOPLE], {"参与人数": cell})
    assert len(found) + len(unclear) == 1
    assert all(0 <= number <= 1e9 for number in found.values())


@given(st.text(alphabet="参与人数开展活动场次共计约0123456789.,，：-\n", max_size=80))
@settings(deadline=None)
def test_no_number_in_a_text_is_either(text: str) -> None:
    assert all(0 <= number <= 1e9 for number in figures_in_text(FIGURES, text.splitlines()).values())


def test_a_number_that_another_figures_label_claims_is_not_this_ones() -> None:
    """开展普法宣传2场次 are two lectures, and say nothing of all that was done."""
    law = Figure("law", "普法宣传", "场次")
    assert figures_in_text([EVENTS, law], ["开展线上普法宣传2场次"]) == {"law": 2}
    assert figures_in_text([EVENTS, law], ["开展活动3场次，普法宣传2场次"]) == {"events": 3, "law": 2}
