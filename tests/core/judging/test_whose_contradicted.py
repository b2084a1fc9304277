"""What speaks against a unit that is proven: nothing is outvoted, the clerk is asked."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival
from tests.core.judging.office import (
    ABOUT_8,
    SHARED,
    SHUILI,
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
SEVERAL = "several units are named: 白石镇妇联, 黑石镇妇联"


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi("黑石镇妇联三八总结", "", PAPER),
        from_baishi("三八总结", "", document("黑石镇妇联总结.docx")),
        from_baishi("三八总结", "", PAPER, document("黑石镇妇联总结.docx")),
        from_baishi("三八总结", "", document("总结.docx", "黑石镇妇联三八活动总结", TOLD)),
        from_baishi("三八总结", "", PAPER, answers=reminder("heishi")),
        from_baishi("三八总结", "见附件\n黑石镇妇联", PAPER),
        loose("总结.docx", "白石镇妇联三八总结", TOLD, page_headers=("黑石镇妇联",)),
        loose("白石镇、黑石镇妇联三八活动总结.docx"),
        loose("白石镇妇联三八总结.docx", folders=("黑石镇妇联",)),
    ],
)
def test_two_units_named_beyond_doubt(arrival: Arrival) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", None, ABOUT_8)
    assert set(verdict.candidates) == {"baishi", "heishi"}
    assert SEVERAL in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "says"),
    [
        (from_baishi("三八总结", "", PAPER, sender_name="黑石镇妇联"), "the sender is called 黑石镇妇联"),
        (from_baishi("三八总结", "", document("黑石三八.docx")), "“黑石三八” names 黑石镇妇联, 黑石矿区"),
        (from_baishi("三八总结（黑石）", "", PAPER), "names 黑石镇妇联, 黑石矿区管理处"),
        (from_baishi("黄石镇三八总结", "", PAPER), "names somebody else: 黄石镇"),
        (from_baishi("百石镇妇联三八总结", "", PAPER), "names somebody else: 百石镇"),
        (from_baishi("大局三八总结", "", PAPER), "names somebody else: 大局"),
        (from_baishi("白石镇中心小学三八总结", "", PAPER), "is about a part of the unit"),
        (from_baishi("三八总结", "这是黑石镇的总结", PAPER), "the text mentions 黑石镇妇联"),
        (from_baishi("三八总结", "代发，谢谢", PAPER), "sent for another unit: “代发，谢谢”"),
        (from_baishi("三八总结，代报", "", PAPER), "sent for another unit: “三八总结，代报”"),
    ],
)
def test_a_contradiction_leaves_the_unit_likely_but_asks(arrival: Arrival, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert verdict.candidates[0] == "baishi"
    assert says in said(verdict)


@pytest.mark.parametrize(
    "arrival",
    [
        mail("白石镇三八总结", "", PAPER, sender=SHARED),
        mail("三八总结", "", PAPER, sender=SHARED, answers=reminder("baishi")),
    ],
)
def test_an_address_of_two_others_contradicts(arrival: Arrival) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert verdict.candidates == ("baishi", "canlian", "minzheng")
    assert "the address is that of 县残疾人联合会女工委, 县民政局女工委" in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "unit"),
    [
        (from_baishi("三八总结", "感谢黑石镇妇联的支持，总结见附件", PAPER), "baishi"),
        (from_baishi("三八总结", "黑石镇妇联也参加了", PAPER), "baishi"),
        (from_baishi("三八总结", "", PAPER, sender_name="白石镇妇联"), "baishi"),
        (from_baishi("三八总结", "", PAPER, quoted="黑石镇妇联："), "baishi"),
        (from_baishi("白石三八总结", "", PAPER), "baishi"),
        (from_baishi("三八节慰问黑石总结", "", PAPER), "baishi"),
        (from_baishi("白石镇妇联联合县水利局开展三八活动总结", "", PAPER), "baishi"),
        (from_baishi("白石镇妇联联合县司法局开展三八活动总结", "", PAPER), "baishi"),
        (from_baishi("白石镇三八节与黑石镇联谊情况", "", PAPER), "baishi"),
        (mail("县水利局女工委到白石镇开展三八活动总结", "", PAPER), "shuili"),
        (mail("县水利工程局三八总结", "", PAPER, sender=SHUILI), "shuili"),
        (loose("总结.docx", "白石镇妇联三八活动总结", TOLD, "黑石镇妇联派人参加。"), "baishi"),
    ],
)
def test_partners_places_and_thanks_are_no_contradiction(arrival: Arrival, unit: str) -> None:
    assert outcome(judge(arrival)) == ("record", "report", unit, ABOUT_8)


def test_who_joined_in_may_be_the_sender_where_the_address_does_not_tell() -> None:
    verdict = judge(mail("白石镇妇联联合县水利局开展三八活动总结", "", PAPER))
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert verdict.candidates == ("baishi", "shuili")
    assert "names 县水利局女工委" in said(verdict)


def test_a_visit_by_a_stem_alone_proves_no_visitor() -> None:
    """白石 may be a place or a word; so what it went to stays a name."""
    verdict = judge(from_baishi("白石到黑石镇妇联三八总结", "", PAPER))
    assert outcome(verdict)[:2] == ("review", "report")
    assert verdict.candidates == ("baishi", "heishi")
    assert "黑石镇妇联" in said(verdict)


def test_a_long_name_of_a_stranger_is_not_compared() -> None:
    name = "国" * 60 + "妇联"
    assert outcome(judge(from_baishi(f"{name}三八总结", "", PAPER)))[0] == "review"


def test_a_stem_amid_other_words_contradicts_nobody() -> None:
    """The title is no place's: 春风里的白石姐妹, sent from the town's own address."""
    poem = document("无标题.docx", "春风里的白石姐妹", "开展慰问")
    assert outcome(judge(from_baishi("三八活动材料", "", poem)))[0] == "record"
    written_for = document("无标题.docx", "帮白石姐妹写的三八总结", "开展慰问")
    assert outcome(judge(from_baishi("三八活动材料", "", written_for)))[0] == "review"


def test_a_part_is_recommended_by_the_whole() -> None:
    """From the unit's own address; a stranger may speak for the part alone."""
    paper = document("推荐表.docx", "县水利局灌溉站“最美家庭”推荐表")
    assert outcome(judge(mail("最美家庭", "", paper, sender=SHUILI)))[0] == "record"
    assert outcome(judge(mail("最美家庭", "", paper)))[0] == "review"
