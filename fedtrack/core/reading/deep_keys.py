"""TOML whose keys go deeper than any of ours: for `a.a.a.a…` a parser takes the square of its length."""

from __future__ import annotations

import re

_DEEPEST = 32  # parts of a key; fedtrack's own have three
_NO_KEYS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r"""|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
"""Texts and comments; one that does not end goes on to the end, so that nothing is looked at twice."""
_DEEP = re.compile(rf"(?:\.[^.=,\n\[\]{{}}]*+){{{_DEEPEST}}}")


def has_deep_keys(text: str) -> bool:
    """Say whether a key of a TOML text, be it valid or not, has more parts than anybody writes."""
    return text.count(".") >= _DEEPEST and _DEEP.search(_NO_KEYS.sub("", text)) is not None
