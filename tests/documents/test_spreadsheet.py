"""Workbooks: rows from the first one, values as they were meant, no cell so far away that it does harm."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from fedtrack.core.arrivals import Reading
from fedtrack.documents.archive import open_package
from fedtrack.documents.bounds import Unreadable
from fedtrack.documents.compound import stream_of
from fedtrack.documents.spreadsheet import read_xlsx
from tests.documents.making import (
    COMPOUND,
    bare_xlsx,
    compound,
    label,
    number,
    ods,
    ods_row,
    opened,
    record,
    rows_of,
    workbook,
    xls,
    xlsx,
    zipped,
)

ROOT = Path(__file__).parents[2]


def test_an_xlsx_by_openpyxl() -> None:
    """Whole numbers are int, dates are dates, and an empty row in the middle stays."""
    moment = datetime(2020, 3, 20, 8, 30)  # noqa: DTZ001 - a cell knows no zone
    rows = [["单位", 3, 2.5, True], [], ["长安镇", moment, date(2020, 3, 8), time(9, 15)]]
    extract = opened("表.xlsx", xlsx(*rows))
    assert extract.reading is Reading.READ
    assert rows_of(extract) == (
        ("单位", 3, 2.5, True),
        ("", "", "", ""),
        ("长安镇", moment, date(2020, 3, 8), time(9, 15)),
    )
    assert type(rows_of(extract)[0][1]) is int
    assert extract.lines == ("单位 3 2.5 True", "长安镇 2020-03-20 08:30:00 2020-03-08 09:15:00")
    assert not extract.active


def test_rows_begin_with_the_first() -> None:
    """What stands in C3 is in the third row and the third column."""
    extract = opened("a.xlsx", bare_xlsx('<row r="3"><c r="C3"><v>7</v></c><c><v>8</v></c></row>'))
    assert rows_of(extract)[2] == ("", "", 7, 8)


def test_a_span_of_time_is_a_time_or_a_text() -> None:
    extract = opened("a.xlsx", xlsx([timedelta(hours=8, minutes=30), timedelta(days=2)]))
    assert rows_of(extract) == ((time(8, 30), "2 days, 0:00:00"),)


def test_at_most_two_hundred_columns_and_twenty_thousand_rows() -> None:
    wide = "".join('<c t="str"><v>a</v></c>' for _ in range(300))
    assert len(rows_of(opened("a.xlsx", bare_xlsx(f"<row>{wide}</row>")))[0]) == 200
    long = "<row><c><v>1</v></c></row>" * 20_100
    assert len(rows_of(opened("a.xlsx", bare_xlsx(long)))) == 20_000


def test_sheets_together_have_bounds() -> None:
    """Four million cells are kept; the sheets after that are named only."""
    cells = '<c><v>1</v></c><c r="GR1"><v>1</v></c>'
    rows = f'<row r="1">{cells}</row><row r="15000"><c r="A15000"><v>1</v></c></row>'
    sheets = opened("a.xlsx", bare_xlsx(rows, sheets=2)).sheets
    assert [len(sheet.rows) for sheet in sheets] == [15_000, 5_000]


@pytest.mark.parametrize(
    ("far", "reading"),
    [
        ('<row r="1048576"><c r="C1048576"><v>1</v></c></row>', Reading.READ),
        ('<row><c r="XFD1048576"><v>1</v></c></row>', Reading.TOO_LARGE),
        ('<row r="1048576"><c><v>1</v></c><c/><c/><c t="s"/></row>', Reading.TOO_LARGE),
        ('<row><c r="XFD1048576" s="1"></c></row>', Reading.READ),
        ('<row><c r="A"><v>1</v></c></row>', Reading.BROKEN),
        ('<row r="x"><c><v>1</v></c></row>', Reading.BROKEN),
    ],
)
def test_a_cell_far_away(far: str, reading: Reading) -> None:
    """A table up to XFD1048576 would take 500 GB; a style there takes nothing."""
    assert opened("a.xlsx", bare_xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')).reading is reading


def test_one_part_for_many_sheets() -> None:
    """It would be read again for each: 200 times 3 MB are too much."""
    rows = "<row><c><v>1</v></c></row>" * 120_000
    assert opened("a.xlsx", bare_xlsx(rows, sheets=200)).reading is Reading.TOO_LARGE


def test_a_workbook_with_nothing_in_it() -> None:
    assert opened("a.xlsx", zipped({"xl/workbook.xml": "<workbook/>"})).reading is Reading.BROKEN


def test_a_workbook_without_parts() -> None:
    """An xlsx whose parts have other names is broken."""
    with pytest.raises(Unreadable):
        read_xlsx(open_package(zipped({"xl/a.bin": b"a"})))


def test_macros() -> None:
    """Those of Visual Basic and those of Excel 4."""
    for part in ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"):
        extract = opened("a.xlsx", zipped({"xl/workbook.xml": "<a/>", part: "<a/>"}))
        assert extract.active


def test_an_old_xls() -> None:
    """Short streams lie elsewhere in it than long ones."""
    extract = opened("表.xls", xls(label(0, 0, "长安镇"), number(1, 1, 3.0), number(1, 2, 2.5)))
    assert extract.reading is Reading.READ
    assert rows_of(extract) == (("长安镇", "", ""), ("", 3, 2.5))
    assert extract.sheets[0].name == "乡镇"
    long = opened("表.xls", xls(*[label(row, 0, f"单位{row}") for row in range(300)]))
    assert rows_of(long)[299] == ("单位299",)


def test_an_old_xls_by_another_name() -> None:
    """The stream of Excel 5 is called otherwise, and WPS calls its file .et."""
    book = compound({"Book": workbook(label(0, 0, "甲"))})
    assert rows_of(opened("表.et", book)) == (("甲",),)


MULTIPLE = record(0xBD, struct.pack("<HHHLHLH", 3, 1, 0, 6, 0, 10, 2))


def test_several_numbers_in_one_record() -> None:
    """A row of numbers is one record (MS-XLS, 2.4.175)."""
    assert rows_of(opened("a.xls", xls(MULTIPLE)))[3][1:] == (1, 2)


@pytest.mark.parametrize(
    "cells",
    [
        [label(65_535, 65_535, "远"), label(0, 0, "近")],
        [record(0xBD, struct.pack("<HHHLH", 65_535, 0, 0, 6, 65_535))],
        [record(0x200, struct.pack("<LLHHH", 0, 2**32 - 1, 0, 256, 0))],
        [record(0x200, struct.pack("<HHHHH", 0, 65_535, 0, 65_535, 0))],
        [record(0x3C)] * 10_001,
    ],
)
def test_an_old_xls_that_would_take_all_memory(cells: list[bytes]) -> None:
    """By cells far away, by the room it asks for, by records that go on and on."""
    assert opened("a.xls", xls(*cells)).reading is Reading.TOO_LARGE


@pytest.mark.parametrize("corners", [(4_194_304, 3586, 0, 2), (0, 2, 300, 2)])
def test_an_old_xls_that_ends_before_it_begins(corners: tuple[int, int, int, int]) -> None:
    """Calamine would ask for room for less than nothing, which is more than all memory: the process ends."""
    dimensions = record(0x200, struct.pack("<LLHH2x", *corners))
    assert opened("a.xls", xls(dimensions, label(0, 0, "甲"))).reading is Reading.BROKEN


def test_a_panic_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What calamine trips over is the file's fault; it would be told on stderr, from Rust."""
    formula = record(0x06, struct.pack("<HHHdHLH", 0, 0, 0, 1.5, 0, 0, 40) + b"\x1e")
    assert opened("a.xls", xls(formula)).reading is Reading.BROKEN
    assert capfd.readouterr() == ("", "")


