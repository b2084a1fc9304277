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
    from jinja2 import Environment

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
    def environment(self) -> Environment:
        """The sandbox in which templates run."""
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        # plain text for mail and chat: nothing here is HTML, so nothing is escaped for it
        return ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([self.own, PACKAGED], encoding="utf-8-sig"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
        )


def explain_template(error: Exception, name: str) -> InputError:
    """Return what is wrong with a template, with file and line."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return _wrong(f"templates/{error.name or name}:{error.lineno}", error.message or "")
    if isinstance(error, UnicodeDecodeError):
        return InputError(
            Message("the file is not saved as UTF-8"),
            where=f"templates/{name}",
            fix=Message("in Notepad choose Save as, and the encoding UTF-8"),
        )
    return _wrong(f"templates/{name}{_line(error, name)}", str(error))


def _wrong(where: str, reason: str) -> InputError:
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
