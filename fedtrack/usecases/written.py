"""What a use case that adds entries answers, and what all of them ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.entries import Entry
from fedtrack.core.model import Notice
from fedtrack.core.standing import Standing, build_standings
from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedtrack.core.model import Roster, Unit
    from fedtrack.usecases.ports import Pen


class Written(Struct, frozen=True):
    """The entries that were added, the units' standings after them, and what the clerk should know."""

    notice: Notice
    entries: tuple[Entry, ...]
    standings: tuple[Standing, ...]
    notes: tuple[Message, ...] = ()


def require_expected(roster: Roster, notice: Notice, units: Sequence[Unit]) -> None:
    """Raise UsageError unless every unit owes, or owed, a report for the notice."""
    expected = {unit.id for unit in roster.expected(notice)}
    strangers = [unit for unit in units if unit.id not in expected]
    if strangers:
        raise UsageError(
            Message(
                "{units} is not asked by the notice {notice}; nothing was recorded",
                units=tuple(unit.name for unit in strangers),
                notice=notice.id,
            ),
            fix=Message("check the notice's recipients and the unit's group, since and until in units.toml"),
        )


def written(
    notice: Notice,
    units: Sequence[Unit],
    entries: Sequence[Entry],
    *,
    pen: Pen,
    as_of: datetime,
    notes: Sequence[Message] = (),
) -> Written:
    """Return the answer: the new entries and what the units' standings are with them."""
    standings = build_standings(notice, units, pen.entries(notice.id), as_of)
    return Written(notice=notice, entries=tuple(entries), standings=standings, notes=tuple(notes))
