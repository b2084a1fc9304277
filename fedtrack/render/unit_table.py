"""The table of units under a status: names stay on one line, what can be folded gives way first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import (
    STATE_STYLES,
    contact_words,
    reminded_words,
    short_day,
    state_word,
    via_word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary

_WIDE = 110
_LEAST = 12  # cells below which a column that gives way is no help any more: a phone number
_GAP = 3  # cells between two columns


class _Column(NamedTuple):
    heading: str
    cells: list[Text]
    gives_way: bool = False

    @property
    def width(self) -> int:
        """The cells of its widest line."""
        lines = [self.heading, *(line for cell in self.cells for line in cell.plain.split("\n"))]
        return max(map(cell_len, lines))


def unit_table(summary: Summary, shown: Sequence[Standing], *, width: int) -> Table:
    """Return the table; group and note want a wide terminal, as do contacts beside dates received."""
    columns = _columns(summary, shown, wide=width >= _WIDE)
    kept = sum(min(column.width, _LEAST) if column.gives_way else column.width for column in columns)
    name_gives_way = kept + _GAP * (len(columns) - 1) > width
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for position, column in enumerate(columns):
        gives_way = column.gives_way or (position == 0 and name_gives_way)
        table.add_column(column.heading, overflow="fold", no_wrap=not gives_way)
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*cells)
    return table


def _columns(summary: Summary, shown: Sequence[Standing], *, wide: bool) -> list[_Column]:
    units = [standing.unit for standing in shown]
    states = [state_cell(standing, summary) for standing in shown]
    columns = [_Column(_("unit"), [styled(unit.name) for unit in units])]
    if wide:
        columns.append(_Column(_("group"), [styled(unit.group) for unit in units], gives_way=True))
    columns.append(_Column(_("state"), states))
    some_reported = any(standing.reported for standing in shown)
    if some_reported:
        columns.append(_Column(_("received"), [_received(standing, summary) for standing in shown]))
    if wide or not some_reported:
        contacts = [styled(contact_words(unit)) for unit in units]
        columns.append(_Column(_("contact"), contacts, gives_way=True))
    if any(standing.reminders for standing in shown):
        reminded = [styled(reminded_words(standing, summary.today)) for standing in shown]
        columns.append(_Column(_("reminded"), reminded))
    if wide and any(standing.note for standing in shown):
        columns.append(_Column(_("note"), [styled(standing.note) for standing in shown], gives_way=True))
    return columns


def state_cell(standing: Standing, summary: Summary) -> Text:
    """Return the state in its colour, with the unit's own due date where it has longer."""
    text = Text(state_word(standing.state), style=STATE_STYLES[standing.state])
    if standing.outstanding and standing.deadline != summary.notice.deadline:
        day = short_day(standing.deadline.due, beside=summary.today)
        text.append(_("\n(extended to {day})").format(day=day), style="default")
    return text


def _received(standing: Standing, summary: Summary) -> Text:
    if standing.received_on is None:
        return Text()
    parts = [short_day(standing.received_on, beside=summary.today), via_word(standing.via)]
    if standing.nil:
        parts.append(_("nil"))
    return styled(" ".join(parts))
