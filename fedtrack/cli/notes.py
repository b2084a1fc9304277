"""Lines beside the payload that several commands owe the clerk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fedtrack.errors import Message
from fedtrack.render import console

if TYPE_CHECKING:
    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice

_AFTERMATH = timedelta(days=14)  # rounds after the due date fall within it


def note_uncovered_years(desk: Desk, notice: Notice) -> None:
    """Say for which years around the notice the national calendar is not known."""
    due = notice.deadline.due
    start = min(notice.issued or due, due)
    for year in desk.calendar.uncovered(start, due + _AFTERMATH):
        console.note(
            Message(
                "no national calendar for {year} yet: Monday to Friday are taken as working days", year=year
            )
        )
