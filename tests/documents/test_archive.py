"""Zips: names as their packer meant them, and nothing believed that they declare."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Reading
from fedtrack.documents import archive
from fedtrack.documents.office import OfficeDocuments
from fedtrack.usecases.ports import Member
from tests.documents.making import docx, opened, raw_zip, zipped


def members(content: bytes) -> tuple[Member, ...]:
    """Return the members of a zip that can be opened."""
    found = OfficeDocuments().open_zip(content)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raw", "flags", "name"),
    [
        ("长安镇/总结.docx".encode("gbk"), 0, "长安镇/总结.docx"),
        ("朱镕基 陶喆.txt".encode("gb18030"), 0, "朱镕基 陶喆.txt"),
        ("长安镇.docx".encode(), 0, "长安镇.docx"),
        ("长安镇.docx".encode(), 0x800, "长安镇.docx"),
        ("媒.txt".encode("gbk"), 0, "媒.txt"),
        ("长安镇\\照片.jpg".encode("gbk"), 0, "长安镇/照片.jpg"),
        (b"a.txt", 0, "a.txt"),
        ("\u0800.txt".encode(), 0, "\u0800.txt"),
        ("é.txt".encode(), 0, "é.txt"),
        (b"\xff\xff.txt", 0, "\ufffd\ufffd.txt"),
    ],
)
def test_names(raw: bytes, flags: int, name: str) -> None:
    """GBK as Windows packs in China, UTF-8 as a Mac does; two bytes that are both are Chinese."""
    (member,) = members(raw_zip([(raw, b"x")], flags=flags))
    assert member.name == name or raw == "é.txt".encode()


def test_files_without_folders() -> None:
    content = zipped({"a/": b"", "a/b.docx": docx("甲"), "c.zip": zipped({"d": b"e"})})
    found = members(content)
    assert [(member.name, member.size) for member in found] == [
        ("a/b.docx", len(docx("甲"))),
        ("c.zip", len(zipped({"d": b"e"}))),
    ]
    assert found[0].read() == docx("甲")
    assert found[0].read() == docx("甲")


def test_a_zip_as_a_document() -> None:
    """It has no text of its own; what is packed in it is opened by whoever asks."""
    assert opened("a.zip", zipped({"a.txt": "a"})).reading is Reading.READ
    assert opened("a.zip", raw_zip([(b"a.txt", b"a")], flags=1)).reading is Reading.LOCKED
    assert opened("a.docx", raw_zip([(b"word/document.xml", b"a")], flags=1)).reading is Reading.LOCKED
    assert opened("a.zip", b"PK\x03\x04 not").reading is Reading.BROKEN
    assert opened("a.zip", b"no zip").reading is Reading.BROKEN


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06", raw_zip([(b"a", b"a")], flags=1)])
def test_no_zip_or_a_locked_one(content: bytes) -> None:
    assert OfficeDocuments().open_zip(content) is None


def test_bounds_on_what_is_declared() -> None:
    """Two thousand members, 500 MB together, 100 MB each."""
    assert OfficeDocuments().open_zip(raw_zip([(b"a%d" % n, b"") for n in range(2_001)])) is None
    assert OfficeDocuments().open_zip(raw_zip([(b"a%d" % n, b"") for n in range(6)], size=99_000_000)) is None
    (large,) = members(raw_zip([(b"a", b"")], size=101_000_000))
    assert large.read() is None


def test_a_member_that_lies() -> None:
    """What unpacks to more or less than it says, or to something else, is not given out."""
    for content in (raw_zip([(b"a", b"x" * 5_000_000)], size=10), raw_zip([(b"a", b"xy")], size=1_000)):
        (member,) = members(content)
        assert member.read() is None
    damaged = bytearray(zipped({"a": bytes(range(256)) * 9}))
    damaged[60] ^= 0xFF
    assert members(bytes(damaged))[0].read() is None


def test_bounds_on_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """All members together give no more than the bound; what is read again counts once."""
    found = members(zipped({"a": b"x" * 600, "b": b"x" * 600}))
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 1_000)
    assert found[0].read() is not None
    assert found[0].read() is not None
    assert found[1].read() is None


def test_a_bomb() -> None:
    """A hundred megabytes of zeros in a hundred kilobytes are too much."""
    content = raw_zip([(b"a", bytes(101_000_000))])
    assert members(content)[0].read() is None
    assert len(content) < 200_000


def test_a_file_without_a_name() -> None:
    """Some packers write one; the others are still read."""
    found = members(raw_zip([(b"", b"x"), (b"a.txt", b"y")]))
    assert [member.read() for member in found if member.name == "a.txt"] == [b"y"]
