"""The make-up of a mail: its headers and where its parts lie (RFC 5322, RFC 2046).

Not the standard library's parser: that one holds a mail many times over, looks at every line in Python,
and does not stop at any depth. Here only headers and boundaries are looked at; what lies between stays
where it is until somebody asks for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from fedtrack import errors
from fedtrack.mail.parameters import Field, parse_field
from fedtrack.mail.transfer import ENCODINGS, decode_content

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 20
_MOST_PARTS = 500
_HEAD = 1_000_000  # bytes of headers that are read
_VALUE = 20_000  # bytes of one header that are read
_FIELDS = 2000  # headers that are read
_FIELD = re.compile(rb"([\x21-\x39\x3b-\x7e]++)[ \t]*+:[ \t]*+(.*+(?:\n[ \t].*+)*+)(?:\n|\Z)")
_FOLD = re.compile(rb"\r*\n[ \t]+")
_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*(?:>?From .*\n)?")
_BOUNDARY_END = rb"(--)?[ \t]*+(?=\r?\n|\r?\Z)"
_KIND = re.compile(r"[^\s/;,]+/[^\s/;,]+")
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_TOO_DEEP = errors.Message("nested too deep")


class Span(NamedTuple):
    """A stretch of bytes that stays where it is."""

    raw: bytes
    start: int
    end: int

    def view(self) -> memoryview:
        """Return the bytes without copying them."""
        return memoryview(self.raw)[self.start : self.end]


class Head(NamedTuple):
    """The headers of a mail or a part, in their order: names in small letters, values unfolded."""

    fields: tuple[tuple[str, bytes], ...]

    def all(self, name: str) -> list[bytes]:
        """Return every value of a header."""
        return [value for key, value in self.fields if key == name]

    def first(self, name: str) -> bytes:
        """Return the topmost value of a header, empty if there is none."""
        return next((value for key, value in self.fields if key == name), b"")


class Part(Struct, frozen=True):
    """A part of a mail; `related` says that it belongs to a page, `whole` that its end is there."""

    head: Head
    kind: str
    content_type: Field
    disposition: Field
    body: Span
    related: bool
    whole: bool

    @property
    def encoding(self) -> str:
        """The transfer encoding, in small letters."""
        return self.head.first("content-transfer-encoding").decode("latin-1").strip().lower()

    @property
    def boundary(self) -> bytes:
        """What stands between the parts of a multipart, empty for another kind."""
        return self.content_type.raw("boundary") if self.kind.startswith("multipart/") else b""

    def content(self, most: int | None = None) -> tuple[bytes, bool]:
        """Return the bytes in it, of the first `most` ones as they lie there, and whether they are whole."""
        content, whole = decode_content(self.body.view()[:most], self.encoding)
        return content, whole and self.whole


class Message(Struct):
    """A mail: its own parts in their order, and the mails that it encloses."""

    head: Head
    parts: list[Part]
    enclosed: list[Message]


class Outline:
    """Reads the make-up of one mail; `faults` tell what was wrong with it, some of it more than once."""

    def __init__(self) -> None:
        self._parts = 0
        self._room = 0
        self.faults: list[errors.Message] = []

    def read(self, raw: bytes) -> Message:
        """Return the make-up of the mail, no deeper and no wider than fedtrack looks."""
        self._room = len(raw)
        lead = _LEAD.match(raw)
        return self._message(Span(raw, lead.end() if lead else 0, len(raw)), depth=0, whole=True)

    def _message(self, span: Span, *, depth: int, whole: bool) -> Message:
        root = _part_at(span, whole=whole)
        message = Message(root.head, [], [])
        self._part(message, root, depth=depth)
        return message

    def _part(self, message: Message, part: Part, *, depth: int) -> None:
        self._parts += 1
        if part.kind in _MESSAGES:
            self._enclosed(message, part, depth=depth)
            return
        found = False
        for span, closed in split_parts(part.body, part.boundary):
            found = True
            if not self._may_look(depth):
                return
            self._part(message, _part_at(span, whole=closed, above=part.kind), depth=depth + 1)
        if not found:
            message.parts.append(part)  # a multipart without parts is told from its kind

    def _enclosed(self, message: Message, part: Part, *, depth: int) -> None:
        if not self._may_look(depth):
            return
        span = part.body
        if part.encoding in ENCODINGS:
            content = part.content()[0]
            self._room -= len(content)  # all that is unpacked this way is no more than the mail itself
            if self._room < 0:
                self.faults.append(_TOO_DEEP)
                return
            span = Span(content, 0, len(content))
        message.enclosed.append(self._message(span, depth=depth + 1, whole=part.whole))

    def _may_look(self, depth: int) -> bool:
        if depth >= _DEEPEST:
            self.faults.append(_TOO_DEEP)
            return False
        if self._parts >= _MOST_PARTS:
            self.faults.append(errors.Message("more than {count} parts", count=_MOST_PARTS))
            return False
        return True


def _part_at(span: Span, *, whole: bool, above: str = "") -> Part:
    """Return the part that lies there, in one of the kind `above`."""
    head, body = split_head(span)
    content_type = parse_field(head.first("content-type"))
    stated = _KIND.match(content_type.value)
    default = "message/rfc822" if above == "multipart/digest" else "text/plain"
    return Part(
        head=head,
        kind=stated[0] if stated else default,
        content_type=content_type,
        disposition=parse_field(head.first("content-disposition")),
        body=body,
        related=above == "multipart/related",
        whole=whole,
    )


def split_head(span: Span) -> tuple[Head, Span]:
    """Return the headers at the start of the bytes and what follows them.

    A line that is no header ends them, even where no blank line does.
    """
    raw, start, _end = span
    blank = _blank_line(span)
    head = raw[start : min(blank, start + _HEAD)]
    fields: list[tuple[str, bytes]] = []
    at = 0
    while len(fields) < _FIELDS and (found := _FIELD.match(head, at)) is not None:
        value = _FOLD.sub(b" ", found[2][:_VALUE]).strip(b" \t\r\n")
        fields.append((found[1].decode("ascii").lower(), value))
        at = found.end()
    if at < len(head) < _HEAD and len(fields) < _FIELDS:
        return Head(tuple(fields)), span._replace(start=start + at)
    return Head(tuple(fields)), span._replace(start=_next_line(span, blank))


def _blank_line(span: Span) -> int:
    """Return where the first blank line begins, or the end."""
    raw, start, end = span
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return start
    found = [at + 1 for mark in (b"\n\n", b"\n\r\n") if (at := raw.find(mark, start, end)) >= 0]
    return min(found, default=end)


def _next_line(span: Span, at: int) -> int:
    """Return where the line after the one at `at` begins, or the end."""
    line_end = span.raw.find(b"\n", at, span.end)
    return span.end if line_end < 0 else line_end + 1


def split_parts(body: Span, boundary: bytes) -> Iterator[tuple[Span, bool]]:
    """Yield each part between the boundaries, and whether a boundary ends it (RFC 2046, 5.1.1).

    The line end before a boundary belongs to it.
    """
    if not boundary:
        return
    raw, _start, end = body
    line = b"--" + re.escape(boundary) + _BOUNDARY_END
    found = re.compile(line).match(raw, body.start, end)  # at the very start no line end comes before
    following = re.compile(rb"\n" + line)
    found = found or following.search(raw, body.start, end)
    while found is not None and not found[1]:
        begin = _next_line(body, found.end())
        # the line end of this boundary may be that of the next one
        found = following.search(raw, found.end(), end)
        if found is None:
            yield Span(raw, begin, end), False
            return
        before = found.start() - raw.endswith(b"\r", begin, found.start())
        yield Span(raw, begin, max(begin, before)), True