def test_without_a_stderr_a_workbook_is_read_all_the_same() -> None:
    """Whoever started fedtrack may have closed it."""
    code = (
        "import os, sys; os.close(2); from tests.documents.making import label, opened, xls;"
        "sys.exit(0 if opened('a.xls', xls(label(0, 0, 'a'))).lines == ('a',) else 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_one_place_for_many_old_sheets() -> None:
    """What many sheets have in common is counted for each."""
    assert opened("a.xls", xls(label(0, 0, "a"), sheets=201)).reading is Reading.TOO_LARGE
    assert opened("a.xls", xls(label(0, 0, "a"), sheets=200)).reading is Reading.READ
    far = [label(30_000, 0, "a")]
    assert opened("a.xls", xls(*far, sheets=200)).reading is Reading.TOO_LARGE
    many = [record(0x01)] * 11_000
    assert opened("a.xls", xls(*many, sheets=200)).reading is Reading.TOO_LARGE


def test_an_old_xls_with_a_password() -> None:
    locked = record(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 6)) + record(0x2F, b"\0" * 6)
    assert opened("a.xls", compound({"Workbook": locked + record(0x0A)})).reading is Reading.LOCKED


def test_old_macros() -> None:
    book = compound({"Workbook": workbook(), "_VBA_PROJECT": b"x" * 100})
    assert opened("a.xls", book).active


