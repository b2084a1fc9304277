"""Word one message for the WeChat group or the OA that names the outstanding units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.message import GROUP, group_values
from fedtrack.core.policy import Policy
from fedtrack.core.rounds import stage_of
from fedtrack.core.standing import Standing, build_standings
from fedtrack.core.summary import most_reported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedtrack.core.model import Notice, Roster, Unit
    from fedtrack.core.workdays import WorkCalendar
    from fedtrack.usecases.ports import Ledger, Wording


class GroupMessage(Struct, frozen=True):
    """The text, empty when nobody is named, and the units that have longer and so are left out."""

    text: str
    named: tuple[Standing, ...]
    left_out: tuple[Standing, ...]


def word_group_message(
    roster: Roster,
    notice: Notice,
    units: Sequence[Unit],
    *,
    ledger: Ledger,
    as_of: datetime,
    calendar: WorkCalendar,
    wording: Wording,
) -> GroupMessage:
    """Return the message; once the notice is overdue, a unit with an extension is not named in it."""
    everyone = build_standings(notice, roster.expected(notice), ledger.entries(notice.id), as_of)
    asked = {unit.id for unit in units}
    outstanding = [one for one in everyone if one.outstanding and one.unit.id in asked]
    overdue = notice.deadline.passed_at(as_of)
    left_out = [standing for standing in outstanding if overdue and not standing.deadline.passed_at(as_of)]
    named = [standing for standing in outstanding if standing not in left_out]
    if not named:
        return GroupMessage("", (), tuple(left_out))
    rounds = Policy(roster.reminders, calendar).rounds_of(notice)
    stage = stage_of(rounds, notice.deadline, as_of.date(), passed=overdue)
    words = wording.say(
        f"{GROUP}-{stage}",
        group_values(
            roster.federation, notice, named, stage, as_of.date(), most_reported=most_reported(everyone)
        ),
    )
    return GroupMessage(words.strip() + "\n", tuple(named), tuple(left_out))
