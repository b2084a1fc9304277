"""Pages of HTML: mails, and the “xls” that many online systems write, which is a page with a table.

The standard library's parser is not used: for tags that do not end it takes the square of a page's length,
and some that are wrong it answers with an AssertionError.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.arrivals import Sheet
from fedtrack.documents.bounds import MOST_COLUMNS, MOST_ROWS
from fedtrack.documents.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset({
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody"),
    *("tfoot", "thead", "tr", "ul"),
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_UNSHOWN = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "title", "template", "xml")
}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})(?=[\s/>])", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_SPAN = re.compile(r"\bcolspan\s?=\s?[\"']?(\d{1,3})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\u00a0]+")
_LONG_NUMBER = re.compile(r"&#0*\d{8,}")
_CHARSET = re.compile(rb"charset\s?=\s?[\"']?([\w-]+)", re.IGNORECASE)
_LOOK = 2_048
_CHARSETS = {
    b"utf-8": "utf-8",
    b"utf8": "utf-8",
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"big5": "big5hkscs",
}
_MOST_TABLES = 50
_MOST_TAGS = 500_000
"""A table of 20,000 rows with ten columns has as many; what comes after them is not looked at."""


def page_text(page: str) -> str:
    """Return what a page shows, a line for each block and each row; scripts and styles show nothing."""
    lines = "".join(_before(piece.tag) + piece.text for piece in _pieces(page)).split("\n")
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))


def page_tables(page: str) -> tuple[Sheet, ...]:
    """Return the tables of a page that have rows, in order; a cell's value is its text.

    A cell over several columns is followed by empty ones, so that those after it stand in their columns.
    """
    tables: list[list[list[list[str]]]] = []
    cell: list[str] | None = None
    for piece in _pieces(page):
        if piece.tag in _CELLS or piece.tag in {"table", "tr"}:
            cell = None if piece.closes else _begin(tables, piece)
        if cell is not None:
            cell.append(piece.text)
    return tuple(
        Sheet(name="", rows=tuple(tuple(" ".join("".join(cell).split()) for cell in row) for row in rows))
        for rows in tables
        if rows
    )


def decode_page(content: bytes) -> str:
    """Return the page, in the charset that it names if it is one of China's, else as any text."""
    named = _CHARSET.search(content[:_LOOK])
    encoding = _CHARSETS.get(named[1].lower()) if named else None
    if encoding:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass  # the charset is often wrong: a template's, not the text's
    return decode_text(content)


class _Piece(NamedTuple):
    """A tag, or none that is known, and the text that follows it."""

    tag: str
    closes: bool
    attributes: str
    text: str


def _pieces(page: str) -> Iterator[_Piece]:
    """Yield a page's tags and texts in order, looking at no character twice.

    Comments and declarations end at their first `-->` or `>`, and so does a tag (HTML, 13.2.5), also at one
    in an attribute: what is left of that is shown. What does not end hides the rest.
    """
    tag, closes, attributes, at = "", False, "", 0
    for _ in range(_MOST_TAGS):
        start = _position(_MARKUP, page, at)
        yield _Piece(tag, closes, attributes, _text(page[at:start]))
        if start == len(page):
            return
        tag, closes, attributes = "", False, ""
        at = _end_of_markup(page, start)
        if named := _TAG.match(page, start):
            tag, closes, attributes = named[2].lower(), bool(named[1]), page[named.end() : at]
            if tag in _UNSHOWN and not closes:
                at = _position(_UNSHOWN[tag], page, at)


def _position(pattern: re.Pattern[str], page: str, at: int) -> int:
    """Return where the pattern is found from there on, or the end of the page."""
    found = pattern.search(page, at)
    return found.start() if found else len(page)


def _end_of_markup(page: str, start: int) -> int:
    """Return where the markup that begins at `start` has ended."""
    last = "-->" if page.startswith("<!--", start) else ">"
    end = page.find(last, start)
    return len(page) if end < 0 else end + len(last)


def _text(escaped: str) -> str:
    """Return the text with its entities, line ends as spaces; a number of thousands of digits is none."""
    return html.unescape(_LONG_NUMBER.sub("&#xFFFD", escaped)).replace("\n", " ")


def _before(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n"
    return " " if tag in _CELLS else ""


def _begin(tables: list[list[list[list[str]]]], piece: _Piece) -> list[str] | None:
    """Begin a table, a row or a cell, and return the cell; None for what belongs nowhere or is too much."""
    if piece.tag == "table":
        if len(tables) < _MOST_TABLES:
            tables.append([])
    elif piece.tag == "tr":
        if tables and len(tables[-1]) < MOST_ROWS:
            tables[-1].append([])
    elif tables and tables[-1]:
        row = tables[-1][-1]
        span = _SPAN.search(piece.attributes)
        room = MOST_COLUMNS - len(row)
        if room > 0:
            cells: list[list[str]] = [[] for _ in range(min(int(span[1]) if span else 1, room))]
            row += cells
            return cells[0] if cells else None
    return None
