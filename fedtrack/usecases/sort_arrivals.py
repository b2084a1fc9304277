"""Decide on everything that came in: each by itself, then against what was filed before and beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.arrivals import Form
from fedtrack.core.entries import facts, live_entries
from fedtrack.core.judging.contents import sort_contents
from fedtrack.core.judging.verdict import Decision, ItemKind, Verdict
from fedtrack.core.payloads import Bounce, Dismissal, Report
from fedtrack.errors import Message
from fedtrack.usecases.gather_arrivals import Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.entries import Entry
    from fedtrack.core.judging.judge import Judge


class Sorted(Struct):
    """Something that came in with the decision on it; `entry` is where it was filed, now or before."""

    parcel: Parcel
    verdict: Verdict
    entry: str = ""

    @property
    def arrival(self) -> Arrival:
        """What came in."""
        return self.parcel.arrival

    @property
    def order(self) -> tuple[bool, datetime]:
        """What it is sorted by: what came first, then that of which nobody knows when it came."""
        received = self.arrival.received
        return received is None, received or datetime.min  # noqa: DTZ901 - local to the federation, as all are


def sort_arrivals(parcels: Iterable[Parcel], judge: Judge, entries: Sequence[Entry]) -> list[Sorted]:
    """Return everything with its decision, in the order in which it was found.

    What the ledger has already, and what is here twice, is a duplicate; the earlier one of two counts.
    """
    everything = [Sorted(parcel, judge.judge(parcel.arrival)) for parcel in parcels]
    memory = _Memory(entries)
    for one in sorted(everything, key=lambda one: one.order):
        one.verdict = memory.compare(one)
    return everything


class _Memory:
    """What is known already: from the ledger, and from what was looked at before in this run."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._filed: dict[str, str] = {}
        self._dismissed: set[str] = set()
        self._taken_back: set[str] = set()
        self._seen: dict[str, Arrival] = {}
        self._files: dict[str, tuple[str, str]] = {}
        live = live_entries(entries)
        alive = {entry.id for entry in live}
        for _entry, payload in facts(entry for entry in entries if entry.id not in alive):
            if isinstance(payload, Report) and payload.arrival:
                self._taken_back.add(payload.arrival)
        for entry, payload in facts(live):
            if isinstance(payload, Report):
                for file in payload.files:
                    self._files[file.sha256] = (entry.notice, entry.unit)
            if isinstance(payload, Report | Bounce) and payload.arrival:
                self._filed[payload.arrival] = entry.id
            if isinstance(payload, Dismissal):
                self._dismissed.add(payload.arrival)

    def compare(self, one: Sorted) -> Verdict:
        """Return the decision with what is known already taken into account, and remember the arrival."""
        arrival, verdict = one.arrival, one.verdict
        one.entry = self._filed.get(arrival.key, "")
        said = self._said_before(arrival, verdict)
        if said is not None:
            return said
        first = self._seen.setdefault(arrival.key, arrival)
        if first is not arrival:
            if _same_files(first, arrival):
                return _duplicate(verdict, Message("the same as {source}", source=first.source))
            doubt = Message("it has the Message-ID of {source}, but other files", source=first.source)
            return _asked(verdict, doubt)
        return self._compare_files(arrival, verdict)

    def _said_before(self, arrival: Arrival, verdict: Verdict) -> Verdict | None:
        """Return the decision where the ledger knows this very arrival."""
        if arrival.key in self._filed:
            known = verdict.kind == ItemKind.BOUNCE
            return verdict if known else _duplicate(verdict, Message("it is filed already"))
        if arrival.key in self._dismissed:
            why = Message("you said that it is no report")
            return replace(verdict, decision=Decision.IGNORE, doubts=(), evidence=(why,))
        if arrival.key in self._taken_back and verdict.decision == Decision.RECORD:
            return _asked(verdict, Message("it was filed once, and you took that back"))
        return None

    def _compare_files(self, arrival: Arrival, verdict: Verdict) -> Verdict:
        """Return the decision where the same bytes were filed before, by whatever way they came."""
        documents = sort_contents(arrival).documents
        owners = {self._files[file.sha256] for file in documents if file.sha256 in self._files}
        mine = (verdict.notice or "", verdict.unit or "")
        if owners and owners != {mine} and verdict.decision != Decision.IGNORE:
            units = tuple(sorted(unit for _notice, unit in owners))
            return _asked(verdict, Message("the same file was filed for {units}", units=units))
        if (
            documents
            and all(file.sha256 in self._files for file in documents)
            and verdict.decision != Decision.IGNORE
        ):
            return _duplicate(verdict, Message("the same file is filed already"))
        if verdict.decision == Decision.RECORD:
            self._files |= dict.fromkeys((file.sha256 for file in documents), mine)
        return verdict


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
