"""The tables of the page: groups with their bars, and all units, ready to be sorted and filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.model import State
from fedtrack.exports.columns import list_units
from fedtrack.exports.html_chart import short_date
from fedtrack.exports.html_elements import element, fill
from fedtrack.exports.phrases import COUNTED, NIL, NO_GROUP, REPORTED, STATE_NAMES, WHOLE, counts, via_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from xml.etree.ElementTree import Element

    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals

_SIGNS = {  # in the order in which a leader asks for them
    State.OVERDUE: "！",
    State.RETURNED: "↩",
    State.PENDING: "○",
    State.LATE: "✓",
    State.ON_TIME: "✓",
    State.EXCUSED: "–",
}
_FIGURES, _FILES, _REMINDERS = 8, -4, -3  # where the office's listing has them


class _Column(NamedTuple):
    """A column of the units: `kind` is how wide it wants to be, `cells` has one for each of them."""

    heading: str
    kind: str
    cells: list[Element]
    total: str = ""

    @property
    def filled(self) -> bool:
        """Whether any unit has something in it."""
        return any(cell.text or len(cell) for cell in self.cells)


def group_table(summary: Summary) -> Element:
    """Return a row a group and the totals, each with a bar of on time, late and outstanding."""
    headings = ("分组", "比例", REPORTED, *COUNTED)
    head = element("tr", *(element("th", words, scope="col") for words in headings))
    rows = (_group_row(group.group or NO_GROUP, group.totals) for group in summary.groups)
    return element(
        "table",
        element("caption", "各组报送情况"),
        element("thead", head),
        element("tbody", *rows),
        element("tfoot", _group_row(WHOLE, summary.totals)),
        class_="groups",
    )


def _group_row(name: str, totals: Totals) -> Element:
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", _bar(totals), class_="share"),
        element("td", totals.percent_reported, class_="number"),
        *(element("td", str(count), class_="number") for count in counts(totals)),
    )


def _bar(totals: Totals) -> Element:
    """Return the bar; the numbers stand in the same row, so it is nothing to be read aloud."""
    bar = element("svg", class_="bar", aria_hidden="true", width="100%", height=16)
    begin = 0.0
    parts = (
        ("on-time", totals.actual_reports_on_time),
        ("late", totals.late),
        ("outstanding", totals.outstanding),
    )
    for kind, count in parts:
        if count:
            share = 100 * count / totals.expected_reports
            fill(bar, element("rect", class_=kind, x=f"{begin:.2f}%", width=f"{share:.2f}%", height=16))
            begin += share
    return bar


def unit_table(summary: Summary) -> Element:
    """Return a row a unit; columns in which no unit has anything are left out."""
    columns = [column for column in _columns(summary) if column.filled or not summary.standings]
    for column in columns:
        for cell in column.cells:
            cell.set("class", column.kind)
    numbers = group_numbers(summary)
    body = element("tbody")
    for position, standing in enumerate(summary.standings):
        row = element("tr", *(column.cells[position] for column in columns))
        row.set("data-state", standing.state)
        row.set("data-group", str(numbers[standing.unit.group]))
        body.append(row)
    headings = (element("th", column.heading, scope="col", class_=column.kind) for column in columns)
    return element(
        "table",
        element("caption", f"各单位报送情况（{len(summary.standings)}家）"),
        element("thead", element("tr", *headings)),
        body,
        element("tfoot", element("tr", *map(_total, columns))),
        id="units",
        class_="units",
    )


def group_numbers(summary: Summary) -> dict[str, int]:
    """Return a number for each group of the units listed, in their order."""
    names = dict.fromkeys(standing.unit.group for standing in summary.standings)
    return {name: number for number, name in enumerate(names)}


def _columns(summary: Summary) -> Iterator[_Column]:
    """Yield the columns of the office's listing; what belongs together stands in one."""
    standings, notice = summary.standings, summary.notice
    due = notice.deadline.due
    headings, _, totals = list_units(summary)
    yield _Column("序号", "ordinal", [_number(position + 1) for position in range(len(standings))])
    units = [element("th", one.unit.name, scope="row") for one in standings]
    yield _Column("单位", "name", units, WHOLE)
    yield _Column("状态", "brief", [_state(summary, one) for one in standings])
    received = [_dated(one.received_on, via_name(one), due) for one in standings]
    yield _Column("报送日期", "brief", received)
    yield _Column("分组", "group", [element("td", one.unit.group or NO_GROUP) for one in standings])
    yield _Column("题名", "long", [element("td", one.title) for one in standings])
    for place, figure in enumerate(notice.figures, start=_FIGURES):
        cells = [_number(one.figures.get(figure.key)) for one in standings]
        yield _Column(headings[place], "number", cells, _words(totals[place]))
    files = [_number(one.files or None) for one in standings]
    yield _Column("附件数", "number", files, _words(totals[_FILES]))
    reminded = [_reminded(one, due) for one in standings]
    yield _Column("提醒", "brief", reminded, f"{totals[_REMINDERS]}次")
    yield _Column("备注", "long", [element("td", one.note) for one in standings])


def _total(column: _Column) -> Element:
    if column.kind == "name":
        return element("th", column.total, scope="row")
    return element("td", column.total, class_=column.kind)


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: float | None) -> Element:
    return element("td", _words(value))


def _state(summary: Summary, standing: Standing) -> Element:
    """Return the state in a word with a sign and a colour, and until when the unit has longer."""
    sign = element("span", _SIGNS[standing.state], aria_hidden="true", class_="sign")
    shown = element("span", sign, STATE_NAMES[standing.state], class_=f"state {standing.state}")
    cell = element("td", shown, data_sort=list(_SIGNS).index(standing.state))
    if standing.nil:
        fill(cell, element("small", NIL))
    if standing.outstanding and standing.deadline != summary.notice.deadline:
        day = short_date(standing.deadline.due, beside=summary.notice.deadline.due)
        fill(cell, element("small", f"延至{day}"))
    return cell


def _dated(day: date | None, words: str, due: date) -> Element:
    """Return a day as people read it, with the one that the script sorts by, and words beside it."""
    if day is None:
        return element("td")
    shown = element("time", short_date(day, beside=due), datetime=day.isoformat())
    return element("td", shown, f" {words}", data_sort=day.isoformat())


def _reminded(standing: Standing, due: date) -> Element:
    last = standing.last_reminded_on
    if last is None:
        return element("td")
    count = len(standing.reminders)
    shown = element("time", short_date(last, beside=due), datetime=last.isoformat())
    return element("td", f"{count}次 ", shown, data_sort=count)
