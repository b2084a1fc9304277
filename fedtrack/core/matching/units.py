"""Which unit the clerk means: id, name, alias, a part of a name that fits one, or pinyin initials.

Never a guess: a query that fits none or several is refused with the likely units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.names import fold
from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedtrack.core.model import Unit

_LISTED = 6
_LIKELY = 45  # of 100: below it, two names have little more in common than 县…局女工委


def find_unit(query: str, units: Sequence[Unit]) -> Unit:
    """Return the one unit that the query fits.

    Raises UsageError with the likely units when it fits none or several.
    """
    wanted = fold(query)
    fitting = matching_units(wanted, units) if wanted else []
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            Message("“{query}” fits several units", query=query),
            fix=Message("which one: {units}", units=_listed(fitting)),
        )
    parts = [part for part in re.split("[、，,；;]", query) if part.strip()]
    if len(parts) > 1:
        raise UsageError(
            Message("no unit fits “{query}”", query=query),
            fix=Message("put a blank between the units: {units}", units=" ".join(parts)),
        )
    likely = _likely(wanted, units)
    raise UsageError(
        Message("no unit fits “{query}”", query=query),
        fix=Message("did you mean: {units}", units=_listed(likely))
        if likely
        else Message("`fedtrack units list` shows all units"),
    )


def find_units(
    queries: Iterable[str], units: Sequence[Unit], *, first: Sequence[Unit] = ()
) -> tuple[Unit, ...]:
    """Return the units that the queries fit, each once, in the order asked.

    Of namesakes, such as a unit and the successor that took its name over, the one in `first` is meant.
    """
    found = {}
    for query in queries:
        fitting = matching_units(fold(query), units) if fold(query) else []
        nearer = [unit for unit in fitting if unit in first]
        one_name = len({fold(unit.name) for unit in fitting}) == 1
        unit = nearer[0] if one_name and len(nearer) == 1 else find_unit(query, units)
        found[unit.id] = unit
    return tuple(found.values())


def matching_units(wanted: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units that a folded query fits, by the strictest way in which it fits any."""
    exact = [unit for unit in units if fold(unit.id) == wanted]
    exact = exact or [unit for unit in units if wanted in _names(unit)]
    partly = exact or [unit for unit in units if any(wanted in name for name in _names(unit))]
    if partly or not wanted.isascii():
        return partly
    from fedtrack.core.matching.pinyin import initials, spelling

    by_initials = [
        unit
        for unit in units
        if any(wanted in letters for name in _names(unit) for letters in initials(name))
    ]
    return by_initials or [
        unit for unit in units if any(spelling(name).startswith(wanted) for name in _names(unit))
    ]


def _names(unit: Unit) -> tuple[str, ...]:
    return (fold(unit.name), *(fold(alias) for alias in unit.aliases))


def _likely(wanted: str, units: Sequence[Unit]) -> list[Unit]:
    from rapidfuzz import fuzz, process

    from fedtrack.core.matching.pinyin import spelling

    forms: list[str] = []
    owners: list[Unit] = []
    for unit in units:
        for name in _names(unit):
            forms += [name, spelling(name)]
            owners += [unit, unit]
        forms.append(fold(unit.id))
        owners.append(unit)
    ranked = process.extract(wanted, forms, scorer=fuzz.WRatio, score_cutoff=_LIKELY, limit=_LISTED * 3)
    by_sound = process.extract(spelling(wanted), forms, scorer=fuzz.ratio, score_cutoff=80, limit=_LISTED)
    found = {owners[index].id: owners[index] for _, _, index in [*ranked, *by_sound]}
    return list(found.values())


def _listed(units: Sequence[Unit]) -> tuple[Message | str, ...]:
    shown = tuple(Message("{name} ({id})", name=unit.name, id=unit.id) for unit in units[:_LISTED])
    return shown if len(units) <= _LISTED else (*shown, "…")
