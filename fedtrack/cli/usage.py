"""The option parser's complaints, in the clerk's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from fedtrack.cli.spoken_values import with_chinese
from fedtrack.errors import Fault, Message
from fedtrack.render import console

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

EXIT_CODE = 2


def explain_usage(error: Any, arguments: Sequence[str], commands: Collection[str]) -> int:  # noqa: ANN401 - the option parser's own type
    """Print what was wrong with the call and how to call, and return the exit code of a usage error."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        console.write(f"{error.format_message()}\n".encode())
        return EXIT_CODE
    called = next((word for word in arguments if word in commands), None)
    path = (
        " ".join(word for word in ("fedtrack", called) if word) if context is None else context.command_path
    )
    complaint, remedy = _read(error, context)
    console.report_faults([Fault("", complaint, remedy or Message("see `{command} --help`", command=path))])
    return EXIT_CODE


def _read(error: Any, context: Any) -> tuple[Message, Message | None]:  # noqa: ANN401
    """Return what was wrong, and the remedy where one is known."""
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter":
            return Message("{what} is missing", what=_label(parameter)), None
        case "NoSuchOption":
            return Message("there is no option {option}", option=error.option_name), _did_you_mean(
                sorted(error.possibilities or ())
            )
        case "BadOptionUsage":
            return Message("{option} must be followed by its value", option=error.option_name), None
        case "BadParameter" if parameter is not None:
            choices = [str(getattr(one, "value", one)) for one in getattr(parameter.type, "choices", ())]
            spoken = tuple(map(with_chinese, choices))
            remedy = Message("one of {choices}", choices=spoken) if choices else None
            return Message("the value of {what} is not allowed", what=_label(parameter)), remedy
        case "UsageError" if context is not None and isinstance(context.command, TyperGroup):
            commands = tuple(context.command.list_commands(context))
            return Message("a command is missing"), Message("one of {choices}", choices=commands)
    # the parser puts what it could not place in brackets
    extra = error.message.rpartition("(")[2].rstrip(")")
    return Message("too many arguments: {arguments}", arguments=extra), None


def _did_you_mean(options: list[str]) -> Message | None:
    return Message("did you mean {options}", options=tuple(options)) if options else None


def _label(parameter: Any) -> str:  # noqa: ANN401
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return "/".join(parameter.opts)
    return str(parameter.metavar or parameter.name)
