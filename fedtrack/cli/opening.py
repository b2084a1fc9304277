"""Opens a document that the clerk names, or says in one line what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Reading
from fedtrack.errors import DocumentError, Message, UsageError, reason_of

if TYPE_CHECKING:
    from fedtrack.core.arrivals import Extract
    from fedtrack.usecases.ports import Documents

STDIN = "-"
_LARGEST = 100_000_000
"""Bytes of a file that is loaded at all: more than any list or notice has, and bounded."""


def open_named(documents: Documents, source: str, *, wanted: Message, suffix: str) -> Extract:
    """Return what a file says, or standard input for `-`.

    `wanted` says what should have been named, `suffix` what to save it as where it cannot be read.
    Raises UsageError where there is no such file and DocumentError where it is not read.
    """
    name, content = _content(source, wanted)
    extract = None if content is None else documents.open_document(name, content)
    reading = Reading.TOO_LARGE if extract is None else extract.reading
    if extract is None or reading is not Reading.READ:
        raise DocumentError(_TROUBLE[reading], where=name, fix=_fix(reading, suffix))
    return extract


def save_as(suffix: str) -> Message:
    """Return how a file of another format becomes one that is read."""
    return Message("open it in WPS or Office and save it as {suffix} (另存为)", suffix=suffix)


def _content(source: str, wanted: Message) -> tuple[str, bytes | None]:
    """Return the name and the bytes of what is named, None where they are more than is loaded."""
    if source == STDIN:
        content = sys.stdin.buffer.read(_LARGEST + 1)
        return source, content if len(content) <= _LARGEST else None
    path = Path(source)
    if not path.is_file():
        raise UsageError(Message("there is no file “{path}”", path=source), fix=wanted)
    try:
        return path.name, path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise DocumentError(
            Message("the file cannot be read: {reason}", reason=reason_of(error)),
            where=source,
            fix=Message("close the program that holds it, or ask for the right to read it"),
        ) from error


def _fix(reading: Reading, suffix: str) -> Message:
    match reading:
        case Reading.EMPTY:
            return Message("ask for it once more")
        case Reading.BROKEN:
            return Message(
                "open it in WPS or Office; if that works, save it as {suffix} (另存为)", suffix=suffix
            )
        case Reading.LOCKED:
            return Message("open it, take the password out and save it as {suffix} (另存为)", suffix=suffix)
        case Reading.TOO_LARGE:
            return Message("copy what is needed alone into a new {suffix}", suffix=suffix)
        case _:
            return save_as(suffix)


_TROUBLE = {
    Reading.UNREAD: Message("this format is not read"),
    Reading.EMPTY: Message("the file is empty"),
    Reading.BROKEN: Message("the file is damaged, or is not what its name says"),
    Reading.LOCKED: Message("the file is protected with a password"),
    Reading.TOO_LARGE: Message("the file is too large"),
}
