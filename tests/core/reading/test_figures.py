"""The numbers that a notice asks for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.arrivals import Cell, Sheet
from fedtrack.core.model import Figure
from fedtrack.core.reading.figures import figures_in_text, figures_of_row, figures_offered

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
        ("开展活动（场）", "events"),
        ("参与人数（人）", "people"),
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


def offered(*tables: tuple[tuple[Cell, ...], ...], text: str = "") -> dict[str, int | float]:
    return figures_offered(FIGURES, [text], [Sheet("", rows) for rows in tables])


HEADINGS = ("单位", "开展活动（场）", "参与人数（人）")


@pytest.mark.parametrize(
    "table",
    [
        (HEADINGS, ("县财政局", "2", "120人")),
        (("附件2", None, None), ("统计表", "", ""), HEADINGS, (), ("县财政局", 2.0, "120人次")),
        (("项目", "数量"), ("开展活动（场次）", 2), ("参与人数", "120")),
        (("开展活动", "参与人数"), ("2场", "120")),
        (("一、活动",), ("开展活动数", None, "2场次"), ("参与人次", None, 120)),
    ],
)
def test_a_table_of_one_row_or_of_labels_and_values(table: tuple[tuple[Cell, ...], ...]) -> None:
    assert offered(table) == {"events": 2, "people": 120}


@pytest.mark.parametrize(
    "table",
    [
        (HEADINGS, ("县财政局", 2, 120), ("县教育局", 3, 40)),  # which of them
        (HEADINGS, (2, 120)),  # merged cells
        (HEADINGS, ("县财政局", "约2", "")),
        (HEADINGS, ("县财政局", "2次", "120户")),
        (HEADINGS, ("县财政局", True, date(2020, 3, 8))),
        (HEADINGS,),
        (("其中开展活动", "参与人数中妇女"), (2, 120)),
        (("慰问金额（万元）", "慰问金额"), (2, "2万元")),
        (("慰问金额", "2万元"), ("开展活动", "详见附件")),
        (("开展活动", 2), ("开展活动", 3)),
        (("序号", "项目", "数量"), (1, "开展活动", 2)),
    ],
)
def test_what_else_a_table_says_is_not_guessed(table: tuple[tuple[Cell, ...], ...]) -> None:
    assert offered(table) == {}


def test_two_tables_that_differ_give_nothing() -> None:
    one, other = ((HEADINGS, ("县财政局", events, 120)) for events in (2, 3))
    assert offered(one, other) == {"people": 120}


def test_a_figure_of_a_table_is_not_guessed_from_the_text() -> None:
    """There its cells stand one by one: a heading before the number of another column."""
    rows = (("单位", "开展活动", "参与人数"), ("县财政局", "2", "120"))
    text = "\n".join(cell for row in rows for cell in row) + "\n慰问金额300元"
    assert offered(rows, text=text) == {"events": 2, "people": 120, "money": 300}
    assert offered((*rows, ("县教育局", "3", "40")), text=text) == {"money": 300}
    assert offered((("慰问金额", "2万元"),), text="慰问金额\n2万元") == {}


def test_pairs_across_a_row_are_read_as_text() -> None:
    row = ("开展活动", 2, "参与人数", 120)
    assert offered((row, ("备注",)), text="开展活动 2 参与人数 120") == {"events": 2, "people": 120}


@pytest.mark.parametrize("cell", ["2万元", "1.2万", "３千元", "5百", "2 万"])
def test_tens_of_thousands_are_not_taken_for_ones(cell: str) -> None:
    """Where the notice counts in 元, 2万元 is shown to the clerk, in a form as in a text."""
    assert figures_of_row(FIGURES, {"慰问金额": cell}) == ({}, [f"慰问金额={cell}"])
    assert "money" not in figures_in_text(FIGURES, [f"发放慰问金额{cell}，开展活动3场次"])


def test_a_figure_in_tens_of_thousands_has_them() -> None:
    figure = Figure("money", "慰问金额", "万元")
    assert figures_of_row((figure,), {"慰问金额": "2万元"}) == ({"money": 2}, [])
    assert figures_in_text((figure,), ["慰问金额2万元"]) == {"money": 2}
