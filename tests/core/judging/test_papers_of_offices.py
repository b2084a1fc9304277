"""Papers that are no unit's report: our own notices, those of other offices, empty forms."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival, Sheet
from tests.core.judging.office import (
    ABOUT_8,
    ABOUT_FAMILIES,
    TOLD,
    document,
    from_baishi,
    judge,
    loose,
    mail,
    outcome,
    said,
)

PAPER = document("总结.docx")
OUR_NOTICE = document("关于过好“三八”国际妇女节的通知.docx")
HEADINGS = (("“三八”活动统计表",), ("序号", "活动", "人数"))
NAMED_BLANK = Sheet(
    "1", (("白石镇三八活动统计表",), ("填报单位：", "联系人："), *HEADINGS[1:], (1, None), ("合计",))
)
BLANK = Sheet("1", (*HEADINGS, (1, None, None), (2,)))
FILLED = Sheet("1", (*HEADINGS, (1, "座谈", 30)))


@pytest.mark.parametrize(
    "files",
    [
        (OUR_NOTICE,),
        (OUR_NOTICE, document("1.jpg")),
        (document("青妇通〔2020〕1号.docx"),),
        (document("1.docx", "青妇通〔2020〕1号", "各乡镇妇联："),),
        (document("1.docx", "关于过好“三八”", "国际妇女节的通知", "各乡镇妇联："),),
    ],
)
def test_our_own_notice_come_back_is_no_report(files: tuple[()]) -> None:
    verdict = judge(from_baishi("三八", "", *files))
    assert outcome(verdict) == ("ignore", "notice", "baishi", ABOUT_8)
    assert "our own notice" in said(verdict)


@pytest.mark.parametrize(
    "files",
    [
        (OUR_NOTICE, PAPER),
        (document("白石镇妇联落实关于过好“三八”国际妇女节的通知的情况.docx"),),
    ],
)
def test_a_report_beside_or_about_our_notice_is_a_report(files: tuple[()]) -> None:
    assert outcome(judge(from_baishi("三八", "", *files))) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("arrival", "kind", "says"),
    [
        (loose("白石镇妇联关于召开会议的通知.docx"), "notice", "a notice of another office"),
        (loose("1.docx", "县水利局关于做好防汛工作的通知"), "notice", "a notice of another office"),
        (mail("关于做好三八活动的通知", "", PAPER), "notice", "a notice of another office"),
        (mail("三八", "各乡镇、各单位：请报", PAPER), "notice", "a notice to many"),
        (mail("邀请函件", "", document("三八座谈会邀请函（白石）.jpg")), "other", "an invitation"),
        (from_baishi("祝三八节快乐", "", document("1.jpg")), "other", "a greeting"),
        (from_baishi("安全生产材料", "", PAPER), "other", "it is about another matter"),
        (mail("你好", "", document("1.jpg")), "other", "nothing in it is about a report"),
    ],
)
def test_other_business_is_left_alone(arrival: Arrival, kind: str, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict)[:2] == ("ignore", kind)
    assert says in said(verdict)


@pytest.mark.parametrize(
    "subject", ["全国妇联三八节慰问信", "转发省妇联三八节慰问信", "青江市妇联三八节答题"]
)
def test_what_comes_from_above_is_left_alone(subject: str) -> None:
    verdict = judge(mail(subject, "请学习", document("1.docx")))
    assert outcome(verdict)[:2] == ("ignore", "notice")


def test_what_a_unit_passes_on_is_its_own() -> None:
    """Its report may be called after what came from above."""
    verdict = judge(from_baishi("转发省妇联三八节活动总结", "", PAPER))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_a_notice_of_ours_from_a_unit_is_asked_about() -> None:
    """A unit may name its report after the notice."""
    subject = "关于做好三八活动的通知"
    verdict = judge(from_baishi(subject, "", document("1.docx")))
    assert outcome(verdict) == ("review", "notice", "baishi", ABOUT_8)
    assert "it looks like a notice" in said(verdict)
    assert outcome(judge(from_baishi(subject, "", PAPER))) == ("record", "report", "baishi", ABOUT_8)


def test_a_letter_that_proposes_is_a_report_though_it_ends_as_a_notice_does() -> None:
    verdict = judge(from_baishi("关于推荐最美家庭的函", "", document("1.docx")))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_FAMILIES)


def test_a_question_beside_what_was_done_holds_no_report_back() -> None:
    """With the paper attached; a question alone is one."""
    told = judge(from_baishi("三八总结", f"{TOLD}请问是否需要照片？", PAPER))
    assert outcome(told) == ("record", "report", "baishi", ABOUT_8)
    assert judge(from_baishi("三八总结", "请问是否需要照片？", PAPER)).kind == "question"


@pytest.mark.parametrize(
    ("subject", "notice"),
    [
        ("答复：关于做好三八活动的通知", ABOUT_8),
        ("关于推荐最美家庭的函", ABOUT_FAMILIES),
        ("关于报送三八活动总结的函", ABOUT_8),
    ],
)
def test_an_answer_to_a_notice_and_a_letter_that_submits_are_reports(subject: str, notice: str) -> None:
    assert outcome(judge(from_baishi(subject, "", PAPER))) == ("record", "report", "baishi", notice)


def test_papers_of_a_stranger_that_tell_nothing_are_asked_about() -> None:
    assert outcome(judge(mail("你好", "", PAPER))) == ("review", "report", None, None)


@pytest.mark.parametrize(
    ("arrival", "decision", "unit", "says"),
    [
        (loose("三八统计表（模板）.docx"), "ignore", None, "an empty form"),
        (loose("三八统计表.xlsx", sheets=(BLANK,)), "ignore", None, "an empty form"),
        (loose("三八统计表.xlsx", sheets=(NAMED_BLANK,)), "review", "baishi", "the form is not filled in"),
        (from_baishi("三八", "", document("统计表模板.docx")), "review", "baishi", "not filled in"),
        (loose("白石镇妇联三八表.xlsx", sheets=(Sheet("1", ()),)), "review", "baishi", "not filled in"),
    ],
)
def test_an_empty_form(arrival: Arrival, decision: str, unit: str | None, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == (decision, "other", unit, ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    "arrival",
    [
        loose("白石镇妇联三八统计表.xlsx", sheets=(FILLED,)),
        loose("白石镇妇联三八统计表.xlsx", sheets=(BLANK, FILLED)),
        from_baishi("三八", "", document("统计表模板.docx"), PAPER),
    ],
)
def test_a_form_with_anything_in_it_is_a_report(arrival: Arrival) -> None:
    assert outcome(judge(arrival)) == ("record", "report", "baishi", ABOUT_8)
