"""How the commands that add entries answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError
from fedtrack.render import console

if TYPE_CHECKING:
    from fedtrack.cli.wiring import Desk
    from fedtrack.usecases.written import Written


def answer(desk: Desk, written: Written) -> int:
    """Print the entries that were added, and what the clerk should know about them."""
    from fedtrack.render.lines import entries_document, render_written

    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(entries_document(written.entries)))
    else:
        console.show(*render_written(written))
    for message in written.notes:
        console.note(message)
    return 0


def require_reason(reason: str) -> str:
    """Return the reason without blanks around it; raises UsageError when nothing is left."""
    if not reason.strip():
        raise UsageError(
            Message("a reason is needed"), fix=Message("say it in a few words: --reason 材料不全")
        )
    return reason.strip()
