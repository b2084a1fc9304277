"""The two consoles: `out` for the payload, `err` for everything else. Nothing else prints."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import visible
from fedtrack.errors import Message
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text

    from fedtrack.errors import Fault


_PIPE_WIDTH = 120  # cells where there is no terminal: a log in which addresses stay whole


def prepare_streams() -> None:
    """Let no character stop the program: pipes get UTF-8, a terminal spells out what it lacks."""
    nowhere = Path(os.devnull)  # where what was closed by whoever started us goes
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def discard_unwritable() -> None:
    """Let what a full disk or a closed pipe did not take be forgotten: Python would try again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())


@cache
def out() -> Console:
    """Return the console of the payload."""
    return _console(stderr=False)


@cache
def err() -> Console:
    """Return the console of notes, questions and errors."""
    return _console(stderr=True)


def plain(value: object) -> str:
    """Return a value as one line of harmless text in the clerk's language."""
    text = value.say(_) if isinstance(value, Message) else str(value)
    return visible(text)


def styled(value: object, style: str = "") -> Text:
    """Return a value as Rich text that no markup in it can change."""
    from rich.text import Text

    return Text(plain(value), style=style)


def show(*renderables: RenderableType) -> None:
    """Print the payload for people."""
    from rich.text import Text

    for renderable in renderables:
        # a sentence is wrapped by the terminal, so that it is copied in one piece
        out().print(renderable, soft_wrap=isinstance(renderable, Text))


def show_beside(*renderables: RenderableType) -> None:
    """Print for people what is not the payload: what a question is about."""
    from rich.text import Text

    for renderable in renderables:
        err().print(renderable, soft_wrap=isinstance(renderable, Text))


def write(payload: bytes) -> None:
    """Print the payload for programs: UTF-8, byte for byte, where it is not a terminal."""
    sys.stdout.flush()
    if sys.stdout.isatty():  # a terminal has an encoding of its own
        sys.stdout.write(payload.decode("utf-8"))
    else:
        sys.stdout.buffer.write(payload)
    sys.stdout.flush()


def note(message: Message) -> None:
    """Print one line beside the payload."""
    sys.stderr.write(f"{plain(message)}\n")


def report_faults(faults: Sequence[Fault]) -> None:
    """Print what is wrong, one line for each fault: where, what, what to do."""
    from rich.text import Text

    for fault in faults:
        line = Text()
        if fault.where:
            line.append(f"{plain(fault.where)}: ", style="bold")
        line.append(plain(fault.what), style="red")
        if fault.fix is not None:
            line.append(plain(Message("; {fix}", fix=fault.fix)))
        with suppress(SystemExit):  # Rich's end where nobody reads; what is wrong has an exit code of its own
            err().print(line, soft_wrap=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    unfolded = _PIPE_WIDTH if "COLUMNS" not in os.environ and not stream.isatty() else None
    return Console(
        stderr=stderr,
        width=unfolded,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=bool(os.environ.get("NO_COLOR")) or None,
    )
