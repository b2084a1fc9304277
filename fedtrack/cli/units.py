"""`fedtrack units`: the roster."""

from __future__ import annotations

from typing import Annotated

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


@app.command(
    name="import",
    help=_("Show the units of a contact list beside units.toml; --add adds those that are new."),
)
def import_units(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A spreadsheet with the units: xlsx, xls, ods or csv."))
    ],
    add: Annotated[
        bool, typer.Option("--add", help=_("Add the new units at the end of units.toml."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Add them without asking."))] = False,
) -> int:
    from fedtrack.cli.importing import import_list

    return import_list(open_desk(ctx), file, add=add, yes=yes)
