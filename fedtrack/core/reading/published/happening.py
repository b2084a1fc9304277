"""Days on which something takes place or is done, by which nothing is sent in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.binding import (
    BARE_LIMIT,
    CALLED,
    DUE_COLUMN,
    UNTIL,
    clause_of,
    ends_call,
)
from fedtrack.core.reading.published.duties import (
    DUTY,
    DUTY_LABEL,
    EVENT,
    EVENT_COLUMN,
    FINISH,
    FIRST_VERB,
    LABEL,
    LABEL_WORDS,
    MOVED_TO,
    TIME_LABEL,
    asks,
)
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.reading.published.places import Place

_PUBLIC = re.compile(r"公示[^。;]{0,16}$")
_PUBLIC_TRAIL = re.compile(r"^[^,。;]{0,6}[,]?(?:为公示|通过[^,。;]{0,12}公示|进行公示)")
_PLANNED = re.compile(
    r"(?:将|拟|定|拟定|暂定|初定|安排|计划|预计|预定|已经?|曾)(?:于|在|为)$|(?:定|订)[于在]$|初定为?$|"
    r"将$|成立于$|自$"
)
_PAPER = re.compile(r"(?:工作|活动|学习|宣传|培训|实施|创建|年度)(?:计划|安排)[于在]?$")
_GOES_THERE = re.compile(r"到[^,。;]{1,12}(?:登记|签到|报到|报名处|集中|集合)")
_ON = re.compile(
    r",(?:并|同时|且|及时|形成|将|把|汇总|填写|撰写|(?=[^,。;]{2,12}(?:情况|报告|结果|名单)(?!及时|随时|另行)[^,。;]{0,6}(?:报|交|送|提交|发)))"
)
_STAGE = re.compile(r"(?:阶段|环节|流程|步骤)[(:]?$")


def is_public(place: Place, _issuer: Issuer) -> Message | None:
    """公示时间:11月21日—25日."""
    shown = _PUBLIC.search(clause_of(place.lead)) or _PUBLIC_TRAIL.search(place.trail)
    here = bool(shown) and not DUTY.search(place.first)
    here = here or ("公示" in place.heading and not DUTY.search(place.trail))
    return Message("something is shown to the public until then") if here else None


def is_planned(place: Place, _issuer: Issuer) -> Message | None:
    """县妇联将于6月中旬录制; 会议定于2月11日召开."""
    clause = clause_of(place.lead)
    if place.signed and _PAPER.search(clause) and DUTY.search(place.first):
        return None
    if (
        _PLANNED.search(clause)
        and not asks(clause)
        and not (DUTY_LABEL.search(clause) and not clause.endswith("于"))
    ):
        return Message("something is planned for it")
    return None


def is_labelled_event(place: Place, _issuer: Issuer) -> Message | None:
    """活动时间:3月1日至15日; 高考时间6月7日; 自查阶段(4月8日—4月19日)."""
    clause = clause_of(place.lead)
    if place.signed and DUTY.search(place.first):
        return None
    if _STAGE.search(clause) and not (DUTY_LABEL.search(clause) and TIME_LABEL.search(clause)):
        return Message("it is a stage of the work")
    label = LABEL.search(clause)
    if BARE_LIMIT.search(clause):
        return None
    if label and not (label["of"] or label["plain"]) and re.search(CALLED, place.earlier):
        return None
    if (
        label
        and (label["of"] or label["plain"] or not place.signed)
        and not re.search(LABEL_WORDS, clause)
        and not re.search(r"截[止至](?:时间|日期|日|期)|最[后终]", clause)
    ):
        return Message("it says when something takes place")
    return None


def takes_place(place: Place, _issuer: Issuer) -> Message | None:
    """3月10日前完成; 3月14日举行: what is done then sends nothing in."""
    first = _GOES_THERE.sub("到场", place.first)
    event, finish, duty = EVENT.search(first), FINISH.search(first), DUTY.search(first)
    if _is_closed(place) or (place.signed and _sends_later(place.trail)):
        return None
    if duty and (place.signed or event is None or duty.start() < event.start()):
        return None
    if duty and re.search("[将把]", first[: duty.start()]):
        return None
    if finish or event or first != place.first:
        return Message("something is done or takes place by then")
    return None


def _is_closed(place: Place) -> bool:
    """Say whether a day has what is due before it, whatever follows: 3月25日截止,表格…."""
    until = place.tail.sign in UNTIL and place.trail.startswith((",", "。", ";"))
    due = bool(place.column) and DUE_COLUMN.search(place.column) is not None
    return ends_call(place) or _has_label(place) or until or due


def _has_label(place: Place) -> bool:
    """截稿日期为5月25日,由各乡镇统一收齐; 现将截稿日期顺延至4月3日,其余按原文件办理."""
    clause = clause_of(place.lead)
    timed = TIME_LABEL.search(clause) is not None or clause.endswith(("至", "到"))
    return (timed and DUTY_LABEL.search(clause) is not None) or (
        MOVED_TO.search(clause) is not None and TIME_LABEL.search(clause) is not None
    )


def _sends_later(trail: str) -> bool:
    """认真组织自查,并将自查报告报县妇联: what is done first is sent in by the same day."""
    later = _ON.search(trail)
    return (later is not None and DUTY.search(trail, later.end()) is not None) or (
        FIRST_VERB.match(trail) is not None
    )


def is_in_event_column(place: Place, _issuer: Issuer) -> Message | None:
    """A table's column 活动时间."""
    other = place.column and EVENT_COLUMN.search(place.column) and not DUTY.search(" ".join(place.row))
    return Message("it says when something takes place") if other else None
