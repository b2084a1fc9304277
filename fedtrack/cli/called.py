"""`fedtrack called`: a reminder was made by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.answer import answer
from fedtrack.cli.options import NoticeOption, UnitsArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.core.model import CallVia
from fedtrack.core.reading.typed_dates import parse_day
from fedtrack.render.language import translate as _
from fedtrack.usecases.call import call

app = command_app(_("Note that you reminded units by hand."))


@app.command()
def called(
    ctx: typer.Context,
    units: UnitsArgument,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar=_("DATE"), help=_("The day you did; today if left out."), show_default=False
        ),
    ] = None,
    via: Annotated[CallVia, typer.Option("--via", help=_("How, in Chinese too."))] = CallVia.PHONE,
    note: Annotated[
        str, typer.Option("--note", metavar="T", help=_("Who answered, what was said."), show_default=False)
    ] = "",
    notice: NoticeOption = None,
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    written = call(
        desk.roster,
        chosen,
        desk.units(units, chosen),
        via=via,
        note=note,
        on=parse_day(on, near=desk.today) if on is not None else desk.today,
        ledger=desk.ledger,
        as_of=desk.as_of,
    )
    return answer(desk, written)
