"""A command line that is still being typed: what is wanted at its end, by the table of what can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.cli.completion_table import ARGUMENTS, COMMANDS, COMMON, OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMAND, OPTION, FREE = "command", "option", "text"
_FOLDER = "-C"
_AGAIN = "…"


class TypedLine:
    """The words of a line, read as the option parser would, of which the last is still being typed."""

    def __init__(self, words: Sequence[str]) -> None:
        *before, self.typed = words or [""]
        self.path = ""
        """The command, such as `notice read`; empty before one."""
        self.units: list[str] = []
        """Units that are named already."""
        self.directory: str | None = None
        """The folder named with -C."""
        self.prefix = ""
        """The `--notice=` before the value in one word with it."""
        self._arguments = 0
        self._options_end = False
        self._waiting = ""
        for word in before:
            self._take(word)
        self.wanted = self._wanted()
        """What the word being typed is: a command, an option, or the kind of a value."""

    def options(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield the options that can stand here: names, kind of the value, what it does."""
        yield from OPTIONS.get(self.path, ())
        yield from COMMON

    def _take(self, word: str) -> None:
        if self._waiting:
            self._value(self._waiting, word)
            self._waiting = ""
        elif self._options_end or not word.startswith("-") or word == "-":
            self._word(word)
        elif word == "--":
            self._options_end = True
        elif word.startswith(_FOLDER) and word != _FOLDER:
            self._value(_FOLDER, word.removeprefix(_FOLDER))
        else:
            name, joined, value = word.partition("=")
            if joined:
                self._value(name, value)
            elif self._kind(name):
                self._waiting = name

    def _value(self, option: str, value: str) -> None:
        if option == _FOLDER:
            self.directory = value
        elif self._kind(option) == "unit":
            self.units.append(value)

    def _word(self, word: str) -> None:
        command = f"{self.path} {word}".strip()
        if command in COMMANDS:
            self.path = command
            return
        if self._argument() == "unit":
            self.units.append(word)
        self._arguments += 1

    def _wanted(self) -> str:
        if self._waiting:
            return self._kind(self._waiting)
        if self.typed.startswith("-") and not self._options_end:
            name, joined, value = self.typed.partition("=")
            if not joined:
                return OPTION
            self.prefix, self.typed = f"{name}=", value
            return self._kind(name) or FREE
        return self._argument()

    def _argument(self) -> str:
        """Return what the next word is that is neither an option nor its value."""
        kinds = ARGUMENTS.get(self.path, ())
        if self._arguments < len(kinds):
            return kinds[self._arguments].removesuffix(_AGAIN)
        if kinds and kinds[-1].endswith(_AGAIN):
            return kinds[-1].removesuffix(_AGAIN)
        if any(command.startswith(f"{self.path} ".lstrip()) for command in COMMANDS):
            return COMMAND if not self._arguments else FREE
        return FREE if self.typed else OPTION

    def _kind(self, option: str) -> str:
        """Return what the value of an option is; empty where it has none, or there is no such option."""
        return next((kind for names, kind, _help in self.options() if option in names), "")
