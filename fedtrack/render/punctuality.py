"""How punctually units reported over all notices, on a terminal and as a document; no unit is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import short_day, state_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from fedtrack.core.punctuality import Punctuality, Record, Review, UnitPunctuality


def history_document(review: Review) -> dict[str, Any]:
    """Return the document `fedtrack.history/1`; days below nought are early."""
    return {
        "schema": "fedtrack.history/1",
        "as_of": review.as_of.date(),
        "federation": review.federation,
        "notices": [notice.id for notice in review.notices],
        "total": _fields(review.total),
        "groups": [{"group": one.group, **_fields(one.punctuality)} for one in review.groups],
        "units": [
            {
                "id": one.unit.id,
                "name": one.unit.name,
                "group": one.unit.group,
                **_fields(one.punctuality),
                "notices": [_record_fields(record) for record in one.records],
            }
            for one in review.units
        ],
    }


def render_review(review: Review) -> Iterator[RenderableType]:
    """Yield the heading, the groups where there are several, and the units in roster order."""
    yield styled(review.federation, "bold")
    yield styled(_span(review))
    yield Text()
    if not review.units:
        return
    if len(review.groups) > 1:
        yield _groups(review)
        yield Text()
    table = _table(_("unit"))
    for one in review.units:
        table.add_row(styled(one.unit.name), *_cells(one.punctuality))
    yield table


def render_unit(review: Review, one: UnitPunctuality) -> Iterator[RenderableType]:
    """Yield one unit with each notice that asked it, oldest first."""
    yield styled(one.unit.name, "bold")
    yield styled(_span(review))
    yield Text()
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(_("notice"), overflow="fold")
    for heading in (_("due"), _("received"), _("state")):
        table.add_column(heading, no_wrap=True)
    for heading in (_("early or late"), _("reminders")):
        table.add_column(heading, justify="right", no_wrap=True)
    for record in one.records:
        standing = record.standing
        due = standing.deadline.due
        table.add_row(
            styled(record.notice.number or record.notice.id),
            styled(due),
            styled(short_day(standing.received_on, beside=due)),
            styled(state_word(standing.state)),
            styled(_days(record.days)),
            styled(len(standing.reminders)),
        )
    yield table
    yield Text()
    yield _together(one.punctuality)


def _together(one: Punctuality) -> Text:
    words = _(
        "Together: reported {reported} of {expected} ({rate}), on time {on_time}, usually {days}, "
        "reminders {reminders}"
    )
    totals = one.totals
    return styled(
        words.format(
            reported=totals.actual_reports,
            expected=totals.expected_reports,
            rate=totals.percent_reported,
            on_time=totals.percent_on_time,
            days=_days(one.median_days),
            reminders=one.reminders,
        )
    )


def _span(review: Review) -> str:
    if not review.notices:
        return _("No notice has fallen due yet")
    words = _("Notices that count: {count}, due {first} to {last}")
    first, last = review.notices[0], review.notices[-1]
    return words.format(count=len(review.notices), first=first.deadline.due, last=last.deadline.due)


def _groups(review: Review) -> Table:
    table = _table(_("group"))
    for one in review.groups:
        table.add_row(styled(one.group or _("no group")), *_cells(one.punctuality))
    table.add_section()
    table.add_row(styled(_("total"), "bold"), *_cells(review.total))
    return table


def _table(first: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for heading in (_("asked"), _("reported"), _("rate"), _("on time"), _("usually"), _("reminders")):
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _cells(one: Punctuality) -> list[Text]:
    totals = one.totals
    return [
        styled(totals.expected_reports),
        styled(totals.actual_reports),
        styled(totals.percent_reported),
        styled(totals.percent_on_time),
        styled(_days(one.median_days)),
        styled(one.reminders),
    ]


def _days(days: float | None) -> str:
    """Return a number of days in words; half a day is the middle of two reports."""
    if days is None:
        return "—"
    if days == 0:
        return _("that day")
    words = _("{days} d early") if days < 0 else _("{days} d late")
    return words.format(days=f"{abs(days):g}")


def _fields(one: Punctuality) -> dict[str, Any]:
    totals: dict[str, Any] = msgspec.structs.asdict(one.totals)
    return {**totals, "median_days": one.median_days, "reminders": one.reminders}


def _record_fields(record: Record) -> dict[str, Any]:
    standing = record.standing
    return {
        "notice": record.notice.id,
        "counted": record.counted,
        "state": standing.state,
        "due": standing.deadline.due,
        "received_on": standing.received_on,
        "days": record.days,
        "reminders": len(standing.reminders),
    }
