"""What kind of report it calls itself: nil, supplement, correction."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival
from tests.core.judging.office import ABOUT_8, document, from_baishi, judge, mail, outcome, said

PAPER = document("总结.docx")


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi("三八活动零报告", "我镇今年没有开展三八活动。"),
        from_baishi("三八活动", "因疫情，我镇今年未组织开展三八活动，特此说明。"),
        from_baishi("答复：催报三八总结", "今年零报告"),
        from_baishi("三八活动零报告", "", PAPER),
    ],
)
def test_a_clear_nil_of_a_proven_unit_is_filed(arrival: Arrival) -> None:
    assert outcome(judge(arrival)) == ("record", "nil", "baishi", ABOUT_8)


@pytest.mark.parametrize(
    ("arrival", "unit", "says"),
    [
        (mail("三八活动零报告", "今年没有开展三八活动。"), None, "nothing says whose it is"),
        (from_baishi("三八", "今年没搞什么活动，就不报了"), "baishi", "perhaps a nil report, but not said"),
        (from_baishi("三八", "估计没有活动"), "baishi", "perhaps a nil report"),
    ],
)
def test_a_vague_nil_or_a_strangers_is_asked_about(arrival: Arrival, unit: str | None, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "nil", unit, ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    ("arrival", "kind"),
    [
        (from_baishi("补报三八活动总结", "", PAPER), "supplement"),
        (from_baishi("三八活动总结", "漏报了一张表，补充如下", PAPER), "supplement"),
        (from_baishi("三八活动", "", document("三八总结（补充）.docx")), "supplement"),
        (from_baishi("更正：三八活动总结", "", PAPER), "correction"),
        (from_baishi("三八活动总结", "以此为准，之前的作废", PAPER), "correction"),
        (from_baishi("三八活动", "", document("三八总结（更正）.docx")), "correction"),
        (from_baishi("三八活动总结", "重新上报，补充了照片", PAPER), "correction"),
        (from_baishi("三八活动总结", "", PAPER), "report"),
    ],
)
def test_what_it_calls_itself_by_subject_text_or_file(arrival: Arrival, kind: str) -> None:
    assert outcome(judge(arrival)) == ("record", kind, "baishi", ABOUT_8)


def test_a_strangers_correction_is_asked_about_as_one() -> None:
    assert outcome(judge(mail("更正：三八活动总结", "", PAPER))) == ("review", "correction", None, ABOUT_8)
