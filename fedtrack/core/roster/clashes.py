"""What is wrong between the tables: two that bear one name, a recipient that nobody is."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from fedtrack.core.names import fold
from fedtrack.core.roster.table import RosterFault
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.model import Notice, Roster, Unit

_MOST_GUESSES = 20
"""Unknown recipients for which a near name is looked for among all groups and units."""


def find_clashes(roster: Roster) -> list[RosterFault]:
    """Return the faults that only show when tables are seen together."""
    faults = [
        *_repeated("notices", (notice.id for notice in roster.notices)),
        *_repeated("units", (unit.id for unit in roster.units)),
        *_shared_names(roster),
        *_unknown_recipients(roster),
    ]
    for index, notice in enumerate(roster.notices):
        faults += _repeated_figures(index, notice)
    return faults


def _repeated(section: str, ids: Iterable[str]) -> Iterator[RosterFault]:
    first: dict[str, str] = {}
    for index, identifier in enumerate(ids):
        if not identifier:
            continue
        folded = identifier.casefold()  # folders are named by it, and Windows folds case
        if folded in first:
            yield RosterFault(
                (section, index, "id"),
                Message("the id {id} is used twice", id=identifier),
                Message("give each its own id"),
            )
        first.setdefault(folded, identifier)


def _shared_names(roster: Roster) -> Iterator[RosterFault]:
    ids = {fold(unit.id): index for index, unit in enumerate(roster.units)}
    bearers: dict[str, _Bearers] = {}
    for index, unit in enumerate(roster.units):
        for key, name in (("name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
            folded = fold(name)
            if not folded:
                continue
            other = bearers.setdefault(folded, _Bearers()).join(index, unit)
            if other is None and ids.get(folded, index) != index:
                other = ids[folded]
            if other is not None:
                yield RosterFault(
                    ("units", index, key),
                    Message("{name} also names the unit {other}", name=name, other=roster.units[other].id),
                    Message("a name or alias must fit one unit only"),
                )


class _Bearers:
    """The units of one name that exist one after the other, in the order of their days."""

    def __init__(self) -> None:
        self._since: list[date] = []
        self._others: list[tuple[date, int]] = []

    def join(self, index: int, unit: Unit) -> int | None:
        """Add a unit, or return one that bears the name on some day on which this one does.

        A successor may take over a name. One that clashes is not added: what clashes with it alone shows
        once it is mended.
        """
        since, until = unit.since or date.min, unit.until or date.max
        if until < since:  # a fault of its own
            return None
        at = bisect_right(self._since, since)
        ended, other = self._others[at - 1] if at else (date.min, index)
        if at and other == index:
            return None
        if at and ended >= since:
            return other
        if at < len(self._since) and self._since[at] <= until:
            return self._others[at][1]
        self._since.insert(at, since)
        self._others.insert(at, (until, index))
        return None


def _unknown_recipients(roster: Roster) -> Iterator[RosterFault]:
    known = {unit.group for unit in roster.units if unit.group} | {unit.id for unit in roster.units}
    names = sorted(known)
    unknown = 0
    for index, notice in enumerate(roster.notices):
        for recipient in notice.recipients:
            if recipient in known:
                continue
            from difflib import get_close_matches

            unknown += 1
            close = get_close_matches(recipient, names, n=1, cutoff=0.4) if unknown <= _MOST_GUESSES else []
            yield RosterFault(
                ("notices", index, "recipients"),
                Message("no group and no unit id is called {name}", name=recipient),
                Message("write {name}", name=close[0]) if close else Message("give units that group"),
            )


def _repeated_figures(index: int, notice: Notice) -> Iterator[RosterFault]:
    seen: set[str] = set()
    for position, figure in enumerate(notice.figures):
        if figure.key and figure.key in seen:
            yield RosterFault(
                ("notices", index, "figures", position, "key"),
                Message("the figure {key} is asked for twice", key=figure.key),
                Message("give each figure its own key"),
            )
        seen.add(figure.key)
