"""What came in, on a terminal and as a document: what is filed, what is asked, what is left alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.verdict import Decision, ItemKind
from fedtrack.core.judging.which import NOTHING_SAYS
from fedtrack.render.arrival_words import item_kind_word, place_word
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import short_day
from fedtrack.usecases.received_day import GUESSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import RenderableType
    from rich.text import Text

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.judging.verdict import Verdict
    from fedtrack.core.model import Roster
    from fedtrack.errors import Message
    from fedtrack.usecases.parcels import Sorted
    from fedtrack.usecases.received_day import ReceivedDay

TITLE = 60
_FEW = 5


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
    days: Mapping[str, ReceivedDay],
    *,
    filed: bool = False,
) -> Iterator[RenderableType]:
    """Yield the table of what is certain: whose, when, what, and why.

    `days` are those on which they count as received, by their keys; one that is guessed has a question mark.
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
            styled(day_words(one.arrival, days, today)),
            _what(one),
            styled(_proof(verdict), "dim"),
        ]
        table.add_row(*cells)
    yield table


def render_doubtful(
    items: Sequence[Sorted], roster: Roster, today: date, days: Mapping[str, ReceivedDay]
) -> Iterator[RenderableType]:
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
            styled(day_words(one.arrival, days, today)),
            styled(candidates or "—"),
            styled(_sentences(one.verdict.doubts or one.verdict.evidence), "dim"),
        )
    yield table


def render_hints(
    items: Sequence[Sorted], roster: Roster, today: date, days: Mapping[str, ReceivedDay]
) -> Iterator[Text]:
    """Yield what the question marks beside days mean, and what spares questions about the notice."""
    shown = [days[one.arrival.key] for one in items if one.arrival.key in days]
    if any(received.basis in GUESSES for received in shown):
        words = _(
            "?: it does not say when it came; the day of the file counts, or today: `--on DATE` corrects it"
        )
        yield styled(words, "dim")
    awaited = roster.open_notices(today)
    if len(awaited) == 1 and any(NOTHING_SAYS in one.verdict.doubts for one in items):
        words = _("If what names no notice answers {notice}, `--notice {id}` says so")
        yield styled(words.format(notice=awaited[0].number or awaited[0].id, id=awaited[0].id), "dim")


def render_ignored(items: Sequence[Sorted]) -> Iterator[RenderableType]:
    """Yield what is left alone: each thing where they are few, else how many of each kind."""
    if not items:
        return
    if len(items) <= _FEW:
        yield styled(_("Left alone ({count}):").format(count=len(items)), "dim")
        for one in items:
            where = "" if one.arrival.source == title_of(one.arrival) else f"  {one.arrival.source}"
            yield styled(f"  {item_kind_word(one.verdict.kind)}  {title_of(one.arrival)}{where}", "dim")
        return
    counts = Counter(one.verdict.kind for one in items)
    words = _(", ").join(f"{item_kind_word(kind)} {count}" for kind, count in counts.most_common())
    yield styled(
        _("Left alone ({count}): {kinds}; with --dry-run --json each is told, and why").format(
            count=len(items), kinds=words
        ),
        "dim",
    )


def render_bounces(items: Sequence[Sorted], roster: Roster) -> Iterator[RenderableType]:
    """Yield which units' addresses a mail of ours did not reach."""
    names = {unit.id: unit.name for unit in roster.units}
    for one in items:
        if one.verdict.kind == ItemKind.BOUNCE and one.verdict.unit in names:
            addresses = ", ".join(lost.address for lost in one.arrival.undelivered)
            words = _("Came back: {unit} cannot be reached at {addresses}; mend it in units.toml, or call")
            yield styled(words.format(unit=names[one.verdict.unit], addresses=addresses), "bold red")


def title_of(arrival: Arrival) -> str:
    """Return what an item is called in a list: its subject, its file, or what its row says."""
    if arrival.form == Form.ROW:
        return " ".join(str(cell) for cell in arrival.cells.values())[:TITLE]
    name = arrival.subject or (arrival.files[0].name if arrival.files else "")
    return name[:TITLE] or _("(no subject)")


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


def day_words(arrival: Arrival, days: Mapping[str, ReceivedDay], today: date) -> str:
    """Return the day on which it counts as received, with a question mark where it is guessed."""
    received = days.get(arrival.key)
    if received is None:
        return short_day(arrival.received.date(), beside=today) if arrival.received else "—"
    return short_day(received.day, beside=today) + ("?" if received.basis in GUESSES else "")


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
