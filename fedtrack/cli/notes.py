"""Lines beside the payload that several commands owe the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.rounds import reckoned_days
from fedtrack.errors import Message
from fedtrack.render import console

if TYPE_CHECKING:
    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice


def note_uncovered_years(desk: Desk, notice: Notice) -> None:
    """Say for which years around the notice the national calendar is not known."""
    for year in desk.calendar.uncovered(*reckoned_days(desk.roster.reminders, notice)):
        console.note(
            Message(
                "no national calendar for {year} yet: Monday to Friday are taken as working days", year=year
            )
        )


def note_hollow_ledger(desk: Desk) -> None:
    """Say that the ledger's file has nothing in it, which is right only before the first entry."""
    if desk.workspace.ledger_is_hollow():
        console.note(
            Message("fedtrack.db is empty; if there were entries, put back the last copy of the folder")
        )
