"""The text of a pdf (ISO 32000-1), by pypdf, of its first pages and its last.

pypdf bounds what it unpacks and how deep it follows; how much a page may make it draw is bounded here.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import MEGABYTE, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

FIRST_PAGES = 3
"""A report names itself on its first page; the last one is signed."""
LARGEST_PAGE = 2 * MEGABYTE
"""What draws a page, without its pictures: a page full of text is 20 KB, a drawn map 1 MB."""
LARGEST_MAPS = 2 * MEGABYTE
"""What says which characters the fonts of a page draw: of all characters of GB 18030 it is 400 KB."""
MOST_WORK = 4 * MEGABYTE
"""What is read in all, a form as often as it is drawn: some seconds."""

_OPERATOR = 20
"""About the bytes of one operator with its operands."""
_FORM = 20_000
"""What drawing a form costs beside its content: its fonts are read anew each time."""
_MOST_FORMS = 500


def read_pdf(content: bytes) -> list[str]:
    """Return the lines of the first pages and the last; raises Unreadable."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells of every oddity; none is the clerk's
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Reading.LOCKED)
        return list(_lines(reader))
    except DependencyError as error:  # AES without the library for it
        raise Unreadable(Reading.LOCKED) from error
    except LimitReachedError as error:
        raise Unreadable(Reading.TOO_LARGE) from error


def _lines(reader: PdfReader) -> Iterator[str]:
    count = len(reader.pages)
    work = _Work()
    for number in sorted({*range(min(FIRST_PAGES, count)), *range(count)[-1:]}):
        page = reader.pages[number]
        work.begin(page)
        yield from page.extract_text(visitor_operand_before=work.spend).splitlines()


class _Work:
    """What may still be drawn; raises Unreadable where that is spent, also inside a form."""

    def __init__(self) -> None:
        self._left = MOST_WORK
        self._form = 0

    def begin(self, page: PageObject) -> None:
        """Look at what the page and its forms have to draw, each form once."""
        contents = page.get_contents()
        if contents is not None:
            _check_size(contents.get_data())
        self._form = _largest_form(page)

    def spend(self, operator: bytes, *_: Any) -> None:  # noqa: ANN401 - pypdf's signature; nothing else is looked at
        """Count an operator; one that draws a form costs what the largest form does."""
        self._left -= self._form + _OPERATOR if operator == b"Do" else _OPERATOR
        if self._left < 0:
            raise Unreadable(Reading.TOO_LARGE)


def _largest_form(page: PageObject) -> int:
    """Return the bytes of the largest form (ISO 32000-1, 8.10) that the page draws, or one of its forms."""
    largest = 0
    seen: set[int] = set()
    ahead: list[dict[Any, Any]] = [page]
    maps = 0
    while ahead:
        resources = _dictionary(ahead.pop(), "/Resources")
        maps += sum(map(_size_of_map, _dictionary(resources, "/Font").values()))
        if maps > LARGEST_MAPS:
            raise Unreadable(Reading.TOO_LARGE)
        for named in _dictionary(resources, "/XObject").values():
            form = named.get_object()
            if id(form) in seen or form.get("/Subtype") != "/Form":
                continue
            seen.add(id(form))
            if len(seen) > _MOST_FORMS:
                raise Unreadable(Reading.TOO_LARGE)
            largest = max(largest, _FORM + _check_size(form.get_data()))
            ahead.append(form)
    return largest


def _size_of_map(named: Any) -> int:  # noqa: ANN401 - pypdf's objects
    """Return the bytes of what says which characters a font draws (ISO 32000-1, 9.10.3)."""
    from pypdf.generic import StreamObject

    font = named.get_object()
    drawn = font["/ToUnicode"] if isinstance(font, dict) and "/ToUnicode" in font else None
    return len(drawn.get_data()) if isinstance(drawn, StreamObject) else 0


def _dictionary(owner: dict[Any, Any], key: str) -> dict[Any, Any]:
    """Return the dictionary under a key, directly or by reference, or an empty one."""
    value = owner[key] if key in owner else {}  # noqa: SIM401 - `get` would not follow a reference
    return value if isinstance(value, dict) else {}


def _check_size(content: bytes) -> int:
    if len(content) > LARGEST_PAGE:
        raise Unreadable(Reading.TOO_LARGE)
    return len(content)
