"""Which notice it answers: told by number, by words, by the reminder; never guessed."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import Arrival
from fedtrack.core.model import Notice, Roster
from tests.core.judging.office import (
    ABOUT_8,
    ABOUT_FAMILIES,
    FAMILIES,
    LAST_YEAR,
    ROSTER,
    WOMENS_DAY,
    document,
    from_baishi,
    judge,
    mail,
    outcome,
    reminder,
    said,
)

PAPER = document("材料.docx")
TWO_MARCHES = replace(ROSTER, notices=(WOMENS_DAY, FAMILIES, replace(LAST_YEAR, closed=None)))
BARE_NOTICE = replace(ROSTER, notices=(replace(WOMENS_DAY, issued=None, number=""),))


@pytest.mark.parametrize(
    ("subject", "notice", "word"),
    [
        ("三八活动总结", ABOUT_8, "三八"),
        ("3.8活动总结", ABOUT_8, "3.8"),
        ("妇女节活动总结", ABOUT_8, "妇女节"),
        ("女神节活动总结", ABOUT_8, "女神节"),
        ("三八活动总结2020", ABOUT_8, "三八"),
        ("青妇通〔2020〕1号落实情况", ABOUT_8, "青妇通〔2020〕1号"),
        ("最美家庭推荐表", ABOUT_FAMILIES, "最美家庭"),
        ("青妇通〔2020〕2号材料", ABOUT_FAMILIES, "青妇通〔2020〕2号"),
    ],
)
def test_the_subject_tells(subject: str, notice: str, word: str) -> None:
    verdict = judge(from_baishi(subject, "", PAPER))
    assert outcome(verdict) == ("record", "report", "baishi", notice)
    assert verdict.word == word
    assert f"its title says “{word}”" in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "notice", "says"),
    [
        (from_baishi("材料", "现报送最美家庭推荐表", PAPER), ABOUT_FAMILIES, "its text says “最美家庭”"),
        (
            from_baishi("材料", "", document("材料.docx", "我镇工作", "一", "二", "庆祝三八妇女节")),
            ABOUT_8,
            "its text says “三八”",
        ),
        (from_baishi("催报", "附上", PAPER, answers=reminder("baishi")), ABOUT_8, "our reminder of 青妇通"),
        (from_baishi("三八", "", PAPER, answers=reminder("baishi")), ABOUT_8, "our reminder of 青妇通"),
        (from_baishi("最美家庭", "", PAPER, received=None), ABOUT_FAMILIES, "its title says"),
    ],
)
def test_text_document_and_reminder_tell_too(arrival: Arrival, notice: str, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("record", "report", "baishi", notice)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "notice", "says"),
    [
        (
            from_baishi("最美家庭和三八活动总结", "", PAPER),
            None,
            "several notices: 青妇通〔2020〕1号, 青妇通",
        ),
        (from_baishi("三八总结", "", document("最美家庭推荐表.docx")), None, "it is about several notices"),
        (
            from_baishi("三八总结", "现报送最美家庭推荐表", PAPER),
            None,
            "several notices: 青妇通〔2020〕1号, 青妇通〔2020〕2号",
        ),
        (from_baishi("活动总结", "", PAPER), None, "nothing says which notice it answers"),
        (from_baishi("2019年三八活动总结", "", PAPER), ABOUT_8, "it names the year 2019"),
        (from_baishi("三八总结（青妇通〔2019〕3号）", "", PAPER), ABOUT_8, "it names the year 2019"),
        (from_baishi("总结", "", PAPER, answers=reminder("baishi", "2019-38")), "2019-38", "is closed"),
        (from_baishi("总结", "", PAPER, answers=reminder("baishi", "2017-38")), None, "nothing says which"),
        (
            from_baishi("最美家庭推荐表", "", PAPER, answers=reminder("baishi")),
            None,
            "but its title is about another",
        ),
        (
            from_baishi("最美家庭推荐表", "", PAPER, received=datetime(2020, 3, 8, 9)),  # noqa: DTZ001
            ABOUT_FAMILIES,
            "it came in before the notice was issued",
        ),
        (
            from_baishi("最美家庭推荐表", "", PAPER, received=datetime(2020, 4, 8, 9)),  # noqa: DTZ001
            ABOUT_FAMILIES,
            "it came in after the day you ask about",
        ),
    ],
)
def test_a_doubt_about_the_notice_is_asked_about(arrival: Arrival, notice: str | None, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", "baishi", notice)
    assert says in said(verdict)


def test_a_unit_that_the_notice_does_not_ask_is_asked_about() -> None:
    verdict = judge(mail("最美家庭推荐表", "", PAPER, sender="dx@qinghe.example"))
    assert outcome(verdict) == ("review", "report", "dianxin", ABOUT_FAMILIES)
    assert "中国电信青禾分公司女工委 is not asked by 2020-jt" in said(verdict)


@pytest.mark.parametrize(
    ("subject", "chosen", "decision", "notice", "says"),
    [
        ("材料", FAMILIES, "record", ABOUT_FAMILIES, "you named the notice with --notice"),
        ("三八总结", FAMILIES, "review", ABOUT_8, "it is about 青妇通〔2020〕1号, not the notice you named"),
        ("2019年三八总结", LAST_YEAR, "record", "2019-38", "its title says “三八”"),
    ],
)
def test_the_notice_that_the_clerk_chose(
    subject: str, chosen: Notice, decision: str, notice: str, says: str
) -> None:
    """It stands in where nothing else tells, and opens a closed one; it never overrules a title."""
    verdict = judge(from_baishi(subject, "", PAPER), chosen=chosen)
    assert outcome(verdict) == (decision, "report", "baishi", notice)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("subject", "roster", "decision", "notice"),
    [
        ("2019年三八活动总结", TWO_MARCHES, "review", ABOUT_8),
        ("2020年三八活动总结", TWO_MARCHES, "record", ABOUT_8),
        ("三八活动总结", TWO_MARCHES, "record", ABOUT_8),
        ("三八活动总结", BARE_NOTICE, "record", ABOUT_8),
    ],
)
def test_of_two_marches_the_year_decides(
    subject: str, roster: Roster, decision: str, notice: str | None
) -> None:
    """A notice of last year that nobody closed takes nothing from this year's; its report is asked about."""
    assert outcome(judge(from_baishi(subject, "", PAPER), roster=roster)) == (
        decision,
        "report",
        "baishi",
        notice,
    )


