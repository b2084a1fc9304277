"""What a Tab offers of `units.toml`: units, notices and groups that begin with what was typed.

Works on the parsed file as it is, whatever is wrong with it: building the roster takes longer than a
Tab may, and a Tab has nobody to complain to. What cannot be offered safely is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from fedtrack.core.matching.first_letters import BEGIN_WITH
from fedtrack.core.names import fold
from fedtrack.core.untrusted import is_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


class Offer(NamedTuple):
    """One word that could stand where the Tab was pressed, and what it means."""

    word: str
    meaning: str = ""


class _Named(NamedTuple):
    """A unit as far as it can be read: `names` are its name and aliases."""

    id: str
    names: tuple[str, ...]


def offer_units(document: Mapping[str, Any], typed: str, *, but: Collection[str] = ()) -> list[Offer]:
    """Return the units that go on from what was typed, by the strictest way in which any does.

    Chinese is gone on with as a name, all else as an id: the beginning of an id, or of a name's initials.
    Units named in `but` are there already.
    """
    there = {fold(word) for word in but}
    every = list(_units(document))
    units = [unit for unit in every if there.isdisjoint(map(fold, (unit.id, *unit.names)))]
    wanted = fold(typed)
    if not wanted.isascii():
        bearers = Counter(fold(name) for unit in every for name in set(unit.names))
        return _by_name(units, wanted, bearers)
    by_id = [unit for unit in units if fold(unit.id).startswith(wanted)]
    by_id = by_id or [unit for unit in units if any(_sounds(name, wanted, 0) for name in unit.names)]
    by_id = by_id or [unit for unit in units if any(_sounds_inside(name, wanted) for name in unit.names)]
    return [Offer(unit.id, unit.names[0] if unit.names else "") for unit in by_id]


def offer_notices(document: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the notices by id, or by number where the beginning of one was typed."""
    notices = [
        (_word(table, "id"), _word(table, "number"), _text(table, "title"))
        for table in _tables(document, "notices")
    ]
    wanted = fold(typed)
    by_id = [Offer(id_, title) for id_, _, title in notices if id_ and fold(id_).startswith(wanted)]
    shared = Counter(fold(number) for _, number, _ in notices)  # two dates in one paper share its number
    return by_id or [
        Offer(number if shared[fold(number)] == 1 else id_, title)
        for id_, number, title in notices
        if id_ and fold(number).startswith(wanted)
    ]


def offer_groups(document: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the groups of the units, each once."""
    groups = dict.fromkeys(_word(table, "group") for table in _tables(document, "units"))
    return [Offer(group) for group in groups if group and fold(group).startswith(fold(typed))]


def _by_name(units: list[_Named], wanted: str, bearers: Counter[str]) -> list[Offer]:
    """Return the names that begin so, else those that have it inside; namesakes by their ids."""
    offers: list[Offer] = []
    for begins in (True, False):
        for unit in units:
            fits = [name for name in unit.names if _has(fold(name), wanted, begins=begins)]
            if fits:
                alone = bearers[fold(fits[0])] == 1
                offers.append(Offer(fits[0], unit.id) if alone else Offer(unit.id, fits[0]))
        if offers:
            break
    return offers


def _has(name: str, wanted: str, *, begins: bool) -> bool:
    return name.startswith(wanted) if begins else wanted in name


def _sounds_inside(name: str, letters: str) -> bool:
    return any(_sounds(name, letters, at) for at in range(1, len(name)))


def _sounds(name: str, letters: str, at: int) -> bool:
    """Say whether the characters from `at` on begin with these letters, in any of their readings."""
    characters = name[at : at + len(letters)]
    return len(characters) == len(letters) and all(
        character in BEGIN_WITH.get(letter, "") or fold(character) == letter
        for character, letter in zip(characters, letters, strict=True)
    )


def _units(document: Mapping[str, Any]) -> Iterator[_Named]:
    for table in _tables(document, "units"):
        aliases = table.get("aliases")
        names = [table.get("name"), *(aliases if isinstance(aliases, list) else [])]
        if id_ := _word(table, "id"):
            yield _Named(id_, tuple(_safe(names)))


def _tables(document: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    tables = document.get(key)
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _word(table: Mapping[str, Any], key: str) -> str:
    return next(_safe([table.get(key)]), "")


def _safe(values: Iterable[object]) -> Iterator[str]:
    """Yield the texts that a command line can hold: no control character, nothing like an option."""
    for value in values:
        if isinstance(value, str) and value.strip() and is_plain(value) and not value.startswith("-"):
            yield value


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""
