"""The workbook of 10 000 units beside openpyxl that writes the same cells with the same formats.

Both sides make the same summary first; a third process only makes it, and its memory is taken off theirs.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Row, print_rows
from benchmarks.timing import Runner, beside, run_python

UNITS, ROUNDS = 10_000, 5
TIME_BOUND, MEMORY_BOUND = 0.6, 1 / 3

_SUMMARY = """\
from datetime import date, datetime, time
from fedtrack.core.entries import Entry, write_payload
from fedtrack.core.model import Deadline, Federation, Figure, Notice, Roster, Unit, Via
from fedtrack.core.payloads import Report
from fedtrack.core.summary import build_summary
from fedtrack.core.workdays import WorkCalendar

def make(size):
    figures = (Figure("events", "开展活动", "场次"), Figure("participants", "参与人数", "人次"))
    title = "关于做好纪念“三八”国际妇女节有关工作的通知"
    notice = Notice("2020-38", title, Deadline(date(2020, 3, 23)), figures=figures)
    groups = ("乡镇妇联", "县直单位", "驻融单位")
    units = tuple(
        Unit(f"u{at:06d}", f"第{at}号单位女工委", group=groups[at % 3], email=(f"u{at}@x.example",))
        for at in range(size)
    )
    numbers = {"events": 2, "participants": 120}
    report = Report(date(2020, 3, 18), via=Via.OA, title="“三八”国际妇女节活动情况", figures=numbers)
    data = write_payload(report)
    entries = [
        Entry(f"{at:036d}", "report", "2020-38", unit.id, "2020-03-18T00:00:00.000Z", "bench", data)
        for at, unit in enumerate(units) if at % 10
    ]
    roster = Roster(Federation("融安县妇女联合会"), (notice,), units)
    as_of = datetime.combine(date(2020, 3, 24), time.max)
    return build_summary(roster, notice, entries, as_of=as_of, calendar=WorkCalendar())
"""
_OURS = """\
from making import make
summary = make(SIZE)
from fedtrack.exports.as_xlsx import export_xlsx
open("ours.xlsx", "wb").write(export_xlsx(summary))
"""
_THEIRS = """\
from making import make
summary = make(SIZE)
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from fedtrack.exports.sheets import Kind, ledger_sheet, outstanding_sheet, reminders_sheet
side = Side("thin", "7F7F7F")
aligned = {Kind.TEXT: "left", Kind.WORD: "center", Kind.NUMBER: "right", Kind.DATE: "center"}
book = Workbook()
for kind, align in aligned.items():
    number_format = "yyyy-mm-dd" if kind is Kind.DATE else "General"
    book.add_named_style(NamedStyle(
        kind.name, Font("宋体", 11), border=Border(side, side, side, side),
        alignment=Alignment(align, "center", wrap_text=True), number_format=number_format,
    ))
for sheet in (ledger_sheet(summary), outstanding_sheet(summary), reminders_sheet(summary)):
    page = book.create_sheet(sheet.name)
    page.append([column.heading for column in sheet.columns])
    for row in sheet.rows:
        page.append(row)
    for cells in page.iter_rows(min_row=2):
        for cell, column in zip(cells, sheet.columns):
            cell.style = column.kind.name
book.save("theirs.xlsx")
"""


def measure() -> list[Row]:
    """Return time and memory beside openpyxl; the wanted third of the memory is in the words of the row."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        folder = Path(name)
        (folder / "making.py").write_text(_SUMMARY, encoding="utf-8")
        runner = Runner(folder)
        summary, ours, theirs = (
            run_python(folder, f"SIZE = {UNITS}\n{code}")
            for code in ("from making import make\nmake(SIZE)", _OURS, _THEIRS)
        )
        _, mine, others = runner.interleave([summary, ours, theirs], ROUNDS)
        before, peak, floor_peak = (runner.peak(command) for command in (summary, ours, theirs))
        what = f"export xlsx, {UNITS:,} units"
        if before is not None and peak is not None and floor_peak is not None:
            ratio = (peak - before) / (floor_peak - before)
            what += f" (its memory {ratio:.2f}, wanted <= {MEMORY_BOUND:.2f})"
        return [Row(what, "openpyxl", beside(mine, others), TIME_BOUND, peak, floor_peak)]


if __name__ == "__main__":
    print_rows(measure())
