"""`fedtrack units`: the roster."""

from __future__ import annotations

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _

app = command_app(_("The units."))


@app.callback()
def units() -> None:
    """Hold the commands about units."""


@app.command(name="list", help=_("Show the units."))
def list_units(ctx: typer.Context) -> int:
    from fedtrack.render import console
    from fedtrack.render.roster import render_units, units_document

    desk = open_desk(ctx)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(units_document(desk.roster.units)))
    else:
        console.show(render_units(desk.roster.units, desk.today))
    return 0
