"""What `remind` says, compared whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fedtrack.core.payloads import Payload
from fedtrack.render.reminding import Manner, render_reminding
from fedtrack.render.words import round_word
from fedtrack.usecases.draft_reminders import draft_reminders
from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
from tests.builders import end_of
from tests.fakes.edges import FakeDrafts, FakeWording
from tests.fakes.ledger import FakeLedger
from tests.render.stage import (
    CALENDAR,
    TODAY,
    UNITS,
    assert_page,
    draw,
    make_entries,
    make_reminder,
    make_season,
)


def remind(*lines: tuple[str, Payload], today: date = TODAY, dry_run: bool = False) -> Reminding:
    """Return what a run of `remind` does."""
    roster, notice = make_season()
    ledger = FakeLedger(make_entries(*lines))
    run = ReminderRun(roster, notice, as_of=end_of(today), calendar=CALENDAR, wording=FakeWording())
    if dry_run:
        return run.preview(UNITS, ledger.entries(), Asked())
    return draft_reminders(run, UNITS, Asked(), ledger=ledger, drafts=FakeDrafts())


@pytest.mark.parametrize("dry_run", [False, True], ids=["drafted", "dry-run"])
def test_reminding(*, dry_run: bool) -> None:
    """Who gets a draft, who has no address, who is held back and why, and the next step."""
    done = remind(
        ("baishi", make_reminder(date(2020, 3, 23))), ("heishi", make_reminder(TODAY)), dry_run=dry_run
    )
    drawn = draw(*render_reminding(done, str, Manner.DRY_RUN if dry_run else Manner.DRAFT), width=100)
    assert_page(f"remind{'-dry-run' if dry_run else ''}", drawn)


def test_reminding_in_a_folder_of_the_clerks_own() -> None:
    """A draft without a folder before its name lies here."""
    text = draw(*render_reminding(remind(), lambda path: Path(path).name, Manner.DRAFT), width=100)
    assert "Next: open the drafts in . in your mail program" in text


def test_nothing_to_remind_before_the_first_round() -> None:
    """Before any round has fallen due there is none yet, and the next day is named."""
    done = remind(today=date(2020, 3, 10))
    text = draw(*render_reminding(done, str, Manner.DRAFT), width=100)
    assert text.startswith("Round: none yet\n")
    assert "the next reminder falls on 2020-03-16 (Monday)" in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (None, "none yet"),
        ("before-5", "5 working day(s) before"),
        ("due", "the due date"),
        ("after-3", "3 working day(s) after"),
        ("unplanned", "unplanned"),
    ],
)
def test_round_word(name: str | None, words: str) -> None:
    """A round has a name for scripts and words for people."""
    assert round_word(name) == words
