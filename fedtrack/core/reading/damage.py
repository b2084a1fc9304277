"""Numbers and titles of notices that lost characters on their way: 融妇通〔20201, 于2020323日前.

Government sites publish texts whose extraction dropped characters; what is pasted from there goes into
every reminder. Only what no sound number or title has counts as damage.
"""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(
    r"[^()]*\((?:19|20)\d\d\)(?:第)?\s*\d{1,4}\s*号(?:之[一二三四五六七八九十\d]+|-\d+)?|[^()]*(?:19|20)\d\d年第?\d{1,4}号|第?\d{1,4}[号期]"
)
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_PAIRS = {")": "(", "》": "《", "”": "“", "」": "「"}
_LOST = re.compile(
    r"\ufffd|[\ue000-\uf8ff]|[?？]{2}|[□■]|锟斤拷|"
    r"(?<!\d)(?:19|20)\d\d[1-9]\d{2,3}日?(?!\d)|年\d{2,4}日|年\d{1,2}(?=之?前)"
)


def number_is_damaged(number: str) -> bool:
    """Say whether a number is neither empty nor like 融妇通〔2020〕1号, whatever brackets it has."""
    plain = "".join(_plain(number).split())
    return bool(plain) and (_NUMBER.fullmatch(plain) is None or bool(_LOST.search(plain)))


def title_is_damaged(title: str) -> bool:
    """Say whether a title has half a pair of brackets, signs of lost characters or a date run together."""
    plain = _plain(title)
    return _LOST.search(plain) is not None or not _is_balanced(plain)


def _plain(text: str) -> str:
    """Return the text with one kind of brackets."""
    return unicodedata.normalize("NFKC", text.translate(_BRACKETS)).translate(_BRACKETS)


def _is_balanced(text: str) -> bool:
    open_ones: list[str] = []
    for char in text:
        if char in _PAIRS.values():
            open_ones.append(char)
        elif char in _PAIRS and (not open_ones or open_ones.pop() != _PAIRS[char]):
            return False
    return not open_ones
