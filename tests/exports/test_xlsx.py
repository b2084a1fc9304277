"""The workbook, read again by openpyxl, calamine and LibreOffice, which had no part in writing it."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from fedtrack.core.payloads import Call, Delivery, Excuse, Payload, Reminder, ReminderState, Report
from fedtrack.core.summary import Summary, build_summary
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import DocumentError
from fedtrack.exports.as_xlsx import export_xlsx
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit
from tests.exports.office import convert, needs_office
from tests.exports.support import AS_OF, FIGURES, filled_with, numbered, partly_filled, season, summary_of

SHEETS = ["汇总", "台账", "未报", "提醒记录"]
_MISCHIEF = [
    "=cmd|' /C calc'!A0", "=SUM(A1)", "@SUM(A1)", "+1", "-1", "<script>alert(1)</script>", "\x1b[31m红",
    "{{ 7*7 }}", "http://evil.example", "mailto:a@b", "1e5", "007", "'", "*", "<>", "\ud83d",
    "]]>", "&amp;", "👩", "\u202eגבא",
]  # fmt: skip


def opened(summary: Summary) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(export_xlsx(summary)))


def values(page: Worksheet) -> list[list[object]]:
    return [list(row) for row in page.iter_rows(values_only=True)]


def shown(content: bytes, sheet: str = "汇总") -> list[list[object]]:
    """Return the cells as a viewer that does not compute shows them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def totals_of(rows: list[list[object]]) -> dict[str, list[object]]:
    """Return the lines of totals by group."""
    top = next(at for at, row in enumerate(rows) if row[0] == "分组")
    foot = next(at for at, row in enumerate(rows) if row[0] == "合计")
    return {str(row[0]): row[1:] for row in rows[top + 1 : foot + 1]}


def expected_totals(summary: Summary) -> list[float]:
    totals = summary.totals
    return [
        totals.expected_reports,
        totals.actual_reports,
        totals.actual_reports_on_time,
        totals.late,
        totals.outstanding,
        totals.excused,
    ]


def test_the_ledger_has_every_unit() -> None:
    """Numbers are numbers, dates are dates, what is missing is empty; the figures' totals at the foot."""
    title, headings, *rows = values(opened(season())["台账"])
    assert title[0] == "关于过好“三八”节的通知报送台账"
    assert headings == [
        "序号", "单位", "分组", "状态", "报送日期", "方式", "题名", "开展活动\n（场次）", "参与人数", "备注",
    ]  # fmt: skip
    read = [[one.date() if hasattr(one, "date") else one for one in row] for row in rows]
    assert read == [
        [1, "a妇联", "乡镇妇联", "按时", date(2020, 3, 18), "OA", "活动总结", 3, 120.5, "已核"],
        [2, "b妇联", "县直单位", "逾期报送", AS_OF, "纸质", None, -1, None, "零报告"],
        [3, "c妇联", None, "退回重报", None, None, None, None, None, "缺公章"],
        [4, "d妇联", "乡镇妇联", "免报", None, None, None, None, None, "新设"],
        [5, "e妇联", "县直单位", "未报", None, None, None, None, None, "延至2020年3月31日；停电"],
        [6, "f妇联", None, "逾期未报", None, None, None, None, None, None],
        [None, "合计", None, None, None, None, None, "=SUBTOTAL(109,H3:H8)", "=SUBTOTAL(109,I3:I8)", None],
    ]
    assert shown(export_xlsx(season()), "台账")[-1][7:9] == [2, 120.5]


def _below_the_totals(rows: list[list[object]], at: int) -> list[object]:
    return rows[next(place for place, row in enumerate(rows) if row[at] == "合计") + 1]


def test_sums_of_a_few_say_of_how_many_they_are() -> None:
    """In both sheets with formulas that follow what is changed; nothing is said where all gave theirs."""
    summary = partly_filled()
    content = export_xlsx(summary)
    assert _below_the_totals(shown(content), 0) == ["已填数字（家）", *[""] * 8, 2, 3]
    assert _below_the_totals(shown(content, "台账"), 1)[:10] == ["", "已填数字（家）", *[""] * 5, 2, 3, ""]
    book = opened(summary)
    formulas = ["=COUNT(台账!$H$3:$H$7)", "=COUNT(台账!$I$3:$I$7)"]
    assert _below_the_totals(values(book["汇总"]), 0)[9:] == formulas
    formulas = ["=SUBTOTAL(102,H3:H7)", "=SUBTOTAL(102,I3:I7)"]
    assert _below_the_totals(values(book["台账"]), 1)[7:9] == formulas
    listed = replace(summary, standings=summary.standings[:1])
    assert _below_the_totals(values(opened(listed)["汇总"]), 0)[9:] == [2, 3]
    assert "已填数字（家）" not in str([shown(export_xlsx(season()), name) for name in SHEETS])


