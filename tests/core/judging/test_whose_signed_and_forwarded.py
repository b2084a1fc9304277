"""Who signs, who speaks, who is forwarded, whose files are packed: each may be somebody else."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Arrival, ReceivedFile
from tests.core.judging.office import ABOUT_8, TOLD, document, from_baishi, judge, mail, outcome, said

PAPER = document("总结.docx")


def signed(*lines: str) -> ReceivedFile:
    """Return a report with these lines at its foot."""
    return document("总结.docx", "三八活动总结", TOLD, *lines)


@pytest.mark.parametrize(
    ("arrival", "says"),
    [
        (
            from_baishi("三八", "", signed("白石镇中心小学", "2020年3月8日")),
            "“白石镇中心小学” is about a part",
        ),
        (from_baishi("三八", "", signed("黄石镇妇联", "2020年3月8日")), "names somebody else: 黄石镇"),
        (from_baishi("三八", "", signed("柳林县白石镇妇联")), "or another place"),
        (
            from_baishi("三八总结", "我校的总结见附件，请查收", PAPER),
            "it speaks as somebody else: “我校的总结",
        ),
        (
            from_baishi("转发：三八总结", "", PAPER, quoted="发件人：黑石镇妇联\n收件人：白石镇妇联"),
            "it forwards a mail of 黑石镇妇联",
        ),
    ],
)
def test_somebody_else_behind_a_known_address_is_asked_about(arrival: Arrival, says: str) -> None:
    verdict = judge(arrival)
    assert outcome(verdict) == ("review", "report", "baishi", ABOUT_8)
    assert says in said(verdict)


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi("三八", "", signed("白石镇妇联（盖章）", "2020年3月8日")),
        from_baishi("三八", "", signed("白石镇妇女联合会", "二〇二〇年三月八日")),
        from_baishi("三八", "", signed("白石镇党政办公室")),
        mail("白石镇妇联三八总结", "", signed("白石镇党政办公室")),
        from_baishi("三八", "", signed("各位姐妹心里暖洋洋")),
        from_baishi("三八总结", "我镇的总结见附件，请查收", PAPER),
        from_baishi("三八总结", "我校的总结见附件，请查收" + "，学生踊跃" * 50, PAPER),
        from_baishi("转发：三八总结", "", PAPER, quoted="发件人：白石镇妇联"),
        from_baishi("转发：三八总结", "", PAPER, quoted="\n" * 10 + "黑石镇妇联"),
        from_baishi("回复：三八总结", "", PAPER, quoted="发件人：黑石镇妇联"),
        mail("三八总结", "", document("三八.rar", packed=("白石镇妇联总结.docx", "照片.jpg"))),
    ],
)
def test_the_unit_itself_is_filed(arrival: Arrival) -> None:
    assert outcome(judge(arrival)) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize("line", ["白石镇妇联 李四主任整理", "白石镇中心小学"])
def test_a_signature_that_is_more_than_the_name_proves_nothing(line: str) -> None:
    assert outcome(judge(mail("三八总结", "", signed(line))))[0] == "review"


def test_another_units_file_packed_in_a_box_is_asked_about() -> None:
    box = document("三八.rar", packed=("白石镇妇联总结.docx", "黑石镇妇联总结.docx"))
    for arrival in (from_baishi("三八总结", "", box), mail("三八总结", "", box)):
        verdict = judge(arrival)
        assert outcome(verdict) == ("review", "report", None, ABOUT_8)
        assert "several units are named: 白石镇妇联, 黑石镇妇联" in said(verdict)
