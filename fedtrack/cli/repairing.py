"""`fedtrack check --repair`, step by step: look, show, ask, repair, tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.cli.questions import confirm
from fedtrack.errors import PARTLY_DONE, InputError, LedgerDamagedError, Message
from fedtrack.render import console
from fedtrack.render.repairing import render_foreseen, render_repaired, repair_document
from fedtrack.usecases.repair_ledger import foresee_repair, repair_ledger

if TYPE_CHECKING:
    from datetime import tzinfo

    from fedtrack.cli.wiring import Desk


def repair(desk: Desk, *, yes: bool) -> int:
    """Replace a damaged ledger by one with all that can be read, once the clerk agrees."""
    if desk.workspace.ledger_is_hollow():
        raise LedgerDamagedError(
            Message("the file is empty; right only before the first entry"),
            where=desk.workspace.ledger_file.name,
            fix=Message("if there were entries, put back the last copy of the folder"),
        )
    foreseen = foresee_repair(desk.ledger)
    question = Message("Put a new ledger with these {count} entries in its place?", count=foreseen.saved)
    if not yes and not confirm(
        question, option="--yes", shown=lambda: console.show_beside(*render_foreseen(foreseen, _zone(desk)))
    ):
        console.note(Message("nothing was done"))
        return 0
    with desk.turn_to_send(_say_that_we_wait):
        rescue = repair_ledger(desk.ledger)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(repair_document(rescue, desk.shorten)))
    else:
        console.show(*render_repaired(rescue, desk.shorten, _zone(desk)))
    return 0 if rescue.whole else PARTLY_DONE


def _zone(desk: Desk) -> tzinfo | None:
    """Return the federation's zone, or None, which is this computer's, where units.toml is wrong too."""
    try:
        return desk.zone
    except InputError:
        return None


def _say_that_we_wait() -> None:
    console.note(Message("another fedtrack is sending from this folder; waiting until it is done"))
