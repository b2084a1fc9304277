"""Bars made of characters, on terminals that have blocks and on those that have not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fedtrack.core.burn_up import BurnUp, BurnUpDay
from fedtrack.render.bars import ASCII, BLOCKS, Strokes, burn_up_line, share_bar, strokes_for
from tests.builders import DUE, ISSUED


def line(*reported: int, target: int = 8, due: date = DUE) -> BurnUp:
    """Return the time line of days from the issue on with so many reports."""
    days = (BurnUpDay(ISSUED + timedelta(number), count) for number, count in enumerate(reported))
    return BurnUp(tuple(days), target, due)


def drawn(chart: BurnUp, width: int = 80, strokes: Strokes = BLOCKS) -> str:
    """Return the line as it is printed on the last day that it counts."""
    text = burn_up_line(chart, today=chart.last, width=width, strokes=strokes)
    assert text is not None
    return text.plain


def test_before_the_due_date() -> None:
    """A cell for each day that has passed, dots for those to come, and the mark after the due day."""
    chart = line(*[0] * 6, *[1] * 3, 3, 5, 7)
    assert drawn(chart) == "By day  03-03 ▁▁▁▁▁▁▂▂▂▄▅▇·········│ due 03-23"
    assert drawn(chart, strokes=ASCII) == "By day  03-03 ______...-=*         | due 03-23"


def test_after_the_due_date() -> None:
    """What came in late stands behind the mark, and the line says where it ends."""
    chart = line(0, 4, 7, 7, 8, due=ISSUED + timedelta(2))
    assert drawn(chart) == "By day  03-03 ▁▅▇│▇█ 03-07  │ due 03-05"
    assert drawn(chart, strokes=ASCII) == "By day  03-03 _=*|*# 03-07  | due 03-05"


def test_on_the_due_date() -> None:
    assert drawn(line(0, 1, 2, due=ISSUED + timedelta(2))) == "By day  03-03 ▁▂▃│ due 03-05"


def test_where_there_is_little_room_a_cell_is_several_days() -> None:
    """The last day of each cell counts; the mark stands behind the cell that has the due day."""
    chart = line(*range(20), target=40)
    assert drawn(chart, width=36) == "By day  03-03 ▂▂▂▃▃▃▃▄▄▄·│ due 03-23"


def test_a_year_is_shown_where_it_is_another() -> None:
    chart = line(0, 1, due=date(2021, 1, 10))
    assert drawn(chart).endswith("│ due 2021-01-10")


@pytest.mark.parametrize(
    ("chart", "width"),
    [(line(0, 1), 30), (line(0, target=0), 80), (line(0, due=ISSUED), 80)],
    ids=["no room", "nothing expected", "one day"],
)
def test_where_there_is_nothing_to_draw(chart: BurnUp, width: int) -> None:
    assert burn_up_line(chart, today=chart.last, width=width, strokes=BLOCKS) is None


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=60),
    st.integers(1, 40),
    st.integers(0, 400),
    st.integers(20, 160),
)
def test_the_line_fits_and_marks_the_due_day_once(
    reported: list[int], target: int, due: int, width: int
) -> None:
    """Whatever the days, the mark is there, and nothing is wider than the terminal."""
    chart = line(*reported, target=target, due=ISSUED + timedelta(due))
    text = burn_up_line(chart, today=chart.last, width=width, strokes=BLOCKS)
    if text is not None:
        assert cell_len(text.plain) <= width
        assert text.plain.count("│") == (1 if chart.last <= chart.due else 2)
        assert ("█" in text.plain) <= (max(reported) >= target)


@pytest.mark.parametrize(
    ("part", "whole", "bar"),
    [(0, 5, "░░░░"), (1, 5, "░░░░"), (3, 5, "██░░"), (4, 5, "███░"), (5, 5, "████"), (0, 0, "░░░░")],
)
def test_a_bar_is_full_only_where_nothing_is_left(part: int, whole: int, bar: str) -> None:
    assert share_bar(part, whole, 4, BLOCKS).plain == bar
    assert share_bar(part, whole, 4, ASCII).plain == bar.replace("█", "#").replace("░", "-")


@pytest.mark.parametrize(
    ("encoding", "strokes"), [("utf-8", BLOCKS), ("ascii", ASCII), ("cp936", ASCII), ("latin-1", ASCII)]
)
def test_a_terminal_without_blocks_gets_ascii(encoding: str, strokes: Strokes) -> None:
    """Neither question marks nor escapes stand where a bar should be."""
    assert strokes_for(encoding) == strokes
    assert ASCII.full.isascii()
    assert all("".join(part).isascii() for part in ASCII)
