"""Addresses from which mails of ours came back, as long as `units.toml` still has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import facts, live_entries
from fedtrack.core.payloads import Bounce

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Unit


def bad_addresses(
    units: Iterable[Unit], entries: Sequence[Entry], day: date
) -> dict[str, tuple[Bounce, ...]]:
    """Return the last bounce of each address that is still in use, by the unit's id, up to `day`."""
    last: dict[tuple[str, str], Bounce] = {}
    for entry, payload in facts(live_entries(entries)):
        if isinstance(payload, Bounce) and payload.on <= day:
            last[entry.unit, payload.address.casefold()] = payload
    found = {}
    for unit in units:
        in_use = dict.fromkeys(address.casefold() for address in (*unit.email, *unit.cc))
        bounces = tuple(last[unit.id, address] for address in in_use if (unit.id, address) in last)
        if bounces:
            found[unit.id] = bounces
    return found
