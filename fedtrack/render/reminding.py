"""Reminders on a terminal: who gets one, what became of each, who was skipped and why, what next."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.core.payloads import ReminderState
from fedtrack.errors import Fault, Message
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import reminder_state_word, round_word, stage_word, weekday_word
from fedtrack.usecases.skip_reasons import NO_EMAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from fedtrack.usecases.plan_reminders import Prepared, Reminding, Skipped

_NAMED = 8  # names that stand beside a reason; more would drown it
_STYLES = {
    ReminderState.SENT: "green",
    ReminderState.DRAFTED: "yellow",
    ReminderState.FAILED: "bold red",
    ReminderState.UNKNOWN: "bold magenta",
}


class Manner(Enum):
    """What a list of reminders is about."""

    DRAFT = auto()
    DRY_RUN = auto()
    PREVIEW = auto()
    DRY_RUN_OF_SENDING = auto()
    SEND = auto()


def reminders_document(
    reminding: Reminding, shorten: Callable[[str], str], *, dry_run: bool
) -> dict[str, Any]:
    """Return the document `fedtrack.reminders/1`; `shorten` makes a path relative to the workspace."""
    return {
        "schema": "fedtrack.reminders/1",
        "dry_run": dry_run,
        "round": reminding.round,
        "reminders": [
            {
                "unit": one.message.unit,
                "to": one.message.to,
                "cc": one.message.cc,
                "subject": one.message.subject,
                "stage": one.message.stage,
                "message_id": one.message.message_id,
                "state": one.state or ReminderState.DRAFTED,
                "path": shorten(_place(one)) if _place(one) else None,
                "error": fault_words(one.fault) if one.fault else None,
            }
            for one in reminding.reminders
        ],
        "skipped": [
            {
                "unit": one.standing.unit.id,
                "reason": one.reason,
                "path": shorten(one.draft.text) if one.draft else None,
            }
            for one in reminding.skipped
        ],
    }


def _place(one: Prepared) -> str:
    return one.copy or (one.draft.mail if one.draft else None) or ""


def fault_words(fault: Fault) -> str:
    """Return what went wrong and what to do, in one line."""
    what = Message("{where}: {what}", where=fault.where, what=fault.what) if fault.where else fault.what
    return plain(Message("{what}; {fix}", what=what, fix=fault.fix) if fault.fix else what)


def render_reminding(
    reminding: Reminding, shorten: Callable[[str], str], manner: Manner
) -> Iterator[RenderableType]:
    """Yield the table of mails, the units without e-mail, those held back, what went wrong, what next."""
    yield styled(_("Round: {round}").format(round=round_word(reminding.round)), "bold")
    if reminding.reminders:
        yield _mails(reminding.reminders, manner)
    without = [one for one in reminding.skipped if one.reason == NO_EMAIL]
    if without and manner in {Manner.DRAFT, Manner.DRY_RUN}:
        yield from _texts(without, shorten)
    elif without:
        words = _(
            "No e-mail address ({count}): `fedtrack remind` words a text for each, `--calls` has the phones"
        )
        yield styled(words.format(count=len(without)), "bold")
        yield styled(f"  {'、'.join(one.standing.unit.name for one in without)}")
    yield from _held_back(reminding)
    yield from _faults(reminding)
    for line in _foot(reminding, shorten, manner).splitlines():
        yield styled(line, "bold cyan")


def _mails(reminders: Sequence[Prepared], manner: Manner) -> Table:
    table = _table(_("unit"), _("reminder"), _("to"), *([_("result")] if manner is Manner.SEND else []))
    for one in reminders:
        words = stage_word(one.message.stage)
        if not one.new:
            words = _("{stage} (drafted earlier today)").format(stage=words)
        to = ", ".join(one.message.to)
        if one.message.cc:
            to = _("{to}; copy to {cc}").format(to=to, cc=", ".join(one.message.cc))
        cells = [styled(one.message.unit_name), styled(words), styled(to)]
        if manner is Manner.SEND:
            state = one.state or ReminderState.DRAFTED
            cells.append(Text(reminder_state_word(state), style=_STYLES[state]))
        table.add_row(*cells)
    return table


def _texts(without: Sequence[Skipped], shorten: Callable[[str], str]) -> Iterator[RenderableType]:
    """Yield the units without an address; the folder of their texts is said once."""
    texts = [_split(shorten(one.draft.text)) for one in without if one.draft]
    words = _("No e-mail address ({count}): paste their text in OA or WeChat, or call")
    if texts:
        words = _("No e-mail address ({count}): paste their text from {folder} in OA or WeChat, or call")
    yield styled(words.format(count=len(without), folder=texts[0][0] if texts else ""), "bold")
    table = _table(_("unit"), _("phone"), *([_("text")] if texts else []))
    for position, one in enumerate(without):
        cells = [styled(one.standing.unit.name), styled(one.standing.unit.phone or "—")]
        cells += [styled(texts[position][1])] if texts else []
        table.add_row(*cells)
    yield table


def _split(path: str) -> tuple[str, str]:
    """Return the folder and the name of a file."""
    folder, _slash, name = path.replace("\\", "/").rpartition("/")
    return folder or ".", name


def _held_back(reminding: Reminding) -> Iterator[Text]:
    """Yield the outstanding units that a rule holds back, gathered by its reason.

    Those that owe nothing are passed over, unless a few such units are all that was asked about.
    """
    held = [one for one in reminding.skipped if one.reason != NO_EMAIL]
    all_of_them = not reminding.reminders and len(reminding.skipped) <= _NAMED
    reasons: dict[str, list[str]] = {}
    for one in held:
        if one.standing.outstanding or all_of_them:
            reasons.setdefault(plain(one.why), []).append(one.standing.unit.name)
    for reason, names in reasons.items():
        words = _("Not reminded ({count}): {reason}").format(count=len(names), reason=reason)
        yield _with_names(words, names, "yellow")


def _faults(reminding: Reminding) -> Iterator[Text]:
    """Yield what went wrong with the mails, those with one cause together, and what to do about it."""
    causes: dict[tuple[ReminderState | None, str], list[str]] = {}
    for one in reminding.reminders:
        if one.fault is not None:
            causes.setdefault((one.state, fault_words(one.fault)), []).append(one.message.unit_name)
    for (state, cause), names in causes.items():
        word = reminder_state_word(state or ReminderState.DRAFTED)
        words = _("{state} ({count}): {reason}").format(state=word, count=len(names), reason=cause)
        yield _with_names(words, names, _STYLES[state or ReminderState.DRAFTED])


def _with_names(words: str, names: Sequence[str], style: str) -> Text:
    line = styled(words, style)
    if len(names) <= _NAMED:
        line.append(f"  {'、'.join(map(plain, names))}", style="default")
    return line


def _foot(reminding: Reminding, shorten: Callable[[str], str], manner: Manner) -> str:
    mails = reminding.reminders
    if manner is Manner.DRY_RUN:
        new = sum(one.new for one in mails) + sum(one.new for one in reminding.skipped)
        return _("Nothing was written (--dry-run): {count} drafts would be made").format(count=new)
    if manner is Manner.DRY_RUN_OF_SENDING:
        return _("Nothing was sent (--dry-run); mails that would go out: {count}").format(count=len(mails))
    if manner is Manner.PREVIEW:
        return _("Mails ready to be sent: {count}").format(count=len(mails))
    if manner is Manner.SEND and mails:
        return _sent_foot(reminding, shorten)
    return _next_step(reminding, shorten)


def _next_step(reminding: Reminding, shorten: Callable[[str], str]) -> str:
    drafted = [one.draft for one in reminding.reminders if one.draft]
    if drafted:
        folder, _name = _split(shorten(drafted[0].text))
        return _("Next: open the drafts in {folder} in your mail program and send them").format(folder=folder)
    if any(one.draft for one in reminding.skipped):
        return _("Next: paste the texts in OA or WeChat, or read them out on the phone")
    if reminding.next_day:
        return _("Nothing to remind today; the next reminder falls on {day} ({weekday})").format(
            day=reminding.next_day, weekday=weekday_word(reminding.next_day)
        )
    return _("Nothing to remind")


def _sent_foot(reminding: Reminding, shorten: Callable[[str], str]) -> str:
    states = [one.state for one in reminding.reminders]
    counts = [f"{reminder_state_word(state)} {states.count(state)}" for state in _STYLES if state in states]
    words = _("Mails: {count}, {counts}")
    if any(one.copy for one in reminding.reminders):
        words = _("Mails: {count}, {counts}; copies lie in sent/")
    foot = words.format(count=len(states), counts=_(", ").join(counts))
    if any(one.draft for one in reminding.reminders):
        foot = f"{foot}\n{_next_step(reminding, shorten)}"
    return foot


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
