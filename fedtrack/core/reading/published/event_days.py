"""Days that are told by an event: 活动结束后3日内, 答辩前2日, 会上."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.days import NUMBER, Mention
from fedtrack.core.reading.published.numerals import read_number
from fedtrack.core.reading.published.recurring_days import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.workdays import WorkCalendar

COUNT = rf"(?P<count>\d{{1,2}}|{NUMBER}|两) ?个?(?P<unit>工作日|日|天|周|星期|月)"
WITHIN = r"(?:之?内|以内|前)"
_AFTER_EVENT = re.compile(
    rf"(?:自|在|从)?(?P<event>(?:(?![在自从于每])[\u4e00-\u9fff“”《》]){{1,14}}?)(?:之日起|之?后|起|(?<=结束))(?:的|"
    rf"第)? ?{COUNT}{WITHIN}"
)
_OVER = re.compile(
    r"(?P<what>[\u4e00-\u9fff“”]{2,}?)(?:结束|举办|举行|召开|完成)$|^结束$|(?P<held>会议?|活动|培训|比赛|"
    r"讲座|宣讲|考试|演练|慰问|走访|演出)$"
)
_TAKES_PLACE = re.compile(r"活动|举办|举行|开展|进行|时间|召开")
_BEFORE_EVENT = re.compile(
    rf"(?P<event>(?:(?![最迟于在请须])[\u4e00-\u9fff]){{1,3}}?[^\W\d目日之以此月年提]|"
    rf"(?<![^\W最迟于在请须])[考会赛训展演])的?前 ?{COUNT}(?!内)"
)
_SHORT_FOR = {
    "考": "考试|笔试|面试",
    "会": "会议|召开|大会",
    "赛": "赛",
    "训": "培训|集训",
    "展": "展",
    "演": "演",
}
_AT = re.compile(r"会上|会议(?:上|当[天日])|[开参到与]会时|报到(?:时|当[天日])|签到时|培训(?:时|当[天日])")
_AT_EVENT = re.compile(
    rf"(?:{_AT.pattern})(?=[^。;]{{0,16}}?(?:须|要|请|需|应|务必|统一)[^。;]{{0,10}}?(?:交|提交|上交|报送))"
)
_HELD = {
    **dict.fromkeys("会开参到与", "会议|例会|大会|座谈会|会期|召开"),
    **dict.fromkeys("报签", "报到|签到|会议|培训|召开"),
    "培": "培训",
}


def find_event_days(text: str) -> Iterator[Mention]:
    """Yield the places that tell a day by an event, none with a reading: its day stands elsewhere."""
    for found in _AFTER_EVENT.finditer(text):
        yield told(found, None, relative=found.group())
    for found in _BEFORE_EVENT.finditer(text):
        yield told(found, None, relative=found.group(), approx=True)
    for found in _AT_EVENT.finditer(text):
        yield told(found, None, relative=found.group())


def later(start: date, count: str, unit: str, calendar: WorkCalendar) -> date:
    """Return the day that lies some days, working days, weeks or months after another."""
    number = read_number(count)
    if unit == "工作日":
        return calendar.after(start, max(number, 1))
    if unit == "月":
        month = start.month - 1 + number
        year, month = start.year + month // 12, month % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    return start + timedelta(days=number * (7 if unit in {"周", "星期"} else 1))


def after_event(words: str, context: str, last_day: date, calendar: WorkCalendar) -> date | None:
    """Return the day of 活动结束后3日内 where the words around a known day name that event."""
    found = _AFTER_EVENT.search(words)
    if found is None:
        return None
    over = _OVER.search(found["event"])
    told = over is not None and _names_event(over["what"] or over["held"] or found["event"], context)
    if not told and not _is_short_for(found["event"], context):
        return None
    return later(last_day, found["count"], found["unit"], calendar)


def _names_event(what: str, context: str) -> bool:
    """Say whether the words around a day are about an event: 活动 is whatever takes place then."""
    return what[-2:] in context or (what.endswith("活动") and _TAKES_PLACE.search(context) is not None)


def before_event(words: str, context: str, day: date, calendar: WorkCalendar) -> date | None:
    """Return the day of 答辩前2日 where the words around a known day name that event."""
    found = _BEFORE_EVENT.search(words)
    if found is None or not _is_meant(found["event"], context):
        return None
    number = max(read_number(found["count"]), 1)
    if found["unit"] == "工作日":
        return calendar.before(day, number)
    return day - timedelta(days=number * (7 if found["unit"] in {"周", "星期"} else 1))


def _is_meant(event: str, context: str) -> bool:
    """Say whether the words around a day are about an event: 答辩前, and for short 考前, 会前, 赛前."""
    return event[-2:] in context or _is_short_for(event[-1], context)


def _is_short_for(event: str, context: str) -> bool:
    """Say whether one character (赛后, 会前) is short for what the words around a day name."""
    short = _SHORT_FOR.get(event)
    return short is not None and re.search(short, context) is not None


def at_event(words: str, context: str) -> bool:
    """Say whether the words around a known day name that at which something is handed in: 会上, 报到时."""
    held = _HELD.get(words[0]) if _AT.fullmatch(words) else None
    return held is not None and re.search(held, context) is not None
