"""Summarize a notice: who has reported and who has not, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.history import last_reminded
from fedtrack.core.summary import Summary, build_summary
from fedtrack.core.timetable import plan_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from fedtrack.core.model import Notice, Roster
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Ledger


def summarize(
    roster: Roster, notice: Notice, ledger: Ledger, *, as_of: datetime, calendar: WorkCalendar
) -> Summary:
    """Return the summary of one notice."""
    return build_summary(roster, notice, ledger.entries(notice.id), as_of=as_of, calendar=calendar)


def summarize_whole(
    roster: Roster, notice: Notice, ledger: Ledger, *, as_of: datetime, calendar: WorkCalendar
) -> Summary:
    """Return the summary with all that an export can carry: the planned days, and the whole ledger.

    All of it comes from one reading, so that the parts of an export agree.
    """
    everything = ledger.entries()
    own = [entry for entry in everything if entry.notice == notice.id]
    summary = build_summary(roster, notice, own, as_of=as_of, calendar=calendar)
    days = plan_days(notice, summary.standings, own, roster.reminders, calendar, today=summary.today)
    return replace(summary, timetable=days, ledger=tuple(everything))


def reminded_elsewhere(roster: Roster, notice: Notice, ledger: Ledger, *, as_of: datetime) -> dict[str, date]:
    """Return when each unit was last reminded of another notice; nothing is read where there is none."""
    if len(roster.notices) == 1:
        return {}
    return last_reminded(ledger.entries(), as_of.date(), but=notice.id)


def summarize_all(
    roster: Roster,
    notices: Sequence[Notice],
    ledger: Ledger,
    *,
    as_of: datetime,
    calendar: WorkCalendar,
) -> tuple[Summary, ...]:
    """Return the summary of each notice, from one reading of the ledger."""
    entries = ledger.entries()
    return tuple(
        build_summary(
            roster,
            notice,
            [entry for entry in entries if entry.notice == notice.id],
            as_of=as_of,
            calendar=calendar,
        )
        for notice in notices
    )


def finished_notices(
    roster: Roster, ledger: Ledger, *, as_of: datetime, calendar: WorkCalendar
) -> tuple[Notice, ...]:
    """Return the open notices that are past and for which nothing is outstanding: they can be closed."""
    today = as_of.date()
    summaries = summarize_all(roster, roster.open_notices(today), ledger, as_of=as_of, calendar=calendar)
    return tuple(
        one.notice for one in summaries if one.notice.deadline.due < today and not one.totals.outstanding
    )
