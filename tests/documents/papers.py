"""Pdf files by hand (ISO 32000-1): objects, their table, and a font that says which characters it draws."""

from __future__ import annotations

from collections.abc import Sequence

_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H /DescendantFonts [4 0 R] "
    b"/ToUnicode 5 0 R >>"
)
_CHARACTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream."""
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def written(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """Return a file of objects, numbered from 1, the first of which is the catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return content + (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def shown(*lines: str) -> bytes:
    """Return what draws the lines, each character by its number in UTF-16, as the font's map has it."""
    drawn = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td\n" for line in lines)
    return f"BT /F1 12 Tf 72 720 Td\n{drawn}ET".encode()


def pdf(*pages: bytes, forms: Sequence[bytes] = (), trailer: str = "") -> bytes:
    """Return a pdf of pages, each given by what draws it; forms are `/X0`, `/X1` and may draw others."""
    first_page = 6
    first_form = first_page + 2 * len(pages)
    named = " ".join(f"/X{number} {first_form + number} 0 R" for number in range(len(forms)))
    resources = f"/Resources << /Font << /F1 3 0 R >> /XObject << {named} >> >>"
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 595 842] >>".encode(),
        _FONT,
        _CHARACTERS,
        stream(_MAP.encode()),
    ]
    for number, page in enumerate(pages):
        contents = first_page + 2 * number + 1
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {contents} 0 R >>".encode())
        objects.append(stream(page))
    objects += [stream(form, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}") for form in forms]
    return written(objects, trailer=trailer)
