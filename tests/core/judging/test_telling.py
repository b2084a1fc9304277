"""Reports in a mail's own text, in whatever words they are told; and mails that only talk of the occasion."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import ReceivedFile
from tests.core.judging.office import ABOUT_8, document, from_baishi, judge, mail, outcome, reminder, said

PHOTO = document("IMG_1.jpg")


@pytest.mark.parametrize(
    "text",
    [
        "不另做附件了：8号上午在河堤捡垃圾，来了50多个姐妹；下午老支书讲了镇里的变化。",
        "去爬了山，二十来人，下山后一起吃了碗粉。就这些，不另写材料了。",
        "补报：到福利院给23个孩子理发、剪指甲。",
        "给您报一下：办了两场手机课，教了七十多位老人。",
        "一是去茶场参观，去了28人；二是在乡政府听反诈课，听课65人。",
        "从山上下来趁热把情况报了：女职工36人种了桂花120株。",
    ],
)
@pytest.mark.parametrize("files", [(), (PHOTO,)])
def test_a_text_that_says_so_is_the_report(text: str, files: tuple[ReceivedFile, ...]) -> None:
    decision, _kind, unit, notice = outcome(judge(from_baishi("三八", text, *files)))
    assert (decision, unit, notice) == ("record", "baishi", ABOUT_8)


def test_what_was_awaited_need_not_say_so() -> None:
    """An answer to our reminder, and what the subject calls a report."""
    text = "催得对。去阳光家园做手工，去了11个人，做了三十多朵绒花。"
    assert judge(from_baishi("三八", text)).decision == "review"
    assert judge(from_baishi("三八活动情况", text)).decision == "record"
    answer = mail("回复：请报送", text, answers=reminder("baishi"))
    assert outcome(judge(answer)) == ("record", "report", "baishi", ABOUT_8)


def test_a_report_may_end_with_what_comes_next() -> None:
    text = "三八情况如下：走访姐妹30户，送米30袋。下一步，拟于四月办夜校，届时请您参加。"
    assert judge(from_baishi("三八", text)).decision == "record"


@pytest.mark.parametrize(
    "text",
    [
        *[
            "参加县里三八演出的报一下：舞蹈12人，独唱1人，请登记。",
            "慰问金已发放，共48人、9600元，请贵会登记。",
        ],
        *[
            "记者到会场拍摄，直播了3小时，有12万人观看，片子剪好后给您看。",
            "报一下，筹备会到会14人，分了4个组。",
        ],
        *[
            "礼品收到了，共120份，发给了58人，代大家谢谢县妇联！",
            "原定8号的游园改到13号，300人参加，请县妇联派人。",
        ],
        *["去了二十多人，材料在小韦那里，等她回来报您。", "报一下联系人：小莫，1人，数据2份核完发您。"],
        *["情况如下：拟组织30人参观，10人听课。", "情况如下，人数都还没有数。"],
    ],
)
@pytest.mark.parametrize("subject", ["三八活动", "三八活动情况"])
def test_a_mail_that_only_talks_of_the_occasion_is_no_report(subject: str, text: str) -> None:
    """What is asked of us, put off, arranged for the county's own event, or still to come."""
    verdict = judge(from_baishi(subject, text))
    assert verdict.decision != "record", said(verdict)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("三八活动方案", "补报：给23个孩子理发。"),
        ("三八活动", "补报：给23个孩子理发，这样行吗？"),
        ("三八活动", "撤回。补报：给23个孩子理发。"),
        ("三八活动", "已经报过了，补报：给23个孩子理发。"),
    ],
)
def test_what_else_is_said_outweighs_it(subject: str, text: str) -> None:
    assert judge(from_baishi(subject, text)).decision == "review"


def test_a_stranger_does_not_report_for_the_unit() -> None:
    text = "补报：给23个孩子理发。"
    assert judge(mail("白石镇妇联三八活动", text)).decision == "review"
    assert judge(mail("白石镇妇联三八活动", f"{text}\n白石镇妇联")).decision == "record"


@pytest.mark.parametrize("name", ["数据.docx", "1.docx"])
def test_a_paper_that_does_not_say_what_it_is_follows_the_mail(name: str) -> None:
    """Where the mail asks for something, or tells of what is to come, such a paper is no report."""
    paper = document(name)
    assert judge(from_baishi("三八", "请核对后使用", paper)).decision == "review"
    assert judge(from_baishi("三八", "拟给女干部发短信", paper)).decision == "review"
    assert judge(from_baishi("三八", "请查收", paper)).decision == "record"
    assert judge(from_baishi("三八", "请核对后使用", document("总结.docx"))).decision == "record"
    lines = ("三八短信", "拟于3月8日发出")
    assert judge(from_baishi("三八", "请查收", document(name, *lines))).decision == "review"
