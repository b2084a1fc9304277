"""Entries that come from another ledger (并入的台账记录): what is new here, what clashes.

Two ledgers are brought together as the union of their entries on the ids, which are unique
everywhere. So it does not matter which is brought into which, nor how often.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from msgspec import Struct

from fedtrack.core.entries import Entry, live_entries, read_payload
from fedtrack.core.model import YEARS
from fedtrack.core.payloads import Extension, Report
from fedtrack.errors import LedgerDamagedError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import time

    from fedtrack.core.payloads import Payload

_VERSION = 7
_MILLISECONDS_FROM = 80  # bits of an id below its milliseconds (RFC 9562, 5.7)
_A_DAY = timedelta(days=1)
_LONGEST = 500  # letters of an id of a notice or a unit, or of who wrote it down
_SHOWN = 80
_MOST = 1e12  # as much as `record` takes for a figure
_RECEIVED = "received"


class Merged(Struct, frozen=True):
    """The carried entries beside those that are here; `clashes` say something else under an id of here."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    clashes: tuple[Entry, ...]


def merge_entries(here: Iterable[Entry], carried: Iterable[Entry]) -> Merged:
    """Sort the carried entries, each id once, in the order of their ids."""
    own = {entry.id: _content(entry) for entry in here}
    new: dict[str, Entry] = {}
    known: dict[str, Entry] = {}
    clashes: dict[str, Entry] = {}
    for entry in sorted(carried, key=lambda one: one.id):
        content = _content(entry)
        if entry.id in own:
            (known if own[entry.id] == content else clashes)[entry.id] = entry
        elif entry.id not in new:
            new[entry.id] = entry
        elif _content(new[entry.id]) != content:  # the file contradicts itself
            clashes[entry.id] = entry
    return Merged(tuple(new.values()), tuple(known.values()), tuple(clashes.values()))


def find_faults(
    here: Sequence[Entry], new: Sequence[Entry], now: datetime
) -> Iterator[tuple[Entry, Message]]:
    """Yield what is wrong with each of the new entries; `now` is the real clock, with its zone.

    What cannot be understood is taken only together with the retraction that takes it back. An id from the
    future would be sorted before all that is written here until then.
    """
    live = {entry.id for entry in live_entries([*here, *new])}
    for entry in new:
        fault = _fault_of_line(entry, now) or (_fault_of_content(entry) if entry.id in live else None)
        if fault is not None:
            yield entry, fault


def _content(entry: Entry) -> tuple[object, ...]:
    """Return all that an entry says, for comparing; a key without a value says nothing, as TOML has it."""
    head = (entry.kind, entry.notice, entry.unit, entry.recorded_at, entry.recorded_by)
    return (*head, _without_nulls(entry.data))


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - a JSON tree
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value


def _fault_of_line(entry: Entry, now: datetime) -> Message | None:
    moment = _moment(entry.id)
    if moment is None:
        return Message("its id is none that fedtrack gives")
    if moment > now + _A_DAY:
        return Message("its id is of a day to come, {day:%Y-%m-%d}", day=moment)
    if not _is_moment(entry.recorded_at):
        return Message("recorded_at is no moment: {text}", text=entry.recorded_at[:_SHOWN])
    head = (entry.kind, entry.notice, entry.unit, entry.recorded_by)
    if max(map(len, head)) > _LONGEST:
        return Message("it has a name of more than {most} letters", most=_LONGEST)
    return None


def _moment(identifier: str) -> datetime | None:
    """Return when an id was given, or None for what is no id as the ledger writes it."""
    try:
        value = UUID(identifier)
        moment = datetime.fromtimestamp((value.int >> _MILLISECONDS_FROM) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    written = str(value) == identifier and value.version == _VERSION
    return moment if written else None


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _fault_of_content(entry: Entry) -> Message | None:
    try:
        payload = read_payload(entry)
    except LedgerDamagedError as error:
        reason = str(error.__cause__)[-_SHOWN:]  # at its end it says where
        return Message("its data is not what its kind demands ({reason})", reason=reason)
    return _fault_of_payload(payload) if payload is not None else None  # None: of a newer fedtrack


def _fault_of_payload(payload: Payload) -> Message | None:
    if payload.on.year not in YEARS:
        return Message("{day} is too far away", day=payload.on)
    clock = _clock(payload)
    if clock is not None and clock.tzinfo is not None:  # it could not be compared with any other
        return Message("its time of day has a zone: {clock}", clock=clock)
    if not isinstance(payload, Report):
        return None
    if not all(abs(number) <= _MOST for number in payload.figures.values()):
        return Message("one of its figures is no count")
    outside = [file.path for file in payload.files if not _lies_below(file.path)]
    return (
        Message("its file does not lie in received/: {path}", path=outside[0][:_SHOWN]) if outside else None
    )


def _lies_below(path: str) -> bool:
    """Say whether a path is one below `received/`, on every system."""
    first, *rest = path.split("/")
    return first == _RECEIVED and bool(rest) and not ("\\" in path or {"", ".", ".."} & set(rest))


def _clock(payload: Payload) -> time | None:
    if isinstance(payload, Report):
        return payload.received_time
    return payload.to_time if isinstance(payload, Extension) else None
