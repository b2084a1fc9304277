"""The call sheet: what to say, whom to call, and room to write down who answered what."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.box import HORIZONTALS
from rich.cells import cell_len
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import STATE_STYLES, reminded_words, stage_word, state_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from fedtrack.usecases.word_calls import CallSheet

_WIDEST = 80
"""Cells of a sheet: so many stand on a page, and on the terminal of whoever reads a file with it."""
_PHONE = 20
"""Cells above which the numbers of one unit stand below each other."""
_NAME = 12
"""Cells that a unit's name has at least, where the terminal is too narrow for it in one line."""
_LEAST = 12
"""Cells below which what must be folded is better read under the name of its unit."""
_ROOM = 14
"""Cells to write an answer in."""
_GAP = 3
"""Cells between two columns."""
_BETWEEN = " 、,，;；/"
_DIALLED = re.compile(r"(\+?\d[\d-]{5,}\d)")


def render_calls(
    sheets: Sequence[CallSheet], today: date, *, width: int = _WIDEST
) -> Iterator[RenderableType]:
    """Yield for each sheet who is told what, in which state they all are, and the table."""
    width = min(width, _WIDEST)
    for sheet in sheets:
        state = sheet.standings[0].state
        heading = _("{stage}, {state}: say to each of {count}").format(
            stage=stage_word(sheet.stage), state=state_word(state), count=len(sheet.standings)
        )
        yield styled(heading, f"bold {STATE_STYLES[state]}")
        yield from (styled(line) for line in sheet.words.splitlines())
        yield Text()
        yield Constrain(_table(sheet, today, width), width)


class _Column(NamedTuple):
    heading: str
    cells: list[str]
    width: int


def _table(sheet: CallSheet, today: date, width: int) -> Table:
    """Return a line for each unit: its name whole, and below it what has no room beside it.

    What nobody has takes no room from where answers are written.
    """
    units = [standing.unit for standing in sheet.standings]
    phones = [_numbers(unit.phone) for unit in units]
    index, phone = len(str(len(units))), min(_widest([_("phone"), *chain(*phones)]), _PHONE)
    room = width - 2 - index - phone - _ROOM - 3 * _GAP
    name = min(_widest([_("unit"), *(unit.name for unit in units)]), max(room, _NAME))
    beside, below = _divide(_facts(sheet, today), room - name)
    if below:
        name = max(name, room - sum(column.width + _GAP for column in beside))
    table = Table(box=HORIZONTALS, header_style="bold", show_lines=True, pad_edge=False, expand=True)
    table.add_column("#", justify="right", width=index)
    table.add_column(_("unit"), overflow="fold", width=name)
    table.add_column(_("phone"), overflow="fold", width=phone)
    for column in beside:
        table.add_column(column.heading, overflow="fold", width=column.width)
    table.add_column(_("answered by, what"), ratio=1)
    for number, unit in enumerate(units):
        more = [
            _("{label}: {text}").format(label=column.heading, text=column.cells[number])
            for column in below
            if column.cells[number]
        ]
        table.add_row(
            str(number + 1),
            Text("\n").join(map(styled, [unit.name, *more])),
            Text("\n").join(map(styled, phones[number])),
            *(styled(column.cells[number]) for column in beside),
            "",
        )
    return table


def _facts(sheet: CallSheet, today: date) -> Iterator[_Column]:
    """Yield what some of the units have beside name and phone; a reason may be folded."""
    facts = {
        _("person"): [standing.unit.contact for standing in sheet.standings],
        _("reminded"): [reminded_words(standing, today) for standing in sheet.standings],
        _("returned for"): [standing.note if sheet.returned else "" for standing in sheet.standings],
    }
    for heading, cells in facts.items():
        if any(cells):
            yield _Column(heading, cells, _widest([heading, *cells]))


def _divide(facts: Iterable[_Column], room: int) -> tuple[list[_Column], list[_Column]]:
    """Return the columns that have room beside the others, made as narrow as it is, and the rest."""
    beside: list[_Column] = []
    below: list[_Column] = []
    for column in facts:
        width = min(column.width, max(room - _GAP, _LEAST))
        if width + _GAP <= room:
            beside.append(column._replace(width=width))
            room -= width + _GAP
        else:
            below.append(column)
    return beside, below


def _widest(texts: Iterable[str]) -> int:
    return max(cell_len(plain(text)) for text in texts)


def _numbers(phone: str) -> list[str]:
    """Return the numbers of a unit, below each other where they are too wide for one line."""
    if cell_len(phone) <= _PHONE:
        return [phone or "—"]
    parts = (part.strip(_BETWEEN) for part in _DIALLED.split(phone))
    return [part for part in parts if part]


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
