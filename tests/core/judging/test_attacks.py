"""What an attack made `collect` file wrongly, held so that it cannot come back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import Arrival, Extract, Reading
from tests.core.judging.office import (
    ABOUT_8,
    TOLD,
    document,
    from_baishi,
    judge,
    loose,
    mail,
    outcome,
    reminder,
    row,
    said,
)

SUMMARY = "三八活动总结"
PAPER = document("1.docx", "活动总结", "慰问12人。")


@pytest.mark.parametrize(
    "name",
    [
        *["政和县水利局", "和县水利局女工委", "阜新县水利局", "大同县水利局", "高新县水利局", "万年县民政局"],
        *["东莞白石镇妇联", "新白石镇妇联", "到白石镇", "与白石镇", "抄送白石镇妇联", "感谢白石镇妇联"],
        *[
            "白石镇妇联（大洲社区）",
            "白石镇-新安村",
            "白石镇 中心小学",
            "白石镇妇联新安村妇女之家",
            "白石镇大洲",
        ],
        *[
            "白石镇关工委",
            "白石镇计生办",
            "白石镇工业园",
            "县人民医院城东院区",
            "县民政局殡仪馆",
            "县水利局下属水管所",
        ],
        *["白石镇挂点单位", "白石镇籍企业家", "县公安局交警大队"],
    ],
)
def test_another_s_name_proves_nothing(name: str) -> None:
    """Another place's office, a part of the unit, and the one to whom something is done."""
    for arrival in (
        mail(f"{name}{SUMMARY}", "", PAPER),
        loose(f"{name}{SUMMARY}.docx"),
        loose("1.docx", f"{name}{SUMMARY}", "慰问12人。"),
        row(单位=name, 场次=3),
    ):
        assert outcome(judge(arrival))[0] != "record", arrival.source


@pytest.mark.parametrize(
    "arrival",
    [
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, "慰问12人。", "县水利局女工委")),
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, "慰问12人。", "水利局女工委")),
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, "慰问12人。", "柳河县白石镇妇联")),
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, "慰问12人。", "龙潭村妇联")),
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, "填报单位：县实验小学", "慰问12人。")),
        from_baishi(SUMMARY, "", document("1.docx", SUMMARY, page_headers=("县实验小学",))),
        from_baishi(SUMMARY, "", document("三八.zip", packed=("黑石镇总结.docx", "白石镇总结.docx"))),
        from_baishi(SUMMARY, "黑石镇妇联小韦让我发一下", PAPER),
        from_baishi(SUMMARY, "我校的总结，请转镇妇联", PAPER),
        from_baishi(SUMMARY, "这是我们村的总结", PAPER),
        from_baishi(f"转发：{SUMMARY}", "见附件", PAPER, quoted="发件人：黑石镇妇联\n主题：总结"),
        from_baishi("交警大队三八活动总结", "", PAPER),
        from_baishi("白石村妇联三八活动总结", "", PAPER),
    ],
)
def test_a_sender_is_contradicted_by_the_paper(arrival: Arrival) -> None:
    assert outcome(judge(arrival))[0] == "review", said(judge(arrival))


@pytest.mark.parametrize(
    "name",
    [
        *[
            "三八节放假安排",
            "三八妇女节宣传标语",
            "致全镇妇女三八节的一封信",
            "三八活动新闻稿",
            "三八活动任务分解表",
        ],
        *[
            "三八活动总结会议程",
            "三八活动总结提纲",
            "三八活动总结（讨论稿）",
            "去年三八活动总结",
            "19年三八活动总结",
        ],
        *[
            "二〇一九年三八活动总结",
            "庆祝三八妇女节109周年活动总结",
            "三八水库防汛情况",
            "妇女节能减排情况",
            "3.8交通事故情况",
        ],
    ],
)
def test_what_only_has_the_word_is_no_report(name: str) -> None:
    assert outcome(judge(from_baishi("材料", "", document(f"{name}.docx"))))[0] != "record"
    assert outcome(judge(loose(f"白石镇妇联{name}.docx")))[0] != "record"


def test_a_model_to_write_by_is_asked_about() -> None:
    verdict = judge(
        from_baishi("三八材料", "", document("1.docx", "白石镇三八活动总结（参考）", "慰问若干人"))
    )
    assert outcome(verdict)[0] == "review"
    assert "a model, not a report" in said(verdict)


@pytest.mark.parametrize("name", ["低保情况", "信访排查报告", "两癌筛查统计表"])
def test_the_word_in_the_text_does_not_stand_for_the_paper(name: str) -> None:
    verdict = judge(
        from_baishi("材料", "祝三八节前工作顺利", document(f"{name}.docx", name, "三八节期间排查。"))
    )
    assert outcome(verdict)[0] == "review"
    assert "its title is about something else" in said(verdict)


@pytest.mark.parametrize(
    "text",
    [
        *["三八活动尚未开展，拟于3月25日举行", "暂未开展三八活动，开展后再报", "没有开展三八活动的村请补报"],
        *["没有安排车辆参加三八活动", "三八零报告制度执行情况", "没有开展三八活动，能不能不报"],
    ],
)
def test_a_nil_that_is_none_is_asked_about(text: str) -> None:
    assert outcome(judge(from_baishi("三八活动", text)))[0] == "review"
    assert outcome(judge(row(单位="白石镇妇联", 备注=text)))[0] == "review"


def test_a_citizen_s_mail_about_a_unit_is_not_from_it() -> None:
    """In a mail's own text a stranger has to sign for the unit, speak as it, or answer our reminder."""
    complaint = TOLD.replace("我单位", "他们说")
    about = "白石镇妇联三八活动"
    assert outcome(judge(mail(about, complaint))) == ("review", "report", "baishi", ABOUT_8)
    for arrival in (
        mail(about, TOLD),
        mail(about, f"{complaint}\n白石镇妇联"),
        mail("答复：三八", complaint, answers=reminder("baishi")),
        from_baishi(about, complaint),
    ):
        assert outcome(judge(arrival)) == ("record", "report", "baishi", ABOUT_8)


def test_what_is_still_to_be_done_is_no_report() -> None:
    text = "我镇拟组织巾帼志愿者开展三八普法宣传活动，计划3月20日走访慰问困难妇女12户，并举办线上讲座两场次。"
    assert outcome(judge(from_baishi("白石镇三八活动", text)))[0] == "review"


def test_words_that_reports_use_too_are_no_hindrance() -> None:
    paper = document("1.docx", "白石镇三八体检活动", "3月7日组织女职工120人体检。")
    verdict = judge(from_baishi("白石镇三八体检活动", "", paper))
    assert outcome(verdict) == ("record", "report", "baishi", ABOUT_8)


@pytest.mark.parametrize("folder", ["新安村", "作废", "范文", "中心小学"])
def test_a_folder_below_the_unit_s_is_another_s(folder: str) -> None:
    assert outcome(judge(loose("三八活动总结.docx", folders=("白石镇妇联", folder))))[0] == "review"
    assert outcome(judge(loose("三八活动总结.docx", folders=("白石镇妇联", "2020三八材料"))))[0] == "record"


@pytest.mark.parametrize("name", ["签名.p7s", "日程.ics", "名片.vcf", "查看文件.html"])
def test_a_file_that_can_be_no_report_is_asked_about(name: str) -> None:
    assert outcome(judge(from_baishi("白石镇三八活动总结", "", document(name, "a"))))[0] == "review"


def test_an_empty_document_is_asked_about() -> None:
    hollow = replace(PAPER, extract=Extract(Reading.READ))
    assert outcome(judge(from_baishi("白石镇三八活动总结", "", hollow)))[0] == "review"
