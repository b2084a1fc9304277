"""Mails that nobody wrote for us to read, and our own."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival, Machine, Undelivered
from tests.core.judging.office import (
    ABOUT_8,
    BAISHI,
    OWN,
    SHARED,
    document,
    from_baishi,
    judge,
    loose,
    mail,
    outcome,
    said,
)

PAPER = document("总结.docx")


@pytest.mark.parametrize(
    ("address", "unit", "candidates"),
    [
        (BAISHI, "baishi", ("baishi",)),
        (SHARED, None, ("canlian", "minzheng")),
        ("nobody@elsewhere.example", None, ()),
    ],
)
@pytest.mark.parametrize(
    ("machine", "says"),
    [(Machine.BOUNCE, "a mail of ours did not reach"), (Machine.DELAY, "a mail of ours is late for")],
)
def test_a_bounce_is_left_alone_but_names_whom_it_did_not_reach(
    machine: Machine, says: str, address: str, unit: str | None, candidates: tuple[str, ...]
) -> None:
    verdict = judge(mail("退信", "", machine=machine, undelivered=(Undelivered(address),)))
    assert outcome(verdict) == ("ignore", "bounce", unit, None)
    assert verdict.candidates == candidates
    assert f"{says} {address}" in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "kind", "says"),
    [
        (from_baishi("已读: 催报三八", "", machine=Machine.RECEIPT), "auto_reply", "that a mail was opened"),
        (from_baishi("三八", "休假中", machine=Machine.AUTO_REPLY), "auto_reply", "an automatic reply"),
        (mail("白石镇三八", "", PAPER, machine=Machine.AUTO_REPLY), "auto_reply", "an automatic reply"),
        (mail("春季特惠", "", machine=Machine.BULK), "spam", "a mailing to many"),
        (from_baishi("自动回复：催报", "您的邮件已收到"), "auto_reply", "an automatic reply"),
        (from_baishi("已读回执", "您的邮件已被阅读"), "auto_reply", "an automatic reply"),
        (mail("密码", "", sender="noreply@bank.example"), "other", "written by a system"),
        (mail("提醒", "系统自动发送，请勿回复"), "other", "written by a system"),
        (mail("三八节慰问品", "女神节特惠，限时立减，欢迎来电"), "spam", "advertising"),
        (mail("三八用车结算", "合计1600元，请打款", PAPER), "other", "it is about another matter"),
        (mail("关于催报三八总结", "", sender=OWN), "other", "we sent it ourselves"),
        (mail("白石镇三八总结", "", PAPER, sender=OWN), "other", "we sent it ourselves"),
        (mail("转发：白石镇三八总结", "", sender=OWN), "other", "we sent it ourselves"),
    ],
)
def test_what_a_program_or_we_sent_is_left_alone(arrival: Arrival, kind: str, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict)[:2] == ("ignore", kind)
    assert says in said(verdict)


@pytest.mark.parametrize("machine", [Machine.AUTO_REPLY, Machine.BULK])
def test_what_a_units_own_system_sends_is_looked_at(machine: Machine) -> None:
    """Offices send through systems that mark every mail as automatic or as sent to many."""
    verdict = judge(from_baishi("三八活动总结", "", PAPER, machine=machine))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)


def test_a_report_under_an_automatic_subject_is_a_report() -> None:
    verdict = judge(from_baishi("自动回复：三八活动总结", "", PAPER))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


def test_what_we_forwarded_to_ourselves_is_asked_about() -> None:
    """Who sent it stands in the quoted headers only."""
    verdict = judge(mail("转发：白石镇三八总结", "", PAPER, sender=OWN))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert "forwarded from our own mailbox" in said(verdict)


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi("三八节", "女神节特惠，给姐妹们的"),
        mail("白石镇三八节", "女神节特惠，限时领取"),
    ],
)
def test_an_advertisement_in_a_units_name_is_not_thrown_away_unseen(arrival: Arrival) -> None:
    assert outcome(judge(arrival)) == ("review", "other", "baishi", ABOUT_8)


def test_a_file_is_never_taken_for_a_machines_mail() -> None:
    verdict = judge(loose("白石镇妇联三八总结.txt", "系统自动发送，请勿回复"))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi("【女神节特惠】信用卡满38减18", "指定超市立减18元，名额有限，先到先得。退订回复TD。"),
        loose("三八彩铃特惠.html"),
    ],
)
def test_what_all_customers_get_is_advertising(arrival: Arrival) -> None:
    """Also from a bank or company that is on the roster, and where a file has but its name."""
    assert outcome(judge(arrival))[:2] == ("ignore", "spam")


def test_a_report_may_have_a_word_of_advertising() -> None:
    text = "三八期间我镇组织妇女参加团购助农活动，走访慰问30户，开展普法宣传2场，特此报告。"
    assert outcome(judge(from_baishi("三八活动总结", text))) == ("record", "report", "baishi", ABOUT_8)


def test_a_bill_to_the_federation_is_no_report() -> None:
    """A company on the list sends its bills too; one that has to do with a notice is asked about."""
    bill = from_baishi("3月份电费账单", "户名：青禾县妇女联合会，电费398元。", document("202003账单.pdf"))
    assert outcome(judge(bill))[0] == "ignore"
    asked = from_baishi("三八活动用品发票和账单", "", document("账单.pdf"))
    assert outcome(judge(asked))[0] == "review"


def test_our_own_briefing_came_back() -> None:
    briefing = loose(
        "三八简报第4期.pdf", "青禾县妇女联合会简报", "第4期", "白石镇妇联、黑石镇妇联等开展活动。"
    )
    assert outcome(judge(briefing))[:2] == ("ignore", "notice")
