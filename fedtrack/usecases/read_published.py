"""Understand a published notice beside the roster: what it asks, of which units, and what is there already.

Nothing is written here; a day that cannot be told makes no notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.matching.recipients import Recipients, find_recipients
from fedtrack.core.model import Notice
from fedtrack.core.new_notices import build_notices
from fedtrack.core.reading.published.facts import NoticeFacts
from fedtrack.core.reading.published.read import read_notice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.model import Roster
    from fedtrack.core.workdays import WorkCalendar


class PublishedNotice(Struct, frozen=True):
    """What was read; `new` are notices as they can be added, `known` the same ones of the roster."""

    facts: NoticeFacts
    recipients: Recipients
    new: tuple[Notice, ...] = ()
    known: tuple[Notice, ...] = ()


def read_published(
    lines: Sequence[str], roster: Roster, *, calendar: WorkCalendar, today: date
) -> PublishedNotice:
    """Return what the lines of a paper ask of the roster's units; never raises, whatever the text."""
    return place_beside(read_notice(lines, calendar=calendar), roster, today=today)


def place_beside(facts: NoticeFacts, roster: Roster, *, today: date) -> PublishedNotice:
    """Return what was read of a paper beside the roster."""
    recipients = find_recipients(facts.recipients, roster, today)
    new, known = build_notices(facts, roster, recipients.chosen)
    return PublishedNotice(facts, recipients, new, known)
