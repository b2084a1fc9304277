"""How much of a file is read: what comes from outside may be huge, endless or made to do harm."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.arrivals import Reading

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
"""A report with photos has 1 to 10 MB; what is larger is kept, but not opened for its text."""
LARGEST_PACKAGE = 100 * MEGABYTE
"""A docx may hold many photos as a telephone takes them; only its parts with text are unpacked."""
LARGEST_PART = 20 * MEGABYTE
"""One part of a docx, xlsx or ods, unpacked: a report of a thousand pages has less."""
LARGEST_PARTS = 60 * MEGABYTE
"""All parts of one document that are read, together."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
"""Cells of a sheet from A1 to its last one, and of a workbook that are kept; an online form's export has a
few hundred rows."""

_FIRST_LINES = 400
_LAST_LINES = 20
_LONGEST_LINE = 500
_LAST_CHARACTERS = _LAST_LINES * _LONGEST_LINE
_FIRST_CHARACTERS = 60_000 - _LAST_CHARACTERS


class Unreadable(Exception):  # noqa: N818 - it carries a reading, not a fault
    """A file cannot be read further; `reading` says how it is told."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.reading = reading


def kept_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the first 400 lines that are not blank and the last 20, stripped, each at most 500 characters.

    Together they have at most 60,000 characters: who writes and what about stands at the head of a report,
    who signs and when at its end.
    """
    first: list[str] = []
    last: deque[str] = deque(maxlen=_LAST_LINES)
    room = _FIRST_CHARACTERS
    for line in lines:
        stripped = line.strip()[:_LONGEST_LINE].rstrip()
        if not stripped:
            continue
        if len(first) < _FIRST_LINES and room >= len(stripped):
            first.append(stripped)
            room -= len(stripped)
        else:
            last.append(stripped)
            room = 0  # what comes after a gap stands after it
    return (*first, *last)
