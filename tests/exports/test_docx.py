"""The circular for Word and WPS, read again with python-docx, and laid out by LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from msgspec.structs import replace

from fedtrack.core.payloads import Excuse, Extension, Payload, Report, Return
from fedtrack.core.summary import Summary, build_summary
from fedtrack.core.workdays import WorkCalendar
from fedtrack.exports.as_docx import export_docx
from fedtrack.exports.briefing import write_briefing
from fedtrack.exports.title_lines import break_title
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit
from tests.exports.office import convert, needs_office
from tests.exports.support import AS_OF, FIGURES, filled_with, numbered, partly_filled, season, summary_of

NEUTRAL = re.compile("批评|通报批评|拖拉|严重|不力|问责|落后")


def paper_of(summary: Summary, *, name_outstanding: bool = False) -> Document:
    return docx.Document(io.BytesIO(export_docx(summary, name_outstanding=name_outstanding)))


def lines_of(summary: Summary, *, name_outstanding: bool = False) -> list[str]:
    return [one.text for one in paper_of(summary, name_outstanding=name_outstanding).paragraphs]


def standing_on(
    day: date, entries: list[tuple[str, Payload]], *, units: int = 3, **notice: object
) -> Summary:
    """Return the summary on a day of units a, b, c and so on."""
    roster = make_roster(
        [make_unit(chr(97 + at), group="乡镇妇联" if at < 2 else "矿区") for at in range(units)],
        [make_notice(**notice)],
    )
    told = list(numbered(entries))
    return build_summary(roster, roster.notices[0], told, as_of=end_of(day), calendar=WorkCalendar())


def _found(lines: list[str], start: str) -> str:
    return next(line for line in lines if line.startswith(start))


def test_the_whole_text_before_the_due_date() -> None:
    """Before it the paper tells how far it has come, and thanks those who were early."""
    early = standing_on(date(2020, 3, 20), [("a", Report(date(2020, 3, 18)))])
    opening = (
        "按照《关于过好“三八”节的通知》（青妇通〔2020〕1号）要求，各有关单位应于2020年3月23日（星期一，含当日）前"
        "报送活动开展情况。现将截至2020年3月20日的报送进度通报如下："
    )
    assert lines_of(early) == [
        "《关于过好“三八”节的\n通知》报送进度的通报",
        "",
        "乡镇妇联、矿区：",
        opening,
        "一、总体进度",
        "应报3家，已报1家，报送率33.3%。其中，按时报送1家；尚未报送2家。分组情况见附件。",
        "二、按时报送单位",
        "按时报送的有1家：a妇联。对上述单位的支持表示感谢。",
        "三、有关事项",
        "请尚未报送的单位于3月23日（星期一，含当日）前按原通知要求报送。如已报送，请忽略；确有困难的，请及时与我会联系。",
        "",
        "附件：分组报送情况表",
        "",
        "",
        "青禾县妇女联合会",
        "2020年3月20日",
        "附件",
        "",
        "分组报送情况表",
        "",
    ]


def test_after_the_due_date_it_tells_how_it_went() -> None:
    """The punctual are praised by name; who has not reported is counted, and named only when asked for."""
    lines = lines_of(season())
    assert lines[0].endswith("报送情况的通报")
    assert _found(lines, "应报") == (
        "应报5家，已报2家，报送率40.0%。其中，按时报送1家，逾期报送1家；尚未报送3家（含退回重报1家、延期未到1家）。"
        "另有免报1家，不计入应报。分组情况见附件。"
    )
    assert _found(lines, "据已报送") == "据已报送的材料统计：开展活动2场次，参与人数120.5。"
    assert _found(lines, "按时报送的") == "按时报送的有1家，予以表扬：a妇联。"
    assert "已同意延期的，按延期后的日期报送。" in _found(lines, "请尚未")
    assert not any(name in "".join(lines) for name in ("c妇联", "e妇联", "f妇联"))
    named = lines_of(season(), name_outstanding=True)
    assert (
        _found(named, "尚未报送的有") == "尚未报送的有3家：c妇联（退回重报）、e妇联（延至3月31日）、f妇联。"
    )
    assert [line for line in named if line[1:2] == "、"] == [
        "一、总体情况", "二、按时报送单位", "三、尚未报送单位", "四、有关事项",
    ]  # fmt: skip
    assert not NEUTRAL.search("".join(named))


def test_when_all_have_reported() -> None:
    """There is nobody to ask and nobody to name."""
    done = standing_on(AS_OF, [(unit, Report(DUE)) for unit in "abc"])
    lines = lines_of(done, name_outstanding=True)
    assert "各应报单位均已报送，感谢支持与配合。" in lines
    assert "三、尚未报送单位" not in lines


def test_when_nobody_has_reported_or_nobody_is_asked() -> None:
    assert "二、按时报送单位" not in lines_of(standing_on(AS_OF, []))
    nobody = lines_of(summary_of([("a", Excuse(DUE, "新设"))], units="a"))
    assert "应报0家，已报0家。其中，按时报送0家。另有免报1家，不计入应报。分组情况见附件。" in nobody
    assert "目前没有应报单位。" in nobody
    assert "目前没有应报单位。" in lines_of(summary_of([], units=""))


def test_a_deadline_with_a_minute_divides_the_day() -> None:
    """The text changes when the deadline has passed, not when the day has."""
    entries: list[tuple[str, Payload]] = [("a", Extension(DUE, date(2020, 3, 31), "停电"))]
    titles = [lines_of(standing_on(day, entries))[0] for day in (DUE, AS_OF)]
    assert ["进度" in title for title in titles] == [True, False]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("关于征集故事的通知", "《关于征集故事的通知》报送情况的通报"),
        ("三八节活动通知", "关于《三八节活动通知》报送情况的通报"),
    ],
)
def test_about_is_said_once(title: str, called: str) -> None:
    roster = make_roster([make_unit("a")], [make_notice(title=title)])
    summary = build_summary(roster, roster.notices[0], [], as_of=end_of(AS_OF), calendar=WorkCalendar())
    assert lines_of(summary)[0].replace("\n", "") == called


def test_many_names_stand_in_attachments() -> None:
    """From thirty-one names on the body has but their number, and a list by groups is attached."""
    units = [make_unit(f"u{at}", name=f"第{at}单位", group=("甲", "乙", "")[at % 3]) for at in range(80)]
    roster = make_roster(units, [make_notice(title="关于《规划》的通知")])
    entries = list(numbered([(f"u{at}", Report(DUE)) for at in range(40)]))
    summary = build_summary(roster, roster.notices[0], entries, as_of=end_of(AS_OF), calendar=WorkCalendar())
    lines = lines_of(summary, name_outstanding=True)
    assert lines[2] == "各有关单位："
    assert "按照《关于〈规划〉的通知》" in lines[3]
    assert "按时报送的有40家，名单见附件2，予以表扬。" in lines
    assert "尚未报送的有40家，名单见附件3。" in lines
    assert _found(lines, "应报").endswith("分组情况见附件1。")
    at = lines.index("附件：1. 分组报送情况表")
    assert lines[at + 1 : at + 3] == ["2. 按时报送单位名单", "3. 尚未报送单位名单"]
    assert _found(lines, "甲（14家）：").startswith("甲（14家）：第0单位、第3单位、")
    assert _found(lines, "未分组（13家）：").endswith("第38单位。")
    assert [line for line in lines if re.fullmatch(r"附件\d", line)] == ["附件1", "附件2", "附件3"]


def test_the_groups_stand_in_a_table() -> None:
    rows = [[cell.text for cell in row.cells] for row in paper_of(season()).tables[0].rows]
    assert rows == [
        ["分组", "应报", "已报", "按时", "逾期报送", "未报", "免报", "报送率"],
        ["乡镇妇联", "1", "1", "1", "0", "0", "1", "100.0%"],
        ["县直单位", "2", "1", "0", "1", "1", "0", "50.0%"],
        ["未分组", "2", "0", "0", "0", "2", "0", "0.0%"],
        ["合计", "5", "2", "1", "1", "3", "1", "40.0%"],
    ]


def test_the_page_is_that_of_the_standard() -> None:
    """A4 with 37, 28, 26 and 35 mm; page numbers outside, so even pages have a foot of their own."""
    paper = paper_of(season())
    section = paper.sections[0]
    sizes = (
        section.page_width, section.page_height, section.top_margin,
        section.bottom_margin, section.left_margin, section.right_margin,
    )  # fmt: skip
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 35, 28, 26]
    assert paper.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    for foot in (odd, even):
        assert foot.text == "—  —"
        assert "PAGE" in etree.tostring(foot._p).decode()
        assert {run.font.size.pt for run in foot.runs if run.font.size} == {14}


def _font(properties: etree._Element) -> tuple[str, str]:
    fonts = properties.find(qn("w:rFonts"))
    assert fonts is not None
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi")} == {fonts.get(qn("w:eastAsia"))}
    size = properties.find(qn("w:sz"))
    assert size is not None
    return str(fonts.get(qn("w:eastAsia"))), str(size.get(qn("w:val")))


def test_the_fonts_are_those_of_the_standard_and_have_fall_backs() -> None:
    """3号 仿宋 with a fixed line, 2号 小标宋, 黑体; the file names what stands for a missing one."""
    paper = paper_of(season())
    fonts = {name: _font(paper.styles[name].element.rPr) for name in ("Normal", "Title", "Heading 1")}
    assert fonts == {
        "Normal": ("仿宋_GB2312", "32"),
        "Title": ("方正小标宋简体", "44"),
        "Heading 1": ("黑体", "32"),
    }
    for name in fonts:
        spacing = paper.styles[name].element.pPr.find(qn("w:spacing"))
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    with zipfile.ZipFile(io.BytesIO(export_docx(season()))) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
    named = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in table.iter(qn("w:font"))}
    for font, _ in fonts.values():
        assert named[font] is not None


def _indents(paragraph: Paragraph) -> dict[str, str]:
    found = paragraph._p.pPr.find(qn("w:ind")) if paragraph._p.pPr is not None else None
    return {} if found is None else {etree.QName(key).localname: value for key, value in found.items()}


def test_first_lines_are_indented_by_characters() -> None:
    """Two characters, not blanks; 主送 is flush left, the date four characters from the right."""
    paragraphs = paper_of(season()).paragraphs
    assert "firstLineChars" not in _indents(paragraphs[2])
    text = [one for one in paragraphs if one.text.endswith("。") or one.text.startswith("一、")]
    assert {_indents(one)["firstLineChars"] for one in text} == {"200"}
    assert not [one.text for one in paragraphs if one.text != one.text.strip()]
    day = next(one for one in paragraphs if one.text == "2020年3月24日")
    assert (day.alignment, _indents(day)["rightChars"]) == (WD_ALIGN_PARAGRAPH.RIGHT, "400")


def test_an_attachment_begins_a_page() -> None:
    mark = next(one for one in paper_of(season()).paragraphs if one.text == "附件")
    assert mark.paragraph_format.page_break_before


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0", "@SUM(A1)", "<script>alert(1)</script>", "<w:p/>", "\x1b[31m红",
        "{{ 7*7 }}", "{% x %}",
        "]]>", "&amp;", "👩‍👩‍👧", "\u202eגבא", "\ud83d", "\ufffe", "a\nb\tc", "长" * 40_000, "《〈》", "",
    ],
    ids=ascii,
)  # fmt: skip
def test_outside_text_is_only_text(text: str) -> None:
    """Names, titles and groups never break the XML, and no direction or control character is left."""
    summary = filled_with(text)
    content = export_docx(summary, name_outstanding=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    told = "".join(root.itertext(qn("w:t")))
    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\ufffe]", told)
    assert not root.findall(".//" + qn("w:p") + "/" + qn("w:p"))
    kept = " ".join(re.sub("[\x00-\x1f\u202e\ud83d\ufffe\u200d]", " ", text).split())
    assert kept[:200] in told
    assert docx.Document(io.BytesIO(content)).tables


def test_the_same_summary_is_the_same_file() -> None:
    """Exporting twice writes one file, so nothing in it may come from the clock."""
    assert export_docx(season()) == export_docx(season())


@needs_office
def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    """LibreOffice sets as many on a page and in a line as the standard asks for."""
    paper = convert(export_docx(filled_with("字" * 3_000)), "docx", "pdf", tmp_path)
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(paper)).pages]
    assert ["字" * 28] * 22 in [[line.strip() for line in page if line.startswith("字")] for page in pages]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("短题", ["短题"]),
        ("分组报送情况表", ["分组报送情况表"]),
        (
            "《关于疫情防控形势下做好纪念“三八”国际妇女节有关工作的通知》报送情况的通报",
            ["《关于疫情防控形势下做好", "纪念“三八”国际妇女节有关", "工作的通知》报送情况的通报"],
        ),
        ("《" * 30, ["《" * 15, "《" * 15]),
    ],
)
def test_where_a_title_is_broken(title: str, lines: list[str]) -> None:
    """Lines of about one length, one more rather than a word torn, none beginning with what closes."""
    assert break_title(title) == lines


def test_a_number_is_not_torn() -> None:
    assert break_title("一二三四五六七八九十2020123456七八九十") == [
        "一二三四五六七八九十",
        "2020123456七八九十",
    ]


def test_returned_reports_are_among_the_outstanding() -> None:
    first = make_entry(Report(DUE), number=1).id
    summary = standing_on(
        AS_OF, [("a", Report(DUE)), ("a", Return(AS_OF, "缺公章", (first,)))], figures=FIGURES
    )
    assert "尚未报送3家（含退回重报1家）" in _found(lines_of(summary), "应报")


def test_a_sum_of_a_few_says_of_how_many_it_is() -> None:
    told = _found(lines_of(partly_filled()), "据已报送")
    assert told == "据已报送的材料统计：开展活动5场次（已填数字的2家），参与人数60。"


def test_it_tells_of_all_who_are_counted() -> None:
    """Whatever is listed elsewhere: the numbers in brackets and the sums belong to the totals."""
    summary = season()
    listed = replace(summary, standings=tuple(one for one in summary.standings if one.unit.id == "d"))
    assert write_briefing(listed, name_outstanding=True) == write_briefing(summary, name_outstanding=True)


def test_lists_by_group_keep_the_order_of_the_table() -> None:
    """Also where the first unit that owes is of a later group than the first of the roster."""
    groups = ("乡镇妇联", "县直单位")
    units = [make_unit(f"u{number}", group=groups[number % 2]) for number in range(70)]
    reported = make_entry(Report(date(2020, 3, 18)), unit="u0")
    summary = build_summary(
        make_roster(units),
        make_notice(),
        [reported],
        as_of=end_of(date(2020, 3, 24)),
        calendar=WorkCalendar(),
    )
    briefing = write_briefing(summary, name_outstanding=True)
    (named,) = (one for one in briefing.attachments if one.title == "尚未报送单位名单")
    assert [text.partition("（")[0] for text in named.paragraphs] == list(groups)
