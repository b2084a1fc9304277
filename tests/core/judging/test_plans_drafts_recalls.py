"""Files that are not the report yet, or not any more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import ReceivedFile
from tests.core.judging.office import (
    ABOUT_8,
    ABOUT_FAMILIES,
    FAMILIES,
    ROSTER,
    WOMENS_DAY,
    document,
    from_baishi,
    judge,
    mail,
    outcome,
    said,
)

PAPER = document("总结.docx")
PLAN = document("三八活动方案.docx")
PLANS_ASKED = replace(ROSTER, notices=(replace(WOMENS_DAY, report="活动方案"), FAMILIES))
PROGRAMME = "关于实施“最美家庭”寻找计划的通知"
A_PROGRAMME = replace(ROSTER, notices=(replace(FAMILIES, title=PROGRAMME),))


@pytest.mark.parametrize(
    ("subject", "files"),
    [
        ("三八活动方案", (PLAN,)),
        ("三八活动", (PLAN,)),
        ("三八活动预告", (document("1.docx"),)),
        ("三八活动", (document("1.docx", "“三八”节活动安排"),)),
    ],
)
def test_a_plan_is_not_what_was_done(subject: str, files: tuple[ReceivedFile, ...]) -> None:
    verdict = judge(from_baishi(subject, "", *files))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)
    assert "it is a plan" in said(verdict)


@pytest.mark.parametrize(
    ("subject", "files"),
    [
        ("三八活动", (PLAN, document("三八活动总结.docx"))),
        ("三八活动方案完成情况", (document("1.docx"),)),
        ("三八活动方案", (document("1.docx", "白石镇妇联三八活动情况汇报"),)),
    ],
)
def test_a_plan_with_its_report_is_filed(subject: str, files: tuple[ReceivedFile, ...]) -> None:
    assert outcome(judge(from_baishi(subject, "", *files))) == ("record", "report", "baishi", ABOUT_8)


def test_a_plan_is_filed_where_one_is_asked_for() -> None:
    verdict = judge(from_baishi("三八活动方案", "", PLAN), roster=PLANS_ASKED)
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_a_plan_in_the_title_of_the_notice_makes_no_plan_of_the_report() -> None:
    verdict = judge(from_baishi(f"{PROGRAMME}：白石镇", "", document("1.docx")), roster=A_PROGRAMME)
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_FAMILIES)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("这是初稿", "other", "it seems to be a draft"),
        ("请领导先看看", "other", "it seems to be a draft"),
        ("先发给您看看", "other", "it seems to be a draft"),
        ("总结还没盖章", "other", "it seems to be a draft"),
        ("等经领导审定后再报正式的", "other", "it seems to be a draft"),
        ("向您征求意见", "other", "it seems to be a draft"),
        ("盖章后再正式上报", "other", "it seems to be a draft"),
        ("刚才那份作废", "other", "it takes something back"),
        ("发错了，请勿使用", "other", "it takes something back"),
        ("请问格式对不对？", "question", "it asks something"),
        ("能否晚两天报纸质", "question", "it asks something"),
    ],
)
def test_drafts_recalls_and_questions_with_a_file_are_asked_about(text: str, kind: str, says: str) -> None:
    verdict = judge(from_baishi("三八活动总结", text, PAPER))
    assert outcome(verdict) == ("review", kind, "baishi", ABOUT_8)
    assert says in said(verdict)


def test_a_file_that_calls_itself_a_draft_is_one() -> None:
    verdict = judge(from_baishi("三八", "", document("三八总结（初稿）.docx")))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("总结见附件，纸质版盖章后再报", "report"),
        ("经镇领导审定后报送", "report"),
        ("材料经分管领导签字后上报", "report"),
        ("因下雨，活动推迟到3月9日举行", "report"),
        ("发放问卷300份，收回280份", "report"),
        ("广泛征求意见后形成", "report"),
        ("刚才发错附件了，这封才是正确的", "report"),
        ("如有不妥，请退回修改", "report"),
        ("另：宣传单请忽略封面日期", "report"),
        ("没什么别的了，就这么", "report"),
        ("请问收到了吗？", "report"),
        ("请查收", "report"),
        ("上周已经报过，现再发一次", "report"),
        ("已经报过了", "report"),
        ("前一份有误，请勿使用，以此为准", "correction"),
    ],
)
def test_what_clerks_write_with_a_report_holds_it_up_no_longer(text: str, kind: str) -> None:
    assert outcome(judge(from_baishi("三八活动总结", text, PAPER))) == ("record", kind, "baishi", ABOUT_8)


def test_a_stranger_who_says_that_it_was_sent_already_is_asked_about() -> None:
    verdict = judge(mail("三八活动总结", "已经报过了", PAPER))
    assert outcome(verdict) == ("review", "reply", None, ABOUT_8)
    assert "it says that the report was sent already" in said(verdict)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("上次被退回的已改好，重发一遍", "record"),
        ("退回来的稿子改好了", "record"),
        ("一直躺在草稿箱里，见附件", "record"),
        ("请将上一份退回", "review"),
        ("这是草稿", "review"),
        ("等领导定", "review"),
    ],
)
def test_what_was_sent_back_is_not_taken_back(text: str, decision: str) -> None:
    assert judge(from_baishi("三八总结", text, PAPER)).decision == decision


def test_what_a_mail_server_adds_takes_nothing_back() -> None:
    disclaimer = "请查收。\n本邮件仅供收件人使用，如误收请删除并告知。"
    assert judge(from_baishi("三八总结", disclaimer, PAPER)).decision == "record"
    assert judge(from_baishi("三八总结", "发错了，请删除", PAPER)).decision == "review"
    nil = judge(from_baishi("三八活动", f"我镇未开展三八活动，零报告。{disclaimer}"))
    assert outcome(nil) == ("record", "nil", "baishi", ABOUT_8)  # what stands above it is read
