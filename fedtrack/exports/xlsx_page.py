"""How a sheet of the workbook is set: formats that survive a grey printer, widths that fit Chinese, paper."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fedtrack.core.untrusted import xml_text
from fedtrack.exports.sheets import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""UTF-16 units in a cell ("Excel specifications and limits", Microsoft)."""
ROW_HEIGHT = 20  # points, for a line of 11 points
PADDING = 3
"""What a column is wider than its text: the edges, and the indent."""
_LEAST = 4
_HALF_WIDTH = 15 / 7 / 2
_LINE = 15
_TEXT_SIZE, _TITLE_SIZE = 11, 16
_TALLEST = 409
_A4 = 9
_FONT = "宋体"
_HEADING_FONT = "黑体"
_GRID = {"border": 1, "border_color": "#7F7F7F"}
_TOTAL = {"bold": True, "bg_color": "#EDEDED"}
_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True, "align": "left", "indent": 1},
    Kind.WORD: {"text_wrap": True, "align": "center"},
    Kind.NUMBER: {"align": "right", "indent": 1},
    Kind.DATE: {"num_format": "yyyy-mm-dd", "align": "center"},
}
_STATES: dict[str, dict[str, Any]] = {
    "逾期未报": {"bg_color": "#F4B6A6", "font_color": "#7A1500", "bold": True},
    "退回重报": {"bg_color": "#F4B6A6", "font_color": "#7A1500"},
    "未报": {"bg_color": "#FFF0C2"},
    "逾期报送": {"font_color": "#9C4A00", "italic": True},
    "免报": {"font_color": "#6B6B6B"},
}
"""Dark grey and bold, dark grey, light grey, italics: apart from each other without colour, too."""


class Looks:
    """The formats of a workbook, each made when it is first needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    @cached_property
    def title(self) -> Format:
        """The title over a sheet."""
        return self._make(font_name=_HEADING_FONT, font_size=_TITLE_SIZE, align="center", text_wrap=True)

    @cached_property
    def line(self) -> Format:
        """A line of facts below the title."""
        return self._make(text_wrap=True)

    @cached_property
    def day(self) -> Format:
        """A date among the facts."""
        return self._make(num_format="yyyy-mm-dd", align="left")

    @cached_property
    def heading(self) -> Format:
        """A heading of a column."""
        return self._make(
            font_name=_HEADING_FONT, align="center", text_wrap=True, bg_color="#DCE6F1", **_GRID
        )

    @cached_property
    def kinds(self) -> dict[Kind, Format]:
        """The cells below the headings."""
        return {kind: self._make(**how, **_GRID) for kind, how in _KINDS.items()}

    @cached_property
    def rate(self) -> Format:
        """A rate of a group."""
        return self._make(num_format="0.0%", align="right", indent=1, **_GRID)

    @cached_property
    def sums(self) -> dict[Kind, Format]:
        """The cells of the row of totals."""
        return {kind: self._make(**how, **_GRID, **_TOTAL) for kind, how in _KINDS.items()}

    @cached_property
    def rate_of_all(self) -> Format:
        """A rate in the row of totals."""
        return self._make(num_format="0.0%", align="right", indent=1, **_GRID, **_TOTAL)

    def mark_states(self, page: Worksheet, cells: tuple[int, int, int, int]) -> None:
        """Mark each state where it stands, so that the mark follows what the clerk changes."""
        for state, look in _STATES.items():
            how = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{state}"',
                "format": self._book.add_format(look),
            }
            page.conditional_format(*cells, how)

    def _make(self, **how: Any) -> Format:  # noqa: ANN401 - XlsxWriter's properties are of many types
        return self._book.add_format(
            {"font_name": _FONT, "font_size": _TEXT_SIZE, "valign": "vcenter", **how}
        )


def set_page(page: Worksheet, *, headings: int, day: str) -> None:
    """Set A4 lengthwise, as wide as the paper, the rows down to the one of headings on each page."""
    page.set_default_row(ROW_HEIGHT)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, headings)
    page.set_footer(f"&L&9统计日期：{day}&C&9第&P页 共&N页")


def write_title(page: Worksheet, looks: Looks, text: str, widths: Sequence[int]) -> None:
    """Write the title over all columns, in as many lines as it takes."""
    title = cell_text(text)
    page.set_row(0, 14 + row_height([(title, sum(widths) * _TEXT_SIZE // _TITLE_SIZE)]))
    page.merge_range(0, 0, 0, len(widths) - 1, "", looks.title)
    page.write_string(0, 0, title, looks.title)


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it."""
    clean = xml_text(text)
    if len(clean) <= LONGEST_TEXT // 2:  # each character is at most two units
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return clean
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"


def column_name(column: int) -> str:
    """Return the letters of a column that is counted from nought."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def width_of(text: str) -> int:
    """Return the width of a line in the units of a sheet: 7 pixels, where a full-width character has 15.

    What UTF-8 writes in three bytes or four is full-width.
    """
    return math.ceil((len(text) + len(text.encode())) // 2 * _HALF_WIDTH)


def column_width(heading: str, texts: Iterable[str], most: int) -> int:
    """Return a width in which the heading and each line of the texts have room, up to `most`."""
    longest = max((width_of(line) for text in texts for line in text.split("\n")), default=0)
    wanted = max(longest, *(width_of(line) for line in heading.split("\n")))
    return max(_LEAST, min(wanted, most)) + PADDING


def row_height(cells: Iterable[tuple[str, int]]) -> int:
    """Return the height of a row of texts in columns of these widths, in points."""
    lines = max(
        (
            sum(max(1, math.ceil(width_of(line) / (width - PADDING))) for line in text.split("\n"))
            for text, width in cells
        ),
        default=1,
    )
    return ROW_HEIGHT if lines == 1 else min(_TALLEST, _LINE * lines + 6)
