"""The totals of the workbook: formulas over the ledger's sheet, each beside the value that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.summary import percent
from fedtrack.exports.phrases import (
    COUNTED,
    GIVEN_UNITS,
    NO_GROUP,
    ON_TIME,
    REPORTED,
    WHOLE,
    counts,
    figure_givers,
    figure_sum,
)
from fedtrack.exports.sheets import LEDGER, STATE
from fedtrack.exports.xlsx_page import cell_text, column_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Notice
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals
    from fedtrack.exports.sheets import Sheet

RATES = (REPORTED, ON_TIME)
_COUNTING = (
    '({0}<>"免报")',
    '(({0}="按时")+({0}="逾期报送"))',
    '({0}="按时")',
    '({0}="逾期报送")',
    '(({0}="未报")+({0}="逾期未报")+({0}="退回重报"))',
    '({0}="免报")',
)
"""By which states in the ledger's sheet each of `COUNTED` is counted."""
_NO_GROUP = f"（{NO_GROUP}）"
_NO_RATE = "—"

Value = int | float | str


class Line(NamedTuple):
    """One row of totals; there is a formula for each value, or none at all."""

    label: str
    values: list[Value]
    formulas: list[str]


def total_lines(summary: Summary, ledger: Sheet, *, first_row: int, top: int) -> list[Line]:
    """Return a line for each group, then the one of all, to stand from row `top` on.

    `first_row` is that of the first unit in the ledger's sheet; rows are counted from one, as formulas do.
    Where that sheet has not every unit (`--outstanding`) or two groups read alike, no line has formulas.
    """
    area = _Area(ledger, first_row)
    lines = []
    for row, group in enumerate(summary.groups, start=top):
        members = [one for one in summary.counted if one.unit.group == group.group]
        lines.append(
            Line(
                cell_text(group.group) or _NO_GROUP,
                _values(group.totals, members, summary.notice),
                area.count_group(f"$A{row}" if group.group else '""', row),
            )
        )
    foot = top + len(lines)
    formulas = area.add_up(top, foot)
    lines.append(Line(WHOLE, _values(summary.totals, summary.counted, summary.notice), formulas))
    labels = {line.label for line in lines}
    if summary.standings and summary.standings == summary.counted and len(labels) == len(lines):
        return lines
    return [line._replace(formulas=[]) for line in lines]


def given_line(total: Line, summary: Summary, ledger: Sheet, *, first_row: int) -> Line | None:
    """Return how many units gave each figure, to stand below all; None if all that reported did."""
    figures = summary.notice.figures
    if all(figure_givers(summary.counted, figure) is None for figure in figures):
        return None
    values = [sum(figure.key in one.figures for one in summary.counted) for figure in figures]
    blank = [""] * (len(COUNTED) + len(RATES))
    formulas = [*blank, *_Area(ledger, first_row).count_given()] if total.formulas else []
    return Line(GIVEN_UNITS, [*blank, *values], formulas)


def summing_up(total: Line, row: int) -> tuple[str, str]:
    """Return the sentence that sums up the line of all, which stands in `row`, and its formula."""
    expected, reported, _, _, outstanding, _ = (int(value) for value in total.values[: len(COUNTED)])
    shown = percent(reported, expected)
    sentence = f"应报{expected}家，已报{reported}家，未报{outstanding}家，报送率{shown}。"
    formula = f'="应报"&B{row}&"家，已报"&C{row}&"家，未报"&F{row}&"家，报送率"&TEXT(H{row},"0.0%")&"。"'
    return sentence, formula if total.formulas else ""


class _Area:
    """The ranges of the ledger's sheet that formulas look at."""

    def __init__(self, ledger: Sheet, first_row: int) -> None:
        self._rows = (first_row, first_row + len(ledger.rows) - 1)
        headings = [column.heading for column in ledger.columns]
        self._groups, self._states = (self._below(headings.index(name)) for name in ("分组", STATE))
        self._figures = [self._below(column) for column in range(ledger.summed, ledger.summed_to)]

    def count_group(self, label: str, row: int) -> list[str]:
        """Return what counts the units whose group is exactly what stands in the cell `label`.

        COUNTIFS would obey what a name begins with, and take 01 for 1.
        """
        match = f"EXACT({self._groups},{label})"
        counts = [f"=SUMPRODUCT({match}*{how.format(self._states)})" for how in _COUNTING]
        return [*counts, *_rates(row), *(f"=SUMPRODUCT({match}*1,{figure})" for figure in self._figures)]

    def add_up(self, top: int, foot: int) -> list[str]:
        """Return what adds up the groups' lines from row `top` to the one above `foot`."""
        names = [column_name(1 + at) for at in range(len(COUNTED) + len(RATES) + len(self._figures))]
        sums = [f"=SUM({name}{top}:{name}{foot - 1})" for name in names]
        sums[len(COUNTED) : len(COUNTED) + len(RATES)] = _rates(foot)
        return sums

    def count_given(self) -> list[str]:
        """Return what counts the units that gave each figure."""
        return [f"=COUNT({figure})" for figure in self._figures]

    def _below(self, column: int) -> str:
        first, last = self._rows
        name = column_name(column)
        return f"{LEDGER}!${name}${first}:${name}${last}"


def _rates(row: int) -> list[str]:
    return [f'=IF(B{row}=0,"{_NO_RATE}",{part}{row}/B{row})' for part in "CD"]


def _values(totals: Totals, standings: Sequence[Standing], notice: Notice) -> list[Value]:
    expected, reported, on_time, *_others = counts(totals)
    rates = [part / expected if expected else _NO_RATE for part in (reported, on_time)]
    sums = [figure_sum(standings, figure) or 0 for figure in notice.figures]
    return [*counts(totals), *rates, *sums]
