"""The head and the foot of a notice."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.reading.published.days import Reading
from fedtrack.core.reading.published.foot import read_foot
from fedtrack.core.reading.published.head import read_head, split_names
from tests.core.reading.published.notices import TITLE, notice, read


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("松妇发〔2020〕3号", "松妇发〔2020〕3号"),
        ("松妇发[2020]03号", "松妇发〔2020〕3号"),
        ("松妇发【2020】第3号", "松妇发〔2020〕3号"),
        ("松妇发(2020)3号 签发人:李某", "松妇发〔2020〕3号"),
        ("松妇发„2020‟3号", "松妇发〔2020〕3号"),
        ("松妇发〔二〇二〇〕十三号", "松妇发〔2020〕13号"),
        ("松妇发〔20203", "松妇发〔2020〕3号"),
        ("松妇发〔202013号", "松妇发〔2020〕13号"),
        ("发文字号:松妇发〔2020〕3号", "松妇发〔2020〕3号"),
        ("索引号:1234 文号:松妇发〔2020〕3号", "松妇发〔2020〕3号"),
        ("根据市妇发〔2020〕3号文件", ""),
        ("市妇发〔2020〕3号文件已印发", ""),
        ("文号:", ""),
    ],
)
def test_the_number_has_a_line_to_itself(line: str, number: str) -> None:
    head = read_head([line, TITLE, "各乡镇妇联:", "现将有关事项通知如下。"])
    assert head.number == number


def test_a_number_that_is_cited_in_the_text_is_not_its_own() -> None:
    assert notice("根据松发〔2019〕8号文件。", "松妇发〔2019〕9号").number == ""


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("关于报送总结的通知", "各乡镇妇联:"), "关于报送总结的通知"),
        (
            ("松坡县妇联文件", "松坡县妇联", "关于报送", "总结的通知", "各乡镇妇联:"),
            "松坡县妇联关于报送总结的通知",
        ),
        (("首页 > 通知", "关于报送总结的通知", "来源:妇联", "各乡镇妇联:"), "关于报送总结的通知"),
        (("【紧急】关于报送总结的通知", "各乡镇妇联:"), "关于报送总结的通知"),
        (("通知公告", "关于报送总结的通知", "各乡镇妇联:"), "关于报送总结的通知"),
        (("上级的通知", "关于报送总结的通知", "各乡镇妇联:"), "关于报送总结的通知"),
        (("一", "二", "三", "四", "五", "六", "七", "各乡镇妇联:"), ""),
        (("通 知", "各村妇联:"), "通知"),
        (("关于作品获奖名单的公示", "现将名单公示。"), "关于作品获奖名单的公示"),
        (("来源:妇联", "征集活动开始了", "大家快来。"), "征集活动开始了"),
        (("大家快来。", "没有题目。"), ""),
        (("各乡镇妇联:", "请看。"), ""),
    ],
)
def test_the_title_stands_above_the_recipients(lines: tuple[str, ...], title: str) -> None:
    from fedtrack.core.reading.published.paper import open_paper

    assert read_head(open_paper(lines).lines).title == title


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        (("各乡(镇)妇联、县(市、区)直单位,驻地各单位:",), ("各乡(镇)妇联", "县(市、区)直单位", "驻地各单位")),
        (("各乡镇妇联、", "县直各单位:"), ("各乡镇妇联", "县直各单位")),
        (("各乡镇妇联:请于明天前报送。",), ("各乡镇妇联",)),
        (("现将有关事项通知如下:",), ()),
        (("报送时间一览", "各乡镇妇联请对照办理。"), ("各乡镇妇联",)),
    ],
)
def test_the_recipients_end_with_a_colon(lines: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    assert read_head([TITLE, *lines]).recipients == recipients


def test_a_long_sentence_ends_the_head() -> None:
    assert read_head([TITLE, "长" * 130 + "。", "各乡镇妇联:"]).recipients == ()


def test_names_are_parted_outside_brackets() -> None:
    assert split_names("甲(乙、丙)、丁,,戊)") == ["甲(乙、丙)", "丁", "戊)"]


@pytest.mark.parametrize(
    ("lines", "issuer", "issued"),
    [
        (("松坡县妇联", "2020年3月3日"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "(2020年3月3日)"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "二○二〇年三月廿三日"), "松坡县妇联", date(2020, 3, 23)),
        (("松坡县妇联", "二O二O年十二月三十日"), "松坡县妇联", date(2020, 12, 30)),
        (("松坡县妇联", "2020.3.3"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "2020-03-03"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "2020年3月3"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "2020 3 3"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "20203月3日"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "2020年33"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "202033"), "松坡县妇联", date(2020, 3, 3)),
        (("松坡县妇联", "2020年"), "松坡县妇联", None),
        (("松坡县妇联", "2020115"), "松坡县妇联", None),
        (("松坡县妇联", "2020年2月31日"), "", None),
        (("松坡县妇联", "2020999"), "", None),
        (("2020年3月3日", "松坡县妇联"), "松坡县妇联", date(2020, 3, 3)),
        (("县妇联", "县教育局", "2020年3月3日"), "县妇联、县教育局", date(2020, 3, 3)),
        (("县妇联 县教育局", "2020年3月3日"), "县妇联、县教育局", date(2020, 3, 3)),
        (("松坡县 妇联", "2020年3月3日"), "松坡县妇联", date(2020, 3, 3)),
        (("县妇联 2020年3月3日",), "县妇联", date(2020, 3, 3)),
        (("大家好 2020年3月3日",), "", None),
        (("请看。", "2020年3月3日", "谢谢。"), "", date(2020, 3, 3)),
        (("县妇联办公室 2020年3月3日印发",), "县妇联办公室", date(2020, 3, 3)),
        (("2020年3月3日印发",), "", date(2020, 3, 3)),
        (("县妇联办公室 2020 年 3月 3 日 印",), "县妇联办公室", date(2020, 3, 3)),
        (("县妇联办公室 2020年2月30日印发",), "县妇联办公室", None),
        (("请看。", "县妇联", "打印本页 关闭窗口"), "县妇联", None),
        (("请看。",), "", None),
        (("打印本页",), "", None),
        ((), "", None),
    ],
)
def test_the_foot(lines: tuple[str, ...], issuer: str, issued: date | None) -> None:
    foot = read_foot(lines, 0)
    assert (foot.issuer, foot.issued) == (issuer, issued)


@pytest.mark.parametrize(
    ("published", "named", "issued"),
    [
        (date(2020, 11, 5), [], date(2020, 11, 5)),
        (date(2020, 3, 5), [], date(2020, 1, 15)),
        (date(2019, 3, 5), [], None),
        (None, [Reading(2020, 1, 20)], date(2020, 1, 15)),
        (None, [Reading(2020, 11, 20)], date(2020, 11, 5)),
        (None, [Reading(None, 11, 20)], date(2020, 11, 5)),
        (None, [Reading(2021, 11, 20)], None),
        (None, [Reading(2019, 11, 20)], None),
        (None, [Reading(None, 2, 30)], None),
    ],
)
def test_a_date_that_lost_characters_is_told_by_others(
    published: date | None, named: list[Reading], issued: date | None
) -> None:
    foot = read_foot(["松坡县妇联", "2020115"], 0, published=published, named=named)
    assert foot.issued == issued
    assert foot.lost
    assert foot.ambiguous == (issued is None)


def test_what_follows_the_signature_is_another_paper() -> None:
    facts = read(
        TITLE,
        "各乡镇妇联:",
        "请于3月20日前报送总结。",
        "松坡县妇联",
        "2020年3月3日",
        "附件:市妇联通知",
        "各县妇联:",
        "请于3月30日前报送总结。",
        "市妇联",
        "2020年2月3日",
    )
    assert [one.due for one in facts.deadlines] == [date(2020, 3, 20)]
    assert facts.issuer == "松坡县妇联"


def test_the_day_may_stand_in_the_papers_own_annex() -> None:
    facts = read(
        TITLE, "各乡镇妇联:", "详见附件。", "松坡县妇联", "2020年3月3日", "附件", "请于3月20日前报送总结。"
    )
    assert [one.due for one in facts.deadlines] == [date(2020, 3, 20)]


def test_a_date_that_nobody_signed_is_kept_where_there_is_none_better() -> None:
    facts = read(TITLE, "各乡镇妇联:", "请看。", "2020年3月3日", "完。", "县妇联办公室 2020年3月4日印发")
    assert (facts.issuer, facts.issued) == ("县妇联办公室", date(2020, 3, 3))


def test_an_ambiguous_issue_date_is_warned_of() -> None:
    facts = notice("请看。", signed="2020115")
    assert {"lost_chars", "ambiguous_date"} <= {str(one.code) for one in facts.cautions}