def test_a_compound_file_whose_tables_lie_beyond_its_end() -> None:
    """A sector of the list of tables that is cut off has no number of the next one."""
    content = bytearray(xls(label(0, 0, "甲")))
    struct.pack_into("<L", content, 68, len(content) // 512 - 2)
    with pytest.raises(Unreadable):
        stream_of(bytes(content[: len(content) - 511]), "Workbook")


def test_a_compound_file_that_runs_in_circles() -> None:
    """Chains of sectors that lead back to their start, or nowhere, end."""
    good = xls(label(0, 0, "甲"))
    assert opened("a.xls", good).reading is Reading.READ
    circle = good[:-512] + b"\0" * 512  # each sector is followed by the first
    assert rows_of(opened("a.xls", circle)) == (("甲",),)
    endless = good[:68] + struct.pack("<LL", 0, 1) + good[76:]  # the table is listed in the first sector
    assert opened("a.xls", endless).reading in {Reading.READ, Reading.BROKEN}
    for cut in (9, 100, 512, 700):
        extract = opened("a.xls", COMPOUND + "Workbook\0".encode("utf-16-le") + good[8:cut])
        assert extract.reading is Reading.BROKEN
    sizes = good[:30] + struct.pack("<HH", 40, 6) + good[34:]
    assert opened("a.xls", sizes).reading is Reading.BROKEN


def test_an_ods() -> None:
    """Repeated rows and cells are written out, the million empty ones at the end are not."""
    rows = [
        ods_row("2*甲", "", "3*"),
        ods_row("", times=3),
        ods_row("", "乙"),
        ods_row("16384*", times=1048570),
    ]
    extract = opened("表.ods", ods(*rows))
    assert extract.reading is Reading.READ
    assert rows_of(extract) == (("甲", "甲"), ("", ""), ("", ""), ("", ""), ("", "乙"))
    assert extract.sheets[0].name == "表一"


@pytest.mark.parametrize(
    "rows",
    [
        [ods_row("16384*远", times=1_000_000)],
        [ods_row("16384*", "16384*")] * 300,
        [ods_row("", times=1_000_000), ods_row("5*远")],
        ["<table:table><table:table-row/></table:table>", ods_row("", times=1_000_000), ods_row("5*远")],
    ],
)
def test_an_ods_that_would_take_all_memory(rows: list[str]) -> None:
    assert opened("a.ods", ods(*rows)).reading is Reading.TOO_LARGE


def test_tables_of_an_ods_are_counted_apart() -> None:
    table = f"<table:table>{ods_row('1000*一', times=2500)}</table:table>"
    assert opened("a.ods", ods(tables=table)).reading is Reading.READ
    assert opened("a.ods", ods(tables=table * 2)).reading is Reading.READ


def test_an_ods_repeated_by_no_number() -> None:
    assert opened("a.ods", ods(ods_row("x*甲"))).reading is Reading.BROKEN


def test_an_ods_with_a_password() -> None:
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<m><encryption-data/></m>",
        "content.xml": b"\x12\x34",
    }
    assert opened("a.ods", zipped(parts)).reading is Reading.LOCKED


def test_an_ods_with_macros() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "Basic/a.xml": "<a/>"}
    assert opened("a.ods", zipped(parts)).reading is Reading.BROKEN
    with_content = ods(ods_row("甲"))
    assert not opened("a.ods", with_content).active


def test_a_part_stored_twice_is_read_once() -> None:
    """A zip may hold two parts of one name; all who read it here read the same."""
    with pytest.warns(UserWarning, match="Duplicate"):
        content = _with_another(bare_xlsx("<row><c><v>1</v></c></row>"))
    assert opened("a.xlsx", content).reading in {Reading.BROKEN, Reading.READ}


def _with_another(content: bytes) -> bytes:
    box = io.BytesIO(content)
    with zipfile.ZipFile(box, "a") as package:
        package.writestr(
            "xl/worksheets/sheet1.xml", '<worksheet><sheetData><row r="2"/></sheetData></worksheet>'
        )
    return box.getvalue()


def test_many_cells_that_share_a_long_string() -> None:
    """Each would be a copy of it: a few megabytes on the disk, and all of the memory."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 15_001))
    for length, reading in ((40_000, Reading.TOO_LARGE), (30, Reading.READ)):
        shared = f"<sst><si><t>{'a' * length}</t></si></sst>"
        package = zipfile.ZipFile(io.BytesIO(bare_xlsx(cells)))
        parts = {name: package.read(name) for name in package.namelist()}
        assert opened("a.xlsx", zipped({**parts, "xl/sharedStrings.xml": shared})).reading is reading
