"""A summary as a workbook for Excel, WPS and LibreOffice (ECMA-376): the totals are formulas over the ledger.

Rows go to disk as they are written, so that memory does not grow with the units.
"""

from __future__ import annotations

import io
from contextlib import closing
from datetime import date, datetime, time
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, reason_of
from fedtrack.exports.phrases import GIVEN_UNITS, WHOLE
from fedtrack.exports.sheets import STATE, Kind, Sheet, ledger_sheet, outstanding_sheet, reminders_sheet
from fedtrack.exports.xlsx_page import (
    PADDING,
    Looks,
    cell_text,
    column_name,
    column_width,
    row_height,
    set_page,
    width_of,
    write_title,
)
from fedtrack.exports.xlsx_totals import write_totals

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from fedtrack.core.summary import Summary

_TITLE, _HEADINGS, _FIRST = 0, 1, 2
"""The rows of a list: its title, its headings, its first unit."""
_DATE_WIDTH = 13


def export_xlsx(summary: Summary) -> bytes:
    """Return the workbook; the same summary gives the same bytes.

    Raises DocumentError where the folder for temporary files has no room.
    """
    from xlsxwriter.exceptions import XlsxFileError

    content = io.BytesIO()
    try:
        with TemporaryDirectory(prefix="fedtrack-") as scratch:
            _write_book(summary, content, scratch)
    except (OSError, XlsxFileError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise DocumentError(
            Message("the workbook cannot be put together: {reason}", reason=reason),
            where=gettempdir(),
            fix=Message("make room on that disk, or name another folder with the variable TMPDIR"),
        ) from error
    return content.getvalue()


def _write_book(summary: Summary, content: io.BytesIO, scratch: str) -> None:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "tmpdir": scratch,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with closing(Workbook(content, options)) as book:
        book.set_properties(
            {
                "title": cell_text(summary.notice.title)[:200],
                "author": cell_text(summary.federation)[:200],
                "created": datetime.combine(summary.today, time()),
            }
        )
        looks = Looks(book)
        ledger = ledger_sheet(summary)
        write_totals(book, looks, summary, ledger, first_row=_FIRST)
        for sheet in (ledger, outstanding_sheet(summary), reminders_sheet(summary)):
            _write_list(book, looks, summary, sheet)


def _write_list(book: Workbook, looks: Looks, summary: Summary, sheet: Sheet) -> None:
    """Write one list: title, headings, rows, totals; frozen, filtered, ready to be printed."""
    page = book.add_worksheet(sheet.name)
    columns = [column._replace(heading=cell_text(column.heading)) for column in sheet.columns]
    headings = [column.heading for column in columns]
    rows = [[cell_text(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
    sheet = sheet._replace(columns=columns, rows=rows)
    widths = [_width(sheet, at) for at in range(len(headings))]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    set_page(page, headings=_HEADINGS, day=summary.today.isoformat())
    page.freeze_panes(_FIRST, 2)
    write_title(page, looks, f"{summary.notice.title}{sheet.title}", widths)
    page.set_row(_HEADINGS, 8 + row_height(zip(headings, widths, strict=True)))
    for at, heading in enumerate(headings):
        page.write_string(_HEADINGS, at, heading, looks.heading)
    _write_rows(page, looks, sheet, widths)
    last = _FIRST + len(sheet.rows) - 1
    page.autofilter(_HEADINGS, 0, max(last, _HEADINGS), len(headings) - 1)
    for at, column in enumerate(sheet.columns):
        if column.heading == STATE and sheet.rows:
            looks.mark_states(page, (_FIRST, at, last, at))
    if sheet.summed_to > sheet.summed and sheet.rows:
        _write_sums(page, looks, sheet, last + 1)
        if sheet.partial:
            _write_given(page, looks, sheet, last + 2)


def _write_rows(page: Worksheet, looks: Looks, sheet: Sheet, widths: list[int]) -> None:
    formats = [looks.kinds[column.kind] for column in sheet.columns]
    columns = list(enumerate(formats))
    wrapped = [(at, width) for at, width in enumerate(widths) if _wraps(sheet, at, width)]
    text, number, blank = page.write_string, page.write_number, page.write_blank
    for line, cells in enumerate(sheet.rows, start=_FIRST):
        if wrapped:
            page.set_row(line, row_height((str(cells[at] or ""), width) for at, width in wrapped))
        for at, look in columns:
            cell = cells[at]
            if cell is None or cell == "":
                blank(line, at, None, look)
            elif isinstance(cell, str):
                text(line, at, cell, look)
            elif isinstance(cell, date):
                page.write_datetime(line, at, cell, look)
            else:
                number(line, at, cell, look)


def _write_sums(page: Worksheet, looks: Looks, sheet: Sheet, line: int) -> None:
    """Write the totals of what a filter leaves to be seen."""
    for at, column in enumerate(sheet.columns):
        look = looks.sums[column.kind]
        if sheet.summed <= at < sheet.summed_to:
            total = sum(row[at] for row in sheet.rows if isinstance(row[at], int | float))  # type: ignore[misc]
            name = column_name(at)
            page.write_formula(line, at, f"=SUBTOTAL(109,{name}{_FIRST + 1}:{name}{line})", look, total)
        elif at == 1:
            page.write_string(line, at, WHOLE, look)
        else:
            page.write_blank(line, at, None, look)


def _width(sheet: Sheet, at: int) -> int:
    column = sheet.columns[at]
    if column.kind is Kind.DATE:
        return _DATE_WIDTH
    return column_width(
        column.heading, (str(row[at]) for row in sheet.rows if row[at] is not None), column.most
    )


def _wraps(sheet: Sheet, at: int, width: int) -> bool:
    """Say whether any text in the column takes more than a line."""
    texts = (row[at] for row in sheet.rows)
    return any(isinstance(text, str) and ("\n" in text or width_of(text) > width - PADDING) for text in texts)


def _write_given(page: Worksheet, looks: Looks, sheet: Sheet, line: int) -> None:
    """Write below the totals how many of the units that a filter leaves to be seen gave each figure."""
    page.write_string(line, 1, GIVEN_UNITS, looks.kinds[Kind.TEXT])
    for at in range(sheet.summed, sheet.summed_to):
        given = sum(row[at] is not None for row in sheet.rows)
        name = column_name(at)
        formula = f"=SUBTOTAL(102,{name}{_FIRST + 1}:{name}{line - 1})"
        page.write_formula(line, at, formula, looks.kinds[Kind.NUMBER], given)
