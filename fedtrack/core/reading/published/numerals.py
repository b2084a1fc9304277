"""Numbers as notices write them: 3, 三, 二十三, 廿九, 二〇二〇."""

from __future__ import annotations

YEAR_DIGITS = "〇○零Oo0一二三四五六七八九"
"""What stands for the noughts of a year in the wild: U+3007, U+25CB, the letter O."""
_VALUES = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○Oo0", 0),
    "两": 2,
    "元": 1,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def read_number(text: str) -> int:
    """Return a number below 100 in Arabic or Chinese numerals; raises ValueError for any other text."""
    if text.isdecimal():
        return int(text)
    total = 0
    for at, char in enumerate(text):
        if char in _TENS:
            total = (total or 1) * _TENS[char] if char == "十" else total + _TENS[char]
        elif char in _VALUES:
            total += _VALUES[char]
        else:
            raise ValueError(text[at:])
    return total


def read_year(text: str) -> int:
    """Return the year that four digits or Chinese numerals name; raises ValueError for any other text."""
    return int("".join(char if char.isdecimal() else str(_VALUES[char]) for char in text))
