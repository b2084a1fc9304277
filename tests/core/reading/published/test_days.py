"""The forms in which notices name days."""

from __future__ import annotations

from datetime import date, time

import pytest

from fedtrack.core.reading.published.clocks import read_tail
from fedtrack.core.reading.published.days import find_days
from fedtrack.core.reading.published.lost_days import find_lost_days
from fedtrack.core.reading.published.numerals import read_number, read_year
from fedtrack.core.reading.published.paper import open_paper, to_paragraphs
from fedtrack.core.reading.published.relative_days import find_relative_days
from fedtrack.core.reading.published.resolving import resolve
from fedtrack.core.reading.published.site import published_on, signed_on
from tests.core.reading.published.notices import CALENDAR, codes, due, notice

ISSUED = date(2020, 3, 3)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020年3月23日", ["2020-03-23"]),
        ("二〇二〇年三月二十三日", ["2020-03-23"]),
        ("3月廿三日", ["2020-03-23"]),
        ("3月卅日", ["2020-03-30"]),
        ("元月5日", ["2020-01-05"]),
        ("2020-3-23", ["2020-03-23"]),
        ("2020.3.23", ["2020-03-23"]),
        ("2020.13.23", []),
        ("2020.3.8-3.32", ["2020-03-08"]),
        ("3.23前", ["2020-03-23"]),
        ("2.30前", []),
        ("3月32日", []),
        ("3月5-9日", ["2020-03-09"]),
        ("3月5、6日", ["2020-03-06"]),
        ("3月5-39日", []),
        ("3月35-9日", []),
        ("3月8日至15日", ["2020-03-15"]),
        ("3月8日至4月15日", ["2020-04-15"]),
        ("2020年3月8日至2021年4月15日", ["2021-04-15"]),
        ("3月8日至45日", []),
        ("3月8日、4月9日", ["2020-03-08", "2020-04-09"]),
        ("3月8日和9日", ["2020-03-09"]),
        ("3月中旬", ["2020-03-20"]),
        ("3月下旬", ["2020-03-31"]),
        ("2月底", ["2020-02-29"]),
        ("农历3月8日", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    found = sorted(find_days(text), key=lambda one: one.start)
    assert [f"{resolve(one, ISSUED).day}" for one in found] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("本周五", ["2020-03-06"]),
        ("周五", ["2020-03-06"]),
        ("周一", ["2020-03-09"]),
        ("下周日", ["2020-03-15"]),
        ("下周天", ["2020-03-15"]),
        ("次周一", ["None"]),
        ("本周末", ["None"]),
        ("今天", ["2020-03-03"]),
        ("后天", ["2020-03-05"]),
        ("即日", ["None"]),
        ("收到通知后一个月内", ["2020-04-03"]),
        ("收到通知后两周内", ["2020-03-17"]),
        ("通知印发之日起10日内", ["2020-03-13"]),
        ("三个工作日内", ["2020-03-06"]),
        ("每月31日", ["2020-03-31"]),
        ("每月2日", ["2020-04-02"]),
        ("每月底", ["2020-03-31"]),
        ("每月0日", ["None"]),
        ("每季度末月25日", ["2020-03-25"]),
        ("每季末", ["2020-03-31"]),
        ("每季度结束后5日", ["2020-04-05"]),
        ("每季度首月2日", ["2020-04-02"]),
        ("每季度0日", ["None"]),
        ("每周五", ["2020-03-06"]),
        ("每周天", ["2020-03-08"]),
        ("每周一报", []),
        ("每天", ["2020-03-03"]),
        ("每年2月底", ["2021-02-28"]),
        ("每年十二月十日", ["2020-12-10"]),
        ("每年13月1日", ["None"]),
        ("每年1月0日", ["None"]),
        ("年底", ["2020-12-31"]),
        ("本月底前", ["2020-03-31"]),
        ("下月底前", ["2020-04-30"]),
        ("本月15日", ["2020-03-15"]),
        ("下月15日", ["2020-04-15"]),
        ("本月0日", ["None"]),
        ("本月内", ["2020-03-31"]),
        ("本周内", ["2020-03-08"]),
        ("20日前", ["2020-03-20"]),
        ("2日前", ["2020-04-02"]),
        ("“五一”节前", ["2020-04-30"]),
        ("元旦前", ["2020-12-31"]),
        ("春节前", ["None"]),
        ("正月十五", ["None"]),
    ],
)
def test_days_that_are_told_by_others(text: str, days: list[str]) -> None:
    found = sorted(find_relative_days(text, ISSUED, CALENDAR), key=lambda one: (one.start, -one.end))
    assert [f"{resolve(one, ISSUED).day}" for one in found[:1]] == days[:1]
    assert bool(found) == bool(days)


