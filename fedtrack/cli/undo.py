"""`fedtrack undo`: an entry was a mistake."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.questions import agree
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.core.payloads import Kind
from fedtrack.errors import Message
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.usecases.undo import find_undoable, undo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from fedtrack.core.entries import Entry

app = command_app(_("Take back the last entry, or the one named."))


@app.command(name="undo")
def undo_entry(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[ENTRY]"),
            help=_("The id of the entry, as `fedtrack log` shows it."),
            show_default=False,
        ),
    ] = None,
    batch: Annotated[
        bool, typer.Option("--batch", help=_("All that was entered in one go with it."))
    ] = False,
) -> int:
    from fedtrack.render.lines import entries_document

    desk = open_desk(ctx)
    desk.roster  # noqa: B018 - before anything is written: it may be wrong
    named = " ".join(query) if query else None  # an id is shown behind a word, and copied with it
    if named is None and not desk.as_json and sys.stdin.isatty():
        named = _agreed(desk, batch=batch)
        if named is None:
            console.note(Message("nothing was taken back"))
            return 0
    undone = undo(ledger=desk.ledger, day=desk.today, query=named, batch=batch)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(entries_document(undone.retractions)))
    else:
        console.show(*_lines(desk, undone.entries))
        _note_stale_drafts(desk, undone.entries)
    return 0


def _agreed(desk: Desk, *, batch: bool) -> str | None:
    """Show the last entry, or all in one go with it, and return its id if the clerk wants it taken back."""
    entries = find_undoable(desk.ledger.entries(), None, batch=batch)
    console.show_beside(*_lines(desk, entries, done=False))
    return entries[0].id if agree(Message("Take this back?")) else None


def _lines(desk: Desk, entries: Sequence[Entry], *, done: bool = True) -> Iterator[Text]:
    """Yield what each entry says that was taken back, or is to be."""
    from fedtrack.render.lines import render_undone

    names = {unit.id: unit.name for unit in desk.roster.units}
    notices = {notice.id: notice for notice in desk.roster.notices}
    for entry in entries:
        unit = names.get(entry.unit, entry.unit)
        yield render_undone(entry, unit, notices.get(entry.notice), done=done)


def _note_stale_drafts(desk: Desk, entries: Sequence[Entry]) -> None:
    """Say which drafts lie there of reminders that were taken back: somebody might send them."""
    notices = {notice.id for notice in desk.roster.notices}
    reminders = [one for one in entries if one.kind == Kind.REMINDER and one.notice in notices]
    if not reminders:
        return
    drafts = desk.drafts(None)
    lying = [
        path for one in reminders for path in drafts.lying(one.notice, str(one.data.get("on")), one.unit)
    ]
    folders = {path.parent for path in lying}
    whole = {folder for folder in folders if set(folder.iterdir()) <= set(lying)}
    paths = [*sorted(whole), *(path for path in lying if path.parent not in whole)]
    if paths:
        names = tuple(desk.shorten(str(path)) for path in paths)
        console.note(Message("delete these drafts, so that nobody sends them: {paths}", paths=names))