def test_who_has_not_reported_and_how_to_reach_them() -> None:
    rows = values(opened(season())["未报"])[1:]
    assert rows[0] == [
        "序号", "单位", "分组", "状态", "报送期限", "联系人", "电话", "邮箱", "提醒次数", "最近提醒", "备注",
    ]  # fmt: skip
    assert [(row[1], row[3], row[7], row[8]) for row in rows[1:]] == [
        ("c妇联", "退回重报", "c@qinghe.example", 0),
        ("e妇联", "未报", "e@qinghe.example", 0),
        ("f妇联", "逾期未报", "f@qinghe.example", 2),
    ]


def test_contacts_stand_beside_who_owes() -> None:
    """A telephone number stays as it is written, and each address has a line."""
    unit = make_unit("a", contact="办公室", phone="0700-5550101", email=("a@x.example", "b@x.example"))
    roster = make_roster([unit], [make_notice()])
    summary = build_summary(roster, roster.notices[0], [], as_of=end_of(DUE), calendar=WorkCalendar())
    assert values(opened(summary)["未报"])[2][5:8] == ["办公室", "0700-5550101", "a@x.example\nb@x.example"]


def _reminder(day: date, planned: str, state: str, *to: str, stage: str = "before") -> Reminder:
    return Reminder(day, planned, DUE, stage, state, to, "提示", "<i@x.example>")


def test_every_reminder_is_told() -> None:
    """By their days: calls with what was answered, messages with what became of them."""
    sent = _reminder(date(2020, 3, 16), "before-5", "claimed", "a@x.example", "c@x.example")
    fate = make_entry(sent, number=1).id
    lost = _reminder(date(2020, 3, 20), "before-1", "claimed", "b@x.example")
    entries: list[tuple[str, Payload]] = [
        ("a", sent),
        ("b", lost),
        ("a", Delivery(AS_OF, fate, ReminderState.SENT, refused=("c@x.example",))),
        (
            "b",
            Delivery(AS_OF, make_entry(lost, number=2).id, ReminderState.FAILED, error="550 =没有这个邮箱"),
        ),
        ("a", Call(date(2020, 3, 18), note="办公室接听，周五前报")),
        ("c", _reminder(DUE, "due", "drafted", stage="today")),
        ("c", _reminder(AS_OF, "after-1", "claimed", "c@x.example", stage="final")),
        ("a", _reminder(AS_OF, "unplanned", "drafted", "a@x.example", stage="overdue")),
        ("b", _reminder(AS_OF, "later-1", "shouted", "a@x.example", stage="spoken")),
    ]
    rows = values(opened(summary_of(entries, units="abc"))["提醒记录"])[1:]
    assert rows[0] == ["序号", "单位", "提醒日期", "方式", "轮次", "阶段", "结果", "说明"]
    assert [[str(row[2])[5:10], row[1], *row[3:]] for row in rows[1:]] == [
        ["03-16", "a妇联", "邮件", "截止前第5个工作日", "温馨提示", "已发出", "未收的邮箱：c@x.example"],
        ["03-18", "a妇联", "电话", None, None, "已联系", "办公室接听，周五前报"],
        ["03-20", "b妇联", "邮件", "截止前第1个工作日", "温馨提示", "未能发出", "550 =没有这个邮箱"],
        ["03-23", "c妇联", "OA、微信等", "截止当日", "今日截止", "已拟草稿", None],
        ["03-24", "a妇联", "邮件", "临时提醒", "催报", "已拟草稿", None],
        ["03-24", "b妇联", "邮件", "later-1", "spoken", "shouted", None],
        ["03-24", "c妇联", "邮件", "截止后第1个工作日", "再次催报", "是否发出不明", None],
    ]


