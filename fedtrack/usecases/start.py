"""Make the first roster of a workspace from a published notice and a contact list, either of them or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.model import Federation, Roster
from fedtrack.core.new_notices import build_federation
from fedtrack.core.reading.published.read import read_notice
from fedtrack.usecases.import_units import UnitsImport, import_units
from fedtrack.usecases.read_published import PublishedNotice, place_beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.arrivals import Sheet
    from fedtrack.core.workdays import WorkCalendar


class Beginning(Struct, frozen=True):
    """What a workspace begins with, and how it was understood; None for what was not given."""

    federation: Federation
    published: PublishedNotice | None = None
    imported: UnitsImport | None = None


def start(
    lines: Sequence[str] | None,
    sheets: Sequence[Sheet] | None,
    *,
    source: str,
    calendar: WorkCalendar,
    today: date,
) -> Beginning:
    """Return what the lines of a notice and the sheets of a list make; `source` is the list's name.

    Raises InputError where the sheets hold no list of units.
    """
    facts = read_notice(lines, calendar=calendar) if lines is not None else None
    federation = build_federation(facts) if facts is not None else Federation("")
    roster = Roster(federation)
    imported = import_units(sheets, roster, source=source, today=today) if sheets is not None else None
    if imported is not None:
        roster = replace(roster, units=imported.new)
    published = place_beside(facts, roster, today=today) if facts is not None else None
    return Beginning(federation, published, imported)
