"""A letter of ours that is quoted below an answer without any mark: 县水利局女工委： and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.matching.name_index import NameIndex


def without_quoted_letter(arrival: Arrival, index: NameIndex) -> Arrival:
    """Return the arrival with its text cut where a letter to a unit begins: units write to us only."""
    if not arrival.answers:
        return arrival
    lines = arrival.text.splitlines()
    for at, line in enumerate(lines):
        if line.endswith((":", "：")) and _addresses_unit(line[:-1], index):
            quoted = "\n".join((arrival.quoted, *lines[at:])).strip()
            return replace(arrival, text="\n".join(lines[:at]), quoted=quoted)
    return arrival


def _addresses_unit(salutation: str, index: NameIndex) -> bool:
    mentions = index.find(salutation)
    return len(mentions) == 1 and len(mentions[0].text) >= len(salutation.strip())
