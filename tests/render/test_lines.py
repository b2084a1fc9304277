"""Entries in words, and the log compared whole."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta, timezone

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from fedtrack.core.entries import Entry
from fedtrack.core.model import CallVia, Via
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Report, Retraction, Return
from fedtrack.core.standing import build_standings
from fedtrack.render.lines import entry_words, render_log, render_undone, render_written, short_id
from fedtrack.usecases.read_log import LogLine, read_log
from fedtrack.usecases.written import Written
from tests.builders import end_of, make_entry, make_roster
from tests.fakes.ledger import FakeLedger
from tests.render.stage import (
    ENTRIES,
    TODAY,
    UNITS,
    assert_page,
    colour_of,
    draw,
    draw_lines,
    make_entries,
    make_reminder,
    make_season,
)

CHINA = timezone(timedelta(hours=8))
ROSTER, NOTICE = make_season()


def log_lines(entries: list[Entry]) -> tuple[LogLine, ...]:
    """Return what `log` shows of these entries."""
    return read_log(FakeLedger(entries), notice=None, unit=None, since=None, until=TODAY)


@pytest.mark.parametrize("width", [80, 140])
def test_log(width: int) -> None:
    """Every entry on its line, newest last; one that was taken back says so."""
    retraction = make_entry(Retraction(TODAY, ENTRIES[6].id), number=9, unit="minzheng")
    drawn = draw(render_log(log_lines([*ENTRIES, retraction]), ROSTER, CHINA, width=width), width=width)
    assert_page(f"log-{width}", drawn)


def test_log_of_several_notices() -> None:
    """Where entries are of several notices, a column names them."""
    other = make_entry(Call(TODAY), number=9, notice="2020-39")
    drawn = draw(render_log(log_lines([*ENTRIES[:1], other]), make_roster(), CHINA, width=100), width=100)
    assert "notice" in drawn
    assert "2020-39" in drawn
    assert "baishi" in drawn  # a unit that the roster does not know goes by its id


@pytest.mark.parametrize("width", [60, 80, 140])
def test_log_is_aligned(width: int) -> None:
    """Every line fills the table's width, Chinese characters counted as two cells."""
    lines = draw_lines(render_log(log_lines(ENTRIES), ROSTER, CHINA, width=width), width=width)
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width


def test_what_was_taken_back_is_struck_through() -> None:
    """It is also said in words, for terminals that cannot strike."""
    line = LogLine(ENTRIES[0], date(2020, 3, 18), retracted=True)
    drawn = draw(render_log([line], ROSTER, CHINA, width=100), width=100)
    assert "(taken back) report" in drawn


def test_an_entry_of_a_newer_fedtrack() -> None:
    """A kind that this version does not know is named, and has no day."""
    entry = replace(ENTRIES[0], kind="audit")
    (line,) = log_lines([entry])
    assert line.on is None
    assert entry_words(entry, NOTICE) == "audit (of a newer fedtrack)"
    assert "audit" in draw(render_log([line], ROSTER, CHINA, width=100), width=100)


def test_a_moment_that_is_none_is_shown_as_it_is() -> None:
    """What another program wrote in `recorded_at` never stops the log."""
    entry = replace(ENTRIES[0], recorded_at="long ago")
    assert "long ago" in draw(render_log(log_lines([entry]), ROSTER, CHINA, width=140), width=140)


def test_the_moment_is_in_the_federations_zone() -> None:
    """Midnight UTC is eight in the morning in China."""
    lines = log_lines(ENTRIES[:1])
    assert "2020-03-18 08:00 test" in draw(render_log(lines, ROSTER, CHINA, width=140), width=140)
    assert "2020-03-18 00:00 test" in draw(render_log(lines, ROSTER, UTC, width=140), width=140)


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (Report(date(2020, 3, 18)), "report  2020-03-18  other"),
        (
            Report(
                date(2020, 3, 18),
                time(9, 5),
                Via.WECHAT,
                "总结",
                figures={"events": 3, "hours": 2.5},
                supplement=True,
            ),
            "report  2020-03-18 09:05  WeChat  supplement  总结  开展活动3场次, hours=2.5",
        ),
        (
            Report(date(2020, 3, 18), via=Via.PAPER, nil=True, note="电话告知"),
            "report  2020-03-18  paper  nil  电话告知",
        ),
        (Return(TODAY, "缺表", ()), "return  缺表"),
        (Excuse(TODAY, "新设"), "excuse  新设"),
        (Extension(TODAY, date(2020, 3, 30), "搬迁"), "extension  until 2020-03-30  搬迁"),
        (Extension(TODAY, date(2020, 3, 30), "搬迁", time(12)), "extension  until 2020-03-30 12:00  搬迁"),
        (Call(TODAY), "call  phone"),
        (Call(TODAY, CallVia.VISIT, "已答应"), "call  visit  已答应"),
        (
            make_reminder(TODAY, "final"),
            "reminder  last reminder  drafted  heishi@qinghe.example, 55502@qq.example",
        ),
        (
            make_reminder(TODAY, "seasonal"),
            "reminder  seasonal  drafted  heishi@qinghe.example, 55502@qq.example",
        ),
        (Retraction(TODAY, ENTRIES[0].id), "retraction  entry 00000001"),
    ],
)
def test_entry_words(payload: Payload, words: str) -> None:
    """An entry in a few words; what it does not have leaves no gap."""
    assert entry_words(make_entry(payload), NOTICE) == words


def test_written_and_taken_back() -> None:
    """The answer names the unit, what was written, its state now, and the id to undo it by."""
    entries = make_entries(("baishi", Report(TODAY)), ("heishi", Report(date(2020, 3, 18), via=Via.OA)))
    written = Written(NOTICE, tuple(entries), build_standings(NOTICE, UNITS, entries, end_of(TODAY)))
    lines = list(render_written(written))
    assert [line.plain for line in lines] == [
        "Recorded: 白石镇妇联  report  2020-03-24  other  late  entry 00000001",
        "Recorded: 黑石镇妇联  report  2020-03-18  OA  on time  entry 00000002",
    ]
    assert colour_of("late", lines[0]) == "magenta"
    undone = render_undone(entries[0], "白石镇妇联", NOTICE)
    assert (
        undone.plain == f"Taken back: 白石镇妇联  report  2020-03-24  other  entry {short_id(entries[0].id)}"
    )
