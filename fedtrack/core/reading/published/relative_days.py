"""Days that are told by something else: 本周五, 明天, 接通知后三个工作日内, 活动结束后3日内, 年底."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.days import NUMBER, Mention
from fedtrack.core.reading.published.event_days import COUNT, WITHIN, find_event_days, later
from fedtrack.core.reading.published.numerals import read_number
from fedtrack.core.reading.published.recurring_days import WEEKDAYS, clipped, find_recurring_days, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.workdays import WorkCalendar

_AFTER_NOTICE = re.compile(
    rf"(?:自|在)?(?:接到?|收到?|见到|通知|文件?)[^,。;\d]{{0,8}}?(?:通知|文|函|印发|发布|"
    rf"下发)[^,。;\d]{{0,3}}(?:之日起|之日|起|后)[^,。;\d]{{0,2}}?{COUNT}{WITHIN}"
)
_BARE_TERM = re.compile(rf"(?<![后起第\d一二三四五六七八九十]){COUNT}(?:之?内|以内)")
_THIS_WEEK = re.compile(
    r"(?<![至到每-])(?<!第[一二三四五])(?<!第[一二三四五]个)(?P<which>本|这|下|次|上)?个?(?P<name>周|星期|"
    r"礼拜)(?P<day>[一二三四五六日天末])(?=[^起至到]|$)"
)
_THIS = re.compile(r"本(?P<span>周|月)(?:之|以)?内")
_NEAR = re.compile(
    r"(?P<word>今天|今日|明天|明日|后天|大后天|当日|当天|即日|[今明](?=[早晚]上? ?\d))(?!起|至)"
)
_NEAR_DAYS = {"今": 0, "今天": 0, "今日": 0, "明": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_LUNAR = re.compile(
    r"(?:农历|阴历)[^,。;\d]{2,8}?(?=(?:之|以)?前|将|把|报)|(?:正月|腊月|"
    r"冬月)(?:初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3})"
)
_END = re.compile(
    r"(?P<which>今年|本年度?|当年)?年(?P<year_end>底|末)(?=(?:之|以)?前|[,。;将把报交上]|$)|(?P<this>本|这个?|当|"
    r"下个?)?月(?P<month_end>底|末)(?=前|之前|以前)"
)
_THIS_MONTH = re.compile(rf"(?P<which>本|这个|当|下个?|次)月 ?(?P<day>\d{{1,2}}|{NUMBER}) ?[日号]")
_DAY_ALONE = re.compile(
    r"(?<![\d月年.每办开展始动会])(?P<day>3[01]|[12]\d|[1-9]) ?[日号]"
    r"(?= ?(?:\([^()]{1,8}\))? ?(?:(?:上午|下午|中午|晚上?)? ?\d{1,2}[:点时](?:\d\d分?|半|整)?|"
    r"(?:上午|下午)?下班|中午|上午)?"
    r" ?(?:之|以)?前)"
)
_FEAST = re.compile(
    r"[“\"「]?(?P<feast>三八|妇女|五一|劳动|六一|儿童|七一|八一|教师|国庆|元旦|春|清明|端午|"
    r"中秋)[”\"」]?(?:国际)?(?:劳动)?(?:妇女)?(?:节|假期|长假|小长假)?前(?:夕)?(?!后)"
)
_FEASTS = {
    **dict.fromkeys(("三八", "妇女"), (3, 8)),
    **dict.fromkeys(("五一", "劳动"), (5, 1)),
    **dict.fromkeys(("六一", "儿童"), (6, 1)),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师": (9, 10),
    "国庆": (10, 1),
    "元旦": (1, 1),
}


def find_relative_days(text: str, issued: date | None, calendar: WorkCalendar) -> Iterator[Mention]:
    """Yield days that are told by the day of issue or by an event, in no order.

    What cannot be reckoned has no reading: its words are kept, no day is guessed.
    """
    yield from find_recurring_days(text, issued)
    for found in _AFTER_NOTICE.finditer(text):
        yield told(found, _later(issued, found, calendar), relative=found.group(), approx=True)
    yield from (one for one in find_event_days(text) if not _AFTER_NOTICE.search(one.text))
    for found in _BARE_TERM.finditer(text):
        yield told(found, _later(issued, found, calendar), relative=found.group(), approx=True)
    for found in _THIS_WEEK.finditer(text):
        yield told(found, _weekday(found, issued), relative=found.group())
    for found in _NEAR.finditer(text):
        near = _NEAR_DAYS.get(found["word"])
        day = issued + timedelta(days=near) if issued and near is not None else None
        yield told(found, day, relative=found.group())
    for found in _LUNAR.finditer(text):
        yield told(found, None, relative=found.group())
    for found in _FEAST.finditer(text):
        yield told(found, _eve(found["feast"], issued), relative=found.group(), approx=True)
    yield from _by_month(text, issued)


def _later(issued: date | None, found: re.Match[str], calendar: WorkCalendar) -> date | None:
    return later(issued, found["count"], found["unit"], calendar) if issued else None


def _weekday(found: re.Match[str], issued: date | None) -> date | None:
    """Return the weekday of the week of issue (本周五), or of the next (下周一); 次周一 hangs on an event."""
    if issued is None or found["which"] in {"次", "上"} or found["day"] == "末":
        return None
    number = WEEKDAYS.index("日" if found["day"] == "天" else found["day"])
    monday = issued - timedelta(days=issued.weekday())
    if found["which"] == "下":
        return monday + timedelta(days=7 + number)
    day = monday + timedelta(days=number)
    return day if found["which"] or day >= issued else day + timedelta(days=7)


def _eve(feast: str, issued: date | None) -> date | None:
    """Return the day before a feast; one by the lunar calendar has no day here."""
    if issued is None or feast not in _FEASTS:
        return None
    month, day = _FEASTS[feast]
    eve = date(issued.year, month, day) - timedelta(days=1)
    return eve if eve >= issued else date(issued.year + 1, month, day) - timedelta(days=1)


def _by_month(text: str, issued: date | None) -> Iterator[Mention]:
    """Yield 年底, 本月底, 本月15日, and a day whose month is the one in which the notice was issued."""
    for found in _END.finditer(text):
        yield told(found, _end(found, issued), relative=found.group(), approx=bool(found["year_end"]))
    for found in _THIS.finditer(text):
        sunday = issued + timedelta(days=6 - issued.weekday()) if issued else None
        day = sunday if found["span"] == "周" else _in_month(issued, 31, 0)
        yield told(found, day, relative=found.group(), approx=True)
    for found in _THIS_MONTH.finditer(text):
        number, ahead = read_number(found["day"]), int(found["which"][0] in "下次")
        recurs = f"monthly:{number}" if found["which"] == "次" else ""
        yield told(found, _in_month(issued, number, ahead), relative=found.group(), recurs=recurs)
    for found in _DAY_ALONE.finditer(text):
        yield told(found, _in_month(issued, int(found["day"]), 0, later=True), approx=True)


def _end(found: re.Match[str], issued: date | None) -> date | None:
    if issued is None:
        return None
    if found["year_end"]:
        return date(issued.year, 12, 31)
    ahead = 1 if (found["this"] or "").startswith("下") else 0
    return _in_month(issued, 31, ahead)


def _in_month(issued: date | None, number: int, ahead: int, *, later: bool = False) -> date | None:
    """Return a day of the month of issue or a later one; with `later` the next month where it has gone by."""
    if issued is None:
        return None
    month = issued.month - 1 + ahead
    year, month = issued.year + month // 12, month % 12 + 1
    day = clipped(year, month, number)
    past = later and day is not None and day < issued
    return _in_month(issued, number, ahead + 1) if past else day
