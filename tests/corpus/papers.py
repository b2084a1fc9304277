"""Files of the kinds that arrive, made by hand from what stands in the lists."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from tests.corpus.items import Paper, Scalar
from tests.corpus.office import build_docx, build_xlsx, pack

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MAGIC = {
    ".jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".doc": OLE,
    ".wps": OLE,
    ".xls": OLE,
    ".et": OLE,
    ".rar": b"Rar!\x1a\x07\x01\x00",
    ".7z": b"7z\xbc\xaf\x27\x1c",
    ".heic": b"\x00\x00\x00\x18ftypheic",
    ".mp4": b"\x00\x00\x00\x18ftypmp42",
    ".dat": bytes.fromhex("789f3e22"),  # winmail.dat
}


def build_paper(paper: Paper, salt: str) -> bytes:
    """Return a file's bytes; those of two opaque files with different salts differ."""
    made = {
        "empty": b"",
        "broken": b"PK\x03\x04" + _noise(salt, paper.name),
        "program": b"MZ\x90\x00" + _noise(salt, paper.name),
        "lock": b"\x06clerk" + bytes(156),
    }
    if paper.make in made:
        return made[paper.make]
    suffix = PurePosixPath(paper.name).suffix.lower()
    match suffix:
        case ".docx" | ".docm":
            content = build_docx(paper.lines, paper.header, macro=paper.make == "macro")
        case ".xlsx":
            content = build_xlsx(paper.rows)
        case ".pdf":
            content = build_pdf(paper.lines)
        case ".zip":
            salt = f"{salt}/{paper.name}"
            content = build_zip({one.name: build_paper(one, salt) for one in paper.members})
        case ".txt":
            content = "\r\n".join(paper.lines).encode(paper.charset)
        case ".html":
            content = f'<meta charset="utf-8"><p>{"<p>".join(paper.lines)}'.encode()
        case _:
            content = MAGIC.get(suffix, b"") + _noise(salt, paper.name)
    return content


def build_csv(rows: Sequence[Sequence[Scalar]], charset: str) -> bytes:
    """Return a table of comma-separated values in an encoding."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode(charset)


def build_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a zip as Chinese Windows packs it: its names in GBK, without a word about that.

    Python writes other names than ASCII in UTF-8 and says so in a flag, so stand-ins of the same length are
    written, and the names put in their places.
    """
    names = [name.encode("gbk") for name in members]
    stands = [f"~{number}".encode().ljust(len(name), b"~") for number, name in enumerate(names)]
    packed = pack({stand.decode(): content for stand, content in zip(stands, members.values(), strict=True)})
    for stand, name in zip(stands, names, strict=True):
        if packed.count(stand) != 2 or len(stand) != len(name):  # its own header, and the directory's
            raise ValueError(name)
        packed = packed.replace(stand, name)
    return packed


def build_pdf(lines: Sequence[str]) -> bytes:
    """Return a page whose text can be read: two bytes a character, which are its code in UTF-16."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td\n" for line in lines)
    codes = sorted({char for line in lines for char in line})
    chars = "".join(f"<{c.encode('utf-16-be').hex()}> <{c.encode('utf-16-be').hex()}>\n" for c in codes)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{chars}endbfchar\nendcmap end end"
    )
    bodies = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        _stream(f"BT /F1 12 Tf 60 780 Td\n{shown}ET"),
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H"
            " /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(cmap),
    )
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    return (
        written
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _noise(*words: str) -> bytes:
    return hashlib.sha256("\n".join(words).encode()).digest() * 32
