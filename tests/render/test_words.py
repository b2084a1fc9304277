"""Words for states, channels and days: whatever value there is has one."""

from __future__ import annotations

from datetime import date, time

import pytest

from fedtrack.core.model import CallVia, Deadline, State, Via
from fedtrack.core.payloads import Kind
from fedtrack.core.rounds import Stage
from fedtrack.render import words
from tests.builders import make_unit
from tests.render.stage import summarize


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_word(state: State) -> None:
    """Underscores are for scripts."""
    assert words.state_word(state) == state.value.replace("_", " ")


@pytest.mark.parametrize("via", [*Via, *CallVia])
def test_every_channel_has_a_word(via: Via | CallVia) -> None:
    """What scripts call `oa` people call OA."""
    assert words.via_word(via).casefold().replace("-", "") == via


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_word(kind: Kind) -> None:
    """The words of kinds are those of the JSON."""
    assert words.kind_word(kind) == kind


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_word(stage: Stage) -> None:
    """No stage is shown by its bare name."""
    assert words.stage_word(stage) != stage


def test_unknown_values_stay_as_they_are() -> None:
    """A newer fedtrack may have written what this one has no word for."""
    assert words.via_word("fax") == "fax"
    assert words.via_word(None) == ""
    assert words.kind_word("audit") == "audit"
    assert words.stage_word("seasonal") == "seasonal"


def test_weekdays() -> None:
    """A week has seven days, from Monday on."""
    days = [words.weekday_word(date(2020, 3, 23 + number)) for number in range(7)]
    assert days == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        (Deadline(date(2020, 3, 23)), "2020-03-23 (Monday, that day included)"),
        (Deadline(date(2020, 3, 23), time(17, 30)), "2020-03-23 (Monday) 17:30"),
    ],
)
def test_due_words(deadline: Deadline, shown: str) -> None:
    """A due date has its weekday, and says that the day or the minute counts."""
    assert words.due_words(deadline) == shown


@pytest.mark.parametrize(
    ("day", "shown"), [(None, ""), (date(2020, 1, 2), "01-02"), (date(2019, 12, 31), "2019-12-31")]
)
def test_short_day(day: date | None, shown: str) -> None:
    """The year is only said where it is another."""
    assert words.short_day(day, beside=date(2020, 3, 24)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"contact": "韦某", "phone": "0700-5550101"}, "韦某 0700-5550101"),
        ({"phone": "0700-5550101"}, "0700-5550101"),
        ({"contact": "韦某"}, "韦某"),
        ({"email": ("a@qinghe.example", "b@qinghe.example")}, "a@qinghe.example"),
        ({}, "—"),
    ],
)
def test_contact_words(fields: dict[str, object], shown: str) -> None:
    """Whom to call comes before where to write."""
    assert words.contact_words(make_unit(**{"email": (), **fields})) == shown  # type: ignore[arg-type]


def test_reminded_words() -> None:
    """How often and when last; nothing for a unit that was left in peace."""
    baishi, heishi, *_ = summarize().standings
    assert words.reminded_words(baishi, date(2020, 3, 24)) == ""
    assert words.reminded_words(heishi, date(2020, 3, 24)) == "2×, 03-23"
    assert words.reminded_words(heishi, date(2021, 1, 4)) == "2×, 2020-03-23"
