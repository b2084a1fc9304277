"""The command line: which commands there are, and the one place where errors end."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from fedtrack import __version__
from fedtrack.cli.options import COMMAND_SETTINGS, NamedCommands, add_common_options
from fedtrack.errors import DocumentError, Fault, FedtrackError, Message, UsageError, reason_of
from fedtrack.render import console
from fedtrack.render.language import translate as _

INTERRUPTED = 130
_UNWRITABLE = {errno.ENOSPC, errno.EIO, errno.EPIPE}
UsageProblem: type[Exception] = typer.BadParameter.__mro__[1]
"""The family of the option parser's complaints, of which Typer exports only this one child."""

COMMANDS: dict[str, str] = {
    "init": "init",
    "status": "status",
    "collect": "collect",
    "record": "record",
    "return": "send_back",
    "excuse": "excuse",
    "extend": "extend",
    "called": "called",
    "undo": "undo",
    "log": "log",
    "why": "why",
    "remind": "remind",
    "export": "export",
    "history": "punctuality",
    "import-ledger": "import_ledger",
    "notice": "notice",
    "units": "units",
    "check": "check",
    "login": "login",
    "completion": "completion",
}
"""Each command and its module in this package, in the order of the season."""


class CommandTable(dict[str, Any]):
    """The commands by name, each module imported when its command is first asked for.

    A command that runs need not load the others: start-up is a feature.
    """

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - the option parser's own type
        from importlib import import_module

        if name not in COMMANDS:
            raise KeyError(name)
        module = import_module(f"fedtrack.cli.{COMMANDS[name]}")
        command = typer.main.get_command(module.app)
        command.name, command.help = name, command.help or module.app.info.help
        add_common_options(command)
        self[name] = command
        return command


class LazyGroup(NamedCommands):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - passed on as they are
        super().__init__(**settings)
        self.commands = CommandTable()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - the option parser's own type
        """Return the names in the order of the season."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return the command of that name, or None."""
        return self.commands[cmd_name] if cmd_name in COMMANDS else None


app = typer.Typer(
    cls=LazyGroup,
    context_settings=COMMAND_SETTINGS,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help=_(
        "Who has reported, who has not: keeps the roster, notes what comes in, drafts reminders, sums up."
    ),
)


def _print_version(value: bool) -> None:  # noqa: FBT001 - called by the option parser
    if value:
        typer.echo(f"fedtrack {__version__}")
        raise typer.Exit


@app.callback()
def fedtrack(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=_("Show the version and exit."), is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Hold the options that stand before the command."""


def complete_group() -> Any:  # noqa: ANN401 - the option parser's own type
    """Return the group of all commands with the options of every command."""
    group = typer.main.get_command(app)
    add_common_options(group)
    return group


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what the clerk can put right is said in a line or two."""
    console.prepare_streams()
    try:
        return _answer(arguments)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        return _unwritten(error)


def _answer(arguments: Sequence[str]) -> int:
    unfit = _unfit_word(arguments)
    if unfit is not None:
        console.report_faults([unfit])
        return UsageError.EXIT_CODE
    group = complete_group()
    try:
        code = group.main(list(arguments), prog_name="fedtrack", standalone_mode=False)
        sys.stdout.flush()
    except FedtrackError as error:
        console.report_faults(error.faults)
        if isinstance(error, UsageError):
            _explain_signs(arguments)
        return error.EXIT_CODE
    except UsageProblem as error:
        from fedtrack.cli.usage import explain_usage

        code = explain_usage(error, arguments, COMMANDS)
        _explain_signs(arguments)
        return code
    except (typer.Abort, KeyboardInterrupt):
        if sys.stderr.isatty():
            sys.stderr.write("\n")  # after the ^C, so that the prompt stands on a line of its own
        return INTERRUPTED
    except SystemExit:
        # Typer ends so when whoever read our output has had enough (`fedtrack log | head`): no failure
        return 0
    return int(code or 0)


def _unwritten(error: OSError) -> int:
    """Say that the answer, or the word of what went wrong, could not be written, where that can be said."""
    what = Message("the answer could not be written ({reason})", reason=reason_of(error))
    fix = Message("what was recorded stands: `fedtrack log` shows it")
    with suppress(OSError):
        console.report_faults([Fault("", what, fix)])
    console.discard_unwritable()
    return DocumentError.EXIT_CODE


def _explain_signs(arguments: Sequence[str]) -> None:
    """Say of a call that failed that Chinese quotes or blanks stand in it, if they do."""
    from fedtrack.cli.keyboard import other_signs

    signs = other_signs(arguments)
    if signs is not None:
        console.note(signs)


def _unfit_word(arguments: Sequence[str]) -> Fault | None:
    """Return what is wrong with a word that no command can take; nothing is loaded for plain English."""
    if all(map(str.isascii, arguments)):
        return None
    from fedtrack.cli.keyboard import mistyped_option

    garbled = next((word for word in arguments if _is_garbled(word)), None)
    if garbled is not None:
        return Fault("", Message("this is no readable text: {text}", text=garbled))
    return mistyped_option(arguments)


def _is_garbled(word: str) -> bool:
    """Say whether an argument is neither text nor the name of a file: bytes of another encoding."""
    return any("\ud800" <= char <= "\udfff" for char in word) and not Path(word).exists()
