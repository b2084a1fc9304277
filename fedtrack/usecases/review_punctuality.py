"""Review how punctually units reported over all notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.model import groups_of
from fedtrack.core.punctuality import Review, review
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.summarize import summarize_all

if TYPE_CHECKING:
    from datetime import datetime

    from fedtrack.core.model import Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Ledger


def review_punctuality(
    roster: Roster,
    ledger: Ledger,
    *,
    as_of: datetime,
    calendar: WorkCalendar,
    group: str | None = None,
    unit: Unit | None = None,
) -> Review:
    """Return the review of all units, of a group, or of one unit.

    Raises UsageError for a group that no unit is in.
    """
    groups = tuple(name for name in groups_of(roster.units) if name)
    if group is not None and group not in groups:
        raise UsageError(
            Message("no group is called {group}", group=group),
            fix=Message("the groups are: {groups}", groups=groups),
        )
    chosen = [one for one in roster.units if group in {None, one.group} and unit in {None, one}]
    summaries = summarize_all(roster, roster.notices, ledger, as_of=as_of, calendar=calendar)
    return review(summaries, chosen, as_of=as_of, federation=roster.federation.name)
