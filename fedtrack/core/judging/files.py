"""Mails with files, loose files and what was packed in a zip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Form, Reading
from fedtrack.core.judging import words
from fedtrack.core.judging.contents import chat_words, headlines, is_blank_form, is_chat
from fedtrack.core.judging.machines import judge_advert
from fedtrack.core.judging.papers import Paper, called, is_plan, paper_of, strongest
from fedtrack.core.judging.telling import is_to_come, tells_activities, wants_something
from fedtrack.core.judging.texts import is_acknowledgement, is_report_itself
from fedtrack.core.judging.titles import titles_of
from fedtrack.core.judging.verdict import ItemKind, Verdict
from fedtrack.core.matching.topics import Topics
from fedtrack.core.reading.forms import row_texts
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.arrivals import ReceivedFile
    from fedtrack.core.judging.item import Item
    from fedtrack.core.model import Notice

_HEAD = 6
"""Rows of a table in which its headings stand."""
_MOST_TOLD = 5
"""Files of which is told what is wrong with them."""


def judge_with_files(item: Item) -> Verdict:
    """Return the decision on something that brings files."""
    for judge in (
        _dangerous,
        judge_advert,
        _chat,
        _papers_of_offices,
        _notice,
        _no_report,
        _not_yet,
        _cannot_be_read,
    ):
        verdict = judge(item)
        if verdict is not None:
            return verdict
    return item.record() if item.proven else item.review(item.report_kind())


def _dangerous(item: Item) -> Verdict | None:
    if not item.contents.programs:
        return None
    return item.review(ItemKind.OTHER)


def _chat(item: Item) -> Verdict | None:
    if not is_chat(item.arrival):
        return None
    said = chat_words(item.arrival)
    if is_acknowledgement(said) and not words.SAYS_DONE.search(said):
        return item.ignore(
            ItemKind.REPLY, Message("a conversation that only says that something was received")
        )
    kind = ItemKind.NIL if words.NIL.search(said) or words.NIL_VAGUE.search(said) else ItemKind.REPLY
    return item.review(kind, Message("a conversation, not a report"))


def _papers_of_offices(item: Item) -> Verdict | None:
    """Return the decision on papers that are no unit's report: our own, briefings, empty forms."""
    if item.own_paper:
        return item.ignore(ItemKind.NOTICE, Message("our own notice"))
    if item.whose.table and all(file.extract.sheets for file in item.contents.documents):
        return _table_of_units(item)
    if item.whose.many and item.whose.unit is None and item.arrival.form != Form.MAIL:
        return item.ignore(ItemKind.OTHER, Message("it tells of many units: a briefing or a list"))
    papers = item.contents.documents
    if papers and all(is_blank_form(file) for file in papers):
        if not item.whose.candidates:
            return item.ignore(ItemKind.OTHER, Message("an empty form"))
        return item.review(ItemKind.OTHER, Message("the form is not filled in"))
    return None


def _table_of_units(item: Item) -> Verdict:
    """Return the decision on a table that names several units: our own list, or many units'."""
    if item.arrival.form != Form.MAIL and item.whose.unit is None and _tells_who_reported(item):
        return item.ignore(ItemKind.OTHER, Message("it tells of many units: a briefing or a list"))
    what = Message("a table of several units")
    told = item.which.notice is not None
    return item.review(ItemKind.OTHER, what) if told else item.ignore(ItemKind.OTHER, what)


def _tells_who_reported(item: Item) -> bool:
    """Say whether what a table is called, or its headings, tell that it says who has reported."""
    sheets = [sheet for file in item.contents.documents for sheet in file.extract.sheets]
    headings = [cell for sheet in sheets for row in sheet.rows[:_HEAD] for cell in row_texts(row)]
    return any(map(words.WHO_REPORTED.search, (*headlines(item.arrival), *headings)))


def _notice(item: Item) -> Verdict | None:
    """Return the decision on notices of other offices."""
    subject = item.arrival.subject
    titles = [subject] if subject else headlines(item.arrival)
    titled = any(words.NOTICE_TITLE.search(title.strip()) for title in titles)
    proposes = item.whose.unit is not None and any(words.PROPOSES.search(title.strip()) for title in titles)
    if titled and not proposes and not item.is_reply and not _brings_report(item):
        if item.which.told and item.known_sender:
            return item.review(ItemKind.NOTICE, Message("it looks like a notice"))
        return item.ignore(ItemKind.NOTICE, Message("a notice of another office"))
    above = not item.whose.candidates and any(map(words.FROM_ABOVE.match, titles))
    if above or (words.TO_ALL.search(item.arrival.text) and item.whose.unit is None):
        return item.ignore(ItemKind.NOTICE, Message("a notice to many"))
    return None


def _brings_report(item: Item) -> bool:
    """Say whether a unit of ours sends a paper that calls itself a report."""
    notice = item.which.notice
    if notice is None or not item.proven:
        return False
    return any(paper_of(file, notice) is Paper.REPORT for file in item.contents.documents)


def _no_report(item: Item) -> Verdict | None:
    """Return the decision on what is plainly about something else."""
    if item.which.other_matter:
        return item.review(ItemKind.OTHER)
    if _shows_nothing(item):
        return item.ignore(ItemKind.OTHER, Message("nothing in it is about a report"))
    return _courtesy(item) or _other_paper(item)


