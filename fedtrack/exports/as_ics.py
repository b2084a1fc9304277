"""The planned days as a calendar (RFC 5545) for the phone and Outlook; imported again, it updates.

A calendar knows an event again by its UID, and takes the one whose SEQUENCE, then DTSTAMP, is the
greater (RFC 5546, 2.1.5). What is over or not needed any more is CANCELLED, and does not ring.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from fedtrack.core.chinese_dates import chinese_day, chinese_deadline
from fedtrack.core.timetable import Prospect
from fedtrack.core.untrusted import one_line
from fedtrack.exports.phrases import sentence

if TYPE_CHECKING:
    from icalendar import Alarm, Event

    from fedtrack.core.rounds import Round
    from fedtrack.core.summary import Summary
    from fedtrack.core.timetable import PlannedDay

_NAMESPACE = UUID("6b0f3f5e-7d0a-5c51-9a77-4c1f2f0e3a38")
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - local time, as the core has it
_MINUTE = timedelta(minutes=1)
_AT_NINE, _NINE_THE_DAY_BEFORE = timedelta(hours=9), timedelta(hours=-15)
"""When a whole day rings, from its midnight: when the office is open."""
_AN_HOUR_BEFORE, _A_DAY_BEFORE = timedelta(hours=-1), timedelta(days=-1)
_ENDED = {Prospect.OVER: "（已完成）", Prospect.DROPPED: "（已取消）"}
_AROUND = timedelta(days=366)


def export_ics(summary: Summary) -> bytes:
    """Return the deadline and the rounds as events, those of units with a deadline of their own too."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//fedtrack//fedtrack//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for planned in summary.timetable:
        calendar.add_component(_event(summary, planned))
    if any(planned.planned is None and planned.deadline.clock for planned in summary.timetable):
        days = [planned.deadline.due for planned in summary.timetable]
        calendar.add_missing_timezones(first_date=min(days) - _AROUND, last_date=max(days) + _AROUND)
    content: bytes = calendar.to_ical()
    return content


def _event(summary: Summary, planned: PlannedDay) -> Event:
    from icalendar import Event

    stamp = summary.as_of.replace(microsecond=0, tzinfo=ZoneInfo(summary.timezone)).astimezone(UTC)
    is_deadline = planned.planned is None
    rings = planned.prospect is Prospect.AHEAD
    title = _title(summary, planned)
    event = Event()
    event.add("uid", _uid(summary, planned))
    event.add("sequence", _sequence(summary))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", title)
    event.add("description", _description(summary, planned))
    event.add("transp", "TRANSPARENT")
    # a deadline that is past stays what it was; only one that nobody has any more is taken back
    cancelled = planned.prospect is Prospect.DROPPED or (not is_deadline and not rings)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    _place(event, planned, ZoneInfo(summary.timezone))
    for trigger in _triggers(planned) if rings else ():
        event.add_component(_alarm(title, trigger))
    return event


def _place(event: Event, planned: PlannedDay, zone: ZoneInfo) -> None:
    """Give the event its day, or the due minute, which takes up no time (RFC 5545, 3.6.1)."""
    clock = planned.deadline.clock if planned.planned is None else None
    if clock is not None:
        event.add("dtstart", datetime.combine(planned.day, clock, zone))
        return
    event.add("dtstart", planned.day)
    event.add("dtend", planned.day + timedelta(days=1))  # the first day that is not in it any more


def _triggers(planned: PlannedDay) -> tuple[timedelta, ...]:
    """Return when the event rings; a deadline rings the day before it too."""
    if planned.planned is not None:
        return (_AT_NINE,)
    if planned.deadline.clock is None:
        return _NINE_THE_DAY_BEFORE, _AT_NINE
    return _A_DAY_BEFORE, _AN_HOUR_BEFORE


def _alarm(title: str, trigger: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm


def _uid(summary: Summary, planned: PlannedDay) -> str:
    """Return the same UID each time for a round of a notice, whatever its day (RFC 7986, 5.3)."""
    name = planned.planned.name if planned.planned is not None else "deadline"
    parts = [summary.federation, summary.notice.id, planned.unit, name]
    return str(uuid5(_NAMESPACE, json.dumps(parts)))


def _sequence(summary: Summary) -> int:
    """Return a number that grows with the clock and with the ledger, so that it needs no memory.

    It is the minutes since the year 2000 and the entries that the ledger has: neither ever gets less, and
    whatever changes the plan is a later minute or one more entry (RFC 5545, 3.8.7.4).
    """
    return max(0, (summary.as_of - _EPOCH) // _MINUTE) + len(summary.ledger)


def _title(summary: Summary, planned: PlannedDay) -> str:
    notice = _text(summary.notice.title)
    whose = f"{_text(planned.name)}（延期）" if planned.unit else ""
    what = f"{whose}报送截止" if planned.planned is None else f"{whose}催报·{_round(planned.planned)}"
    done = planned.planned is not None or planned.prospect is Prospect.DROPPED
    ended = _ENDED.get(planned.prospect, "") if done else ""
    return f"{ended}{what}：{notice}"


def _round(planned: Round) -> str:
    kind, _dash, days = planned.name.partition("-")
    return {"before": f"截止前{days}个工作日", "after": f"逾期{days}个工作日"}.get(kind, "截止当日")


def _description(summary: Summary, planned: PlannedDay) -> str:
    lines = [
        _text(summary.notice.number),
        f"报送期限：{chinese_deadline(planned.deadline)}",
        f"截至{chinese_day(summary.today)}：{sentence(summary.totals)}",
    ]
    return "\n".join(line for line in lines if line)


def _text(text: str) -> str:
    r"""Return outside text on one line; icalendar would make a line end of `\N`, as in C:\Notices."""
    return one_line(text).replace("\\N", "＼N")
