"""`fedtrack init`: starts a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import command_app, common
from fedtrack.errors import DocumentError, Message, UsageError
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.workspace.files import write_new
from fedtrack.workspace.folder import UNITS_FILE
from fedtrack.workspace.starter import STARTER

app = command_app(_("Start a workspace: a commented units.toml to fill in."))


@app.command()
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=_("[DIR]"), help=_("The folder; this one if left out."), show_default=False),
    ] = None,
) -> int:
    options = common(ctx)
    target = folder or Path(options.directory or "")
    path = target / UNITS_FILE
    try:
        target.mkdir(parents=True, exist_ok=True)
        written = write_new(path, STARTER.read_bytes())
    except OSError as error:
        raise DocumentError(
            Message("the folder cannot be made: {reason}", reason=error.strerror),
            where=str(target),
            fix=Message("name a folder that you may write to"),
        ) from error
    if not written:
        raise UsageError(
            Message("there is a units.toml already; nothing was changed"),
            where=str(path),
            fix=Message("use it, or name another folder"),
        )
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
