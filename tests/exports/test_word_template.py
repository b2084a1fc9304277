"""The clerk's own Word template: filled by names that are documented, and refused in one line otherwise."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from fedtrack.errors import DocumentError, InputError
from fedtrack.exports.template_values import template_values
from fedtrack.exports.word_template import fill_template
from tests.exports.support import filled_with, partly_filled, season, summary_of

GUIDE = Path(__file__).parent.parent.parent / "docs" / "word-template.md"


def template(*paragraphs: str, rows: list[list[str]] | None = None, footer: str = "") -> bytes:
    """Return a Word document with these paragraphs, this table and this foot."""
    paper = docx.Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    if rows:
        table = paper.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    paper.sections[0].footer.paragraphs[0].text = footer
    content = io.BytesIO()
    paper.save(content)
    return content.getvalue()


def filled(content: bytes) -> Document:
    return docx.Document(io.BytesIO(fill_template(season(), content, name="模板.docx")))


def told(*paragraphs: str) -> list[str]:
    return [one.text for one in filled(template(*paragraphs)).paragraphs]


def test_names_become_values() -> None:
    """In the text, in a table with a row for each group, and in the foot of the page."""
    paper = filled(
        template(
            "截至{{ today }}，应报{{ expected }}家，报送率{{ rate }}。",
            "{{ overall }}",
            rows=[
                ["分组", "应报"],
                ["{%tr for group in groups %}", ""],
                ["{{ group.name }}", "{{ group.expected }}"],
                ["{%tr endfor %}", ""],
            ],
            footer="{{ federation }}",
        )
    )
    assert paper.paragraphs[0].text == "截至2020年3月24日，应报5家，报送率40.0%。"
    assert paper.paragraphs[1].text.startswith("应报5家，已报2家")
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["分组", "应报"],
        ["乡镇妇联", "1"],
        ["县直单位", "2"],
        ["未分组", "2"],
    ]
    assert paper.sections[0].footer.paragraphs[0].text == "青禾县妇女联合会"


def test_units_and_figures() -> None:
    """Each unit has its state, its day and its figures; one without a figure has an empty place."""
    lines = told(
        "{%p for unit in units if unit.reported %}",
        "{{ unit.number }} {{ unit.name }} {{ unit.received }}",
        "{{ unit.figures.events }}|{{ unit.figures.participants }}",
        "{%p endfor %}",
        "{% for figure in figures %}{{ figure.label }}{{ figure.total }}{{ figure.unit }}；{% endfor %}",
    )
    assert lines == [
        "1 a妇联 2020年3月18日",
        "3|120.5",
        "2 b妇联 2020年3月24日",
        "-1|",
        "开展活动2场次；参与人数120.5；",
    ]


def test_a_sum_of_a_few_says_of_how_many_it_is() -> None:
    values = template_values(partly_filled())
    assert values["figures"] == [
        {"label": "开展活动", "unit": "场次", "total": 5, "note": "（已填数字的2家）"},
        {"label": "参与人数", "unit": "", "total": 60, "note": ""},
    ]


def _documented() -> set[str]:
    table = GUIDE.read_text(encoding="utf-8").partition("## Names")[2].partition("\n\nEach of")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_names_and_sums_are_of_all_who_are_counted() -> None:
    """Only `units` is the list of those that are listed."""
    summary = season()
    values, part = template_values(summary), template_values(replace(summary, standings=()))
    assert {**part, "units": values["units"]} == values
    assert part["units"] == []


def test_the_guide_lists_every_name_and_no_other() -> None:
    assert _documented() == set(template_values(season()))


@pytest.mark.parametrize("many", ["figures", "groups", "units"])
def test_the_guide_lists_what_each_of_many_has(many: str) -> None:
    paragraph = re.search(rf"Each of `{many}` has(.*?)\n\n", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert paragraph is not None
    first = template_values(season())[many]
    assert isinstance(first, list)
    assert set(re.findall(r"`(\w+)`", paragraph[1])) == set(first[0])


def test_everything_in_the_guide_can_be_used() -> None:
    """A template with every name is filled, with and without units."""
    flat = [f"{{{{ {name} }}}}" for name in sorted(_documented())]
    for summary in (season(), summary_of([], units="")):
        assert fill_template(summary, template(*flat), name="a.docx")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ expectd }}", ["nothing is called expectd", "did you mean expected", "docs/word-template.md"]),
        ("{% if not over %}{{ 应报 }}{% else %}{{ nobody }}{% endif %}", ["nobody", "docs/word-template.md"]),
        ("{% for one in groups %}{{ one.nam }}{% endfor %}", ["nam", "docs/word-template.md"]),
        ("{% for one in groups %}", ["the template is wrong", "endfor"]),
        ("{{ title", ["the template is wrong"]),
        ("{{ title|safe }}", ["safe"]),
        ("{{ title.__class__.__mro__ }}", ["unsafe"]),
        ("{{ 1 / 0 }}", ["division by zero"]),
        ("{{ cycler.__init__.__globals__ }}", ["unsafe"]),
    ],
)
def test_what_is_wrong_in_a_template(text: str, words: list[str]) -> None:
    """The line names the file, the name or the reason, and where the list is; nothing is filled."""
    with pytest.raises(InputError) as caught:
        told(text)
    message = str(caught.value)
    assert message.startswith("模板.docx: ")
    assert "\n" not in message
    assert len(message) < 400
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    "text",
    [
        "<w:p/>", "</w:t></w:r></w:p>", "]]>", "&amp;", "{{ 7*7 }}", "{% raw %}", "<script>", "\x1b[31m",
        "\u202eגבא",
        "\ud83d", "=cmd|' /C calc'!A0", "👩", "长" * 40_000, "\"'", "a\nb",
    ],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize(
    "place",
    [
        "{{ title }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{{ units[0].name ~ '' }}",
        "{{ title|replace('x', 'y') }}",
    ],
)
def test_outside_text_is_only_text(place: str, text: str) -> None:
    """Wherever a template puts a hostile name, it stays text in one paragraph."""
    content = fill_template(filled_with(text), template(place, "结束"), name="a.docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = ["".join(one.itertext(qn("w:t"))) for one in root.iter(qn("w:p"))]
    assert len(paragraphs) == 2
    assert not re.search("[\x00-\x1f\u202e]", paragraphs[0])
    kept = " ".join(re.sub("[\x00-\x1f\u202e\ud83d]", " ", text).split())
    assert kept in paragraphs[0]


def _renamed_main_part() -> bytes:
    """Return what Word saves as .dotm: its main part is of another kind."""
    old, new = zipfile.ZipFile(io.BytesIO(template("x"))), io.BytesIO()
    with zipfile.ZipFile(new, "w") as package:
        for name in old.namelist():
            part = old.read(name).replace(
                b"wordprocessingml.document.main", b"wordprocessingml.template.main"
            )
            package.writestr(name, part)
    return new.getvalue()


def _zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in files.items():
            package.writestr(name, part)
    return content.getvalue()


def _lying_bomb() -> bytes:
    """Return a zip whose document is larger than it says."""
    content = bytearray(_zipped({"word/document.xml": b"<a/>" * 1_000_000}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no Word document"),
        (b"hello", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no Word document"),
        (template("x")[:4_000], "no Word document"),
        (_zipped({"a.txt": b"a"}), "no Word document"),
        (_zipped({"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "no Word document"),
        (_renamed_main_part(), "no Word document"),
        (_lying_bomb(), "no Word document"),
        (_zipped({"word/document.xml": b"0" * 61_000_000}), "too large"),
        (_zipped({f"{at}.xml": b"" for at in range(2_001)}), "too large"),
    ],
    ids=["empty", "text", "doc", "cut", "zip", "entities", "dotx", "lying", "bomb", "crowd"],
)
def test_what_is_no_template(content: bytes, words: str) -> None:
    """Whatever is named instead of a Word document, the clerk gets one line that says so."""
    with pytest.raises(DocumentError, match=words) as caught:
        fill_template(season(), content, name="a.docx")
    assert str(caught.value).startswith("a.docx: ")
    assert caught.value.faults[0].fix


def test_the_same_summary_is_the_same_file() -> None:
    """The time of filling is nowhere in it."""
    content = template("{{ title }}")
    assert fill_template(season(), content, name="a") == fill_template(season(), content, name="a")


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10 ** 12 }}",
        "{% for a in range(99999) %}" + "甲" * 9000 + "{% endfor %}",
        "{% colspan" + " " * 30_000,
        "{{ " * 50_000,
        "甲" * 2_000_000,
    ],
)
def test_a_template_ends(text: str) -> None:
    """However it goes on, or would be looked through for what it begins and does not end."""
    began = time.process_time()
    with pytest.raises(InputError, match="the template is wrong: it takes too long"):
        fill_template(season(), template(text), name="模板.docx")
    assert time.process_time() - began < 10
