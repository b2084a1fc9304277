"""The lines of an online form's export or of an OA register."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.arrivals import Cell, Sheet
from fedtrack.core.reading.forms import FormTable, find_form, form_lines, read_when, row_texts

UNTIL = date(2020, 3, 20)
MOMENT = datetime(2020, 3, 18, 16, 30)  # noqa: DTZ001 - a spreadsheet's times have no zone


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Sheet1", rows)


def lines(*rows: tuple[Cell, ...]) -> list[tuple[int, dict[str, Cell]]]:
    table = find_form(sheet(*rows))
    assert table is not None
    return [(line.number, line.cells) for line in form_lines(sheet(*rows), table)]


@pytest.mark.parametrize(
    ("headings", "unit", "when", "title"),
    [
        pytest.param(("单位", "时间", "标题"), "单位", "时间", "标题", id="bare"),
        pytest.param(
            ("序号", "来文单位", "文件标题", "收文日期"), "来文单位", "收文日期", "文件标题", id="OA register"
        ),
        pytest.param(
            ("1、您所在的单位名称（必填）", "*参与人数：", "提交时间"),
            "您所在的单位名称",
            "提交时间",
            "",
            id="questionnaire with numbers and stars",
        ),
        pytest.param(("Q1_填报单位", "Q2_活动", "时间戳"), "填报单位", "时间戳", "", id="form with Q1"),
        pytest.param(("单 位", "備註", "填報時間"), "单位", "填报时间", "", id="spaces and traditional"),
        pytest.param(("乡镇（街道）", "活动", "Timestamp"), "乡镇", "timestamp", "", id="a bracket, English"),
        pytest.param(
            ("开始时间", "报送单位", "提交时间"), "报送单位", "提交时间", "", id="when it came in goes before"
        ),
        pytest.param(
            ("报送单位", "活动时间", "填写日期"), "报送单位", "填写日期", "", id="when it was held is not it"
        ),
        pytest.param(("承办单位", "单位", "日期"), "单位", "日期", "", id="who organised it does not count"),
    ],
)
def test_a_form_is_known_by_its_headings(headings: tuple[str, ...], unit: str, when: str, title: str) -> None:
    table = find_form(sheet(headings, ("长安镇妇联", "x", "2020-03-18")))
    assert table is not None
    assert (table.unit_columns, table.when_column, table.title_column) == ((unit,), when, title)


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param((), id="empty"),
        pytest.param(("单位", "时间"), id="two columns only"),
        pytest.param(("单位", "参与人数", "备注"), id="no time"),
        pytest.param(("姓名", "提交时间", "备注"), id="no unit"),
        pytest.param(("单位", "活动时间", "备注"), id="only when it was held"),
        pytest.param(("承办单位", "提交时间", "备注"), id="only who organised it"),
        pytest.param(("请各乡镇妇联于规定的日期前认真填写本单位", "提交时间", "备注"), id="a sentence"),
        pytest.param(("单位", "请填写贵单位开始填写本表的那个具体时间", "备注"), id="a sentence for a time"),
        pytest.param(("(" * 30_000 + "单位", "提交时间", "备注"), id="no heading at all"),
        pytest.param((f"({'填表说明' * 60})单位", "提交时间", "备注"), id="a page of instructions"),
        pytest.param((1, 2.5, None, True, MOMENT), id="numbers"),
    ],
)
def test_any_other_table_is_none(headings: tuple[Cell, ...]) -> None:
    """A unit's own statistics must not be taken for a list of what all units sent."""
    assert find_form(sheet(headings, ("长安镇妇联", 1, 2))) is None


def test_what_stands_above_the_headings_is_the_forms_title() -> None:
    """And lines are numbered as the spreadsheet numbers them."""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("“三八”活动登记表 ", None),
        (2020, ""),
        ("单位", "人数", "提交时间"),
        ("长安镇", 12, MOMENT),
    )
    table = find_form(sheet(*rows))
    assert table == FormTable(
        3, ("单位", "人数", "提交时间"), ("单位",), "提交时间", "", "“三八”活动登记表 2020"
    )
    assert lines(*rows) == [(4, {"单位": "长安镇", "人数": 12, "提交时间": MOMENT})]


def test_headings_far_below_are_not_looked_for() -> None:
    headings = ("单位", "人数", "提交时间")
    assert find_form(sheet(*[("x",)] * 11, headings)) is not None
    assert find_form(sheet(*[("x",)] * 12, headings)) is None


HEADINGS: tuple[Cell, ...] = ("序号", "单位", "标题", "提交时间")


def test_empty_lines_and_totals_are_left_out() -> None:
    found = lines(
        HEADINGS,
        (1, "长安镇", "总结", MOMENT),
        (None, "", None, ""),
        (),
        (None, "合计", 1, None),
        ("总计", None, None, 1),
        (2, "长坪乡", "汇总", MOMENT),
    )
    assert [number for number, _ in found] == [2, 7]


def test_a_report_whose_title_is_only_a_word_for_totals_is_a_line() -> None:
    """长坪乡 did send something, and called it 汇总."""
    assert lines(HEADINGS, (2, "长坪乡", "汇总", MOMENT))[0][1]["标题"] == "汇总"


