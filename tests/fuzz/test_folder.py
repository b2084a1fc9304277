"""What lies in the clerk's folder and may have come from elsewhere: units.toml, templates, a letterhead."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path

import docx
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.message import TEMPLATES
from fedtrack.errors import DocumentError, InputError
from fedtrack.exports.word_template import fill_template
from fedtrack.wording.examine import examine_templates
from fedtrack.wording.templates import PACKAGED, TemplateWording
from fedtrack.workspace.units_file import decode_roster
from tests.conftest import UNITS_TOML
from tests.exports.support import season
from tests.fuzz.mutations import mutated, mutated_zip, woven
from tests.fuzz.watching import fuzzed, watched

ROSTERS = (
    UNITS_TOML.encode(),
    UNITS_TOML.encode("gb18030"),
    UNITS_TOML.replace("\n", "\r\n").encode("utf-8-sig"),
)
TOML = (
    *(
        "\n",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        '"',
        "'",
        '"""',
        "'''",
        "#",
        "\\",
        "\\u0000",
        "\\uD800",
    ),
    *(
        "[federation]\n",
        "[[units]]\n",
        "[[notices]]\n",
        "[mail]\n",
        "[calendar]\n",
        "[reminders]\n",
        "[units]\n",
    ),
    *(
        'name = "县妇联"\n',
        'id = "a"\n',
        'id = "a',
        "due = ",
        "issued = ",
        "since = ",
        "closed = ",
        "figures = [{",
    ),
    *(
        "recipients = [",
        "aliases = [",
        'email = ["',
        "before = [",
        "min_gap_days = ",
        "pause_seconds = ",
        "title = ",
    ),
    *(
        "days_off = [",
        "workdays = [",
        'smtp = "smtp://a:',
        'timezone = "',
        "../../etc/passwd",
        "office_hours_end = ",
    ),
    *(
        "2020-03-23",
        "0000-00-00",
        "9999-12-31",
        "0001-01-01",
        "2020-02-30",
        "2020-03-23T25:00:00",
        "24:00:00",
    ),
    *(
        "2020-03-23T17:00:00+08:00",
        "99999-01-01",
        "1" * 5000,
        "-1",
        "1e400",
        "nan",
        "-inf",
        "0x" + "f" * 5000,
    ),
    *(
        "a.",
        "a.a.a.",
        "[a",
        "{a=",
        "true",
        "18:00",
        "“",
        "＝",
        "password",
        "授权码 = 1\n",
        "\0",
        "\x1b[31m",
        "\u202e",
    ),
)


@fuzzed(100)
@given(
    mutated(ROSTERS, [word.encode("utf-8", "ignore") for word in TOML])
    | woven(TOML).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | woven((*TOML, *(f"{line}\n" for line in UNITS_TOML.split("\n")))).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
)
def test_a_roster_is_read_or_refused(content: bytes) -> None:
    with watched("units.toml", InputError):
        decode_roster("units.toml", content)


