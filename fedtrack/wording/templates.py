"""The sentences to the units: Jinja2 templates of the package, each replaceable by the clerk's own.

Templates run in Jinja2's sandbox and fail on a name that nobody gave them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import without_controls
from fedtrack.errors import InputError, Message

if TYPE_CHECKING:
    from fedtrack.sandbox.environment import Sandbox

_LONGEST = 100_000  # characters
_MOST_STEPS = 1_000_000  # a wording of ours takes some hundreds, these half a second
PACKAGED = Path(__file__).parent.parent / "templates"


class TemplateWording:
    """Words from `NAME.j2` in the workspace's own folder, else in the package."""

    def __init__(self, own: Path) -> None:
        self.own = own

    def say(self, template: str, values: dict[str, object]) -> str:
        """Return the text that the template makes of the values.

        Raises InputError with file and line when the template is wrong.
        """
        name = f"{template}.j2"
        try:
            self.environment.begin()
            words = self.environment.get_template(name).render(values)
        except Exception as error:  # a template's own expressions can raise anything
            raise explain_template(error, name) from error
        if not words.strip():
            raise InputError(
                Message("the template says nothing"),
                where=f"templates/{name}",
                fix=Message("write the wording, or delete the file to get the usual wording back"),
            )
        return without_controls(words)

    @cached_property
    def environment(self) -> Sandbox:
        """The sandbox in which templates run."""
        from jinja2 import FileSystemLoader, StrictUndefined

        from fedtrack.sandbox.environment import Sandbox

        # plain text for mail and chat: nothing here is HTML, so nothing is escaped for it
        return Sandbox(
            most_steps=_MOST_STEPS,
            longest_source=_LONGEST,
            loader=FileSystemLoader([self.own, PACKAGED], encoding="utf-8-sig"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
        )


def explain_template(error: Exception, name: str) -> InputError:
    """Return what is wrong with a template, with file and line."""
    from jinja2 import TemplateSyntaxError

    from fedtrack.sandbox.environment import TOO_MUCH, TooMuchError

    if isinstance(error, TemplateSyntaxError):
        file = Path(error.name or name)
        shown = file.name if file.is_absolute() else file.as_posix()  # of some faults Jinja2 gives the path
        return _wrong(f"templates/{shown}:{error.lineno}", error.message or "")
    if isinstance(error, UnicodeDecodeError):
        return InputError(
            Message("the file is not saved as UTF-8"),
            where=f"templates/{name}",
            fix=Message("in Notepad choose Save as, and the encoding UTF-8"),
        )
    reason = TOO_MUCH if isinstance(error, TooMuchError | MemoryError) else str(error)
    return _wrong(f"templates/{name}{_line(error, name)}", reason)


def _wrong(where: str, reason: str | Message) -> InputError:
    return InputError(
        Message("the template is wrong: {reason}", reason=reason),
        where=where,
        fix=Message("mend that line, or delete the file to get the usual wording back"),
    )


def _line(error: Exception, name: str) -> str:
    """Return `:12` for the line of the template in which the error arose."""
    line = ""
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(name):
            line = f":{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return line
