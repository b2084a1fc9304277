"""A repaired ledger in words: what was saved, which rows cannot be read, what to do about those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fedtrack.errors import Message
from fedtrack.render.console import styled
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, tzinfo

    from rich.text import Text

    from fedtrack.usecases.ledger_file import LostEntry, Rescue

_SHOWN = 20
"""How many rows are named one by one; `--json` has them all."""


def repair_document(rescue: Rescue, shorten: Callable[[str], str]) -> dict[str, Any]:
    """Return the document `fedtrack.repair/1`; moments are in UTC."""
    return {
        "schema": "fedtrack.repair/1",
        "saved": rescue.saved,
        "newest_at": rescue.newest_at,
        "unreadable": list(rescue.lost),
        "cut_off": rescue.cut_off,
        "backup": shorten(rescue.backup),
    }


def render_foreseen(rescue: Rescue, zone: tzinfo | None) -> Iterator[Text]:
    """Yield what a repair would save and what it could not."""
    what = Message(
        "{count} entries can be read; the newest was written down at {moment}",
        count=rescue.saved,
        moment=_clock(rescue.newest_at, zone),
    )
    yield styled(what, "bold")
    yield from _lost(rescue, zone)


def render_repaired(rescue: Rescue, shorten: Callable[[str], str], zone: tzinfo | None) -> Iterator[Text]:
    """Yield what was saved, what was not, where the damaged file lies, and what is next."""
    what = Message(
        "{count} entries saved; the newest was written down at {moment}",
        count=rescue.saved,
        moment=_clock(rescue.newest_at, zone),
    )
    yield styled(what, "bold green")
    yield from _lost(rescue, zone)
    yield styled(Message("The damaged file was kept: {path}", path=shorten(rescue.backup)))
    step = (
        _("Next: `fedtrack check`, which says whether anything else is wrong")
        if rescue.whole
        else _("Next: see in received/ and sent/ what is missing, and enter it again before `remind`")
    )
    yield styled(step, "bold cyan")


def _lost(rescue: Rescue, zone: tzinfo | None) -> Iterator[Text]:
    for entry in rescue.lost[:_SHOWN]:
        yield styled(_row(entry, zone), "yellow")
    more = len(rescue.lost) - _SHOWN
    if more > 0:
        yield styled(Message("… and {count} more rows", count=more), "yellow")
    if rescue.cut_off:
        yield styled(_("The file was cut off: what was written down after that is missing too"), "yellow")


def _row(entry: LostEntry, zone: tzinfo | None) -> Message:
    """Return what is known of an entry that cannot be read."""
    if not entry.id:
        return Message("row {row} cannot be read", row=entry.row)
    return Message(
        "row {row} cannot be read: entry {id} of notice {notice}, written down at {moment}",
        row=entry.row,
        id=entry.id[-8:],
        notice=entry.notice or "?",
        moment=_clock(entry.written_at, zone),
    )


def _clock(moment: datetime | None, zone: tzinfo | None) -> str:
    return "?" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
