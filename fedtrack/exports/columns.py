"""The columns that an office expects in a list of reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.exports.phrases import (
    COUNTED,
    NIL,
    NO_GROUP,
    REPORTED,
    STATE_NAMES,
    WHOLE,
    counts,
    figure_heading,
    figure_sum,
    of_givers,
    via_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.model import Figure
    from fedtrack.core.summary import Summary

GROUP_HEADINGS = ["分组", *COUNTED, REPORTED]

Cell = str | int | float | date | None


class Listing(NamedTuple):
    """Headings, one row a unit, and the row of totals."""

    headings: list[str]
    rows: list[list[Cell]]
    totals: list[Cell]


def list_units(summary: Summary) -> Listing:
    """Return the summary as a list: values keep their types, nothing is escaped yet."""
    figures = summary.notice.figures
    headings = ["序号", "单位", "分组", "状态", "报送期限", "报送日期", "方式", "题名"]
    headings += [figure_heading(figure) for figure in figures]
    headings += ["附件数", "提醒次数", "最近提醒", "备注"]
    rows = [
        [
            number,
            standing.unit.name,
            standing.unit.group,
            STATE_NAMES[standing.state] + (f"（{NIL}）" if standing.nil else ""),
            standing.deadline.due,
            standing.received_on,
            via_name(standing),
            standing.title,
            *(standing.figures.get(figure.key) for figure in figures),
            standing.files,
            len(standing.reminders),
            standing.last_reminded_on,
            standing.note,
        ]
        for number, standing in enumerate(summary.standings, start=1)
    ]
    sums = [_sum_of(summary, figure) for figure in figures]
    files = sum(standing.files for standing in summary.standings)
    reminders = sum(len(standing.reminders) for standing in summary.standings)
    totals: list[Cell] = [WHOLE, f"{len(rows)}家", *[None] * 6, *sums, files, reminders, None, None]
    return Listing(headings, rows, totals)


def _sum_of(summary: Summary, figure: Figure) -> Cell:
    """Return the sum of what is listed, as a number where it is of all that reported."""
    total = figure_sum(summary.standings, figure)
    note = of_givers(summary.standings, figure)
    return f"{total}{note}" if note else total


def group_rows(summary: Summary) -> Iterator[list[Cell]]:
    """Yield one row a group, under `GROUP_HEADINGS`."""
    for group in summary.groups:
        yield [group.group or NO_GROUP, *counts(group.totals), group.totals.percent_reported]
