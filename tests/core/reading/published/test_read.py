"""A notice read whole."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.reading.published.notices import codes, due, notice, read


def test_a_whole_notice() -> None:
    facts = read(
        "松坡县人民政府网站",
        "发布时间:2020-03-06 10:20  来源:妇联",
        "松坡县妇女联合会文件",
        "松妇发〔2020〕03号",
        "松坡县妇女联合会",
        "关于开展巾帼阅读活动的通知",
        "各乡(镇)妇联、县直机关妇工委:",
        "围绕“书香润家”主题,现就有关事项通知如下:",
        "一、广泛发动。各单位要认真组织。",
        "二、按时报送。请于3月20日(星期五)下班前将活动总结报县妇联OA或邮箱:spfl@example.com。",
        "联系人:林芳 电话:0772-5550123",
        "附件:1.推荐表 2.汇总表",
        "松坡县妇女联合会",
        "2020年3月5日",
    )
    assert facts.number == "松妇发〔2020〕3号"
    assert facts.title == "松坡县妇女联合会关于开展巾帼阅读活动的通知"
    assert facts.recipients == ("各乡(镇)妇联", "县直机关妇工委")
    assert (facts.issuer, facts.issued) == ("松坡县妇女联合会", date(2020, 3, 5))
    (deadline,) = facts.deadlines
    assert (deadline.due, deadline.clock, deadline.time_text) == (date(2020, 3, 20), None, "下班")
    assert deadline.what == "活动总结"
    assert deadline.words == "3月20日前"
    assert facts.theme == "书香润家"
    assert facts.work_items == ("广泛发动", "按时报送")
    assert (facts.emails, facts.phones, facts.contact) == (("spfl@example.com",), ("0772-5550123",), "林芳")
    assert facts.channels == ("OA", "邮箱")
    assert facts.attachments == ("推荐表", "汇总表")
    assert facts.sure
    assert not facts.passed_over


def test_an_empty_paper_says_nothing_and_that_is_said() -> None:
    facts = read()
    assert codes(facts) == ["no_issue_date", "no_deadline"]
    assert not facts.sure


@pytest.mark.parametrize(
    ("sentence", "day", "code"),
    [
        ("请于2020320日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于2020年320日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于2020 3 20 日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于20203月20日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于320日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于3月20前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于3 20日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于320前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于月20日前将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于3月1820日将总结报县妇联。", "2020-03-20", "lost_chars"),
        ("请于3月日之前将总结报县妇联。", "None", "ambiguous_date"),
        ("请于3月20日(星期三)前将总结报县妇联。", "2020-03-20", "weekday_mismatch"),
        ("请于2019年3月20日前将总结报县妇联。", "2020-03-20", "year_conflict"),
        ("请于2020年3月2日前将总结报县妇联。", "2020-03-02", "deadline_before_publish"),
        ("请于2018年6月2日前将总结报县妇联。", "2020-06-02", "year_conflict"),
    ],
)
def test_no_day_is_doubtful_without_a_word(sentence: str, day: str, code: str) -> None:
    facts = notice(sentence, signed="2020年3月3日")
    assert code in codes(facts)
    assert due(facts) == [day]
    assert not facts.sure


def test_one_of_several_days_is_told_by_the_weekday() -> None:
    facts = notice("请于1112日(星期四)前将总结报县妇联。", signed="2020年10月30日")
    assert (due(facts), codes(facts)) == (["2020-11-12"], ["lost_chars"])


@pytest.mark.parametrize(
    ("sentence", "signed"),
    [
        ("请于111日前将总结报县妇联。", "2020年10月30日"),
        ("请于2023111日前将总结报县妇联。", "2023年1月5日"),
    ],
)
def test_of_several_days_that_may_be_meant_none_is_given(sentence: str, signed: str) -> None:
    facts = notice(sentence, signed=signed)
    assert due(facts) == ["None"]
    assert codes(facts) == ["lost_chars", "ambiguous_date", "unread_deadline"]


def test_of_several_days_the_only_one_within_reach_is_given() -> None:
    facts = notice("请于2021115日前将总结报县妇联。", signed="2020年12月29日")
    assert (due(facts), codes(facts)) == (["2021-01-15"], ["lost_chars"])


@pytest.mark.parametrize(
    ("sentence", "signed", "day"),
    [
        ("请于1月8日前将总结报县妇联。", "2020年12月24日", "2021-01-08"),
        ("请于明年1月8日前将总结报县妇联。", "2020年12月24日", "2021-01-08"),
        ("请于今年12月31日前将总结报县妇联。", "2020年12月24日", "2020-12-31"),
        ("请于2月底前将总结报县妇联。", "2020年2月3日", "2020-02-29"),
    ],
)
def test_a_year_that_is_left_out_is_told_by_the_issue(sentence: str, signed: str, day: str) -> None:
    assert due(notice(sentence, signed=signed)) == [day]


def test_last_year_is_past() -> None:
    assert "deadline_before_publish" in codes(notice("请于去年12月31日前将总结报县妇联。"))


def test_without_an_issue_date_years_are_told_by_the_page() -> None:
    facts = read("发布时间:2020-03-06", "各乡镇妇联:", "请于3月20日前将总结报县妇联。", "松坡县妇联")
    assert due(facts) == ["2020-03-20"]
    assert {"no_issue_date", "year_guessed"} <= set(codes(facts))


def test_or_by_the_number() -> None:
    facts = read("松妇发〔2020〕3号", "各乡镇妇联:", "请于3月20日前将总结报县妇联。", "松坡县妇联")
    assert due(facts) == ["2020-03-20"]
    assert "year_guessed" in codes(facts)


def test_without_either_the_day_is_unknown() -> None:
    facts = read("各乡镇妇联:", "请于3月20日前将总结报县妇联,明天前报名单,本周五前报照片。", "松坡县妇联")
    assert set(due(facts)) == {"None"}
    assert "ambiguous_date" in codes(facts)


def test_a_page_may_give_the_date_apart() -> None:
    facts = read("成文日期:2020-03-06", "各乡镇妇联:", "请于3月20日前将总结报县妇联。", "松坡县妇联", "2020")
    assert (facts.issued, due(facts)) == (date(2020, 3, 6), ["2020-03-20"])
    assert codes(facts) == ["lost_chars"]


def test_a_page_may_be_posted_after_the_day() -> None:
    facts = read(
        "发布时间:2020-03-26", "各乡镇妇联:", "请于3月20日前将总结报县妇联。", "松坡县妇联", "2020年3月6日"
    )
    assert codes(facts) == ["deadline_before_publish"]


def test_a_day_without_a_year_that_would_be_far_ahead_is_a_guess() -> None:
    facts = notice("请于3月3日前将总结报县妇联。", signed="2020年5月3日")
    assert (due(facts), codes(facts)) == (["2021-03-03"], ["year_guessed"])


def test_a_day_that_is_reckoned_is_not_sure() -> None:
    facts = notice("收到通知后3日内将名单报县妇联。")
    assert (due(facts), codes(facts)) == (["2020-03-06"], ["reckoned_date"])
    assert not facts.sure


def test_a_day_that_has_gone_by_is_none() -> None:
    facts = notice("各单位应于2月20日前报送总结。尚未报送的请于3月20日前补报。")
    assert due(facts) == ["2020-03-20"]
    assert str(facts.passed_over[0].why) == "it has gone by"


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (("参赛表彰会定于3月18日召开。", "会后3日内报送小结。"), ["2020-03-21"]),
        (("宣讲时间", "3月5日-3月31日", "活动结束后5个工作日内,将照片报县妇联。"), ["2020-04-08"]),
        (("路演时间:3月20日。", "路演PPT须于路演前2日提交。"), ["2020-03-18"]),
        (("路演时间:3月20日。", "路演PPT须于路演前2个工作日提交。"), ["2020-03-18"]),
        (("路演时间:3月20日。", "路演PPT须于路演前1周提交。"), ["2020-03-13"]),
        (("路演时间:3月20日。", "申请书须于答辩前2日提交。"), ["None"]),
        (("路演时间:3月20日。", "收到批复后2日内提交计划。"), ["None"]),
        (("申报时间截至3月20日,表格不迟于当天17:30送达县妇联。",), ["2020-03-20 17:30"]),
        (("自3月9日起至3月31日止,每天16:00前报送情况。",), ["2020-03-09 16:00 daily"]),
        (("3月9日至10日休息,自3月11日起至3月31日止,每天16:00前报送情况。",), ["2020-03-11 16:00 daily"]),
        (("3月9日至10日休息。每天16:00前报送情况。",), ["2020-03-03 16:00 daily"]),
        (("自查于3月9日至10日进行。自本月起每天16:00前报送情况。",), ["2020-03-03 16:00 daily"]),
        (("每天16:00前报送情况。",), ["2020-03-03 16:00 daily"]),
        (("每月25日前报送月报。首次报送时间为4月25日。",), ["2020-04-25 monthly:25"]),
        (("报名截止时间为3月20日。报名表于3月20日前交县妇联。",), ["2020-03-20"]),
        (("报名截止时间为3月20日。", "报名截止时间:3月20日。"), ["2020-03-20"]),
        (("报名截止时间为3月20日。(报名截止时间为3月20日)",), ["2020-03-20"]),
        (("一周内(3月11日前)把人数报县妇联。",), ["2020-03-11"]),
        (("活动结束后3日内(3月11日)12:00前报送照片。",), ["2020-03-11 12:00"]),
    ],
)
def test_a_day_may_be_told_by_another(body: tuple[str, ...], days: list[str]) -> None:
    assert due(notice(*body)) == days


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("3月8日,联系各村,再把照片报来。", []),
        ("请于3月20日前报送总结,当日登记的不算。", ["2020-03-20"]),
        ("请于2019年2月29日前报送总结。", ["None"]),
        ("请于2016年2月29日前报送总结。", ["2020-02-29"]),
        ("请于2016年12月29日前报送总结。", ["2016-12-29"]),
        ("请于2016年2月20日前报送总结。", ["2016-02-20"]),
    ],
)
def test_days_that_are_odd(sentence: str, days: list[str]) -> None:
    assert due(notice(sentence, signed="2020年2月26日")) == days


def test_an_issue_date_is_told_by_the_days_of_the_text() -> None:
    facts = notice("来源:妇联 2020年1月1日", "请于2020年1月20日前报送总结,3月8日再说。", signed="2020115")
    assert facts.issued == date(2020, 1, 15)


def test_a_table_has_a_line_for_each_day() -> None:
    facts = notice(
        "序号\t材料\t报送时间\t方式",
        "1\t方案\t3月20日\tOA",
        "2\t工作总结\t4月20日前\tOA",
        "序号\t内容\t活动时间",
        "1\t座谈会\t3月8日",
        "4月25日前\t照片",
    )
    assert [(one.what, f"{one.due}") for one in facts.deadlines] == [
        ("方案", "2020-03-20"),
        ("工作总结", "2020-04-20"),
        ("照片", "2020-04-25"),
    ]


def test_a_tables_cells_may_have_lines_of_their_own() -> None:
    assert due(notice("活动方案", "3月20日前", "OA")) == ["2020-03-20"]


def test_traditional_characters_are_given_back_as_they_are() -> None:
    facts = notice("請於3月20日前將總結報縣婦聯。", to="各鄉鎮婦聯:", issuer="松坡縣婦聯")
    assert (facts.recipients, facts.issuer, due(facts)) == (("各鄉鎮婦聯",), "松坡縣婦聯", ["2020-03-20"])


def test_a_damaged_text_is_called_so() -> None:
    assert "mojibake" in codes(notice("请于3月20日前将总\ufffd结报县妇联。"))
    assert "glued_phones" in codes(notice("电话:55501235550124"))


def test_a_day_that_lost_characters_in_a_paper_without_a_date() -> None:
    """Its own year and the weekday beside it are all that it can be told by."""
    facts = notice("请于2020323日前将总结报县妇联。", signed="")
    assert due(facts) == ["2020-03-23"]
    assert "lost_chars" in codes(facts)
