"""Reminders on a terminal: what was drafted, who was skipped and why, the call sheet, the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD, SQUARE
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import (
    STATE_STYLES,
    due_words,
    reminded_words,
    round_word,
    stage_word,
    state_word,
    weekday_word,
)
from fedtrack.usecases.remind import NO_EMAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from fedtrack.core.standing import Standing
    from fedtrack.usecases.explain import Explanation
    from fedtrack.usecases.remind import Reminding


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
                "subject": one.message.subject,
                "stage": one.message.stage,
                "message_id": one.message.message_id,
                "state": "drafted",
                "path": shorten(one.draft.mail) if one.draft and one.draft.mail else None,
                "error": None,
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


def render_reminding(
    reminding: Reminding, shorten: Callable[[str], str], *, dry_run: bool
) -> Iterator[RenderableType]:
    """Yield the table of drafts, the units without e-mail, those held back, and the next step."""
    yield styled(_("Round: {round}").format(round=round_word(reminding.round)), "bold")
    if reminding.reminders:
        table = _table(_("unit"), _("reminder"), _("to"))
        for one in reminding.reminders:
            words = stage_word(one.message.stage)
            if not one.new:
                words = _("{stage} (drafted earlier today)").format(stage=words)
            table.add_row(styled(one.message.unit_name), styled(words), styled(", ".join(one.message.to)))
        yield table
    without = [one for one in reminding.skipped if one.reason == NO_EMAIL]
    if without:
        yield styled(
            _("No e-mail address ({count}): paste their text in OA or WeChat, or call").format(
                count=len(without)
            ),
            "bold",
        )
        table = _table(_("unit"), _("phone"), *([] if dry_run else [_("text")]))
        for skipped in without:
            cells = [styled(skipped.standing.unit.name), styled(skipped.standing.unit.phone or "—")]
            if skipped.draft:
                cells.append(styled(shorten(skipped.draft.text)))
            table.add_row(*cells)
        yield table
    yield from _held_back(reminding)
    yield _foot(reminding, without=bool(without), dry_run=dry_run, shorten=shorten)


def _held_back(reminding: Reminding) -> Iterator[RenderableType]:
    """Yield the outstanding units that a rule holds back, gathered by its reason."""
    reasons: dict[str, list[str]] = {}
    for one in reminding.skipped:
        if one.reason != NO_EMAIL and one.standing.outstanding:
            reasons.setdefault(plain(one.why), []).append(plain(one.standing.unit.name))
    for reason, names in reasons.items():
        line = styled(_("Not reminded ({count}): {reason}").format(count=len(names), reason=reason), "yellow")
        if len(names) <= _NAMED:
            line.append(f"  {'、'.join(names)}", style="default")
        yield line


_NAMED = 8


def _foot(reminding: Reminding, *, without: bool, dry_run: bool, shorten: Callable[[str], str]) -> Text:
    drafted = [one for one in reminding.reminders if one.draft]
    if dry_run:
        words = _("Nothing was written (--dry-run): {count} drafts would be made").format(
            count=sum(one.new for one in reminding.reminders) + sum(one.new for one in reminding.skipped)
        )
    elif drafted and drafted[0].draft:
        folder = shorten(drafted[0].draft.text).replace("\\", "/").rpartition("/")[0] or "."
        words = _("Next: open the drafts in {folder} in your mail program and send them").format(
            folder=folder
        )
    elif without:
        words = _("Next: paste the texts in OA or WeChat, or read them out on the phone")
    elif reminding.next_day:
        words = _("Nothing to remind today; the next reminder falls on {day} ({weekday})").format(
            day=reminding.next_day, weekday=weekday_word(reminding.next_day)
        )
    else:
        words = _("Nothing to remind")
    return styled(words, "bold cyan")


def render_calls(standings: Sequence[Standing], today: date) -> Table:
    """Return the call sheet: whom to call, and room to write down who answered what."""
    table = Table(box=SQUARE, header_style="bold", show_lines=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column(_("unit"), overflow="fold", ratio=3)
    table.add_column(_("phone"), overflow="fold", ratio=2)
    table.add_column(_("person"), overflow="fold")
    table.add_column(_("state"), no_wrap=True)
    table.add_column(_("reminded"), no_wrap=True)
    table.add_column(_("answered by, what"), ratio=2)
    for number, standing in enumerate(standings, start=1):
        table.add_row(
            str(number),
            styled(standing.unit.name),
            styled(standing.unit.phone or "—"),
            styled(standing.unit.contact),
            Text(state_word(standing.state), style=STATE_STYLES[standing.state]),
            Text(reminded_words(standing, today)),
            "",
        )
    return table


def calls_document(standings: Sequence[Standing]) -> dict[str, Any]:
    """Return the document `fedtrack.calls/1`."""
    return {
        "schema": "fedtrack.calls/1",
        "calls": [
            {
                "unit": standing.unit.id,
                "name": standing.unit.name,
                "phone": standing.unit.phone,
                "contact": standing.unit.contact,
                "state": standing.state,
                "reminders": len(standing.reminders),
                "last_reminded_on": standing.last_reminded_on,
            }
            for standing in standings
        ],
    }


def render_why(explanation: Explanation) -> Iterator[RenderableType]:
    """Yield the unit's state, the rules with a tick or a cross, its rounds, and when next."""
    judgement = explanation.judgement
    standing = judgement.standing
    line = styled(standing.unit.name, "bold")
    line.append("  ")
    line.append(state_word(standing.state), style=STATE_STYLES[standing.state])
    line.append("  " + _("due {due}").format(due=due_words(standing.deadline)))
    yield line
    for verdict in judgement.verdicts:
        mark = Text("  ✓ " if verdict.passed else "  ✗ ", style="green" if verdict.passed else "bold red")
        mark.append_text(styled(verdict.reason, "" if verdict.passed else "bold"))
        yield mark
    if not standing.unit.email:
        yield styled("  ! " + _("no e-mail address: by OA, WeChat or phone"), "yellow")
    yield styled(_("Rounds:") if explanation.rounds else _("Rounds: none"))
    for planned in explanation.rounds:
        yield styled(f"    {planned.day}  {round_word(planned.name)}")
    if judgement.allowed and standing.unit.email:
        yield styled(_("So: `fedtrack remind` drafts a mail to it now"), "bold cyan")
    elif judgement.allowed:
        yield styled(_("So: `fedtrack remind` words a text for it now, to paste or to read out"), "bold cyan")
    elif explanation.next_day:
        yield styled(
            _("So: not now; next on {day} ({weekday}) if nothing comes in").format(
                day=explanation.next_day, weekday=weekday_word(explanation.next_day)
            ),
            "bold cyan",
        )
    else:
        yield styled(_("So: it is not reminded again"), "bold cyan")


def why_document(explanation: Explanation) -> dict[str, Any]:
    """Return the document `fedtrack.why/1`."""
    judgement = explanation.judgement
    return {
        "schema": "fedtrack.why/1",
        "notice": explanation.notice.id,
        "unit": judgement.standing.unit.id,
        "state": judgement.standing.state,
        "allowed": judgement.allowed,
        "stage": judgement.stage,
        "rules": [
            {"rule": verdict.rule, "passed": verdict.passed, "reason": plain(verdict.reason)}
            for verdict in judgement.verdicts
        ],
        "rounds": [{"round": planned.name, "day": planned.day} for planned in explanation.rounds],
        "next": explanation.next_day,
    }


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
