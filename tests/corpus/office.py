"""Word and Excel files, as small as they can be: what stands in them is all that matters here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.corpus.items import Scalar

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{OPEN}/wordprocessingml/2006/main"'
RELATED = f"{OPEN}/officeDocument/2006/relationships"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
MOMENT = (2021, 3, 15, 9, 0, 0)


def build_docx(lines: Sequence[str], header: str = "", *, macro: bool = False) -> bytes:
    """Return a document of these paragraphs, with what stands above each page, and with a macro."""
    reference = '<w:headerReference w:type="default" r:id="rId1"/>' if header else ""
    kinds = {"/word/document.xml": MACROS if macro else DOCUMENT}
    if header:
        kinds["/word/header1.xml"] = HEADER
    parts: dict[str, bytes] = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": (
            f'{XML}<w:document {WORD} xmlns:r="{RELATED}"><w:body>{_paragraphs(lines)}'
            f"<w:sectPr>{reference}</w:sectPr></w:body></w:document>"
        ).encode(),
    }
    if header:
        parts["word/_rels/document.xml.rels"] = _relations("header", "header1.xml")
        parts["word/header1.xml"] = f"{XML}<w:hdr {WORD}>{_paragraphs([header])}</w:hdr>".encode()
    if macro:
        parts["word/vbaProject.bin"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
    return pack(parts)


def build_xlsx(rows: Sequence[Sequence[Scalar]]) -> bytes:
    """Return a workbook of one sheet with these rows."""
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(number, column, value) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    main = f'xmlns="{OPEN}/spreadsheetml/2006/main"'
    return pack(
        {
            "[Content_Types].xml": _types(
                {"/xl/workbook.xml": WORKBOOK, "/xl/worksheets/sheet1.xml": WORKSHEET}
            ),
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/workbook.xml": (
                f'{XML}<workbook {main} xmlns:r="{RELATED}"><sheets>'
                '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f"{XML}<worksheet {main}><sheetData>{lines}</sheetData></worksheet>"
            ).encode(),
        }
    )


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip, the same for the same parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)


def _cell(row: int, column: int, value: Scalar) -> str:
    place = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""
    return f"<c {place}><v>{value}</v></c>"


def _types(kinds: Mapping[str, str]) -> bytes:
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'{XML}<Types xmlns="{OPEN}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{overrides}</Types>'
    ).encode()


def _relations(kind: str, target: str) -> bytes:
    return (
        f'{XML}<Relationships xmlns="{OPEN}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/{kind}" Target="{target}"/></Relationships>'
    ).encode()
