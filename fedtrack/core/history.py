"""What happened to each unit for one notice, told from the entries.

What happened is told in the order of the days on which it happened; the order in which it was
written down settles only ties. A return names the reports that it sends back. So a fact entered
late, or two ledgers brought together, give the same history.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from fedtrack.core.entries import Entry, facts, live_entries
from fedtrack.core.payloads import (
    GIVEN_UP,
    Call,
    Delivery,
    Excuse,
    Extension,
    Payload,
    Reminder,
    ReminderState,
    Report,
    Return,
)
from fedtrack.core.rounds import UNPLANNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class PastReminder(Struct, frozen=True):
    """One reminder that the unit had, or was to have: a message or a call.

    `state` is empty for a call, else one of ReminderState but never claimed; `entry` is its id. A draft is
    `stopped` where it was laid because the server took no more mails. Only a call has `via`, one of CallVia,
    and a `note`: who answered, and what.
    """

    on: date
    entry: str = ""
    due: date | None = None
    round: str = ""
    state: str = ""
    message_id: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    stage: str = ""
    error: str = ""
    refused: tuple[str, ...] = ()
    final: bool = False
    stopped: bool = False
    via: str = ""
    note: str = ""


class Span(NamedTuple):
    """Days on which a report of the unit counted: from `first`, and no longer on `until`.

    `until` is `date.max` where the report still counts.
    """

    first: date
    until: date = date.max


class History(Struct):
    """The facts of one unit for one notice, in the order of the days on which they happened."""

    reports: dict[str, Report] = field(default_factory=dict)
    returns: list[Return] = field(default_factory=list)
    excuse: Excuse | None = None
    extension: Extension | None = None
    reminders: list[PastReminder] = field(default_factory=list)
    failed: list[PastReminder] = field(default_factory=list)

    def accepted(self) -> dict[str, Report]:
        """Return the reports that were not sent back, by entry id.

        Of what two clerks collected, each into a ledger of their own, the first counts.
        """
        returned = {report for sent_back in self.returns for report in sent_back.reports}
        kept: dict[str, Report] = {}
        collected: dict[str, str] = {}
        for entry, report in self.reports.items():
            if entry in returned:
                continue
            first = collected.setdefault(report.arrival, entry) if report.arrival else entry
            kept[first] = _together(kept[first], report) if first in kept else report
        return kept

    def spans(self) -> tuple[Span, ...]:
        """Return when a report counted, in the order of the days; no two spans touch."""
        ends: dict[str, date] = {}
        for sent_back in self.returns:  # the first return of a report ends its time
            for named in sent_back.reports:
                ends.setdefault(named, sent_back.on)
        spans: list[Span] = []
        for entry, report in self.reports.items():
            span = Span(report.received_on, ends.get(entry, date.max))
            if span.until <= span.first:  # sent back on the day itself, or by an entry with a slip in its day
                continue
            if spans and span.first <= spans[-1].until:
                spans[-1] = Span(spans[-1].first, max(spans[-1].until, span.until))
            else:
                spans.append(span)
        return tuple(spans)


def gather(entries: Sequence[Entry], day: date | None = None) -> dict[str, History]:
    """Return each unit's history for the notice that `entries` belong to.

    What happened after `day` is left out; without a day nothing is.
    """
    histories: dict[str, History] = {}
    everything = list(facts(live_entries(entries)))
    fates = _fates(everything)  # how a sending ended is known at once, also under a day that is set back
    told = [(entry, payload) for entry, payload in everything if day is None or payload.on <= day]
    reports = {entry.id: (entry.unit, payload) for entry, payload in told if isinstance(payload, Report)}
    for entry, payload in sorted(told, key=lambda pair: pair[1].on):  # a stable sort: ids settle ties
        history = histories.get(entry.unit)
        if history is None:
            history = histories[entry.unit] = History()
        match payload:
            case Report():
                history.reports[entry.id] = payload
            case Return():
                history.returns.append(_with_twins(entry, payload, reports))
                if reports.keys() & set(payload.reports):  # unless they were mistakes, taken back since
                    history.excuse = None  # whoever is sent back to do it again owes it
            case Excuse():
                history.excuse = payload
            case Extension():
                history.extension = payload
            case Call():
                history.reminders.append(
                    PastReminder(on=payload.on, entry=entry.id, via=payload.via, note=payload.note)
                )
            case Reminder():
                _remind(history, _past(entry.id, payload, fates.get(entry.id)))
    return histories


def _with_twins(entry: Entry, sent_back: Return, reports: Mapping[str, tuple[str, Report]]) -> Return:
    """Return what is sent back with what was collected twice, each time into another ledger.

    The same thing that is filed again after it was sent back is filed because the clerk says so, and counts.
    """
    named = (reports[one][1].arrival for one in sent_back.reports if one in reports)
    arrivals = {(entry.unit, arrival) for arrival in named if arrival}
    twins = [
        one
        for one, (unit, report) in reports.items()
        if one < entry.id and (unit, report.arrival) in arrivals
    ]
    return replace(sent_back, reports=tuple(dict.fromkeys((*sent_back.reports, *twins))))


def _together(first: Report, twin: Report) -> Report:
    """Return a report with what another clerk wrote of the same thing."""
    return replace(first, figures={**twin.figures, **first.figures}, note=first.note or twin.note)


def _remind(history: History, past: PastReminder) -> None:
    """Add a written reminder; one that was given up for another leaves no trace."""
    if past.error != GIVEN_UP:
        kept = history.failed if past.state == ReminderState.FAILED else history.reminders
        kept.append(past)


def _fates(told: Iterable[tuple[Entry, Payload]]) -> dict[str, Delivery]:
    """Return how the sending of each reminder ended, by the reminder's id."""
    return {payload.reminder: payload for _, payload in told if isinstance(payload, Delivery)}


