"""`fedtrack init`: starts a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import command_app, common
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.workspace.starter import STARTER, start_workspace

app = command_app(_("Start a workspace: from a notice and a contact list, or a units.toml to fill in."))


@app.command()
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=_("[DIR]"), help=_("The folder; this one if left out."), show_default=False),
    ] = None,
    notice: Annotated[
        str | None,
        typer.Option(
            "--notice",
            metavar=_("FILE"),
            help=_("The notice as it was published: docx, pdf, html or txt."),
            show_default=False,
        ),
    ] = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units",
            metavar=_("FILE"),
            help=_("The contact list as it is: xlsx, xls, ods or csv."),
            show_default=False,
        ),
    ] = None,
) -> int:
    options = common(ctx)
    target = folder or Path(options.directory or "")
    if notice is not None or units is not None:
        from fedtrack.cli.starting import start_from

        return start_from(ctx, target, notice, units)
    path = start_workspace(target, STARTER.read_bytes())
    if options.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode({"schema": "fedtrack.workspace/1", "path": str(path)}))
        return 0
    console.show(
        console.styled(_("Written: {path}").format(path=path)),
        console.styled(
            _("Next: fill in units.toml with a text editor, then run `fedtrack check`"), "bold cyan"
        ),
    )
    return 0
