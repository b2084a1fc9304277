"""Names by their sound; the dictionary takes a fifth of a second to load, so only when a query needs it."""

from __future__ import annotations

from functools import cache
from itertools import product

_MOST_READINGS = 64


@cache
def initials(name: str) -> frozenset[str]:
    """Return the first letters of a name's syllables, in every reading of its characters.

    长安镇妇联 gives both cazfl and zazfl: a clerk types what she hears.
    """
    from pypinyin import Style, pinyin

    choices = [
        sorted({reading[0] for reading in syllable if reading})
        for syllable in pinyin(name, style=Style.NORMAL, heteronym=True)
    ]
    found: set[str] = set()
    for letters in product(*choices):
        found.add("".join(letters).casefold())
        if len(found) >= _MOST_READINGS:
            break
    return frozenset(found | {_usual_initials(name)})


@cache
def spelling(name: str) -> str:
    """Return the usual pinyin of a name, without tones or spaces: changanzhenfulian."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).casefold()


def _usual_initials(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(syllable[0] for syllable in lazy_pinyin(name) if syllable).casefold()
