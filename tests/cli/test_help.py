"""The help: every command and option is explained, and no bracket of it is lost on the way to the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from fedtrack import __version__
from fedtrack.cli import app
from fedtrack.exports.formats import Format
from scripts.command_line import walk
from tests.conftest import Run

# help is worded when a module is imported: here, before any test
CALLS = [tuple(path.split()) for path, _command in walk() if path]


def find(call: tuple[str, ...]) -> Any:
    """Return the command of a call as the option parser knows it."""
    command: Any = typer.main.get_command(app.app)
    for name in call:
        command = command.commands[name]
    return command


def explained(command: Any) -> Iterator[tuple[str, str]]:
    """Yield the metavar and the help of each parameter."""
    for parameter in command.params:
        yield str(parameter.metavar or ""), parameter.help


def test_the_help_lists_every_command(run: Run) -> None:
    """`fedtrack --help` has each command beside what it does, in the order of the season."""
    answer = run("--help")
    assert answer.code == 0
    lines = answer.out.partition("Commands")[2].splitlines()[1:]
    shown = [line.strip("│ ").split(maxsplit=1) for line in lines if line.startswith("│")]
    assert [words[0] for words in shown] == list(app.COMMANDS)
    assert all(len(words) == 2 for words in shown)


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--json", "--help")])
def test_help_is_asked_for_in_several_ways(arguments: tuple[str, ...], run: Run) -> None:
    """Without a command the help is printed too, but as a call that is incomplete."""
    answer = run(*arguments)
    assert answer.code == (0 if arguments else 2)
    assert "Usage: fedtrack [OPTIONS] COMMAND" in answer.out
    assert answer.err == ""


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_parameter_is_explained_on_screen(
    call: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command, option and argument has a help text, and all of it shows, with the metavar."""
    monkeypatch.setenv("COLUMNS", "250")
    command = find(call)
    for option in ("-h", "--help"):
        answer = run(*call, option)
        assert answer.code == 0
        assert f"Usage: fedtrack {' '.join(call)} [OPTIONS]" in answer.out
        assert command.help
        assert command.help in answer.out
        for metavar, text in explained(command):
            assert text
            assert text in answer.out
            assert metavar in answer.out


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_command_has_the_common_options(call: tuple[str, ...], run: Run) -> None:
    """`-C`, `--today`, `--json` and `--help` are in the help of every command."""
    out = run(*call, "--help").out
    for option in ("-C ", "--today ", "--json ", "--help "):
        assert option in out


@pytest.mark.parametrize(
    ("call", "metavar"),
    [
        (("record",), "DATE[ TIME]"),
        (("extend",), "DATE[ TIME]"),
        (("record",), "KEY=N"),
        (("status",), "[NOTICE]"),
        (("why",), "{UNIT} [NOTICE]"),
        (("undo",), "[ENTRY]"),
        (("init",), "[DIR]"),
        (("export",), "FILE|-"),
        (("export",), "|".join(list(Format)[:3])),
    ],
)
def test_brackets_show(call: tuple[str, ...], metavar: str, run: Run) -> None:
    """A metavar in brackets is not taken for Rich's markup."""
    assert metavar in run(*call, "--help").out


def test_the_version(run: Run) -> None:
    """`--version` says the version and nothing else."""
    assert run("--version") == (0, f"fedtrack {__version__}\n", "")


def test_the_table_of_commands_knows_no_other() -> None:
    """Asking for a command that is not one is an error of the programmer."""
    with pytest.raises(KeyError, match="wibble"):
        app.CommandTable()["wibble"]
