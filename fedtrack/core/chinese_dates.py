"""Dates in the words of a Chinese office, for what goes out to units and up to leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from fedtrack.core.model import Deadline

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def chinese_day(day: date) -> str:
    """Return 2020年3月23日: Arabic digits, no leading noughts (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_weekday(day: date) -> str:
    """Return 星期一 to 星期日."""
    return WEEKDAYS[day.weekday()]


def chinese_deadline(deadline: Deadline) -> str:
    """Return 3月23日（星期一，含当日）前, or 3月23日（星期一）17:00前: the day or minute counts."""
    day = f"{deadline.due.month}月{deadline.due.day}日"
    weekday = chinese_weekday(deadline.due)
    if deadline.clock is None:
        return f"{day}（{weekday}，含当日）前"
    return f"{day}（{weekday}）{deadline.clock:%H:%M}前"
