"""The call sheet: what to say, whom to call, and room to write down who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SQUARE
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import STATE_STYLES, reminded_words, stage_word, state_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from fedtrack.core.standing import Standing
    from fedtrack.usecases.word_calls import CallSheet


def render_calls(sheets: Sequence[CallSheet], today: date) -> Iterator[RenderableType]:
    """Yield for each sheet the words to say and the table."""
    for sheet in sheets:
        heading = _("{stage}: say to each of {count}").format(
            stage=stage_word(sheet.stage), count=len(sheet.standings)
        )
        yield styled(heading, "bold")
        yield from (styled(line) for line in sheet.words.splitlines())
        yield Text()
        yield _table(sheet.standings, today)


def _table(standings: Sequence[Standing], today: date) -> Table:
    table = Table(box=SQUARE, header_style="bold", show_lines=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column(_("unit"), overflow="fold", ratio=3)
    table.add_column(_("phone"), overflow="fold", ratio=2)
    table.add_column(_("person"), overflow="fold")
    table.add_column(_("state"), no_wrap=True)
    table.add_column(_("reminded"), no_wrap=True)
    table.add_column(_("answered by, what"), ratio=2)
    for number, standing in enumerate(standings, start=1):
        table.add_row(
            str(number),
            styled(standing.unit.name),
            styled(standing.unit.phone or "—"),
            styled(standing.unit.contact),
            Text(state_word(standing.state), style=STATE_STYLES[standing.state]),
            Text(reminded_words(standing, today)),
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
                "reminders": len(standing.reminders),
                "last_reminded_on": standing.last_reminded_on,
                "stage": sheet.stage,
                "words": sheet.words,
            }
            for sheet in sheets
            for standing in sheet.standings
        ],
    }
