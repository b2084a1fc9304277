"""What a file would bring into the ledger, on a terminal and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from fedtrack.errors import Message
from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import STATE_STYLES, kind_word, state_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.text import Text

    from fedtrack.usecases.import_ledger import LedgerImport

_NAMED = 5


def ledger_import_document(found: LedgerImport, *, added: bool) -> dict[str, Any]:
    """Return the document `fedtrack.ledger-import/1`; `added`: the new entries are in the ledger now."""
    return {
        "schema": "fedtrack.ledger-import/1",
        "new": len(found.new),
        "known": found.known,
        "entries": [
            {"notice": one.notice, "kind": one.kind, "new": one.new, "known": one.known}
            for one in found.kinds
        ],
        "strange_notices": found.strange_notices,
        "strange_units": found.strange_units,
        "files": found.files,
        "changes": [
            {"notice": one.notice.id, "unit": one.unit.id, "was": one.was, "becomes": one.becomes}
            for one in found.changes
        ],
        "added": added,
    }


def render_ledger_import(found: LedgerImport) -> Iterator[RenderableType]:
    """Yield a row for each notice and kind, then whose state changes, and what else the clerk should know."""
    if found.kinds:
        yield _table(found)
    if found.changes:
        words = Message("Units whose state changes ({count})", count=len(found.changes))
        yield styled(words, "bold")
        yield _changes(found)
    strange = (*found.strange_notices, *found.strange_units)
    if strange:
        words = Message("Not in this units.toml, and kept all the same: {names}", names=_some(strange))
        yield styled(words, "yellow")
    if found.files:
        words = Message(
            "The files of these reports ({count}) are not carried: copy the other folder's received/ too",
            count=found.files,
        )
        yield styled(words, "yellow")


def foot(found: LedgerImport, *, added: bool) -> Text:
    """Return what was done, in a line."""
    if added:
        words = Message("Added to the ledger: {count}; Next: `fedtrack status`", count=len(found.new))
    elif not found.new:
        words = Message("Nothing is new; the ledger stays as it is")
    else:
        words = Message("Nothing was added; {count} would be", count=len(found.new))
    return styled(words, "bold cyan")


def _table(found: LedgerImport) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(_("notice"), overflow="fold")
    table.add_column(_("entry"), overflow="fold")
    table.add_column(_("new"), justify="right", no_wrap=True)
    table.add_column(_("here already"), justify="right", no_wrap=True)
    for one in found.kinds:
        table.add_row(
            styled(one.notice or "—"),
            styled(kind_word(one.kind)),
            styled(one.new, "bold green" if one.new else "dim"),
            styled(one.known),
        )
    table.add_section()
    table.add_row(styled(_("total"), "bold"), styled(""), styled(len(found.new), "bold"), styled(found.known))
    return table


def _changes(found: LedgerImport) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    several = len({one.notice.id for one in found.changes}) > 1
    headings = [_("unit"), *([_("notice")] if several else []), _("was"), _("becomes")]
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for one in found.changes:
        cells = [styled(one.unit.name, "bold")]
        cells += [styled(one.notice.id)] if several else []
        cells += [styled(state_word(state), STATE_STYLES[state]) for state in (one.was, one.becomes)]
        table.add_row(*cells)
    return table


def _some(names: tuple[str, ...]) -> tuple[object, ...]:
    if len(names) <= _NAMED:
        return names
    return (*names[:_NAMED], Message("and {count} more", count=len(names) - _NAMED))
