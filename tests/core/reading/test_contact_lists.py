"""Contact lists as offices draw them up: each unit is found, and nothing is dropped without a word."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.arrivals import Cell
from fedtrack.core.reading.contact_cells import cell_text
from fedtrack.core.reading.contact_headings import Meaning
from fedtrack.core.reading.contact_lists import Column, ContactLine, read_contact_lists
from tests.core.reading.lists import HEAD, lines, listed, reasons, sheet


def names(*rows: tuple[Cell, ...]) -> list[tuple[str, str]]:
    """Return each unit with its group."""
    return [(line.name, line.group) for line in lines(*rows)]


def test_a_plain_list() -> None:
    assert lines(HEAD, (1, "长安镇妇联", "韦某", "0772-8110001"), (2, "县水利局", "", None)) == [
        ContactLine("Sheet1", 2, "长安镇妇联", people=("韦某",), phones=("0772-8110001",)),
        ContactLine("Sheet1", 3, "县水利局"),
    ]


def test_a_list_under_its_title() -> None:
    """Above the headings may stand what will: nothing of it is a unit."""
    found = lines(
        ("融安县妇联系统通讯录",), (), ("填报单位：县妇联", "", "2020年3月"), HEAD, (1, "长安镇妇联")
    )
    assert [(line.row, line.name) for line in found] == [(5, "长安镇妇联")]


def test_a_column_of_names_alone() -> None:
    assert names(("单位名称",), ("长安镇妇联",), ("县水利局",)) == [("长安镇妇联", ""), ("县水利局", "")]


def test_a_merged_group_stands_for_the_lines_below_it() -> None:
    head = ("类别", "单位", "电话")
    assert names(
        head,
        ("乡镇", "长安镇妇联", 1110001),
        ("", "浮石镇妇联", ""),
        ("县直", "县水利局"),
        (None, "县林业局"),
    ) == [("长安镇妇联", "乡镇"), ("浮石镇妇联", "乡镇"), ("县水利局", "县直"), ("县林业局", "县直")]


@pytest.mark.parametrize(
    ("row", "group"),
    [
        (("一、乡镇妇联",), "乡镇妇联"),
        (("（一）乡镇妇联（12个）",), "乡镇妇联"),
        (("第一组：乡镇妇联",), "乡镇妇联"),
        ((None, "一、乡镇妇联"), "乡镇妇联"),
        (("一", "乡镇妇联"), "乡镇妇联"),
        (("县直单位",), "县直单位"),
        (("县直单位女工委通讯录",), "县直单位女工委"),
        ((None, "县直及驻融单位"), "县直及驻融单位"),
        ((None, "各乡（镇）妇联"), "各乡（镇）妇联"),
        ((None, "教育系统"), "教育系统"),
    ],
)
def test_a_row_that_is_the_title_of_a_group(row: tuple[Cell, ...], group: str) -> None:
    """It holds until the next one."""
    rows = (HEAD, row, (1, "长安镇妇联", "韦某"), (2, "浮石镇妇联"), ("二、其他",), (3, "县水利局"))
    assert names(*rows) == [("长安镇妇联", group), ("浮石镇妇联", group), ("县水利局", "其他")]


def test_a_unit_without_contacts_is_no_group() -> None:
    """Under the heading of units a name alone is a unit, unless it is called as groups are."""
    assert names(HEAD, (None, "县水利局女工委"), (None, "县委政法委"), (3, "实验学校")) == [
        ("县水利局女工委", ""),
        ("县委政法委", ""),
        ("实验学校", ""),
    ]


def test_a_group_column_wins_over_a_title() -> None:
    head = ("单位", "系统")
    assert names(
        head, ("一、县直",), ("县水利局", "农口"), ("县林业局", ""), ("二、乡镇",), ("长安镇妇联",)
    ) == [
        ("县水利局", "农口"),
        ("县林业局", "农口"),
        ("长安镇妇联", "乡镇"),
    ]


def test_headings_that_come_again_on_each_page() -> None:
    """With the title above them; the columns may stand otherwise there."""
    title: tuple[Cell, ...] = ("融安县妇联系统通讯录",)
    found = lines(title, HEAD, (1, "长安镇妇联"), title, ("单位", "电话"), ("县水利局", 8110001))
    assert [(line.name, line.group, line.phones) for line in found] == [
        ("长安镇妇联", "", ()),
        ("县水利局", "", ("8110001",)),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("合计", "", "", 12), "a total"),
        ((None, "合 计", "12个"), "a total"),
        (("共12个单位",), "a total"),
        (("小计：3个",), "a total"),
        (("制表人：韦某", "", "", "填表日期：2020年3月3日"), "a line about the list itself"),
        ((None, None, "审核人：", "韦某"), "a line about the list itself"),
        ((None, None, None, "2020年3月3日"), "a line about the list itself"),
        (("注：以上均为办公电话",), "a line about the list itself"),
        (("第 1 页",), "a line about the list itself"),
        (("说明", "请尽快填报"), "a line about the list itself"),
        ((2, "——", "韦某"), "this is not the name of a unit"),
        ((2, 12345, "韦某"), "this is not the name of a unit"),
        ((2, "局" * 61), "it is too long for the name of a unit"),
        ((2, None, "韦某", 8110001), "no unit is named in this line"),
    ],
)
def test_what_is_no_unit_is_left_out_with_the_reason(row: tuple[Cell, ...], why: str) -> None:
    found = listed(HEAD, (1, "长安镇妇联"), row)
    assert [line.name for line in found.lines] == ["长安镇妇联"]
    assert reasons(found) == [(3, why)]
    assert found.left_out[0].text


@pytest.mark.parametrize("row", [(), (None, ""), ("", "  "), (2,), (2, "", None)])
def test_a_row_that_says_nothing_is_passed_over(row: tuple[Cell, ...]) -> None:
    assert names(HEAD, row, (3, "长安镇妇联")) == [("长安镇妇联", "")]


def test_a_second_person_of_a_merged_unit() -> None:
    """What has no name belongs to the unit above; where lines are numbered, a number makes it another."""
    (line,) = lines(HEAD, (1, "长安镇妇联", "韦某", 8110001), (None, None, "覃某", 8110002))
    assert (line.people, line.phones) == (("韦某", "覃某"), ("8110001", "8110002"))
    (line,) = lines(("单位", "电话"), ("长安镇妇联", 8110001), (None, 8110002))
    assert line.phones == ("8110001", "8110002")


@pytest.mark.parametrize("between", [("合计",), ("二、县直",), (2, "——", "x"), HEAD])
def test_a_person_below_something_else_belongs_to_nobody(between: tuple[Cell, ...]) -> None:
    found = listed(HEAD, (1, "长安镇妇联"), between, (None, None, "覃某", 8110002))
    assert reasons(found)[-1] == (4, "no unit is named in this line")
    assert found.lines[0].people == ()


def test_people_of_two_kinds_and_their_posts() -> None:
    head = ("单位", "姓名", "职务", "办公电话", "手机", "邮箱", "分管领导邮箱", "简称")
    reach = ("8110001", 13800000001, "a@b.example；c@d.example", "l@b.example")
    (line,) = lines(head, ("长安镇妇联", "韦某", "妇联主席", *reach, "长安妇联"))
    assert line == ContactLine(
        *("Sheet1", 2, "长安镇妇联"),
        aliases=("长安妇联",),
        people=("韦某（妇联主席）",),
        phones=("8110001", "13800000001"),
        addresses=("a@b.example", "c@d.example"),
        cc=("l@b.example",),
    )


@pytest.mark.parametrize(
    ("people", "post", "said"),
    [
        ("韦某、覃某", "主席", ("韦某", "覃某")),
        ("韦某（主席）", "主席", ("韦某（主席）",)),
        ("韦某", "", ("韦某",)),
    ],
)
def test_a_post_that_is_not_one_person_s_is_left_away(people: str, post: str, said: tuple[str, ...]) -> None:
    (line,) = lines(("单位", "姓名", "职务", "简称"), ("长安镇妇联", people, post, "长安镇妇联"))
    assert (line.people, line.aliases) == (said, ())


def test_a_cell_that_cannot_be_read_is_said_and_the_rest_is_kept() -> None:
    found = listed(
        ("单位", "电话", "邮箱"),
        ("长安镇妇联", "1.38E+10", "a(at)b"),
        ("县水利局", datetime(2020, 3, 3), "a@b.example"),  # noqa: DTZ001
    )
    assert [line.name for line in found.lines] == ["长安镇妇联", "县水利局"]
    assert [(one.row, one.text) for one in found.left_out] == [
        *((2, "长安镇妇联"), (2, "长安镇妇联"), (3, "县水利局"))
    ]
    assert found.lines[1].addresses == ("a@b.example",)


def test_lists_side_by_side() -> None:
    """Each has its own groups and merged cells; a title over both is both's."""
    head = ("序号", "单位", "电话", None, "序号", "单位", "电话")
    found = listed(
        head,
        ("一、乡镇",),
        (1, "长安镇妇联", 8110001, None, 3, "浮石镇妇联", 8110003),
        (2, "大良镇妇联", None, None, None, None, 8110004),
        (None, None, None, None, "合计", "", 2),
        (4,),
    )
    assert [(line.name, line.group, line.phones) for line in found.lines] == [
        ("长安镇妇联", "乡镇", ("8110001",)),
        ("浮石镇妇联", "乡镇", ("8110003", "8110004")),
        ("大良镇妇联", "乡镇", ()),
    ]
    assert reasons(found) == [(5, "a total")]


