"""The text of a docx (ECMA-376, part 1), without a library that trusts its input.

The XML is read as a stream and no tree is made of it, so that neither size nor depth costs memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Reading, Sheet
from fedtrack.documents.archive import pieces_of
from fedtrack.documents.bounds import LARGEST_PART, Unreadable
from fedtrack.documents.xml import parse_xml

if TYPE_CHECKING:
    from zipfile import ZipFile

MAIN_PART = re.compile(r"word/document\d*\.xml")
_HEADER_PART = re.compile(r"word/header\d*\.xml")
_MOST_HEADERS = 20
_MOST_CELLS = 2000
_TABLE, _ROW, _CELL = "tbl", "tr", "tc"
_PARAGRAPH = "p"
_TEXT = "t"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rt"})
"""What was deleted or moved away, the second copy of a text box (part 3, 10.2.1), pronunciation."""
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/",
    "http://purl.oclc.org/ooxml/wordprocessingml/",
)
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/"


def read_docx(package: ZipFile) -> tuple[list[str], list[str], tuple[Sheet, ...]]:
    """Return the paragraphs, those of the page headers and the tables; raises Unreadable."""
    names = sorted(package.namelist())
    body = next(filter(MAIN_PART.fullmatch, names), None)
    if body is None:
        raise Unreadable(Reading.BROKEN)
    words = _words(package, body)
    headers: list[str] = []
    for name in list(filter(_HEADER_PART.fullmatch, names))[:_MOST_HEADERS]:
        headers += _words(package, name).paragraphs
    return words.paragraphs, headers, words.tables.found()


def _words(package: ZipFile, part: str) -> _Words:
    words = _Words()
    parse_xml(pieces_of(package, package.getinfo(part), LARGEST_PART), words)
    return words


class _Tables:
    """The first tables by rows and cells; one within another belongs to the cell in which it stands."""

    def __init__(self) -> None:
        self._tables: list[list[list[str]]] = []
        self._depth = 0
        self._cells = 0

    def start(self, name: str) -> None:
        if name == _TABLE:
            self._depth += 1
        if self._depth != 1 or self._cells > _MOST_CELLS:
            return
        self._cells += 1
        if name == _TABLE:
            self._tables.append([])
        elif name == _ROW:
            self._tables[-1].append([])
        elif name == _CELL and self._tables[-1]:
            self._tables[-1][-1].append("")

    def end(self, name: str) -> None:
        self._depth -= name == _TABLE

    def add(self, paragraph: str) -> None:
        if self._depth and self._cells <= _MOST_CELLS and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1] += paragraph

    def found(self) -> tuple[Sheet, ...]:
        """Return the tables; one that was too long is not there in part."""
        whole = self._tables if self._cells <= _MOST_CELLS else self._tables[:-1]
        return tuple(Sheet("", tuple(map(tuple, rows))) for rows in whole)


class _Words:
    """Hears of elements in their order; a paragraph of a text box stands inside another one."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.tables = _Tables()
        self._open: list[list[str]] = []
        self._left_out = 0
        self._in_text = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = _name(tag)
        if name in _LEFT_OUT:
            self._left_out += 1
        elif name == _PARAGRAPH:
            self._open.append([])
        elif name == _TEXT:
            self._in_text += 1
        elif name in _BREAKS:
            self._add(_BREAKS[name])
        elif name in {_TABLE, _ROW, _CELL}:
            self.tables.start(name)

    def end(self, tag: str) -> None:
        name = _name(tag)
        if name in _LEFT_OUT:
            self._left_out -= 1
        elif name == _TEXT:
            self._in_text -= 1
        elif name == _PARAGRAPH:
            paragraph = "".join(self._open.pop())
            self.paragraphs += paragraph.split("\n")
            self.tables.add(paragraph)
        elif name == _TABLE:
            self.tables.end(name)

    def data(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._left_out:
            self._open[-1].append(text)


def _name(tag: str) -> str:
    """Return the local name of an element of text or of its choices, else nothing."""
    namespace, _, name = tag.rpartition("}")
    if namespace.startswith(_WORDS) or (namespace.startswith(_CHOICE) and name == "Fallback"):
        return name
    return ""
