"""Ids that are unique everywhere and grow with time: UUID version 7 (RFC 9562, 5.7)."""

from __future__ import annotations

import os
import time
from uuid import UUID

from fedtrack.ledger.faults import UnreadableRowError

_FRACTION_BITS = 12
_RANDOM_BITS = 62
_LAST_MILLISECOND = (1 << 48) - 1
_VERSION_AND_VARIANT = (7 << 76) | (0b10 << 62)


def next_id(previous: str | None) -> str:
    """Return a new id that sorts after `previous`, even when the clock has been set back.

    Milliseconds are followed by twelve bits of a finer clock (RFC 9562, 6.2, method 3) and 62 random bits.
    """
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    moment = (milliseconds << _FRACTION_BITS) | (rest << _FRACTION_BITS) // 1_000_000
    if previous is not None:
        moment = max(moment, _moment(previous) + 1)
    high, fraction = moment >> _FRACTION_BITS, moment & ((1 << _FRACTION_BITS) - 1)
    value = (high << 80) | (fraction << 64) | _VERSION_AND_VARIANT | _random_bits()
    return str(UUID(int=value))


def _random_bits() -> int:
    return int.from_bytes(os.urandom(8)) >> (64 - _RANDOM_BITS)


def _moment(identifier: str) -> int:
    try:
        value = UUID(identifier).int
    except ValueError as error:
        raise UnreadableRowError(identifier) from error
    if value >> 80 == _LAST_MILLISECOND:
        raise UnreadableRowError(identifier)
    return (value >> 80 << _FRACTION_BITS) | (value >> 64 & ((1 << _FRACTION_BITS) - 1))