def test_sheets_are_groups_where_nothing_else_is() -> None:
    """Where several have a list and a name of their own."""
    plain = (("单位", "电话"), ("长安镇妇联", 8110001))
    grouped = (("单位", "类别"), ("县水利局", "农口"))
    both = [sheet(*plain, name="乡镇通讯录"), sheet(*grouped, name="县直"), sheet(*plain, name="Sheet3")]
    assert [line.group for line in read_contact_lists(both).lines] == ["乡镇", "农口", ""]
    assert [line.group for line in read_contact_lists(both[:2]).lines] == ["乡镇", "农口"]
    assert [line.group for line in read_contact_lists(both[:1]).lines] == [""]


def test_a_sheet_without_a_list_is_said() -> None:
    """An empty one is not."""
    sheets = [sheet(HEAD, (1, "长安镇妇联")), sheet((), ("说明", "x"), name="说明"), sheet(name="空")]
    found = read_contact_lists(sheets)
    assert [(one.sheet, one.row, one.text, str(one.why)) for one in found.left_out] == [
        ("说明", 1, "说明 x", "there is no column of units on this sheet")
    ]
    assert {column.sheet for column in found.columns} == {"Sheet1"}


def test_the_columns_are_told() -> None:
    """Each once, as it is headed, with what it was understood as."""
    assert listed(("单 位", "备注", None, "电话"), ("单 位", "备注", None, "电话")).columns == (
        Column("Sheet1", "单位", Meaning.UNIT),
        Column("Sheet1", "备注", None),
        Column("Sheet1", "电话", Meaning.PHONE),
    )


