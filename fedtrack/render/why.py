"""Why a unit would or would not be reminded, on a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from fedtrack.errors import Message
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import STATE_STYLES, due_words, round_word, state_word, weekday_word
from fedtrack.usecases.skip_reasons import not_confirmed, not_sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from fedtrack.usecases.explain import Explanation


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
    if standing.unconfirmed:
        yield styled(Message("  ! {what}", what=not_confirmed(standing)), "bold magenta")
    if standing.unsent:
        yield styled(Message("  ! {what}", what=not_sent(standing)), "bold magenta")
    if standing.failed:
        last = standing.failed[-1]
        yield styled(
            Message("  ! the reminder of {day} could not be sent ({reason})", day=last.on, reason=last.error),
            "bold red",
        )
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