def test_the_first_sheet_sums_up() -> None:
    """Title, number, dates, and totals by group, of which every one is a formula and carries its value."""
    summary = season()
    page = opened(summary)["汇总"]
    assert [[page.cell(row, column).value for column in (1, 2)] for row in range(1, 5)] == [
        ["关于过好“三八”节的通知报送情况汇总", None],
        ["发文单位", "青禾县妇女联合会"],
        ["文号", "青妇通〔2020〕1号"],
        ["报送期限", "3月23日（星期一，含当日）前"],
    ]
    assert page["B5"].value.date() == AS_OF
    assert all(
        str(page.cell(row, column).value).startswith("=") for row in range(9, 13) for column in range(2, 12)
    )
    content = export_xlsx(summary)
    assert shown(content)[5][0] == "应报5家，已报2家，未报3家，报送率40.0%。"
    lines = totals_of(shown(content))
    assert lines["合计"] == [*expected_totals(summary), 0.4, 0.2, 2, 120.5]
    assert lines["乡镇妇联"] == [1, 1, 1, 0, 0, 1, 1, 1, 3, 120.5]
    assert lines["（未分组）"] == [2, 0, 0, 0, 2, 0, 0, 0, 0, 0]


def test_nothing_expected_has_no_rate() -> None:
    """With nobody asked, or all excused, a dash stands where a rate would, and no range is empty."""
    nobody = totals_of(shown(export_xlsx(summary_of([], units=""))))
    assert nobody == {"合计": [0, 0, 0, 0, 0, 0, "—", "—", 0, 0]}
    excused = export_xlsx(summary_of([("a", Excuse(DUE, "新设"))], units="a"))
    assert totals_of(shown(excused))["合计"] == [0, 0, 0, 0, 0, 1, "—", "—", 0, 0]
    assert opened(summary_of([], units=""))["台账"].max_row == 2


def _without_values(content: bytes) -> bytes:
    """Return the workbook without the values of its formulas, so that whoever opens it must compute."""
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stripped, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return stripped.getvalue()


def _check_recalculated(summary: Summary, folder: Path) -> None:
    content = export_xlsx(summary)
    computed = convert(_without_values(content), "xlsx", "xlsx", folder)
    assert list(totals_of(shown(computed))) == list(totals_of(shown(content)))
    for label, line in totals_of(shown(content)).items():
        assert totals_of(shown(computed))[label] == pytest.approx(line)
    assert totals_of(shown(computed))["合计"][:6] == expected_totals(summary)
    assert shown(computed)[5][0] == shown(content)[5][0]
    figures = slice(7, 9)
    for computed_line, line in zip(shown(computed, "台账")[-2:], shown(content, "台账")[-2:], strict=True):
        assert computed_line[figures] == line[figures]  # of all, and below it how many gave them


@needs_office
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    """Its own values are those that were written beside the formulas."""
    _check_recalculated(season(), tmp_path)


@needs_office
def test_libreoffice_counts_groups_by_their_exact_names(tmp_path: Path) -> None:
    """No group's name is an operator, a pattern or a number to the formulas that count it."""
    groups = [
        "",
        "*",
        "乡*",
        "乡镇",
        "<>",
        ">0",
        "=A1",
        "~",
        "1",
        "01",
        "1.0",
        "a",
        "A",
        "a ",
        '"',
        "?",
        "TRUE",
        "未分组",
    ]
    units = [make_unit(f"u{at}", group=groups[at % len(groups)]) for at in range(3 * len(groups))]
    roster = make_roster(units, [make_notice(figures=FIGURES)])
    entries: list[tuple[str, Payload]] = [
        (unit.id, Report(DUE if at % 2 else AS_OF, figures={"events": at}))
        for at, unit in enumerate(units)
        if at % 5
    ]
    summary = build_summary(
        roster, roster.notices[0], list(numbered(entries)), as_of=end_of(AS_OF), calendar=WorkCalendar()
    )
    _check_recalculated(summary, tmp_path)


