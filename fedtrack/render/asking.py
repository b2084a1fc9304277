"""One doubtful thing as the clerk is asked about it: what it is, why, and what an answer would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.which import NOTHING_SAYS
from fedtrack.errors import Message
from fedtrack.render.collecting import TITLE, day_words, title_of
from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.usecases.received_day import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from fedtrack.core.judging.verdict import Verdict
    from fedtrack.core.model import Figure, Notice, Roster
    from fedtrack.usecases.parcels import Sorted
    from fedtrack.usecases.received_day import ReceivedDay


def render_item(
    one: Sorted,
    roster: Roster,
    today: date,
    days: Mapping[str, ReceivedDay],
    *,
    position: int,
    total: int,
    beside: Sequence[Sorted] = (),
) -> Iterator[Text]:
    """Yield one doubtful item as the clerk is asked about it: what it is, why, and the choices.

    `days` are those on which things count as received, by their keys; `beside` are the photos of the
    same folder that the same answer settles.
    """
    arrival, verdict = one.arrival, one.verdict
    names = {unit.id: unit.name for unit in roster.units}
    head = Text("\n" if position > 1 else "")
    head.append_text(styled(f"[{position}/{total}] ", "bold"))
    head.append_text(styled(title_of(arrival), "bold"))
    head.append_text(styled(f"  {day_words(arrival, days, today)}", "dim"))
    yield head
    sender = " ".join(
        part for part in (arrival.sender_name, f"<{arrival.sender}>" if arrival.sender else "") if part
    )
    if sender:
        yield styled(_("  from {sender}").format(sender=sender))
    files = "、".join(file.name for file in arrival.files if not file.inline)
    if files and arrival.form == Form.MAIL:
        yield styled(_("  files: {files}").format(files=files))
    first = arrival.text.replace("\n", " ")[: TITLE * 2]
    if first:
        yield styled(f"  “{first}”", "dim")
    yield styled(f"  {arrival.source}", "dim")
    if beside:
        others = "、".join(title_of(other.arrival) for other in beside)
        yield styled(
            Message("  and {count} more that lie beside it: {names}", count=len(beside), names=others)
        )
    for sentence in dict.fromkeys((*verdict.doubts, *verdict.evidence)):
        yield styled(
            Message("  · {sentence}", sentence=sentence), "yellow" if sentence in verdict.doubts else ""
        )
    yield from _consequences(verdict, days.get(arrival.key), roster.open_notices(today))
    for number, unit in enumerate(verdict.candidates, start=1):
        yield styled(f"  {number}  {names.get(unit, unit)}", "bold")


def _consequences(
    verdict: Verdict, received: ReceivedDay | None, awaited: Sequence[Notice]
) -> Iterator[Text]:
    """Yield what the thing does not say itself and would be entered all the same, and what says otherwise."""
    if verdict.notice is None and len(awaited) == 1:
        (only,) = awaited
        yield styled(Message("  → filed for {notice}, the only open one", notice=only.number or only.id))
        if NOTHING_SAYS in verdict.doubts:
            yield styled(
                Message("    if they all answer it, `--notice {id}` spares the questions", id=only.id)
            )
    if received is not None and received.basis is Basis.FILE:
        day = Message("  → received {day}, the day of the file; `--on DATE` corrects it", day=received.day)
        yield styled(day)
    elif received is not None and received.basis is Basis.TODAY:
        day = Message(
            "  → received today, {day}, for it does not say when; `--on DATE` corrects it", day=received.day
        )
        yield styled(day)


def figures_words(figures: Mapping[str, int | float], asked: Iterable[Figure]) -> str:
    """Return numbers with their labels and units: 开展活动3场次、参与人数120人次."""
    return "、".join(
        f"{figure.label}{figures[figure.key]}{figure.unit}" for figure in asked if figure.key in figures
    )