def _past(entry: str, reminder: Reminder, fate: Delivery | None) -> PastReminder:
    """Return a written reminder with what became of it."""
    state = reminder.state
    if state == ReminderState.CLAIMED:
        state = fate.state if fate is not None else ReminderState.UNKNOWN
    return PastReminder(
        on=reminder.on,
        entry=entry,
        due=reminder.due,
        round=reminder.round,
        state=state,
        message_id=reminder.message_id,
        to=reminder.to,
        subject=reminder.subject,
        stage=reminder.stage,
        error=fate.error if fate is not None else "",
        refused=fate.refused if fate is not None else (),
        final=fate is not None and fate.final,
        stopped=reminder.stopped,
    )


def last_reminded(entries: Sequence[Entry], day: date, *, but: str) -> dict[str, date]:
    """Return the day, not after `day`, on which each unit was last reminded of a notice other than `but`."""
    others = [entry for entry in live_entries(entries) if entry.notice != but]
    last: dict[str, date] = {}
    told = list(facts(others))
    failed = failed_reminders(told)
    for entry, payload in told:
        if isinstance(payload, Call | Reminder) and payload.on <= day and entry.id not in failed:
            last[entry.unit] = max(payload.on, last.get(entry.unit, payload.on))
    return last


def rounds_done(entries: Sequence[Entry]) -> set[tuple[str, date, str]]:
    """Return unit, due date and round of every written reminder in a round, whatever its day.

    One that failed leaves its round to be done.
    """
    told = list(facts(live_entries(entries)))
    failed = failed_reminders(told)
    return {
        (entry.unit, payload.due, payload.round)
        for entry, payload in told
        if isinstance(payload, Reminder) and payload.round != UNPLANNED and entry.id not in failed
    }


def failed_reminders(told: Iterable[tuple[Entry, Payload]]) -> frozenset[str]:
    """Return the ids of the reminders that no server took; their units had none."""
    return frozenset(
        payload.reminder
        for _, payload in told
        if isinstance(payload, Delivery) and payload.state == ReminderState.FAILED
    )
