"""`fedtrack init` from a notice and a contact list: read both, write units.toml, show the first status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.cli.importing import open_list
from fedtrack.cli.intake import documents
from fedtrack.cli.publishing import open_paper
from fedtrack.cli.status import show_status
from fedtrack.cli.wiring import open_desk
from fedtrack.errors import Message
from fedtrack.exports.as_json import encode
from fedtrack.render import console
from fedtrack.render.importing import import_document, render_start
from fedtrack.render.language import translate as _
from fedtrack.render.published import published_document, render_published
from fedtrack.usecases.start import start
from fedtrack.workspace.appending import notice_block, require_valid, unit_block, with_blocks
from fedtrack.workspace.starter import require_none, start_workspace, starter_bytes

if TYPE_CHECKING:
    from datetime import date

    import typer
    from rich.text import Text

    from fedtrack.usecases.start import Beginning


def start_from(ctx: typer.Context, folder: Path, notice: str | None, units: str | None) -> int:
    """Start a workspace from what is given; nothing is written before all of it was read.

    Return the exit code. Raises what reading and writing raise.
    """
    require_none(folder)
    desk = open_desk(ctx)
    desk.without_workspace()
    begun = start(
        open_paper(documents(), notice) if notice is not None else None,
        open_list(documents(), units) if units is not None else None,
        source=Path(units or "").name,
        calendar=desk.calendar,
        today=desk.today,
    )
    path = start_workspace(folder, _roster_bytes(folder, begun, notice, units, desk.today))
    if desk.as_json:
        console.write(encode(_document(path, begun)))
        return 0
    console.show(console.styled(_("Written: {path}").format(path=path), "bold"))
    if begun.published is not None:
        console.show("", *render_published(begun.published))
    if begun.imported is not None:
        console.show("", *render_start(begun.imported))
    if begun.published is not None and begun.published.new and begun.imported is not None:
        console.show("")
        show_status(open_desk(ctx, folder))
    console.show(_next(begun))
    return 0


def _roster_bytes(
    folder: Path, begun: Beginning, notice: str | None, units: str | None, today: date
) -> bytes:
    """Return units.toml with all that was read; raises InputError where that would be no valid one."""
    content = starter_bytes(begun.federation)
    if begun.published is not None and begun.published.new:
        blocks = [notice_block(one) for one in begun.published.new]
        words = Message("read from {file} on {day}", file=Path(notice or "").name, day=today)
        content = with_blocks(content, "notices", blocks, heading=console.plain(words))
    if begun.imported is not None and begun.imported.new:
        blocks = [unit_block(one) for one in begun.imported.new]
        words = Message("imported from {file} on {day}", file=Path(units or "").name, day=today)
        content = with_blocks(content, "units", blocks, heading=console.plain(words))
    require_valid(folder / "units.toml", content)
    return content


def _document(path: Path, begun: Beginning) -> dict[str, object]:
    return {
        "schema": "fedtrack.workspace/1",
        "path": str(path),
        "notice": published_document(begun.published, added=True) if begun.published else None,
        "units": import_document(begun.imported, added=True) if begun.imported else None,
    }


def _next(begun: Beginning) -> Text:
    """Return the line that says what to do next: what is missing first, else to look it through."""
    if begun.published is None:
        words = _("Next: `fedtrack notice read FILE --add` for the notice, then `fedtrack check`")
    elif begun.imported is None:
        words = _(
            "Next: `fedtrack units import FILE --add` for the units; the notice asks all of them"
            " until `recipients` names groups"
        )
    elif not begun.published.new:
        words = _("Next: write the [[notices]] block into units.toml by hand, then `fedtrack check`")
    else:
        words = _("But first look units.toml through, and run `fedtrack check` in that folder")
    return console.styled(words, "bold cyan")
