"""The lines of an online form's export or of an OA register, found by their headings."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.arrivals import Cell
from fedtrack.core.matching.normal import normal
from fedtrack.core.reading.typed_dates import parse_moment
from fedtrack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedtrack.core.arrivals import Sheet

_UNIT = re.compile(r"(?:单位|部门|乡镇|街道|镇街|机关)(?:名称|全称|名)?$|^妇联名称$")
_NO_UNIT = re.compile(
    r"收文|受文|发往|送达|承办|协办|主办|主送|抄送|拟办|合作|共建|挂点|帮扶|慰问|性质|类型|类别"
)
_WHEN = re.compile(r"(?:时间|日期)$|^(?:时间戳记?|timestamp)$")
_NO_WHEN = re.compile(r"活动|开展|举办|慰问|出生|成立|成文|印发|截止|要求|限办|办结|任职|计划|预计")
_ARRIVED = re.compile(r"提交|完成|结束|收文|收到|接收|来文|到文|签收|登记|填报|上报|报送|录入")
_TITLE = re.compile(
    r"^(?!活动)(?:[\u4e00-\u9fff]{0,4})(?:标题|题名|题目|文件名称?|来文名称?|事由|主题)$|^名称$"
)
_DECORATION = re.compile(
    r"^\s*(?:q\d+[._、]?|第\d+题|\d{1,3}\s*[.、)]|[(（]\d+[)）]|[一二三四五六七八九十]+[、.]|[*※★]+)\s*|[(（\[【].*?[)）\]】]|[*※★:：_\s]"
)
_LONGEST_HEADING = 16
_NO_YEAR = re.compile(r"^\d{1,2}[-/.月]\d{1,2}日?(?:$|\s)")
_MIXED = re.compile(r"^\d{4}-\d{1,2}月")
_LONGEST_READ = 200  # characters of a cell that may be a heading, with all that decorates it
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|汇总)$")
_HEADING_ROWS = 12
_LEAST_HEADINGS = 3
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of a spreadsheet's dates has no zone
_SERIALS = range(20_000, 80_000)


class FormTable(Struct, frozen=True):
    """Where a sheet's lines begin and what its columns are; `heading` stands above them."""

    first_row: int
    headings: tuple[str, ...]
    unit_columns: tuple[str, ...]
    when_column: str
    title_column: str
    heading: str


class FormLine(Struct, frozen=True):
    """A line: its number as the spreadsheet shows it, and its cells under their headings."""

    number: int
    cells: dict[str, Cell]


def find_form(sheet: Sheet) -> FormTable | None:
    """Return the table of a sheet in which each line names a unit and a time, or None for any other."""
    for at, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        headings = tuple(_heading(cell) for cell in row)
        units = tuple(heading for heading in headings if _names_unit(heading))
        when = _when_column(headings)
        if units and when and sum(map(bool, headings)) >= _LEAST_HEADINGS:
            above = [
                str(cell).strip() for upper in sheet.rows[:at] for cell in upper if cell not in {None, ""}
            ]
            title = next((heading for heading in headings if _TITLE.match(heading)), "")
            return FormTable(at + 1, headings, units, when, title, " ".join(above))
    return None


def _names_unit(heading: str) -> bool:
    short = len(heading) <= _LONGEST_HEADING
    return short and _UNIT.search(heading) is not None and _NO_UNIT.search(heading) is None


def _when_column(headings: Sequence[str]) -> str:
    """Return the column that tells when a line came in; one that says so goes before one that may."""
    columns = [
        heading
        for heading in headings
        if len(heading) <= _LONGEST_HEADING and _WHEN.search(heading) and not _NO_WHEN.search(heading)
    ]
    return next((heading for heading in columns if _ARRIVED.search(heading)), columns[0] if columns else "")


def form_lines(sheet: Sheet, table: FormTable) -> Iterator[FormLine]:
    """Yield the lines that hold something; totals are left out.

    Where two columns of one heading say different things, the cell gives both: neither is the one.
    """
    for at, row in enumerate(sheet.rows[table.first_row :], start=table.first_row + 1):
        cells: dict[str, Cell] = {}
        for heading, cell in zip(table.headings, row, strict=False):
            if heading and cell not in {None, ""}:
                known = cells.get(heading, cell)
                cells[heading] = cell if known == cell else f"{known} / {cell}"
        if cells and not _is_total(cells, table.unit_columns):
            yield FormLine(at, cells)


def _is_total(cells: dict[str, Cell], unit_columns: Sequence[str]) -> bool:
    names = (next(iter(cells.values())), *(cells.get(column) for column in unit_columns))
    return any(_TOTAL.match(str(name).strip()) for name in names)


def read_when(cell: Cell, *, until: date) -> tuple[datetime | None, bool]:
    """Return the moment in a cell and whether it has a time of day; None where it is no date.

    A day without a year is the last one of that name until the day on which the table was written.
    """
    match cell:
        case datetime():
            return cell.replace(tzinfo=None), cell.time() != time.min
        case date():
            return datetime.combine(cell, time.min), False
        case int() | float() if _SERIALS.start <= cell < _SERIALS.stop:
            moment = _EPOCH + timedelta(days=float(cell))
            return moment, float(cell) != int(cell)
        case str():
            return _read_text(cell, until)
    return None, False


def _read_text(text: str, until: date) -> tuple[datetime | None, bool]:
    written = re.sub(r"(?<=\d)t(?=\d)", " ", normal(text)).strip()
    years = (until.year, until.year - 1) if _NO_YEAR.match(written) else (None,)
    for year in years:
        moment = _typed(written if year is None else f"{year}-{written}")
        if moment[0] is not None and (year is None or moment[0].date() <= until):
            return moment
    return None, False


def _typed(text: str) -> tuple[datetime | None, bool]:
    try:
        day, clock = parse_moment(text.replace("月", "-").replace("日", " ") if _MIXED.match(text) else text)
    except UsageError:
        return None, False
    return datetime.combine(day, clock or time.min), clock is not None


def _heading(cell: Cell) -> str:
    if not isinstance(cell, str) or len(cell) > _LONGEST_READ:
        return ""
    return _DECORATION.sub("", _DECORATION.sub("", normal(cell)))


def row_texts(cells: Sequence[Cell]) -> list[str]:
    """Return what a row's cells say."""
    return [str(cell).strip() for cell in cells if cell not in {None, ""}]
