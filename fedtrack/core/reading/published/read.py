"""A published notice read whole: what it asks for, of whom and by when, and what to look at twice."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.channels import find_channels
from fedtrack.core.reading.published.clocks import read_tail
from fedtrack.core.reading.published.days import Reading, find_days
from fedtrack.core.reading.published.deadlines import Deadlines, read_deadlines
from fedtrack.core.reading.published.facts import Caution, Caveat, NoticeFacts
from fedtrack.core.reading.published.foot import Foot, read_foot
from fedtrack.core.reading.published.head import Head, read_head
from fedtrack.core.reading.published.issuers import Issuer
from fedtrack.core.reading.published.listed import find_attachments, find_theme, find_work_items
from fedtrack.core.reading.published.paper import Paper, open_paper, to_paragraphs
from fedtrack.core.reading.published.reach import find_contact, find_emails, find_phones
from fedtrack.core.reading.published.site import is_site_line, published_on, signed_on
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.workdays import WorkCalendar

_ANNEX = re.compile(r"^附(?:件|:)")
"""What an annex begins with that is the paper's own; another's paper has recipients of its own."""
_LEAST_NAME = 6
_SENTENCES = {
    Caveat.LOST_CHARACTERS: Message("characters were lost in a date or number"),
    Caveat.AMBIGUOUS_DATE: Message("a date can be read in several ways, or its year cannot be told"),
    Caveat.YEAR_CONFLICT: Message("a year does not fit the day of issue and was taken for a slip"),
    Caveat.YEAR_GUESSED: Message("a year is not written and was guessed"),
    Caveat.NOT_PLAIN: Message("a day was taken for a deadline, and the sentence does not plainly say so"),
    Caveat.RECKONED: Message("a day is not named outright and was reckoned"),
    Caveat.WEEKDAY_MISMATCH: Message("a weekday does not fit its date"),
    Caveat.BEFORE_ISSUE: Message("a deadline lies before the day of issue or of publication"),
    Caveat.GLUED_PHONES: Message("telephone numbers had grown together"),
    Caveat.MOJIBAKE: Message("the text is damaged: characters were replaced by others"),
    Caveat.NO_ISSUE_DATE: Message("the notice does not say when it was issued"),
    Caveat.NO_DEADLINE: Message("no day was found by which something is to be sent in"),
    Caveat.UNREAD_DEADLINE: Message("a deadline has no day that can be told from the text"),
}


def read_notice(lines: Iterable[str], *, calendar: WorkCalendar) -> NoticeFacts:
    """Return all that can be read from the lines of a notice; never raises, whatever the text."""
    paper = open_paper(lines)
    head = read_head(paper.lines)
    published = published_on(paper.lines)
    foot = _foot(paper, head, published)
    anchor = foot.issued or published or _year_of(head)
    body = [line for line in paper.lines[head.body_from : foot.starts] if not is_site_line(line)]
    asked = _asked(head, foot, body, anchor, calendar)
    annex = paper.lines[foot.ends :]
    if not asked.facts and _is_own(annex, head.title):
        asked = _asked(head, foot, annex, anchor, calendar)
        body = [*body, *annex] if asked.facts else body
    phones, glued = find_phones(paper.lines)
    emails = find_emails(paper.lines)
    warnings = set(_warnings(paper, head, foot, asked, published, glued=glued))
    written = paper.as_written
    return NoticeFacts(
        issuer=written(foot.issuer),
        number=head.number,
        title=written(head.title),
        theme=written(find_theme(body)),
        recipients=tuple(map(written, head.recipients)),
        issued=foot.issued,
        deadlines=asked.facts,
        emails=tuple(emails),
        phones=tuple(phones),
        channels=tuple(find_channels(body, emails, asked=bool(asked.facts))),
        contact=written(find_contact(paper.lines)),
        attachments=tuple(map(written, find_attachments(paper.lines))),
        work_items=tuple(map(written, find_work_items(to_paragraphs(body)))),
        passed_over=asked.passed_over,
        cautions=tuple(Caution(code, _SENTENCES[code]) for code in Caveat if code in warnings),
        number_words=head.number_words,
        issued_words=foot.words,
    )


def _is_own(annex: Sequence[str], title: str) -> bool:
    """Say whether what follows the signature is an annex or the paper that the notice issues (印发)."""
    first = " ".join(annex[:1])
    own = _ANNEX.search(first) is not None or (len(first) > _LEAST_NAME and first in title)
    return own and not read_head(annex).recipients


def _asked(
    head: Head, foot: Foot, lines: Sequence[str], anchor: date | None, calendar: WorkCalendar
) -> Deadlines:
    issuer = Issuer(foot.issuer, "、".join(head.recipients))
    paragraphs = to_paragraphs(lines)
    return read_deadlines(paragraphs, anchor=anchor, issuer=issuer, title=head.title, calendar=calendar)


def _foot(paper: Paper, head: Head, published: date | None) -> Foot:
    """Return the foot; where it has no day of its own, that which the page gives as the paper's."""
    foot = read_foot(paper.lines, head.body_from, published=published, named=_named(paper.lines))
    if foot.issued is not None:
        return foot
    signed, words = signed_on(paper.lines)
    if signed is None:
        return foot
    return Foot(foot.issuer, signed, words, lost=foot.lost, starts=foot.starts, ends=foot.ends)


def _named(lines: Sequence[str]) -> Iterator[Reading]:
    """Yield the days that the text names with their year, or as the last on which something can be done."""
    for line in lines:
        if is_site_line(line):
            continue
        for mention in find_days(line):
            last = bool(read_tail(line, mention.end).sign)
            yield from (one for one in mention.readings if last or one.year is not None)


def _year_of(head: Head) -> date | None:
    """Return the first day of the number's year: all there is to tell a year by where nothing is dated."""
    year = head.number.partition("〔")[2][:4]
    return date(int(year), 1, 1) if year else None


def _warnings(
    paper: Paper, head: Head, foot: Foot, asked: Deadlines, published: date | None, *, glued: bool
) -> Iterator[Caveat]:
    yield from asked.warnings
    if head.number_lost or foot.lost:
        yield Caveat.LOST_CHARACTERS
    if foot.ambiguous:
        yield Caveat.AMBIGUOUS_DATE
    if paper.mojibake or paper.replaced:
        yield Caveat.MOJIBAKE
    if glued:
        yield Caveat.GLUED_PHONES
    if foot.issued is None:
        yield Caveat.NO_ISSUE_DATE
        if asked.facts:
            yield Caveat.YEAR_GUESSED
    yield from _doubts(foot, asked, published)


def _doubts(foot: Foot, asked: Deadlines, published: date | None) -> Iterator[Caveat]:
    """Yield what is to be looked at twice in the deadlines."""
    if any(fact.approx for fact in asked.facts):
        yield Caveat.RECKONED
    if not asked.facts:
        yield Caveat.NO_DEADLINE
    if any(fact.due is None and not fact.recurs for fact in asked.facts):
        yield Caveat.UNREAD_DEADLINE
    known = [day for day in (foot.issued, published) if day is not None]
    if known and any(fact.due is not None and fact.due < max(known) for fact in asked.facts):
        yield Caveat.BEFORE_ISSUE
