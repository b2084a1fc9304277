"""Every format tells the same numbers, whatever is in the ledger."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Report, Return
from fedtrack.core.summary import Summary
from fedtrack.exports.as_csv import export_csv
from fedtrack.exports.as_docx import export_docx
from fedtrack.exports.as_html import export_html
from fedtrack.exports.as_json import export_json
from fedtrack.exports.as_md import export_md
from fedtrack.exports.as_toml import export_toml
from fedtrack.exports.as_xlsx import export_xlsx
from fedtrack.exports.briefing import overall
from fedtrack.exports.formats import Format, export_bytes
from fedtrack.exports.phrases import STATE_NAMES, sentence
from tests.builders import make_entry
from tests.exports.html_pages import totals_in_html
from tests.exports.support import season, summary_of
from tests.exports.test_md import parse, tables_of
from tests.exports.test_xlsx import shown, totals_of

UNITS = "abcdefg"
_DAYS = st.integers(0, 20).map(lambda days: date(2020, 3, 10) + timedelta(days=days))
_FIGURES = st.dictionaries(st.sampled_from(["events", "participants"]), st.integers(0, 500) | st.just(1.5))
_PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    st.builds(Report, received_on=_DAYS, figures=_FIGURES, nil=st.booleans()),
    st.builds(
        Return,
        on=_DAYS,
        reason=st.just("缺公章"),
        reports=st.integers(1, 20).map(lambda number: (make_entry(Call(date.min), number=number).id,)),
    ),
    st.builds(Excuse, on=_DAYS, reason=st.just("新设")),
    st.builds(Extension, on=_DAYS, to=_DAYS, reason=st.just("停电")),
    st.builds(Call, on=_DAYS),
)
_COUNTED = (
    "expected_reports",
    "actual_reports",
    "actual_reports_on_time",
    "late",
    "outstanding",
    "excused",
)
_LEDGERS = st.lists(st.tuples(st.sampled_from(UNITS), _PAYLOADS), max_size=20)


def _states_in_csv(summary: Summary) -> Counter[str]:
    rows = csv.DictReader(io.StringIO(export_csv(summary).decode("utf-8-sig"), newline=""))
    return Counter(row["状态"].removesuffix("（零报告）") for row in rows)


def _numbers_in_sentence(text: str) -> dict[str, int]:
    return {words: int(count) for words, count in re.findall(r"([^，。\d]+)(\d+)家", text)}


def _check_workbook(summary: Summary, totals: dict[str, int]) -> None:
    """The totals are those of the summary, and so are the states in the ledger's sheet."""
    content = export_xlsx(summary)
    whole = totals_of(shown(content))["合计"]
    assert whole[:6] == [totals[key] for key in _COUNTED]
    states = Counter(row[3] for row in shown(content, "台账")[2 : 2 + len(UNITS)])
    assert states == Counter(STATE_NAMES[one.state] for one in summary.standings)
    assert len(shown(content, "未报")) == 2 + totals["outstanding"]


def _check_circular(summary: Summary, totals: dict[str, int]) -> None:
    """The sentence has the totals, the table those of each group and of all."""
    paper = docx.Document(io.BytesIO(export_docx(summary)))
    said = next(paragraph.text for paragraph in paper.paragraphs if paragraph.text.startswith("应报"))
    numbers = {words: int(count) for words, count in re.findall(r"([\u4e00-\u9fff]+)(\d+)家", said)}
    assert (numbers["应报"], numbers["已报"]) == (totals["expected_reports"], totals["actual_reports"])
    assert numbers["按时报送"] == totals["actual_reports_on_time"]
    counts = ("逾期报送", "尚未报送", "另有免报", "含退回重报")
    keys = ("late", "outstanding", "excused", "returned")
    assert [numbers.get(words, 0) for words in counts] == [totals[key] for key in keys]
    *groups, whole = [[cell.text for cell in row.cells] for row in paper.tables[0].rows][1:]
    assert [int(number) for number in whole[1:7]] == [totals[key] for key in _COUNTED]
    assert [sum(int(row[at]) for row in groups) for at in range(1, 7)] == [totals[key] for key in _COUNTED]


def _check_page(summary: Summary, totals: dict[str, int]) -> None:
    """The tiles and the table of groups have the totals."""
    page = totals_in_html(export_html(summary))
    assert [page[key] for key in _COUNTED] == [totals[key] for key in _COUNTED]


def _as_spreadsheet(rate: object) -> str:
    return f"{Decimal(str(rate)).scaleb(2).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _check_rates(summary: Summary) -> None:
    """The rates that are shown are the same ones everywhere, as a spreadsheet rounds them."""
    shown_rates = {summary.totals.percent_reported, summary.totals.percent_on_time}
    rates = totals_of(shown(export_xlsx(summary)))["合计"][6:8]
    percents = {rate if isinstance(rate, str) else _as_spreadsheet(rate) for rate in rates}
    assert percents == shown_rates
    page = totals_in_html(export_html(summary))
    assert {page["reporting_rate"], page["reporting_rate_on_time"]} == shown_rates
    for text in (sentence(summary.totals), overall(summary)):
        assert set(re.findall(r"[\d.]+%", text)) <= shown_rates


@settings(deadline=None, max_examples=60)  # each writes a workbook and a paper
@given(_LEDGERS)
def test_all_formats_tell_the_same(entries: list[tuple[str, Payload]]) -> None:
    """JSON, TOML, states in CSV, groups and sentence in Markdown, workbook and paper agree, and add up."""
    summary = summary_of(entries, units=UNITS)
    totals = json.loads(export_json(summary))["totals"]
    assert totals["expected_reports"] == totals["actual_reports"] + totals["outstanding"]
    assert totals["expected_reports"] + totals["excused"] == len(UNITS)
    in_toml = tomllib.loads(export_toml(summary).decode())["totals"]
    assert in_toml == {key: value for key, value in totals.items() if value is not None}
    states = _states_in_csv(summary)
    assert set(states) <= set(STATE_NAMES.values())
    counts = {
        "actual_reports": states["按时"] + states["逾期报送"],
        "actual_reports_on_time": states["按时"],
        "late": states["逾期报送"],
        "outstanding": states["未报"] + states["逾期未报"] + states["退回重报"],
        "returned": states["退回重报"],
        "overdue": states["逾期未报"],
        "excused": states["免报"],
    }
    assert counts == {key: totals[key] for key in counts}
    groups, _ = tables_of(parse(summary))
    sums = [sum(int(row[column]) for row in groups[1:]) for column in range(1, 7)]
    assert sums == [totals[key] for key in _COUNTED]
    said = _numbers_in_sentence(
        next(line for line in export_md(summary).decode().split("\n") if "应报" in line)
    )
    assert (said["应报"], said["已报"]) == (totals["expected_reports"], totals["actual_reports"])
    assert said.get("未报", 0) == totals["outstanding"]
    assert said.get("免报", 0) == totals["excused"]
    _check_workbook(summary, totals)
    _check_circular(summary, totals)
    _check_page(summary, totals)
    _check_rates(summary)


@pytest.mark.parametrize("form", Format)
def test_a_format_is_written_by_the_module_of_its_name(form: Format) -> None:
    """`as_csv.export_csv` writes csv, and so on: the same summary gives the same bytes."""
    module = import_module(f"fedtrack.exports.as_{form}")
    written = export_bytes(season(), form)
    assert written
    assert written == getattr(module, f"export_{form}")(season())