def _courtesy(item: Item) -> Verdict | None:
    titles = "\n".join(headlines(item.arrival))
    greeting = words.GREETING.search(item.words) and not item.contents.documents
    invitation = words.INVITATION.search(titles) and not words.DONE.search(titles)
    if (invitation or greeting) and not (invitation and item.known_sender):
        return item.ignore(ItemKind.OTHER, Message("an invitation") if invitation else Message("a greeting"))
    return None


def _other_paper(item: Item) -> Verdict | None:
    """Return the decision where no paper in it can be the report, by what they call themselves."""
    match _best_paper(item, item.which.notice) if item.which.notice is not None else Paper.UNSAID:
        case Paper.PLAN:
            return item.review(ItemKind.OTHER, Message("it is a plan"))
        case Paper.OTHER:
            what = Message("it has to do with it, but does not look like a report")
            return item.review(ItemKind.OTHER, what)
    if item.is_business("\n".join(headlines(item.arrival))):
        return item.ignore(ItemKind.OTHER, Message("it is about another matter"))
    return None


def _is_model(item: Item) -> bool:
    """Say whether it is called a model or a form to be filled in, and nothing else lies beside it."""
    papers = [(file.name, *titles_of(file)) for file in item.contents.documents]
    called = (item.arrival.subject, *item.arrival.folders)
    return any(map(words.BLANK_FORM.search, called)) or all(
        any(map(words.BLANK_FORM.search, texts)) for texts in papers or [("",)]
    )


def _best_paper(item: Item, notice: Notice) -> Paper:
    """Return the best that is among the papers: what does not say what it is, is what the subject says.

    The subject of an answer to a reminder of ours is our own.
    """
    arrival = item.arrival
    above = [*([] if item.whose.answers else [arrival.subject]), *arrival.folders]
    about = strongest(called(text, notice) for text in above)
    if not item.contents.documents:
        return Paper.REPORT if tells_activities(arrival.text) else about
    papers = [(file, paper_of(file, notice)) for file in item.contents.documents]
    if is_to_come(arrival.text):
        about = strongest((about, Paper.PLAN))
    elif wants_something(arrival.text):
        about = strongest((about, Paper.OTHER))
    found = {_or_above(file, paper, about, notice) for file, paper in papers}
    return next(paper for paper in Paper if paper in found)


def _or_above(file: ReceivedFile, paper: Paper, about: Paper, notice: Notice) -> Paper:
    if paper is not Paper.UNSAID:
        return paper
    if about in {Paper.PLAN, Paper.OTHER}:
        return about
    if about is Paper.UNSAID and _is_some_table(file, notice):
        return Paper.OTHER
    return Paper.PLAN if is_plan(file.extract.lines) else about


def _is_some_table(file: ReceivedFile, notice: Notice) -> bool:
    """Say whether a workbook has nothing of the notice in it, nor of any activity."""
    cells = [cell for sheet in file.extract.sheets for row in sheet.rows for cell in row_texts(row)]
    text = "\n".join((file.name, *cells))
    return bool(cells) and "活动" not in text and not Topics((notice,)).named(text)


def _shows_nothing(item: Item) -> bool:
    """Say whether a stranger's mail has neither a unit nor a matter of ours in it, and no paper."""
    nobodys = item.arrival.form == Form.MAIL and not item.whose.candidates and not item.contents.documents
    return nobodys and (item.which.notice is None or not words.SELF.search(item.words))


def _not_yet(item: Item) -> Verdict | None:
    """Return the decision on drafts, questions about the paper, papers taken back."""
    titles = headlines(item.arrival)
    said = "\n".join((item.words, *titles))
    if words.RECALLS.search(said) and not words.CORRECTION.search(said):
        return item.review(ItemKind.OTHER, Message("it takes something back"))
    if words.DRAFT.search(words.APPROVED.sub("", words.PAPER_LATER.sub("", said))):
        return item.review(ItemKind.OTHER, Message("it seems to be a draft"))
    if item.which.notice is not None and _is_model(item):
        return item.review(ItemKind.OTHER, Message("a model, not a report"))
    asked = words.ABOUT_RECEIPT.sub("", item.arrival.text)
    asks = words.ASKS.search(asked) and not tells_activities(item.arrival.text)
    if asks or words.ASKS_LONGER.search(asked):
        return item.review(ItemKind.QUESTION, Message("it asks something"))
    if words.SAYS_DONE.search(item.arrival.text) and not item.proven:
        return item.review(ItemKind.REPLY, Message("it says that the report was sent already"))
    return None


def _why_unusable(file: ReceivedFile) -> Message:
    """Return what is wrong with a file, as the clerk has to tell the unit that sent it."""
    match file.extract.reading:
        case Reading.EMPTY:
            return Message("{file} is empty", file=file.name)
        case Reading.BROKEN:
            return Message("{file} is damaged, or is not what its name says", file=file.name)
        case Reading.LOCKED:
            return Message("{file} is protected with a password", file=file.name)
        case Reading.TOO_LARGE:
            return Message("{file} is too large to be opened", file=file.name)
    return Message("{file} has nothing in it that can be read", file=file.name)


def _cannot_be_read(item: Item) -> Verdict | None:
    contents = item.contents
    if contents.unusable:  # it may be the report, whatever else came with it
        return item.review(ItemKind.REPORT, *map(_why_unusable, contents.unusable[:_MOST_TOLD]))
    if contents.documents:
        return None
    if (
        contents.photos
        and not (item.proven and tells_activities(item.arrival.text))
        and not is_report_itself(item)
    ):
        return item.review(ItemKind.PHOTO, Message("only photos"))
    return None