WORDS = (
    *("单位", "序号", "电话", "邮箱", "联系人", "职务", "类别", "简称"),
    *("合计", "一、县直", "制表人：", "长安镇妇联", "县水利局", "a@b.example"),
)
CELLS = st.one_of(
    st.none(), st.integers(0, 10**12), st.floats(), st.datetimes(), st.text(max_size=8),
    st.sampled_from(WORDS),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=12))
def test_no_table_stops_the_reading(rows: list[tuple[Cell, ...]]) -> None:
    """Each unit that comes out has a name, and stands in the row that it names."""
    found = listed(*rows)
    for line in found.lines:
        assert line.name
        assert line.name in map(cell_text, rows[line.row - 1])
    assert all(1 <= one.row <= len(rows) for one in found.left_out)


def test_lines_without_end_below_one_unit() -> None:
    """A hundred lines of contacts are taken; each further one is left out with a word."""
    rows = [("", "", f"韦{chr(0x4E00 + number)}", f"0700-{5550000 + number}") for number in range(9000)]
    began = time.process_time()
    found = listed(HEAD, (1, "白石镇妇联", "", ""), *rows)
    assert time.process_time() - began < 10
    (line,) = found.lines
    assert len(line.people) == len(line.phones) == 101
    assert reasons(found)[0] == (104, "the unit above has enough contacts")
    assert len(found.left_out) == 9000 - 101
