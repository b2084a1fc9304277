"""Papers that have to do with an occasion and are no report of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import ReceivedFile
from tests.core.judging.office import (
    ABOUT_8,
    FAMILIES,
    ROSTER,
    TOLD,
    WOMENS_DAY,
    document,
    from_baishi,
    judge,
    loose,
    outcome,
    reminder,
    said,
)

LISTS_ASKED = replace(ROSTER, notices=(replace(WOMENS_DAY, report="活动签到表"), FAMILIES))
SIGNED_IN = document("“三八”活动签到表.docx")
SPEECH = document("1.docx", "在“三八”座谈会上的讲话")


@pytest.mark.parametrize("files", [(SIGNED_IN,), (SPEECH,), (SIGNED_IN, SPEECH)])
@pytest.mark.parametrize("subject", ["三八活动", "三八材料"])
def test_a_list_or_a_speech_alone_is_asked_about(subject: str, files: tuple[ReceivedFile, ...]) -> None:
    verdict = judge(from_baishi(subject, "", *files))
    assert outcome(verdict) == ("review", "other", "baishi", ABOUT_8)
    assert "it has to do with it, but does not look like a report" in said(verdict)


@pytest.mark.parametrize("name", ["经费申请", "倡议书", "节目单", "报名表", "感谢信", "发言稿"])
def test_a_loose_one_is_asked_about(name: str) -> None:
    assert outcome(judge(loose(f"白石镇妇联三八{name}.docx"))) == ("review", "other", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("subject", "files"),
    [
        ("三八活动", (SIGNED_IN, document("活动总结.docx"))),
        ("三八活动", (SIGNED_IN, document("1.docx", "白石镇妇联三八活动情况汇报"))),
        ("三八活动总结", (document("1.docx", "她们的一天"),)),
        ("三八活动", (document("1.docx", "三八问卷调查情况"),)),
        ("三八活动", (document("1.docx", "三八活动讲话学习总结（定稿）0312"),)),
    ],
)
def test_beside_a_report_they_belong_to_it(subject: str, files: tuple[ReceivedFile, ...]) -> None:
    assert outcome(judge(from_baishi(subject, "", *files))) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("paper", "decision"),
    [
        (document("最美家庭推荐表.docx", "“最美家庭”推荐登记表"), "record"),
        (document("1.docx", "“最美家庭”推荐登记表"), "record"),
        (document("1.docx", "“最美家庭”推荐对象报名登记表"), "review"),
        (document("最美家庭报名登记表.docx"), "review"),
    ],
)
def test_what_the_notice_asks_for_may_be_called_a_little_longer(paper: ReceivedFile, decision: str) -> None:
    """推荐表 is asked for; 登记表 alone would be another paper."""
    assert judge(from_baishi("最美家庭", "", paper)).decision == decision


def test_the_subject_of_our_reminder_is_not_what_the_paper_is_called() -> None:
    """An answer bears the subject that we gave the reminder."""
    paper = document("1.docx", "白石镇妇女在行动", "开展慰问")
    asked = "回复：“三八”材料报送要求"
    verdict = judge(from_baishi(asked, "", paper, answers=reminder("baishi")))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)
    assert judge(from_baishi(asked, "", paper)).decision == "review"


def test_a_list_alone_is_no_report_though_the_subject_calls_it_one() -> None:
    assert outcome(judge(from_baishi("三八活动总结", "", SIGNED_IN)))[0] == "review"


def test_a_list_is_the_report_where_the_notice_asks_for_it() -> None:
    verdict = judge(from_baishi("三八活动", "", SIGNED_IN), roster=LISTS_ASKED)
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_what_else_lies_beside_the_paper_asked_for_belongs_to_it() -> None:
    story = document("2.docx", "一根热线连万家", "全年接听四千余个")
    form = document("最美家庭推荐表.docx")
    assert judge(from_baishi("最美家庭", "", form, story)).decision == "record"
    assert judge(from_baishi("最美家庭", "", story)).decision == "record"
    assert judge(from_baishi("最美家庭征文", "", story)).decision == "review"


@pytest.mark.parametrize(("name", "decision"), [("照片说明.jpg", "record"), ("节目单.jpg", "record")])
def test_photos_beside_a_report_in_the_mail_itself(name: str, decision: str) -> None:
    verdict = judge(from_baishi("三八演出节目单", TOLD, document(name)))
    assert verdict.decision == decision
