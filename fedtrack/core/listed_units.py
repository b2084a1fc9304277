"""Which unit of the roster a name on a list is: surely one, perhaps one of several, or none of them.

What may be a known unit under another name is never taken for a new one: a unit that stands twice in the
roster is reminded of a report that it has sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedtrack.core.listed_slips import Slips
from fedtrack.core.matching.name_index import NameIndex
from fedtrack.core.matching.near_names import by_sound, near_units
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.unit_names import SUFFIXES, Grade, find_place, name_forms
from fedtrack.core.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fedtrack.core.model import Roster, Unit


_LEAST_SHORT = 3  # characters of a short form: two fit half the offices of a county


class Match(NamedTuple):
    """The unit that a name is, or those that it may be; neither for a name that is new.

    `renamed` says that the unit is known by this name only through an alias of another kind.
    """

    unit: Unit | None = None
    perhaps: tuple[Unit, ...] = ()
    renamed: bool = False


def name_key(name: str) -> str:
    """Return the name as it is compared: width, case, blanks and traditional characters do not count."""
    return fold(normal(fold(name)))


class ListedUnits:
    """The roster, asked for the names of a list."""

    def __init__(self, roster: Roster, today: date) -> None:
        self._index = NameIndex(roster)
        self._slips = Slips(roster)
        self._units = {unit.id: unit for unit in roster.units}
        self._by_name: dict[str, Unit] = {}
        for unit in sorted(roster.units, key=lambda unit: unit.active_on(today)):  # who exists is meant
            for name in (unit.id, *unit.aliases, unit.name):
                self._by_name[name_key(name)] = unit

    def find(self, name: str) -> Match:
        """Return the unit of a name: its name, an alias or a usual way to write it."""
        unit = self._by_name.get(name_key(name))
        if unit is not None:
            return Match(unit, renamed=not self._is_usual(name, unit))
        text = normal(name)
        whole = [one for one in self._index.find(text) if one.start == 0 and one.end == len(text)]
        if not whole:
            return Match()
        if whole[0].sure:
            return Match(self._units[next(iter(whole[0].units))])
        return Match(perhaps=self._named(whole[0].units))

    def near(self, name: str, listed: frozenset[str]) -> tuple[Unit, ...]:
        """Return the units of which this may be another name.

        A unit that is on the list itself, among `listed`, is none of them: the list means both; but for a
        name that only sounds like its own. A name one slip away from several, such as 青石镇 beside 白石镇
        and 黑石镇, is another of their kind.
        """
        text = normal(name)
        office = next((text.removesuffix(suffix) for suffix in SUFFIXES if text.endswith(suffix)), "") or text
        sounding = by_sound(office, self._index)
        misspelt = {one for one in sounding if not any(office in form for form in self._index.forms_of(one))}
        misspelt |= self._slips.sounding(name)
        found = sounding
        if not found:
            short = self._index.fitting(office) if len(office) >= _LEAST_SHORT else frozenset()
            slips = near_units(office, self._index) or self._slips.one_off(name)
            found = short or (slips if len(slips) == 1 else frozenset())
        return self._named((found - listed) | misspelt)

    def is_federation(self, name: str) -> bool:
        """Say whether it is the federation itself that stands on the list."""
        text = normal(name)
        return bool(text) and not self._index.without_own_names(text).strip()

    def _is_usual(self, name: str, unit: Unit) -> bool:
        """Say whether a name is the unit's own, in one of the ways in which it may be written."""
        forms = name_forms(replace(unit, aliases=()), self._index.place)
        return name_key(name) in {fold(unit.id), name_key(unit.name)} or normal(name) in forms

    def _named(self, ids: Iterable[str]) -> tuple[Unit, ...]:
        return tuple(self._units[one] for one in sorted(ids))


class NewNames:
    """The names that were taken over from a list, asked whether another one is one of them."""

    def __init__(self, roster: Roster) -> None:
        self._place = find_place(roster.federation)
        self._owners: dict[str, int] = {}

    def find(self, name: str) -> int | None:
        """Return which of the earlier ones is called so too: 长安镇 after 长安镇妇联."""
        return self._owners.get(normal(name))

    def add(self, unit: Unit, number: int) -> None:
        """Keep all ways to write a name."""
        for form in name_forms(unit, self._place).values():
            if form.grade >= Grade.BASE:
                self._owners.setdefault(form.text, number)
