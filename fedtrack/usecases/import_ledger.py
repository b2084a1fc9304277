"""Bring the entries of another ledger into this one: restore it, or join the folders of two clerks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.carried_entries import find_faults, merge_entries
from fedtrack.core.entries import NO_NOTICE, NO_UNIT, Entry, facts, live_entries
from fedtrack.core.model import Notice, State, Unit
from fedtrack.core.payloads import Report
from fedtrack.core.standing import build_standings
from fedtrack.errors import Fault, InputError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from fedtrack.core.model import Roster
    from fedtrack.usecases.ports import Ledger

_LISTED = 20
_ID = 36  # characters of an id; what is longer is none


class Kinds(Struct, frozen=True):
    """How many entries of a kind the file carries for a notice: new ones, and such as are here already."""

    notice: str
    kind: str
    new: int
    known: int


class Change(Struct, frozen=True):
    """A unit that stands elsewhere for a notice once the entries are there."""

    notice: Notice
    unit: Unit
    was: State
    becomes: State


class LedgerImport(Struct, frozen=True):
    """What a file brings; `strangers` are the notices and units of new entries that the roster does not know.

    `files` is how many files the new reports name; they are not in the file. `changes` are in roster order.
    """

    new: tuple[Entry, ...]
    known: int
    kinds: tuple[Kinds, ...]
    strange_notices: tuple[str, ...]
    strange_units: tuple[str, ...]
    files: int
    changes: tuple[Change, ...] = ()


def look_at_ledger(
    carried: Sequence[Entry],
    here: Sequence[Entry],
    roster: Roster,
    *,
    source: str,
    now: datetime,
    as_of: datetime,
) -> LedgerImport:
    """Return what the carried entries would add to those that are here, and whose state that changes.

    `now` is the real clock, `as_of` the local moment for which states are told.

    Raises InputError that lists what clashes or cannot be taken: then nothing is.
    """
    merged = merge_entries(here, carried)
    faults = [
        *(_fault(source, entry, _CLASH, _ASK_BOTH) for entry in merged.clashes),
        *(_fault(source, entry, what) for entry, what in find_faults(here, merged.new, now)),
    ]
    if faults:
        raise InputError.listing(_shortened(source, faults))
    notices = {notice.id for notice in roster.notices} | {NO_NOTICE}
    units = {unit.id for unit in roster.units} | {NO_UNIT}
    everything = live_entries([*here, *merged.new])
    fresh = {entry.id for entry in merged.new}
    reports = [one for entry, one in facts(everything) if entry.id in fresh and isinstance(one, Report)]
    return LedgerImport(
        new=merged.new,
        known=len(merged.known),
        kinds=tuple(_kinds(merged.new, merged.known)),
        strange_notices=tuple(sorted({entry.notice for entry in merged.new} - notices)),
        strange_units=tuple(sorted({entry.unit for entry in merged.new} - units)),
        files=sum(len(report.files) for report in reports),
        changes=tuple(_changes(here, merged.new, roster, as_of)),
    )


def import_ledger(
    carried: Sequence[Entry],
    roster: Roster,
    *,
    ledger: Ledger,
    source: str,
    now: datetime,
    as_of: datetime,
) -> LedgerImport:
    """Add all that is new, or nothing, and return what it was; what was added meanwhile is not doubled.

    The entries come without their claims. A claim keeps two writers of one ledger from sending a round twice;
    of a reminder that is there already every writer knows by its entry. So where both clerks reminded a
    unit in the same round, both reminders stand, as both went out.
    """
    with ledger.writing() as pen:
        found = look_at_ledger(carried, pen.entries(), roster, source=source, now=now, as_of=as_of)
        pen.adopt(found.new)
    return found


def _changes(
    here: Sequence[Entry], new: Sequence[Entry], roster: Roster, as_of: datetime
) -> Iterator[Change]:
    touched = {entry.notice for entry in new}
    for notice in roster.notices:
        if notice.id not in touched:
            continue
        expected = roster.expected(notice)
        own = [entry for entry in here if entry.notice == notice.id]
        more = [entry for entry in new if entry.notice == notice.id]
        before = build_standings(notice, expected, own, as_of)
        after = build_standings(notice, expected, [*own, *more], as_of)
        for was, becomes in zip(before, after, strict=True):
            if was.state != becomes.state:
                yield Change(notice, was.unit, was.state, becomes.state)


def _kinds(new: Iterable[Entry], known: Iterable[Entry]) -> Iterator[Kinds]:
    fresh = Counter((entry.notice, entry.kind) for entry in new)
    there = Counter((entry.notice, entry.kind) for entry in known)
    for notice, kind in sorted(fresh.keys() | there.keys()):
        yield Kinds(notice, kind, fresh[notice, kind], there[notice, kind])


_CLASH = Message("an entry with this id is here already, or twice in the file, and says something else")
_ASK_BOTH = Message("one of the two was changed by hand; nothing was added")


def _fault(source: str, entry: Entry, what: Message, fix: Message | None = None) -> Fault:
    return Fault(f"{source}: {entry.id[:_ID]}", what, fix)


def _shortened(source: str, faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults, so many as can be read."""
    shown = list(faults[:_LISTED])
    if len(faults) > _LISTED:
        shown.append(Fault(source, Message("and {count} more like these", count=len(faults) - _LISTED)))
    return shown
