"""What a paper is, by the noun at the end of what it is called."""

from __future__ import annotations

import pytest

from fedtrack.core.judging.papers import Paper, called, is_plan, strongest
from tests.core.judging.office import FAMILIES, WOMENS_DAY


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("三八活动总结", Paper.REPORT),
        ("三八维权问卷调查情况", Paper.REPORT),
        ("讲话学习总结（定稿）2020.3.12", Paper.REPORT),
        ("三八活动方案及总结", Paper.REPORT),
        ("三八工作总结暨下步计划", Paper.REPORT),
        ("三八活动总结和下半年工作安排", Paper.REPORT),
        ("三八活动计划完成情况表", Paper.REPORT),
        ("三八活动统计表", Paper.REPORT),
        ("三八节读书", Paper.UNSAID),
        ("三八体检数据", Paper.UNSAID),
        ("她们的课堂", Paper.UNSAID),
        ("表", Paper.UNSAID),
        ("", Paper.UNSAID),
        ("三八活动方案（报备）", Paper.PLAN),
        ("三八活动日程", Paper.PLAN),
        ("慰问困难妇女名单", Paper.OTHER),
        ("三八趣味运动会报名表（附尺码）", Paper.OTHER),
        ("三八座谈会主持词v2", Paper.OTHER),
        ("致全镇妇女的一封信", Paper.OTHER),
        ("三八经费收据", Paper.OTHER),
        ("会议纪要", Paper.UNSAID),
        ("三八活动统计报表", Paper.UNSAID),
        ("三八活动准备情况", Paper.PLAN),
        ("三八先进集体申报材料", Paper.OTHER),
        ("【转载】三八活动丰富多彩", Paper.OTHER),
    ],
)
def test_the_noun_at_the_end_says_what_a_paper_is(text: str, paper: Paper) -> None:
    """What stands before it tells what it is about; a version, a date and brackets say nothing."""
    assert called(text, WOMENS_DAY) is paper


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("“最美家庭”推荐表", Paper.REPORT),
        ("“最美家庭”推荐登记表", Paper.REPORT),
        ("最美家庭推荐表及照片", Paper.REPORT),
        ("最美家庭推荐表模板", Paper.OTHER),
        ("最美家庭申报表", Paper.REPORT),
        ("最美家庭评选", Paper.UNSAID),
        ("最美家庭报名登记表", Paper.OTHER),
    ],
)
def test_what_the_notice_asks_for_is_the_report(text: str, paper: Paper) -> None:
    assert called(text, FAMILIES) is paper


def test_a_paper_is_what_the_best_of_its_names_says() -> None:
    assert strongest([Paper.PLAN, Paper.REPORT, Paper.OTHER]) is Paper.REPORT
    assert strongest([Paper.UNSAID, Paper.PLAN, Paper.OTHER]) is Paper.OTHER
    assert strongest([]) is Paper.UNSAID


@pytest.mark.parametrize(
    ("lines", "plan"),
    [
        (("拟于3月8日举办座谈会",), True),
        (("一、时间：3月8日", "二、届时请各村参加"), True),
        (("3月8日举办了座谈会", "拟于下旬回访"), False),
        (("座谈会12人到会",), False),
    ],
)
def test_a_paper_that_speaks_only_of_what_is_to_come_is_a_plan(lines: tuple[str, ...], plan: bool) -> None:
    assert is_plan(lines) is plan
