"""The page of an official paper (GB/T 9704-2012) as Word knows it: sizes, fonts, grid, numbers of pages."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.text.paragraph import Paragraph

BODY, TITLE, HEADING, PAGE_NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
_FALL_BACKS = {
    BODY: "仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong",
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
    HEADING: "SimHei,方正黑体_GBK,Noto Sans CJK SC",
    PAGE_NUMBER: "SimSun,方正书宋_GBK,Noto Serif CJK SC",
}
"""What a computer without the font (UOS, Kylin, LibreOffice) takes for it, named in the file itself."""
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE = 16.0, 22.0, 14.0
"""3号, 2号, 4号 in points."""
LINE = 28.95
"""Points: 22 lines fill the 225 mm of the type area (5.2.3)."""
_PITCH = 579  # a line in twentieths of a point
_NARROWER = -5  # so that 28 characters of 16 points go into 156 mm; in twentieths of a point
_EPOCH = (1980, 1, 1, 0, 0, 0)


class _Margins(NamedTuple):
    """Millimetres (5.2.1)."""

    top: int = 37
    bottom: int = 35
    left: int = 28
    right: int = 26


def new_paper(title: str, author: str, day: date) -> Document:
    """Return an empty paper whose page, styles and page numbers are those of the standard."""
    import docx

    paper = docx.Document()
    _describe(paper, title, author, day)
    _set_styles(paper)
    _name_fall_backs(paper)
    section = paper.sections[0]
    _set_page(section)
    paper.settings.odd_and_even_pages_header_footer = True
    _number_pages(section)
    return paper


def save(paper: Document) -> bytes:
    """Return the file."""
    written = io.BytesIO()
    paper.save(written)
    return repack(written)


def repack(written: io.BytesIO) -> bytes:
    """Return a file as it was written, without the time of writing: the same paper gives the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def indent(paragraph: Paragraph, **characters: float) -> None:
    """Indent by characters, as a Chinese office does: `firstLine`, `left`, `right` or `hanging`."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no public door for it
    element = properties.get_or_add_ind()
    for side, count in characters.items():
        element.set(_name(f"w:{side}Chars"), str(round(count * 100)))
        element.set(_name(f"w:{side}"), str(round(count * BODY_SIZE * 20)))


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), value)
    return element


def _describe(paper: Document, title: str, author: str, day: date) -> None:
    facts = paper.core_properties
    facts.title, facts.author, facts.last_modified_by = title[:200], author[:200], author[:200]
    facts.comments, facts.keywords, facts.language = "", "", "zh-CN"
    facts.created = facts.modified = datetime.combine(day, time(), tzinfo=UTC)
    facts.revision = 1
    package = paper.part.package
    for identifier, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # of python-docx's own empty document
            del package.rels[identifier]


def _set_styles(paper: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    looks = {"Normal": (BODY, BODY_SIZE), "Title": (TITLE, TITLE_SIZE), "Heading 1": (HEADING, BODY_SIZE)}
    for name, (font, size) in looks.items():
        style = paper.styles[name]
        set_text(style.element.get_or_add_rPr(), font, size)
        for border in style.element.iter(_name("w:pBdr")):
            border.getparent().remove(border)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
        spacing.widow_control = False  # or a page would have 21 lines
        spacing.keep_with_next = name == "Heading 1"
        for gap in ("w:autoSpaceDE", "w:autoSpaceDN"):  # a digit is half a character, and no more
            properties = style.element.get_or_add_pPr()
            properties.insert_element_before(_element(gap, val="0"), "w:spacing", "w:ind", "w:jc")
    paper.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def set_text(properties: BaseOxmlElement, font: str, size: float) -> None:
    """Set how text looks, and nothing else: one font for every script, black, a size in points."""
    properties.clear()
    half_points = str(round(2 * size))
    for element in (
        _element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
        _element("w:color", val="000000"),
        _element("w:spacing", val=str(_NARROWER)),
        _element("w:sz", val=half_points),
        _element("w:szCs", val=half_points),
        _element("w:lang", val="en-US", eastAsia="zh-CN"),
    ):
        properties.append(element)


def _name_fall_backs(paper: Document) -> None:
    """Write into the table of fonts what stands for each where it is missing (ECMA-376, 17.8.3.1)."""
    for part in paper.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            entries = "".join(
                f'<w:font w:name="{font}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
                for font, others in _FALL_BACKS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())  # noqa: SLF001


def _set_page(section: Section) -> None:
    from docx.shared import Mm

    margins = _Margins()
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.footer_distance = Mm(25)  # the numbers' dashes stand 7 mm below the type area (7.5)
    section.header_distance = Mm(15)
    grid = section._sectPr.find(_name("w:docGrid"))  # noqa: SLF001 - python-docx has no public door for it
    if grid is not None:
        section._sectPr.remove(grid)  # noqa: SLF001
    # no type of grid: programs differ in how they set text on one, and a fixed line needs none
    section._sectPr.append(_element("w:docGrid", linePitch=str(_PITCH)))  # noqa: SLF001


def _number_pages(section: Section) -> None:
    """Write — 1 — outside: right on odd pages, left on even ones, one character from the edge (7.5)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for footer, side, alignment in (
        (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = "Normal"
        paragraph.alignment = alignment
        indent(paragraph, **{side: NUMBER_SIZE / BODY_SIZE})
        for piece in ("— ", None, " —"):
            _add_number_piece(paragraph, piece)


def _add_number_piece(paragraph: Paragraph, text: str | None) -> None:
    """Add some text, or the number of the page where there is none."""
    run = paragraph.add_run(text or "")
    set_text(run._r.get_or_add_rPr(), PAGE_NUMBER, NUMBER_SIZE)  # noqa: SLF001 - python-docx has no public door for it
    if text is None:
        for kind in ("begin", "", "separate", "end"):
            if kind:
                run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001
            else:
                instruction = _element("w:instrText")
                instruction.text = "PAGE"
                run._r.append(instruction)  # noqa: SLF001
