"""The texts that name units, as claims; and single habits of writing that decide."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from fedtrack.core.judging import telling, words
from fedtrack.core.judging.claims import Claim, Where, reminded_notice
from fedtrack.core.judging.telling import tells_activities
from fedtrack.core.judging.texts import is_acknowledgement
from fedtrack.core.judging.titles import bare_name, title_lines, titles_of
from fedtrack.core.matching.name_index import NameIndex
from tests.core.judging.office import (
    BAISHI,
    ROSTER,
    TOLD,
    UNITS,
    WOMENS_DAY,
    document,
    from_baishi,
    judge,
    loose,
    mail,
    reminder,
    said,
)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("白石镇总结.docx", "白石镇总结"),
        ("白石镇总结 - 副本.docx", "白石镇总结"),
        ("白石镇总结(1).docx", "白石镇总结"),
        ("白石镇总结（最终版）.docx", "白石镇总结"),
        ("白石镇总结_20200318.docx", "白石镇总结"),
        ("a/b\\白石镇总结.docx", "白石镇总结"),
        ("白石镇总结.docx.pdf", "白石镇总结"),
        ("白石镇总结", "白石镇总结"),
        (".docx", ""),
        (f"白石镇{'很' * 200}(1).docx", f"白石镇{'很' * 200}"),
    ],
)
def test_a_files_name_without_what_programs_add(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["总结", "白石镇妇联", "正文", "第四行"], ["总结", "白石镇妇联", "正文"]),
        (["总结", "填报人：张三", "白石镇"], ["总结", "白石镇"]),
        (["各位领导：", "总结"], []),
        (["总结", "今天开会。", "白石镇"], ["总结"]),
        (["长" * 61, "总结"], []),
        ([], []),
    ],
)
def test_titles_stand_at_the_head_and_are_short(lines: list[str], titles: list[str]) -> None:
    assert title_lines(lines) == titles
    assert titles_of(document("1.docx", *lines)) == titles


@pytest.mark.parametrize(
    ("answers", "reminded"),
    [
        (reminder("baishi"), ("2020-38", "baishi")),
        (("<x@y.example>", *reminder("heishi", "a.b")), ("a.b", "heishi")),
        (reminder("gx.heishi"), ("2020-38", "gx.heishi")),
        (reminder("heishi", "a"), None),
        (reminder("nobody"), None),
        (reminder("c.heishi", "a.b"), None),
        (("<fedtrack.2020-38.baishi@qinghe.example>",), None),
        (("<x.fedtrack.2020-38.baishi.20200318@qinghe.example>",), None),
        ((), None),
    ],
)
def test_the_reminder_that_is_answered(answers: tuple[str, ...], reminded: tuple[str, str] | None) -> None:
    """Ids may have dots: only together do they tell where one ends; where two ways fit, neither counts."""
    notices = [replace(WOMENS_DAY, id=name) for name in ("2020-38", "a.b", "a.b.c")]
    units = [replace(UNITS[1], id=name) for name in ("baishi", "heishi", "gx.heishi", "c.heishi")]
    index = NameIndex(replace(ROSTER, notices=tuple(notices), units=tuple(units)))
    assert reminded_notice(mail("答复", "", answers=answers), index) == reminded


def test_a_claim_of_two_owners_is_sure_of_neither() -> None:
    assert Claim(Where.SENDER, "a", direct=frozenset({"a", "b"})).sure == frozenset()
    assert Claim(Where.SENDER, "a", direct=frozenset({"a"})).sure == {"a"}


def test_evidence_is_told_in_the_order_in_which_a_clerk_believes_it() -> None:
    """Each place is named once, however often the name stands there."""
    paper = document("白石镇妇联三八总结.docx", "白石镇妇联三八活动总结", TOLD, "白石镇妇联")
    other = document("白石镇妇联三八照片说明.docx")
    verdict = judge(from_baishi("白石镇妇联三八总结", "见附件", paper, other, answers=reminder("baishi")))
    assert said(verdict).splitlines() == [
        f"{BAISHI} is the address of 白石镇妇联",
        "it answers our reminder to 白石镇妇联",
        "the subject names 白石镇妇联",
        "the file name names 白石镇妇联",
        "the document's title names 白石镇妇联",
        "it is signed by 白石镇妇联",
        "it answers our reminder of 青妇通〔2020〕1号",
    ]
    assert verdict.places == ("sender", "token", "subject", "file_name", "title", "signature")


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("收到", True),
        ("收到\n谢谢", True),
        ("收到，见附件", False),
        ("收到，我们零报告", False),
        ("收到，应该没有活动", False),
        ("收到" + "，我们正在认真研究" * 9, False),
        ("吃了", False),
    ],
)
def test_only_an_acknowledgement(text: str, only: bool) -> None:
    assert is_acknowledgement(text) is only


@pytest.mark.parametrize(
    ("text", "tells"), [(TOLD, True), ("组织走访慰问", False), ("组织" + "长" * 60, False), ("", False)]
)
def test_a_text_that_tells_what_was_done(text: str, tells: bool) -> None:
    assert tells_activities(text) is tells


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("代发", True),
        ("代报黑石镇材料", True),
        ("帮黑石镇发一下", True),
        ("受县残联女工委委托", True),
        ("新时代发展", False),
        ("时代报告", False),
        ("代表发言", False),
        ("报送材料", False),
    ],
)
def test_sent_for_another(text: str, another: bool) -> None:
    assert (words.FOR_ANOTHER.search(text) is not None) is another


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("关于召开会议的通知", True),
        ("关于召开会议的通知（第2号）", True),
        ("会议纪要", True),
        ("关于印发通知的情况报告", False),
        ("活动总结", False),
    ],
)
def test_the_title_of_a_notice(title: str, notice: bool) -> None:
    assert (words.NOTICE_TITLE.search(title) is not None) is notice


PATTERNS = {
    name: value
    for module in (words, telling)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize(
    "piece", ["已", "的通知", "请", "代", "各县", "纸质件", "a 2020-1-1 1:11 ", " ", "1", "三", "经", "没有"]
)
def test_no_pattern_walks_a_long_line_again_and_again(name: str, piece: str) -> None:
    """A hostile line of a million characters: a pattern that is not linear would not come back."""
    PATTERNS[name].sub("", piece * (1_000_000 // len(piece)))


@pytest.mark.parametrize("piece", [" ", "(1)", "_123456", "- 副本", "."])
def test_a_hostile_file_name_is_walked_once(piece: str) -> None:
    assert bare_name(f"白石镇{piece * 200_000}x").startswith("白石镇")


def test_the_units_own_name_is_no_other_matter() -> None:
    """审计 is business, unless it is 县审计局 that writes."""
    audit = replace(UNITS[3], id="shenji", name="县审计局女工委")
    roster = replace(ROSTER, units=(*UNITS, audit))
    told = "我单位组织女职工走访慰问困难妇女20人，发放宣传资料500份，线上开展法律知识讲座。"
    for name, decision in (("县审计局活动情况总结.docx", "review"), ("县水利局审计整改总结.docx", "ignore")):
        assert judge(loose(name, told), roster=roster).decision == decision


def test_a_line_of_names_is_walked_once() -> None:
    """Whatever stands before each of them."""
    assert judge(from_baishi("三八", f"{'一' * 2_000}，{'白石镇' * 20_000}")).decision != "record"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("总结见附件，纸质版盖章后再报。谢谢", "总结见附件，。谢谢"),
        ("纸质件，盖章后另送", ""),
        ("总结盖章后再报", "总结盖章后再报"),
        ("先发给您，原件后送；收好", "先发给您，；收好"),
    ],
)
def test_a_paper_copy_that_follows_is_no_draft(text: str, left: str) -> None:
    assert words.PAPER_LATER.sub("", text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("请问收到了吗？", ""),
        ("总结已发，收到没", "总结已发，"),
        ("请查收！格式对吗？", "！格式对吗？"),
        ("格式对吗？", "格式对吗？"),
    ],
)
def test_a_question_whether_it_arrived_is_none_about_the_report(text: str, left: str) -> None:
    assert words.ABOUT_RECEIPT.sub("", text) == left
