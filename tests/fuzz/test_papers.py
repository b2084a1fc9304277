"""Published notices, contact lists and reporting forms, by what is written in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.arrivals import Cell, Sheet
from fedtrack.core.judging.titles import bare_name
from fedtrack.core.reading.forms import find_form, form_lines, read_when
from fedtrack.core.reading.quoting import split_quoted
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import InputError
from fedtrack.usecases.import_units import import_units
from fedtrack.usecases.read_published import read_published
from fedtrack.workspace.appending import block_text, notice_block, unit_block
from fedtrack.workspace.units_file import decode_roster
from tests.cli.papers import NOTICE, ROWS
from tests.conftest import UNITS_TOML
from tests.core.reading.published.test_fuzz import PAPER
from tests.fuzz.mutations import woven
from tests.fuzz.watching import LARGEST, fuzzed, watched
from tests.incoming import ACTIVITIES, FORM_HEADINGS

ROSTER = decode_roster("units.toml", UNITS_TOML.encode())
TODAY = date(2020, 3, 20)
LINES = tuple(f"{line}\n" for paper in (NOTICE, PAPER) for line in paper.split("\n"))
PIECES = (
    *(
        "\n",
        " ",
        "\u3000",
        "\t",
        "|",
        "。",
        "，",
        "、",
        "；",
        "：",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "〔",
        "〕",
        "…",
        "—",
    ),
    *(
        "2020年",
        "3月",
        "23日",
        "3月23日前",
        "2月30日",
        "0年",
        "99999年",
        "13月",
        "0日",
        "每月",
        "每周五",
        "年底",
        "二〇二〇年",
    ),
    *(
        "5个工作日内",
        "999999999个工作日内",
        "收到通知后",
        "活动结束后",
        "下午",
        "17时",
        "25:61",
        "前",
        "至",
        "于",
        "请",
        "将",
    ),
    *(
        "报送",
        "县妇联",
        "各乡镇妇联",
        "附件",
        "1.",
        "一、",
        "(一)",
        "联系人",
        "电话",
        "0700-5550101",
        "138",
        "邮箱",
        "a@b.example",
    ),
    *(
        "发布日期",
        "来源",
        "序号",
        "材料",
        "\ufffd",
        "□",
        "\u200b",
        "\ue000",
        "\ud800",
        "\0",
        "九",
        "十",
        "百",
        "○",
        "O",
        "l",
        "(",
        ")",
    ),
)
PAPERS = st.one_of(
    woven(LINES, most=20),
    woven(PIECES, most=60),
    woven((*LINES, *PIECES), most=40),
)


@fuzzed(80)
@given(PAPERS)
def test_a_notice_is_always_read(paper: str) -> None:
    """And what would be added to `units.toml` is a block that can stand there, or the fault is said."""
    with watched("notice", InputError):
        found = read_published(paper.split("\n"), ROSTER, calendar=WorkCalendar(), today=TODAY)
        blocks = block_text("notices", [notice_block(notice) for notice in found.new])
        decode_roster("units.toml", f"{UNITS_TOML}\n{blocks}".encode())


@fuzzed(60)
@given(
    PAPERS
    | woven(
        (*ACTIVITIES.splitlines(), "发件人: ", "-----原始邮件-----", "写道：", "> ", "发自我的iPhone", "\n")
    )
)
def test_a_text_is_always_parted(text: str) -> None:
    """What is new in a mail and what is quoted; the bare name of a file."""
    with watched("quoting"):
        split_quoted(text)
        bare_name(text)


WORDS = (
    *(text for row in ROWS for text in map(str, row)),
    *FORM_HEADINGS,
    *(
        "白石镇妇联",
        "县水利局女工委",
        "类别",
        "简称",
        "分管领导邮箱",
        "联系方式",
        "办公电话/手机",
        "合计",
        "注：",
        "一、乡镇",
        "无",
    ),
    *(
        "13800000001、0700-5550101",
        "1.38E+10",
        '="0700"',
        "a@b.example;c@d",
        "2020-03-18 10:00",
        "3月18日",
        "18/3/2020",
    ),
    *(
        "０",
        "①",
        "二",
        "(",
        "（",
        "：",
        ":",
        "/",
        "、",
        " ",
        "\n",
        "\t",
        "-",
        "@",
        "'",
        "=",
        "\ud800",
        "\0",
        "\u202e",
        "²",
        "٣",
    ),
)
ANY_CELL: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(WORDS),
    woven(WORDS, most=12),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from((10**4000, 13800000001, 43908, 43908.6875, 79999.999999, 1e308)),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.dates(),
    st.times(),
    st.sampled_from((datetime.min, datetime.max, date.min, date.max, time.max)),  # noqa: DTZ901
)
ANY_ROWS = st.lists(st.lists(ANY_CELL, max_size=7).map(tuple), max_size=9).map(tuple)
HEADS = st.sampled_from(
    (ROWS[1], FORM_HEADINGS, ("单位", "时间", "单位", "标题"), ("单位名称", "电话", "单位名称", "电话"))
)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """Return sheets of any rows, mostly below headings that mean something, some of them very long."""
    found = []
    for _ in range(draw(st.integers(1, 2))):
        rows = draw(ANY_ROWS)
        if draw(st.integers(0, 4)):
            rows = (*draw(ANY_ROWS)[:2], draw(HEADS), *rows)
        if rows and draw(st.integers(0, 9)) == 0:
            rows = (*rows, *(rows[-3:] * min(6000, LARGEST // 100)))
        found.append(Sheet(draw(st.sampled_from(("Sheet1", "乡镇", "")) | st.text(max_size=4)), rows))
    return found


@fuzzed(50)
@given(sheets())
def test_a_contact_list_is_read_or_refused(sheets: list[Sheet]) -> None:
    """And the units that would be added can stand in `units.toml`."""
    with watched("contact list", InputError):
        found = import_units(sheets, ROSTER, source="a.xlsx", today=TODAY)
        blocks = block_text("units", [unit_block(unit) for unit in found.new])
        decode_roster("units.toml", f"{UNITS_TOML}\n{blocks}".encode())


@fuzzed(50)
@given(sheets())
def test_a_form_is_always_read(sheets: list[Sheet]) -> None:
    with watched("form"):
        for sheet in sheets:
            table = find_form(sheet)
            if table is None:
                continue
            for line in form_lines(sheet, table):
                read_when(line.cells.get(table.when_column), until=TODAY)
