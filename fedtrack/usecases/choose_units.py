"""Choose some of the units that a notice asks, by name or by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import require_expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Notice, Roster, Unit


def choose_units(
    roster: Roster, notice: Notice, named: Sequence[Unit], *, group: str | None
) -> tuple[Unit, ...]:
    """Return the expected units in roster order: those named if any are, those of the group if one is given.

    Raises UsageError for a named unit that is not asked and for a group that no expected unit is in.
    """
    require_expected(roster, notice, named)
    expected = roster.expected(notice)
    wanted = {unit.id for unit in named or expected}
    groups = tuple(dict.fromkeys(unit.group for unit in expected if unit.group))
    if group is not None and group not in groups:
        raise UsageError(
            Message("no group is called {group}", group=group),
            fix=Message("the groups are: {groups}", groups=groups),
        )
    return tuple(unit for unit in expected if unit.id in wanted and group in {None, unit.group})
