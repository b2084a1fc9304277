"""The status page and the overview, compared whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from fedtrack.core.model import Deadline, State, Unit
from fedtrack.core.payloads import Report
from fedtrack.core.summary import Summary
from fedtrack.render import language
from fedtrack.render.bars import ASCII, BLOCKS, Strokes
from fedtrack.render.group_table import group_table
from fedtrack.render.status import advice_line, render_overview, render_status
from fedtrack.render.unit_table import state_cell, unit_table
from fedtrack.render.words import STATE_STYLES, state_word
from fedtrack.usecases.advise import Advice, Step, advise
from tests.builders import make_unit
from tests.render.stage import (
    CALENDAR,
    ENTRIES,
    LONG_NAME,
    TODAY,
    UNITS,
    assert_page,
    colour_of,
    draw,
    draw_lines,
    make_entries,
    make_season,
    second_summary,
    summarize,
)

IN_CHINESE = pytest.mark.skipif(
    not (language.LOCALE_FOLDER / "zh_CN" / "LC_MESSAGES" / "fedtrack.mo").exists(),
    reason="the catalogue is not compiled",
)


def page(summary: Summary, *, width: int, everyone: bool = False, strokes: Strokes = BLOCKS) -> str:
    """Return the status page of a summary."""
    advice = advise(summary, make_season()[0].reminders, CALENDAR)
    shown = [one for one in summary.standings if everyone or one.outstanding]
    title = "All units" if everyone else "Not yet reported"
    parts = render_status(summary, advice, shown, title=title, width=width, strokes=strokes)
    return draw(*parts, width=width)


@pytest.mark.parametrize("everyone", [False, True], ids=["outstanding", "all"])
@pytest.mark.parametrize("width", [60, 80, 100, 140, 160])
def test_status_page(width: int, *, everyone: bool) -> None:
    """The whole page, on narrow terminals and on wide ones with bars, group, contact and note."""
    name = f"status-{'all-' if everyone else ''}{width}"
    assert_page(name, page(summarize(), width=width, everyone=everyone))


def test_status_page_without_blocks() -> None:
    """Where the terminal's encoding lacks blocks, bars are drawn in ASCII and nothing else changes."""
    text = page(summarize(), width=100, strokes=ASCII)
    assert not set("█░│▁·") & set(text)
    assert_page("status-100-ascii", text)


def test_the_bars_give_way_to_the_numbers() -> None:
    """Every line of the table fits, whatever the width; a bar has eight cells at least or is not there."""
    for width in range(60, 130):
        lines = draw_lines(group_table(summarize(), width=width, strokes=BLOCKS), width=width)
        assert lines[0].startswith("group ")
        assert {"乡镇妇联", "no group"} <= {line[: 4 if line[0] == "乡" else 8] for line in lines}
        assert max(map(cell_len, lines)) <= width
        bars = re.findall("[█░]+", "\n".join(lines))
        assert len(bars) in {0, 4}
        assert {len(bar) for bar in bars} <= {*range(8, 21)}
        assert width < 70 or "on time" in lines[0]


def chinese_page(units: Sequence[Unit]) -> str:
    """Return the status page in Chinese, 80 columns wide."""
    language.install({"FEDTRACK_LANG": "zh_CN"})
    summary = summarize(ENTRIES, units)
    advice = advise(summary, make_season()[0].reminders, CALENDAR)
    shown = [one for one in summary.standings if one.outstanding]
    parts = render_status(summary, advice, shown, title=language.translate("Not yet reported"), width=80)
    return draw(*parts, width=80)


@IN_CHINESE
def test_status_page_in_chinese() -> None:
    """The same page in Chinese, as a clerk sees it on an ordinary terminal."""
    assert_page("status-80.zh_CN", chinese_page(UNITS))


@IN_CHINESE
def test_no_english_is_left_in_the_chinese_page() -> None:
    """Only the name of a command stays in Latin letters."""
    text = chinese_page([replace(unit, email=()) for unit in UNITS])
    assert re.findall(r"[A-Za-z]+", text) == ["fedtrack", "remind"]


def test_status_of_one_group() -> None:
    """Where all units are in one group there is no table of groups."""
    text = page(summarize((), UNITS[:3], date(2020, 3, 20)), width=80)
    assert "expected" not in text
    assert text.count("─\n") == 1


def test_status_of_nobody() -> None:
    """A notice that asks nobody has neither rate nor list, and the next step says why."""
    text = page(summarize((), ()), width=80)
    assert "Reported 0 of 0" in text
    assert "—" in text
    assert "no unit is expected to report" in text


def test_overview() -> None:
    """Several notices, one row each."""
    assert_page("overview-140", draw(render_overview([summarize(), second_summary()]), width=140))


def test_overview_of_notices_that_are_alike() -> None:
    """What each asks for tells them apart."""
    twins = [summarize(), summarize(id="2020-38b", report="工作总结")]
    drawn = draw(render_overview(twins), width=140)
    assert "活动开展情况" in drawn
    assert "工作总结" in drawn
    assert "活动开展情况" not in draw(render_overview([summarize(), second_summary()]), width=140)


@pytest.mark.parametrize("width", [80, 100])
def test_overview_on_a_narrow_terminal(width: int) -> None:
    """Each notice can be told by its id and its title, however narrow the terminal is."""
    drawn = draw(render_overview([summarize(), second_summary()]), width=width)
    for name in ("2020-38", "2020-39"):
        assert name in drawn
    assert sum(char in drawn for char in "关于征集“最美家庭”故事的通知") > 6


