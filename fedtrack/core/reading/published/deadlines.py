"""What has to be sent in and by when: the days of a text that bind, each with its paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from fedtrack.core.reading.published.binding import binds, is_labelled, was_due
from fedtrack.core.reading.published.doubting import is_plain
from fedtrack.core.reading.published.duties import MOVED_TO
from fedtrack.core.reading.published.event_days import after_event, at_event, before_event
from fedtrack.core.reading.published.facts import Caveat, DeadlineFact, PassedOver
from fedtrack.core.reading.published.papers_asked import paper_asked
from fedtrack.core.reading.published.places import Place, find_places
from fedtrack.core.reading.published.refusing import refusal
from fedtrack.core.reading.published.resolving import Resolved, mend_year, next_year, resolve
from fedtrack.core.reading.published.settling import put_off, said_once
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.workdays import WorkCalendar

_SAME_DAY = re.compile(r"当[天日]$")
_AND_THIS = re.compile(r"^[^,。;:]{2,16}?(?:为|是|于|在)?$")
_NO_EVENTS = {
    "something is shown to the public until then",
    "it says whom or what is counted",
    "it says as of when something was counted",
    "it stands in a quotation",
    "a later day takes its place",
}
_FAR = timedelta(days=300)
"""A day without a year so far ahead may as well be one that has gone by."""
_EVENTS = 8
"""How many events before it a day can be told by."""


class Deadlines(Struct, frozen=True):
    """The deadlines of a text, the days that are none, and what has to be looked at twice."""

    facts: tuple[DeadlineFact, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    warnings: tuple[Caveat, ...] = ()


class _Reader:
    """Goes through the days of a text once, from the first to the last."""

    def __init__(self, *, anchor: date | None, issuer: Issuer, title: str, calendar: WorkCalendar) -> None:
        self.anchor = anchor
        self.issuer = issuer
        self.title = title
        self.calendar = calendar
        self.facts: list[tuple[DeadlineFact, Place]] = []
        self.passed: list[PassedOver] = []
        self.warnings: dict[Caveat, None] = {}
        self.events: list[tuple[date, Place]] = []
        self.last: date | None = None
        self.waiting: list[Place] = []

    def read(self, place: Place) -> None:
        """Take one more day."""
        if place.listed:
            self.waiting.append(place)
            return
        group, self.waiting = [*self.waiting, place], []
        why = refusal(place, self.issuer)
        whys = [why if one is place else why or refusal(one, self.issuer) for one in group]
        first = next((one for one, own in zip(group, whys, strict=True) if own is None), place)
        shared = place if first is place else msgspec.structs.replace(place, lead=first.lead)
        bound = why is None and (binds(shared, self.title) or self._carries_on(place))
        for one, own in zip(group, whys, strict=True):
            day = resolve(one.mention, self.anchor, one.tail.weekday if one is place else None)
            self._one(one, shared, day, why=own, bound=bound and own is None)

    def _carries_on(self, place: Place) -> bool:
        """推荐表报送截止时间为3月20日,事迹材料为3月25日: the second in a sentence whose first day binds."""
        before = self.facts[-1][1] if self.facts else None
        bare = not place.trail.strip(" )") and _AND_THIS.match(place.lead) is not None
        bare = bare and MOVED_TO.search(place.lead) is None
        return (
            bare and before is not None and bool(before.earlier) and place.earlier.startswith(before.earlier)
        )

    def _one(
        self, place: Place, shared: Place, resolved: Resolved, *, bound: bool, why: Message | None
    ) -> None:
        if Caveat.LOST_CHARACTERS in resolved.warnings:
            self.warnings[Caveat.LOST_CHARACTERS] = None
        day = resolved.day
        if bound and _gone(day, place, self.anchor):
            bound, why = False, Message("it has gone by")
        plain = is_plain(shared, self.issuer)
        if bound and not plain and mend_year(day, place.mention, self.anchor):
            bound, why = False, Message("it has gone by")
        if not bound:
            self._pass(place, day, why)
            return
        if not plain:
            self.warnings[Caveat.NOT_PLAIN] = None
        for warning in resolved.warnings:
            self.warnings[warning] = None
        self._add(place, shared, resolved)

    def _pass(self, place: Place, day: date | None, why: Message | None) -> None:
        if day is None:
            return
        self.last = day
        if str(why) not in _NO_EVENTS:
            self.events.append((day, place))
        self.passed.append(PassedOver(day, place.words, why or Message("nothing is to be sent in by it")))

    def _add(self, place: Place, shared: Place, resolved: Resolved) -> None:
        mention, day, tail = place.mention, resolved.day, shared.tail
        told, clock = self._told(mention.text) if day is None and mention.relative else (None, None)
        day = day or told
        if mended := mend_year(day, mention, self.anchor):
            self.warnings[Caveat.YEAR_CONFLICT] = None
            day = mended
        day = next_year(day, mention, self.anchor) or day
        if _is_far(day, self.anchor) and all(one.year is None for one in mention.readings):
            self.warnings[Caveat.YEAR_GUESSED] = None
        if mention.recurs == "daily":
            day = self._begin(shared) or day
        what = paper_asked(shared, self.title)
        fact = DeadlineFact(
            due=day,
            what=what,
            clock=tail.clock or clock,
            time_text=tail.time_text,
            relative=f"{mention.relative}{tail.sign}" if mention.relative else "",
            recurs=mention.recurs,
            approx=mention.approx or told is not None,
            words=f"{place.words}{tail.sign}",
        )
        self.last = day or self.last
        self.facts.append((fact, shared))

    def drop(self, numbers: Sequence[int]) -> None:
        """Pass over deadlines that another day takes the place of."""
        gone = set(numbers)
        for number in gone:
            fact, place = self.facts[number]
            self._pass(place, fact.due, Message("a later day takes its place"))
        self.facts = [one for number, one in enumerate(self.facts) if number not in gone]

    def _told(self, words: str) -> tuple[date | None, time | None]:
        """Return the day that is told by another: 当天, 活动结束后3日内, 答辩前2日; 会上 has its time."""
        if _SAME_DAY.search(words):
            return self.last, None
        recent = self.events[-_EVENTS:]
        periods = [one for one in recent if one[1].mention.span_from is not None]
        for day, place in (*reversed(periods), *reversed(recent)):
            context = place.sentence + place.trail + place.heading
            if at_event(words, context):
                first = place.mention.span_from
                return (first and first.on(day.year)) or day, place.tail.clock
            if (found := after_event(words, context, day, self.calendar)) or (
                found := before_event(words, context, day, self.calendar)
            ):
                return found, None
        return None, None

    def _begin(self, place: Place) -> date | None:
        """Return the first day of the period of a sentence: 自1月21日起至2月5日止,每天."""
        for day, event in reversed(self.events[-_EVENTS:]):
            first = event.mention.span_from
            same = event.paragraph == place.paragraph and event.words in place.earlier
            if first is not None and same:
                return first.on(day.year)
        return None


def read_deadlines(
    paragraphs: Sequence[str], *, anchor: date | None, issuer: Issuer, title: str, calendar: WorkCalendar
) -> Deadlines:
    """Return what binds the recipients, in the order of the text."""
    reader = _Reader(anchor=anchor, issuer=issuer, title=title, calendar=calendar)
    for place in find_places(paragraphs, anchor, calendar):
        reader.read(place)
    reader.drop(put_off(reader.facts))
    return Deadlines(tuple(said_once(reader.facts)), tuple(reader.passed), tuple(reader.warnings))


def _is_far(day: date | None, anchor: date | None) -> bool:
    return day is not None and anchor is not None and day - anchor > _FAR


def _gone(day: date | None, place: Place, anchor: date | None) -> bool:
    """Say whether a day has gone by and is spoken of as one that has: 应于3月1日前, 3月1日报送 without 前."""
    told = was_due(place) or not (place.signed or is_labelled(place) or place.row)
    return day is not None and anchor is not None and day < anchor and told
