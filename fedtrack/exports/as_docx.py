"""A summary as a circular (通报) for Word and WPS, in the format of GB/T 9704-2012."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.exports.briefing import Briefing, write_briefing
from fedtrack.exports.docx_page import BODY, BODY_SIZE, HEADING, indent, new_paper, save, set_text
from fedtrack.exports.title_lines import break_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from fedtrack.core.summary import Summary
    from fedtrack.exports.briefing import Attachment

_NUMERALS = "一二三四五六七八九"
_TABLE_SIZE, _TABLE_LINE = 12.0, 24.0  # points
_COLUMNS = (14.0, 14.0, 14.0, 21.0, 14.0, 14.0, 21.0)  # millimetres; the names have the rest
_SEAL = 4.0  # characters that stay free to the right of a date with a seal (7.3.5.1)
_TYPE_AREA = 156.0  # millimetres


def export_docx(summary: Summary, *, name_outstanding: bool = False) -> bytes:
    """Return the circular; units that have not reported are named only with `name_outstanding`."""
    briefing = write_briefing(summary, name_outstanding=name_outstanding)
    paper = new_paper(briefing.title, briefing.federation, summary.today)
    _add_title(paper, briefing.title)
    paper.add_paragraph()
    paper.add_paragraph(briefing.addressee)
    _add_text(paper, briefing.opening)
    for numeral, section in zip(_NUMERALS, briefing.sections, strict=False):
        indent(paper.add_paragraph(f"{numeral}、{section.heading}", style="Heading 1"), firstLine=2)
        for text in section.paragraphs:
            _add_text(paper, text)
    text_ends = len(paper.paragraphs) - 1
    _list_attachments(paper, briefing.attachments)
    _sign(paper, briefing)
    for paragraph in paper.paragraphs[text_ends:-1]:
        paragraph.paragraph_format.keep_with_next = True  # no signature on a page without text (7.3.5.4)
    for number, attachment in enumerate(briefing.attachments, start=1):
        _attach(paper, attachment, str(number) if len(briefing.attachments) > 1 else "")
    return save(paper)


def _add_title(paper: Document, text: str) -> None:
    """Add a title in lines of about one length, broken where the sense allows it (7.3.1)."""
    paragraph = paper.add_paragraph(style="Title")
    first, *others = break_title(text)
    run = paragraph.add_run(first)
    for line in others:
        run.add_break()
        run = paragraph.add_run(line)


def _add_text(paper: Document, text: str) -> Paragraph:
    paragraph = paper.add_paragraph(text)
    indent(paragraph, firstLine=2)
    return paragraph


def _list_attachments(paper: Document, attachments: Sequence[Attachment]) -> None:
    """Name the attachments one blank line below the text, without a full stop (7.3.4)."""
    paper.add_paragraph()
    if len(attachments) == 1:
        _add_text(paper, f"附件：{attachments[0].title}")
        return
    for number, attachment in enumerate(attachments, start=1):
        lead = f"附件：{number}. " if number == 1 else f"{number}. "
        paragraph = paper.add_paragraph(f"{lead}{attachment.title}")
        indent(paragraph, left=2 if number == 1 else 5)


def _sign(paper: Document, briefing: Briefing) -> None:
    """Add who issues it, in the middle above the date, and the date, four characters from the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    widths = [_width(text) for text in (briefing.federation, briefing.day)]
    overhang = (widths[0] - widths[1]) / 2
    free = max(_SEAL, overhang)
    paper.add_paragraph()
    paper.add_paragraph()
    for text, right in ((briefing.federation, free - overhang), (briefing.day, free)):
        paragraph = paper.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        indent(paragraph, right=max(0.0, right))


def _width(text: str) -> float:
    """Return the width in characters: digits and Latin letters have half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _attach(paper: Document, attachment: Attachment, number: str) -> None:
    """Add an attachment on a page of its own: its number flush left, its title on the third line (7.3.6)."""
    mark = paper.add_paragraph()
    mark.paragraph_format.page_break_before = True
    set_text(mark.add_run(f"附件{number}")._r.get_or_add_rPr(), HEADING, BODY_SIZE)  # noqa: SLF001
    paper.add_paragraph()
    _add_title(paper, attachment.title)
    paper.add_paragraph()
    for text in attachment.paragraphs:
        _add_text(paper, text)
    if attachment.rows:
        _add_table(paper, attachment.rows)


def _add_table(paper: Document, rows: Sequence[Sequence[str]]) -> None:
    """Add a table as wide as the type area, whose headings stand on each of its pages."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    widths = [_TYPE_AREA - sum(_COLUMNS), *_COLUMNS]
    table = paper.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public door for it
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        font = HEADING if number in {0, len(rows) - 1} else BODY
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(widths[at])
            _fill(cell, text, font, centred=bool(at) or number == 0)


def _fill(cell: _Cell, text: str, font: str, *, centred: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.line_spacing = Pt(_TABLE_LINE)
    set_text(paragraph.add_run(text)._r.get_or_add_rPr(), font, _TABLE_SIZE)  # noqa: SLF001
