"""Mails without a file: answers, questions, a nil report, a report in the mail itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.judging import words
from fedtrack.core.judging.papers import Paper, called
from fedtrack.core.judging.telling import is_to_come, reports_itself, tells_activities
from fedtrack.core.judging.verdict import ItemKind, Verdict
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.judging.item import Item

_SHORT = 60
_COURTESIES = (
    (words.GREETING, Message("a greeting")),
    (words.INVITATION, Message("an invitation")),
)


def judge_text(item: Item) -> Verdict:
    """Return the decision on a mail that brings no file."""
    for judge in (_is_the_report, _conversation, _no_report, _notice, _nil):
        verdict = judge(item)
        if verdict is not None:
            return verdict
    return _report_in_mail(item)


def is_acknowledgement(text: str) -> bool:
    """Say whether a text only says that something arrived, or thanks."""
    bare = text.replace("\n", "")
    more = (words.PROMISES_FILE, words.NIL, words.NIL_VAGUE, words.QUESTION_MARK)
    says_more = any(pattern.search(bare) for pattern in more)
    return len(bare) <= _SHORT and words.ACKNOWLEDGES.search(bare) is not None and not says_more


def _is_the_report(item: Item) -> Verdict | None:
    return item.record() if is_report_itself(item) else None


def is_report_itself(item: Item) -> bool:
    """Say whether a proven unit's own text is its report, in whatever words it tells what was done."""
    text, notice = item.arrival.text, item.which.notice
    speaks = item.known_sender or item.whose.answers or item.whose.signed
    if notice is None or not item.proven or not speaks:
        return False
    own_subject = "" if item.whose.answers else item.arrival.subject
    asks = words.ASKS.search(words.ABOUT_RECEIPT.sub("", text)) or words.ASKS_LONGER.search(item.words)
    withheld = (
        words.SAYS_DONE.search(text) or words.RECALLS.search(item.words) or words.NIL.search(item.words)
    )
    paper = called(own_subject, notice)
    if asks or withheld or paper in {Paper.PLAN, Paper.OTHER}:
        return False
    return reports_itself(text, awaited=item.whose.answers or paper is Paper.REPORT)


def _conversation(item: Item) -> Verdict | None:
    """Return the decision on an answer or a question."""
    text = item.arrival.text
    if tells_activities(text) and item.proven and not is_to_come(text):
        return None  # whatever it asks besides
    if words.SAYS_DONE.search(text):
        return item.review(ItemKind.REPLY, Message("it says that the report was sent already"))
    asks_longer = words.ASKS_LONGER.search(item.words)
    if asks_longer or words.ASKS.search(item.arrival.subject) or words.ASKS.search(text):
        what = Message("it asks for more time") if asks_longer else Message("it asks something")
        return item.review(ItemKind.QUESTION, what)
    if text and is_acknowledgement(text):
        return item.ignore(ItemKind.REPLY, Message("it only says that something was received"))
    return None


def _no_report(item: Item) -> Verdict | None:
    """Return the decision on what is plainly about something else."""
    said = item.words
    if item.which.other_matter:
        return item.review(ItemKind.OTHER)
    for pattern, what in _COURTESIES:
        if pattern.search(said) and not tells_activities(item.arrival.text):
            return item.ignore(ItemKind.OTHER, what)
    if words.RECALLS.search(said) and item.which.notice is not None:
        return item.review(ItemKind.OTHER, Message("it takes something back"))
    return None


def _notice(item: Item) -> Verdict | None:
    """Return the decision on the business of other offices."""
    subject = item.arrival.subject
    proposes = item.whose.unit is not None and words.PROPOSES.search(subject) is not None
    titled = words.NOTICE_TITLE.search(subject) is not None and not item.is_reply and not proposes
    if titled or (item.whose.unit is None and words.TO_ALL.search(item.arrival.text)):
        return item.ignore(ItemKind.NOTICE, Message("a notice of another office"))
    if item.is_business(item.words):
        return item.ignore(ItemKind.OTHER, Message("it is about another matter"))
    return None


def _nil(item: Item) -> Verdict | None:
    said = item.words
    if tells_activities(item.arrival.text):
        return None  # 未组织聚集性活动，开展了线上普法: a report
    if words.NIL_VAGUE.search(said):
        return item.review(ItemKind.NIL, Message("perhaps a nil report, but not said clearly"))
    if not words.NIL.search(said):
        return None
    clear = item.proven and not words.NIL_HEDGED.search(said)
    return item.record(ItemKind.NIL) if clear else item.review(ItemKind.NIL)


def _report_in_mail(item: Item) -> Verdict:
    text = item.arrival.text
    tells = tells_activities(text)
    if words.BIG_FILE_LINK.search(f"{text}\n{item.arrival.quoted}"):
        return item.review(ItemKind.REPORT, Message("the file is only linked; it has to be downloaded"))
    if words.PROMISES_FILE.search(item.words) and not tells:
        return item.review(ItemKind.OTHER, Message("it speaks of a file, but there is none"))
    if tells and item.proven:
        return _proven_report(item)
    nobodys = item.whose.unit is None and not item.whose.candidates and not tells
    if nobodys and not (item.which.notice is not None and (item.is_reply or words.SELF.search(text))):
        return item.ignore(ItemKind.OTHER, Message("nothing in it is about a report"))
    kind = ItemKind.REPORT if tells else ItemKind.OTHER
    return item.review(
        kind, *(() if tells else (Message("it has no document, and its text does not tell what was done"),))
    )


def _proven_report(item: Item) -> Verdict:
    """Return the decision on a text that tells of activities; a stranger has to speak as the unit."""
    text, subject = item.arrival.text, item.arrival.subject
    plan = words.PLAN.search(subject) and not words.DONE.search(subject)
    if plan or is_to_come(text):
        return item.review(ItemKind.OTHER, Message("it is a plan"))
    if item.known_sender or item.whose.answers or item.whose.signed or words.SELF.search(text):
        return item.record()
    return item.review(ItemKind.REPORT, Message("a report in the mail itself, from an unknown address"))
