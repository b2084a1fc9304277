"""What a file is: by its bytes first, by its name only then."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.arrivals import Extract, Reading
from fedtrack.documents.office import OfficeDocuments
from tests.documents.making import (
    COMPOUND,
    bare_xlsx,
    compound,
    docx,
    label,
    ods,
    ods_row,
    opened,
    xls,
    xlsx,
    zipped,
)
from tests.documents.papers import pdf, shown

SUFFIXES = [
    *(
        ".docx",
        ".docm",
        ".xlsx",
        ".xls",
        ".ods",
        ".csv",
        ".txt",
        ".pdf",
        ".html",
        ".zip",
        ".doc",
        ".wps",
        ".et",
    ),
    *(".rar", ".7z", ".ofd", ".jpg", ".exe", ".eml", "", ".总结"),
]
GOOD = [
    docx("长安镇", "<w:p><w:r><w:t>总结</w:t></w:r></w:p>"),
    xlsx(["单位", 1]),
    bare_xlsx('<row><c r="B2"><v>1</v></c></row>'),
    xls(label(0, 0, "甲")),
    ods(ods_row("甲", "2*乙")),
    pdf(shown("三八活动总结")),
    zipped({"a.txt": "a"}),
    "<html><table><tr><td>甲".encode("gbk"),
    "单位,数\n甲,1\n".encode("gbk"),
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file(suffix: str) -> None:
    assert opened(f"a{suffix}", b"").reading is Reading.EMPTY


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.jpg", "a", "a.exe"])
@pytest.mark.parametrize(
    "content", [b"MZ\x90\0", b"\x7fELF\2", b"#!/bin/sh\n", b"L\0\0\0\1\x14\2\0", b"\xcf\xfa\xed\xfe"]
)
def test_a_program(name: str, content: bytes) -> None:
    """It is one whatever it is called, also where it is too large to be read."""
    assert opened(name, content) == Extract(Reading.UNREAD, active=True)
    assert opened(name, content.ljust(20_000_001)) == Extract(Reading.TOO_LARGE, active=True)


@pytest.mark.parametrize("name", ["a.bat", "a.LNK", "总结.docx.exe", "a.vbs ", "a.js.", "b.txt\\a.scr"])
def test_a_name_of_a_program(name: str) -> None:
    assert opened(name, b"@echo off") == Extract(Reading.UNREAD, active=True)


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm"])
def test_a_name_of_macros(name: str) -> None:
    assert opened(name, b"").active
    assert opened(name, docx("甲")).lines == ("甲",)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.ods", "a.zip", "a.jpg"])
@pytest.mark.parametrize(
    "content", [b"plain words", b"<html>a</html>", bytes(range(256)), COMPOUND + bytes(600)]
)
def test_not_what_the_name_says(name: str, content: bytes) -> None:
    expected = {Reading.BROKEN}
    if name in {"a.zip", "a.jpg"}:
        expected.add(Reading.UNREAD)
    assert opened(name, content).reading in expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", COMPOUND + bytes(600)),
        ("a.wps", compound({"WordDocument": b"a"})),
        ("a.docx", compound({"WordDocument": b"a"})),
        ("a.et", COMPOUND),
        ("a.rar", b"Rar!\x1a\x07\x01\0"),
        ("a.txt", b"7z\xbc\xaf\x27\x1c"),
        ("a.doc", b"{\\rtf1"),
        ("a.doc", b"words"),
        ("a.mht", b"MIME-Version: 1.0"),
        ("a.bin", bytes(range(256))),
        ("a.ofd", zipped({"OFD.xml": "<a/>"})),
        ("a.ofd", zipped({"x": "<a/>"})),
        ("a.pptx", zipped({"ppt/presentation.xml": "<a/>"})),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"})),
        ("a.xlsb", zipped({"xl/workbook.bin": b"a"})),
    ],
)
def test_formats_that_are_not_read(name: str, content: bytes) -> None:
    assert opened(name, content).reading is Reading.UNREAD


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\0\0\0\x18ftypheic",
        b"BM\1\2\3\4\0\0\0\0",
        b"RIFF\1\2\3\4WEBP",
    ],
)
@pytest.mark.parametrize("name", ["a.jpg", "a.txt", "a.docx"])
def test_photos(name: str, content: bytes) -> None:
    assert opened(name, content) == Extract(Reading.READ)


def test_a_locked_document() -> None:
    """Word packs what it encrypts into a compound file (MS-OFFCRYPTO, 2.3)."""
    content = compound({"EncryptionInfo": b"a", "EncryptedPackage": b"b"})
    assert opened("a.docx", content).reading is Reading.LOCKED


def test_a_large_file_is_not_opened() -> None:
    assert opened("a.txt", b"a" * 20_000_001) == Extract(Reading.TOO_LARGE)
    assert opened("a.docx", b"PK\3\4".ljust(100_000_001, b"\0")) == Extract(Reading.TOO_LARGE)


def test_a_document_full_of_photos_is_read() -> None:
    """Of a package only the parts with text are unpacked, so that its photos may take up what they like."""
    photo = hashlib.shake_128(b"a").digest(30_000_000)
    assert opened("a.docx", docx("甲", parts={"word/media/image1.jpeg": photo})).lines == ("甲",)


@pytest.mark.parametrize(
    ("name", "head"), [("a.pdf", b"%PDF-1.4"), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_a_large_scan_is_a_document_that_was_not_read(name: str, head: bytes) -> None:
    assert opened(name, head.ljust(20_000_001, b"\0")) == Extract(Reading.UNREAD)


def test_a_zip_that_is_all_directory_is_not_unpacked() -> None:
    """Its entries would take ten times as much memory as they do bytes."""
    record = b"PK\x01\x02".ljust(46, b"\0")
    assert OfficeDocuments().open_zip(record * 40_001) is None
    assert opened("a.zip", b"PK\3\4" + record * 40_001) == Extract(Reading.TOO_LARGE)


def test_the_bytes_count_not_the_name() -> None:
    """A document, a page and a text are read under another's name."""
    assert opened("a.xlsx", docx("甲")).lines == ("甲",)
    assert opened("a.doc", b"<html><p>a</p></html>").lines == ("a",)
    assert opened("总结.终稿", "甲".encode()).lines == ("甲",)
    assert opened("a.txt", pdf(shown("甲"))).lines == ("甲",)


@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_random_bytes_never_raise(suffix: str, content: bytes) -> None:
    opened(f"a{suffix}", content)
    OfficeDocuments().open_zip(content)


@given(st.sampled_from(SUFFIXES), st.sampled_from(GOOD), st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_files_never_raise(suffix: str, content: bytes, data: st.DataObject) -> None:
    """A good file cut off somewhere, or with some bits turned over."""
    damaged = bytearray(
        content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    )
    for at in data.draw(st.lists(st.integers(0, max(0, len(damaged) - 1)), max_size=8)):
        if damaged:
            damaged[at] ^= 1 << data.draw(st.integers(0, 7))
    opened(f"a{suffix}", bytes(damaged))
    for member in OfficeDocuments().open_zip(bytes(damaged)) or ():
        member.read()


@given(st.text())
def test_any_page_has_a_text(page: str) -> None:
    OfficeDocuments().open_html(page)


def test_a_list_of_parts_is_walked_once() -> None:
    """It may be a few hundred bytes in the zip and a megabyte unpacked."""
    hostile = zipped({"[Content_Types].xml": "<" + "macroenabled" * 80_000, "word/document.xml": "<a/>"})
    assert opened("a.docx", hostile).active
