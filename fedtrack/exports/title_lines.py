"""Where a title is broken: lines of about one length, if possible no word torn (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import math
from itertools import pairwise

_ROOM = 19
"""Characters of 22 points in the 156 mm of a line, one less than would go in."""
_NEVER_FIRST = frozenset("的，。、；：？！）》〉”’」』〕】·")
_NEVER_LAST = frozenset("（《〈“‘「『〔【")
_BEFORE = (
    "报送", "有关", "工作", "纪念", "做好", "开展", "加强", "进一步", "通知", "情况", "进度", "国际", "妇女",
    "活动", "《", "“",
)  # fmt: skip
_BEHIND = tuple("》，、的下和及于节年")
"""Habits of such titles, by which the edge of a word is told."""
_GOOD, _TORN = 0.0, 6.0


def break_title(title: str) -> list[str]:
    """Return the lines of a title; long ones become as few and as even as can be without tearing a word."""
    fewest = math.ceil(len(title) / _ROOM)
    if fewest <= 1:
        return [title]
    return min((_broken(title, count) for count in (fewest, fewest + 1)), key=_torn)


def _torn(lines: list[str]) -> float:
    """Return how badly the words are torn between the lines."""
    return sum(_tear(before + behind, len(before)) for before, behind in pairwise(lines))


def _broken(title: str, lines_wanted: int) -> list[str]:
    lines, rest = [], title
    for left in range(lines_wanted, 1, -1):
        at = _best_cut(rest, left)
        lines.append(rest[:at])
        rest = rest[at:]
    return [*lines, rest]


def _best_cut(text: str, lines: int) -> int:
    """Return where the first of so many lines ends."""
    even = len(text) / lines
    shortest = max(1, len(text) - _ROOM * (lines - 1))
    places = [
        at
        for at in range(shortest, min(_ROOM, len(text) - 1) + 1)
        if text[at] not in _NEVER_FIRST and text[at - 1] not in _NEVER_LAST
    ]
    return min(places, key=lambda at: abs(at - even) + _tear(text, at), default=math.ceil(even))


def _tear(text: str, at: int) -> float:
    """Return how bad it is to break there: a word may be torn wherever nothing tells its edge."""
    if text[at - 1].isascii() and text[at].isascii():
        return 2 * _TORN
    if text.startswith(_BEFORE, at) or text.endswith(_BEHIND, 0, at):
        return _GOOD
    return _TORN
