"""Answers a Tab: which words could stand where it was pressed.

Loads neither the option parser nor a command: what can be typed stands in a table. A Tab never
complains, whatever is wrong; `fedtrack check` does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fedtrack.cli.completion_table import COMMANDS
from fedtrack.cli.typed_line import COMMAND, OPTION, TypedLine
from fedtrack.core.matching.offers import Offer, offer_groups, offer_notices, offer_units
from fedtrack.render.shells import SHELLS, Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CHOICE = "one of "
_ELSEWHERE = ("file", "folder")
"""What the shell itself knows best."""


def answer_tab(shell: str, words: Sequence[str]) -> None:
    """Print what a Tab offers after `words`, of which the last is still being typed.

    Says nothing where anything is wrong: a half-typed line is no place for a message.
    """
    try:
        sys.stdout.buffer.write(_answer(SHELLS[shell](), words))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - see above
        return


def _answer(shell: Shell, words: Sequence[str]) -> bytes:
    line = TypedLine(shell.read(words))
    if line.wanted in _ELSEWHERE:
        return shell.encode(f"{line.wanted}s\n")
    return shell.encode(shell.say(_offers(line, _translator(shell)), line.typed, line.prefix))


def _translator(shell: Shell) -> Callable[[str], str]:
    """Return what translates; where no meaning is shown the catalogue need not be read."""
    if not shell.shows_meanings:
        return str
    from fedtrack.render import language

    language.install()
    return language.translate


def _offers(line: TypedLine, translate: Callable[[str], str]) -> list[Offer]:
    match line.wanted:
        case "unit":
            return offer_units(_document(line), line.typed, but=line.units)
        case "notice":
            return offer_notices(_document(line), line.typed)
        case "group":
            return offer_groups(_document(line), line.typed)
        case kind if kind.startswith(_CHOICE):
            every = [Offer(word) for word in kind.removeprefix(_CHOICE).split()]
        case _ if line.wanted == OPTION:
            every = [Offer(name, translate(help_)) for names, _, help_ in line.options() for name in names]
        case _ if line.wanted == COMMAND:
            below = f"{line.path} ".lstrip()
            every = [
                Offer(command.removeprefix(below), translate(help_))
                for command, help_ in COMMANDS.items()
                if command.startswith(below) and " " not in command.removeprefix(below)
            ]
        case _:
            every = []
    return [offer for offer in every if offer.word.startswith(line.typed)]


def _document(line: TypedLine) -> dict[str, Any]:
    """Return the tables of the workspace's `units.toml`, unchecked; raises whatever is wrong with it."""
    import tomllib

    from fedtrack.workspace.folder import find_workspace

    workspace = find_workspace(
        chosen=Path(line.directory).expanduser() if line.directory is not None else None,
        named=os.environ.get("FEDTRACK_DIR"),
        start=Path.cwd(),
    )
    return tomllib.loads(workspace.units_file.read_text(encoding="utf-8-sig"))
