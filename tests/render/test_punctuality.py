"""How punctually units reported over all notices, compared whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from rich.cells import cell_len

from fedtrack.core.model import Deadline, Unit
from fedtrack.core.payloads import Call, Payload, Report
from fedtrack.core.punctuality import Review, review
from fedtrack.render.punctuality import render_review, render_unit
from tests.builders import end_of, make_unit
from tests.render.stage import (
    ENTRIES,
    LONG_NAME,
    UNITS,
    assert_page,
    draw,
    draw_lines,
    make_entries,
    summarize,
)

LAST_YEAR: list[tuple[str, Payload]] = [
    ("baishi", Report(date(2019, 3, 15))),
    ("heishi", Call(date(2019, 3, 19))),
    ("heishi", Report(date(2019, 3, 22))),
    ("shuili", Report(date(2019, 3, 20))),
]
AS_OF = date(2020, 4, 1)


def two_years(units: Sequence[Unit] = UNITS, shown: Sequence[Unit] | None = None) -> Review:
    """Return the review of two seasons."""
    summaries = [
        summarize(ENTRIES, units, AS_OF),
        summarize(
            make_entries(*LAST_YEAR, notice="2019-38"),
            units,
            AS_OF,
            id="2019-38",
            number="",
            deadline=Deadline(date(2019, 3, 20)),
        ),
    ]
    chosen = units if shown is None else shown
    return review(summaries, chosen, as_of=end_of(AS_OF), federation="青禾县妇女联合会")


@pytest.mark.parametrize("width", [80, 120])
def test_the_whole_page(width: int) -> None:
    """Groups with their total, then every unit in roster order."""
    assert_page(f"history-{width}", draw(*render_review(two_years()), width=width))


def test_one_unit_over_the_years() -> None:
    """Each notice, by its number or its id, and all together in a sentence."""
    found = two_years(shown=UNITS[1:2])
    assert_page("history-unit-80", draw(*render_unit(found, found.units[0]), width=80))


def test_one_group_has_no_table_of_groups() -> None:
    text = draw(*render_review(two_years(UNITS[:3])), width=80)
    assert text.count("asked") == 1
    assert "total" not in text


def test_nothing_to_tell_yet() -> None:
    """Before any report is due, and where nobody was asked."""
    text = draw(*render_review(two_years(shown=())), width=80)
    assert text == "青禾县妇女联合会\nNo notice has fallen due yet\n\n"


def test_a_long_or_hostile_name_breaks_no_table() -> None:
    """It is folded, whole, and obeyed by nothing."""
    units = (make_unit("a", name=LONG_NAME), make_unit("b", name="[b]x[/b]\x1b[31m", group="[i]"))
    for width in (80, 120):
        lines = draw_lines(*render_review(two_years(units)), width=width)
        assert max(map(cell_len, lines)) <= width
        text = "".join(line.split("  ")[0] for line in lines)
        assert LONG_NAME in text.replace(" ", "")
        assert "[b]x[/b]\\x1b[31m" in text
