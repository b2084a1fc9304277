"""Decide on everything that came in: each by itself, then against what was filed before and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedtrack.core.arrivals import Form
from fedtrack.core.entries import facts, live_entries
from fedtrack.core.judging.contents import sort_contents
from fedtrack.core.judging.verdict import Decision, ItemKind, Verdict
from fedtrack.core.payloads import Bounce, Dismissal, Report, Return
from fedtrack.errors import Message
from fedtrack.usecases.parcels import Sorted
from fedtrack.usecases.place_photos import place_photos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.entries import Entry
    from fedtrack.core.judging.judge import Judge
    from fedtrack.core.payloads import Payload
    from fedtrack.usecases.parcels import Parcel


def sort_arrivals(parcels: Iterable[Parcel], judge: Judge, entries: Sequence[Entry]) -> list[Sorted]:
    """Return everything with its decision, in the order in which it was found.

    What the ledger has already, and what is here twice, is a duplicate; the earlier one of two counts.
    """
    everything = [Sorted(parcel, judge.judge(parcel.arrival)) for parcel in parcels]
    memory = _Memory(entries, judge.unit_name)
    for one in sorted(everything, key=lambda one: one.order):
        one.verdict = memory.compare(one)
    place_photos(everything, judge.unit_name)
    return everything


class _Place(NamedTuple):
    """Where a file belongs: `source` names what brought it in this run, and is empty for the ledger's."""

    notice: str
    unit: str
    source: str = ""


