"""Ids that are unique everywhere and grow with time: UUID version 7 (RFC 9562, 5.7)."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fedtrack.ledger.faults import UnreadableRowError

_FRACTION_BITS = 12
_RANDOM_BITS = 62
_LAST_MILLISECOND = (1 << 48) - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION_AND_VARIANT = (7 << 76) | (0b10 << 62)


def next_id(previous: str | None) -> str:
    """Return a new id that sorts after `previous`, even when the clock has been set back.

    Milliseconds are followed by twelve bits of a finer clock (RFC 9562, 6.2, method 3) and 62 random bits.
    """
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    moment = (milliseconds << _FRACTION_BITS) | (rest << _FRACTION_BITS) // 1_000_000
    if previous is not None:
        moment = max(moment, moment_of(previous) + 1)
    high, fraction = moment >> _FRACTION_BITS, moment & ((1 << _FRACTION_BITS) - 1)
    value = (high << 80) | (fraction << 64) | _VERSION_AND_VARIANT | _random_bits()
    return str(UUID(int=value))


def moment_of(identifier: str) -> int:
    """Return the moment in an id, by which ids are ordered, in 1/4096 of a millisecond.

    Raises UnreadableRowError for one that fedtrack cannot have given: it is written in another way, so that
    it does not sort by its moment, or none can come after it.
    """
    try:
        value = UUID(identifier).int
    except ValueError as error:
        raise UnreadableRowError(identifier) from error
    if value >> 80 == _LAST_MILLISECOND or str(UUID(int=value)) != identifier:
        raise UnreadableRowError(identifier)
    return (value >> 80 << _FRACTION_BITS) | (value >> 64 & ((1 << _FRACTION_BITS) - 1))


def written_at(identifier: str) -> datetime | None:
    """Return when an id was given, or None for a moment that no calendar has."""
    try:
        return _EPOCH + timedelta(milliseconds=moment_of(identifier) >> _FRACTION_BITS)
    except OverflowError:
        return None


def _random_bits() -> int:
    return int.from_bytes(os.urandom(8)) >> (64 - _RANDOM_BITS)
