"""`fedtrack units import`, step by step: open the list, show what it says, ask, add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.cli.intake import documents
from fedtrack.cli.opening import open_named, save_as
from fedtrack.cli.questions import agree
from fedtrack.errors import InputError, Message, UsageError
from fedtrack.exports.as_json import encode
from fedtrack.render import console
from fedtrack.render import importing as render
from fedtrack.usecases.import_units import import_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.arrivals import Sheet
    from fedtrack.usecases.import_units import UnitsImport
    from fedtrack.usecases.ports import Documents


def import_list(desk: Desk, source: str, *, add: bool, yes: bool) -> int:
    """Show what a contact list says, add its new units where that is asked and agreed to.

    Return the exit code. Raises UsageError where the clerk would have to be asked and cannot be.
    """
    seen = desk.content_of_roster
    sheets = open_list(documents(), source)
    found = import_units(sheets, desk.roster, source=Path(source).name, today=desk.today)
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


def open_list(documents: Documents, source: str) -> Sequence[Sheet]:
    """Return the sheets of the file; raises UsageError, DocumentError or InputError where there are none."""
    wanted = Message("name the spreadsheet with the units: xlsx, xls, ods or csv")
    extract = open_named(documents, source, wanted=wanted, suffix="xlsx")
    if not extract.sheets:
        raise InputError(Message("this is no spreadsheet"), where=source, fix=save_as("xlsx"))
    return extract.sheets


def _append(desk: Desk, found: UnitsImport, source: str, seen: bytes | None) -> None:
    from fedtrack.workspace.appending import append_blocks, unit_block

    heading = console.plain(Message("imported from {file} on {day}", file=Path(source).name, day=desk.today))
    blocks = [unit_block(unit) for unit in found.new]
    append_blocks(desk.workspace.units_file, "units", blocks, heading=heading, seen=seen)
