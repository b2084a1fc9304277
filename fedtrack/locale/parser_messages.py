"""Sentences of the option parser, listed so that the catalogue has them."""  # noqa: INP001 - never imported

from fedtrack.render.language import translate as _

SENTENCES = (
    # typer/rich_utils.py: the help page
    _("Arguments"),
    _("Options"),
    _("Commands"),
    _("Error"),
    _("[required]"),
    _("[default: {}]"),
    _("[env var: {}]"),
    _("(deprecated) "),
    _("Aborted."),
    _("Try [blue]'{command_path} {help_option}'[/] for help."),
    # typer/core.py: the help page without Rich, and what is said of a wrong call
    _("(dynamic)"),
    _("default: {default}"),
    _("env var: {var}"),
    _("required"),
    _("Aborted!"),
    _("Missing command."),
    _("No such command {name!r}."),
)
