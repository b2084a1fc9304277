"""What is wrong between the tables: two that bear one name, a recipient that nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.names import fold
from fedtrack.core.roster.table import RosterFault
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.model import Notice, Roster


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
    bearers: dict[str, list[int]] = {}
    for index, unit in enumerate(roster.units):
        for key, name in (("name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
            folded = fold(name)
            if not folded:
                continue
            earlier = bearers.setdefault(folded, [])
            others = [one for one in earlier if one != index and _overlap(roster, one, index)]
            named_by_id = ids.get(folded, index)
            others += [named_by_id] if named_by_id != index else []
            if others:
                yield RosterFault(
                    ("units", index, key),
                    Message(
                        "{name} also names the unit {other}", name=name, other=roster.units[others[0]].id
                    ),
                    Message("a name or alias must fit one unit only"),
                )
            earlier.append(index)


def _overlap(roster: Roster, one: int, other: int) -> bool:
    """Say whether both units exist on some day: a successor may take over a name."""
    first, second = roster.units[one], roster.units[other]
    starts = [day for day in (first.since, second.since) if day]
    ends = [day for day in (first.until, second.until) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _unknown_recipients(roster: Roster) -> Iterator[RosterFault]:
    known = {unit.group for unit in roster.units if unit.group} | {unit.id for unit in roster.units}
    for index, notice in enumerate(roster.notices):
        for recipient in notice.recipients:
            if recipient in known:
                continue
            from difflib import get_close_matches

            close = get_close_matches(recipient, sorted(known), n=1, cutoff=0.4)
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
