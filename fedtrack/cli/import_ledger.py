"""`fedtrack import-ledger`: the entries of another ledger brought into this one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.questions import agree
from fedtrack.cli.wiring import open_desk
from fedtrack.errors import Message, UsageError
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.usecases.import_ledger import import_ledger as bring_in
from fedtrack.usecases.import_ledger import look_at_ledger

app = command_app(_("Bring the ledger of an export or of another folder into this one."))


@app.command()
def import_ledger(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("What `export --format json` or toml wrote, or the fedtrack.db of another folder."),
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Add the entries without asking."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only show what would be added; write nothing."))
    ] = False,
) -> int:
    from fedtrack.render import ledger_import as render

    desk = open_desk(ctx)
    carried, source = desk.carried_entries(Path(file)), Path(file).name
    roster, now = desk.roster, datetime.now(UTC)
    found = look_at_ledger(
        carried, desk.ledger_to_restore.entries(), roster, source=source, now=now, as_of=desk.as_of
    )
    adding = bool(found.new) and not dry_run
    asking = adding and not yes and not desk.as_json and sys.stdin.isatty()
    if asking:
        console.show_beside(*render.render_ledger_import(found))
        adding = agree(Message("Add these {count} entries to the ledger?", count=len(found.new)))
    added = adding and (asking or yes)
    if added:
        with desk.turn_to_send(_say_that_we_wait):  # a run that sends reads on from its last entry only
            found = bring_in(
                carried, roster, ledger=desk.ledger_to_restore, source=source, now=now, as_of=desk.as_of
            )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(render.ledger_import_document(found, added=added)))
    elif not asking:
        console.show(*render.render_ledger_import(found))
    if adding and not added:
        raise UsageError(
            Message("nothing was added: there is no terminal to ask on"),
            fix=Message("add {option} if that is what you want", option="--yes"),
        )
    if not desk.as_json:
        console.show(render.foot(found, added=added))
    return 0


def _say_that_we_wait() -> None:
    console.note(Message("another fedtrack is sending from this folder; waiting until it is done"))
