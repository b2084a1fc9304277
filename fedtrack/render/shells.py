"""How each shell hands over a line that is being typed, and how it wants to be told what could go on.

The first line of an answer says what follows: `values`; `list`, values that the shell must not shorten
to what they share, since they do not begin with what was typed; `files` and `folders`, which the shell
finds itself. Then a line for each value: as it is to be put on the line, a tab, as it is to be shown.
A value never has a control character, so a line is a line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from fedtrack.core.matching.offers import Offer
from fedtrack.core.untrusted import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+,./@%")
"""The ASCII characters that mean nothing to any of the shells within a word."""
_LIKE_APOSTROPHES = "'‘’‚‛"
"""What PowerShell takes for a single quote (about_Quoting_Rules, and SpecialCharacters.cs)."""


class Shell:
    """A shell that quotes what is put on its line by itself and hands over words without quotes: zsh."""

    shows_meanings = True

    def read(self, words: Sequence[str]) -> list[str]:
        """Return the words of the line, the last being typed."""
        return list(words)

    def say(self, offers: Sequence[Offer], typed: str, prefix: str) -> str:
        """Return the answer; `prefix` is what stands before `typed` in the same word."""
        strays = any(not offer.word.startswith(typed) for offer in offers)
        quoted = [(self.quote(f"{prefix}{offer.word}"), offer) for offer in offers]
        several = len(offers) > 1 and (strays or self.tears([value for value, _ in quoted if value]))
        width = max((_cells(value) for value, _ in quoted if value), default=0)
        lines = [f"{value}\t{self.show(value, offer, width)}" for value, offer in quoted if value]
        return "\n".join(["list" if several else "values", *lines, ""])

    def quote(self, value: str) -> str | None:
        """Return a value as it is to be put on the line, or None where it cannot be."""
        return value

    def tears(self, values: Sequence[str]) -> bool:  # noqa: ARG002
        """Say whether what the values share ends within something quoted."""
        return False

    def show(self, value: str, offer: Offer, width: int) -> str:
        """Return what is shown in the list of offers; the longest value fills `width` cells."""
        beside = " " * (width - _cells(value))
        return f"{value}{beside}  -- {visible(offer.meaning)}" if offer.meaning else value

    def encode(self, answer: str) -> bytes:
        """Return the answer in the encoding of the shell; raises ValueError where it lacks a character."""
        return os.fsencode(answer)


class Bash(Shell):
    """bash hands over words as they are typed, parted at `=`, and puts on the line what it is told."""

    shows_meanings = False

    def __init__(self) -> None:
        self._quote = ""
        self._joined = False

    def read(self, words: Sequence[str]) -> list[str]:
        """Return the words, `--notice = 2020` made one again."""
        *before, last = words or [""]
        found: list[str] = []
        for word in before:
            if word == "=" and found and found[-1].startswith("--"):
                found[-1] += "="
            elif found and found[-1].startswith("--") and found[-1].endswith("="):
                found[-1] += unquote(word)[0]
            else:
                found.append(unquote(word)[0])
        if last == "=":
            last = ""
            self._joined = True
            found[-1:] = [f"{found[-1]}="] if found else []
        text, self._quote = unquote(last)
        if found and found[-1].startswith("--") and found[-1].endswith("="):
            self._joined = True
            text = found.pop() + text
        return [*found, text]

    def say(self, offers: Sequence[Offer], typed: str, prefix: str) -> str:
        """Return the answer; what stands before a `=` is no part of the word for bash."""
        return super().say(offers, typed, "" if self._joined else prefix)

    def quote(self, value: str) -> str | None:
        """Return the value for the inside of the quotes that are open, or with a backslash where needed."""
        if self._quote == "'":
            return value.replace("'", r"'\''")
        if self._quote == '"':  # of `!` the history would make something, and no backslash helps
            return None if "!" in value else "".join(f"\\{one}" if one in '"$`\\' else one for one in value)
        return "".join(one if one in _PLAIN or not one.isascii() else f"\\{one}" for one in value)

    def tears(self, values: Sequence[str]) -> bool:
        """Say whether what the values share ends with a backslash that belongs to what follows."""
        shared = _shared(values)
        return self._quote != "'" and (len(shared) - len(shared.rstrip("\\"))) % 2 == 1

    def show(self, value: str, offer: Offer, width: int) -> str:
        """Return the value, as it is put on the line, with its meaning: bash shortens what is shown too."""
        beside = " " * (width - _cells(value))
        return f"{value}{beside}  ({visible(offer.meaning)})" if offer.meaning else value


class BashList(Bash):
    """bash when it lists what there is, meanings too."""

    shows_meanings = True


class Fish(Shell):
    """fish hands over the last word as it is typed, and quotes by itself."""

    def read(self, words: Sequence[str]) -> list[str]:
        """Return the words of the line."""
        *before, last = words or [""]
        return [*before, unquote(last)[0]]

    def say(self, offers: Sequence[Offer], typed: str, prefix: str) -> str:
        """Return the answer; the one unit that initials stand for is told beside them.

        fish takes no value that does not have what was typed in it, and the command takes initials.
        """
        if len(offers) == 1 and typed not in offers[0].word:
            word, meaning = offers[0]
            return super().say([Offer(typed, f"{meaning} {word}")], typed, prefix)
        return super().say(offers, typed, prefix)

    def show(self, value: str, offer: Offer, width: int) -> str:  # noqa: ARG002
        """Return the meaning alone: fish shows it beside the value."""
        return visible(offer.meaning)


class PowerShell(Shell):
    """PowerShell hands over all words in one variable, a line each: its arguments lose quotes."""

    def read(self, words: Sequence[str]) -> list[str]:  # noqa: ARG002
        """Return the words of the variable."""
        found = os.environ.get("_FEDTRACK_WORDS", "").split("\n")
        return [_without_powershell_quotes(word) for word in found]

    def quote(self, value: str) -> str | None:
        """Return the value in single quotes where it needs any."""
        if all(one in _PLAIN - {",", "@"} or one.isalnum() for one in value):
            return value
        return "'" + "".join(one * 2 if one in _LIKE_APOSTROPHES else one for one in value) + "'"

    def show(self, value: str, offer: Offer, width: int) -> str:  # noqa: ARG002
        """Return what stands in the list and, after another tab, the tip beside it."""
        return f"{visible(offer.word)}\t{visible(offer.meaning or offer.word)}"

    def encode(self, answer: str) -> bytes:
        """Return the answer in UTF-8, which the script tells PowerShell to expect."""
        return answer.encode()


def _shared(values: Sequence[str]) -> str:
    """Return what all values begin with."""
    columns = zip(*values, strict=False)
    length = next((at for at, column in enumerate(columns) if len(set(column)) > 1), None)
    return min(values, key=len, default="")[:length]


def _cells(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def unquote(word: str) -> tuple[str, str]:
    """Return a typed word as the shell would read it, nothing run or expanded, and the quote left open."""
    text, quote = "", ""
    characters = iter(word)
    for character in characters:
        if character == "\\" and quote != "'":
            following = next(characters, "")
            text += following if not quote or following in '"$`\\' else f"\\{following}"
        elif character == quote:
            quote = ""
        elif character in {"'", '"'} and not quote:
            quote = character
        else:
            text += character
    return text, quote


def _without_powershell_quotes(word: str) -> str:
    """Return a word without the quotes around it; a quote that is doubled inside of them is one."""
    for quotes in (_LIKE_APOSTROPHES, '"“”„'):
        if word[:1] and word[0] in quotes:
            inner = word[1:-1] if len(word) > 1 and word[-1] in quotes else word[1:]
            for one in quotes:
                inner = inner.replace(one * 2, one)
            return inner
    return word


SHELLS: dict[str, type[Shell]] = {
    "bash": Bash,
    "bash-list": BashList,
    "zsh": Shell,
    "fish": Fish,
    "powershell": PowerShell,
}
"""The shells by the name with which their scripts ask."""
