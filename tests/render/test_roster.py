"""Units, notices and findings, compared whole."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from fedtrack.core.model import Deadline
from fedtrack.errors import Message
from fedtrack.render.roster import render_findings, render_notices, render_units
from fedtrack.usecases.inspect import Finding, Level
from tests.builders import make_notice
from tests.render.stage import TODAY, UNITS, assert_page, colour_of, draw, segments

FINDINGS = [
    Finding(
        Level.INFO, "minzheng", Message("{unit} has no e-mail", unit="县民政局[b]女工委"), Message("add one")
    ),
    Finding(Level.ERROR, "units.toml:12", Message("due must be a date without quotes"), Message("write it")),
    Finding(Level.WARNING, "2020-38", Message("the due date {day} is a day off", day=date(2020, 3, 22))),
    Finding(Level.ERROR, "fedtrack.db", Message("the ledger is damaged")),
]


def test_findings() -> None:
    """Errors come first, each with its place and what to do; the last line counts."""
    assert_page("findings", draw(*render_findings(FINDINGS), width=100))


def test_no_findings() -> None:
    """All well is said too."""
    assert draw(*render_findings([]), width=100).startswith("errors: 0, warnings: 0, hints: 0")


def test_an_error_is_red() -> None:
    """Errors stand out from warnings and notes."""
    first, *_ = render_findings(FINDINGS)
    assert colour_of("error", first) == "red"


def test_units() -> None:
    """The roster in its order, with units of other years marked and dim."""
    gone = replace(UNITS[1], until=date(2019, 12, 31))
    coming = replace(UNITS[2], since=date(2021, 1, 1))
    table = render_units([UNITS[0], gone, coming, *UNITS[3:]], TODAY)
    assert_page("units-140", draw(table, width=140))
    dim = {segment.text.strip() for segment in segments(table) if segment.style and segment.style.dim}
    assert {"heishi", "heishikq"} < dim
    assert "baishi" not in dim


def test_notices_that_are_alike() -> None:
    """What each asks for tells them apart, where it says so."""
    twins = [(make_notice(id=name, report=report), 7) for name, report in (("a", "工作总结"), ("b", ""))]
    assert "工作总结" in draw(render_notices(twins, TODAY), width=120)
    assert "工作总结" not in draw(render_notices(twins[:1], TODAY), width=120)


def test_notices() -> None:
    """Each notice with its due date, how many units it asks, and whether it is open."""
    notices = [
        (make_notice(), 7),
        (make_notice(id="2020-39", number="", deadline=Deadline(date(2020, 4, 30))), 2),
        (make_notice(id="2019-38", title="上年的通知", closed=date(2019, 5, 1)), 0),
    ]
    table = render_notices(notices, TODAY)
    assert_page("notices-120", draw(table, width=120))
    assert colour_of("open", table) == "green"
