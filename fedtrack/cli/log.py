"""`fedtrack log`: the ledger, newest last."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.options import UNIT_HELP, NoticeArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.core.matching.notices import find_notice
from fedtrack.core.reading.typed_dates import parse_day
from fedtrack.errors import Message
from fedtrack.render.language import translate as _
from fedtrack.usecases.read_log import read_log

app = command_app(_("Show the ledger, newest last."))


@app.command()
def log(
    ctx: typer.Context,
    notice: NoticeArgument = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="U", help=UNIT_HELP, show_default=False)
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="D", help=_("Only what happened on that day or later."), show_default=False
        ),
    ] = None,
) -> int:
    from fedtrack.render import console
    from fedtrack.render.lines import entries_document, render_log

    desk = open_desk(ctx)
    lines = read_log(
        desk.ledger,
        notice=find_notice(desk.roster, notice, desk.today).id if notice is not None else None,
        unit=desk.unit(unit).id if unit is not None else None,
        since=parse_day(since, near=desk.today) if since is not None else None,
        until=desk.today,
    )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(entries_document(line.entry for line in lines)))
    elif lines:
        console.show(render_log(lines, desk.roster, desk.zone, width=console.out().width))
    else:
        console.note(Message("no entries"))
    return 0