@pytest.mark.parametrize(
    "text",
    [
        "本周五",
        "今天",
        "每月5日",
        "每周五",
        "每季末",
        "每年5月1日",
        "年底",
        "本月内",
        "本周内",
        "20日前",
        "元旦前",
        "本月底前",
    ],
)
def test_without_an_issue_they_are_unknown(text: str) -> None:
    assert all(resolve(one, None).day is None for one in find_relative_days(text, None, CALENDAR))


@pytest.mark.parametrize("text", ["3月11日", "2020年3月11日"])
def test_a_whole_day_lost_nothing(text: str) -> None:
    assert {reading.day for one in find_lost_days(text) for reading in one.readings} <= {11}


@pytest.mark.parametrize(
    ("text", "weekday", "clock", "words", "sign"),
    [
        ("(星期五)前", 4, None, "", "前"),
        ("星期日下午3时前", 6, time(15), "", "前"),
        ("(周天)", 6, None, "", ""),
        ("12:00(周五)前", 4, time(12), "", "前"),
        ("前(周五)", 4, None, "", "前"),
        ("(周五下午3点)前", 4, time(15), "", "前"),
        ("24:00前", None, time(23, 59), "24:00", "前"),
        ("25:00前", None, None, "25:00", "前"),
        ("下午三点半前", None, time(15, 30), "", "前"),
        ("十七时整前", None, time(17), "", "前"),
        ("十七时三十分前", None, time(17, 30), "", "前"),
        ("中午2点前", None, time(14), "", "前"),
        ("晚上12点前", None, time(23, 59), "晚上12点", "前"),
        ("中午前", None, time(12), "中午前", "前"),
        ("下午下班前", None, None, "下午下班", "前"),
        ("8:30-11:30", None, time(11, 30), "", ""),
        ("(含)前", None, None, "", "前"),
        ("前后", None, None, "", ""),
        ("截止", None, None, "", "截止"),
    ],
)
def test_what_stands_behind_a_day(
    text: str, weekday: int | None, clock: time | None, words: str, sign: str
) -> None:
    tail = read_tail(text, 0)
    assert (tail.weekday, tail.clock, tail.time_text, tail.sign) == (weekday, clock, words, sign)


def test_numerals() -> None:
    assert [read_number(text) for text in ("7", "十", "二十三", "廿九", "卅", "两")] == [7, 10, 23, 29, 30, 2]
    assert read_year("二〇二〇") == read_year("二O二○") == read_year("2020") == 2020
    with pytest.raises(ValueError, match="x"):
        read_number("x")


@pytest.mark.parametrize(
    ("lines", "paper"),
    [
        (("2018", "年5月23日"), ("2018年5月23日",)),
        (("2018", "完"), ("2018", "完")),
        (("2018", "2019"), ("2018", "2019")),
        (("2018",), ("2018",)),
        (("关 于 值 班 的 通 知", "通 知"), ("关于值班的通知", "通知")),
        (("总結(jié)和圖片",), ("总结和图片",)),
        (("1    方案    3月5日前    OA",), ("1\t方案\t3月5日前\tOA",)),
        (("|方案|3月5日|OA|",), ("方案\t3月5日\tOA",)),
        (
            ("这一行有二十个字以上所以只出现一次就够了不再重复",) * 2,
            ("这一行有二十个字以上所以只出现一次就够了不再重复",),
        ),
        (("短", "短", " "), ("短", "短")),
        (("1月1O日",), ("1月10日",)),
    ],
)
def test_a_paper_is_put_in_order(lines: tuple[str, ...], paper: tuple[str, ...]) -> None:
    assert open_paper(lines).lines == paper


