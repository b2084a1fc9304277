"""Workbooks: xlsx, xls and ods, by calamine."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Reading, Sheet
from fedtrack.documents.archive import part_of
from fedtrack.documents.biff import check_xls
from fedtrack.documents.bounds import (
    LARGEST_PART,
    LARGEST_PARTS,
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Unreadable,
)
from fedtrack.documents.compound import packed, stream_of
from fedtrack.documents.extents import MOST_SHEETS, OfficeCells, OpenCells
from fedtrack.documents.quiet import silence
from fedtrack.documents.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from fedtrack.core.arrivals import Cell

_MIDNIGHT = datetime(2020, 1, 1)  # noqa: DTZ001 - only its time of day is used
_MOST_READ = 500 * MEGABYTE
_PIECE = 65_536
_SHARED = re.compile(rb"<(?:\w+:)?si\b")  # ECMA-376, part 1, 18.4.8
_SHARES = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_LONGEST_STRING = 32_767
"""Bytes of the longest text that Excel lets into a cell."""
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_ODS_PARTS = ("mimetype", _CONTENT, _MANIFEST)


def read_xlsx(package: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx; raises Unreadable."""
    names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
    parts = _parts(package, names)
    for part in parts.values():
        parse_xml(_pieces(part), OfficeCells())  # any of them may turn out to be a sheet
    _require_short_strings(parts.values())
    return _read_workbook(_repacked(parts), largest=max(map(len, parts.values()), default=0))


def _require_short_strings(parts: Collection[bytes]) -> None:
    """Raise Unreadable where calamine would fill the memory: it copies a shared string for each cell."""
    longest = max((len(string) for part in parts for string in _SHARED.split(part)[1:]), default=0)
    sharing = sum(len(_SHARES.findall(part)) for part in parts)
    if sharing * longest > _MOST_READ and longest > _LONGEST_STRING:
        raise Unreadable(Reading.TOO_LARGE)


def read_ods(package: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Return the tables of an ods; raises Unreadable."""
    parts = _parts(package, [name for name in _ODS_PARTS if name in package.NameToInfo])
    if b"encryption-data" in parts.get(_MANIFEST, b""):  # OpenDocument 1.3, part 2, 4.3
        raise Unreadable(Reading.LOCKED)
    parse_xml(_pieces(parts.get(_CONTENT, b"")), OpenCells())
    return _read_workbook(_repacked(parts))


def read_xls(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook of the old Excel; raises Unreadable."""
    stream = stream_of(content, "Workbook", "Book")
    check_xls(stream)
    return _read_workbook(packed("Workbook", stream))


def shown_rows(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the rows as lines, the cells joined by a space."""
    for sheet in sheets:
        for row in sheet.rows:
            yield " ".join(shown for cell in row if (shown := _shown(cell)))


def _parts(package: zipfile.ZipFile, names: Iterable[str]) -> dict[str, bytes]:
    """Return the parts of these names, unpacked within bounds."""
    parts: dict[str, bytes] = {}
    room = LARGEST_PARTS
    for name in dict.fromkeys(names):
        parts[name] = part_of(package, package.getinfo(name), min(LARGEST_PART, room))
        room -= len(parts[name])
    return parts


def _repacked(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts that are known: calamine believes what a zip declares, so this one is true."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return box.getvalue()


def _pieces(part: bytes) -> Iterator[bytes]:
    return (part[at : at + _PIECE] for at in range(0, len(part), _PIECE))


def _read_workbook(content: bytes, *, largest: int = 0) -> tuple[Sheet, ...]:
    """Return the sheets; raises Unreadable where the workbook is locked, broken or too large.

    Many sheets may be one and the same part, which is read again for each: `largest` is the size of that.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    room = MOST_CELLS
    sheets = []
    try:
        with silence():
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            for name in _names(workbook, largest):
                rows = tuple(_rows(workbook.get_sheet_by_name(name), room))
                room -= sum(map(len, rows))
                sheets.append(Sheet(name=name, rows=rows))
    except PasswordError as error:
        raise Unreadable(Reading.LOCKED) from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise Unreadable(Reading.BROKEN) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what a panic of Rust becomes is no Exception
            raise Unreadable(Reading.BROKEN) from None
        raise
    return tuple(sheets)


def _names(workbook: CalamineWorkbook, largest: int) -> list[str]:
    names = workbook.sheet_names[:MOST_SHEETS]
    if len(names) * largest > _MOST_READ:
        raise Unreadable(Reading.TOO_LARGE)
    return names


def _rows(sheet: CalamineSheet, room: int) -> Iterator[tuple[Cell, ...]]:
    for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS):
        kept = row[:MOST_COLUMNS]
        room -= len(kept)
        if room < 0:
            return
        yield tuple(map(_cell, kept))


def _cell(value: object) -> Cell:
    """Return a value as the core has it: whole numbers are int, a span of time is a time if it can be one."""
    match value:
        case bool() | str() | int() | datetime() | date() | time():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case timedelta() if timedelta(0) <= value < timedelta(days=1):
            return (_MIDNIGHT + value).time()
    return str(value)


def _shown(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    return "" if cell is None else str(cell).strip()
