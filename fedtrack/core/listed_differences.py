"""What a contact list says of a known unit and the roster does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.names import fold
from fedtrack.core.reading.contact_cells import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.model import Unit
    from fedtrack.core.reading.contact_lists import ContactLine

BETWEEN = "、"
"""What stands between several people or numbers of a unit."""


class Difference(Struct, frozen=True):
    """What a list says otherwise: `field` is name, group, contact, phone, email or cc."""

    field: str
    here: tuple[str, ...]
    listed: tuple[str, ...]


def find_differences(line: ContactLine, unit: Unit, group: str, *, renamed: bool) -> Iterator[Difference]:
    """Yield what the list says and the roster does not; what only the roster says is no difference."""
    if renamed:
        yield Difference("name", (unit.name,), (line.name,))
    if group and fold(group) != fold(unit.group):
        yield Difference("group", _parts(unit.group), (group,))
    if any(fold(name) not in fold(unit.contact) for name in line.people):
        yield Difference("contact", _parts(unit.contact), line.people)
    numbers = digits_of(unit.phone)
    if any(not digits_of(phone) <= numbers for phone in line.phones):
        yield Difference("phone", _parts(unit.phone), line.phones)
    for field, known, listed in (("email", unit.email, line.addresses), ("cc", unit.cc, line.cc)):
        folded = {address.casefold() for address in known}
        if any(address.casefold() not in folded for address in listed):
            yield Difference(field, known, listed)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(BETWEEN) if part)
