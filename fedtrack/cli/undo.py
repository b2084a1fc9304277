"""`fedtrack undo`: an entry was a mistake."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.undo import undo

app = command_app(_("Take back the last entry, or the one named."))


@app.command(name="undo")
def undo_entry(
    ctx: typer.Context,
    query: Annotated[
        str | None,
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
    from fedtrack.render import console
    from fedtrack.render.lines import entries_document, render_undone

    desk = open_desk(ctx)
    roster = desk.roster  # before anything is written: it may be wrong
    named = None if query is None else query.lstrip("#＃")  # where a shell let it through
    undone = undo(ledger=desk.ledger, day=desk.today, query=named, batch=batch)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(entries_document(undone.retractions)))
    else:
        names = {unit.id: unit.name for unit in roster.units}
        notices = {notice.id: notice for notice in roster.notices}
        console.show(
            *(
                render_undone(entry, names.get(entry.unit, entry.unit), notices.get(entry.notice))
                for entry in undone.entries
            )
        )
    return 0
