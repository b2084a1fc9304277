"""A published notice as it was read, each fact beside the words it was read from, and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.core.model import Deadline
from fedtrack.errors import Message
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import due_words, weekday_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from fedtrack.core.matching.recipients import Addressed
    from fedtrack.core.model import Notice
    from fedtrack.core.reading.published.facts import DeadlineFact, NoticeFacts
    from fedtrack.usecases.read_published import PublishedNotice

_WORDS = 40  # characters of a sentence that are shown beside what was read from it


def published_document(found: PublishedNotice, *, added: bool) -> dict[str, Any]:
    """Return the document `fedtrack.notice-facts/1`; `added`: the notices are in units.toml now."""
    facts = found.facts
    return {
        "schema": "fedtrack.notice-facts/1",
        "issuer": facts.issuer or None,
        "number": facts.number or None,
        "title": facts.title or None,
        "theme": facts.theme or None,
        "recipients": facts.recipients,
        "issued": facts.issued,
        "deadlines": [_deadline_fields(one) for one in facts.deadlines],
        "emails": facts.emails,
        "phones": facts.phones,
        "channels": facts.channels,
        "contact": facts.contact or None,
        "attachments": facts.attachments,
        "work_items": facts.work_items,
        "passed_over": [
            {"day": one.day, "words": one.words, "why": plain(one.why)} for one in facts.passed_over
        ],
        "warnings": [one.code for one in facts.cautions],
        "sure": facts.sure,
        "notices": [
            {
                "id": one.id,
                "due": one.deadline.due,
                "time": _clock(one.deadline),
                "recipients": one.recipients,
            }
            for one in found.new
        ],
        "known": [one.id for one in found.known],
        "left_over": found.recipients.left_over,
        "added": added,
    }


def _deadline_fields(fact: DeadlineFact) -> dict[str, Any]:
    return {
        "due": fact.due,
        "time": f"{fact.clock:%H:%M}" if fact.clock else None,
        "time_text": fact.time_text or None,
        "what": fact.what,
        "relative": fact.relative or None,
        "recurs": fact.recurs or None,
        "approx": fact.approx,
        "words": fact.words,
    }


def _clock(deadline: Deadline) -> str | None:
    return f"{deadline.clock:%H:%M}" if deadline.clock else None


def render_published(found: PublishedNotice) -> Iterator[RenderableType]:
    """Yield the facts, the days that are no deadlines, whom it asks, and what to look at twice."""
    yield _facts(found.facts)
    if found.facts.passed_over:
        yield Text()
        yield styled(_("Days in the text by which nothing is to be sent in"), "bold")
        yield _passed_over(found.facts)
    yield from _recipients(found)
    for caution in found.facts.cautions:
        yield styled(Message("Look twice: {sentence}", sentence=caution.sentence), "bold yellow")


def render_blocks(notices: Sequence[Notice], text: str) -> Iterator[RenderableType]:
    """Yield the blocks as they are added to units.toml."""
    if notices:
        yield Text()
        yield styled(_("For units.toml ({count})").format(count=len(notices)), "bold green")
        yield styled_block(text)


def styled_block(text: str) -> Text:
    """Return blocks of a file line by line, whatever stands in them."""
    return Text("\n").join(styled(line, "green") for line in text.rstrip("\n").split("\n"))


def foot(found: PublishedNotice, *, add: bool, added: bool) -> Text:
    """Return what was done and what to do next."""
    count = len(found.new)
    if added:
        words = _("Added at the end of units.toml: {count}; Next: `fedtrack status {id}`")
    elif count and add:
        words = _("Nothing was added")
    elif count:
        words = _("Nothing was added yet; Next: `--add` adds the notices ({count}) to units.toml")
    elif found.known:
        words = _("In units.toml already: {ids}; units.toml stays as it is")
    else:
        words = _("No day was read that a notice could be made of; write the block by hand")
    identifier = found.new[0].id if found.new else ""
    known = _(", ").join(one.id for one in found.known)
    return styled(words.format(count=count, id=identifier, ids=known), "bold cyan")


def _facts(facts: NoticeFacts) -> Table:
    table = _table(_("fact"), _("read"), _("from the words"))
    table.columns[0].no_wrap = True
    for name, value, words in _rows(facts):
        table.add_row(styled(name, "bold"), value, styled(_shortened(words), "dim"))
    return table


def _rows(facts: NoticeFacts) -> Iterator[tuple[str, Text, str]]:
    """Yield each fact with its name and the words; what the paper does not say is a dash where one looks."""
    yield _("issuer"), _told(facts.issuer), ""
    yield _("number"), _told(facts.number), facts.number_words
    yield _("title"), _told(facts.title), ""
    if facts.theme:
        yield _("theme"), _told(facts.theme), ""
    yield _("recipients"), _listed(facts.recipients), ""
    issued = Text("—")
    if facts.issued:
        day = {"day": facts.issued, "weekday": weekday_word(facts.issued)}
        issued = Text(_("{day} ({weekday})").format(**day))
    yield _("issued"), issued, facts.issued_words
    for fact in facts.deadlines:
        yield _("due"), _due(fact), fact.words
    if not facts.deadlines:
        yield _("due"), Text("—"), ""
    yield _("channels"), _listed(facts.channels), ""
    yield _("e-mail"), _listed(facts.emails), ""
    more = ((_("phone"), facts.phones), (_("person"), (facts.contact,) if facts.contact else ()))
    listed = (*more, (_("attachments"), facts.attachments), (_("work items"), facts.work_items))
    for name, texts in listed:
        if texts:
            yield name, _listed(tuple(map(_shortened, texts))), ""


def _due(fact: DeadlineFact) -> Text:
    """Return the day with the time, or the words that stand for it, and below it what is to be sent."""
    if fact.recurs:
        words = fact.words or fact.recurs
        day = styled(_("again and again: {words}; no block is made of it").format(words=words), "yellow")
    elif fact.due is not None:
        day = styled(due_words(Deadline(fact.due, fact.clock)), "bold")
        if fact.time_text and fact.clock is None:
            day.append_text(styled(f" {fact.time_text}"))
    else:
        day = styled(fact.relative or fact.words or _("no day that can be told"), "yellow")
    return Text("\n").join([day, styled(fact.what)]) if fact.what else day


def _passed_over(facts: NoticeFacts) -> Table:
    table = _table(_("day"), _("why not"), _("from the words"))
    table.columns[0].no_wrap = True
    for one in facts.passed_over:
        table.add_row(styled(one.day, "dim"), styled(one.why, "dim"), styled(_shortened(one.words), "dim"))
    return table


def _recipients(found: PublishedNotice) -> Iterator[Text]:
    """Yield whom the 主送 line means in the roster, and what is left over on both sides."""
    recipients = found.recipients
    if recipients.addressed:
        yield Text()
    for one in recipients.addressed:
        if one.found:
            yield _meant(one)
    for words in recipients.left_over:
        text = _("{words}: neither a group nor a unit of units.toml; name those that are meant in recipients")
        yield styled(text.format(words=words), "yellow")
    if recipients.addressed and not recipients.chosen:
        yield styled(_("No group of units.toml fits: all units are asked"), "yellow")
    if recipients.unasked:
        names = _(", ").join(group or _("units without a group") for group in recipients.unasked)
        yield styled(
            _("Not asked, for the paper does not name them: {groups}").format(groups=names), "yellow"
        )


def _meant(one: Addressed) -> Text:
    meant = _(", ").join((*one.groups, *(unit.name for unit in one.units)))
    if one.some:
        words = _("{words} → {meant}: it says only some of them; see that recipients names the right ones")
        return styled(words.format(words=one.words, meant=meant), "yellow")
    return styled(_("{words} → {meant}").format(words=one.words, meant=meant), "dim")


def _told(text: str) -> Text:
    return styled(text or "—")


def _listed(texts: Sequence[str]) -> Text:
    return Text("\n").join(styled(text) for text in texts) if texts else Text("—")


def _shortened(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
