"""What a file is, by its bytes and only then by its name: half of the names that come in are wrong."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePosixPath

from fedtrack.core.programs import ACTIVE, PROGRAMS
from fedtrack.documents.compound import COMPOUND_MAGIC, holds
from fedtrack.documents.text import decode_text

_LOOK = 4_096


class Kind(Enum):
    """What has a reader of its own, and what has none."""

    ZIP = auto()
    COMPOUND = auto()
    PDF = auto()
    PAGE = auto()
    TABLE = auto()
    TEXT = auto()
    PHOTO = auto()
    PROGRAM = auto()
    UNKNOWN = auto()
    """A format that is not read."""
    WRONG = auto()
    """Not what its name says."""


_PROGRAMS = (
    b"MZ",  # Windows
    b"\x7fELF",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut (MS-SHLLINK, 2.1)
    b"\xfe\xed\xfa\xce",  # macOS
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
_PROGRAM_SUFFIXES = frozenset(f".{suffix}" for suffix in PROGRAMS)
_ACTIVE_SUFFIXES = frozenset(f".{suffix}" for suffix in ACTIVE)
_MACRO_PART = re.compile(rb"vbaProject\.bin|xl/macrosheets/", re.IGNORECASE)
_PHOTO = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0\0\0\0|RIFF.{4}WEBP"
    rb"|.{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)",
    re.DOTALL,
)
_UNREAD = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",  # gzip
    b"BZh",
    b"\xfd7zXZ\x00",
    b"{\\rtf",
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE = re.compile(r"<(!doctype\s+html|(html|head|body|meta|table|div|title|style)\b)", re.IGNORECASE)
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_OLD_SHEETS = frozenset({".xls", ".et"})
"""What many online systems call their pages and tables so that Excel opens them."""
_PAGES = frozenset({".htm", ".html", ".xhtml"})
DOCUMENTS = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".pdf"})
SPREADSHEETS = frozenset({".xls", ".xlsx", ".xlsm", ".et", ".ods"}) | _TABLES
ARCHIVES = frozenset({".zip", ""})
_BINARY = DOCUMENTS - {".xls"} | frozenset(
    {".zip", ".jpg", ".jpeg", ".png", ".gif", ".heic", ".heif", ".bmp", ".webp"}
)
_READ = _BINARY | _TABLES | _PAGES | {".xls", ".txt"}
_UNREAD_TEXT = frozenset(
    {
        ".doc",
        ".wps",
        ".et",
        ".dps",
        ".ppt",
        ".pptx",
        ".rtf",
        ".mht",
        ".mhtml",
        ".eml",
        ".msg",
        ".xml",
        ".rar",
        ".7z",
        ".ofd",
    }
)
"""Formats that may look like text and whose text is not what they say."""
_MOST_STRANGE = 0.1


def suffix_of(name: str) -> str:
    """Return a name's suffix in small letters; as on Windows, spaces and dots at its end do not count."""
    return PurePosixPath(name.replace("\\", "/").rstrip(" .")).suffix.lower()


def is_active(name: str, content: bytes) -> bool:
    """Say whether a file is a program, or is called as one, or is a document with macros."""
    if content.startswith(_PROGRAMS) or suffix_of(name) in _ACTIVE_SUFFIXES:
        return True
    if content.startswith(_ZIP):  # names of parts stand in a zip as they are
        return _MACRO_PART.search(content) is not None
    return content.startswith(COMPOUND_MAGIC) and holds(content, "_VBA_PROJECT")


def kind_of(name: str, content: bytes) -> Kind:
    """Return what a file is; a text is what its name says, unless it is plainly a page."""
    suffix = suffix_of(name)
    kind = _kind_by_magic(content)
    if kind is not None:
        return kind
    if suffix in _PROGRAM_SUFFIXES:
        return Kind.PROGRAM
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    return _kind_of_text(suffix, content[:_LOOK])


def _kind_by_magic(content: bytes) -> Kind | None:
    if content.startswith(_PROGRAMS):
        return Kind.PROGRAM
    if content.startswith(COMPOUND_MAGIC):
        return Kind.COMPOUND
    if content.startswith(_ZIP):
        return Kind.ZIP
    if _PHOTO.match(content):
        return Kind.PHOTO
    if content.startswith(_UNREAD):
        return Kind.UNKNOWN
    return None


def _kind_of_text(suffix: str, sample: bytes) -> Kind:
    text = decode_text(sample)
    if suffix in _BINARY or not _is_text(text):
        return Kind.WRONG if suffix in _READ else Kind.UNKNOWN
    if suffix in _PAGES or (text.lstrip().startswith("<") and _PAGE.search(text)):
        return Kind.PAGE
    if suffix in _TABLES or (suffix in _OLD_SHEETS and ("\t" in text or "," in text)):
        return Kind.TABLE
    if suffix in _OLD_SHEETS:
        return Kind.WRONG
    return Kind.UNKNOWN if suffix in _UNREAD_TEXT else Kind.TEXT


def _is_text(text: str) -> bool:
    """Say whether it reads as text: of random bytes a tenth are control characters and many are none."""
    strange = sum(char < " " and char not in "\t\n\r\f\x1a\x1b" for char in text) + text.count("\ufffd")
    return "\0" not in text and strange <= 1 + len(text) * _MOST_STRANGE
