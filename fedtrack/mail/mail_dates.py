"""When a mail reached us: what its topmost Received header says, else its Date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fedtrack.mail.outline import Head

CHINA = timezone(timedelta(hours=8))
"""The only zone of the country: what is meant where none is written."""

_LONGEST = 200
_HOPS = 20
_FIRST, _LAST = 1990, 2035  # a clock that was never set says 1970, one that ran over 2036
_NUMERIC_ZONE = re.compile(r"([+-])(\d{2})(\d{2})")
_BY_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?")


def received_at(head: Head) -> datetime | None:
    """Return the aware moment at which the mail came in, or None where nothing believable tells it.

    A server that writes -0000 means UTC (RFC 5322, 3.3); a Date with that or without a zone comes from
    a program that does not know where it is, and is taken for China's.
    """
    for value in head.all("received")[:_HOPS]:
        moment = _moment(value.rpartition(b";")[2], unknown_zone=UTC)
        if moment is not None:
            return moment
    return _moment(head.first("date"), unknown_zone=CHINA)


def _moment(raw: bytes, *, unknown_zone: timezone) -> datetime | None:
    text = raw[:_LONGEST].decode("latin-1").strip()
    try:
        moment = _by_day(text) or parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):  # the library's mistakes end in all of these
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=unknown_zone if "-0000" in text else CHINA)
    elif "CST" in text.upper() and not _NUMERIC_ZONE.search(text):  # not Chicago's time here
        moment = moment.replace(tzinfo=CHINA)
    return moment if _FIRST <= moment.year <= _LAST else None


def _by_day(text: str) -> datetime | None:
    """Return what stands as `2020-03-20 10:00:00`, which RFC 5322 does not know but programs write."""
    found = _BY_DAY.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    written = _NUMERIC_ZONE.search(text, found.end())
    zone = CHINA
    if written is not None:
        offset = timedelta(hours=int(written[2]), minutes=int(written[3]))
        zone = timezone(-offset if written[1] == "-" else offset)
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)
