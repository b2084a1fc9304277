"""Lines of an online form and of an OA register."""

from __future__ import annotations

from datetime import datetime

import pytest

from fedtrack.core.arrivals import Cell
from tests.core.judging.office import ABOUT_8, ABOUT_FAMILIES, judge, outcome, row, said


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"场次": 3}, "report"),
        ({"场次": 0, "备注": "今年未组织开展三八活动"}, "nil"),
        ({"场次": 3, "备注": "线下未组织活动，改为线上"}, "report"),
        ({"场次": True, "备注": "今年未开展活动"}, "nil"),
        ({"备注": "补报"}, "supplement"),
        ({"备注": "更正，以此为准"}, "correction"),
        ({"提交时间": datetime(2020, 3, 18, 9), "场次": "3"}, "report"),  # noqa: DTZ001
        ({"备注": None, "活动情况": "走访慰问"}, "report"),
    ],
)
def test_a_line_of_a_unit_is_filed_as_what_it_says(cells: dict[str, Cell], kind: str) -> None:
    verdict = judge(row("“三八”活动情况统计", "", 单位="白石镇妇联", **cells))
    assert outcome(verdict) == ("record", kind, "baishi", ABOUT_8)
    assert "the column says 白石镇妇联" in said(verdict)


@pytest.mark.parametrize(
    "heading", ["“三八”活动情况调查问卷", "“三八”活动情况登记表", "“三八”活动收集表", "“三八”活动"]
)
def test_a_form_that_asks_for_the_report_may_be_called_a_questionnaire(heading: str) -> None:
    """A sign-up form is another thing."""
    assert outcome(judge(row(heading, "", 单位="白石镇妇联", 场次=3)))[0] == "record"
    assert outcome(judge(row("“三八”活动报名表", "", 单位="白石镇妇联", 人数=3)))[0] == "review"


@pytest.mark.parametrize("said_so", ["零报告？先填着，等领导定", "先填个初稿", "数据待审定"])
def test_a_line_that_is_not_settled_is_asked_about(said_so: str) -> None:
    """The serial number of a line is no figure."""
    assert judge(row(编号=7, 单位="白石镇妇联", 活动情况=said_so)).decision == "review"


@pytest.mark.parametrize("title", ["请柬：“三八”书画展开幕式", "诚邀观看“三八”文艺汇演"])
def test_an_invitation_in_a_register_is_no_report(title: str) -> None:
    verdict = judge(row("收文登记", "标题", 标题=title, 单位="白石镇妇联"))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)


@pytest.mark.parametrize("name", ["测试", "test", "示例", "xxx", "例：白石镇", "111"])
def test_a_line_to_try_the_form_is_left_alone(name: str) -> None:
    verdict = judge(row(单位=name, 场次=3))
    assert outcome(verdict)[:2] == ("ignore", "other")
    assert "a line to try the form" in said(verdict)


@pytest.mark.parametrize("note", ["填错了，作废", "请删除本条", "测试"])
def test_a_line_that_takes_itself_back_is_asked_about(note: str) -> None:
    verdict = judge(row(单位="白石镇妇联", 场次=3, 备注=note))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)
    assert "the line says that it does not count" in said(verdict)


@pytest.mark.parametrize(
    ("name", "unit", "says"),
    [
        ("", None, "nothing says whose it is"),
        (3, None, "nothing says whose it is"),
        (None, None, "nothing says whose it is"),
        ("百石镇", None, "perhaps 白石镇妇联, 黑石镇妇联"),
        ("黄石镇妇联", None, "黄石镇 is not on the list"),
        ("白石", "baishi", "perhaps 白石镇妇联"),
        ("白石镇、黑石镇", None, "several units are named"),
        ("白石镇中心小学", "baishi", "is about a part of the unit"),
    ],
)
def test_a_line_of_nobody_known_is_asked_about(name: Cell, unit: str | None, says: str) -> None:
    verdict = judge(row(单位=name, 场次=3))
    assert outcome(verdict) == ("review", "report", unit, ABOUT_8)
    assert says in said(verdict)


def test_a_form_that_does_not_say_what_for_is_asked_about() -> None:
    verdict = judge(row(heading="统计", 单位="白石镇妇联", 场次=1))
    assert outcome(verdict) == ("review", "report", "baishi", None)
    assert "nothing says which notice it answers" in said(verdict)


