"""A summary as CSV that Chinese Excel and WPS open rightly: UTF-8 with a byte order mark, CRLF (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import spreadsheet_text
from fedtrack.exports.columns import Cell, list_units

if TYPE_CHECKING:
    from fedtrack.core.summary import Summary


def export_csv(summary: Summary) -> bytes:
    """Return one row a unit, and no row of totals: a program may read it too."""
    listing = list_units(summary)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(heading) for heading in listing.headings])
    for row in listing.rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return spreadsheet_text(str(value))