def test_part_of_the_units_has_the_totals_of_all() -> None:
    """`--outstanding` lists who owes; formulas over that list would count wrong, so numbers stand there."""
    summary = season()
    owing = tuple(one for one in summary.standings if one.outstanding)
    part = replace(summary, standings=owing)
    page = opened(part)["汇总"]
    assert not [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert totals_of(shown(export_xlsx(part))) == totals_of(shown(export_xlsx(summary)))
    assert len(values(opened(part)["台账"])) == 2 + 3 + 1


def test_groups_that_read_alike_are_not_mixed() -> None:
    """Where two names differ only by what a cell cannot hold, numbers stand for the formulas."""
    units = [make_unit("a", group="乡镇"), make_unit("b", group="乡镇\x1b")]
    roster = make_roster(units, [make_notice()])
    summary = build_summary(roster, roster.notices[0], [], as_of=end_of(AS_OF), calendar=WorkCalendar())
    page = opened(summary)["汇总"]
    assert [page.cell(row, 2).value for row in (9, 10, 11)] == [1, 1, 2]


@pytest.mark.parametrize("text", _MISCHIEF)
def test_outside_text_stays_text(text: str) -> None:
    """Whatever a name, title, label or note holds, it is a string: no formula, link or number."""
    content = export_xlsx(filled_with(text))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        links = [name for name in names if name.startswith("xl/worksheets/_rels")]
    assert not links
    kept = re.sub("[\x00-\x1f\ud83d\u202e]", "", text)
    book = openpyxl.load_workbook(io.BytesIO(content))
    row = list(book["台账"][3])
    assert [(row[at].value, row[at].data_type) for at in (1, 2, 6, 9)] == [
        (kept or None, "s" if kept else "n")
    ] * 4
    assert row[7].value == -3
    for page in book.worksheets:
        formulas = [cell.value for line in page.iter_rows() for cell in line if cell.data_type == "f"]
        assert all(
            re.match(r"=(SUMPRODUCT|SUM|COUNT|IF|SUBTOTAL)\(|=\"应报\"&", formula) for formula in formulas
        )


def test_the_strange_text_opens_elsewhere_too() -> None:
    """calamine, in Rust, reads the same strings."""
    for text in ("_x0041_", "]]>", "<b>&amp;</b>", "👩", "  a  "):
        assert shown(export_xlsx(filled_with(text)), "台账")[2][1] == text


def test_long_text_is_cut_where_a_cell_ends() -> None:
    """A cell holds 32,767 UTF-16 units; half a character is never left."""
    for long, kept in (("长" * 40_000, 32_767), ("👩" * 20_000, 16_384), ("长" * 32_767, 32_767)):
        cell = values(opened(filled_with(long))["台账"])[2][1]
        assert isinstance(cell, str)
        assert (len(cell), cell.endswith("…")) == (kept, kept < len(long))


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_is_ready_to_be_printed(sheet: str) -> None:
    """A4 lengthwise, as wide as the page, headings on each page and frozen, pages numbered."""
    page = opened(season())[sheet]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    heading = 8 if sheet == "汇总" else 2
    assert page.print_title_rows == f"$1:${heading}"
    assert page.freeze_panes == ("B9" if sheet == "汇总" else "C3")
    assert page.oddFooter.center.text == "第&P页 共&N页"
    assert opened(season()).sheetnames == SHEETS
    if sheet != "汇总":
        assert str(page.auto_filter.ref).startswith("A2:")
        assert f":{page.cell(2, page.max_column).column_letter}" in str(page.auto_filter.ref)


def test_states_are_marked_by_what_stands_in_the_cell() -> None:
    """The marks follow what the clerk changes; each has another lightness or another letter."""
    page = opened(season())["台账"]
    rules = {rule.formula[0]: rule.dxf for ranges in page.conditional_formatting for rule in ranges.rules}
    assert set(rules) == {f'"{state}"' for state in ("逾期未报", "退回重报", "未报", "逾期报送", "免报")}
    assert rules['"逾期未报"'].font.b
    assert rules['"逾期报送"'].font.i


def test_what_does_not_fit_is_wrapped() -> None:
    """A long title makes its row higher, a column never wider than paper has room for."""
    summary = summary_of(
        [("a", Report(DUE, title="长题名" * 20)), ("b", Report(DUE, title="短"))], units="ab"
    )
    page = opened(summary)["台账"]
    assert page.row_dimensions[3].height > 2 * page.row_dimensions[4].height
    assert page.column_dimensions["G"].width < 50
    assert page["G3"].alignment.wrap_text


def test_the_same_summary_is_the_same_file() -> None:
    """Exporting twice writes one file, so nothing in it may come from the clock."""
    assert export_xlsx(season()) == export_xlsx(season())


def test_no_room_for_what_is_put_aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Rows lie in the folder for temporary files until the end; where that cannot be, the clerk is told."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(DocumentError, match=r"gone.*cannot be put together") as caught:
        export_xlsx(season())
    assert caught.value.faults[0].fix
