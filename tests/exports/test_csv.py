"""The CSV that goes into Excel and WPS, read again by the csv module."""

from __future__ import annotations

import csv
import io
import re

import pytest

from fedtrack.core.summary import Summary
from fedtrack.core.untrusted import is_plain
from fedtrack.exports.as_csv import export_csv
from tests.exports.support import filled_with, season, summary_of

HEADINGS = [
    "序号",
    "单位",
    "分组",
    "状态",
    "报送期限",
    "报送日期",
    "方式",
    "题名",
    "开展活动（场次）",
    "参与人数",
    "附件数",
    "提醒次数",
    "最近提醒",
    "备注",
]


def rows_of(summary: Summary) -> list[list[str]]:
    text = export_csv(summary).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_file_opens_in_chinese_excel() -> None:
    """A byte order mark tells it UTF-8, every line ends with CRLF (RFC 4180), no line is empty."""
    raw = export_csv(season())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n") == 7


def test_every_unit_is_a_row() -> None:
    """Headings, then the units in roster order, and no row of totals that a program would count."""
    headings, *rows = rows_of(season())
    assert headings == HEADINGS
    assert [",".join(row) for row in rows] == [
        "1,a妇联,乡镇妇联,按时,2020-03-23,2020-03-18,OA,活动总结,3,120.5,2,0,,已核",
        "2,b妇联,县直单位,逾期报送（零报告）,2020-03-23,2020-03-24,纸质,,-1,,0,0,,",
        "3,c妇联,,退回重报,2020-03-23,,,,,,0,0,,缺公章",
        "4,d妇联,乡镇妇联,免报,2020-03-23,,,,,,0,0,,新设",
        "5,e妇联,县直单位,未报,2020-03-31,,,,,,0,0,,停电",
        "6,f妇联,,逾期未报,2020-03-23,,,,,,0,2,2020-03-20,",
    ]


def test_nothing_expected_is_a_heading_only() -> None:
    assert rows_of(summary_of([], units="")) == [HEADINGS]


_FORMULAS = [
    "=SUM(A1)",
    '=HYPERLINK("http://evil.example","x")',
    "+86",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u3000=1",
    "＝1",
    "－1",
    "\u202e=1",
    "\ufeff=1",
    "\x00=1",
]


def _check_harmless(cell: str) -> None:
    assert not re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]", cell)
    assert is_plain(cell)


@pytest.mark.parametrize("text", _FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    """Wherever outside text stands, no cell begins with what a spreadsheet would compute."""
    for row in rows_of(filled_with(text))[1:]:
        for cell in row:
            if cell != "-3":  # the one number below nought
                _check_harmless(cell)


def test_no_heading_is_a_formula() -> None:
    """The label of a figure, which a notice brings along, is outside text too."""
    for text in _FORMULAS:
        for cell in rows_of(filled_with(text))[0]:
            _check_harmless(cell)


@pytest.mark.parametrize(
    "text", ['他说“好”, "yes"', "a,b", "a;b", "'", '"', "白石镇 妇联", "[b]", "1.5", "007", "真的"]
)
def test_other_text_is_as_it_was(text: str) -> None:
    """Quotes and commas come back as they went in."""
    rows = rows_of(filled_with(text))
    assert rows[1][1:3] == [text, text]
    assert rows[1][7] == rows[1][13] == rows[2][13] == text
    assert rows[0][8:10] == [f"{text}（{text}）", text]


def test_numbers_stay_numbers() -> None:
    """A figure below nought is no formula and gets no apostrophe; a fraction keeps its point."""
    assert rows_of(filled_with("x"))[1][8] == "-3"
    assert rows_of(season())[1][8:11] == ["3", "120.5", "2"]
