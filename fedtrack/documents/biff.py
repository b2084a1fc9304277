"""The records of an xls (MS-XLS), as far as they say how far its cells reach; see `extents.py`."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import MOST_CELLS, Unreadable
from fedtrack.documents.extents import MOST_SHEETS, Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKED = 0x2F
_SHEET, _END, _CONTINUE, _DIMENSIONS, _MULTIPLE = 0x85, 0x0A, 0x3C, 0x200, 0xBD
_CELL_RECORDS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x207, 0x27E})
_MOST_CONTINUED = 10_000
"""Of a text table of 20 MB there are 2,500, each as long as can be (MS-XLS, 2.4.58)."""
_MOST_RECORDS = 2_000_000
"""Of all sheets, also where they lie in the same place."""
_SHEET_CELLS = 65_536 * 256
_RECORD = struct.Struct("<HH")
_CORNER = struct.Struct("<HH")
_LAST = struct.Struct("<H")
_PLACE = struct.Struct("<L")
_DIMENSION_LAYOUTS = (struct.Struct("<HHHH2x"), struct.Struct("<LLHH2x"))


def check_xls(stream: bytes) -> None:
    """Look through the stream of an xls (MS-XLS, 2.1); raises Unreadable where it is locked or too much.

    Every sheet is followed from where the workbook says that it begins.
    """
    starts: list[int] = []
    for kind, record in _records(stream, 0):
        if kind == _LOCKED:
            raise Unreadable(Reading.LOCKED)
        if kind == _SHEET and len(record) >= _PLACE.size:
            starts += _PLACE.unpack_from(record)
    if len(starts) > MOST_SHEETS:
        raise Unreadable(Reading.TOO_LARGE)
    read = cells = 0
    for start in starts:
        extent = Extent()
        for kind, record in _records(stream, start):
            read += 1
            if kind == _DIMENSIONS:
                _check_dimensions(record)
            elif kind in _CELL_RECORDS and len(record) >= _CORNER.size:
                row, column = _CORNER.unpack_from(record)
                last = _LAST.unpack(record[-_LAST.size :])[0] if kind == _MULTIPLE else column
                extent.reach(row + 1, max(column, last) + 1)
            if read > _MOST_RECORDS or cells + extent.cells > MOST_CELLS:
                raise Unreadable(Reading.TOO_LARGE)
        cells += extent.cells


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a workbook or a sheet up to its end; what continues one is counted only."""
    continued = 0
    at = start
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if kind == _END:
            return
        continued += kind == _CONTINUE
        if continued > _MOST_CONTINUED:
            raise Unreadable(Reading.TOO_LARGE)
        yield kind, stream[at : at + size]
        at += size


def _check_dimensions(record: bytes) -> None:
    """Make sure that the room which a sheet asks for beforehand (MS-XLS, 2.4.90) is one that it may have."""
    for layout in _DIMENSION_LAYOUTS:
        if len(record) == layout.size:
            first_row, rows, first_column, columns = layout.unpack(record)
            if first_row > rows or first_column > columns:  # calamine reckons with less than nothing
                raise Unreadable(Reading.BROKEN)
            if rows * columns > _SHEET_CELLS:
                raise Unreadable(Reading.TOO_LARGE)
