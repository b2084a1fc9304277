"""Whose an e-mail address is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fedtrack.core.model import Roster


class AddressBook:
    """The addresses of a roster; letter case makes no difference."""

    def __init__(self, roster: Roster) -> None:
        self._owners: dict[str, set[str]] = {}
        for unit in roster.units:
            for address in unit.email:
                self._owners.setdefault(address.casefold(), set()).add(unit.id)
        own = (roster.federation.email, roster.mail.username)
        self._own = frozenset(address.casefold() for address in own if address)
        self.domains = frozenset(
            address.rpartition("@")[2] for address in (*self._owners, *self._own) if "@" in address
        )

    def owners(self, address: str) -> frozenset[str]:
        """Return the units that have the address: none, one, or several that share it."""
        return frozenset(self._owners.get(address.strip().casefold(), ()))

    def is_own(self, address: str) -> bool:
        """Say whether the address is the federation's."""
        return address.strip().casefold() in self._own
