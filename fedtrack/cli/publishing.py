"""`fedtrack notice read`, step by step: open the paper, show what it asks, ask, add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.cli.intake import documents
from fedtrack.cli.opening import STDIN, open_named
from fedtrack.cli.questions import agree
from fedtrack.core.reading.contact_lists import read_contact_lists
from fedtrack.errors import InputError, Message, UsageError
from fedtrack.exports.as_json import encode
from fedtrack.render import console
from fedtrack.render import published as render
from fedtrack.usecases.read_published import read_published
from fedtrack.workspace.appending import append_blocks, block_text, notice_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from fedtrack.cli.wiring import Desk
    from fedtrack.usecases.ports import Documents
    from fedtrack.usecases.read_published import PublishedNotice

_NOTICE = "通知"


def read_paper(desk: Desk, source: str, *, add: bool, yes: bool) -> int:
    """Show what a published notice asks, add its notices where that is asked and agreed to.

    Return the exit code. Raises UsageError where the clerk would have to be asked and cannot be, and
    InputError where something should be added and no day can be told.
    """
    if not add and not desk.has_workspace:
        desk.without_workspace()
    seen = desk.content_of_roster if add else None
    lines = open_paper(documents(), source)
    found = read_published(lines, desk.roster, calendar=desk.calendar, today=desk.today)
    adding = add and bool(found.new)
    asking = adding and not yes and not desk.as_json and sys.stdin.isatty()
    added = False
    if asking:
        console.show_beside(*_shown(found))
        adding = agree(Message("Add these {count} notices to units.toml?", count=len(found.new)))
    if adding and (asking or yes):
        heading = console.plain(Message("read from {file} on {day}", file=_name(source), day=desk.today))
        append_blocks(desk.workspace.units_file, "notices", _blocks(found), heading=heading, seen=seen)
        added = True
    if desk.as_json:
        console.write(encode(render.published_document(found, added=added)))
    elif not asking:
        console.show(*_shown(found))
    _refuse(found, add=add, unanswered=adding and not added)
    if not desk.as_json:
        console.show(render.foot(found, add=add, added=added))
    return 0


def open_paper(documents: Documents, source: str) -> Sequence[str]:
    """Return the lines of a notice; raises UsageError, DocumentError or InputError where there are none."""
    wanted = Message("name the notice: docx, pdf, html or txt, or - for what is piped in")
    extract = open_named(documents, source, wanted=wanted, suffix="docx")
    if not any(line.strip() for line in extract.lines):
        raise InputError(
            Message("there is no text in it; a scan or photo is not read"),
            where=source,
            fix=Message("ask for the Word file, or copy the text into a txt"),
        )
    says_so = any(_NOTICE in line for line in extract.lines)
    if extract.sheets and not says_so and read_contact_lists(extract.sheets).lines:
        raise InputError(
            Message("this is a contact list, no notice"),
            where=source,
            fix=Message(
                '`fedtrack units import "{file}"` reads it, or `init --units` in a new folder', file=source
            ),
        )
    return extract.lines


def _shown(found: PublishedNotice) -> list[RenderableType]:
    return [
        *render.render_published(found),
        *render.render_blocks(found.new, block_text("notices", _blocks(found))),
    ]


def _blocks(found: PublishedNotice) -> list[dict[str, object]]:
    return [notice_block(notice) for notice in found.new]


def _refuse(found: PublishedNotice, *, add: bool, unanswered: bool) -> None:
    """Raise what keeps the notices from being added, after all that was read has been shown."""
    if unanswered:
        raise UsageError(
            Message("nothing was added: there is no terminal to ask on"),
            fix=Message("add {option} if that is what you want", option="--yes"),
        )
    if add and not found.new and not found.known:
        raise InputError(
            Message("nothing was added: no day was read by which something is to be sent in"),
            fix=Message("write the [[notices]] block by hand, as the comments in units.toml show"),
        )


def _name(source: str) -> str:
    return "stdin" if source == STDIN else Path(source).name
