"""On which line of a TOML text each key and table stands.

tomllib tells no lines. This reads headers and keys, which is all that a message needs; a value inside
an array or an inline table has the line of its key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.roster import Path

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"""+'''
    r"|'''.*?'''+"
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"|'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)
_PART = r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)"""
_PARTS = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\s*({_PARTS})\s*\]")
_ARRAY_HEADER = re.compile(rf"\s*\[\[\s*({_PARTS})\s*\]\]")
_KEY = re.compile(rf"\s*({_PARTS})\s*=")


def locate(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of each table and key of a text that is valid TOML."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, statement in _statements(text):
        if found := _ARRAY_HEADER.match(statement):
            table = _resolve(found[1], counts)
            counts[table] = counts.get(table, -1) + 1
            lines.setdefault(table, number)
            table = (*table, counts[table])
            lines.setdefault(table, number)
        elif found := _HEADER.match(statement):
            table = _resolve(found[1], counts)
            lines.setdefault(table, number)
        elif found := _KEY.match(statement):
            path = table
            for part in _split(found[1]):
                path = (*path, part)
                lines.setdefault(path, number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each header or key: they end with a line, outside brackets and texts."""
    start, line, first, depth = 0, 1, 1, 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == "\n" and depth == 0:
            yield first, text[start : token.start()]
            start, first = token.end(), line + 1
        depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
        line += mark.count("\n")
    yield first, text[start:]


def _split(parts: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, parts)]


def _resolve(header: str, counts: dict[Path, int]) -> Path:
    """Return the path of a header; a part that names an array stands for its newest table."""
    path: Path = ()
    parts = _split(header)
    for position, part in enumerate(parts):
        path = (*path, part)
        if position < len(parts) - 1 and path in counts:
            path = (*path, counts[path])
    return path
