"""The reasons of `why`, compared whole."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.model import ReminderRules, Unit
from fedtrack.render.why import render_why
from fedtrack.usecases.explain import explain
from tests.builders import end_of
from tests.fakes.ledger import FakeLedger
from tests.render.stage import CALENDAR, ENTRIES, TODAY, UNITS, assert_page, draw, make_season


@pytest.mark.parametrize("unit", ["baishi", "heishi", "minzheng", "wenguang"])
def test_why(unit: str) -> None:
    """Each rule with its tick or cross, the unit's rounds, and when next."""
    roster, notice = make_season()
    chosen = next(one for one in UNITS if one.id == unit)
    explanation = explain(
        roster, notice, chosen, ledger=FakeLedger(ENTRIES), as_of=end_of(TODAY), calendar=CALENDAR
    )
    assert_page(f"why-{unit}", draw(*render_why(explanation), width=100))


@pytest.mark.parametrize(
    ("unit", "today", "words"),
    [
        (UNITS[0], date(2020, 3, 20), "mail to it now"),
        (UNITS[2], date(2020, 3, 20), "text for it now, to paste or to read out"),
        (UNITS[0], date(2020, 3, 21), "So: not now; next on 2020-03-23 (Monday) if nothing comes in"),
    ],
)
def test_why_ends_with_what_follows(unit: Unit, today: date, words: str) -> None:
    """The last line draws the conclusion: a mail, a text for a unit without address, or when next."""
    roster, notice = make_season()
    explanation = explain(roster, notice, unit, ledger=FakeLedger(), as_of=end_of(today), calendar=CALENDAR)
    last = draw(*render_why(explanation), width=100).splitlines()[-1]
    assert last.startswith("So: ")
    assert last.endswith(words)


def test_why_without_rounds() -> None:
    """Where the notice was issued after the last round there is none to list."""
    roster, notice = make_season(issued=date(2020, 3, 23))
    roster = replace(roster, reminders=ReminderRules(before=(1,), after=()))
    explanation = explain(
        roster, notice, UNITS[0], ledger=FakeLedger(), as_of=end_of(TODAY), calendar=CALENDAR
    )
    text = draw(*render_why(explanation), width=100)
    assert "Rounds: none" in text
    assert text.endswith("So: it is not reminded again\n")