@pytest.mark.parametrize("width", [80, 100, 140])
def test_wide_characters_are_aligned(width: int) -> None:
    """Every line of a table fills its width, Chinese characters counted as two cells."""
    summary = summarize()
    lines = draw_lines(unit_table(summary, summary.standings, width=width), width=width)
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width


def test_columns_begin_below_their_heading() -> None:
    """The state stands below the word “state”, whatever the name before it."""
    summary = summarize()
    lines = draw_lines(unit_table(summary, summary.standings, width=140), width=140)
    begin = cell_len(lines[0].partition("state")[0])
    for standing in summary.standings:
        (line,) = (line for line in lines if line.startswith(f"{standing.unit.name} "))
        assert cell_len(line.partition(state_word(standing.state))[0]) == begin


@pytest.mark.parametrize("width", [80, 140, 160])
def test_a_long_name_is_not_cut(width: int) -> None:
    """A name of thirty characters stands on one line where there is room, and is whole in any case."""
    units = (*UNITS, make_unit("ziran", name=LONG_NAME))
    text = page(summarize(ENTRIES, units), width=width, everyone=True)
    table = text.partition("All units")[2].partition("Next:")[0].replace("\n", "")
    first = table.index(LONG_NAME[0], table.rindex("青禾县城市") + 5)
    assert "".join(char for char in table[first:] if char in LONG_NAME).startswith(LONG_NAME)
    assert width < 160 or LONG_NAME in text


def test_overdue_is_red() -> None:
    """A unit that is past due stands out in red, in the list and in the counts."""
    summary = summarize()
    heishi = summary.standings[1]
    assert heishi.state == State.OVERDUE
    assert colour_of("overdue", state_cell(heishi, summary)) == "red"
    assert colour_of("overdue", unit_table(summary, [heishi], width=140)) == "red"
    assert colour_of("1 day(s) past due", render_overview([summary])) == "red"


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_own_look(state: State) -> None:
    """No two states look alike."""
    assert [style for other, style in STATE_STYLES.items() if other != state].count(STATE_STYLES[state]) == 0


@pytest.mark.parametrize(
    ("today", "deadline", "words"),
    [
        (date(2020, 3, 20), Deadline(date(2020, 3, 23)), "days left: 3, working days: 1"),
        (date(2020, 3, 23), Deadline(date(2020, 3, 23)), "due today"),
        (date(2020, 3, 25), Deadline(date(2020, 3, 23)), "2 day(s) past due"),
        (date(2020, 3, 20), Deadline(date(2020, 3, 23), time(17)), "Due 2020-03-23 (Monday) 17:00"),
        (date(2020, 3, 20), Deadline(date(2020, 3, 23)), "Due 2020-03-23 (Monday, that day included)"),
    ],
)
def test_how_much_time_is_left(today: date, deadline: Deadline, words: str) -> None:
    """The heading says the due date with its weekday and what is left until then."""
    assert words in page(summarize((), today=today, deadline=deadline), width=100)


def test_on_the_due_day_the_minute_counts() -> None:
    """Before the due minute it is due today; after it it is past due, and not by nought days."""
    summary = summarize((), today=date(2020, 3, 23), deadline=Deadline(date(2020, 3, 23), time(17)))
    assert "past due" in page(summary, width=100)
    assert "by 0 days" not in page(summary, width=100)


def test_before_the_due_minute() -> None:
    """At noon a report that is due at five is due today."""
    summary = summarize((), today=date(2020, 3, 23), deadline=Deadline(date(2020, 3, 23), time(17)))
    noon = replace(summary, as_of=datetime(2020, 3, 23, 12))  # noqa: DTZ001 - local time, as the core has it
    assert "due today" in page(noon, width=100)


def test_a_closed_notice_says_so() -> None:
    """The heading says since when, the next step is to sum up."""
    text = page(summarize(closed=date(2020, 3, 24)), width=100)
    assert "Closed on 2020-03-24" in text
    assert "Next: the notice is closed, 4 units outstanding" in text
    assert "Closed" not in page(summarize(closed=date(2020, 3, 25)), width=100)


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        (Advice(Step.NOBODY), "check units.toml with `fedtrack check`"),
        (Advice(Step.EXPORT), "all have reported; write the summary with `fedtrack export`"),
        (Advice(Step.REMIND, units=3), "3 units can be reminded today: `fedtrack remind`"),
        (Advice(Step.WAIT, day=date(2020, 3, 23)), "the next reminder falls on 2020-03-23 (Monday)"),
        (Advice(Step.CALL, units=2), "call the 2 units: `fedtrack remind --calls`"),
        (Advice(Step.CLOSED, units=1), "1 units outstanding; `fedtrack export` sums up"),
    ],
)
def test_the_next_step(advice: Advice, words: str) -> None:
    """The last line names a command to run."""
    assert words in advice_line(advice).plain


@pytest.mark.parametrize(("reported", "gap"), [(0, True), (99, True), (100, False)])
def test_the_bar_is_full_only_when_all_have_reported(reported: int, *, gap: bool) -> None:
    """One report of a hundred that is missing leaves a gap in the bar."""
    units = [make_unit(f"u{number}") for number in range(100)]
    entries = make_entries(*((unit.id, Report(TODAY)) for unit in units[:reported]))
    text = page(summarize(entries, units), width=100)
    assert ("░" in text) is gap
    assert ("█" in text) is (reported > 0)
