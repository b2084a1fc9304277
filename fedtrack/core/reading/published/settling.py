"""Which of the days that were taken are deadlines of their own: the same is said twice, or was put off."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from fedtrack.core.reading.published.duties import LABEL_WORDS, MOVED_TO, asks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.reading.published.facts import DeadlineFact
    from fedtrack.core.reading.published.places import Place

    Found = tuple[DeadlineFact, Place]

_LABEL_ONLY = re.compile(
    r"(?:时间|日期|期限|时限|截止|截至)[^,。;]{0,6}$|阶段[:(]?$|(?:接收|收取|受理)[至到]$|(?:报名|申报|征集|投稿|报送|提交)[:(]$"
)
_STAGE = re.compile(r"\((?:即日起?至?到?|从|自)?$")
_SENDING_STAGE = re.compile(r"(?:报送|上报|提交|上交)[^,。;()]{0,4}\($")
_FIRST = re.compile(r"首次|第一次|第一季度|首期|首报|1季度")
_TOLD_BEFORE = re.compile(r"原|规定|要求|通知|〔|此前|前期|文件|号文|曾")


def put_off(found: Sequence[Found]) -> list[int]:
    """Return which deadlines a later sentence puts off: 8号文规定3月20日截稿。现将截稿日期顺延至4月3日."""
    moved = {number for number, (_fact, place) in enumerate(found) if _is_moved(place)}
    last = max(moved, default=0)
    return [
        number
        for number, (_fact, place) in enumerate(found[:last])
        if number not in moved and _TOLD_BEFORE.search(place.sentence) and not asks(place.sentence)
    ]


def _is_moved(place: Place) -> bool:
    return MOVED_TO.search(place.lead) is not None and re.search(LABEL_WORDS, place.lead) is not None


def said_once(found: Sequence[Found]) -> list[DeadlineFact]:
    """Return the deadlines without those that only say again what another says more fully.

    申报截止时间为2月19日 says no more than 2月19日前把汇总表发…; 首次报送时间 is the first of 每月25日;
    自愿申报(9月1日至9月20日) is the applicants' term where the paragraph goes on with 于9月25日前报县妇联.
    """
    facts = [fact for fact, _place in found]
    labels = [bool(_LABEL_ONLY.search(place.lead)) for _fact, place in found]
    firsts = [bool(_FIRST.search(place.lead)) and not fact.recurs for fact, place in found]
    recurring = next((n for n, fact in enumerate(facts) if fact.recurs), None)
    gone = set(_stages(found))
    if recurring is not None and True in firsts:
        first = firsts.index(True)
        facts[recurring] = msgspec.structs.replace(facts[recurring], due=facts[first].due)
        gone.add(first)
    by_day: dict[date, list[int]] = {}
    for number, fact in enumerate(facts):
        if fact.due is not None and number not in gone:
            by_day.setdefault(fact.due, []).append(number)
    for numbers in by_day.values():
        full = [number for number in numbers if not labels[number]]
        if full:
            said_again = [number for number in numbers if labels[number]]
            gone.update(said_again)
            _give_clock(facts, full, said_again)
        elif len(numbers) > 1:
            gone.update(numbers[1:])
    return [fact for number, fact in enumerate(facts) if number not in gone]


def _give_clock(facts: list[DeadlineFact], full: Sequence[int], said_again: Sequence[int]) -> None:
    """Give what is due by a day the time that only its label has: 1月12日前报台账,接收至1月12日17:30."""
    clock = next((facts[number].clock for number in said_again if facts[number].clock), None)
    for number in full if clock else ():
        if facts[number].clock is None and not facts[number].time_text:
            facts[number] = msgspec.structs.replace(facts[number], clock=clock)


def _stages(found: Sequence[Found]) -> list[int]:
    """Return what another day says better.

    The terms in brackets behind the name of a stage whose paragraph goes on to name a day, or among whose
    sisters there is one of sending in; 考前一周 where 即6月9日前 says when that is.
    """
    sends = any(_SENDING_STAGE.search(place.lead) for _fact, place in found)
    gone = [
        number
        for number, (_fact, place) in enumerate(found)
        if sends and _STAGE.search(place.lead) and not _SENDING_STAGE.search(place.lead)
    ]
    for number, ((_fact, place), (_next, after)) in enumerate(pairwise(found)):
        term = _STAGE.search(place.lead) is not None and place.mention.span_from is not None
        told = bool(place.mention.relative) and after.lead.startswith("即")
        if after.paragraph == place.paragraph and after.signed and (term or told):
            gone.append(number)
    return gone
