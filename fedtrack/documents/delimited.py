"""Tables as text: values with commas, semicolons or tabs between them (RFC 4180, and Excel's own ways)."""

from __future__ import annotations

import csv
import io
from itertools import islice

from fedtrack.core.arrivals import Sheet
from fedtrack.documents.bounds import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS

_DELIMITERS = ",\t;"
_LOOK_LINES = 20


def read_table(text: str) -> Sheet:
    """Return the rows; every cell is a text, and a blank line is an empty row so that numbers fit."""
    csv.field_size_limit(LARGEST_FILE)  # a stray quotation mark makes the rest of the file one value
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = tuple(tuple(row[:MOST_COLUMNS]) for row in islice(reader, MOST_ROWS))
    return Sheet(name="", rows=rows)


def _delimiter(text: str) -> str:
    """Return the character that parts the first lines into most values, the same number in most of them."""
    lines = [line for line in text[: 1_000 * _LOOK_LINES].splitlines() if line.strip()][:_LOOK_LINES]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        usual = max(counts, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=fit)
