"""`fedtrack completion`: the script that lets a shell complete what is typed after fedtrack."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.errors import Message, UsageError
from fedtrack.render import console
from fedtrack.render.language import translate as _

SCRIPTS = Path(__file__).parent.parent / "templates" / "completion"

app = command_app(_("Print the script that lets a Tab complete commands, options and units in a shell."))


class ShellName(StrEnum):
    """The shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


@app.command()
def completion(
    shell: Annotated[
        ShellName | None,
        typer.Argument(
            metavar="[bash|zsh|fish|powershell]",
            help=_("The shell; else the one that $SHELL names."),
            show_default=False,
        ),
    ] = None,
) -> int:
    suffix = {ShellName.POWERSHELL: "ps1"}
    chosen = shell or _own_shell()
    script = SCRIPTS / f"fedtrack.{suffix.get(chosen, chosen)}"
    console.write(script.read_bytes().replace(b"\r\n", b"\n"))
    return 0


def _own_shell() -> ShellName:
    """Return the shell of the session; raises UsageError where it is not known."""
    name = Path(os.environ.get("SHELL", "")).stem
    if name in set(ShellName):
        return ShellName(name)
    if sys.platform == "win32":
        return ShellName.POWERSHELL
    raise UsageError(
        Message("which shell is yours is not known"),
        fix=Message("one of {choices}", choices=tuple(ShellName)),
    )
