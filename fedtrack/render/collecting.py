"""What came in, on a terminal and as a document: what is filed, what is asked, what is left alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.verdict import Decision, ItemKind
from fedtrack.errors import Message
from fedtrack.render.arrival_words import item_kind_word, place_word
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import RenderableType

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.judging.verdict import Verdict
    from fedtrack.core.model import Figure, Roster
    from fedtrack.usecases.parcels import Sorted

_TITLE = 60


def collection_document(items: Iterable[Sorted]) -> dict[str, Any]:
    """Return the document `fedtrack.collection/1`; `entry` is the ledger's where the item is filed."""
    return {"schema": "fedtrack.collection/1", "items": [_item_fields(one) for one in items]}


def _item_fields(one: Sorted) -> dict[str, Any]:
    verdict, arrival = one.verdict, one.arrival
    return {
        "source": arrival.source,
        "unit": verdict.unit,
        "notice": verdict.notice,
        "received": arrival.received.date() if arrival.received else None,
        "decision": verdict.decision,
        "kind": verdict.kind,
        "candidates": verdict.candidates,
        "evidence": list(dict.fromkeys(plain(one) for one in (*verdict.evidence, *verdict.doubts))),
        "files": [file.name for file in arrival.files],
        "entry": one.entry or None,
    }


def render_certain(
    items: Sequence[Sorted],
    roster: Roster,
    today: date,
    days: Mapping[str, date],
    *,
    filed: bool = False,
    told: bool = False,
) -> Iterator[RenderableType]:
    """Yield the table of what is certain: whose, when, what, and why.

    `days` are those on which they count as received, by their keys; one that nothing tells has a
    question mark, unless the clerk has `told` it.
    """
    if not items:
        return
    words = _("Filed ({count})") if filed else _("Certain ({count})")
    yield styled(words.format(count=len(items)), "bold green")
    names = {unit.id: unit.name for unit in roster.units}
    several = len({one.verdict.notice for one in items}) > 1
    headings = [_("unit"), *([_("notice")] if several else []), _("received"), _("what"), _("why")]
    table = _table(*headings)
    for one in items:
        verdict = one.verdict
        cells = [styled(names.get(verdict.unit or "", ""), "bold")]
        cells += [styled(verdict.notice)] if several else []
        cells += [
            styled(_counted(one.arrival, days, today, told=told)),
            _what(one),
            styled(_proof(verdict), "dim"),
        ]
        table.add_row(*cells)
    yield table


def render_doubtful(items: Sequence[Sorted], roster: Roster, today: date) -> Iterator[RenderableType]:
    """Yield the list of what the clerk has to look at, each with its candidates and the reason."""
    if not items:
        return
    yield styled(_("To be looked at ({count})").format(count=len(items)), "bold yellow")
    names = {unit.id: unit.name for unit in roster.units}
    table = _table(_("what"), _("received"), _("perhaps"), _("why"))
    for one in items:
        candidates = "、".join(names[unit] for unit in one.verdict.candidates if unit in names)
        table.add_row(
            _what(one),
            styled(_when(one.arrival, today)),
            styled(candidates or "—"),
            styled(_sentences(one.verdict.doubts or one.verdict.evidence), "dim"),
        )
    yield table


def render_ignored(items: Sequence[Sorted]) -> Iterator[RenderableType]:
    """Yield how many of each kind are left alone; `--json` tells each."""
    if not items:
        return
    counts = Counter(one.verdict.kind for one in items)
    words = _(", ").join(f"{item_kind_word(kind)} {count}" for kind, count in counts.most_common())
    yield styled(_("Left alone ({count}): {kinds}").format(count=len(items), kinds=words), "dim")


def render_bounces(items: Sequence[Sorted], roster: Roster) -> Iterator[RenderableType]:
    """Yield which units' addresses a mail of ours did not reach."""
    names = {unit.id: unit.name for unit in roster.units}
    for one in items:
        if one.verdict.kind == ItemKind.BOUNCE and one.verdict.unit in names:
            addresses = ", ".join(lost.address for lost in one.arrival.undelivered)
            words = _("Came back: {unit} cannot be reached at {addresses}; mend it in units.toml, or call")
            yield styled(words.format(unit=names[one.verdict.unit], addresses=addresses), "bold red")


