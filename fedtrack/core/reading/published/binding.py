"""Which days bind the recipients: by such a day something has to be sent in.

Each rule is one habit of notices, and reads one form. What no rule claims is no deadline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.duties import (
    CALLS_FOR,
    DUTY,
    DUTY_LABEL,
    EVENT_COLUMN,
    FIRST_VERB,
    LABEL_WORDS,
    MOVED_TO,
    TIME_LABEL,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedtrack.core.reading.published.places import Place

_PAST = re.compile(r"(?:应|应当|本应)(?:该)?[于在]?$")
_ASKED_BEFORE = re.compile(
    r"(?:印发|下发|发出|发布|曾|〕\d+号|《[^《》]*》)[^。;请]{0,40}(?:要求|明确|规定)[^。;请]*$"
)
_CALL_LABEL = re.compile(r"(?:报名|申报|征集|投稿|报送|提交|填报|征稿|收稿)(?:推荐|上报)?(?:阶段|环节)?[:(]$")
UNTIL = frozenset({"截止", "截稿", "止", "为止"})
DUE_COLUMN = re.compile(
    r"(?:报送|上报|提交|申报|截止|交|反馈|填报|报名)[^,]{0,4}(?:时间|日期|时限|期限)?$|时限|期限"
)
_BY_WHEN = re.compile(
    r"(?:截[止至](?:时间|日期|日|期)?[为是到至于:]*|最[后终][^,。;]{0,4}(?:期限|日期|时间)[为是:]?|"
    r"截稿(?:时间|日期)?[为是:]?|不[得应]?(?:[迟晚]于|超过)|最[迟晚](?:不超过|于|在)?|务必?[于在]|"
    r"即日起(?:开始)?,?[至到—–~-]+|起[至到])$"
)
_BARE_LABEL = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.]|\(?[一二三四五六七八九十\d]+[)、.])? ?截[止至](?:时间|"
    r"日期)[为是:]?$|^ ?截止$"
)
_ENDS = re.compile(
    r"^(?:为|是)?(?:(?:系统|平台|通道|报名)?(?:自动)?(?:关闭|截止)|[^,。;]{0,4}截止(?:日期?|时间)?|最后[^,。;]{0,4}|结束|为限|关闭)(?=[,。;)]|$)"
)
_PAPER_AND = re.compile(
    r"(?:表|名单|名册|总结|小结|报告|材料|方案|计划|照片|清单|台账|情况|信息|作品|心得)\($"
)
_NUMBERED = r"^(?:\(?[\d一二三四五六七八九十]{1,2}[)、.] ?)?"
_BARE_TIME = re.compile(rf"{_NUMBERED}时间(?:要求)?(?:为|是|:|从|自)?$")
BARE_LIMIT = re.compile(rf"{_NUMBERED}(?:时限|期限)(?:要求)?(?:为|是|:)?$")
"""时限: alone; whose, the title says."""
CALLED = r"报名|申报|征集|投稿|征稿|填报|推荐|报送|提交"
_DONE_BY = re.compile(
    r"(?:报送|上报|提交|报|交|送|发送?|反馈|寄|报名|申报)[^。;]{0,24}[,(]?(?:时间|期限)?(?:为|是|于|在|:)?$"
)
_CALL = re.compile(r"(?:报送|上报|填报|申报|报名|提交|上交)$")


def clause_of(lead: str) -> str:
    """Return the last clause: what comes after the last comma."""
    return lead[lead.rfind(",") + 1 :]


def binds(place: Place, title: str) -> bool:
    """Say whether something is to be sent in by a day that nothing speaks against."""
    return any(rule(place) for rule in _CLAIMS) or _called_for(place, title)


def was_due(place: Place) -> bool:
    """Say whether a paper speaks of a day as one that has gone by: 应于12月20日前上报; 我会印发…."""
    return _PAST.search(clause_of(place.lead)) is not None or _ASKED_BEFORE.search(place.earlier) is not None


def is_labelled(place: Place) -> bool:
    """Say whether a label says that it is the day: 报送时间:11月23日前; 申报截止日期为4月20日."""
    lead = place.lead or place.heading
    timed = TIME_LABEL.search(lead) or _CALL_LABEL.search(lead) or lead.endswith(("至", "到", "截止"))
    headed = not place.lead.strip() and _BARE_LABEL.search(place.heading) is not None
    bare = _BARE_TIME.search(clause_of(lead)) is not None and re.search(CALLED, place.earlier) is not None
    return (DUTY_LABEL.search(lead) is not None and bool(timed)) or headed or bare


def _asked(place: Place) -> bool:
    """于6月18日前报县妇联; 于3月21日申报; 3月8日至3月15日报送."""
    return (DUTY.search(place.trail) or FIRST_VERB.match(place.trail)) is not None and (
        place.signed or _BY_WHEN.search(place.lead) is not None or _soon(place)
    )


def _soon(place: Place) -> bool:
    """Without 前 the verb has to be near: 于次周一交办公室, 于3月31日将…报; not 3月1日印发的通知要求报送."""
    duty = DUTY.search(place.first)
    if duty is None:
        return False
    before = place.first[: duty.start()]
    return "的" not in before or "将" in before or "把" in before


def _by_when(place: Place) -> bool:
    """截止11月12日; 不晚于10月26日; 即日起至5月5日截稿."""
    if not _BY_WHEN.search(place.lead) and place.tail.sign not in UNTIL:
        return False
    return bool(
        DUTY.search(place.earlier)
        or DUTY.search(place.trail)
        or re.search(rf"{LABEL_WORDS}|(?:审核|验收|注册|核对|整改|填写)截", place.earlier + place.heading)
        or place.tail.sign == "截稿"
        or _BARE_LABEL.search(clause_of(place.lead))
    )


def _called_for(place: Place, title: str) -> bool:
    """即日起至3月20日, or 时间:3月20日前, in a paper whose title calls for something."""
    until = _BY_WHEN.search(place.lead) or place.tail.sign in UNTIL
    clause = clause_of(place.lead)
    last = (place.signed and _BARE_TIME.search(clause)) or BARE_LIMIT.search(clause)
    return bool(until or last) and CALLS_FOR.search(title) is not None


def _moved(place: Place) -> bool:
    """现延至3月20日前; 由2月9日推迟至2月13日; not 展示时间由…改到…."""
    if not MOVED_TO.search(place.lead.rstrip('“"')):
        return False
    clause = clause_of(place.earlier)
    other = re.search("时间|日期|期限", clause) and not re.search(f"{LABEL_WORDS}|截", clause)
    return not other and bool(DUTY.search(place.earlier) or re.search(LABEL_WORDS, place.earlier))


def _in_row(place: Place) -> bool:
    """A table's line: 活动方案 | 3月5日前 | OA."""
    due = place.signed or (bool(place.column) and DUE_COLUMN.search(place.column) is not None)
    return len(place.row) > 1 and due