def test_a_cell_without_a_heading_or_a_heading_without_a_cell_is_passed_over() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("单位", "人数", "提交时间", ""), ("长安镇", 0, MOMENT, "x", "y"))
    assert lines(*rows) == [(2, {"单位": "长安镇", "人数": 0, "提交时间": MOMENT})]
    assert lines(rows[0], ("长安镇",)) == [(2, {"单位": "长安镇"})]


def test_two_columns_of_one_heading_that_differ_give_both() -> None:
    """Neither is the number to be added up; where they say the same, that is it."""
    headings = ("单位", "参与人数", "参与人数", "提交时间")
    assert lines(headings, ("长安镇", 12, 30, MOMENT))[0][1]["参与人数"] == "12 / 30"
    assert lines(headings, ("长安镇", 12, 12, MOMENT))[0][1]["参与人数"] == 12
    assert lines(headings, ("长安镇", None, 30, MOMENT))[0][1]["参与人数"] == 30


@pytest.mark.parametrize(
    ("cell", "moment", "clock"),
    [
        pytest.param(MOMENT, MOMENT, True, id="date and time"),
        pytest.param(MOMENT.replace(tzinfo=UTC), MOMENT, True, id="with a zone"),
        pytest.param(datetime(2020, 3, 18), datetime(2020, 3, 18), False, id="midnight"),  # noqa: DTZ001
        pytest.param(date(2020, 3, 18), datetime(2020, 3, 18), False, id="date"),  # noqa: DTZ001
        pytest.param(43908, datetime(2020, 3, 18), False, id="number of the day"),  # noqa: DTZ001
        pytest.param(43908.6875, MOMENT, True, id="number of the day with a time"),
        pytest.param("2020-03-18 16:30", MOMENT, True, id="text"),
        pytest.param(" 2020/3/18 16:30:12\n", MOMENT, True, id="text with seconds"),
        pytest.param("2020-03-18T16:30", MOMENT, True, id="ISO 8601"),
        pytest.param("2020年3月18日", datetime(2020, 3, 18), False, id="text without a time"),  # noqa: DTZ001
    ],
)
def test_when_a_line_came_in(cell: Cell, moment: datetime, *, clock: bool) -> None:
    assert read_when(cell, until=UNTIL) == (moment, clock)


@pytest.mark.parametrize(
    ("text", "until", "moment", "clock"),
    [
        ("3月18日", UNTIL, date(2020, 3, 18), None),
        ("3月18日 16:30", UNTIL, date(2020, 3, 18), time(16, 30)),
        ("3-18", UNTIL, date(2020, 3, 18), None),
        ("3/18 16:30", UNTIL, date(2020, 3, 18), time(16, 30)),
        ("3月20日", UNTIL, date(2020, 3, 20), None),
        ("3月21日", UNTIL, date(2019, 3, 21), None),
        ("12月31日", UNTIL, date(2019, 12, 31), None),
        ("2月29日", date(2021, 3, 1), date(2020, 2, 29), None),
    ],
)
def test_a_day_without_a_year_is_the_last_of_that_name(
    text: str, until: date, moment: date, clock: time | None
) -> None:
    """A table that was written in March 2020 tells of no day after it."""
    assert read_when(text, until=until) == (datetime.combine(moment, clock or time.min), clock is not None)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "昨天", "13月18日", "2月30日", "3月18日下午"),
        *(12, 19_999, 80_000, -1, 1e300, float("nan"), float("inf"), True, time(16, 30)),
    ],
)
def test_what_is_no_moment(cell: Cell) -> None:
    """A workbook may hold any number there, even one that is none."""
    assert read_when(cell, until=UNTIL) == (None, False)


def test_a_row_says_what_its_cells_hold() -> None:
    cells = ("长安镇 ", None, "", 0, 12.5, date(2020, 3, 8))
    assert row_texts(cells) == ["长安镇", "0", "12.5", "2020-03-08"]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(), st.text(),
    st.sampled_from(["单位", "提交时间", "标题", "合计", "1. 单位（必填）", "参与人数", "2020-03-18"]),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=15).map(lambda rows: sheet(*rows)))
@settings(deadline=None)
def test_any_sheet_is_a_form_or_none(one: Sheet) -> None:
    """Lines stand below the headings, in their order, and hold nothing empty."""
    table = find_form(one)
    if table is None:
        return
    assert table.when_column in table.headings
    assert set(table.unit_columns) <= set(table.headings)
    last = table.first_row
    for line in form_lines(one, table):
        assert last < line.number <= len(one.rows)
        assert line.cells
        assert not {None, ""} & set(line.cells.values())
        assert set(line.cells) <= set(table.headings)
        moment, clock = read_when(line.cells.get(table.when_column), until=UNTIL)
        assert moment is not None or not clock
        last = line.number


@given(CELLS)
@settings(deadline=None)
def test_any_cell_is_a_moment_or_none(cell: Cell) -> None:
    moment, clock = read_when(cell, until=UNTIL)
    assert moment is None or moment.tzinfo is None
    assert clock <= (moment is not None)
