"""Pages of HTML read back by the standard library's parser, which wrote none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br"}
COUNTS = {
    "应报": "expected_reports",
    "已报": "actual_reports",
    "按时": "actual_reports_on_time",
    "逾期报送": "late",
    "未报": "outstanding",
    "免报": "excused",
}


@dataclass
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str]
    content: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, as a reader sees it."""
        parts = (part if isinstance(part, str) else part.text for part in self.content)
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def all(self, tag: str, **attributes: str) -> Iterator[Node]:
        """Yield the elements of this name inside, in the order of the page."""
        for part in self.content:
            if isinstance(part, Node):
                wanted = all(part.attributes.get(name) == value for name, value in attributes.items())
                if part.tag == tag and wanted:
                    yield part
                yield from part.all(tag, **attributes)

    def one(self, tag: str, **attributes: str) -> Node:
        """Return the only element of this name inside."""
        (found,) = self.all(tag, **attributes)
        return found

    def everything(self) -> Iterator[Node]:
        """Yield the element and all those inside."""
        yield self
        for part in self.content:
            if isinstance(part, Node):
                yield from part.everything()


class _Reader(HTMLParser):
    """Builds the tree and fails on an end tag without its beginning, and the other way round."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]
        self.doctype = ""

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read_page(content: bytes) -> Node:
    """Return the element `html` of a well-formed page."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    (top,) = reader.open
    assert reader.doctype == "DOCTYPE html"
    return top.one("html")


def rows_of(part: Node) -> list[list[str]]:
    """Return the text of each cell of each row."""
    return [[cell.text for cell in row.content if isinstance(cell, Node)] for row in part.all("tr")]


def totals_in_html(content: bytes) -> dict[str, int | str]:
    """Return the totals that the page tells: counts under their names in JSON, rates as they stand there.

    Fails where the tiles, the table of groups and its sum do not tell the same.
    """
    page = read_page(content)
    table = page.one("table", **{"class": "groups"})
    headings = rows_of(table.one("thead"))[0]
    rows = [dict(zip(headings, row, strict=True)) for row in rows_of(table.one("tbody"))]
    (foot,) = (dict(zip(headings, row, strict=True)) for row in rows_of(table.one("tfoot")))
    for words in COUNTS:
        assert int(foot[words]) == sum(int(row[words]) for row in rows)
    tiles = {tile.one("dt").text: next(tile.all("strong")).text for tile in _tiles(page)}
    for words in ("应报", "已报", "未报", "报送率"):
        assert tiles[words] == foot[words]
    return {
        **{name: int(foot[words]) for words, name in COUNTS.items()},
        "reporting_rate": tiles["报送率"],
        "reporting_rate_on_time": tiles["按时率"],
    }


def _tiles(page: Node) -> Iterator[Node]:
    (tiles,) = page.all("dl")
    yield from tiles.all("div")
