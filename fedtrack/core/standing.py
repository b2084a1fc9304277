"""What the entries make of one unit for one notice (报送状态).

What happened is told in the order of the days on which it happened; the order in which it was
written down settles only ties. A return names the reports that it sends back. So a fact entered
late, or two ledgers brought together, give the same standing.
"""

from __future__ import annotations

import itertools
from datetime import date, time
from typing import TYPE_CHECKING

from msgspec import Struct, field

from fedtrack.core.entries import (
    GIVEN_UP,
    Call,
    Delivery,
    Entry,
    Excuse,
    Extension,
    Payload,
    Reminder,
    ReminderState,
    Report,
    Return,
    facts,
    failed_reminders,
    live_entries,
)
from fedtrack.core.model import OUTSTANDING, Deadline, Notice, State, Unit
from fedtrack.core.rounds import UNPLANNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class PastReminder(Struct, frozen=True):
    """One reminder that the unit had, or was to have: a message or a call.

    `state` is empty for a call, else one of ReminderState but never claimed; `entry` is its id.
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


class History(Struct):
    """The facts of one unit for one notice, in the order of the days on which they happened."""

    reports: dict[str, Report] = field(default_factory=dict)
    returns: list[Return] = field(default_factory=list)
    excuse: Excuse | None = None
    extension: Extension | None = None
    reminders: list[PastReminder] = field(default_factory=list)
    failed: list[PastReminder] = field(default_factory=list)

    def accepted(self) -> dict[str, Report]:
        """Return the reports that were not sent back, by entry id."""
        returned = {report for sent_back in self.returns for report in sent_back.reports}
        return {entry: report for entry, report in self.reports.items() if entry not in returned}


class Standing(Struct, frozen=True):
    """One unit's standing for one notice on one day; the line of a summary."""

    unit: Unit
    state: State
    deadline: Deadline
    received_on: date | None = None
    received_time: time | None = None
    via: str | None = None
    title: str = ""
    nil: bool = False
    figures: dict[str, int | float] = field(default_factory=dict)
    files: int = 0
    reminders: tuple[PastReminder, ...] = ()
    failed: tuple[PastReminder, ...] = ()
    note: str = ""
    extended_on: date | None = None

    @property
    def outstanding(self) -> bool:
        """Whether the unit still owes a report."""
        return self.state in OUTSTANDING

    @property
    def reported(self) -> bool:
        """Whether a report counts for the unit."""
        return self.state in {State.ON_TIME, State.LATE}

    @property
    def last_reminded_on(self) -> date | None:
        """The day of the last reminder."""
        return max((reminder.on for reminder in self.reminders), default=None)

    @property
    def unconfirmed(self) -> tuple[PastReminder, ...]:
        """The reminders of which nobody knows whether they went out; they count as reminders.

        A later one that is known to have gone out, or a call, settles the matter; a draft does not.
        """
        since = itertools.takewhile(
            lambda one: one.state not in {ReminderState.SENT, ""}, reversed(self.reminders)
        )
        return tuple(one for one in reversed(list(since)) if one.state == ReminderState.UNKNOWN)

    @property
    def undelivered(self) -> bool:
        """Whether the last reminder was refused, and none has gone out since."""
        last = self.last_reminded_on
        return bool(self.failed) and (last is None or last < self.failed[-1].on)


def gather(entries: Sequence[Entry], day: date | None = None) -> dict[str, History]:
    """Return each unit's history for the notice that `entries` belong to.

    What happened after `day` is left out; without a day nothing is.
    """
    histories: dict[str, History] = {}
    everything = list(facts(live_entries(entries)))
    fates = _fates(everything)  # how a sending ended is known at once, also under a day that is set back
    told = [(entry, payload) for entry, payload in everything if day is None or payload.on <= day]
    reports = {entry.id for entry, payload in told if isinstance(payload, Report)}
    for entry, payload in sorted(told, key=lambda pair: pair[1].on):  # a stable sort: ids settle ties
        history = histories.get(entry.unit)
        if history is None:
            history = histories[entry.unit] = History()
        match payload:
            case Report():
                history.reports[entry.id] = payload
            case Return():
                history.returns.append(payload)
                if reports.intersection(payload.reports):  # unless they were mistakes, taken back since
                    history.excuse = None  # whoever is sent back to do it again owes it
            case Excuse():
                history.excuse = payload
            case Extension():
                history.extension = payload
            case Call():
                history.reminders.append(PastReminder(on=payload.on, entry=entry.id))
            case Reminder():
                _remind(history, _past(entry.id, payload, fates.get(entry.id)))
    return histories


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


def build_standings(
    notice: Notice, units: Iterable[Unit], entries: Sequence[Entry], as_of: datetime
) -> tuple[Standing, ...]:
    """Return the standing of each of `units`, in their order, at `as_of` (local time of the federation)."""
    histories = gather(entries, as_of.date())
    nothing = History()
    return tuple(stand(notice, unit, histories.get(unit.id, nothing), as_of) for unit in units)


def stand(notice: Notice, unit: Unit, history: History, as_of: datetime) -> Standing:
    """Return what `history` makes of one unit at `as_of`."""
    deadline = notice.deadline
    if history.extension is not None:
        deadline = Deadline(history.extension.to, history.extension.to_time)
    extended_on = history.extension.on if history.extension else None
    reports = sorted(history.accepted().values(), key=_received)
    if reports:
        return _reported(unit, deadline, reports, history, extended_on)
    note = ""
    if history.excuse is not None:
        state, note = State.EXCUSED, history.excuse.reason
    elif history.returns and history.reports:
        state, note = State.RETURNED, history.returns[-1].reason
    elif deadline.passed_at(as_of):
        state = State.OVERDUE
    else:
        state = State.PENDING
    return Standing(
        unit=unit,
        state=state,
        deadline=deadline,
        reminders=tuple(history.reminders),
        failed=tuple(history.failed),
        note=note or _reason(history),
        extended_on=extended_on,
    )


def _reported(
    unit: Unit, deadline: Deadline, reports: list[Report], history: History, extended_on: date | None
) -> Standing:
    """Return the standing of a unit whose reports are accepted: the first counts, the others add to it."""
    first = reports[0]
    figures: dict[str, int | float] = {}
    for report in reports:
        figures.update(report.figures)
    # who need not report cannot be late
    on_time = history.excuse is not None or deadline.met_by(first.received_on, first.received_time)
    return Standing(
        unit=unit,
        state=State.ON_TIME if on_time else State.LATE,
        deadline=deadline,
        received_on=first.received_on,
        received_time=first.received_time,
        via=first.via,
        title=next((report.title for report in reports if report.title), ""),
        nil=all(report.nil for report in reports),
        figures=figures,
        files=sum(len(report.files) for report in reports),
        reminders=tuple(history.reminders),
        failed=tuple(history.failed),
        note=next((report.note for report in reversed(reports) if report.note), "") or _reason(history),
        extended_on=extended_on,
    )


def _received(report: Report) -> tuple[date, time]:
    return report.received_on, report.received_time or time.min


def _reason(history: History) -> str:
    return history.extension.reason if history.extension else ""
