"""Zip files (APPNOTE.TXT 6.3, PKWARE): the clerk's packed folders, and the parts of docx, xlsx and ods.

Nothing that a zip declares is believed: it is unpacked piece by piece, up to a bound.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Reading
from fedtrack.documents.bounds import MEGABYTE, Unreadable
from fedtrack.documents.text import decode_name
from fedtrack.usecases.ports import Member

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS = 2_000
"""Eighty units with their photos are a few hundred files."""
_MOST_RECORDS = 20 * MOST_MEMBERS
"""Entries of directories, those of zips packed within included, before one is read at all: 40 bytes of file
make an object of 400 in memory."""
LARGEST_MEMBER = 100 * MEGABYTE
LARGEST_CONTENT = 500 * MEGABYTE
"""All files of a zip together: a season's reports and photos of a county."""

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_RECORD = b"PK\x01\x02"
_PIECE = 65_536
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def open_package(content: bytes) -> zipfile.ZipFile:
    """Return the zip; raises Unreadable for what is none or has more members than are looked at."""
    if content.count(_RECORD) > _MOST_RECORDS:
        raise Unreadable(Reading.TOO_LARGE)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (
        Exception
    ) as error:  # BadZipFile, struct.error, IndexError and others, by the parts of it that are broken
        raise Unreadable(Reading.BROKEN) from error
    if len(package.filelist) > MOST_MEMBERS:
        raise Unreadable(Reading.TOO_LARGE)
    return package


def pieces_of(package: zipfile.ZipFile, member: zipfile.ZipInfo, bound: int) -> Iterator[bytes]:
    """Yield a member unpacked; raises Unreadable where it is locked, broken or larger than `bound`."""
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(Reading.LOCKED)
    if member.file_size > bound:
        raise Unreadable(Reading.TOO_LARGE)
    size = 0
    try:
        with package.open(member) as unpacked:
            while piece := unpacked.read(_PIECE):
                size += len(piece)  # zipfile stops at the size that is declared, so within the bound
                yield piece
        if size != member.file_size:
            raise Unreadable(Reading.BROKEN)
    except _BROKEN as error:
        raise Unreadable(Reading.BROKEN) from error


def part_of(package: zipfile.ZipFile, member: zipfile.ZipInfo, bound: int) -> bytes:
    """Return a member unpacked; raises Unreadable as `pieces_of` does."""
    return b"".join(pieces_of(package, member, bound))


def open_members(content: bytes) -> tuple[Member, ...]:
    """Return the files of a zip, without its folders; raises Unreadable where it is locked or too much."""
    package = open_package(content)
    # not is_dir(): it raises IndexError for a member without a name
    files = [member for member in package.infolist() if not member.filename.endswith("/")]
    if any(member.flag_bits & _ENCRYPTED for member in files):
        raise Unreadable(Reading.LOCKED)
    if sum(member.file_size for member in files) > LARGEST_CONTENT:
        raise Unreadable(Reading.TOO_LARGE)
    allowance = _Allowance(package)
    return tuple(
        Member(name=_name(member), size=member.file_size, read=partial(allowance.read, member))
        for member in files
    )


class _Allowance:
    """What may still be unpacked of one zip, however its members lie about their sizes.

    Reading a member again costs nothing more.
    """

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._sizes: dict[int, int] = {}

    def read(self, member: zipfile.ZipInfo) -> bytes | None:
        at = member.header_offset
        spent = sum(self._sizes.values()) - self._sizes.get(at, 0)
        try:
            content = part_of(self._package, member, min(LARGEST_MEMBER, LARGEST_CONTENT - spent))
        except Unreadable:
            return None
        self._sizes[at] = len(content)
        return content


def _name(member: zipfile.ZipInfo) -> str:
    r"""Return a member's name with `/`, decoded as whoever packed it meant it.

    Without the flag for UTF-8 a name is CP437 (APPNOTE, D.1), and in China it never is.
    """
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        with suppress(UnicodeEncodeError):  # newer Pythons decode what WinZip adds beside the name
            name = decode_name(member.orig_filename.encode("cp437"))
    return name.split("\0")[0].replace("\\", "/")
