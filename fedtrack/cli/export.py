"""`fedtrack export`: the summary as a file."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.exporting import STDOUT, Wanted, choose_format, compose, refuse_misfits, write_out
from fedtrack.cli.options import NoticeArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.errors import Message
from fedtrack.exports.formats import BINARY, Format
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.usecases.summarize import summarize_whole

app = command_app(_("Write the summary as a file: a workbook, a paper, a page, or for other programs."))


@app.command()
def export(
    ctx: typer.Context,
    notice: NoticeArgument = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", help=_("The format; else by the suffix of -o; else xlsx."), show_default=False
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE|-"),
            help=_("The file, or - for the screen; else in exports/."),
            show_default=False,
        ),
    ] = None,
    outstanding: Annotated[
        bool, typer.Option("--outstanding", help=_("List only the units that have not reported."))
    ] = False,
    name_outstanding: Annotated[
        bool, typer.Option("--name-outstanding", help=_("In a docx, name the units that have not reported."))
    ] = False,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar=_("FILE"),
            help=_("Fill a Word template of your own; docs/word-template.md says how."),
            show_default=False,
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=_("Write over the file of that name without asking."))
    ] = False,
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    if form is None:
        in_words = name_outstanding or template is not None
        form = choose_format(output, as_json=desk.as_json, in_words=in_words)
    wanted = Wanted(form, output, template, outstanding, name_outstanding, yes)
    refuse_misfits(wanted)
    summary = summarize_whole(desk.roster, chosen, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
    content = compose(summary, wanted)
    if output == STDOUT or (desk.as_json and output is None and form not in BINARY):
        console.write(content)
        return 0
    path = write_out(desk, chosen, wanted, content)
    if path is None:
        console.note(Message("nothing was written"))
        return 0
    shown = desk.shorten(str(path))
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode({"schema": "fedtrack.export/1", "format": form, "path": shown}))
    else:
        console.show(console.styled(_("Written: {path}").format(path=shown)))
    return 0
