"""The command line as a page, and as the table that a Tab looks things up in.

Help is worded when a command's module is imported: choose the language before importing this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from fedtrack.cli.app import COMMANDS, complete_group
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {
    "UNIT": "unit", "UNIT…": "unit…", "U": "unit",
    "[NOTICE]": "notice", "N": "notice",
    "G": "group",
    "FILE": "file", "FILE|-": "file", "F": "file", "[imap|PATH…]": "file…",
    "DIR": "folder", "[DIR]": "folder",
}  # fmt: skip
"""What a Tab offers for a value, by its metavar."""
FREE = {"T", "DATE", "DATE[ TIME]", "D", "KEY=N", "[ENTRY]"}
"""Metavars of values that only the clerk knows."""


def walk() -> Iterator[tuple[str, Any]]:
    """Yield each command with its path, which for fedtrack itself is empty."""
    group = complete_group()
    yield "", group
    for name in COMMANDS:
        command = group.commands[name]
        yield name, command
        for inner, below in getattr(command, "commands", {}).items():
            yield f"{name} {inner}", below


def kind(parameter: Any) -> str:  # noqa: ANN401 - the option parser's own type
    """Return what a Tab offers for a parameter: a kind, `one of …`, `text`, or nothing for a switch."""
    if choices := allowed(parameter):
        return f"one of {' '.join(choices)}"
    if getattr(parameter, "is_flag", False):
        return ""
    return KINDS[parameter.metavar] if parameter.metavar not in FREE else "text"


def allowed(parameter: Any) -> list[str]:  # noqa: ANN401
    """Return the values that a parameter may have, where they are few."""
    return [str(getattr(one, "value", one)) for one in getattr(parameter.type, "choices", ())]


def parameters(command: Any) -> tuple[list[Any], list[Any], list[Any]]:  # noqa: ANN401
    """Return a command's arguments, its own options, and those that every command has."""
    every = command.get_params(typer.Context(command))
    arguments = [one for one in every if one.param_type_name == "argument"]
    options = [one for one in every if one.param_type_name == "option"]
    own = [one for one in options if not getattr(one, "rich_help_panel", None) and one.name != "help"]
    return arguments, own, [one for one in options if one not in own]


def print_table() -> None:
    """Print the module `fedtrack/cli/completion_table.py`."""
    commands, arguments, options, common = {}, {}, {}, []
    for path, command in walk():
        positional, own, every = parameters(command)
        if path:
            commands[path] = command.help
        arguments[path] = tuple(map(kind, positional))
        options[path] = [(tuple(one.opts), kind(one), one.help) for one in own]
        common = [(tuple(one.opts), kind(one), one.help) for one in every if one.name != "help"]
    common.append((("-h", "--help"), "", "Show this help and exit."))
    print(
        '"""What can be typed, for a Tab that loads no command; written by `python -m scripts.reference`."""'
    )
    print("\nfrom __future__ import annotations\n")
    print(f"COMMANDS: dict[str, str] = {commands!r}")
    print('"""Each command and what it does, in English."""')
    print(f"ARGUMENTS: dict[str, tuple[str, ...]] = { {k: v for k, v in arguments.items() if v}!r}")
    print('"""For each command what its arguments are, `…` after one that may be given again."""')
    own_options = {path: own for path, own in options.items() if own}
    print(f"OPTIONS: dict[str, list[tuple[tuple[str, ...], str, str]]] = {own_options!r}")
    print('"""For each command its options: their names, what a value is, and what they do, in English."""')
    print(f"COMMON: list[tuple[tuple[str, ...], str, str]] = {common!r}")
    print('"""The options of every command."""')


def print_page() -> None:
    """Print the page `docs/reference.md` in the language of the process."""
    print(f"# fedtrack: {_('Commands')}\n")
    print("<!-- python -m scripts.reference -->\n")
    root = next(walk())[1]
    print(f"{root.help}\n")
    print(_rows(parameters(root)[1] + parameters(root)[2], _("Options of every command")), end="")
    for path, command in walk():
        if not path or getattr(command, "commands", None):
            continue
        arguments, own, _common = parameters(command)
        usage = " ".join(["fedtrack", path, *(one.metavar for one in arguments)])
        print(f"## {path}\n\n{_plain(command.help)}\n\n```\n{usage}\n```\n")
        print(_rows(arguments + own, ""), end="")


def _rows(shown: list[Any], heading: str) -> str:
    if not shown:
        return ""
    lines = [f"{heading}:\n"] if heading else []
    for one in shown:
        value = "" if getattr(one, "is_flag", False) else one.metavar or "|".join(allowed(one))
        is_argument = one.param_type_name == "argument"
        names = value if is_argument else " ".join([", ".join(_names(one)), value]).strip()
        lines.append(f"- `{names}`: {_plain(one.help)}")
    return "\n".join([*lines, "", ""])


def _names(option: Any) -> list[str]:  # noqa: ANN401
    return ["-h", "--help"] if option.name == "help" else list(option.opts)


def _plain(text: str) -> str:
    """Return the text as Markdown shows it letter for letter."""
    return text.replace("[", r"\[").replace("*", r"\*")
