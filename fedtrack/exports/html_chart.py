"""The burn-up of a notice as SVG: reports by day, the target, the due date, the reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.exports.html_elements import element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from fedtrack.core.burn_up import BurnUp

_DAY_STEPS = (1, 2, 3, 5, 7, 14, 30, 60, 90, 180)
_MOST_LINES = 5  # across the plot
_LABEL = 4.6  # widths of a character that a date takes, with air
_BELOW, _MARKS = 4.4, 2.4  # lines below the plot, and how many of them the reminders take
_ROOM = 9.5  # widths of a character that the words beside the last point take


class Size(NamedTuple):
    """The measures of a chart in its own units: the plot with what stands left and right of it.

    Above the plot are two lines of words, below it the dates and the marks of reminders.
    """

    name: str
    width: int
    left: int
    right: int
    top: int
    bottom: int
    text: int


WIDE = Size("wide", width=960, left=52, right=920, top=54, bottom=286, text=16)
NARROW = Size("narrow", width=380, left=34, right=348, top=44, bottom=258, text=13)


class _Plot(NamedTuple):
    """A chart's size with its scales."""

    size: Size
    first: date
    days: int
    most: int

    def x(self, day: date) -> float:
        return round(
            self.size.left + (self.size.right - self.size.left) * (day - self.first).days / self.days, 1
        )

    def y(self, count: int) -> float:
        return round(self.size.bottom - (self.size.bottom - self.size.top) * count / self.most, 1)


def burn_up_chart(line: BurnUp, size: Size) -> Element:
    """Return the chart; what it shows is also in its `desc`, for who cannot see it."""
    plot = _Plot(
        size,
        line.first,
        max((line.end - line.first).days, 1),
        max(line.target, *(day.reported for day in line.days), 1),
    )
    below = _BELOW if any(day.reminded for day in line.days) else _BELOW - _MARKS
    title, words = f"chart-{size.name}-title", f"chart-{size.name}-words"
    return element(
        "svg",
        element("title", "报送进度图", id=title),
        element("desc", chart_words(line), id=words),
        *_grid(plot),
        *_due(line, plot),
        *_curve(line, plot),
        *_reminders(line, plot),
        class_=f"chart {size.name}",
        role="img",
        aria_labelledby=f"{title} {words}",
        viewBox=f"0 0 {size.width} {size.bottom + below * size.text:g}",
        font_size=size.text,
    )


def short_date(day: date, *, beside: date) -> str:
    """Return 3月23日, with the year where that is not the year of `beside`."""
    year = "" if day.year == beside.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def chart_words(line: BurnUp) -> str:
    """Return the data of the chart in a sentence or two."""
    due = line.due
    counts = [
        f"{short_date(now.day, beside=due)}{now.reported}家"
        for before, now in zip((None, *line.turns), line.turns, strict=False)
        if before is None or now.reported != before.reported or now is line.turns[-1]
    ]
    reminders = [f"{short_date(day.day, beside=due)}{day.reminded}家" for day in line.days if day.reminded]
    parts = [
        f"应报{line.target}家，报送期限{short_date(due, beside=due)}。",
        f"累计已报：{'，'.join(counts)}。",
        f"提醒：{'，'.join(reminders)}。" if reminders else "没有提醒记录。",
    ]
    return "".join(parts)


def _grid(plot: _Plot) -> Iterator[Element]:
    size = plot.size
    step = _count_step(plot.most)
    for count in range(0, plot.most + 1, step):
        y = plot.y(count)
        yield element("line", class_="grid", x1=size.left, x2=size.right, y1=y, y2=y)
        yield _text(str(count), size.left - 0.5 * size.text, y + 0.35 * size.text, "end", "axis")
    room = _LABEL * size.text * plot.days / (size.right - size.left)
    every = next((step for step in _DAY_STEPS if step >= room), max(_DAY_STEPS[-1], round(room)))
    for number in range(0, plot.days + 1, every):
        day = plot.first + timedelta(days=number)
        x = plot.x(day)
        yield element("line", class_="tick", x1=x, x2=x, y1=size.bottom, y2=size.bottom + 5)
        yield _text(f"{day.month}月{day.day}日", x, size.bottom + 1.4 * size.text, "middle", "axis")


