"""Which units of the roster are reached in the same way as a line of a list: perhaps they are it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from fedtrack.core.listed_differences import BETWEEN
from fedtrack.core.names import fold
from fedtrack.core.reading.contact_cells import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from fedtrack.core.model import Roster, Unit
    from fedtrack.core.reading.contact_lists import ContactLine


class KnownContacts:
    """The addresses of the roster, and its people each with a number.

    A number alone says nothing: whole offices share one. Units that have ended are none of them: another
    came in their place.
    """

    def __init__(self, roster: Roster, today: date) -> None:
        self._owners: dict[tuple[str, ...], list[Unit]] = {}
        for unit in roster.units:
            if unit.until is None or unit.until >= today:
                for key in _keys(unit.email, unit.contact.split(BETWEEN), (unit.phone,)):
                    self._owners.setdefault(key, []).append(unit)

    def find(self, line: ContactLine) -> tuple[Unit, ...]:
        """Return the units that have an e-mail address of the line, or a person and a number of it."""
        keys = _keys(line.addresses, line.people, line.phones)
        found = {unit.id: unit for key in keys for unit in self._owners.get(key, ())}
        return tuple(found[one] for one in sorted(found))


def _keys(
    addresses: Iterable[str], people: Iterable[str], phones: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Yield each address, and each person with each number."""
    for address in addresses:
        yield (address.casefold(),)
    yield from product(filter(None, map(fold, people)), digits_of(BETWEEN.join(phones)))
