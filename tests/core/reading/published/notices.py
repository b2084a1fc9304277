"""Short notices to read, made up for the tests."""

from __future__ import annotations

from collections.abc import Sequence

from fedtrack.core.reading.published.facts import NoticeFacts
from fedtrack.core.reading.published.read import read_notice
from fedtrack.core.workdays import WorkCalendar

CALENDAR = WorkCalendar()
TITLE = "关于做好三八节有关工作的通知"


def read(*lines: str) -> NoticeFacts:
    return read_notice(lines, calendar=CALENDAR)


def notice(
    *body: str,
    title: str = TITLE,
    to: str = "各乡镇妇联:",
    issuer: str = "松坡县妇女联合会",
    signed: str = "2020年3月3日",
) -> NoticeFacts:
    return read(*filter(None, (title, to, *body, issuer, signed)))


def due(facts: NoticeFacts) -> list[str]:
    """Return the deadlines as 2020-03-20 17:00; None where the day cannot be told."""
    return [
        f"{one.due}" + (f" {one.clock:%H:%M}" if one.clock else "") + (f" {one.recurs}" if one.recurs else "")
        for one in facts.deadlines
    ]


def codes(facts: NoticeFacts) -> Sequence[str]:
    return [str(one.code) for one in facts.cautions]
