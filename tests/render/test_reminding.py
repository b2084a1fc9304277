"""The call sheet, the reasons of `why`, and what `remind` says, compared whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from fedtrack.core.entries import Payload
from fedtrack.core.model import ReminderRules, Unit
from fedtrack.core.standing import Standing
from fedtrack.render.reminding import render_calls, render_reminding, render_why
from fedtrack.render.words import round_word
from fedtrack.usecases.explain import explain
from fedtrack.usecases.remind import ReminderRun, Reminding
from tests.builders import end_of
from tests.fakes.edges import FakeDrafts, FakeWording
from tests.fakes.ledger import FakeLedger
from tests.render.stage import (
    CALENDAR,
    ENTRIES,
    TODAY,
    UNITS,
    assert_page,
    colour_of,
    draw,
    make_entries,
    make_reminder,
    make_season,
    summarize,
)


def outstanding() -> list[Standing]:
    """Return the standings of who owes a report."""
    return [one for one in summarize().standings if one.outstanding]


@pytest.mark.parametrize("width", [80, 120])
def test_call_sheet(width: int) -> None:
    """The sheet has a numbered line and room to write for each unit."""
    assert_page(f"calls-{width}", draw(render_calls(outstanding(), TODAY), width=width))


@pytest.mark.parametrize("width", [80, 100, 120])
def test_call_sheet_is_aligned(width: int) -> None:
    """Every line of the sheet is equally wide, so that it can be printed and written on."""
    lines = draw(render_calls(outstanding(), TODAY), width=width).splitlines()
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width


def test_a_phone_number_is_in_one_piece() -> None:
    """On an ordinary terminal no number to dial is broken in two."""
    drawn = draw(render_calls(outstanding(), TODAY), width=80)
    assert "0700-5550102" in drawn
    assert "0700-5550103" in drawn


def test_overdue_is_red_on_the_call_sheet() -> None:
    """Who is past due stands out."""
    assert colour_of("overdue", render_calls(outstanding(), TODAY)) == "red"


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


def remind(*lines: tuple[str, Payload], today: date = TODAY, dry_run: bool = False) -> Reminding:
    """Return what a run of `remind` does."""
    roster, notice = make_season()
    ledger = FakeLedger(make_entries(*lines))
    run = ReminderRun(roster, notice, as_of=end_of(today), calendar=CALENDAR, wording=FakeWording())
    if dry_run:
        return run.preview(UNITS, ledger.entries(), force=False)
    return run.draft(UNITS, force=False, ledger=ledger, drafts=FakeDrafts())


@pytest.mark.parametrize("dry_run", [False, True], ids=["drafted", "dry-run"])
def test_reminding(*, dry_run: bool) -> None:
    """Who gets a draft, who has no address, who is held back and why, and the next step."""
    done = remind(
        ("baishi", make_reminder(date(2020, 3, 23))), ("heishi", make_reminder(TODAY)), dry_run=dry_run
    )
    drawn = draw(*render_reminding(done, str, dry_run=dry_run), width=100)
    assert_page(f"remind{'-dry-run' if dry_run else ''}", drawn)


def test_reminding_in_a_folder_of_the_clerks_own() -> None:
    """A draft without a folder before its name lies here."""
    text = draw(*render_reminding(remind(), lambda path: Path(path).name, dry_run=False), width=100)
    assert "Next: open the drafts in . in your mail program" in text


def test_nothing_to_remind_before_the_first_round() -> None:
    """Before any round has fallen due there is none yet, and the next day is named."""
    done = remind(today=date(2020, 3, 10))
    text = draw(*render_reminding(done, str, dry_run=False), width=100)
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
