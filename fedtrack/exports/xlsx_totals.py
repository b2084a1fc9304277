"""The first sheet of the workbook: the notice, and its totals by group.

The totals are formulas that follow what is changed in the ledger's sheet; each carries its value, for viewers
that do not compute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.chinese_dates import chinese_deadline
from fedtrack.exports.phrases import COUNTED
from fedtrack.exports.sheets import LEDGER, Kind
from fedtrack.exports.xlsx_formulas import RATES, Value, given_line, summing_up, total_lines
from fedtrack.exports.xlsx_page import cell_text, column_width, row_height, set_page, write_title

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from fedtrack.core.summary import Summary
    from fedtrack.exports.sheets import Sheet
    from fedtrack.exports.xlsx_formulas import Line
    from fedtrack.exports.xlsx_page import Looks

_SENTENCE = 5
"""The row, counted from nought, of the sentence that sums up; above it stand title and facts."""
_HEAD = 7
"""The row of the headings."""
_NUMBER_WIDTH = 12


def write_totals(book: Workbook, looks: Looks, summary: Summary, ledger: Sheet, *, first_row: int) -> None:
    """Write the sheet; `first_row` is that of the first unit in the ledger's sheet, counted from nought."""
    page = book.add_worksheet("汇总")
    figures = [cell_text(column.heading) for column in ledger.columns[ledger.summed : ledger.summed_to]]
    headings = ["分组", *COUNTED, *RATES, *figures]
    lines = total_lines(summary, ledger, first_row=first_row + 1, top=_HEAD + 2)
    widths = [column_width("发文单位", [line.label for line in lines], 36)]
    widths += [_NUMBER_WIDTH] * (len(COUNTED) + len(RATES))
    widths += [column_width(figure, (), 10) for figure in figures]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    set_page(page, headings=_HEAD, day=summary.today.isoformat())
    page.freeze_panes(_HEAD + 1, 1)
    write_title(page, looks, f"{summary.notice.title}报送情况汇总", widths)
    _write_facts(page, looks, summary, len(widths) - 1)
    sentence, formula = summing_up(lines[-1], _HEAD + 1 + len(lines))
    page.merge_range(_SENTENCE, 0, _SENTENCE, len(widths) - 1, "", looks.line)
    _write(page, (_SENTENCE, 0), sentence, formula, looks.line)
    page.set_row(_HEAD, 8 + row_height(zip(headings, widths, strict=True)))
    for at, heading in enumerate(headings):
        page.write_string(_HEAD, at, heading, looks.heading)
    for row, line in enumerate(lines, start=_HEAD + 1):
        _write_line(page, looks, row, line, of_all=line is lines[-1])
    given = given_line(lines[-1], summary, ledger, first_row=first_row + 1)
    if given:
        _write_line(page, looks, _HEAD + 1 + len(lines), given, of_all=False)
    if formula:
        note = f"本表各数由“{LEDGER}”表算出，改动该表后随之更新。"
        row = _HEAD + 2 + len(lines) + bool(given)
        page.merge_range(row, 0, row, len(widths) - 1, "", looks.line)
        page.write_string(row, 0, note, looks.line)


def _write_facts(page: Worksheet, looks: Looks, summary: Summary, last_column: int) -> None:
    """Write who asks, under which number, by when, and the day of the numbers."""
    facts = {
        "发文单位": cell_text(summary.federation),
        "文号": cell_text(summary.notice.number),
        "报送期限": chinese_deadline(summary.notice.deadline),
    }
    for row, (name, text) in enumerate(facts.items(), start=1):
        page.write_string(row, 0, name, looks.line)
        page.merge_range(row, 1, row, last_column, "", looks.line)
        page.write_string(row, 1, text, looks.line)
    page.write_string(len(facts) + 1, 0, "统计日期", looks.line)
    page.write_datetime(len(facts) + 1, 1, summary.today, looks.day)


def _write_line(page: Worksheet, looks: Looks, row: int, line: Line, *, of_all: bool) -> None:
    kinds, rate = (looks.sums, looks.rate_of_all) if of_all else (looks.kinds, looks.rate)
    page.write_string(row, 0, line.label, kinds[Kind.TEXT])
    formulas = line.formulas or [""] * len(line.values)
    for at, (value, formula) in enumerate(zip(line.values, formulas, strict=True)):
        is_rate = len(COUNTED) <= at < len(COUNTED) + len(RATES)
        _write(page, (row, at + 1), value, formula, rate if is_rate else kinds[Kind.NUMBER])


def _write(page: Worksheet, at: tuple[int, int], value: Value, formula: str, look: Format) -> None:
    """Write a value, with the formula that gives it where there is one."""
    if formula:
        page.write_formula(*at, formula, look, value)
    elif isinstance(value, str):
        page.write_string(*at, value, look)
    else:
        page.write_number(*at, value, look)
