"""Whatever becomes of a text on its way, reading it never fails."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.reading.published.notices import read

PAPER = """发布日期:2021-01-08 10:20 | 来源:妇联
松坡县妇女联合会文件
松妇发〔2021〕2号
松坡县妇女联合会
关于报送“巾帼建功”材料的通知
各乡(镇)妇联、县直各单位妇委会:
根据市妇联〔2020〕9号文件,评选时间为2021年1月10日至3月8日。
一、推荐表于1月15日(星期五)下午5时30分前报县妇联邮箱:spfl@example.com。
二、总结请于二月二十日前报送,2月10日前完成慰问;每月25日前报月报。
三、收到通知后3个工作日内报联络员,活动结束后5日内交照片,本周五前反馈。
序号\t材料\t报送时间
1\t花名册\t1月20日前
联系人:林芳 电话:0772-5550123、13800001111
附件:1.推荐表 2.汇总表
松坡县妇女联合会
二〇二一年一月七日
松坡县妇联办公室 2021年1月8日印发"""


@settings(max_examples=300, deadline=None)
@given(st.sets(st.integers(0, len(PAPER) - 1), max_size=60))
def test_characters_may_be_lost(gone: set[int]) -> None:
    read(*"".join(char for at, char in enumerate(PAPER) if at not in gone).split("\n"))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(PAPER)), st.integers(0, len(PAPER)))
def test_a_text_may_be_cut(start: int, end: int) -> None:
    read(*PAPER[start:end].split("\n"))


@settings(max_examples=200, deadline=None)
@given(st.permutations(PAPER.split("\n")))
def test_lines_may_be_in_any_order(lines: list[str]) -> None:
    read(*lines)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        "2020113年月日前至、,。::.()〔〕每周五第个工作天后内底十廿〇O下午将报送请于“”《》\t| 号", max_size=80
    )
)
def test_any_text_is_read(text: str) -> None:
    read("各乡镇妇联:", text, "松坡县妇联", "2020年3月3日")


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2004, 1, 1), date(2030, 12, 31)), st.integers(0, 100))
def test_a_day_that_is_named_outright_is_that_day(issued: date, ahead: int) -> None:
    day = date.fromordinal(issued.toordinal() + ahead)
    facts = read(
        "各乡镇妇联:",
        f"请于{day.month}月{day.day}日前将总结报县妇联。",
        "松坡县妇联",
        f"{issued.year}年{issued.month}月{issued.day}日",
    )
    assert [one.due for one in facts.deadlines] == [day]
    assert facts.issued == issued