def render_item(
    one: Sorted, roster: Roster, today: date, *, position: int, total: int, beside: Sequence[Sorted] = ()
) -> Iterator[RenderableType]:
    """Yield one doubtful item as the clerk is asked about it: what it is, why, and the choices.

    `beside` are the photos of the same folder that the same answer settles.
    """
    arrival, verdict = one.arrival, one.verdict
    names = {unit.id: unit.name for unit in roster.units}
    head = Text("\n" if position > 1 else "")
    head.append_text(styled(f"[{position}/{total}] ", "bold"))
    head.append_text(styled(title_of(arrival), "bold"))
    head.append_text(styled(f"  {_when(arrival, today)}", "dim"))
    yield head
    sender = " ".join(
        part for part in (arrival.sender_name, f"<{arrival.sender}>" if arrival.sender else "") if part
    )
    if sender:
        yield styled(_("  from {sender}").format(sender=sender))
    files = "、".join(file.name for file in arrival.files if not file.inline)
    if files and arrival.form == Form.MAIL:
        yield styled(_("  files: {files}").format(files=files))
    first = arrival.text.replace("\n", " ")[: _TITLE * 2]
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
    for number, unit in enumerate(verdict.candidates, start=1):
        yield styled(f"  {number}  {names.get(unit, unit)}", "bold")


def figures_words(figures: Mapping[str, int | float], asked: Iterable[Figure]) -> str:
    """Return numbers with their labels and units: 开展活动3场次、参与人数120人次."""
    return "、".join(
        f"{figure.label}{figures[figure.key]}{figure.unit}" for figure in asked if figure.key in figures
    )


def title_of(arrival: Arrival) -> str:
    """Return what an item is called in a list: its subject, its file, or what its row says."""
    if arrival.form == Form.ROW:
        return " ".join(str(cell) for cell in arrival.cells.values())[:_TITLE]
    name = arrival.subject or (arrival.files[0].name if arrival.files else "")
    return name[:_TITLE] or _("(no subject)")


def _what(one: Sorted) -> Text:
    """Return how it is called, what it is if no plain report, and where it lies."""
    title = styled(title_of(one.arrival))
    if one.verdict.kind != ItemKind.REPORT:
        title.append_text(styled(f"  {item_kind_word(one.verdict.kind)}", "cyan"))
    if one.arrival.source != title.plain:
        title.append("\n")
        title.append_text(styled(one.arrival.source, "dim"))
    return title


def _proof(verdict: Verdict) -> str:
    """Return what proves unit and notice, in a word each; `--json` tells it in sentences."""
    places = _(", ").join(place_word(place) for place in verdict.places)
    return "  ".join(
        part for part in (places, _("“{word}”").format(word=verdict.word) if verdict.word else "") if part
    )


def _counted(arrival: Arrival, days: Mapping[str, date], today: date, *, told: bool) -> str:
    """Return the day on which it counts as received, with a question mark where nothing tells it."""
    day = short_day(days.get(arrival.key), beside=today)
    return day if told or arrival.received is not None else f"{day}?"


def _when(arrival: Arrival, today: date) -> str:
    return short_day(arrival.received.date(), beside=today) if arrival.received else "—"


def _sentences(sentences: Iterable[Message]) -> str:
    return _("; ").join(plain(sentence) for sentence in sentences)


def sorted_by_decision(items: Iterable[Sorted]) -> dict[Decision, list[Sorted]]:
    """Return the items under their decisions, in their order."""
    found: dict[Decision, list[Sorted]] = {decision: [] for decision in Decision}
    for one in items:
        found[one.verdict.decision].append(one)
    return found


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def next_step(filed: int, doubtful: int, *, again: str) -> Text:
    """Return what was done and what to do next; `again` is the command that looks at the same once more."""
    words = _("Filed: {filed}; `fedtrack status` shows who is outstanding")
    if doubtful:
        words = _("Filed: {filed}; to be looked at: {doubtful}, by running `{again}` on a terminal")
    return styled(words.format(filed=filed, doubtful=doubtful, again=again), "bold cyan")


def nothing_came() -> Text:
    """Return that there was nothing to look at."""
    return styled(_("There is nothing there: no mail, no file"), "bold cyan")


def dry_run_foot(certain: int, doubtful: int) -> Text:
    """Return what would be done."""
    words = _("Nothing was filed (--dry-run): {certain} would be, {doubtful} to be looked at")
    return styled(words.format(certain=certain, doubtful=doubtful), "bold cyan")
