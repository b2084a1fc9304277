"""Compound files (MS-CFB): what a .doc, a .xls and a locked .docx are on the outside."""

from __future__ import annotations

import struct

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import Unreadable

COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<30xHH14xL4xLLLLL")
_HEADER_SIZE = 512
_TABLE_AT = 76
_ENTRY = struct.Struct("<64sHB49xLL4x")
_STREAM, _ROOT = 2, 5
_FREE, _END, _TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LISTED = 109
_SIZES = range(6, 17)


def holds(content: bytes, *names: str) -> bool:
    """Say whether one of the streams may be in the file, broken as it may be: names stand there in UTF-16."""
    return any(f"{name}\0".encode("utf-16-le") in content for name in names)


def stream_of(content: bytes, *names: str) -> bytes:
    """Return the first stream that has one of the names; raises Unreadable where the tables are broken."""
    try:
        return _Compound(content).stream(names)
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise Unreadable(Reading.BROKEN) from error


class _Compound:
    """The tables of a compound file; a chain that runs in a circle ends where the file would."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift: int
        small_shift: int
        shift, small_shift, self._directory, self._cutoff, self._small_table, _, more = _HEADER.unpack_from(
            content
        )[:7]
        if shift not in _SIZES or small_shift not in _SIZES:
            raise Unreadable(Reading.BROKEN)
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._next = self._read_table(more)

    def stream(self, names: tuple[str, ...]) -> bytes:
        """Return a stream; raises KeyError, IndexError or struct.error for what is broken."""
        listing = self._chained(self._directory)
        found: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        for raw, length, kind, start, size in _ENTRY.iter_unpack(
            listing[: len(listing) - len(listing) % _ENTRY.size]
        ):
            if kind == _ROOT:
                root = (start, size)
            elif kind == _STREAM:
                found.setdefault(raw[: max(0, length - 2)].decode("utf-16-le", "replace"), (start, size))
        start, size = found[next(filter(found.__contains__, names), "")]
        if size >= self._cutoff:
            return self._chained(start)[:size]
        return self._chained_small(start, self._chained(root[0]))[:size]

    def _read_table(self, more: int) -> list[int]:
        """Return which sector follows each one; the table's own are listed in the header and beyond."""
        listed = list(_numbers(self._content[_TABLE_AT:_HEADER_SIZE]))
        for _ in range(len(self._content) // self._size):
            if not self._is_sector(more):
                break
            *numbers, more = _numbers(self._sector(more))
            listed += numbers
        sectors = filter(self._is_sector, dict.fromkeys(listed))
        return [number for sector in sectors for number in _numbers(self._sector(sector))]

    def _is_sector(self, number: int) -> bool:
        return (number + 1) * self._size < len(self._content)

    def _sector(self, number: int) -> bytes:
        """Return a sector; the first one follows the header, which fills one."""
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._next, self._size)))

    def _chained_small(self, start: int, box: bytes) -> bytes:
        following = list(_numbers(self._chained(self._small_table)))
        size = self._small_size
        return b"".join(box[at * size : (at + 1) * size] for at in self._chain(start, following, size))

    def _chain(self, start: int, following: list[int], size: int) -> list[int]:
        chain = []
        sector = start
        for _ in range(len(self._content) // size):
            if sector >= len(following):
                break
            chain.append(sector)
            sector = following[sector]
        return chain


def packed(name: str, stream: bytes) -> bytes:
    """Return a compound file with one stream in it, in sectors of 4,096 bytes (version 4)."""
    size, numbers = 4096, 1024
    content = stream.ljust(size, b"\0")
    sectors = -(-len(content) // size)
    tables = -(-(sectors + 1) // (numbers - 1))  # each has itself in it too
    first = tables + 1
    table = [_TABLE_SECTOR] * tables + [_END]
    table += [*range(first + 1, first + sectors), _END]
    table += [_FREE] * (tables * numbers - len(table))
    listed = [*range(tables)] + [_FREE] * (_LISTED - tables)
    header = struct.pack(
        f"<8s16xHHHHH6xLLL4xLLLLL{_LISTED}L",
        *(COMPOUND_MAGIC, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0x1000, _END, 0, _END, 0),
        *listed,
    )
    entries = [("Root Entry", _ROOT, 0, 0), (name, _STREAM, first, len(content))]
    listing = b"".join(
        struct.pack("<64sHB49xLQ", called.encode("utf-16-le"), 2 * len(called) + 2, kind, start, length)
        for called, kind, start, length in entries
    )
    chain = struct.pack(f"<{len(table)}L", *table)
    return b"".join(
        part.ljust(-(-len(part) // size) * size, b"\0") for part in (header, chain, listing, content)
    )


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}L", table[: len(table) // 4 * 4])
