"""Standings for the tests of rounds, rules and messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fedtrack.core.model import Deadline, State
from fedtrack.core.standing import Reminded, Standing
from tests.builders import DUE, make_unit


def make_standing(
    state: State = State.PENDING, *, reminded: Sequence[date] = (), due: date = DUE, **fields: object
) -> Standing:
    """Return the standing of 白石 in `state`, reminded on those days."""
    values: dict[str, object] = {
        "unit": make_unit(),
        "deadline": Deadline(due),
        "reminders": tuple(Reminded(on=day) for day in reminded),
        **fields,
    }
    return Standing(state=state, **values)  # type: ignore[arg-type]


def march(day: int) -> date:
    """Return a day of the month in which the notice of the tests is due."""
    return date(2020, 3, day)