def test_two_columns_that_name_two_units_are_asked_about() -> None:
    from msgspec.structs import replace

    line = replace(row(单位="白石镇妇联", 报送单位="黑石镇妇联"), unit_columns=("单位", "报送单位"))
    verdict = judge(line)
    assert outcome(verdict) == ("review", "report", None, ABOUT_8)
    assert "several units are named: 白石镇妇联, 黑石镇妇联" in said(verdict)


@pytest.mark.parametrize(
    ("title", "decision", "kind", "unit", "notice"),
    [
        ("白石镇妇联三八活动总结", "record", "report", "baishi", ABOUT_8),
        ("关于推荐最美家庭的函", "record", "report", "baishi", ABOUT_FAMILIES),
        ("关于做好防汛工作的通知", "ignore", "notice", "baishi", None),
        ("体检安排", "ignore", "other", "baishi", None),
        ("三八红旗手推荐材料", "review", "other", "baishi", None),
        ("三八活动方案", "review", "other", "baishi", ABOUT_8),
        ("三八活动方案和总结", "record", "report", "baishi", ABOUT_8),
        ("黑石镇三八总结", "review", "report", None, ABOUT_8),
        ("白石镇中心小学三八总结", "review", "report", "baishi", ABOUT_8),
        ("总结", "review", "report", "baishi", None),
    ],
)
def test_a_line_of_a_register_is_judged_by_its_title(
    title: str, decision: str, kind: str, unit: str | None, notice: str | None
) -> None:
    verdict = judge(row(heading="收文登记", title_column="标题", 单位="白石镇妇联", 标题=title))
    assert outcome(verdict) == (decision, kind, unit, notice)


@pytest.mark.parametrize(
    "cells",
    [
        {"提交时间": datetime(2020, 3, 18, 9)},  # noqa: DTZ001
        {"备注": None, "场次": ""},
        {"场次": 0, "人数": "0"},
        {"联系人": "某某", "场次": 0},
    ],
)
def test_a_line_that_says_nothing_is_asked_about(cells: dict[str, Cell]) -> None:
    verdict = judge(row("“三八”活动情况统计", "", 单位="白石镇妇联", **cells))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert "says nothing" in said(verdict)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"场次": 3, "备注": "作废"}, "does not count"),
        ({"场次": 3, "备注": "代黑石镇填报"}, "somebody else"),
        ({"场次": 0, "备注": "暂未开展三八活动"}, "not said clearly"),
        ({"场次": 3, "合作": "县水利局"}, "names 县水利局女工委"),
    ],
)
def test_a_line_that_says_of_itself_that_it_is_none(cells: dict[str, Cell], says: str) -> None:
    verdict = judge(row("“三八”活动情况统计", "", 单位="白石镇妇联", **cells))
    assert outcome(verdict)[0] == "review"
    assert says in said(verdict)


def test_a_list_of_who_takes_part_is_no_report() -> None:
    """A form's heading makes no report of every line under it."""
    verdict = judge(row(heading="“三八”趣味运动会报名表", 单位="白石镇妇联", 人数=3))
    assert outcome(verdict)[:2] == ("review", "other")


def test_without_a_title_the_register_tells() -> None:
    verdict = judge(
        row(heading="“三八”收文登记", title_column="标题", 单位="白石镇妇联", 标题=None, 备注="OA")
    )
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_a_briefing_in_a_register_is_no_report() -> None:
    verdict = judge(row("收文登记", "标题", 标题="专报：各单位庆“三八”活动综述", 单位="白石镇妇联"))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)


def test_our_own_office_in_a_register_contradicts_nobody() -> None:
    """The column of who deals with it here; on a form it is who took part."""
    title = "“三八”活动情况报告"
    ours = row("收文登记", "标题", 标题=title, 单位="白石镇妇联", 承办="县水利局")
    assert judge(ours).decision == "record"
    theirs = row("“三八”活动情况", "", 单位="白石镇妇联", 承办="县水利局", 场次=2)
    assert judge(theirs).decision == "review"


def test_somebody_tried_the_form() -> None:
    """A line that says so and names no unit needs no eye; one in a unit's name does."""
    trial = row("“三八”活动情况统计", "", 单位="试一下", 备注="试填，请忽略")
    assert outcome(judge(trial))[0] == "ignore"
    unnamed = row("“三八”活动情况统计", "", 单位="", 备注="请忽略本行")
    assert outcome(judge(unnamed))[0] == "ignore"
    named = row("“三八”活动情况统计", "", 单位="白石镇妇联", 备注="请忽略本行")
    assert outcome(judge(named))[0] == "review"
