"""`fedtrack export`: the summary as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import NoticeArgument, command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.core.model import Notice
from fedtrack.core.summary import Summary
from fedtrack.errors import DocumentError, Message, UsageError
from fedtrack.exports.formats import BINARY, Format, export_bytes
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.usecases.summarize import summarize

STDOUT = "-"

app = command_app(_("Write the summary as a file: xlsx, or another format."))


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
) -> int:
    from msgspec.structs import replace

    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    form = form or (Format.JSON if desk.as_json and output is None else _format_of(output))
    _check_choices(form, outstanding=outstanding, name_outstanding=name_outstanding)
    if output == STDOUT and form in BINARY and sys.stdout.isatty():
        raise UsageError(
            Message("a terminal cannot show {format}", format=form), fix=Message("name a file with -o")
        )
    summary = summarize(desk.roster, chosen, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
    if outstanding:
        summary = replace(summary, standings=tuple(one for one in summary.standings if one.outstanding))
    content = _content(summary, form, name_outstanding=name_outstanding)
    if output == STDOUT or (desk.as_json and output is None):
        console.write(content)
        return 0
    path = _write(desk, chosen, form, output, content, outstanding=outstanding)
    shown = desk.shorten(str(path))
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode({"schema": "fedtrack.export/1", "format": form, "path": shown}))
    else:
        console.show(console.styled(_("Written: {path}").format(path=shown)))
    return 0


def _check_choices(form: Format, *, outstanding: bool, name_outstanding: bool) -> None:
    """Refuse what a format has no place for."""
    if name_outstanding and form is not Format.DOCX:
        raise UsageError(
            Message("only a docx has sentences in which --name-outstanding could name units"),
            fix=Message("add --format docx, or leave the option out"),
        )
    if outstanding and form is Format.DOCX:
        raise UsageError(
            Message("a docx is no list that --outstanding could shorten"),
            fix=Message("use --name-outstanding to name who has not reported"),
        )


def _content(summary: Summary, form: Format, *, name_outstanding: bool) -> bytes:
    if form is Format.DOCX:
        from fedtrack.exports.as_docx import export_docx

        return export_docx(summary, name_outstanding=name_outstanding)
    return export_bytes(summary, form)


def _format_of(output: str | None) -> Format:
    """Return the format that the file's suffix names; xlsx where no file is named, csv on the screen."""
    if output is None:
        return Format.XLSX
    if output == STDOUT:
        return Format.CSV
    suffix = Path(output).suffix.casefold().lstrip(".")
    if suffix in set(Format):
        return Format(suffix)
    raise UsageError(
        Message("no format goes with the name {name}", name=output),
        fix=Message(
            "end it in one of {suffixes}, or add --format", suffixes=tuple(f".{one}" for one in Format)
        ),
    )


def _write(
    desk: Desk, notice: Notice, form: Format, output: str | None, content: bytes, *, outstanding: bool
) -> Path:
    from fedtrack.workspace.files import write_beside, write_whole

    if output is not None and desk.workspace.owns(Path(output)):
        raise UsageError(
            Message("{path} is a file that fedtrack lives on", path=output),
            fix=Message("name another with -o"),
        )
    try:
        if output is not None:
            path = Path.cwd() / output
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
            return path
        folder = desk.workspace.exports
        folder.mkdir(parents=True, exist_ok=True)
        part = "-outstanding" if outstanding else ""
        return write_beside(folder / f"{notice.id}-{desk.today.isoformat()}{part}.{form}", content)
    except OSError as error:
        raise DocumentError(
            Message("the summary cannot be written: {reason}", reason=error.strerror),
            where=str(output or desk.workspace.exports),
            fix=Message("make room, close the file if Excel or WPS holds it, or name another with -o"),
        ) from error