def _count_step(most: int) -> int:
    """Return 1, 2 or 5 times a power of ten, so that few lines reach up to `most`."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if times * power * _MOST_LINES >= most:
                return times * power
        power *= 10


def _due(line: BurnUp, plot: _Plot) -> Iterator[Element]:
    """Yield the target and the due date, with the time after it shaded."""
    size, x, y = plot.size, plot.x(line.due), plot.y(line.target)
    if line.last > line.due:
        yield element(
            "rect", class_="past", x=x, width=size.right - x, y=size.top, height=size.bottom - size.top
        )
    yield element("line", class_="target", x1=size.left, x2=size.right, y1=y, y2=y)
    yield _text(f"应报{line.target}家", size.left, y - 0.5 * size.text, "start", "target-words")
    yield element("line", class_="due", x1=x, x2=x, y1=1.5 * size.text, y2=size.bottom)
    anchor = "end" if x > (size.left + size.right) / 2 else "start"
    yield _text(f"报送期限 {short_date(line.due, beside=line.due)}", x, 1.1 * size.text, anchor, "due-words")


def _curve(line: BurnUp, plot: _Plot) -> Iterator[Element]:
    size = plot.size
    points = [f"{plot.x(day.day):g},{plot.y(day.reported):g}" for day in line.turns]
    begin, end = plot.x(line.first), plot.x(line.last)
    ground = f"{end:g},{size.bottom:g} {begin:g},{size.bottom:g}"
    steps = _steps(points)
    yield element("polygon", class_="area", points=f"{steps} {ground}")
    yield element("polyline", class_="curve", points=steps)
    y = plot.y(line.days[-1].reported)
    yield element("circle", class_="now", cx=end, cy=y, r=0.35 * size.text)
    yield _now_words(line, plot, end, y)


def _now_words(line: BurnUp, plot: _Plot, end: float, y: float) -> Element:
    """Return the words of the last point, where neither the due date nor the edge cuts through them."""
    size, due, room = plot.size, plot.x(line.due), _ROOM * plot.size.text
    to_the_right = end + room < (due if line.due > line.last else size.right) or end < room
    x = end + 0.7 * size.text if to_the_right else end - 0.3 * size.text
    if not to_the_right and end - room < due < end:
        x = due - 0.5 * size.text
    above = -0.7 * size.text if y > size.top + 1.6 * size.text else 1.6 * size.text
    words = f"{short_date(line.last, beside=line.due)} 已报{line.days[-1].reported}家"
    return _text(words, x, y + above, "start" if to_the_right else "end", "now-words")


def _steps(points: Iterable[str]) -> str:
    """Return the points of a staircase: a day's count holds until the next one changes it."""
    steps: list[str] = []
    for point in points:
        if steps:
            steps.append(f"{point.partition(',')[0]},{steps[-1].partition(',')[2]}")
        steps.append(point)
    return " ".join(steps)


def _reminders(line: BurnUp, plot: _Plot) -> Iterator[Element]:
    """Yield a mark for each day with reminders, and below it how many units, where there is room."""
    size = plot.size
    top, half, free = size.bottom + 2.0 * size.text, 0.4 * size.text, 0.0
    for day in line.days:
        if not day.reminded:
            continue
        x = plot.x(day.day)
        yield element(
            "polygon",
            class_="reminder",
            points=f"{x:g},{top:g} {x - half:g},{top + 2 * half:g} {x + half:g},{top + 2 * half:g}",
        )
        words = f"{day.reminded}家"
        if x >= free:
            yield _text(words, x, top + 1.9 * size.text, "middle", "reminder-words")
            free = x + (len(words) + 1) * 0.8 * size.text


def _text(words: str, x: float, y: float, anchor: str, kind: str) -> Element:
    return element("text", words, x=round(x, 1), y=round(y, 1), text_anchor=anchor, class_=kind)
