"""Text as names are looked for in it: one width, one case, simplified characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"\s+")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_LEAST_SPACED = 3
_LONGEST_KEPT = 200  # characters: names and titles are asked for again and again, whole letters are not


def normal(text: str) -> str:
    """Return the text for matching: NFKC, lower case, one blank for each gap, simplified characters.

    A heading whose characters stand apart (工 作 总 结) is closed up.
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _normal(text)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    plain = _GAPS.sub(" ", plain).strip()
    if _is_spaced_out(plain):
        plain = _SPACED.sub("", plain)
    return simplified(plain)


_kept = lru_cache(maxsize=4096)(_normal)


def _is_spaced_out(text: str) -> bool:
    words = text.split(" ")
    return len(words) > _LEAST_SPACED and all(len(word) == 1 for word in words)


def _is_simplified(text: str) -> bool:
    try:
        text.encode("gb2312")  # which has no traditional form of a character that was simplified
    except UnicodeEncodeError:
        return False
    return True


def simplified(text: str) -> str:
    """Return the text in simplified characters; what knows them is loaded only where there are others."""
    if text.isascii() or _is_simplified(text):
        return text
    converted: str = _converter().convert(text)
    return converted


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library ships no types
    from opencc import OpenCC

    return OpenCC("t2s")
