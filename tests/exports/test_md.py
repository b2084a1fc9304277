"""The Markdown for a wiki or a chat, rendered by a CommonMark parser with tables."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from fedtrack.core.model import Deadline
from fedtrack.core.payloads import Excuse
from fedtrack.core.summary import Summary
from fedtrack.core.untrusted import visible
from fedtrack.exports.as_md import export_md
from tests.builders import DUE
from tests.exports.support import filled_with, partly_filled, season, summary_of

_BLOCKS = "heading paragraph bullet_list list_item table thead tbody tr th td"
PLAIN = {"inline", *(f"{block}_{end}" for block in _BLOCKS.split() for end in ("open", "close"))}


def parse(summary: Summary) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(export_md(summary).decode())


def _text(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def tables_of(tokens: list[Token]) -> list[list[list[str]]]:
    """Return the text of each cell of each row of each table."""
    tables: list[list[list[str]]] = []
    for position, token in enumerate(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"td_open", "th_open"}:
            tables[-1][-1].append(_text(tokens[position + 1]))
    return tables


def _paragraphs(tokens: list[Token]) -> list[str]:
    return [
        _text(tokens[position + 1])
        for position, token in enumerate(tokens)
        if token.type in {"heading_open", "paragraph_open"}
    ]


def test_title_facts_and_sentence_stand_first() -> None:
    """What a leader wants to know is read before the tables."""
    assert _paragraphs(parse(season())) == [
        "关于过好“三八”节的通知",
        "发文单位：青禾县妇女联合会",
        "文号：青妇通〔2020〕1号",
        "报送期限：2020年3月23日（星期一），含当日",
        "统计日期：2020年3月24日",
        (
            "应报5家，已报2家，报送率40.0%，其中按时1家，按时率20.0%，逾期报送1家，未报3家，"
            "未报中退回重报1家，免报1家。"
        ),
    ]


def test_groups_and_units_are_tables() -> None:
    """A row a group, one for units without a group, a row a unit, and the totals of the figures."""
    groups, units = tables_of(parse(season()))
    assert groups[0] == ["分组", "应报", "已报", "按时", "逾期报送", "未报", "免报", "报送率"]
    assert groups[1:] == [
        ["乡镇妇联", "1", "1", "1", "0", "0", "1", "100.0%"],
        ["县直单位", "2", "1", "0", "1", "1", "0", "50.0%"],
        ["未分组", "2", "0", "0", "0", "2", "0", "0.0%"],
    ]
    assert len(units) == 8
    assert units[1][:6] == ["1", "a妇联", "乡镇妇联", "按时", "2020-03-23", "2020-03-18"]
    assert units[7] == ["合计", "6家", "", "", "", "", "", "", "2", "120.5", "2", "2", "", ""]


def test_a_sum_of_a_few_says_of_how_many_it_is() -> None:
    assert tables_of(parse(partly_filled()))[1][-1][8:10] == ["5（已填数字的2家）", "60"]


def test_a_due_minute_and_no_number() -> None:
    """A deadline with a time shows it in place of 含当日; a notice without a number has no such line."""
    summary = season()
    notice = replace(summary.notice, number="", deadline=Deadline(date(2020, 3, 23), time(17)))
    lines = _paragraphs(parse(replace(summary, notice=notice)))
    assert lines[2] == "报送期限：2020年3月23日（星期一） 17:00"


def test_a_group_without_expected_units_has_no_rate() -> None:
    groups, _ = tables_of(parse(summary_of([("a", Excuse(DUE, "新设"))], units="a")))
    assert groups[1][-1] == "—"


def test_nothing_expected_is_still_a_document() -> None:
    groups, units = tables_of(parse(summary_of([], units="")))
    assert len(groups) == 1
    assert units[1][:2] == ["合计", "0家"]


def _check_literal(text: str) -> None:
    """Check that the text stands as itself wherever it was put, and that nothing else arose from it."""
    tokens = parse(filled_with(text))
    assert {token.type for token in tokens} <= PLAIN
    for token in tokens:
        assert {child.type for child in token.children or []} <= {"text"}
    shown = visible(text).strip()
    assert _paragraphs(tokens)[0] == shown
    groups, units = tables_of(tokens)
    assert {len(row) for row in groups} == {8}
    assert {len(row) for row in units} == {14}
    assert groups[1][0] == shown
    assert [units[1][column] for column in (1, 2, 7, 13)] == [shown] * 4
    assert units[0][9] == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- x -->",
        "[x](http://evil.example)",
        "![x](http://evil.example/i.png)",
        "<http://evil.example>",
        "[x]: http://evil.example",
        "a|b",
        "a\\|b",
        "a\\\\|b",
        "\\",
        "a\\",
        "| --- | --- |",
        "`x`",
        "**b**",
        "_i_ __u__",
        "~~s~~",
        "&lt;b&gt;",
        "&#60;",
        "- x",
        "1. x",
        "> x",
        "x\n# y",
        "x\n\n---\n\n```\n",
        "[b]x[/b]",
        "=SUM(A1)",
        "\x1b[31m\u202e",
        "    x",
    ],
)
def test_a_hostile_text_appears_as_itself(text: str) -> None:
    """Nothing that Markdown or HTML would obey is obeyed: no tag, no link, no column too many."""
    _check_literal(text)


@pytest.mark.parametrize("text", ["白石 #", "关于“三八”节的通知 ##", "# 节"])
def test_a_title_keeps_its_number_signs(text: str) -> None:
    """Signs at the end of a heading are dropped by Markdown unless they are escaped."""
    assert _paragraphs(parse(filled_with(text)))[0] == text


@settings(deadline=None)
@given(st.text(st.sampled_from("\\|`*_[]()<>~&;!#-+=.:\"'1ax \n白"), min_size=1, max_size=20))
def test_no_text_leaves_its_cell(text: str) -> None:
    """Whatever the marks are and however they follow each other, they are shown and do nothing."""
    _check_literal(f"镇{text}会")
