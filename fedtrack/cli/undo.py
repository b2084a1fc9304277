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
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="[ENTRY]", help=_("The # of the entry as `fedtrack log` shows it."), show_default=False
        ),
    ] = None,
) -> int:
    from fedtrack.render import console
    from fedtrack.render.lines import entries_document, render_undone

    desk = open_desk(ctx)
    undone = undo(ledger=desk.ledger, day=desk.today, query=entry.lstrip("#") if entry else None)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(entries_document([undone.retraction])))
    else:
        names = {unit.id: unit.name for unit in desk.roster.units}
        console.show(render_undone(undone.entry, names.get(undone.entry.unit, undone.entry.unit)))
    return 0
