"""Note that something which came in is no report, so that it is not asked about again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.entries import NO_NOTICE, NO_UNIT, NewEntry, facts, live_entries
from fedtrack.core.payloads import Dismissal
from fedtrack.core.untrusted import one_line

if TYPE_CHECKING:
    from datetime import date

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.entries import Entry
    from fedtrack.usecases.ports import Ledger


def dismiss_arrival(arrival: Arrival, *, ledger: Ledger, day: date) -> Entry:
    """Add the entry that says so, once."""
    title = one_line(arrival.subject or (arrival.files[0].name if arrival.files else ""))
    payload = Dismissal(on=day, source=arrival.source, arrival=arrival.key, title=title)
    with ledger.writing() as pen:
        for entry, known in facts(live_entries(pen.entries())):
            if isinstance(known, Dismissal) and known.arrival == arrival.key:
                return entry  # said in another window
        return pen.append([NewEntry(NO_NOTICE, NO_UNIT, payload)])[0]
