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
from fedtrack.usecases.summarize import summarize_whole

STDOUT = "-"

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
) -> int:
    from msgspec.structs import replace

    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    if form is None:
        in_words = name_outstanding or template is not None
        form = _format_of(output, _usual_format(as_json=desk.as_json, in_words=in_words))
    _check_choices(form, template, outstanding=outstanding, name_outstanding=name_outstanding)
    if output == STDOUT and form in BINARY and sys.stdout.isatty():
        raise UsageError(
            Message("a terminal cannot show {format}", format=form), fix=Message("name a file with -o")
        )
    summary = summarize_whole(desk.roster, chosen, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
    if outstanding:
        summary = replace(summary, standings=tuple(one for one in summary.standings if one.outstanding))
    content = _content(summary, form, template, name_outstanding=name_outstanding)
    if output == STDOUT or (desk.as_json and output is None and form not in BINARY):
        console.write(content)
        return 0
    if output is not None and template is not None and _same_file(output, template):
        raise UsageError(
            Message("{path} is the template itself", path=output), fix=Message("name another with -o")
        )
    path = _write(desk, chosen, form, output, content, outstanding=outstanding)
    shown = desk.shorten(str(path))
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode({"schema": "fedtrack.export/1", "format": form, "path": shown}))
    else:
        console.show(console.styled(_("Written: {path}").format(path=shown)))
    return 0


def _check_choices(form: Format, template: str | None, *, outstanding: bool, name_outstanding: bool) -> None:
    """Refuse what a format has no place for."""
    if name_outstanding and form is not Format.DOCX:
        raise UsageError(
            Message("only a docx has sentences in which --name-outstanding could name units"),
            fix=Message("add --format docx, or leave the option out"),
        )
    if template is not None and form is not Format.DOCX:
        raise UsageError(
            Message("--template is a Word document and makes a docx"), fix=Message("add --format docx")
        )
    if template is not None and name_outstanding:
        raise UsageError(
            Message("with --template the template itself says who is named"),
            fix=Message("leave --name-outstanding out"),
        )
    if outstanding and form is Format.DOCX:
        raise UsageError(
            Message("a docx is no list that --outstanding could shorten"),
            fix=Message("use --name-outstanding to name who has not reported"),
        )


def _content(summary: Summary, form: Format, template: str | None, *, name_outstanding: bool) -> bytes:
    if template is not None:
        from fedtrack.exports.word_template import fill_template

        return fill_template(summary, _read_template(template), name=template)
    if form is Format.DOCX:
        from fedtrack.exports.as_docx import export_docx

        return export_docx(summary, name_outstanding=name_outstanding)
    return export_bytes(summary, form)


def _same_file(one: str, other: str) -> bool:
    return Path(one).exists() and Path(one).samefile(other)


def _read_template(name: str) -> bytes:
    from fedtrack.exports.word_template import LARGEST_TEMPLATE, too_large

    try:
        with (Path.cwd() / name).open("rb") as file:
            content = file.read(LARGEST_TEMPLATE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise DocumentError(
            Message(
                "the template cannot be read: {reason}", reason=getattr(error, "strerror", None) or error
            ),
            where=name,
            fix=Message("name the Word document with --template"),
        ) from error
    if len(content) > LARGEST_TEMPLATE:
        raise too_large(name)
    return content


def _usual_format(*, as_json: bool, in_words: bool) -> Format:
    """Return the format where neither an option nor a file names one."""
    if in_words:
        return Format.DOCX
    return Format.JSON if as_json else Format.XLSX


def _format_of(output: str | None, usual: Format) -> Format:
    """Return the format that the file's suffix names; csv on the screen, which is what it can show."""
    if output is None:
        return usual
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
