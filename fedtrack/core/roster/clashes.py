"""What is wrong between the tables: two that bear one name, a recipient that nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fedtrack.core.names import fold
from fedtrack.core.roster.table import Path, RosterFault
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.model import Notice, Roster


def find_clashes(document: dict[str, Any], roster: Roster) -> list[RosterFault]:
    """Return the faults that only show when tables are seen together."""
    faults = [
        *_repeated("notices", (notice.id for notice in roster.notices)),
        *_repeated("units", (unit.id for unit in roster.units)),
        *_shared_names(roster),
        *_unknown_recipients(document, roster),
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
    owners: dict[str, int] = {}
    for index, unit in enumerate(roster.units):
        for key, name in (("name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
            owner = owners.setdefault(fold(name), index) if name else index
            if owner != index and _overlap(roster, owner, index):
                other = roster.units[owner]
                yield RosterFault(
                    ("units", index, key),
                    Message("{name} also names the unit {other}", name=name, other=other.id),
                    Message("a name or alias must fit one unit only"),
                )


def _overlap(roster: Roster, one: int, other: int) -> bool:
    """Say whether both units exist on some day: a successor may take over a name."""
    first, second = roster.units[one], roster.units[other]
    starts = [day for day in (first.since, second.since) if day]
    ends = [day for day in (first.until, second.until) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _unknown_recipients(document: dict[str, Any], roster: Roster) -> Iterator[RosterFault]:
    known = {unit.group for unit in roster.units if unit.group} | {unit.id for unit in roster.units}
    tables = document.get("notices")
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        recipients = table.get("recipients") if isinstance(table, dict) else None
        for recipient in recipients if isinstance(recipients, list) else ():
            if isinstance(recipient, str) and recipient not in known:
                from difflib import get_close_matches

                close = get_close_matches(recipient, sorted(known), n=1, cutoff=0.4)
                path: Path = ("notices", index, "recipients")
                yield RosterFault(
                    path,
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
