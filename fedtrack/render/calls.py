"""The call sheet: what to say, whom to call, and room to write down who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import HORIZONTALS
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import STATE_STYLES, reminded_words, stage_word, state_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from fedtrack.usecases.word_calls import CallSheet

_WIDEST = 80
"""Cells of a sheet: so many stand on a page, and on the terminal of whoever reads a file with it."""
_NUMBER = 13
"""Cells of a number to dial, which is not broken in two."""
_ROOM = 14
"""Cells to write an answer in."""


def render_calls(sheets: Sequence[CallSheet], today: date) -> Iterator[RenderableType]:
    """Yield for each sheet who is told what, in which state they all are, and the table."""
    for sheet in sheets:
        state = sheet.standings[0].state
        heading = _("{stage}, {state}: say to each of {count}").format(
            stage=stage_word(sheet.stage), state=state_word(state), count=len(sheet.standings)
        )
        yield styled(heading, f"bold {STATE_STYLES[state]}")
        yield from (styled(line) for line in sheet.words.splitlines())
        yield Text()
        yield Constrain(_table(sheet, today), _WIDEST)


def _table(sheet: CallSheet, today: date) -> Table:
    """Return a line for each unit; what nobody has takes no room from where answers are written."""
    cells = {
        _("person"): [standing.unit.contact for standing in sheet.standings],
        _("returned for"): [standing.note if sheet.returned else "" for standing in sheet.standings],
        _("reminded"): [reminded_words(standing, today) for standing in sheet.standings],
    }
    shown = {heading: column for heading, column in cells.items() if any(column)}
    table = Table(box=HORIZONTALS, header_style="bold", show_lines=True, pad_edge=False, expand=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column(_("unit"), overflow="fold", ratio=2)
    table.add_column(_("phone"), overflow="fold", min_width=_NUMBER)
    for heading in shown:
        table.add_column(heading, overflow="fold")
    table.add_column(_("answered by, what"), min_width=_ROOM, ratio=1)
    for number, standing in enumerate(sheet.standings, start=1):
        table.add_row(
            str(number),
            styled(standing.unit.name),
            styled(standing.unit.phone or "—"),
            *(styled(column[number - 1]) for column in shown.values()),
            "",
        )
    return table


def calls_document(sheets: Sequence[CallSheet]) -> dict[str, Any]:
    """Return the document `fedtrack.calls/1`."""
    return {
        "schema": "fedtrack.calls/1",
        "calls": [
            {
                "unit": standing.unit.id,
                "name": standing.unit.name,
                "phone": standing.unit.phone,
                "contact": standing.unit.contact,
                "state": standing.state,
                "reason": standing.note if sheet.returned else "",
                "reminders": len(standing.reminders),
                "last_reminded_on": standing.last_reminded_on,
                "stage": sheet.stage,
                "words": sheet.words,
            }
            for sheet in sheets
            for standing in sheet.standings
        ],
    }
