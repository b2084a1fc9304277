"""`fedtrack units import`, step by step: open the list, show what it says, ask, add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.cli.questions import agree
from fedtrack.core.arrivals import Reading
from fedtrack.errors import DocumentError, InputError, Message, UsageError
from fedtrack.exports.as_json import encode
from fedtrack.render import console
from fedtrack.render import importing as render
from fedtrack.usecases.import_units import import_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.arrivals import Sheet
    from fedtrack.usecases.import_units import UnitsImport

_LARGEST = 100_000_000
"""Bytes of a file that is loaded at all: more than any contact list has, and bounded."""


def import_list(desk: Desk, source: str, *, add: bool, yes: bool) -> int:
    """Show what a contact list says, add its new units where that is asked and agreed to.

    Return the exit code. Raises UsageError where the clerk would have to be asked and cannot be.
    """
    seen = _content_of_roster(desk)
    found = import_units(_sheets(desk, source), desk.roster, source=Path(source).name, today=desk.today)
    adding = add and bool(found.new)
    asking = adding and not yes and not desk.as_json and sys.stdin.isatty()
    added = False
    if asking:
        console.show_beside(*render.render_import(found))
        adding = agree(Message("Add these {count} units to units.toml?", count=len(found.new)))
    if adding and (asking or yes):
        _append(desk, found, source, seen)
        added = True
    if desk.as_json:
        console.write(encode(render.import_document(found, added=added)))
    elif not asking:
        console.show(*render.render_import(found))
    if adding and not added:
        raise UsageError(
            Message("nothing was added: there is no terminal to ask on"),
            fix=Message("add {option} if that is what you want", option="--yes"),
        )
    if not desk.as_json:
        console.show(render.foot(found, add=add, added=added))
    return 0


def _content_of_roster(desk: Desk) -> bytes | None:
    """Return the bytes of units.toml as they are before it is read: what is added must fit these."""
    try:
        return desk.workspace.units_file.read_bytes()
    except OSError:
        return None  # reading the roster says what is wrong


def _sheets(desk: Desk, source: str) -> Sequence[Sheet]:
    """Return the sheets of the file; raises UsageError, DocumentError or InputError where there are none."""
    path = Path(source)
    if not path.is_file():
        raise UsageError(
            Message("there is no file {path}", path=source),
            fix=Message("name the spreadsheet with the units: xlsx, xls, ods or csv"),
        )
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise DocumentError(
            Message("the file cannot be read: {reason}", reason=error.strerror),
            where=source,
            fix=Message("close the program that holds it, or ask for the right to read it"),
        ) from error
    if content is None:
        raise _unread(path.name, Reading.TOO_LARGE)
    extract = desk.documents.open_document(path.name, content)
    if extract.reading is not Reading.READ:
        raise _unread(path.name, extract.reading)
    if not extract.sheets:
        raise InputError(Message("this is no spreadsheet"), where=path.name, fix=_SAVE_AS)
    return extract.sheets


def _unread(name: str, reading: Reading) -> DocumentError:
    """Return what is wrong with a file that was not read, and what to do about it."""
    what, fix = _TROUBLE[reading]
    return DocumentError(what, where=name, fix=fix)


def _append(desk: Desk, found: UnitsImport, source: str, seen: bytes | None) -> None:
    from fedtrack.workspace.appending import append_blocks, unit_block

    heading = console.plain(Message("imported from {file} on {day}", file=Path(source).name, day=desk.today))
    blocks = [unit_block(unit) for unit in found.new]
    append_blocks(desk.workspace.units_file, "units", blocks, heading=heading, seen=seen)


_SAVE_AS = Message("open it in WPS or Excel and save it as xlsx (另存为)")
_TROUBLE = {
    Reading.UNREAD: (Message("this format is not read"), _SAVE_AS),
    Reading.EMPTY: (Message("the file is empty"), Message("ask for it once more")),
    Reading.BROKEN: (
        Message("the file is damaged, or is not what its name says"),
        Message("open it in WPS or Excel; if that works, save it as xlsx (另存为)"),
    ),
    Reading.LOCKED: (
        Message("the file is protected with a password"),
        Message("open it, take the password out and save it as xlsx (另存为)"),
    ),
    Reading.TOO_LARGE: (
        Message("the file is too large"),
        Message("copy the list alone into a new xlsx"),
    ),
}
