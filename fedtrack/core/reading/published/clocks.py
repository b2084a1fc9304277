"""What stands right behind a day: its weekday, a time, and the word that makes it the last (前, 截止)."""

from __future__ import annotations

import re
from datetime import time

from msgspec import Struct

from fedtrack.core.reading.published.numerals import read_number

_WEEKDAY = re.compile(
    r" ?\((?:即)?(?:本|这|下)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?P<inner>[^()]{0,10})\)|"
    r" ?,?(?:周|星期)(?P<bare>[一二三四五六日天])(?!会|报)"
)
_HOUR = r"(?P<hour>\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TIME = re.compile(
    rf" ?[,(]?(?P<part>上午|下午|中午|晚上?|早上?|凌晨|午后|傍晚|"
    rf"夜间)? ?{_HOUR} ?(?:[:.](?P<minute>\d\d)(?![\d月])|[点时](?P<chinese>半|整|\d{{1,2}}分?|"
    rf"[一二三四五]?十[一二三四五六七八九]?分)?|:(?P<second>\d\d))(?::\d\d)? ?(?P<of>时|整)?\)?"
)
_HOUR_ALONE = re.compile(rf" ?(?P<part>上午|下午|中午|晚上?|早上?) ?{_HOUR}(?=(?:之|以)?前)")
"""下午6前: 时 was lost."""
_ASIDE = re.compile(r" ?\((?:今天|明天|后天|含[^()]{0,6}|农历[^()]{0,8})\)")
_UNTIL = re.compile(r" ?[-—–~至到] ?(?=(?:上午|下午|中午|晚上?)? ?\d{1,2}[:点时])")
_OFFICE = re.compile(r" ?(?P<words>(?:当[天日])?(?:上午|下午)?下班(?:时间)?)(?=之?前|以前|时)")
_NOON = re.compile(r" ?(?P<words>中午|上午)(?=之?前|以前)")
_SIGN = re.compile(
    r" ?(?:(?P<bracket>\([^()]{1,8}\)))? ?(?P<sign>之前|以前|前(?!后|来|往|夕|期|提(?!交|出|供|报|请)|"
    r"三|十|两)|为?止|截[止稿](?!时间|日期)|(?:之|以)?内(?!容|部|设))"
)
_AFTERNOON, _NOON_HOUR, _LAST_HOUR, _HOURS = 12, 12, 23, 24
_EARLY = 6


class Tail(Struct, frozen=True):
    """What follows a day up to `end`; `weekday` counts from 0, Monday; `sign` is 前 and the like."""

    end: int
    weekday: int | None = None
    clock: time | None = None
    time_text: str = ""
    sign: str = ""


def read_tail(text: str, start: int) -> Tail:
    """Return the weekday, the time and the sign that stand behind a day."""
    aside = _ASIDE.match(text, start)
    weekday, at = None, aside.end() if aside else start
    if found := _WEEKDAY.match(text, at):
        weekday, at = _day_of_week(found), found.end()
    clock, words, at = read_clock(text, at)
    if clock is None and found and found["inner"]:
        clock, words, _ = read_clock(found["inner"], 0)
    if weekday is None and (found := _WEEKDAY.match(text, at)):
        weekday, at = _day_of_week(found), found.end()
    sign = _SIGN.match(text, at)
    if sign and weekday is None and (found := _WEEKDAY.match(text, sign.end())):
        return Tail(found.end(), _day_of_week(found), clock, words, sign["sign"])
    return Tail(sign.end() if sign else at, weekday, clock, words, sign["sign"] if sign else "")


def _day_of_week(found: re.Match[str]) -> int:
    return "一二三四五六日".index((found["day"] or found["bare"]).replace("天", "日"))


def read_clock(text: str, start: int) -> tuple[time | None, str, int]:
    """Return the time of day at a place, what was said where that is no plain time, and where it ends.

    24:00 is the last minute of the day; 中午 is 12:00; when 下班 is, the office says.
    """
    if found := _OFFICE.match(text, start):
        return None, found["words"], found.end()
    if found := _NOON.match(text, start):
        return time(_NOON_HOUR), f"{found['words']}前", found.end()
    if found := _HOUR_ALONE.match(text, start):
        hour = _hour(found["part"], read_number(found["hour"]))
        return (time(hour) if hour < _HOURS else None), "", found.end()
    found = _TIME.match(text, start)
    if found is None:
        return None, "", start
    if until := _UNTIL.match(text, found.end()):
        return read_clock(text, until.end())
    return _read_time(found)


def _read_time(found: re.Match[str]) -> tuple[time | None, str, int]:
    hour = _hour(found["part"] or "", read_number(found["hour"]))
    minute = _minute(found)
    if hour == _HOURS and minute == 0:
        return time(_LAST_HOUR, 59), found.group().strip(), found.end()
    if hour >= _HOURS or minute >= 60:  # noqa: PLR2004 - an hour has sixty
        return None, found.group().strip(), found.end()
    return time(hour, minute), "", found.end()


def _hour(part: str, hour: int) -> int:
    if part in {"下午", "午后", "晚", "晚上", "傍晚", "夜间"} and hour < _AFTERNOON:
        return hour + 12
    if part.startswith(("晚", "夜")) and hour == _AFTERNOON:
        return _HOURS
    if part == "中午" and hour < _EARLY:
        return hour + 12
    return hour


def _minute(found: re.Match[str]) -> int:
    if found["chinese"]:
        return (
            30
            if found["chinese"] == "半"
            else 0
            if found["chinese"] == "整"
            else read_number(found["chinese"].rstrip("分"))
        )
    return int(found["minute"] or found["second"] or 0)
