"""The headings of a contact list, wherever they stand and however they are worded."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Cell
from fedtrack.core.reading.contact_headings import ContactTable, Meaning, find_table


def table(*rows: tuple[Cell, ...], at: int = 0) -> ContactTable:
    found = find_table(rows, at)
    assert found is not None
    return found


def meanings(*rows: tuple[Cell, ...]) -> list[Meaning | None]:
    found = table(*rows)
    return [found.meaning(at) for at in range(len(found.headings))]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("序号", Meaning.SERIAL),
        ("编 号", Meaning.SERIAL),
        ("类别", Meaning.GROUP),
        ("单位类型", Meaning.GROUP),
        ("所属系统", Meaning.GROUP),
        ("组别", Meaning.GROUP),
        ("联系人", Meaning.CONTACT),
        ("姓  名", Meaning.CONTACT),
        ("妇联主席", Meaning.CONTACT),
        ("女工委主任", Meaning.CONTACT),
        ("联系人及电话", Meaning.CONTACT),
        ("职务", Meaning.POST),
        ("办公电话", Meaning.PHONE),
        ("座机", Meaning.PHONE),
        ("手机（短号除外）", Meaning.PHONE),
        ("联系人电话", Meaning.PHONE),
        ("聯繫電話", Meaning.PHONE),
        ("*联系方式：", Meaning.PHONE),
        ("邮箱", Meaning.EMAIL),
        ("QQ邮箱", Meaning.EMAIL),
        ("电子邮箱", Meaning.EMAIL),
        ("Ｅ－mail", Meaning.EMAIL),
        ("分管领导邮箱", Meaning.CC),
        ("简称", Meaning.ALIAS),
        ("分管领导", None),
        ("分管领导电话", None),
        ("备注", None),
        ("传真", None),
        ("微信号", None),
        ("家庭住址", None),
        ("住宅电话", None),
        ("领取数量", None),
    ],
)
def test_what_a_heading_means(heading: str, meaning: Meaning | None) -> None:
    assert meanings(("单位名称", heading, "电话"))[1] is meaning


@pytest.mark.parametrize(
    "heading",
    [
        "单位",
        "单 位",
        "单位名称",
        "单位（盖章）",
        "1.填报单位：",
        "單位名稱",
        "妇联组织名称",
        "部门",
        "乡镇（街道）",
        "乡镇、街道",
        "单位/部门",
        "名称",
        "Unit",
    ],
)
def test_the_column_of_units(heading: str) -> None:
    assert meanings(("序号", heading, "电话")) == [Meaning.SERIAL, Meaning.UNIT, Meaning.PHONE]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param((), id="empty"),
        pytest.param((None, "", 3), id="nothing written"),
        pytest.param(("融安县妇联系统通讯录",), id="a title"),
        pytest.param(("县直单位",), id="the title of a group"),
        pytest.param((1, "县直单位", "县水利局", "韦某"), id="a line whose group is called like a heading"),
        pytest.param(("姓名", "电话"), id="people of no unit"),
        pytest.param(("部门",), id="one word alone that means little"),
        pytest.param(("单位", "x" * 200), id="a page of text beside it"),
        pytest.param(("单位" * 60, "电话"), id="a page of text"),
    ],
)
def test_any_other_row_heads_nothing(row: tuple[Cell, ...]) -> None:
    assert find_table([row], 0) is None


@pytest.mark.parametrize("row", [("单位名称",), ("单位", "地址"), (None, "妇联组织名称", "")])
def test_a_sure_heading_may_stand_alone(row: tuple[Cell, ...]) -> None:
    assert Meaning.UNIT in meanings(row)


def test_the_best_of_several_headings_of_units_counts() -> None:
    """The others are left unread."""
    assert meanings(("部门", "单位名称", "工作单位", "电话")) == [None, Meaning.UNIT, None, Meaning.PHONE]


def test_headings_in_two_rows() -> None:
    """A merged cell stands for all columns below it."""
    rows = (
        ("序号", "单位", "联系人", "联系方式", None, None, "备注"),
        (None, None, None, "办公电话", "手机", "邮箱", None),
        (1, "长安镇妇联"),
    )
    found = table(*rows)
    assert found.first_row == 2
    assert meanings(*rows) == [
        *(Meaning.SERIAL, Meaning.UNIT, Meaning.CONTACT),
        *(Meaning.PHONE, Meaning.PHONE, Meaning.EMAIL, None),
    ]
    assert found.headings[2:5] == ("联系人", "联系方式/办公电话", "联系方式/手机")


def test_the_upper_heading_may_change_the_lower_one() -> None:
    """The telephone of a leader is not the unit's."""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("单位", "联络员", None, "分管领导", None, None, "联系"),
        (None, "姓名", "手机", "姓名", "手机", "邮箱", None, "电话"),
    )
    assert meanings(*rows) == [
        *(Meaning.UNIT, Meaning.CONTACT, Meaning.PHONE),
        *(None, None, Meaning.CC, None, Meaning.PHONE),
    ]


def test_an_upper_heading_ends_at_an_empty_column() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("单位", "分管领导", None, None), (None, "手机", None, "手机"))
    assert meanings(*rows) == [Meaning.UNIT, None, None, Meaning.PHONE]


def test_a_lower_heading_that_is_none_by_itself() -> None:
    assert meanings(("单位", "电话", None), (None, "办公室", "手机"))[1] is Meaning.PHONE


@pytest.mark.parametrize(
    "below",
    [
        pytest.param((1, "长安镇妇联", "韦某", "0772-1"), id="a line"),
        pytest.param((None, None, "韦某", "0772-1"), id="a second person"),
        pytest.param((None, "电话", "手机"), id="something below the unit"),
        pytest.param((None, None, "手机", "a", "b", "c"), id="more that is unknown than known"),
        pytest.param((None, None, "手机", 13800000000), id="a number"),
        pytest.param((), id="nothing"),
    ],
)
def test_a_line_below_the_headings_is_none(below: tuple[Cell, ...]) -> None:
    assert table(("序号", "单位", "联系人", "电话"), below).first_row == 1


def test_lists_side_by_side() -> None:
    found = table(("序号", "单位", "电话", None, "序号", "单位", "电话"))
    assert [(block.start, block.end, block.unit) for block in found.blocks] == [(0, 4, 1), (4, 7, 5)]
    columns = [set(block.columns.values()) for block in found.blocks]
    assert all(Meaning.SERIAL in block and Meaning.GROUP not in block for block in columns)


def test_lists_side_by_side_under_one_group() -> None:
    """What stands before the first list is the first list's."""
    found = table(("类别", "单位", "电话", "单位", "电话"))
    assert [(block.start, block.end, block.unit) for block in found.blocks] == [(0, 3, 1), (3, 5, 3)]


def test_a_heading_that_stands_twice_is_no_second_list() -> None:
    """There is no unit in the second half."""
    found = table(("电话", "单位", "电话", "邮箱"))
    assert [(block.start, block.end) for block in found.blocks] == [(0, 4)]
