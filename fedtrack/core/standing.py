"""What the history makes of one unit for one notice (报送状态)."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from msgspec import Struct, field

from fedtrack.core.history import History, PastReminder, Span, gather
from fedtrack.core.model import OUTSTANDING, Deadline, Notice, State, Unit
from fedtrack.core.payloads import ReminderState, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from fedtrack.core.entries import Entry


class Standing(Struct, frozen=True):
    """One unit's standing for one notice on one day; the line of a summary.

    `spans` are the days on which a report of it counted, also one that was sent back since.
    """

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
    spans: tuple[Span, ...] = ()

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
        """The reminders of which nobody knows whether they went out; they count as reminders."""
        return tuple(one for one in self._unsettled() if one.state == ReminderState.UNKNOWN)

    @property
    def unsent(self) -> tuple[PastReminder, ...]:
        """The drafts laid because the server took no more, which perhaps nobody sent; they count too."""
        return tuple(one for one in self._unsettled() if one.stopped)

    def _unsettled(self) -> Sequence[PastReminder]:
        """Return the reminders after which none went out for certain, nor a call was made, that day or later.

        A call of yesterday may be written down today, and settles nothing of today.
        """
        settling = {ReminderState.SENT, ""}
        return [
            one
            for position, one in enumerate(self.reminders, start=1)
            if one.state not in settling
            and not any(later.state in settling and later.on >= one.on for later in self.reminders[position:])
        ]

    @property
    def undelivered(self) -> bool:
        """Whether the last reminder was refused, and none has gone out since."""
        last = self.last_reminded_on
        return bool(self.failed) and (last is None or last < self.failed[-1].on)


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
    elif history.reports:  # each of them was sent back
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
        spans=history.spans(),
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
        spans=history.spans(),
    )


def _received(report: Report) -> tuple[date, time]:
    return report.received_on, report.received_time or time.min


def _reason(history: History) -> str:
    return history.extension.reason if history.extension else ""
