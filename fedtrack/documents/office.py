"""Documents as they come in: whatever the bytes are, however they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.arrivals import Extract, Reading, Sheet
from fedtrack.documents import archive, delimited, docx, html, pdf, spreadsheet
from fedtrack.documents.bounds import LARGEST_FILE, LARGEST_PACKAGE, MEGABYTE, Unreadable, kept_lines
from fedtrack.documents.compound import holds
from fedtrack.documents.kinds import (
    ARCHIVES,
    DOCUMENTS,
    SPREADSHEETS,
    Kind,
    is_active,
    kind_of,
    suffix_of,
)
from fedtrack.documents.text import decode_text

if TYPE_CHECKING:
    import zipfile

    from fedtrack.usecases.ports import Member

_OTHER_PARTS = ("ppt/", "xl/workbook.bin", "OFD.xml")
_MIMETYPE = "mimetype"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_MACROS = ("Basic/", "Scripts/")
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_TYPES = ("vbaproject", "macroenabled")
_EXTENSION = re.compile(r"extension\s*=\s*[\"']([^\"']*)")


class OfficeDocuments:
    """The port Documents; it keeps nothing between two files."""

    def open_document(self, name: str, content: bytes) -> Extract:
        """Return what a file says, read as its bytes and then its name suggest; never raises.

        Rows of a sheet may differ in length. A zip that is no document has no lines; `open_zip` opens it.
        """
        try:
            extract = _read(name, content)
        except Unreadable as unreadable:
            extract = Extract(unreadable.reading)
        except Exception:  # noqa: BLE001 - whatever a parser stumbles over, it is the file that is wrong
            extract = Extract(Reading.BROKEN)
        return replace(extract, active=extract.active or is_active(name, content))

    def open_html(self, html_text: str) -> str:
        """Return the text of a page, a line for each block."""
        return html.page_text(html_text)

    def open_zip(self, content: bytes) -> tuple[Member, ...] | None:
        """Return the files in a zip, or None for what is no zip, is locked or holds too much."""
        try:
            return archive.open_members(content)
        except Unreadable:
            return None


def _read(name: str, content: bytes) -> Extract:
    if not content:
        return Extract(Reading.EMPTY)
    kind = kind_of(name, content)
    if len(content) > _LARGEST.get(kind, LARGEST_FILE):
        raise Unreadable(Reading.UNREAD if kind in _OFTEN_LARGE else Reading.TOO_LARGE)
    if kind in _UNOPENED:
        return Extract(_UNOPENED[kind])
    return _READERS[kind](suffix_of(name), content)


def _read_zip(suffix: str, content: bytes) -> Extract:
    """Return what is in a document that is packed as a zip, by its parts."""
    package = archive.open_package(content)
    names = package.namelist()
    macros = _has_macros(package)
    if any(map(docx.MAIN_PART.fullmatch, names)):
        paragraphs, headers, tables = docx.read_docx(package)
        return replace(_text(paragraphs), page_headers=kept_lines(headers), tables=tables, active=macros)
    if any(name.startswith(_OTHER_PARTS) for name in names):
        return Extract(Reading.UNREAD, active=macros)
    if any(name.startswith("xl/") for name in names):
        return replace(_sheets(spreadsheet.read_xlsx(package)), active=macros)
    if _MIMETYPE in names:
        return _read_open_document(package)
    if suffix in DOCUMENTS:
        raise Unreadable(Reading.BROKEN)
    if suffix not in ARCHIVES:
        return Extract(Reading.UNREAD, active=macros)
    archive.open_members(content)
    return Extract(Reading.READ)


def _read_open_document(package: zipfile.ZipFile) -> Extract:
    if _small_part(package, _MIMETYPE).strip() != _ODS:
        return Extract(Reading.UNREAD)
    macros = any(name.startswith(_ODS_MACROS) for name in package.namelist())
    return replace(_sheets(spreadsheet.read_ods(package)), active=macros)


def _read_compound(suffix: str, content: bytes) -> Extract:
    """Return what is in a file of the old Office, of which only workbooks are read."""
    if holds(content, "EncryptedPackage"):
        raise Unreadable(Reading.LOCKED)
    if holds(content, "Workbook", "Book"):
        return _sheets(spreadsheet.read_xls(content))
    if suffix in DOCUMENTS and not holds(content, "WordDocument"):
        raise Unreadable(Reading.BROKEN)
    return Extract(Reading.UNREAD)


def _read_page(suffix: str, content: bytes) -> Extract:
    page = html.decode_page(content)
    sheets = html.page_tables(page) if suffix in SPREADSHEETS else ()
    return replace(_text(html.page_text(page).splitlines()), sheets=sheets)


def _read_pdf(_suffix: str, content: bytes) -> Extract:
    return _text(pdf.read_pdf(content))


def _read_table(_suffix: str, content: bytes) -> Extract:
    return _sheets((delimited.read_table(decode_text(content)),))


def _read_text(_suffix: str, content: bytes) -> Extract:
    return _text(decode_text(content).splitlines())


def _text(lines: list[str]) -> Extract:
    return Extract(Reading.READ, lines=kept_lines(lines))


def _sheets(sheets: tuple[Sheet, ...]) -> Extract:
    return Extract(Reading.READ, lines=kept_lines(spreadsheet.shown_rows(sheets)), sheets=sheets)


def _has_macros(package: zipfile.ZipFile) -> bool:
    """Say whether a document has a part that is declared to be macros (ECMA-376, part 2, 10.1).

    Many a document declares the kind without having such a part: its macros were taken out.
    """
    types = _small_part(package, _CONTENT_TYPES).replace(b"\0", b"").decode("utf-8", "replace").lower()
    names = [name.lower() for name in package.namelist()]
    for tag in types.split("<"):
        entry = tag.partition(">")[0]
        if not any(kind in entry for kind in _MACRO_TYPES):
            continue
        extension = _EXTENSION.search(entry)
        if extension is None or any(name.endswith(f".{extension[1]}") for name in names):
            return True
    return False


def _small_part(package: zipfile.ZipFile, name: str) -> bytes:
    return archive.part_of(package, package.getinfo(name), MEGABYTE) if name in package.NameToInfo else b""


_UNOPENED = {
    Kind.PHOTO: Reading.READ,
    Kind.PROGRAM: Reading.UNREAD,
    Kind.UNKNOWN: Reading.UNREAD,
    Kind.WRONG: Reading.BROKEN,
}
_LARGEST = {Kind.ZIP: LARGEST_PACKAGE}
_OFTEN_LARGE = {Kind.PDF, Kind.COMPOUND}
"""A scan of many pages, a .doc full of photos: nothing is wrong with it, though it is not opened."""
_READERS = {
    Kind.ZIP: _read_zip,
    Kind.COMPOUND: _read_compound,
    Kind.PDF: _read_pdf,
    Kind.PAGE: _read_page,
    Kind.TABLE: _read_table,
    Kind.TEXT: _read_text,
}
