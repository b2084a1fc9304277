"""Standings for the tests of rounds, rules and messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fedtrack.core.entries import Entry
from fedtrack.core.history import PastReminder
from fedtrack.core.model import Deadline, State
from fedtrack.core.payloads import Call, Payload
from fedtrack.core.standing import Standing, build_standings
from tests.builders import DUE, end_of, make_entry, make_notice, make_unit

LATER = end_of(date(2020, 12, 31))


def make_standing(
    state: State = State.PENDING, *, reminded: Sequence[date] = (), due: date = DUE, **fields: object
) -> Standing:
    """Return the standing of 白石 in `state`, reminded on those days."""
    values: dict[str, object] = {
        "unit": make_unit(),
        "deadline": Deadline(due),
        "reminders": tuple(PastReminder(on=day) for day in reminded),
        **fields,
    }
    return Standing(state=state, **values)  # type: ignore[arg-type]


def march(day: int) -> date:
    """Return a day of the month in which the notice of the tests is due."""
    return date(2020, 3, day)


def identifier(number: int) -> str:
    """Return the id of the entry with that number."""
    return make_entry(Call(DUE), number=number).id


def written(*payloads: Payload) -> list[Entry]:
    """Return entries of 白石, numbered from 1 as they were written down."""
    return [make_entry(payload, number=number) for number, payload in enumerate(payloads, start=1)]


def stand(
    entries: Sequence[Entry], *, as_of: datetime | date = LATER, deadline: Deadline | None = None
) -> Standing:
    """Return where 白石 stands."""
    moment = as_of if isinstance(as_of, datetime) else end_of(as_of)
    notice = make_notice(deadline=deadline or Deadline(DUE))
    (standing,) = build_standings(notice, [make_unit()], entries, moment)
    return standing
