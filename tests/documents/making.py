"""Documents for the tests, made by hand or by another library than the one that reads them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import openpyxl

from fedtrack.core.arrivals import Cell, Extract
from fedtrack.documents.office import OfficeDocuments

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def opened(name: str, content: bytes) -> Extract:
    """Return what the room makes of a file."""
    return OfficeDocuments().open_document(name, content)


def zipped(members: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these members."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return box.getvalue()


def raw_zip(members: Sequence[tuple[bytes, bytes]], *, flags: int = 0, size: int | None = None) -> bytes:
    """Return a zip (APPNOTE, 4.3) with names as bytes, flags, and a declared size if that is to lie."""
    body, directory = b"", b""
    for name, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        declared = len(content) if size is None else size
        shared = struct.pack(
            *("<HHHHHLLLHH", 20, flags, 8, 0, 0x21),
            *(zlib.crc32(content), len(packed), declared, len(name), 0),
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + shared
        directory += struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + shared + name + packed
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def docx(*paragraphs: str, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return a docx; a paragraph is text, or the XML of the body where it begins with `<`."""
    body = "".join(
        text if text.startswith("<") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs
    )
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORDS}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **(parts or {})})


def xlsx(*rows: Sequence[object]) -> bytes:
    """Return a workbook of one sheet, as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    box = io.BytesIO()
    workbook.save(box)
    return box.getvalue()


def bare_xlsx(sheet: str, *, sheets: int = 1) -> bytes:
    """Return a workbook whose sheets are all the one part, with this XML in its `sheetData`."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(sheets))
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _related(f"{office}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(f"{office}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    })  # fmt: skip


def _related(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def ods(*rows: str, tables: str = "") -> bytes:
    """Return an ods of one table with the XML of these rows, or of several with the XML of all."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    table = tables or f'<table:table table:name="表一">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:manifest"/>',
        "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
    })  # fmt: skip


def ods_row(*cells: str, times: int = 1) -> str:
    """Return a row of an ods; an empty text is an empty cell, `n*text` one that is repeated."""
    written = ""
    for cell in cells:
        count, star, text = cell.rpartition("*")
        repeated = f' table:number-columns-repeated="{count}"' if star else ""
        kind = ' office:value-type="string"' if text else ""
        inside = f"<text:p>{text}</text:p>" if text else ""
        written += f"<table:table-cell{repeated}{kind}>{inside}</table:table-cell>"
    return f'<table:table-row table:number-rows-repeated="{times}">{written}</table:table-row>'


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of version 3, short streams in its mini stream (MS-CFB)."""
    sectors: list[bytes] = []
    following: list[int] = []

    def lay(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        following.extend([*range(first + 1, first + len(pieces)), END])
        return first

    small, small_following, entries = b"", [], []
    for name, content in streams.items():
        if len(content) >= 4096:
            entries.append((name, 2, lay(content), len(content)))
            continue
        first, count = len(small) // 64, -(-len(content) // 64)
        small += content.ljust(count * 64, b"\0")
        small_following += [*range(first + 1, first + count), END]
        entries.append((name, 2, first, len(content)))
    root = ("Root Entry", 5, lay(small) if small else END, len(small))
    small_table = lay(struct.pack(f"<{len(small_following)}L", *small_following)) if small else END
    listing = b"".join(
        struct.pack("<64sHB49xLQ", called.encode("utf-16-le"), 2 * len(called) + 2, kind, start, size)
        for called, kind, start, size in (root, *entries)
    )
    directory = lay(listing)
    tables = next(n for n in range(1, 110) if n * 128 >= len(sectors) + n)
    first_table = len(sectors)
    following += [TABLE] * tables
    following += [FREE] * (tables * 128 - len(following))
    table = struct.pack(f"<{len(following)}L", *following)
    listed = [*range(first_table, first_table + tables)] + [FREE] * (109 - tables)
    header = struct.pack(
        "<8s16xHHHHH6xLLL4xLLLLL109L",
        *(COMPOUND, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 4096, small_table, int(bool(small)), END, 0),
        *listed,
    )
    return header + b"".join(sectors) + table


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record of an xls (MS-XLS, 2.1.4)."""
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str) -> bytes:
    """Return a cell with a text (MS-XLS, 2.4.148)."""
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell with a number (MS-XLS, 2.4.180)."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def workbook(*cells: bytes, sheets: int = 1) -> bytes:
    """Return the workbook stream of an xls, all of whose sheets lie in one place."""
    begin = record(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 6))
    name = "乡镇"
    listed = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    at = len(begin) + sheets * (8 + len(listed)) + 4
    bound = record(0x85, struct.pack("<L", at) + listed) * sheets
    sheet = record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 6)) + b"".join(cells) + record(0x0A)
    return begin + bound + record(0x0A) + sheet


def xls(*cells: bytes, sheets: int = 1) -> bytes:
    """Return an xls with these records in its sheet."""
    return compound({"Workbook": workbook(*cells, sheets=sheets)})


def rows_of(extract: Extract) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of the only sheet."""
    (sheet,) = extract.sheets
    return sheet.rows
