"""`fedtrack collect`: look at what arrived, file what is certain, ask about the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import NoticeOption, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _

app = command_app(_("File what arrived; ask about what is not certain."))


@app.command()
def collect(
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[imap|PATH…]"),
            help=_(
                "Where it lies: a folder, mails, an mbox, files, a zip, a form's spreadsheet; "
                "`imap` is the mailbox, and meant if nothing is named."
            ),
            show_default=False,
        ),
    ] = None,
    notice: NoticeOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=_("DATE[ TIME]"),
            help=_("When loose files reached you; else the day each was last written."),
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("File what is certain without asking."))] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=_("Only show what would be filed; new mails are fetched all the same.")
        ),
    ] = False,
) -> int:
    from fedtrack.cli.collecting import Collecting
    from fedtrack.core.reading.typed_dates import parse_moment

    desk = open_desk(ctx)
    moment = parse_moment(on, near=desk.today) if on is not None else None
    chosen = desk.notice(notice) if notice is not None else None
    collecting = Collecting(desk, chosen=chosen, on=moment)
    return collecting.run(
        paths=[Path(source) for source in sources or () if source != "imap"],
        mailbox=not sources or "imap" in sources,
        yes=yes,
        dry_run=dry_run,
    )
