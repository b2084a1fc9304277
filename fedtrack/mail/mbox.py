"""Boxes of mails as mail programs export them (mbox, RFC 4155), read without holding them whole."""

from __future__ import annotations

import codecs
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fedtrack.errors import DocumentError, Message, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LARGEST = 120_000_000  # bytes of one message that are read
_HEAD = 1_000_000  # of a larger one
_LINE = 65_536  # bytes that are looked at in one go
_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?"
_DATE = rb"(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2})\b"
# one word for the sender, such as an address or “-”, and a date: a sentence looks different
_SEPARATOR = re.compile(rb"From +(?:[^ \r\n]+ +)?" + _DAY + rb" +" + _DATE + rb"[^\r\n]*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK = (b"\n", b"\r\n")


def split_box(path: str) -> Iterator[Callable[[], bytes]]:
    """Yield for each message in the file what returns its bytes; those of the first one come first.

    A message begins at the start of the file or after a blank line, with a line as `From - Wed Mar 18
    10:00:00 2020`. Of one above 120 MB only its headers are returned, with `X-Fedtrack-Left-Out: BYTES`
    added. Raises DocumentError, as do the callables, where the file cannot be read.
    """
    try:
        with Path(path).open("rb") as file:
            for begin, end in _spans(file):
                yield partial(_message, path, begin, end)
    except OSError as error:
        raise _unreadable(path, error) from error


def _spans(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each message begins, after its separator, and where it ends.

    What stands before the first separator is a message too, if it is more than blank lines.
    """
    begin, at, end = 0, 0, 0  # `end` is after the last line that is not blank
    after_blank, line_start = True, True
    while line := file.readline(_LINE):
        here, at = at, at + len(line)
        if not here:
            line = line.removeprefix(codecs.BOM_UTF8)  # put there by an editor
        blank = line_start and line in _BLANK
        if line_start and after_blank and _SEPARATOR.match(line):
            if here and end > begin:
                yield begin, end
            begin = end = at
            after_blank, line_start = False, line.endswith(b"\n")
            continue
        if not blank:
            end = at
        if line_start:
            after_blank = blank
        line_start = line.endswith(b"\n")
    if end > begin:
        yield begin, end


def _message(path: str, begin: int, end: int) -> bytes:
    """Return the bytes of a message, without the quoting of its lines that begin with “From ”."""
    size = end - begin
    try:
        with Path(path).open("rb") as file:
            file.seek(begin)
            raw = file.read(size if size <= _LARGEST else _HEAD)
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > _LARGEST:
        head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
        return b"X-Fedtrack-Left-Out: %d\r\n%s\r\n\r\n" % (size, head)
    return _QUOTED.sub(rb"\1", raw)


def _unreadable(path: str, error: OSError) -> DocumentError:
    return DocumentError(Message("the file cannot be read: {reason}", reason=reason_of(error)), where=path)
