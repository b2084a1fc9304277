"""`fedtrack notice`: the notices."""

from __future__ import annotations

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
