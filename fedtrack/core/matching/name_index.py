"""All names of a roster, found in a text in one walk along it, however many units there are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.surroundings import (
    belongs_to_part,
    is_elsewhere,
    is_government,
    is_ours,
    is_whole,
)
from fedtrack.core.matching.unit_names import TOWNSHIP, Grade, NameForm, find_place, name_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.model import Roster, Unit

_LONGEST = 4000  # characters of one text that are looked through: titles and names stand well before


class Mention(NamedTuple):
    """A name in a text: the units that it may be, as ids.

    `sure` says that it can only be that unit: its name or a form that fits no other, not part of a longer
    name and of no other place. `part` says that a part of the unit is named, such as its school.
    `amid` says that it is a stem amid other words that name no place: 东河 in 春风里的东河姐妹.
    `start` and `end` count the characters of the text as `normal` gives it.
    """

    units: frozenset[str]
    text: str
    start: int
    end: int
    grade: Grade
    sure: bool
    part: bool = False
    amid: bool = False


class NameIndex:
    """The forms of all names of a roster."""

    def __init__(self, roster: Roster) -> None:
        self.place = find_place(roster.federation)
        self.units: dict[str, Unit] = {unit.id: unit for unit in roster.units}
        self.notices = frozenset(notice.id for notice in roster.notices)
        self._owners: dict[str, dict[str, NameForm]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._holding: dict[str, set[str]] = {}
        for unit in roster.units:
            for form in name_forms(unit, self.place).values():
                self._owners.setdefault(form.text, {})[unit.id] = form
            self._names[unit.id] = tuple(normal(name) for name in (unit.name, *unit.aliases))
            for char in set("".join(self._names[unit.id])):
                self._holding.setdefault(char, set()).add(unit.id)
        self._notice_words = _pairs(f"{notice.title} {notice.report}" for notice in roster.notices)
        self._own_names = _own_names(roster, self.place.level)
        self._lengths: dict[str, tuple[int, ...]] = _lengths((*self._owners, *self._own_names))

    def find(self, text: str) -> list[Mention]:
        """Return the names in a text in their order, the longest at each place, but the federation's own."""
        text = normal(text)[:_LONGEST]
        found: list[Mention] = []
        at = 0
        while at < len(text):
            length = self._longest(text, at)
            form = text[at : at + length]
            if length and form not in self._own_names:
                found.append(self._mention(text, at, form))
            at += length or 1
        return found

    def fitting(self, form: str) -> frozenset[str]:
        """Return the units that a short form fits: all that have its characters in that order in a name."""
        return _fitting(self, form)

    def without_own_names(self, text: str) -> str:
        """Return the text without what the federation itself is called."""
        for name in sorted(self._own_names, key=len, reverse=True):
            text = text.replace(name, "\n")
        return text

    def forms_of(self, unit: str) -> tuple[str, ...]:
        """Return the unit's name and aliases, as they are compared."""
        return self._names[unit]

    def _longest(self, text: str, at: int) -> int:
        for length in self._lengths.get(text[at], ()):
            piece = text[at : at + length]
            if piece in self._owners or piece in self._own_names:
                return len(piece)
        return 0

    def _mention(self, text: str, start: int, form: str) -> Mention:
        owners = self._owners[form]
        grade = max(one.grade for one in owners.values())
        units = frozenset(unit for unit, one in owners.items() if one.grade == grade)
        if grade <= Grade.SHORT:
            units |= frozenset().union(*(self._rivals(one) for one in owners.values()))
        end = start + len(form)
        ours = is_ours(text, start, form, self.place)
        part = belongs_to_part(text, end)
        government = TOWNSHIP.search(form) is not None and is_government(text, end)
        whole = not (part or government) and is_whole(text, end, self._notice_words)
        sure = len(units) == 1 and grade > Grade.STEM and ours and whole
        amid = not (ours or part or is_elsewhere(text, start)) and grade == Grade.STEM
        return Mention(units, form, start, end, grade, sure, part or not ours, amid)

    def _rivals(self, form: NameForm) -> frozenset[str]:
        """Return the units that a form for short fits too.

        A form that is a piece of a name competes with other names that it is a piece of; one that leaves
        characters out competes with all that have its characters in that order.
        """
        fitting = self.fitting(form.core)
        whole = frozenset(unit for unit in fitting if any(form.core in name for name in self._names[unit]))
        return whole or fitting

    def holding(self, chars: Iterable[str]) -> set[str]:
        """Return the units in whose names all these characters are."""
        sets = sorted((self._holding.get(char, set()) for char in set(chars)), key=len)
        if not sets:
            return set()
        return set.intersection(*sets)


@lru_cache(maxsize=8192)
def _fitting(index: NameIndex, form: str) -> frozenset[str]:
    return frozenset(
        unit for unit in index.holding(form) if any(_in_order(form, name) for name in index.forms_of(unit))
    )


def _in_order(short: str, name: str) -> bool:
    """Say whether the characters of the short form stand in the name in that order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _own_names(roster: Roster, level: str) -> frozenset[str]:
    """Return what the federation itself is called, which names no unit."""
    federation = roster.federation
    names = {normal(federation.name), normal(federation.short_name), normal(federation.oa)}
    names |= {name.replace("妇女联合会", "妇联") for name in names}
    names |= {f"{level}妇联", f"{level}妇女联合会"} if level else set()
    return frozenset(name for name in names if len(name) > 1)


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    """Return all pairs of characters that stand beside each other in the texts."""
    plain = [normal(text) for text in texts]
    return frozenset(text[at : at + 2] for text in plain for at in range(len(text) - 1))


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the forms are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
