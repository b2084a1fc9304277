"""The pages of an SQLite file read one by one, whatever is wrong with the others.

SQLite reaches a row by the header, the schema and the pages above it, so one flipped byte there hides
every row. Here each page is looked at by itself: what its cells hold is a record or it is not. The
format is that of https://www.sqlite.org/fileformat2.html, sections 1.3, 1.6, 2.1 and 2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | bytes | int | float | None
"""What a column holds; a text that is no UTF-8 is given as its bytes."""
USUAL_SIZE = 4096
"""The size of the pages of a ledger, in bytes: SQLite's own choice since 2016."""
_MAGIC = b"SQLite format 3\x00"
_SIZES = frozenset(1 << power for power in range(9, 17))
_HEADER = 100
_CHANGES, _COUNT, _COUNTED_AT = slice(24, 28), slice(28, 32), slice(92, 96)
_LEAF, _INTERIOR = 8, 12  # where the pointers to the cells begin
_POINTER, _CHILD = 2, 4  # the sizes of a pointer to a cell, and of the number of a page
_VARINT = 9
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _NOUGHT, _ONE, _FIRST_TEXT = 7, 8, 9, 12


class BrokenCellError(ValueError):
    """What lies there is no record."""


class Form(NamedTuple):
    """How the file is cut into pages: their size, and the bytes of each that SQLite may use."""

    size: int
    usable: int


class Row(NamedTuple):
    """A record of a table, with the number under which SQLite keeps it."""

    number: int
    values: tuple[Value, ...]


def likely_forms(content: bytes) -> list[Form]:
    """Return how the file may be cut: as ledgers are, and as the header says where that can be."""
    forms = [Form(USUAL_SIZE, USUAL_SIZE)]
    if content.startswith(_MAGIC) and len(content) >= _HEADER:
        size = int.from_bytes(content[16:18]) or 1 << 16
        size = 1 << 16 if size == 1 else size
        stated = Form(size, size - content[20]) if size in _SIZES else forms[0]
        if stated not in forms:
            forms.append(stated)
    return forms


class Pages:
    """The pages of one file; nothing that a page says of itself is taken on trust."""

    def __init__(self, content: bytes, form: Form) -> None:
        self._content = content
        self._size, self._usable = form

    @property
    def cut_off(self) -> bool:
        """Whether the file ends within a page, or its header counts more pages than there are."""
        stated = int.from_bytes(self._content[_COUNT]) if self._content.startswith(_MAGIC) else 0
        # only where the header was last written by the SQLite that wrote the count (section 1.3.7)
        stated = stated if self._content[_CHANGES] == self._content[_COUNTED_AT] else 0
        return bool(len(self._content) % self._size) or stated * self._size > len(self._content)

    def table_rows(self) -> Iterator[Row]:
        """Yield every record that lies somewhere as a row of a table does; one may come twice."""
        whole = self._usable - 35
        yield from self._records(_LEAF, 0, whole, numbered=True)

    def index_keys(self) -> Iterator[tuple[Value, ...]]:
        """Yield every record that lies somewhere as the key of an index does; one may come twice."""
        whole = (self._usable - 12) * 64 // 255 - 23
        for first, before in ((_LEAF, 0), (_INTERIOR, _CHILD)):
            for row in self._records(first, before, whole, numbered=False):
                yield row.values

    def _records(self, first: int, before: int, whole: int, *, numbered: bool) -> Iterator[Row]:
        """Yield what the cells of all pages hold, read as if each were of the same kind.

        The pointers to the cells grow from a page's start and the cells from its end: the nearest cell
        ends them, for how many there are may be what is damaged.
        """
        for start in range(0, len(self._content), self._size):
            at = start + first + (_HEADER if start == 0 else 0)
            nearest = start + self._usable
            while at + _POINTER <= nearest:
                cell = start + int.from_bytes(self._content[at : at + _POINTER])
                at += _POINTER
                if not at <= cell < start + self._usable:
                    continue
                try:
                    length, body = _varint(self._content, cell + before)
                    number, body = _varint(self._content, body) if numbered else (0, body)
                    row = Row(number, _record(self._payload(body, length, whole)))
                except BrokenCellError:
                    continue
                nearest = min(nearest, cell)
                yield row

    def _payload(self, at: int, length: int, whole: int) -> bytes:
        """Return the bytes of a record, of which those that did not fit lie on a chain of other pages."""
        if length > len(self._content):
            raise BrokenCellError
        if length <= whole:
            here, chain = length, False
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (self._usable - 4)
            here, chain = (here if here <= whole else least), True
        end = at // self._size * self._size + self._usable
        if at + here + (_CHILD if chain else 0) > end:
            raise BrokenCellError
        payload = bytearray(self._content[at : at + here])
        page = int.from_bytes(self._content[at + here : at + here + _CHILD]) if chain else 0
        while len(payload) < length:
            start = (page - 1) * self._size
            if not 0 < start < len(self._content):
                raise BrokenCellError
            page = int.from_bytes(self._content[start : start + _CHILD])
            more = self._content[start + _CHILD : start + self._usable][: length - len(payload)]
            if not more:  # the file was cut off there
                raise BrokenCellError
            payload += more
        return bytes(payload)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(1, _VARINT + 1):
        if at >= len(content):
            raise BrokenCellError
        byte = content[at]
        at += 1
        if count == _VARINT:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return value, at
    raise AssertionError


def _record(payload: bytes) -> tuple[Value, ...]:
    """Return the columns of a record; raises BrokenCellError where its parts do not fill it exactly."""
    end, at = _varint(payload, 0)
    if end > len(payload):
        raise BrokenCellError
    body = end
    values = []
    while at < end:
        kind, at = _varint(payload, at)
        value, body = _value(payload, body, kind)
        values.append(value)
    if (at, body) != (end, len(payload)):
        raise BrokenCellError
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in {0, _NOUGHT, _ONE}:
        return {0: None, _NOUGHT: 0, _ONE: 1}[kind], at
    if kind in _INTEGERS or kind == _REAL:
        size = _INTEGERS.get(kind, 8)
        return int.from_bytes(payload[at : at + size], signed=True), at + size
    if kind < _FIRST_TEXT:
        raise BrokenCellError
    end = at + (kind - _FIRST_TEXT) // 2
    if end > len(payload):
        raise BrokenCellError
    value = payload[at:end]
    if kind % 2 == 0:
        return value, end
    try:
        return value.decode(), end
    except UnicodeDecodeError:
        return value, end