def _cell_alone(place: Place) -> bool:
    """A table's cell that has a line to itself: 3月5日前."""
    bare = not (place.lead + place.trail).strip(" ,)(")
    return bare and place.signed and bool(place.heading) and EVENT_COLUMN.search(place.heading) is None


def _bracketed(place: Place) -> bool:
    """活动总结(6月20日前): a paper with its day in brackets."""
    return place.signed and place.trail.startswith(")") and _PAPER_AND.search(place.lead) is not None


def _after_all(place: Place) -> bool:
    """报县妇联办公室,3月21日前; 数据填报3月6日至3月15日."""
    alone = not place.trail.strip(" )") or place.trail.lstrip(" )").startswith(",")
    term = place.mention.span_from is not None and _CALL.search(place.lead) is not None
    return alone and (term or (place.signed and _DONE_BY.search(place.lead) is not None))


def ends_call(place: Place) -> bool:
    """报名从3月10日开始,3月20日结束; 3月20日为截止日期."""
    ends = _ENDS.match(place.trail)
    return ends is not None and re.search(CALLED, place.earlier + place.heading) is not None


_CLAIMS: tuple[Callable[[Place], bool], ...] = (
    is_labelled,
    _asked,
    _by_when,
    _moved,
    _in_row,
    _cell_alone,
    _bracketed,
    _after_all,
    ends_call,
)
