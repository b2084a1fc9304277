"""Note which addresses cannot be reached, and which reminders therefore reached nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Machine
from fedtrack.core.entries import NO_NOTICE, NewEntry, facts, live_entries
from fedtrack.core.matching.addresses import AddressBook
from fedtrack.core.payloads import Bounce, Delivery, Reminder, ReminderState
from fedtrack.core.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Roster
    from fedtrack.usecases.ports import Ledger, Pen

_REASON = 200


def note_bounces(
    arrivals: Iterable[Arrival], *, roster: Roster, ledger: Ledger, today: date
) -> tuple[Entry, ...]:
    """Add an entry for each address of a unit that a mail of ours did not reach; each mail is noted once.

    What the clerk took back is not noted again. A reminder all of whose addresses came back is noted as
    failed too, so that its round is done again when an address is mended. Mails that are only late are
    passed over.
    """
    came_back = [one for one in arrivals if one.machine == Machine.BOUNCE]
    if not came_back:
        return ()
    book = AddressBook(roster)
    with ledger.writing() as pen:
        known = {
            payload.arrival
            for _entry, payload in facts(pen.entries())  # those taken back too: the clerk knows better
            if isinstance(payload, Bounce)
        }
        bounces = [
            line
            for arrival in came_back
            if arrival.key not in known
            for line in _bounces(arrival, book, today)
        ]
        noted = pen.append(bounces)
        failures = _failures(pen, {line.unit for line in bounces}, today)
        return (*noted, *pen.append(failures))


def _bounces(arrival: Arrival, book: AddressBook, today: date) -> Iterator[NewEntry]:
    day = min(arrival.received.date(), today) if arrival.received else today
    for lost in arrival.undelivered:
        for unit in sorted(book.owners(lost.address)):
            payload = Bounce(
                on=day,
                address=lost.address.casefold(),
                reason=one_line(lost.reason)[:_REASON],
                message_id=lost.message_id,
                source=arrival.source,
                arrival=arrival.key,
            )
            yield NewEntry(NO_NOTICE, unit, payload)


def _failures(pen: Pen, units: set[str], today: date) -> list[NewEntry]:
    """Return that the sending failed for each reminder to one of the units whose addresses all came back."""
    told: Sequence[tuple[Entry, object]] = list(facts(live_entries(pen.entries())))
    lost: dict[tuple[str, str], dict[str, str]] = {}
    failed = set()
    for entry, payload in told:
        if isinstance(payload, Bounce) and payload.message_id:
            lost.setdefault((entry.unit, payload.message_id), {})[payload.address] = payload.reason
        if isinstance(payload, Delivery) and payload.state == ReminderState.FAILED:
            failed.add(payload.reminder)
    lines = []
    for entry, payload in told:
        if not isinstance(payload, Reminder) or entry.id in failed or entry.unit not in units:
            continue
        reasons = lost.get((entry.unit, payload.message_id), {})
        addresses = {address.casefold() for address in payload.to}
        if payload.state == ReminderState.CLAIMED and addresses and addresses <= set(reasons):
            error = next(iter(reasons.values()))
            delivery = Delivery(
                on=today,
                reminder=entry.id,
                state=ReminderState.FAILED,
                error=error,
                refused=payload.to,
                final=True,
            )
            lines.append(NewEntry(entry.notice, entry.unit, delivery))
    return lines
