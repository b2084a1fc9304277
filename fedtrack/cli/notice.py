"""`fedtrack notice`: the notices."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.summarize import summarize_all

app = command_app(_("The notices."))


@app.callback()
def notice() -> None:
    """Hold the commands about notices."""


@app.command(name="list", help=_("Show the notices."))
def list_notices(ctx: typer.Context) -> int:
    from fedtrack.render import console

    desk = open_desk(ctx)
    notices = desk.roster.notices
    if desk.as_json:
        from fedtrack.exports.as_json import encode, notices_document

        summaries = summarize_all(desk.roster, notices, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
        console.write(encode(notices_document(summaries)))
    else:
        from fedtrack.render.roster import render_notices

        counted = [(one, len(desk.roster.expected(one))) for one in notices]
        console.show(render_notices(counted, desk.today))
    return 0


@app.command(
    name="read",
    help=_("Show what a published notice asks for, and by when; --add adds it to units.toml."),
)
def read_notice(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE|-"), help=_("The notice: docx, pdf, html or txt, or - for what is piped in.")
        ),
    ],
    add: Annotated[
        bool, typer.Option("--add", help=_("Add a notice for each deadline to units.toml."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Add them without asking."))] = False,
) -> int:
    from fedtrack.cli.publishing import read_paper

    return read_paper(open_desk(ctx), file, add=add, yes=yes)
