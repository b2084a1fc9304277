"""`collect`: the day from which each thing counts, so that nobody is late for the clerk's sake."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.collecting import Clerk, collect, days, lay_many
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


LOOSE = {"微信/石“三八”活动总结.txt": "石“三八”活动，走访慰问".encode()}


@pytest.fixture
def clerk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """Somebody before a loose file that fits several units, last written on 16 March."""
    folder = tmp_path / "来件"
    lay(folder, LOOSE)
    moment = datetime(2020, 3, 16, 8).astimezone().timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    return Clerk(run, folder, monkeypatch)


def test_the_day_of_a_doubtful_file_is_shown_before_it_is_entered(clerk: Clerk) -> None:
    """A date that was guessed is never entered unseen."""
    said = clerk.collect({}, "baishi")
    assert "石“三八”活动总结.txt  03-16?" in said.err
    assert "received 2020-03-16, the day of the file; `--on DATE` corrects it" in said.err
    assert "filed for 白石镇妇联, 青妇通〔2020〕1号, received 2020-03-16" in said.err
    assert days(clerk.run) == {"baishi": ("2020-03-16", None)}


def test_a_day_that_was_named_is_no_guess(clerk: Clerk) -> None:
    said = clerk.collect({}, "baishi", options=("--on", "2020-03-17"))
    assert "石“三八”活动总结.txt  03-17\n" in said.err
    assert "corrects it" not in said.err
    assert "received 2020-03-17" in said.err


@pytest.mark.parametrize("options", [("--dry-run",), ("--yes",)])
def test_a_question_mark_is_explained(run: Run, pile: Path, options: tuple[str, ...]) -> None:
    """Below the tables, once, and only where there is one."""
    assert collect(run, pile, *options).out.count("`--on DATE` corrects it") == 1
    assert "`--on DATE`" not in collect(run, pile, "--dry-run", "--on", "2020-03-19").out
