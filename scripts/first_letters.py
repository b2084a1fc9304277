"""Writes `fedtrack/core/matching/first_letters.py`: by which letters each character can begin in pinyin.

pypinyin knows, but takes a fifth of a second to load: too long for a Tab. Only the 6 763 characters of
GB/T 2312 are taken, which names of units are written with.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

MODULE = Path(__file__).parent.parent / "fedtrack/core/matching/first_letters.py"
_LINE = 49  # characters, each two columns wide
_HEAD = '''\
"""By which letters each character can begin in pinyin; written by `python -m scripts.first_letters`.

All readings of the characters of GB/T 2312, so that a Tab need not wait for a dictionary.
"""

from __future__ import annotations

BEGIN_WITH: dict[str, str] = {
'''


def gather() -> dict[str, str]:
    """Return for each letter the characters of which a reading begins with it, in the standard's order."""
    found: dict[str, list[str]] = defaultdict(list)
    for character in _gb2312():
        readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        for letter in {reading[0] for reading in readings if reading[:1].isascii() and reading[:1].isalpha()}:
            found[letter].append(character)
    return {letter: "".join(found[letter]) for letter in sorted(found)}


def _gb2312() -> list[str]:
    """Return the standard's characters: rows 16 to 87, of 94 places each."""
    codes = [bytes((row, place)) for row in range(0xB0, 0xF8) for place in range(0xA1, 0xFF)]
    return [text for text in (code.decode("gb2312", "ignore") for code in codes) if text]


def write() -> None:
    """Write the module."""
    lines = [_HEAD]
    for letter, characters in gather().items():
        lines.append(f'    "{letter}": (\n')
        pieces = [characters[at : at + _LINE] for at in range(0, len(characters), _LINE)]
        lines += [f'        "{piece}"\n' for piece in pieces]
        lines.append("    ),\n")
    MODULE.write_text("".join([*lines, "}\n"]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
