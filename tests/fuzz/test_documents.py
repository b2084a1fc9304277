"""Documents: zip, docx, xlsx, ods, xls, pdf, pages, tables and texts."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.documents import archive, compound, delimited, docx, html, spreadsheet
from fedtrack.documents.bounds import Unreadable
from fedtrack.documents.office import OfficeDocuments
from fedtrack.documents.text import decode_name, decode_text
from tests.documents import making
from tests.documents.papers import pdf, shown, stream, written
from tests.fuzz.mutations import mutated, mutated_zip, woven
from tests.fuzz.watching import fuzzed, watched

DOCUMENTS = OfficeDocuments()
SUFFIXES = ("docx", "docm", "xlsx", "xls", "et", "ods", "pdf", "zip", "csv", "html", "txt", "doc", "")
TEXTS = ("单位\t时间\n白石镇妇联\t3月18日", '一,二\n"三\n,四', "总结", "﻿标题\r\n")
ZIPS = (
    making.zipped({"白石镇/总结.txt": "总结", "a.docx": making.docx("总结"), "空/": ""}),
    making.raw_zip([("总结.txt".encode("gbk"), b"1"), (b"", b"2"), (b"..\\..\\x", b"3")]),
    making.raw_zip([("总结.txt".encode(), b"1")], flags=0x800, size=9),
)
DOCXS = (
    making.docx("白石镇总结", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
    making.docx(
        "<w:p><w:r><w:tab/><w:t>乙</w:t><w:br/></w:r><w:del><w:r><w:t>丙</w:t></w:r></w:del></w:p>",
        parts={"word/header1.xml": f"<w:hdr {making.WORDS}><w:p/></w:hdr>"},
    ),
)
XLSXS = (
    making.xlsx(
        ("单位", "时间", "数"),
        ("白石镇妇联", datetime(2020, 3, 18, 16, 30), 3),  # noqa: DTZ001 - a spreadsheet's times have no zone
        (None, date(2020, 3, 18), True),
        (time(9), 1.5, "=1/0"),
    ),
    making.bare_xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>1</v></c></row>'),
    making.bare_xlsx(
        '<row><c t="s"><v>0</v></c><c t="d"><v>2020-03-18</v></c><c t="e"><v>#N/A</v></c></row>'
    ),
)
ODSS = (
    making.ods(
        making.ods_row("单位", "时间"), making.ods_row("2*白石镇妇联", "3*"), making.ods_row(times=1000)
    ),
    making.ods(
        "<table:table-row><table:table-cell office:value-type='date' office:date-value='2020-03-18'/>"
        "<table:table-cell office:value-type='float' office:value='1.5'/>"
        "<table:table-cell office:value-type='time' office:time-value='PT09H00M00S'/>"
        "<table:covered-table-cell/></table:table-row>"
    ),
)
CELLS = (
    making.label(0, 0, "单位"),
    making.number(1, 1, 43908.5),
    making.record(0x200, struct.pack("<LLHH2x", 0, 2, 0, 2)),
    making.record(0xBD, struct.pack("<HHHLHLH", 2, 0, 0, 0x3FF00002, 0, 0x40, 1)),
    making.record(0x06, struct.pack("<HHHdHLHH", 3, 0, 0, 1.5, 0, 0, 3, 0x1E) + b"\0"),
    making.record(0xFC, struct.pack("<LLHB", 1, 1, 1, 0) + b"a"),
    making.record(0xFD, struct.pack("<HHHL", 4, 0, 0, 0)),
    making.record(0x205, struct.pack("<HHHBB", 5, 0, 0, 7, 1)),
    making.record(0xE5, struct.pack("<HHHHH", 1, 0, 9, 0, 9)),
    making.record(0x3C, b"a"),
)
WORKBOOKS = (making.workbook(*CELLS), making.workbook(*CELLS[:2], sheets=3))
XLSS = (
    *(making.compound({"Workbook": one}) for one in WORKBOOKS),
    compound.packed("Workbook", WORKBOOKS[0]),
    making.compound({"WordDocument": b"x" * 5000, "1Table": b"y"}),
)
PDFS = (
    pdf(shown("三八活动总结", "长安镇妇联 2020年3月"), shown("第二页")),
    pdf(b"/X0 Do", forms=[b"/X1 Do", shown("表中")]),
    written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [4 0 R 4 0 R] >>",
            stream(b"BT (a) Tj [(b) -250 (c)] TJ ET q 1 0 0 1 0 0 cm Q", "/Filter /ASCIIHexDecode"),
        ]
    ),
)
PDF_WORDS = (
    *(b" 1 0 R", b" 2 0 R", b" 3 0 R", b" 6 0 R", b" 0 R", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids"),
    *(b"/Count -1", b"/Length 999999999", b"/Filter [/FlateDecode /LZWDecode /RunLengthDecode]", b"/Prev 9"),
    *(b"/Type /ObjStm /N 99 /First 9", b"/Encrypt << /Filter /Standard /V 5 /R 6 >>", b"/DecodeParms"),
    *(
        b"stream\n",
        b"endstream",
        b"endobj",
        b"xref\n0 99999\n",
        b"startxref\n",
        b"trailer",
        b"%%EOF",
        b"null",
    ),
    *(b"/Predictor 15 /Columns 99999999", b"1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange", b"-1e999"),
    *(
        b"beginbfchar <00> <",
        b" q",
        b" BT",
        b" ET",
        b" /X0 Do",
        b" Tj",
        b" TJ",
        b" '",
        b" Tf",
        b" cm",
        b" BI ",
    ),
)
PAGES = (
    "<html><meta charset=gb2312><title>x</title><table><tr><td colspan=3>单位<td>时间</table>",
    '<p>a<br>b&nbsp;&#20013;&#99999999;<!-- c --><script>d</script><div><img src="cid:a">e',
)
PAGE_WORDS = (
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<!",
        "<?",
        "&",
        "&#",
        ";",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
    ),
    *("<td colspan=999>", "<script>", "</script", "<style>", "<div ", "'", '"', "=", " ", "\n", "<p>", "甲"),
    *("&amp;", "&#x110000;", "&#55296;", "<title", "<xml>", "</xml>", "\0", "<td ", "colspan"),
)
TABLE_WORDS = (",", "\t", ";", '"', '""', "\n", "\r", "\r\n", "\0", "单位", "3月18日", "=1", "'", " ")


def _any_text(words: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda text, encoding: text.encode(encoding, "ignore"),
        woven(words),
        st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le")),
    )


FAMILIES: dict[str, tuple[st.SearchStrategy[bytes], int]] = {
    "zip": (mutated(ZIPS, [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6"]) | mutated_zip(ZIPS[:1]), 60),
    "docx": (mutated_zip(DOCXS), 60),
    "xlsx": (mutated_zip(XLSXS), 40),
    "ods": (mutated_zip(ODSS), 40),
    "xls": (mutated(XLSS), 60),
    "workbook": (mutated(WORKBOOKS, CELLS).map(lambda one: compound.packed("Workbook", one)), 50),
    "pdf": (mutated(PDFS, PDF_WORDS), 15),
    "html": (_any_text((*PAGES, *PAGE_WORDS)), 60),
    "csv": (_any_text((*TEXTS, *TABLE_WORDS)), 60),
    "anything": (st.binary(max_size=300), 40),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_document_is_read_or_is_not(family: str) -> None:
    """By its own name and by others; whoever opens documents never raises."""
    contents, examples = FAMILIES[family]

    @fuzzed(examples)
    @given(contents, st.sampled_from((family, *SUFFIXES)))
    def read(content: bytes, suffix: str) -> None:
        with watched(family):
            DOCUMENTS.open_document(f"总结.{suffix}", content)

    read()


def _members(content: bytes) -> None:
    for member in archive.open_members(content):
        member.read()


def _in_package(read: Callable[..., object], content: bytes) -> None:
    read(archive.open_package(content))


def _page(content: bytes) -> None:
    page = html.decode_page(content)
    html.page_tables(page)
    html.page_text(page)


READERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "reader of zip": ("zip", _members),
    "reader of docx": ("docx", partial(_in_package, docx.read_docx)),
    "reader of xlsx": ("xlsx", partial(_in_package, spreadsheet.read_xlsx)),
    "reader of ods": ("ods", partial(_in_package, spreadsheet.read_ods)),
    "reader of xls": ("xls", spreadsheet.read_xls),
    "reader of workbooks": ("workbook", spreadsheet.read_xls),
    "reader of pages": ("html", _page),
    "reader of tables": ("csv", lambda content: delimited.read_table(decode_text(content))),
    "reader of names": ("anything", decode_name),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_says_so_where_it_cannot(reader: str) -> None:
    """What stops a reader is its own word for it, not whatever it stumbled over."""
    family, read = READERS[reader]
    contents, examples = FAMILIES[family]

    @fuzzed(examples)
    @given(contents)
    def try_to_read(content: bytes) -> None:
        with watched(reader, Unreadable):
            read(content)

    try_to_read()
