"""The options that every command has, and those that several share."""

from __future__ import annotations

from copy import copy
from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption

from fedtrack.cli.spoken_values import in_english
from fedtrack.errors import Message, UsageError
from fedtrack.render.language import translate as _

COMMAND_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "token_normalize_func": in_english}
_KEY = "fedtrack"


class Common:
    """What the common options say; one that stands after the command wins over one before it."""

    def __init__(self) -> None:
        self.directory: str | None = None
        self.today: str | None = None
        self.as_json = False

    def elsewhere(self, directory: str) -> Common:
        """Return the same options for another folder."""
        other = Common()
        other.directory, other.today, other.as_json = directory, self.today, self.as_json
        return other


def common(ctx: typer.Context) -> Common:
    """Return what the common options say in this call."""
    found: Common = ctx.meta.setdefault(_KEY, Common())
    return found


def naming_of(ctx: typer.Context) -> str:
    """Return how a notice is named in a call of this command: with `--notice`, or as an argument."""
    before = []
    for parameter in ctx.command.params:
        if "--notice" in parameter.opts:
            return "--notice {id}"
        if parameter.name == "notice":
            break
        if parameter.param_type_name == "argument":
            before.append(str(getattr(parameter, "metavar", None) or parameter.name))
    return " ".join([ctx.command_path, *before, "{id}"])


class NamedCommands(TyperGroup):
    """A group that says which of its commands was probably meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the option parser's own type
        """Return the command that the first argument names; raises UsageError when it names none."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = tuple(get_close_matches(args[0], names, n=1, cutoff=0.7))
            raise UsageError(
                Message("there is no command {command}", command=args[0]),
                fix=Message("did you mean {options}", options=close)
                if close
                else Message("one of {choices}", choices=tuple(names)),
            )
        return super().resolve_command(ctx, args)


def command_app(help: str) -> typer.Typer:  # noqa: A002 - the name that typer gives it
    """Return the Typer application of one command's module."""
    return typer.Typer(
        cls=NamedCommands,
        context_settings=COMMAND_SETTINGS,
        help=help,
        add_completion=False,
        no_args_is_help=False,
    )


def add_common_options(command: Any) -> None:  # noqa: ANN401 - the option parser's own type
    """Give `-C`, `--today` and `--json` to a command, or to each command of a group."""
    command.context_settings.setdefault("help_option_names", COMMAND_SETTINGS["help_option_names"])
    command.params.extend(_common_options())
    original = command.get_help_option

    def get_help_option(ctx: typer.Context) -> Any:  # noqa: ANN401
        option = original(ctx)
        if option is not None:
            option.help = _("Show this help and exit.")
        return option

    command.get_help_option = get_help_option
    _speak(command)
    if type(command) is NamedCommands:
        for inner in command.commands.values():
            add_common_options(inner)


def _speak(command: Any) -> None:  # noqa: ANN401 - the option parser's own type
    """Let the first line of a command's help be in the clerk's language: the parser's is English."""
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    usage = command.get_usage
    command.get_usage = lambda ctx: usage(ctx).replace("Usage: ", _("Usage: "), 1)
    for parameter in command.params:
        if parameter.param_type_name == "argument" and not getattr(parameter.type, "choices", ()):
            parameter.type = copy(parameter.type)
            parameter.type.get_metavar = lambda **_told: ""  # <str> tells nobody anything


def _common_options() -> list[TyperOption]:
    panel = _("Options of every command")

    def note(field: str) -> Any:  # noqa: ANN401
        def callback(ctx: typer.Context, _parameter: object, value: object) -> None:
            if value is not None and value is not False:
                setattr(common(ctx), field, value)

        return callback

    return [
        TyperOption(
            param_decls=["directory", "-C"],
            metavar=_("DIR"),
            help=_("The folder with units.toml (also $FEDTRACK_DIR); else this folder or the nearest above."),
            expose_value=False,
            callback=note("directory"),
            rich_help_panel=panel,
        ),
        TyperOption(
            param_decls=["today", "--today"],
            metavar=_("DATE"),
            help=_("Answer as of the end of that day (also $FEDTRACK_TODAY)."),
            expose_value=False,
            callback=note("today"),
            rich_help_panel=panel,
        ),
        TyperOption(
            param_decls=["as_json", "--json"],
            is_flag=True,
            default=False,
            help=_("Print one JSON document instead of tables."),
            expose_value=False,
            callback=note("as_json"),
            rich_help_panel=panel,
        ),
    ]


NoticeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=_("[NOTICE]"),
        help=_("The notice's id or number; may be left out when one is open."),
        show_default=False,
    ),
]
NoticeOption = Annotated[
    str | None,
    typer.Option(
        "--notice",
        metavar="N",
        help=_("The notice's id or number; may be left out when one is open."),
        show_default=False,
    ),
]
UNIT_HELP = _("A unit: its id, name, alias, a part of a name that fits one unit, or pinyin initials.")
UnitArgument = Annotated[str, typer.Argument(metavar=_("UNIT"), help=UNIT_HELP)]
UnitsArgument = Annotated[list[str], typer.Argument(metavar=_("UNIT…"), help=UNIT_HELP)]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="T", help=_("Why, in a few words."))]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", metavar="G", help=_("Only the units of this group."), show_default=False),
]
