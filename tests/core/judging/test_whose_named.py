"""Whose report it is: where and how a unit is named, and what is too little to file it by."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival, Sheet
from tests.core.judging.office import (
    ABOUT_8,
    SHARED,
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

PAPER = document("总结.docx")
LETTER = "总结见附件，请查收\n白石镇妇联 2020年3月18日"
TABLE = Sheet("1", (("白石镇妇联“三八”活动统计表",), ("序号", "活动", "人数"), (1, "座谈", 30)))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("白石镇妇联", "baishi"),
        ("白石镇妇女联合会", "baishi"),
        ("青禾县白石镇妇女联合会", "baishi"),
        ("青禾县白石镇", "baishi"),
        ("白石镇婦聯", "baishi"),
        ("妇联（白石）", "baishi"),
        ("白石妇联", "baishi"),
        ("水利局", "shuili"),
        ("县水利局", "shuili"),
        ("青禾县水利局女工委", "shuili"),
        ("青禾水利局女职工委员会", "shuili"),
        ("电信公司", "dianxin"),
        ("青禾电信", "dianxin"),
        ("县残联", "canlian"),
        ("人民医院", "renmin"),
        ("县水利局党政办", "shuili"),
    ],
)
def test_a_name_that_fits_one_unit_in_the_subject_proves_it(name: str, unit: str) -> None:
    verdict = judge(mail(f"{name}三八活动总结", "", PAPER))
    assert outcome(verdict) == ("record", "report", unit, ABOUT_8)
    assert verdict.places == ("subject",)
    assert "the subject names" in said(verdict)


@pytest.mark.parametrize(
    ("name", "likely", "candidates"),
    [
        ("白石", "baishi", ("baishi",)),
        ("白石镇政府", "baishi", ("baishi",)),
        ("白石镇党政办", "baishi", ("baishi",)),
        ("白石镇工会", "baishi", ("baishi",)),
        ("白石镇团委", "baishi", ("baishi",)),
        ("白石镇中心小学", "baishi", ("baishi",)),
        ("白石村", "baishi", ("baishi",)),
        ("白石镇卫生院", "baishi", ("baishi",)),
        ("白石镇交警中队", "baishi", ("baishi",)),
        ("县水利局工会", "shuili", ("shuili",)),
        ("柳林县白石镇妇联", "baishi", ("baishi",)),
        ("白石乡妇联", "baishi", ("baishi",)),
        ("百石镇妇联", None, ("baishi", "heishi")),
        ("县水务局", "shuili", ("shuili",)),
        ("县中医院", "zhongyi", ("zhongyi",)),
        ("黑石", None, ("heishi", "heishikq")),
        ("县医院", None, ("renmin", "zhongyi")),
        ("女工委", None, ()),
        ("黄河镇", None, ()),
    ],
)
def test_a_part_a_slip_or_an_ambiguous_name_is_asked_about(
    name: str, likely: str | None, candidates: tuple[str, ...]
) -> None:
    """Where two may be meant, none is offered as the likely one."""
    verdict = judge(mail(f"{name}三八活动总结", "", PAPER))
    assert outcome(verdict) == ("review", "report", likely, ABOUT_8)
    assert verdict.candidates == candidates
    assert ("perhaps " if candidates else "nothing says whose it is") in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "place", "says"),
    [
        (mail("三八活动总结", "", PAPER, sender="BaiShi@QingHe.example"), "sender", "is the address of"),
        (mail("答复: 催报", "附上", PAPER, answers=reminder("baishi")), "token", "answers our reminder to"),
        (loose("白石镇妇联三八活动总结.docx"), "file_name", "the file name names 白石镇妇联"),
        (loose("白石镇妇联三八总结 - 副本 (2).docx"), "file_name", "the file name names"),
        (loose("总结.docx", "白石镇妇联“三八”活动总结", TOLD), "title", "the document's title names"),
        (loose("三八表.xlsx", sheets=(TABLE,)), "title", "the document's title names 白石镇妇联"),
        (loose("三八表.docx", "统计表", "填报单位：白石镇妇联  填报人：张三"), "label", "the form names"),
        (loose("三八表.docx", "统计表", "填报单位：", "白石镇妇联"), "label", "the form names 白石镇妇联"),
        (loose("三八总结.docx", "总结", TOLD, page_headers=("白石镇妇联",)), "page_header", "page header"),
        (loose("三八总结.docx", "总结", TOLD, TOLD, "白石镇妇联"), "signature", "signed by 白石镇妇联"),
        (loose("三八总结.docx", folders=("收件", "白石镇妇联")), "folder", "the folder is called 白石镇妇联"),
        (mail("三八活动总结", LETTER, PAPER), "signature", "it is signed by 白石镇妇联"),
    ],
)
def test_every_strong_place_is_enough(arrival: Arrival, place: str, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)
    assert place in verdict.places
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "unit", "says"),
    [
        (mail("三八总结", "", PAPER, sender_name="白石镇妇联"), "baishi", "only the sender's name says"),
        (mail("三八总结", "白石镇妇联的总结见附件", PAPER), "baishi", "the text mentions 白石镇妇联"),
        (
            mail("三八总结", "白石镇妇联的总结见附件", PAPER, sender_name="白石镇妇联"),
            "baishi",
            "perhaps 白石镇妇联, but nothing proves it",
        ),
        (mail("三八总结", "", PAPER, quoted="白石镇妇联"), None, "nothing says whose it is"),
        (mail("三八总结", "", PAPER, sender=SHARED), None, "perhaps 县残疾人联合会女工委, 县民政局女工委"),
        (mail("三八总结", "附上", PAPER, answers=reminder("gone")), None, "nothing says whose it is"),
        (mail("三八总结", "附上", PAPER, answers=("<x@y.example>",)), None, "nothing says whose it is"),
        (loose("三八总结.docx", folders=("白石镇妇联2020年材料",)), None, "nothing says whose it is"),
        (loose("三八总结.docx", "总结", TOLD, "地址：白石镇人民路3号"), None, "nothing says whose it is"),
        (loose("三八总结.docx", "总结", TOLD, "白石镇妇联："), None, "nothing says whose it is"),
        (loose("三八总结.docx", "总结", "填报单位："), None, "nothing says whose it is"),
        (loose("三八.docx", "在全县上下一片欢腾热烈的日子里县水利局女工委庆祝三八"), None, "nothing says"),
        (loose("三八表.xlsx", sheets=(Sheet("1", (("活动", "人数"), ("座谈", 3))),)), None, "nothing says"),
    ],
)
def test_a_weak_place_is_asked_about(arrival: Arrival, unit: str | None, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", unit, ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "not_said"),
    [
        (mail("三八总结", "", PAPER, sender_name="白石"), "only the sender's name says"),
        (mail("三八总结", "黑石的总结见附件", PAPER), "the text mentions"),
        (mail("三八总结", "白石镇中心小学的总结见附件", PAPER), "is about a part of the unit"),
    ],
)
def test_half_a_name_in_passing_is_no_evidence(arrival: Arrival, not_said: str) -> None:
    """Whom it may be is offered all the same."""
    verdict = judge(arrival)
    assert verdict.decision == "review"
    assert verdict.candidates
    assert "but nothing proves it" in said(verdict)
    assert not_said not in said(verdict)


def test_an_address_of_two_units_and_the_name_of_one_prove_that_one() -> None:
    verdict = judge(mail("县残联三八活动总结", "", PAPER, sender=SHARED))
    assert outcome(verdict) == ("record", "report", "canlian", ABOUT_8)


def test_a_logo_shown_in_place_names_nobody() -> None:
    verdict = judge(from_baishi("三八活动总结", TOLD, document("黑石镇妇联.png", inline=True)))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)
