"""Word a call sheet: whom to call, and what to say to units of one deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.message import CALL, call_values
from fedtrack.core.model import State
from fedtrack.core.policy import Policy
from fedtrack.core.rounds import Stage, stage_of
from fedtrack.core.standing import Standing, build_standings
from fedtrack.core.summary import most_reported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedtrack.core.model import Deadline, Notice, Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Ledger, Wording


class CallSheet(Struct, frozen=True):
    """The units that are told the same: `words` to say, at that stage, in roster order.

    Those whose report was `returned` are told so, on a sheet of their own.
    """

    stage: Stage
    words: str
    standings: tuple[Standing, ...]
    returned: bool = False


def word_calls(
    roster: Roster,
    notice: Notice,
    units: Sequence[Unit],
    *,
    ledger: Ledger,
    as_of: datetime,
    calendar: WorkCalendar,
    wording: Wording,
) -> tuple[CallSheet, ...]:
    """Return sheets for each deadline that outstanding units have; nobody else is called."""
    everyone = build_standings(notice, roster.expected(notice), ledger.entries(notice.id), as_of)
    asked = {unit.id for unit in units}
    sheets: dict[tuple[Deadline, Stage, bool], list[Standing]] = {}
    policy = Policy(roster.reminders, calendar)
    for standing in everyone:
        if standing.outstanding and standing.unit.id in asked:
            stage = stage_of(
                policy.rounds(notice, standing),
                standing.deadline,
                as_of.date(),
                passed=standing.deadline.passed_at(as_of),
            )
            returned = standing.state == State.RETURNED
            sheets.setdefault((standing.deadline, stage, returned), []).append(standing)
    most = most_reported(everyone)
    return tuple(
        CallSheet(
            stage,
            wording.say(
                f"{CALL}-{stage}",
                call_values(
                    roster.federation,
                    notice,
                    deadline,
                    stage,
                    as_of.date(),
                    count=len(standings),
                    most_reported=most,
                    returned=returned,
                ),
            ).strip(),
            tuple(standings),
            returned,
        )
        for (deadline, stage, returned), standings in sheets.items()
    )
