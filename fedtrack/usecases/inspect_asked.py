"""Look for units that stand in a roster and are asked for nothing: in no group, or in one nobody names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message
from fedtrack.usecases.inspect import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fedtrack.core.model import Roster, Unit

_MOST_NAMES = 5


def inspect_asked(roster: Roster, today: date) -> list[Finding]:
    """Return which units no open notice asks, nor any other one by its recipients; one finding a group.

    A group that an earlier notice names is left out of the open ones on purpose.
    """
    notices = roster.open_notices(today)
    if not notices or not all(notice.recipients for notice in notices):
        return []
    named = {name for notice in roster.notices for name in notice.recipients}
    groups: dict[str, list[Unit]] = {}
    for unit in roster.units:
        ended = unit.until is not None and unit.until < today
        if not ended and named.isdisjoint({unit.id, unit.group}):
            groups.setdefault(unit.group, []).append(unit)
    return list(_findings(groups))


def _findings(groups: dict[str, list[Unit]]) -> Iterator[Finding]:
    for group, units in groups.items():
        names = tuple(unit.name for unit in units[:_MOST_NAMES])
        names += ("…",) if len(units) > _MOST_NAMES else ()
        if group:
            what = Message(
                "no notice names the group {group}, so nobody asks {units}", group=group, units=names
            )
            fix = Message("write the group as in recipients, or add it there")
        else:
            what = Message("in no group, so no open notice asks them: {units}", units=names)
            fix = Message("write the group that recipients name, or add the id there")
        yield Finding(Level.WARNING, units[0].id, what, fix)
