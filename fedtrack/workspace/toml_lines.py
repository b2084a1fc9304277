"""On which line of a TOML text each key and table stands.

tomllib tells no lines. This reads headers and the keys at the beginning of lines, which is all that
a message needs; a value inside an array or an inline table has the line of its key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fedtrack.core.roster import Path

_HEADER = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_ARRAY_HEADER = re.compile(r"^\s*\[\[\s*([^\[\]]+?)\s*\]\]\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""")
_TRIPLE = re.compile(r'"""|' + "'''")


def locate(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of each table and key."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    closing: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        outside = closing is None
        closing = _still_open(line, closing)
        if not outside:
            continue
        if found := _ARRAY_HEADER.match(line):
            table = _resolve(found[1], counts)
            counts[table] = counts.get(table, -1) + 1
            table = (*table, counts[table])
            lines.setdefault(table, number)
        elif found := _HEADER.match(line):
            table = _resolve(found[1], counts)
            lines.setdefault(table, number)
        elif found := _KEY.match(line):
            lines.setdefault((*table, found[1] or found[2] or found[3]), number)
    return lines


def _still_open(line: str, closing: str | None) -> str | None:
    """Return the quotes that end the multi-line text that is open after `line`, if one is."""
    for mark in _TRIPLE.findall(line):
        if closing is None:
            closing = mark
        elif closing == mark:
            closing = None
    return closing


def _resolve(header: str, counts: dict[Path, int]) -> Path:
    """Return the path of a header; a part that names an array stands for its newest table."""
    path: Path = ()
    parts = [part.strip().strip("\"'") for part in header.split(".")]
    for position, part in enumerate(parts):
        path = (*path, part)
        if position < len(parts) - 1 and path in counts:
            path = (*path, counts[path])
    return path
