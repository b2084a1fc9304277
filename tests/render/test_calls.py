"""The call sheet, compared whole."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len

from fedtrack.core.model import State
from fedtrack.core.payloads import Report, Return
from fedtrack.core.rounds import Stage
from fedtrack.render.calls import render_calls
from fedtrack.usecases.word_calls import CallSheet
from tests.builders import make_entry, make_unit
from tests.render.stage import (
    LONG_NAME,
    TODAY,
    UNITS,
    assert_page,
    colour_of,
    draw,
    draw_lines,
    make_reminder,
    summarize,
)

WORDS = "您好，这里是青禾县妇女联合会。活动开展情况请尽快报送。谢谢支持！"


def sheet(*, overdue: bool = True) -> CallSheet:
    """Return the sheet of who owes a report."""
    stage = Stage.OVERDUE if overdue else Stage.TODAY
    return CallSheet(stage, WORDS, tuple(one for one in summarize().standings if one.state == State.OVERDUE))


def returned() -> CallSheet:
    """Return the sheet of whose report was sent back."""
    standings = tuple(one for one in summarize().standings if one.state == State.RETURNED)
    return CallSheet(Stage.OVERDUE, WORDS, standings, returned=True)


@pytest.mark.parametrize("width", [80, 120])
def test_call_sheet(width: int) -> None:
    """What to say stands above; a line with room to write for each unit, and why it was returned."""
    assert_page(f"calls-{width}", draw(*render_calls([sheet(), returned()], TODAY), width=width))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_call_sheet_is_aligned(width: int) -> None:
    """Every line is equally wide, and no wider than a page, for it is printed."""
    lines = draw_lines(*render_calls([sheet()], TODAY), width=width)[3:]
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) == min(width, 80)


def test_a_phone_number_is_in_one_piece() -> None:
    """On an ordinary terminal no number to dial is broken in two."""
    drawn = draw(*render_calls([sheet(), returned()], TODAY), width=80)
    assert "0700-5550102" in drawn
    assert "0700-5550103" in drawn


@pytest.mark.parametrize("width", [80, 120])
def test_name_and_numbers_are_whole_however_long_the_reason(width: int) -> None:
    """What has no room beside them stands below the name; of two numbers each is in one piece."""
    name = "县文化广电体育和旅游局女工委"
    unit = make_unit("wenguang", name=name, phone="0700-5550101、13800000000", contact="罗某某")
    report = make_entry(Report(date(2020, 3, 20)), number=2, unit="wenguang")
    entries = [
        make_entry(make_reminder(date(2020, 3, 19)), unit="wenguang"),
        report,
        make_entry(
            Return(date(2020, 3, 23), "数字与附表不符，请核对" * 6, (report.id,)), number=3, unit="wenguang"
        ),
    ]
    standings = summarize(entries, units=[unit]).standings
    drawn = draw(
        *render_calls([CallSheet(Stage.OVERDUE, WORDS, standings, returned=True)], TODAY, width=width),
        width=width,
    )
    assert [part for part in (name, "0700-5550101", "13800000000", "罗某某") if part not in drawn] == []
    assert "returned for:" in drawn
    assert max(map(cell_len, drawn.splitlines())) <= 80


def test_a_name_wider_than_the_page_is_folded() -> None:
    """No letter of it is lost."""
    standings = summarize((), units=[make_unit("a", name=LONG_NAME, phone="0700-5550101")]).standings
    drawn = draw(*render_calls([CallSheet(Stage.TODAY, WORDS, standings)], TODAY, width=60), width=60)
    drawn = "".join(drawn.replace("0700-5550101", "").split())
    assert LONG_NAME in drawn


def test_overdue_is_red_on_the_call_sheet() -> None:
    """Who is past due stands out."""
    assert (
        colour_of(
            "due today, overdue: say to each of 2", *list(render_calls([sheet(overdue=False)], TODAY))[:1]
        )
        == "red"
    )


def test_units_with_another_deadline_have_a_sheet_of_their_own() -> None:
    drawn = draw(*render_calls([sheet(), sheet(overdue=False)], date(2020, 3, 24)), width=100)
    assert drawn.count(WORDS) == 2
    assert "overdue reminder, overdue: say to each of 2" in drawn
    assert "due today, overdue: say to each of 2" in drawn


def test_what_nobody_has_takes_no_room() -> None:
    """Neither persons nor reasons nor reminders."""
    standings = summarize((), units=UNITS[:1]).standings
    drawn = draw(*render_calls([CallSheet(Stage.TODAY, WORDS, standings)], TODAY), width=80)
    assert [word for word in ("person", "returned for", "reminded", "phone") if word in drawn] == ["phone"]
