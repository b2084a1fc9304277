"""Dates in the words of a Chinese office."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from fedtrack.core.chinese_dates import chinese_day, chinese_deadline, chinese_weekday
from fedtrack.core.model import Deadline


@pytest.mark.parametrize(
    ("day", "written"), [(date(2020, 3, 3), "2020年3月3日"), (date(2019, 12, 31), "2019年12月31日")]
)
def test_days_have_no_leading_noughts(day: date, written: str) -> None:
    assert chinese_day(day) == written


def test_the_week_begins_on_monday() -> None:
    monday = date(2020, 3, 23)
    days = [chinese_weekday(monday + timedelta(days=number)) for number in range(7)]
    assert days == ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]


@pytest.mark.parametrize(
    ("deadline", "written"),
    [
        (Deadline(date(2020, 3, 23)), "3月23日（星期一，含当日）前"),
        (Deadline(date(2020, 3, 23), time(17)), "3月23日（星期一）17:00前"),
        (Deadline(date(2020, 5, 9), time(9, 5)), "5月9日（星期六）09:05前"),
        (Deadline(date(2020, 5, 9), time(0)), "5月9日（星期六）00:00前"),
    ],
)
def test_a_deadline_says_that_its_day_counts_or_names_its_minute(deadline: Deadline, written: str) -> None:
    assert chinese_deadline(deadline) == written
