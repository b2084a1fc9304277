"""The day from which an arrival counts as received, and how it is known."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.model import Notice


class Basis(Enum):
    """How the day is known; the last two are guesses, which the clerk has to see."""

    ARRIVAL = "arrival"
    TOLD = "told"
    FILE = "file"
    TODAY = "today"


GUESSES = frozenset({Basis.FILE, Basis.TODAY})


class ReceivedDay(NamedTuple):
    """A day, the minute where it is known, and how the day is known."""

    day: date
    clock: time | None
    basis: Basis


def received_day(arrival: Arrival, notice: Notice, *, as_of: datetime, on: datetime | None) -> ReceivedDay:
    """Return when an arrival counts as received.

    Where nothing says when it reached us, a loose file counts from `on`, else from the day on which it was
    last written, so that no unit is called late for the day on which the clerk found the time.
    """
    if arrival.received is not None:
        return _at(arrival.received, Basis.ARRIVAL, clock=arrival.clock_known)
    if on is not None:
        return _at(on, Basis.TOLD, clock=on.time() != time.min)
    written = arrival.written
    earliest = notice.issued or date.min
    if written is not None and earliest <= written.date() <= as_of.date():
        return _at(written, Basis.FILE, clock=False)
    return _at(as_of, Basis.TODAY, clock=False)


def _at(moment: datetime, basis: Basis, *, clock: bool) -> ReceivedDay:
    minute = moment.time().replace(second=0, microsecond=0) if clock else None
    return ReceivedDay(moment.date(), minute, basis)
