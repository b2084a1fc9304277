"""`fedtrack record`: a report came in."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.answer import answer
from fedtrack.cli.options import NoticeOption, UnitsArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.core.model import Via
from fedtrack.core.reading.typed_dates import parse_moment
from fedtrack.render.language import translate as _
from fedtrack.usecases.record import Incoming, parse_figures, record

app = command_app(_("Note that a report came in."))


@app.command(name="record")
def record_report(
    ctx: typer.Context,
    units: UnitsArgument,
    notice: NoticeOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=_("DATE[ TIME]"),
            help=_("When it reached you; today if left out."),
            show_default=False,
        ),
    ] = None,
    via: Annotated[Via, typer.Option("--via", help=_("How it came, in Chinese too."))] = Via.OTHER,
    title: Annotated[
        str, typer.Option("--title", metavar="T", help=_("Its title."), show_default=False)
    ] = "",
    files: Annotated[
        list[str] | None,
        typer.Option("--file", metavar="F", help=_("A file to keep in received/; may be given again.")),
    ] = None,
    figures: Annotated[
        list[str] | None,
        typer.Option(
            "--figure",
            metavar=_("KEY=N"),
            help=_("A number the notice asks for, by its key or its label; may be given again."),
        ),
    ] = None,
    nil: Annotated[bool, typer.Option("--nil", help=_("Nothing to report: that is a report too."))] = False,
    note: Annotated[str, typer.Option("--note", metavar="T", help=_("A note."), show_default=False)] = "",
    supplement: Annotated[
        bool, typer.Option("--supplement", help=_("A further report of the same unit."))
    ] = False,
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    day, clock = parse_moment(on, near=desk.today) if on is not None else (desk.today, None)
    incoming = Incoming(
        received_on=day,
        received_time=clock,
        via=via,
        title=title,
        files=tuple(dict.fromkeys(files or ())),
        figures=parse_figures(figures or (), chosen.figures),
        nil=nil,
        note=note,
        supplement=supplement,
    )
    written = record(
        desk.roster,
        chosen,
        desk.units(units, chosen),
        incoming,
        ledger=desk.ledger,
        archive=desk.archive,
        as_of=desk.as_of,
    )
    return answer(desk, written)