def test_what_was_simplified_is_given_back() -> None:
    paper = open_paper(["請於三月報縣婦聯"])
    assert (paper.as_written("县妇联"), paper.as_written(""), paper.as_written("没有")) == (
        "縣婦聯",
        "",
        "没有",
    )


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (("请于", "2020年", "4月10日前报送。"), 1),
        (("请各单位把今年开展的各项巾帼志愿服务活动的情况写成总", "结报来。"), 1),
        (("各乡镇妇联、", "县直各单位:"), 1),
        (("一、读书。", "二、写字。"), 2),
        (("完。", "3月4日开会"), 2),
        (("一\t二", "三\t四"), 2),
        (("只说一半,", "一、读书。"), 2),
        ((), 0),
    ],
)
def test_paragraphs(lines: tuple[str, ...], paragraphs: int) -> None:
    assert len(to_paragraphs(lines)) == paragraphs


def test_what_the_site_adds() -> None:
    assert published_on(["发布时间:2020-03-06 10:20"]) == date(2020, 3, 6)
    assert published_on(["发布时间:昨天 2020-03-06", "发布时间:3月6日", "长" * 130]) is None
    assert signed_on(["成文日期:2020年3月6日"]) == (date(2020, 3, 6), "成文日期:2020年3月6日")
    assert signed_on(["没有"]) == (None, "")


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("请将活动总结于3月20日前报县妇联。", "活动总结"),
        ("请于3月20日前将活动总结报县妇联。", "活动总结"),
        ("请于3月20日前报送活动总结。", "活动总结"),
        ("活动总结请于3月20日前报县妇联。", "活动总结"),
        ("请把活动情况写成总结,连同附表,于3月20日前报县妇联。", "活动情况"),
        ("请于3月20日前,按要求填写登记表。", "登记表"),
        ("请于3月20日前统一盖章,将登记表交县妇联。", "登记表"),
        ("请认真撰写活动总结,加盖公章,3月20日前交县妇联。", "活动总结"),
        ("意见反馈截止时间为3月20日。", "意见"),
        ("3月20日前报完。", ""),
        ("请于3月20日前报县妇联。", ""),
        ("请于3月20日前认真核对,将登记册交县妇联。", "登记册"),
        ("表请于3月20日前报县妇联。", ""),
        ("请于3月20日前上报,同时报送活动总结。", "活动总结"),
    ],
)
def test_what_is_asked_for(sentence: str, what: str) -> None:
    assert [one.what for one in notice(sentence).deadlines] == [what]


def test_the_title_says_what_where_the_sentence_does_not() -> None:
    facts = notice("请于3月20日前报县妇联。", title="关于报送巾帼故事的通知")
    assert facts.deadlines[0].what == "巾帼故事"


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("市级截止时间为3月30日。", "各县(市、区)妇联:"),
        ("市级审核截至时间为3月30日。", "各乡镇妇联:"),
        ("各乡镇于3月10日前报县级平台。", "各县(市、区)妇联:"),
        ("市妇联3月30日前收齐材料。", "各乡镇妇联:"),
        ("省里要求3月30日前上报。", "各乡镇妇联:"),
        ("由县妇联3月30日前上报市妇联。", "各乡镇妇联:"),
        ("3月30日前,由县妇联汇总报市妇联。", "各乡镇妇联:"),
        ("不必于3月30日前报送。", "各乡镇妇联:"),
        ("“3月30日前报送”的要求取消。", "各乡镇妇联:"),
        ("3月30日前报送的要求取消。", "各乡镇妇联:"),
        ("公示时间:3月20日至3月30日。", "各乡镇妇联:"),
        ("自查阶段(3月20日前)。", "各乡镇妇联:"),
        ("数据截至3月30日。", "各乡镇妇联:"),
        ("上报情况(数据截至3月30日)。", "各乡镇妇联:"),
    ],
)
def test_days_of_others_and_of_other_things(sentence: str, to: str) -> None:
    facts = notice(sentence, to=to)
    assert due(facts) == []
    assert codes(facts) == ["no_deadline"]


def test_the_own_level_is_not_above() -> None:
    assert due(notice("县级申报截止时间为3月30日。")) == ["2020-03-30"]
