"""The table of groups under a status: bars where there is room, fewer counts where there is little."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from fedtrack.render.bars import share_bar
from fedtrack.render.console import styled
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from fedtrack.core.summary import Summary, Totals
    from fedtrack.render.bars import Strokes

_BAR, _LEAST_BAR = 20, 8  # cells of a bar: as many as help, and fewer are no picture
_LEAST_NAME = 8  # cells into which a name may be folded
_GAP = 3  # cells between two columns


class _Column(NamedTuple):
    """A column with its cells, the total last; what is `spare` goes first where there is little room."""

    heading: str
    cells: list[Text]
    spare: bool = False

    @property
    def width(self) -> int:
        """The cells of its widest entry, with the gap after it."""
        return max(cell_len(self.heading), *(cell.cell_len for cell in self.cells)) + _GAP


def group_table(summary: Summary, *, width: int, strokes: Strokes) -> Table:
    """Return a row a group, and the total."""
    counted = [*(group.totals for group in summary.groups), summary.totals]
    names = [styled(group.group or _("no group")) for group in summary.groups]
    name = _Column(_("group"), [*names, Text(_("total"), style="bold")])
    columns = _counts(counted)
    if sum(column.width for column in columns) + min(name.width - _GAP, _LEAST_NAME) > width:
        columns = [column for column in columns if not column.spare]
    cells = min(_BAR, width - name.width - sum(column.width for column in columns))
    if cells >= _LEAST_BAR:
        bars = [share_bar(one.actual_reports, one.expected_reports, cells, strokes) for one in counted]
        columns.append(_Column("", bars))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column(name.heading, overflow="fold")
    for column in columns:
        table.add_column(column.heading, justify="right", no_wrap=True)
    rows = list(zip(name.cells, *(column.cells for column in columns), strict=True))
    for row in rows[:-1]:
        table.add_row(*row)
    table.add_section()
    table.add_row(*rows[-1])
    return table


def _counts(counted: list[Totals]) -> list[_Column]:
    outstanding = [
        Text(str(one.outstanding), style="bold red" if one.overdue else "yellow" if one.outstanding else "")
        for one in counted
    ]
    return [
        _Column(_("expected"), [Text(str(one.expected_reports)) for one in counted]),
        _Column(_("reported"), [Text(str(one.actual_reports)) for one in counted]),
        _Column(_("on time"), [Text(str(one.actual_reports_on_time)) for one in counted], spare=True),
        _Column(_("late"), [Text(str(one.late)) for one in counted], spare=True),
        _Column(_("outstanding"), outstanding),
        _Column(_("rate"), [Text(one.percent_reported) for one in counted]),
    ]
