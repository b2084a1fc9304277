"""What tells of several units is not the report of one of them."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival, Cell, Sheet
from tests.core.judging.office import ABOUT_8, TOLD, document, from_baishi, judge, loose, mail, outcome, said

BRIEFING = (
    "“三八”活动简报（第3期）",
    "各地活动丰富多彩：",
    "白石镇妇联组织了一次走访活动，发放资料若干。",
    "黑石镇妇联开展了线上讲座，参加妇女若干。",
    "县水利局女工委举办座谈，县民政局女工委开展座谈，大家受益匪浅，纷纷表示要继续努力工作。",
)


def table(*lines: tuple[Cell, ...], title: str = "“三八”活动统计表") -> Sheet:
    """Return a table with the columns 单位 and 场次."""
    return Sheet("1", ((title,), ("单位", "场次"), *lines))


TWO = table(("白石镇妇联", 1), ("黑石镇妇联", 2))


@pytest.mark.parametrize(
    ("arrival", "decision", "unit", "notice"),
    [
        (loose("三八统计.xlsx", sheets=(TWO,)), "review", None, ABOUT_8),
        (from_baishi("三八统计", "", document("统计.xlsx", sheets=(TWO,))), "review", "baishi", ABOUT_8),
        (
            loose("三八统计.xlsx", sheets=(table(("1白石镇妇联", 1), ("2黑石镇妇联", 2)),)),
            "review",
            None,
            ABOUT_8,
        ),
        (
            loose("统计.xlsx", sheets=(table(("白石镇", 1), ("县水利局", 2), title="统计"),)),
            "ignore",
            None,
            None,
        ),
    ],
)
def test_a_table_with_a_line_for_each_of_several_units(
    arrival: Arrival, decision: str, unit: str | None, notice: str | None
) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == (decision, "other", unit, notice)
    assert "a table of several units" in said(verdict)


@pytest.mark.parametrize(
    "sheet",
    [
        table(("白石镇妇联", 1), ("白石镇妇联", 2)),
        table(("白石镇妇联", 1), ("白石镇中心小学", 2)),
        table(("白石镇妇联", 1), ("感谢黑石镇妇联派人参加", 2)),
        table(("白石镇妇联", 1), (3, "黑石")),
        table(("白石镇妇联", 1), ("", None)),
        table(("白石镇妇联", 1), ("黑" * 40, 1)),
    ],
)
def test_a_table_of_one_unit_is_its_report(sheet: Sheet) -> None:
    verdict = judge(loose("白石镇妇联三八统计表.xlsx", sheets=(sheet,)))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_a_briefing_on_many_units_is_left_alone() -> None:
    verdict = judge(loose("三八简报.docx", *BRIEFING))
    assert outcome(verdict) == ("ignore", "other", None, ABOUT_8)
    assert "it tells of many units: a briefing or a list" in said(verdict)


def test_a_briefing_in_a_strangers_mail_is_asked_about() -> None:
    verdict = judge(mail("三八简报", "", document("三八简报.docx", *BRIEFING)))
    assert outcome(verdict) == ("review", "report", None, ABOUT_8)


def test_a_report_that_names_many_partners_is_that_of_its_title() -> None:
    paper = loose("总结.docx", "白石镇妇联三八活动总结", TOLD, *BRIEFING[2:], TOLD)
    assert outcome(judge(paper)) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    "lines",
    [
        ("县水利局女工委、县民政局女工委三八活动总结", TOLD),
        ("“三八”活动简报", "白石镇妇联组织", "黑石镇妇联开展", TOLD),
        ("“三八”活动总结", TOLD, TOLD, "白石镇妇联", "黑石镇妇联"),
    ],
)
def test_titles_and_signatures_of_several_are_asked_about(lines: tuple[str, ...]) -> None:
    verdict = judge(loose("三八.docx", *lines))
    assert outcome(verdict) == ("review", "report", None, ABOUT_8)
    assert "several units are named" in said(verdict)


@pytest.mark.parametrize("name", ["三八报送进度.xlsx", "各单位是否已报三八材料.xlsx"])
def test_a_list_of_who_has_reported_is_our_own(name: str) -> None:
    verdict = judge(loose(name, sheets=(TWO,)))
    assert outcome(verdict) == ("ignore", "other", None, ABOUT_8)
    assert "it tells of many units: a briefing or a list" in said(verdict)


@pytest.mark.parametrize(
    ("rows", "decision"),
    [
        ((("药品", "数量"), ("感冒药", 20)), "review"),
        ((("三八",), ("项目", "人数"), ("茶话会", 20)), "record"),
        ((("活动", "人数"), ("茶话会", 20)), "record"),
    ],
)
def test_a_workbook_that_says_nothing_of_the_matter_is_some_list(
    rows: tuple[tuple[Cell, ...], ...], decision: str
) -> None:
    book = document("1.xlsx", sheets=(Sheet("1", rows),))
    assert judge(from_baishi("三八义诊", "", book)).decision == decision
