"""How far the cells of a workbook reach, found before calamine makes a table of them.

It makes one from the first cell to the last: a single cell in XFD1048576 takes all memory, and Python ends
with it. So what reaches further than fedtrack reads is not given to it.
"""

from __future__ import annotations

import re

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import MOST_CELLS, Unreadable

MOST_SHEETS = 200
"""Some counties give each unit a sheet."""

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_OPEN_CELLS = frozenset({"table-cell", "covered-table-cell"})


class Extent:
    """The rectangle from A1 to the last cell seen; raises Unreadable where it becomes too large."""

    def __init__(self) -> None:
        self._rows = self._columns = 0

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return self._rows * self._columns

    def reach(self, rows: int, columns: int) -> None:
        """Take in the cell that is the last one of so many rows and columns."""
        self._rows = max(self._rows, rows)
        self._columns = max(self._columns, columns)
        if self.cells > MOST_CELLS:
            raise Unreadable(Reading.TOO_LARGE)


class OfficeCells:
    """Hears a part of an xlsx (ECMA-376, part 1, 18.3.1.4); what has no place follows what was before."""

    def __init__(self) -> None:
        self._extent = Extent()
        self._row = self._column = 0
        self._in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells; a cell that holds nothing but a style takes no room."""
        name = tag.rpartition("}")[2]
        if name == "row":
            place = attributes.get("r")
            self._row = _number(_ROW, place) if place else self._row + 1
            self._column = 0
        elif name == "c":
            self._place(attributes.get("r"))
            if "t" in attributes:
                self._extent.reach(self._row, self._column)
            self._in_cell = True
        elif self._in_cell:
            self._extent.reach(self._row, self._column)

    def end(self, tag: str) -> None:
        """Leave a cell."""
        if tag.rpartition("}")[2] == "c":
            self._in_cell = False

    def data(self, text: str) -> None:
        """Text takes no room."""

    def _place(self, place: str | None) -> None:
        if place is None:
            self._column += 1
            return
        named = _CELL.fullmatch(place)
        if named is None:
            raise Unreadable(Reading.BROKEN)
        self._row = int(named[2])
        self._column = 0
        for letter in named[1].upper():
            self._column = self._column * 26 + ord(letter) - ord("A") + 1


class OpenCells:
    """Hears the content of an ods (OpenDocument 1.3, part 3, 9.1), where rows and cells may be repeated.

    Empty ones at the end, which fill a sheet up to its million rows, take no room.
    """

    def __init__(self) -> None:
        self._extent = Extent()
        self._depth = 0
        self._rows = self._row_repeated = 0
        self._columns = self._repeated = 0
        self._written_out = 0
        self._in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow tables, rows and cells."""
        name = tag.rpartition("}")[2]
        if name == "table":
            self._begin_table()
        elif name == "table-row":
            self._row_repeated = _repeated(attributes, "number-rows-repeated")
            self._columns = self._repeated = 0
        elif name in _OPEN_CELLS:
            self._begin_cell(attributes)
        elif self._in_cell:
            self._fill()

    def end(self, tag: str) -> None:
        """Leave a table, a row or a cell."""
        name = tag.rpartition("}")[2]
        if name in _OPEN_CELLS:
            self._in_cell = False
        elif name == "table-row":
            self._rows += self._row_repeated
        elif name == "table":
            self._depth -= 1

    def data(self, text: str) -> None:
        """Text takes no room."""

    def _begin_table(self) -> None:
        if self._depth == 0:
            self._extent = Extent()
            self._rows = self._written_out = 0
        self._depth += 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        """Count the cell before this one: it is written out, even where it is empty."""
        self._written_out += self._repeated
        if self._written_out > MOST_CELLS:
            raise Unreadable(Reading.TOO_LARGE)
        self._repeated = _repeated(attributes, "number-columns-repeated")
        self._columns += self._repeated
        self._in_cell = True
        if any(name.endswith(("}value-type", "}formula")) for name in attributes):
            self._fill()

    def _fill(self) -> None:
        self._extent.reach(self._rows + self._row_repeated, self._columns)


def _number(pattern: re.Pattern[str], text: str) -> int:
    if not pattern.fullmatch(text):
        raise Unreadable(Reading.BROKEN)
    return int(text)


def _repeated(attributes: dict[str, str], name: str) -> int:
    values = [_number(_ROW, value) for key, value in attributes.items() if key.endswith(f"}}{name}")]
    return max(values, default=1)