class _Memory:
    """What is known already: from the ledger, and from what was looked at before in this run."""

    def __init__(self, entries: Sequence[Entry], unit_name: Callable[[str], str]) -> None:
        self._unit_name = unit_name
        self._filed: dict[str, dict[tuple[str, str], str]] = {}
        self._kept: dict[str, set[str]] = {}
        self._dismissed: set[str] = set()
        self._taken_back: set[str] = set()
        self._sent_back: dict[tuple[str, str], date] = {}
        self._seen: dict[str, Sorted] = {}
        self._files: dict[str, _Place] = {}
        live = live_entries(entries)
        alive = {entry.id for entry in live}
        for _entry, payload in facts(entry for entry in entries if entry.id not in alive):
            if isinstance(payload, Report) and payload.arrival:
                self._taken_back.add(payload.arrival)
        self._learn(list(facts(live)))

    def _learn(self, told: Sequence[tuple[Entry, Payload]]) -> None:
        returned = {
            report for _entry, payload in told if isinstance(payload, Return) for report in payload.reports
        }
        for entry, payload in told:
            owner = (entry.notice, entry.unit)
            if isinstance(payload, Report):
                if entry.id not in returned:  # what was sent back may come in again
                    self._files |= {file.sha256: _Place(*owner) for file in payload.files}
                self._kept.setdefault(payload.arrival, set()).update(file.sha256 for file in payload.files)
            if isinstance(payload, Report | Bounce) and payload.arrival:
                self._filed.setdefault(payload.arrival, {})[owner] = entry.id
            if isinstance(payload, Dismissal):
                self._dismissed.add(payload.arrival)
            if isinstance(payload, Return):
                self._sent_back[owner] = max(payload.on, self._sent_back.get(owner, payload.on))

    def compare(self, one: Sorted) -> Verdict:
        """Return the decision with what is known already taken into account, and remember the arrival."""
        arrival, verdict = one.arrival, one.verdict
        filed = self._filed.get(arrival.key, {})
        one.entry = filed.get(_owner(verdict)) or next(iter(filed.values()), "")
        said = self._said_before(one)
        if said is not None:
            return said
        first = self._seen.setdefault(arrival.key, one)
        if first is not one:
            source = first.arrival.source
            if not _same_files(first.arrival, arrival):
                doubt = Message("it has the Message-ID of {source}, but other files", source=source)
                return _asked(verdict, doubt)
            if not _differ(verdict, {_owner(first.verdict)}):
                return _duplicate(verdict, Message("the same as {source}", source=source))
        return self._unless_sent_back(arrival, self._compare_files(arrival, verdict))

    def _said_before(self, one: Sorted) -> Verdict | None:
        """Return the decision where the ledger knows this very arrival."""
        arrival, verdict = one.arrival, one.verdict
        other = None
        if arrival.key in self._filed:
            if verdict.kind == ItemKind.BOUNCE:
                return verdict
            other = self._unlike_filed(arrival, verdict)
            if other is None:
                return _duplicate(verdict, Message("it is filed already"))
            one.entry = ""
        if arrival.key in self._dismissed:
            why = Message("you said that it is no report")
            return replace(verdict, decision=Decision.IGNORE, doubts=(), evidence=(why,))
        if other is not None:
            return _asked(verdict, other)
        if arrival.key in self._taken_back and verdict.decision == Decision.RECORD:
            return _asked(verdict, Message("it was filed once, and you took that back"))
        return None

    def _unlike_filed(self, arrival: Arrival, verdict: Verdict) -> Message | None:
        """Return what tells an arrival from the one filed under its key: a Message-ID proves nothing."""
        if _differ(verdict, set(self._filed[arrival.key])):
            return self._filed_for(unit for _notice, unit in self._filed[arrival.key])
        documents = {file.sha256 for file in sort_contents(arrival).documents}
        if arrival.form == Form.MAIL and not documents <= self._kept.get(arrival.key, documents):
            return Message("it has the Message-ID of a mail that is filed, but other files")
        return None

    def _filed_for(self, units: Iterable[str]) -> Message:
        names = tuple(self._unit_name(unit) for unit in sorted(set(units)))
        return Message("the same file was filed for {units}", units=names)

    def _compare_files(self, arrival: Arrival, verdict: Verdict) -> Verdict:
        """Return the decision where the same bytes were filed before, by whatever way they came."""
        documents = sort_contents(arrival).documents
        places = [self._files[file.sha256] for file in documents if file.sha256 in self._files]
        owners = {(place.notice, place.unit) for place in places}
        mine = _owner(verdict)
        if verdict.decision == Decision.IGNORE:
            return verdict
        if owners and owners != {mine}:
            return _asked(verdict, self._filed_for(place.unit for place in places))
        if documents and len(places) == len(documents):
            source = places[0].source
            why = Message("the same file as {source}", source=source)
            return _duplicate(verdict, why if source else Message("the same file is filed already"))
        if verdict.decision == Decision.RECORD:
            self._files |= dict.fromkeys((file.sha256 for file in documents), _Place(*mine, arrival.source))
        return verdict

    def _unless_sent_back(self, arrival: Arrival, verdict: Verdict) -> Verdict:
        """Ask about what came before the unit's report was sent back: it cannot be the one done again."""
        moment, back = arrival.received or arrival.written, self._sent_back.get(_owner(verdict))
        if verdict.decision != Decision.RECORD or moment is None or back is None or moment.date() >= back:
            return verdict
        return _asked(verdict, Message("it is older than {day}, when the report was sent back", day=back))


def _owner(verdict: Verdict) -> tuple[str, str]:
    return verdict.notice or "", verdict.unit or ""


def _differ(verdict: Verdict, owners: set[tuple[str, str]]) -> bool:
    """Say whether a certain thing belongs elsewhere than what is known under the same key."""
    return verdict.decision == Decision.RECORD and _owner(verdict) not in owners


def _duplicate(verdict: Verdict, why: Message) -> Verdict:
    return replace(
        verdict,
        decision=Decision.IGNORE,
        kind=ItemKind.DUPLICATE,
        evidence=(*verdict.evidence, why),
        doubts=(),
    )


def _asked(verdict: Verdict, why: Message) -> Verdict:
    return replace(verdict, decision=Decision.REVIEW, doubts=(*verdict.doubts, why))


def _same_files(one: Arrival, other: Arrival) -> bool:
    """Say whether two arrivals with one key bring the same: a Message-ID is only what a sender wrote."""
    if one.form != Form.MAIL:
        return True
    return {file.sha256 for file in one.files} == {file.sha256 for file in other.files}
