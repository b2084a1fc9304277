"""What was read from a published notice, fact by fact."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from msgspec import Struct

from fedtrack.errors import Message


class Caveat(StrEnum):
    """What a reader has to look at twice; the value is what the JSON carries."""

    LOST_CHARACTERS = "lost_chars"
    AMBIGUOUS_DATE = "ambiguous_date"
    YEAR_CONFLICT = "year_conflict"
    YEAR_GUESSED = "year_guessed"
    NOT_PLAIN = "unsure_deadline"
    RECKONED = "reckoned_date"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    BEFORE_ISSUE = "deadline_before_publish"
    GLUED_PHONES = "glued_phones"
    MOJIBAKE = "mojibake"
    NO_ISSUE_DATE = "no_issue_date"
    NO_DEADLINE = "no_deadline"
    UNREAD_DEADLINE = "unread_deadline"


class Caution(Struct, frozen=True):
    """One warning with the sentence that explains it."""

    code: Caveat
    sentence: Message


class DeadlineFact(Struct, frozen=True):
    """Something that the recipients have to send in, and by when; `due` is None where no day can be told.

    `clock` is the minute where one is named, `time_text` what was said of the time (下班前 is an office's own
    affair). `relative` and `recurs` keep what cannot be told by one day: 活动结束后3日内, monthly:25.
    `approx` marks a day that the words do not name outright. `words` are those it was read from.
    """

    due: date | None
    what: str
    clock: time | None = None
    time_text: str = ""
    relative: str = ""
    recurs: str = ""
    approx: bool = False
    words: str = ""


class PassedOver(Struct, frozen=True):
    """A day in the text by which nothing is to be sent in, and why not."""

    day: date
    words: str
    why: Message


class NoticeFacts(Struct, frozen=True):
    """All that was read; an empty text or tuple is what the notice does not say."""

    issuer: str = ""
    number: str = ""
    title: str = ""
    theme: str = ""
    recipients: tuple[str, ...] = ()
    issued: date | None = None
    deadlines: tuple[DeadlineFact, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    contact: str = ""
    attachments: tuple[str, ...] = ()
    work_items: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    cautions: tuple[Caution, ...] = ()
    number_words: str = ""
    issued_words: str = ""

    @property
    def sure(self) -> bool:
        """Whether every deadline has its day and nothing has to be looked at twice."""
        return bool(self.deadlines) and not self.cautions and all(one.due for one in self.deadlines)
