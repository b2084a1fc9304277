"""The clerk's own Word template, filled by docxtpl: in a sandbox, every value escaped, no name unknown."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import one_line
from fedtrack.errors import DocumentError, InputError, Message
from fedtrack.exports.docx_page import repack
from fedtrack.exports.template_values import template_values

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment
    from markupsafe import Markup

    from fedtrack.core.summary import Summary

WHERE_NAMES_ARE = "docs/word-template.md"
LARGEST_TEMPLATE = 20_000_000
"""Bytes of the file; one with a letterhead and a seal has less than one million."""
_MOST_PARTS = 2_000
_LARGEST_CONTENT = 60_000_000
"""Bytes of all its parts unpacked, as the zip itself declares them; it gives no more than that."""
_LARGEST_PART = 5_000_000
_MOST_LOOKED_AT = 1_000_000_000
"""Commands times characters of a part: two thousand in half a million."""
_MOST_STEPS = 20_000_000
"""A table of five thousand units takes two million; these take ten seconds."""
_WIDE_GAP = re.compile(rb"\s{500}")
_LONGEST_REASON = 200


def fill_template(summary: Summary, content: bytes, *, name: str) -> bytes:
    """Return the template `content` filled with the summary; `name` is what errors call it.

    Raises DocumentError where it is no Word file that can be opened, InputError where what it says is wrong:
    a name that nothing has, a loop without an end.
    """
    from docxtpl import DocxTemplate

    from fedtrack.sandbox.environment import TOO_MUCH, TooMuchError

    _check_package(content, name)
    values = template_values(summary)
    environment = _sandbox()
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
    except Exception as error:  # whatever python-docx stumbles over, it is the file that is wrong
        raise _unreadable(name) from error
    try:
        _check_names(template, environment, values, name)
        template.render(values, environment)
        written = io.BytesIO()
        template.save(written)
    except InputError:
        raise
    except Exception as error:  # a template's own expressions can raise anything
        endless = isinstance(error, TooMuchError | MemoryError)
        raise _wrong(name, TOO_MUCH if endless else one_line(str(error))[:_LONGEST_REASON]) from error
    return repack(written)


def _sandbox() -> Environment:
    """Return where templates run; nothing that they may write there puts a value in without escaping it."""
    from jinja2 import StrictUndefined

    from fedtrack.sandbox.environment import Sandbox

    environment = Sandbox(
        most_steps=_MOST_STEPS,
        longest_source=_LARGEST_PART,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_escaped,
    )
    del environment.filters["safe"]
    return environment


def _escaped(value: object) -> Markup:
    """Return a value as XML may hold it, also between `autoescape false` and its end."""
    from markupsafe import escape

    return escape(value)


def _check_package(content: bytes, name: str) -> None:
    """Refuse what is no zip, and one that would fill the memory when it is unpacked, or take long."""
    from fedtrack.sandbox.environment import TOO_MUCH

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            small = len(parts) <= _MOST_PARTS and sum(part.file_size for part in parts) <= _LARGEST_CONTENT
            texts = [package.read(part) for part in parts if small and part.filename.endswith(".xml")]
    except Exception as error:  # BadZipFile, struct.error and others, by what is broken
        raise _unreadable(name) from error
    if not small:
        raise too_large(name)
    if any(map(_takes_long, texts)):
        raise _wrong(name, TOO_MUCH)


def _takes_long(text: bytes) -> bool:
    """Say whether docxtpl would look for the ends of commands without end: it takes the square, and worse."""
    opened = text.count(b"{{") + text.count(b"{%") + text.count(b"{#")
    wide = opened > 0 and _WIDE_GAP.search(text) is not None
    return len(text) > _LARGEST_PART or opened * len(text) > _MOST_LOOKED_AT or wide


def _check_names(
    template: DocxTemplate, environment: Environment, values: dict[str, object], name: str
) -> None:
    """Refuse a template with a name that there is not, also where a condition hides it today."""
    from difflib import get_close_matches

    unknown = sorted(template.get_undeclared_template_variables(environment, values))
    if not unknown:
        return
    close = get_close_matches(unknown[0], values, n=1, cutoff=0.5)
    listed = Message("the names that can be used are in {file}", file=WHERE_NAMES_ARE)
    guess = Message("did you mean {options}", options=tuple(close))
    raise InputError(
        Message("nothing is called {name}", name=unknown[0]),
        where=name,
        fix=Message("{guess}; {listed}", guess=guess, listed=listed) if close else listed,
    )


def _wrong(name: str, reason: str | Message) -> InputError:
    return InputError(
        Message("the template is wrong: {reason}", reason=reason),
        where=name,
        fix=Message("what can be used, and how, is in {file}", file=WHERE_NAMES_ARE),
    )


def _unreadable(name: str) -> DocumentError:
    return DocumentError(
        Message("this is no Word document that can be opened"),
        where=name,
        fix=Message("save it in Word or WPS as .docx"),
    )


def too_large(name: str) -> DocumentError:
    """Return the error of a template that is larger than any letterhead."""
    return DocumentError(
        Message("the template is too large"), where=name, fix=Message("make its pictures smaller")
    )
