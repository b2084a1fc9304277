"""XML from outside, heard as a stream: no tree, no document type, no entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMES = 10_000
"""Names of elements and attributes: office programs know a few hundred."""


class Listener(Protocol):
    """Who hears of elements in their order; a tag is `namespace}name`."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, tag: str) -> None:
        """Hear that an element ends."""

    def data(self, text: str) -> None:
        """Hear a piece of text."""


def parse_xml(pieces: Iterable[bytes], listener: Listener) -> None:
    """Tell the listener what the pieces say; raises Unreadable where they are no XML, or have a DTD.

    No office program writes a document type, and all that explodes or fetches begins with one. Expat is
    asked itself: it makes no tree, and the names that it keeps can be counted.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(namespace_separator="}", intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.data
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if len(names) > _MOST_NAMES:
                raise Unreadable(Reading.TOO_LARGE)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # not well-formed; an unknown encoding
        raise Unreadable(Reading.BROKEN) from error


def _refuse(*_: object) -> None:
    raise Unreadable(Reading.BROKEN)