def test_a_notice_without_a_number_is_named_by_its_id() -> None:
    verdict = judge(from_baishi("催报", "", PAPER, answers=reminder("baishi")), roster=BARE_NOTICE)
    assert "it answers our reminder of 2020-38" in said(verdict)


@pytest.mark.parametrize("subject", ["三八红旗手推荐材料", "“三八”红旗集体申报表", "2020年三八红旗单位"])
@pytest.mark.parametrize("files", [(), (PAPER,)])
def test_a_prize_that_has_the_word_in_its_name_is_another_matter(subject: str, files: tuple[()]) -> None:
    verdict = judge(from_baishi(subject, "材料如下", *files))
    assert outcome(verdict) == ("review", "other", "baishi", None)
    assert "it is about another matter" in said(verdict)


def test_a_title_that_names_a_part_of_the_matter_is_no_other_matter() -> None:
    """The text calls the lecture a part of 三八; another sentence of it would prove nothing."""
    paper = document("公益讲座情况.docx")
    told = "我镇三八节公益讲座的材料，请查收"
    assert judge(from_baishi("上报材料", told, paper)).decision == "record"
    assert judge(from_baishi("上报材料", "三八的再等等，先发公益讲座的", paper)).decision == "review"


def test_what_the_text_says_is_with_it_needs_no_title_about_it() -> None:
    paper = document("政务窗口.docx")
    assert judge(from_baishi("材料", "最美家庭推荐表和事迹都在里面", paper)).decision == "record"
    assert judge(from_baishi("材料", "最美家庭推荐表另发", paper)).decision == "review"


def test_last_years_notice_is_not_answered_this_year() -> None:
    """Though its own words, 维权周, are in the title; where all notices are old, all are meant."""
    last_year = replace(LAST_YEAR, title="关于开展“三八”妇女维权周活动的通知")
    roster = replace(ROSTER, notices=(WOMENS_DAY, FAMILIES, last_year))
    arrival = from_baishi("白石镇三八维权周小结", "", document("三八维权周小结.docx"))
    assert outcome(judge(arrival, roster=roster)) == ("record", "report", "baishi", ABOUT_8)
    old = replace(ROSTER, notices=(last_year,))
    verdict = judge(arrival, roster=old)
    assert outcome(verdict)[0] == "review"
    assert "the notice 2019-38 is closed" in said(verdict)