JINJA = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ unit }}",
        "{{ federation }}",
        "{{ days_left }}",
        "{{ today }}",
        "\n",
        " ",
    ),
    *(
        "{% for x in range(10 ** 9) %}",
        "{% for x in range(99999) %}",
        "{% for x in unit * 999 %}",
        "{% endfor %}",
    ),
    *(
        "{% if returned %}",
        "{% else %}",
        "{% endif %}",
        "{% set x = ",
        " %}",
        "{% macro a(b) %}",
        "{% endmacro %}",
    ),
    *(
        "{{ a() }}",
        "{% include 'sign.j2' %}",
        "{% extends 'email-before.j2' %}",
        "{% block a %}",
        "{% endblock %}",
    ),
    *(
        "{{ 'x' * 10 ** 12 }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 2 ** 99999 }}",
        "{{ (1, 2) * 10 ** 9 }}",
    ),
    *(
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'a'.ljust(10 ** 10) }}",
        "{{ 'a' | center(10 ** 9) }}",
    ),
    *(
        "{{ unit | indent(10 ** 9) }}",
        "{{ unit.replace('', 'x' * 9999) }}",
        "{{ 'a' | wordwrap(1) }}",
        "{{ lipsum(999) }}",
    ),
    *(
        "{{ range(9999) | batch(1, 1) | list }}",
        "{{ 10 ** 5000 }}",
        "{{ 1e308 * 10 | int }}",
        "{{ (1e308 * 10) | int }}",
    ),
    *(
        "{{ unit | map('upper') | join('x' * 9999) }}",
        "{{ 'a'.zfill(10 ** 10) }}",
        "{{ 'a\\t'.expandtabs(10 ** 10) }}",
    ),
    *(
        "{{ x ~ x ~ x }}",
        "{% set x = unit %}",
        "{% set x = x ~ x %}",
        "{{ 1 << 99 }}",
        "{{ cycler('a').next() }}",
    ),
    *(
        "{% set n = namespace(a='xx') %}",
        "{% set n.a = n.a + n.a %}",
        "{{ n.a }}",
        "{% filter upper %}",
        "{% endfilter %}",
    ),
    *(
        "{{ unit | slice(10 ** 9) | list }}",
        "{{ dict(a=1) | tojson(10 ** 9) }}",
        "{{ unit.encode('rot13') }}",
        "'",
        '"',
    ),
    *(
        "{{ '" + "(" * 500,
        "((((",
        "[[[[",
        "not not not ",
        "- - - ",
        "{{ 1 if 1 else ",
        "a|b",
        "{% call a() %}",
        "{% raw %}",
    ),
)


@fuzzed(60)
@given(woven(JINJA, most=12) | woven((*JINJA, (PACKAGED / "email-before.j2").read_text(encoding="utf-8"))))
def test_a_template_is_worded_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder, watched("template", InputError):
        own = Path(folder)
        (own / "email-before.j2").write_text(text, encoding="utf-8", errors="replace")
        (own / "sign.j2").write_text("{% include 'sign.j2' %}{{ unit }}", encoding="utf-8")
        wording = TemplateWording(own)
        for fault in examine_templates(wording):
            assert len(str(fault.what)) < 2000
            assert fault.where.startswith("templates/")
        wording.say(
            "email-before", {"unit": "白石镇妇联", "federation": "县妇联", "days_left": 3, "today": "今天"}
        )


def test_all_templates_are_looked_through_in_little_time() -> None:
    with tempfile.TemporaryDirectory() as folder, watched("templates"):
        for name in TEMPLATES:
            text = "标题\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
            (Path(folder) / f"{name}.j2").write_text(text, encoding="utf-8")
        assert len(examine_templates(TemplateWording(Path(folder)))) == len(TEMPLATES)


@cache
def _letterheads() -> tuple[bytes, ...]:
    found = []
    for texts in (
        (
            "截至{{ today }}，应报{{ expected }}家。",
            "{%p for unit in units %}",
            "{{ unit.name }}",
            "{%p endfor %}",
        ),
        (
            "{{ federation }}{% for group in groups %}{{ group.name }}{% endfor %}",
            "{{r overall }}",
            "{{ nobody }}",
        ),
    ):
        paper = docx.Document()
        for text in texts:
            paper.add_paragraph(text)
        paper.add_table(rows=2, cols=2).rows[0].cells[0].text = "{%tr for unit in units %}"
        paper.sections[0].footer.paragraphs[0].text = "{{ federation }}"
        box = io.BytesIO()
        paper.save(box)
        found.append(box.getvalue())
    return tuple(found)


@st.composite
def letterheads(draw: st.DrawFn) -> bytes:
    """Return a Word template with other commands in it, or one that is broken."""
    if draw(st.booleans()):
        return draw(mutated_zip(_letterheads()))
    paper = docx.Document()
    for _ in range(draw(st.integers(1, 3))):
        text = draw(
            woven((*JINJA, "{%p ", "{%tr ", "{%tc ", "{{r ", "{% cellbg ", "{% colspan ", "{% hm %}"), most=8)
        )
        paper.add_paragraph("".join(char for char in text if char.isprintable()))
    box = io.BytesIO()
    paper.save(box)
    return box.getvalue()


@fuzzed(12)
@given(letterheads())
def test_a_letterhead_is_filled_or_refused(content: bytes) -> None:
    with watched("Word template", InputError, DocumentError):
        fill_template(season(), content, name="模板.docx")
