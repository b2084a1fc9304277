"""What `export` does with its options: which format, what goes together, and where the file goes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.cli.questions import agree
from fedtrack.errors import DocumentError, Message, UsageError
from fedtrack.exports.formats import BINARY, LISTS, PAPERS, TEMPLATED, Format, export_bytes
from fedtrack.workspace.files import holds, make_private, write_beside, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice
    from fedtrack.core.summary import Summary

STDOUT = "-"


class Wanted(NamedTuple):
    """What the options ask for; without `output` the file goes into `exports/`."""

    form: Format
    output: str | None
    template: str | None
    outstanding: bool
    name_outstanding: bool
    yes: bool


def choose_format(output: str | None, *, as_json: bool, in_words: bool) -> Format:
    """Return the format that the file's suffix names; csv on the screen, which is what it can show."""
    if output is None:
        if in_words:
            return TEMPLATED
        return Format.JSON if as_json else Format.XLSX
    if output == STDOUT:
        return Format.CSV
    named = _format_named(output)
    if named is not None:
        return named
    raise UsageError(
        Message("no format goes with the name {name}", name=output),
        fix=Message(
            "end it in one of {suffixes}, or add --format", suffixes=tuple(f".{one}" for one in Format)
        ),
    )


def _format_named(output: str) -> Format | None:
    suffix = Path(output).suffix.casefold().lstrip(".")
    return Format(suffix) if suffix in set(Format) else None


def refuse_misfits(wanted: Wanted) -> None:
    """Raise UsageError for what the format has no place for."""
    form = wanted.form
    named = _format_named(wanted.output) if wanted.output is not None else None
    if named not in (None, form):  # Excel would open no table under that name, nor WPS
        raise UsageError(
            Message(
                "{name} is named as {named}, but --format says {format}",
                name=wanted.output,
                named=named,
                format=form,
            ),
            fix=Message("end the name in .{format}, or leave --format out", format=form),
        )
    if wanted.name_outstanding and form not in PAPERS:
        raise UsageError(
            Message("{format} has no sentences in which --name-outstanding could name units", format=form),
            fix=Message("add --format {format}, or leave the option out", format=TEMPLATED),
        )
    if wanted.template is not None and form is not TEMPLATED:
        raise UsageError(
            Message("--template is a Word document and makes a docx"),
            fix=Message("add --format {format}", format=TEMPLATED),
        )
    if wanted.template is not None and wanted.name_outstanding:
        raise UsageError(
            Message("with --template the template itself says who is named"),
            fix=Message("leave --name-outstanding out"),
        )
    if wanted.outstanding and form not in LISTS:
        raise UsageError(
            Message("{format} is no list that --outstanding could shorten", format=form),
            fix=Message("use --name-outstanding to name who has not reported")
            if form in PAPERS
            else Message("leave --outstanding out"),
        )
    if wanted.output == STDOUT and form in BINARY and sys.stdout.isatty():
        raise UsageError(
            Message("a terminal cannot show {format}", format=form), fix=Message("name a file with -o")
        )


def compose(summary: Summary, wanted: Wanted) -> bytes:
    """Return what the file is to hold."""
    from msgspec.structs import replace

    if wanted.template is not None:
        from fedtrack.exports.word_template import fill_template

        return fill_template(summary, _read_template(wanted.template), name=wanted.template)
    if wanted.outstanding:
        summary = replace(summary, standings=tuple(one for one in summary.standings if one.outstanding))
    return export_bytes(summary, wanted.form, name_outstanding=wanted.name_outstanding)


def write_out(desk: Desk, notice: Notice, wanted: Wanted, content: bytes) -> Path | None:
    """Write the file that `-o` names, else one in `exports/` that takes the place of no other.

    Return it, or None where the clerk would rather keep what lies there.
    """
    if wanted.output is not None:
        _refuse_own(desk, wanted.output, wanted.template)
        path = Path.cwd() / wanted.output
        with _said_plainly(wanted.output, path):
            return path if _write_over(path, content, wanted, may_ask=not desk.as_json) else None
    part = "-outstanding" if wanted.outstanding else ""
    path = desk.workspace.exports / f"{notice.id}-{desk.today.isoformat()}{part}.{wanted.form}"
    with _said_plainly(str(path.parent), path):
        make_private(path.parent, path.parent)
        return write_beside(path, content)


def _write_over(path: Path, content: bytes, wanted: Wanted, *, may_ask: bool) -> bool:
    """Write the file, over another content only if the clerk agrees; say whether it is there now."""
    if holds(path, content):
        return True
    if path.is_file() and not wanted.yes:
        if not may_ask or not sys.stdin.isatty():
            raise UsageError(
                Message("{path} is there already and holds something else", path=wanted.output),
                fix=Message("add --yes to write over it, or name another with -o"),
            )
        if not agree(Message("{path} is there already. Write over it?", path=wanted.output)):
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return True


@contextmanager
def _said_plainly(where: str, path: Path) -> Iterator[None]:
    """Raise DocumentError for what keeps the file from being written."""
    try:
        yield
    except OSError as error:
        what = Message("the summary cannot be written: {reason}", reason=error.strerror)
        fix = Message("make room, or name another with -o")
        if isinstance(error, PermissionError) and path.is_file():
            what = Message("the file cannot be replaced: Excel or WPS has it open, or it may not be changed")
            fix = Message("close it there and export again, or name another with -o")
        raise DocumentError(what, where=where, fix=fix) from error


def _refuse_own(desk: Desk, output: str, template: str | None) -> None:
    """Raise UsageError where the file is one that must stay what it is."""
    if template is not None and Path(output).exists() and Path(output).samefile(template):
        what = Message("{path} is the template itself", path=output)
    elif desk.workspace.owns(Path(output)):
        what = Message("{path} is a file that fedtrack lives on", path=output)
    else:
        return
    raise UsageError(what, fix=Message("name another with -o"))


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
