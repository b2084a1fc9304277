"""Bars made of characters: a share, and how the reports came in by day with the due day marked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from fedtrack.render.language import translate as _
from fedtrack.render.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from fedtrack.core.burn_up import BurnUp

_LEAST = 7  # cells below which a line of days is no picture any more


class Strokes(NamedTuple):
    """What bars are drawn with; `steps` rise from nobody to everybody."""

    full: str
    rest: str
    steps: str
    ahead: str
    due: str


BLOCKS = Strokes("█", "░", "▁▂▃▄▅▆▇█", "·", "│")
ASCII = Strokes("#", "-", "_.:-=+*#", " ", "|")


def strokes_for(encoding: str) -> Strokes:
    """Return blocks, or ASCII for a terminal whose encoding lacks them."""
    try:
        "".join(BLOCKS).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return BLOCKS


def share_bar(part: int, whole: int, cells: int, strokes: Strokes) -> Text:
    """Return a bar of that many cells, full only where the part is the whole."""
    filled = cells * part // whole if whole else 0
    bar = Text(strokes.full * filled, style="green")
    return bar.append(strokes.rest * (cells - filled), style="dim")


def burn_up_line(line: BurnUp, *, today: date, width: int, strokes: Strokes) -> Text | None:
    """Return the days in one line: each cell as high as the share that has reported, what is ahead dotted.

    A cell is one day, or several where the terminal is narrow; the due day is the one before its mark.
    None where there is nothing to draw, or no room.
    """
    begin = Text(_("By day")).append(f"  {short_day(line.first, beside=today)} ")
    due = _("due {day}").format(day=short_day(line.due, beside=today))
    end = f" {due}"
    if line.end > line.due:
        end = f" {short_day(line.end, beside=today)}  {strokes.due} {due}"
    room = width - begin.cell_len - Text(end).cell_len - len(strokes.due)
    days = (line.end - line.first).days + 1
    if room < _LEAST or days == 1 or not line.target:
        return None
    each = -(-days // room)
    for start in range(0, days, each):
        first = line.first + timedelta(days=start)
        last = first + timedelta(days=each - 1)
        begin.append_text(_cell(line, start, each, strokes, late=first > line.due))
        if first <= line.due <= last:
            begin.append(strokes.due, style="bold yellow")
    return begin.append(end)


def _cell(line: BurnUp, start: int, days: int, strokes: Strokes, *, late: bool) -> Text:
    counted = line.days[start : start + days]
    if not counted:
        return Text(strokes.ahead, style="dim")
    reported = counted[-1].reported
    between = len(strokes.steps) - 2  # neither nobody nor everybody
    step = min(1 + between * reported // line.target, between) if reported else 0
    if reported >= line.target:
        step = len(strokes.steps) - 1
    return Text(strokes.steps[step], style="dim" if not reported else "magenta" if late else "green")
