"""Names of a list that one slip of the keyboard makes of a unit's name or alias: 县检查院 for 县检察院.

The county before a name and the body behind it do not count, nor what is usually left out of it (人民).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.pinyin import spelling
from fedtrack.core.matching.unit_names import SUFFIXES, Grade, find_place, name_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.model import Roster

_LEAST = 3  # characters of an office: of two, one slip leaves only one


class Slips:
    """The roster's offices, asked for those that a name is but for one character."""

    def __init__(self, roster: Roster) -> None:
        self._place = find_place(roster.federation)
        self._by_sound: dict[str, dict[str, set[str]]] = {}
        self._by_pattern: dict[str, set[str]] = {}
        for unit in roster.units:
            for form in name_forms(unit, self._place).values():
                office = self._office(form.text)
                if len(office) >= _LEAST and form.grade >= Grade.SHORT:
                    self._by_sound.setdefault(spelling(office), {}).setdefault(office, set()).add(unit.id)
                    for pattern in _patterns(office) if form.grade >= Grade.BASE else ():
                        self._by_pattern.setdefault(pattern, set()).add(unit.id)

    def sounding(self, name: str) -> frozenset[str]:
        """Return the units whose office sounds the same and is written otherwise."""
        office = self._office(normal(name))
        alike = self._by_sound.get(spelling(office), {})
        return _joined(units for other, units in alike.items() if other != office)

    def one_off(self, name: str) -> frozenset[str]:
        """Return the units whose office has one character more, fewer or another."""
        office = self._office(normal(name))
        return _joined(self._by_pattern.get(pattern, set()) for pattern in _patterns(office))

    def _office(self, text: str) -> str:
        """Return 检察院 of 青禾县检察院女工委."""
        text = next((text.removesuffix(suffix) for suffix in SUFFIXES if text.endswith(suffix)), text)
        for name in self._place.names:
            text = text.removeprefix(name)
        return text.removeprefix(self._place.level)


def _patterns(office: str) -> Iterator[str]:
    """Yield the office with each character left open, and with one more anywhere.

    Two offices that are one slip apart have one of these in common, and no others have.
    """
    for at in range(len(office)):
        yield f"{office[:at]}*{office[at + 1 :]}"
    for at in range(len(office) + 1):
        yield f"{office[:at]}*{office[at:]}"


def _joined(sets: Iterable[set[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
