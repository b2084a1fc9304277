"""Mails without a file: answers, questions, and reports in the mail itself."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival
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
    reminder,
    said,
)


@pytest.mark.parametrize("text", ["收到", "谢谢", "好的，尽快报送", "收到，辛苦了！", "嗯嗯", "[抱拳]"])
def test_an_acknowledgement_is_left_alone(text: str) -> None:
    verdict = judge(from_baishi("答复：催报三八总结", text))
    assert outcome(verdict) == ("ignore", "reply", "baishi", ABOUT_8)
    assert "only says that something was received" in said(verdict)


@pytest.mark.parametrize(
    ("subject", "text", "kind", "says"),
    [
        ("答复：催报三八总结", "已经报过了", "reply", "that the report was sent already"),
        ("答复：催报三八总结", "为什么还催？", "reply", "that the report was sent already"),
        ("答复：催报三八总结", "不是上周报了吗", "reply", "that the report was sent already"),
        ("答复：催报三八总结", "请问用什么格式？", "question", "it asks something"),
        ("三八总结怎么写", "", "question", "it asks something"),
        ("答复：催报三八总结", "能否延期两天", "question", "it asks for more time"),
        ("三八总结晚几天报", "", "question", "it asks for more time"),
        ("答复：催报三八总结", "收到，附件见", "other", "it speaks of a file, but there is none"),
        ("三八活动总结", "见附件", "other", "it speaks of a file, but there is none"),
        ("三八活动总结", "mail.qq.com/cgi-bin/ftn", "report", "the file is only linked"),
        ("撤回三八总结", "刚才那份发错了，请删除", "other", "it takes something back"),
        ("三八活动方案", TOLD, "other", "it is a plan"),
        ("三八活动", "x", "other", "does not tell what was done"),
        ("答复：关于三八活动的通知", "无", "other", "does not tell what was done"),
        ("三八活动经费", "", "other", "does not tell what was done"),
        ("答复：催报三八总结", "", "other", "does not tell what was done"),
    ],
)
def test_what_is_no_report_but_may_matter_is_asked_about(
    subject: str, text: str, kind: str, says: str
) -> None:
    verdict = judge(from_baishi(subject, text))
    assert outcome(verdict) == ("review", kind, "baishi", ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "kind", "says"),
    [
        (mail("节日快乐", "祝县妇联的姐妹们三八妇女节快乐"), "other", "a greeting"),
        (mail("邀请函件", "诚邀主席参加三八活动"), "other", "an invitation"),
        (from_baishi("关于召开三八座谈会的通知", "请参加"), "notice", "a notice of another office"),
        (mail("开会", "各乡镇、各单位：请参加"), "notice", "a notice of another office"),
        (from_baishi("体检", "请安排时间"), "other", "it is about another matter"),
        (mail("你好", "在"), "other", "nothing in it is about a report"),
        (mail("你好", "我们镇的"), "other", "nothing in it is about a report"),
        (mail("答复：你好", "在"), "other", "nothing in it is about a report"),
    ],
)
def test_what_is_plainly_something_else_is_left_alone(arrival: Arrival, kind: str, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict)[:2] == ("ignore", kind)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("subject", "text", "kind", "notice"),
    [
        ("三八活动总结", TOLD, "report", ABOUT_8),
        ("三八活动总结", f"{TOLD}请问是否需要照片？", "report", ABOUT_8),
        ("三八活动方案和总结", TOLD, "report", ABOUT_8),
        ("三八活动总结", f"{TOLD}祝工作愉快", "report", ABOUT_8),
        ("关于推荐最美家庭的函", TOLD.replace("三八妇女节", ""), "report", ABOUT_FAMILIES),
        ("三八活动总结更正", TOLD, "correction", ABOUT_8),
    ],
)
def test_a_report_may_be_the_mail_itself(subject: str, text: str, kind: str, notice: str) -> None:
    assert outcome(judge(from_baishi(subject, text))) == ("record", kind, "baishi", notice)


TOLD_OF = TOLD.replace("我单位", "")


@pytest.mark.parametrize(
    ("arrival", "decision"),
    [
        (from_baishi("三八活动总结", TOLD_OF), "record"),
        (mail("三八活动总结", TOLD_OF, answers=reminder("baishi")), "record"),
        (mail("三八活动总结", f"{TOLD_OF}\n白石镇妇联"), "record"),
        (mail("白石镇妇联三八活动总结", TOLD), "record"),
        (mail("白石镇妇联三八活动总结", TOLD_OF), "review"),
    ],
    ids=["its address", "answers our reminder", "signed", "speaks as the unit", "only named in the subject"],
)
def test_a_report_in_the_mail_itself_comes_from_the_unit(arrival: Arrival, decision: str) -> None:
    """Anybody can write about what a unit did."""
    verdict = judge(arrival)
    assert outcome(verdict) == (decision, "report", "baishi", ABOUT_8)
    assert ("from an unknown address" in said(verdict)) is (decision == "review")


@pytest.mark.parametrize(("text", "kind"), [(TOLD, "report"), (f"{TOLD}请问是否需要照片？", "question")])
def test_a_strangers_report_is_asked_about(text: str, kind: str) -> None:
    verdict = judge(mail("三八活动总结", text))
    assert outcome(verdict) == ("review", kind, None, ABOUT_8)
    assert "nothing says whose it is" in said(verdict)


def test_a_units_mail_that_says_nothing_is_asked_about() -> None:
    verdict = judge(from_baishi("撤回", "发错"))
    assert outcome(verdict) == ("review", "other", "baishi", None)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("收到\n县水利局女工委：\n你单位三八总结未报，请尽快报送。附件：通知", reminder("shuili")),
        ("领导：\n收到", reminder("shuili")),
        ("收到", reminder("shuili")),
        ("收到\n县水利局女工委：\n你单位三八总结未报。", ()),
    ],
)
def test_our_own_letter_quoted_without_a_mark_is_not_what_they_wrote(
    text: str, answers: tuple[str, ...]
) -> None:
    assert outcome(judge(mail("答复：催报", text, answers=answers))) == (
        "ignore",
        "reply",
        "shuili",
        ABOUT_8,
    )


@pytest.mark.parametrize(
    ("line", "decision", "kind"),
    [
        ("收到", "ignore", "reply"),
        ("已经报过了", "review", "reply"),
        ("收到，已经报过了", "review", "reply"),
        ("我们今年没搞活动", "review", "nil"),
        ("我们今年零报告", "review", "nil"),
    ],
)
def test_a_copied_chat_is_no_report(line: str, decision: str, kind: str) -> None:
    verdict = judge(loose("三八聊天记录.txt", "白石镇妇联 2020-03-18 10:00", line))
    assert outcome(verdict) == (decision, kind, "baishi", ABOUT_8)
    assert "a conversation" in said(verdict)


def test_a_document_in_which_a_moment_stands_is_no_chat_in_a_mail() -> None:
    paper = document("总结.docx", "三八活动总结", "签到 2020-03-08 10:00")
    assert outcome(judge(from_baishi("三八活动总结", "", paper))) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    "text",
    [
        "主席您好，我镇想组织女职工参加县里的三八活动，请问怎么报名，每个单位可以去几个人，材料要不要一起交，谢谢。",
        "三八活动我镇正在组织开展，志愿服务和普法宣传都还在准备，等搞完了再把总结和照片一并报给您，请主席放心，不会误事。",
        "昨天县里开会说要组织三八活动，还要开展慰问，我镇还没接到文件，麻烦主席把通知和要求发给我们一份，我们好抓紧安排。",
        "关于三八活动经费：去年组织座谈、慰问共花三千元，今年预计参加人数更多，拟申请两千元，请领导批示，我镇将认真组织。",
    ],
)
def test_what_is_still_to_be_done_or_asked_for_is_no_report(text: str) -> None:
    """Though it comes from the unit's own address and speaks of the occasion in a report's words."""
    assert judge(from_baishi("三八活动", text)).decision == "review"


def test_thanks_with_a_question_are_no_acknowledgement() -> None:
    assert judge(from_baishi("答复：催报三八总结", "收到，谢谢。名额够不够？急。")).decision != "ignore"
    assert judge(from_baishi("答复：催报三八总结", "收到了吗？谢谢。")).decision == "review"
    assert judge(from_baishi("答复：催报三八总结", "收到，谢谢。")).decision == "ignore"
