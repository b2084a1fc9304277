"""`collect`: the day from which each thing counts, so that nobody is late for the clerk's sake."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.collecting import collect, days, lay_many
from tests.conftest import Run
from tests.incoming import REPORT, lay, letter

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def pile(workspace: Path, tmp_path: Path) -> Path:
    assert workspace.exists()
    return lay_many(tmp_path / "来件")


def test_the_day_is_that_of_the_servers_in_the_federations_zone(run: Run, tmp_path: Path) -> None:
    """Not of the sender's Date; late in the evening in London it is tomorrow here."""
    london = datetime.fromisoformat("2020-03-18T22:30+00:00")
    lay(tmp_path / "来件", {"1.eml": letter(files={"白石镇总结.docx": REPORT}, at=london)})
    collect(run, tmp_path / "来件", "--yes")
    assert days(run) == {"baishi": ("2020-03-19", "06:30:00")}


def test_loose_files_count_from_the_day_they_were_written(run: Run, pile: Path) -> None:
    """Mails and lines that tell their own day keep it."""
    collect(run, pile, "--yes")
    assert days(run) == {
        "baishi": ("2020-03-18", "16:30:00"),
        "heishi": ("2020-03-18", "16:30:00"),
        "heishikq": ("2020-03-17", "10:00:00"),
        "minzheng": ("2020-03-16", None),
    }


@pytest.mark.parametrize(
    ("on", "day"), [("2020-03-19", ("2020-03-19", None)), ("2020-03-19 9:05", ("2020-03-19", "09:05:00"))]
)
def test_loose_files_count_from_the_day_that_is_named(
    run: Run, pile: Path, on: str, day: tuple[str, str | None]
) -> None:
    out = collect(run, pile, "--yes", "--on", on).out
    assert "03-19" in out
    assert "03-19?" not in out
    assert days(run)["minzheng"] == day
    assert days(run)["baishi"] == ("2020-03-18", "16:30:00")


@pytest.mark.parametrize("written", ["2019-03-08", "2020-03-02", "2020-03-21"])
def test_a_day_on_which_no_report_can_be_written_is_today(run: Run, pile: Path, written: str) -> None:
    """Before the notice was issued, or by a clock that goes wrong: today, with a question mark."""
    moment = datetime.fromisoformat(written).timestamp()
    for path in pile.rglob("*"):
        os.utime(path, (moment, moment))
    assert "03-20?" in collect(run, pile, "--yes").out
    assert days(run)["minzheng"] == ("2020-03-20", None)


def test_a_day_before_the_notice_is_a_slip(run: Run, pile: Path) -> None:
    answer = collect(run, pile, "--yes", "--on", "2020-02-19")
    assert answer.code == 2
    assert "2020-02-19 lies before the notice was issued (2020-03-" in answer.err
    assert days(run) == {}


def test_the_command_that_goes_on_is_told_as_it_has_to_be_typed(run: Run, tmp_path: Path) -> None:
    """A name with a blank in it stands in quotation marks."""
    folder = tmp_path / "收 件"
    folder.mkdir()
    (folder / "x.txt").write_text("“三八”活动，走访慰问", encoding="utf-8")
    assert f'by running `fedtrack collect "{folder}"` on a terminal' in collect(run, folder, "--yes").out
