"""The option parser's complaints, in the clerk's words."""

from __future__ import annotations

from typing import Any

import typer

from fedtrack.errors import Fault, Message
from fedtrack.render import console

EXIT_CODE = 2

# the parser that Typer carries exports only this one of its usage errors; its base is the family
UsageProblem: type[Exception] = typer.BadParameter.__mro__[1]


def explain_usage(error: Any) -> int:  # noqa: ANN401 - the option parser's own type
    """Print what was wrong with the call and how to call, and return the exit code of a usage error."""
    context = getattr(error, "ctx", None)
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        print(error.format_message())  # noqa: T201 - the help itself, already printed for people
        return EXIT_CODE
    path = context.command_path if context is not None else "fedtrack"
    see_help = Message("see `{command} --help`", command=path)
    console.report_faults([Fault("", _complaint(error, name), _remedy(error, name) or see_help)])
    return EXIT_CODE


def _complaint(error: Any, name: str) -> Message:  # noqa: ANN401
    parameter = getattr(error, "param", None)
    label = _label(parameter)
    if name == "MissingParameter":
        return Message("{what} is missing", what=label)
    if name == "NoSuchOption":
        return Message("there is no option {option}", option=error.option_name)
    if name == "BadParameter" and parameter is not None:
        return Message("the value of {what} is not allowed: {detail}", what=label, detail=error.message)
    if error.message.startswith("No such command") or ("command" in error.message and "'" in error.message):
        return Message("there is no command {command}", command=error.message.split("'")[1])
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition(" (")[2].rpartition(")")[0] or error.message
        return Message("too many arguments: {arguments}", arguments=extra.removeprefix("s) ("))
    return Message("{detail}", detail=error.message)


def _remedy(error: Any, name: str) -> Message | None:  # noqa: ANN401
    from difflib import get_close_matches

    from fedtrack.cli.app import COMMANDS

    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    if name == "BadParameter" and choices:
        return Message(
            "one of {choices}", choices=", ".join(str(getattr(one, "value", one)) for one in choices)
        )
    if name == "NoSuchOption" and error.possibilities:
        return Message("did you mean {options}", options=", ".join(sorted(error.possibilities)))
    if "No such command" in error.message:
        close = get_close_matches(error.message.split("'")[1], COMMANDS, n=1)
        return Message("did you mean {options}", options=close[0]) if close else None
    return None


def _label(parameter: Any) -> str:  # noqa: ANN401
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return "/".join(parameter.opts)
    return str(parameter.metavar or parameter.name)
