"""What is to be done with an arrival, and why."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from fedtrack.errors import Message


class Decision(StrEnum):
    """What happens to an arrival; the value is what the JSON carries."""

    RECORD = "record"
    """It is certain: it is filed."""
    REVIEW = "review"
    """The clerk is asked."""
    IGNORE = "ignore"
    """It is no report."""


class ItemKind(StrEnum):
    """What an arrival is; the value is what the JSON carries."""

    REPORT = "report"
    SUPPLEMENT = "supplement"
    CORRECTION = "correction"
    NIL = "nil"
    DUPLICATE = "duplicate"
    REPLY = "reply"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    QUESTION = "question"
    NOTICE = "notice"
    SPAM = "spam"
    PHOTO = "photo"
    OTHER = "other"


class Verdict(Struct, frozen=True):
    """The decision on one arrival; `unit` and `notice` are ids, the likely ones if it is not certain."""

    decision: Decision
    kind: ItemKind
    unit: str | None = None
    notice: str | None = None
    candidates: tuple[str, ...] = ()
    evidence: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()
    places: tuple[str, ...] = ()
    """Where the unit is named beyond doubt, as claims.Where has it: the evidence for it in a word each."""
    word: str = ""
    """The word that tells which notice it is."""
