"""The text of a docx: what is shown, in its order, and nothing that was deleted."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Reading, Sheet
from tests.documents.making import WORDS, docx, opened, zipped

BOX = (
    '<w:p><w:r><w:t>前</w:t></w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
    'compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p>'
    "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p>"
    "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>后</w:t></w:r></w:p>"
)
TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>长安镇</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
CHANGED = (
    '<w:p><w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:t>旧</w:t>'
    "<w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
    "<w:r><w:instrText>PAGE</w:instrText><w:t>文</w:t></w:r></w:p>"
)
BREAKS = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>"


def test_paragraphs_in_their_order() -> None:
    """Tables and text boxes stand where they are, a text box once; blank paragraphs are left out."""
    extract = opened("总结.docx", docx("  三八活动总结\u3000", "", TABLE, BOX, "落款"))
    assert extract.reading is Reading.READ
    assert extract.lines == ("三八活动总结", "单位", "长安镇", "文本框", "前后", "落款")
    assert not extract.active


def test_tables_by_their_cells() -> None:
    """One within another belongs to its cell, and what was deleted to none."""
    inner = TABLE.replace("</w:p></w:tc></w:tr>", f"</w:p>{TABLE}{CHANGED}</w:tc></w:tr>")
    extract = opened("总结.docx", docx("前", inner, "<w:tbl><w:tr/></w:tbl>", TABLE, BOX))
    assert extract.tables == (
        Sheet("", (("单位", "长安镇单位长安镇新文"),)),
        Sheet("", ((),)),
        Sheet("", (("单位", "长安镇"),)),
    )
    assert opened("a.docx", docx("<w:tbl><w:p/><w:tc/><w:tr><w:p/></w:tr></w:tbl>")).tables == (
        Sheet("", ((),)),
    )


def test_of_very_many_tables_the_first_are_kept_and_none_in_part() -> None:
    long = f"<w:tbl>{'<w:tr>' + '<w:tc><w:p/></w:tc>' * 30 + '</w:tr>'}</w:tbl>".replace(
        "</w:tr>", "</w:tr>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 30 + "</w:tr>") * 70
    )
    assert opened("a.docx", docx(TABLE, long, TABLE)).tables == (Sheet("", (("单位", "长安镇"),)),)


def test_what_was_deleted_is_left_out() -> None:
    assert opened("a.docx", docx(CHANGED)).lines == ("新文",)


def test_tabs_and_breaks() -> None:
    assert opened("a.docx", docx(BREAKS)).lines == ("甲\t乙", "丙")


def test_headers_of_pages() -> None:
    """They are told apart from the text: a letterhead often stands there."""
    header = f"<w:hdr {WORDS}><w:p><w:r><w:t>青禾县妇女联合会</w:t></w:r></w:p></w:hdr>"
    extract = opened("a.docx", docx("正文", parts={"word/header1.xml": header}))
    assert extract.lines == ("正文",)
    assert extract.page_headers == ("青禾县妇女联合会",)


def test_the_namespace_of_the_strict_kind() -> None:
    """ISO 29500 strict has other namespaces; another vocabulary's `t` is no text."""
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:a="urn:a">'
        "<w:p><w:t>严格</w:t><a:t>图</a:t></w:p></w:document>"
    )
    assert opened("a.docx", zipped({"word/document.xml": body})).lines == ("严格",)


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros(part: str) -> None:
    assert opened("a.docx", docx("a", parts={part: b"x"})).active


def test_macros_by_another_name() -> None:
    """The list of contents says what a part is, whatever it is called."""
    types = (
        '<Types><Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    assert opened("a.docx", docx("a", parts={"[Content_Types].xml": types, "word/a.bin": b"x"})).active


def test_macros_that_were_taken_out() -> None:
    """Many a document declares what a .bin would be, and has none."""
    types = '<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts = {"[Content_Types].xml": types}
    assert not opened("a.docx", docx("a", parts=parts)).active
    assert opened("a.docx", docx("a", parts={**parts, "word/a.bin": b"x"})).active


def test_only_the_first_lines_and_the_last() -> None:
    """400 and 20 lines, each of 500 characters at most."""
    extract = opened("a.docx", docx(*[f"第{number}行" for number in range(1000)], "长" * 600))
    assert len(extract.lines) == 420
    assert extract.lines[399:401] == ("第399行", "第981行")
    assert extract.lines[-1] == "长" * 500


def test_at_most_sixty_thousand_characters() -> None:
    extract = opened("a.docx", docx(*["长" * 500] * 500))
    assert sum(map(len, extract.lines)) == 60_000


def test_no_document_in_it() -> None:
    assert opened("a.docx", zipped({"a.txt": "a"})).reading is Reading.BROKEN


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://qinghe.example/x.dtd"><x/>',
        "<w:p>",
        "<a>&nbsp;</a>",
        '<?xml version="1.0" encoding="zip"?><x/>',
        "",
    ],
)
def test_no_good_xml(body: str) -> None:
    """Neither entities nor a document type are followed, wherever they lead."""
    assert opened("a.docx", zipped({"word/document.xml": body})).reading is Reading.BROKEN


def test_deep_nesting_costs_nothing() -> None:
    """A hundred thousand paragraphs in one another are read to the end."""
    deep = "<w:p>" * 100_000 + "<w:t>底</w:t>" + "</w:p>" * 100_000
    assert opened("a.docx", docx(deep)).lines == ("底",)


def test_a_part_that_unpacks_to_too_much() -> None:
    """It is told by what it declares, and no more than that much of it is looked at."""
    assert opened("a.docx", docx("长" * 7_000_000)).reading is Reading.TOO_LARGE


def test_names_without_end() -> None:
    """Each name of an element is kept in memory, so there may not be any number of them."""
    names = "".join(f"<w:a{number}/>" for number in range(20_000))
    assert opened("a.docx", docx(names)).reading is Reading.TOO_LARGE
