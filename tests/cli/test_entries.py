"""The commands that add entries, and the log that shows them."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.collecting import typed
from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run


def test_each_unit_gets_its_line(workspace: Path, run: Run) -> None:
    """What was recorded is said for each unit: what, for whom, its state now, and the id to undo it by."""
    answer = run("record", "白石", "slj", "--via", "oa", "--nil")
    lines = answer.out.splitlines()
    assert [line.rpartition("  entry ")[0] for line in lines] == [
        "Recorded: 白石镇妇联  report  2020-03-20  OA  nil  on time",
        "Recorded: 县水利局女工委  report  2020-03-20  OA  nil  on time",
    ]
    assert run("undo", lines[0].split()[-1]).out.startswith("Taken back: 白石镇妇联  report")
    assert run("undo", "#" + lines[1].split()[-1]).code == 0
    assert run("status", "--json").document["totals"]["actual_reports"] == 0


def test_a_shell_passes_on_an_id_as_it_is_printed(workspace: Path, run: Run) -> None:
    """The end of a line, typed after `undo`, is no comment to a shell: else the last entry would go."""
    first = run("record", "baishi").out
    run("record", "heishi")
    words = shlex.split(f"undo {first.split()[-1]}", comments=True)
    taken_back = run(*words).out
    assert taken_back.startswith("Taken back: 白石镇妇联")
    assert taken_back.split()[-1] == words[1]
    log = run("log").out
    assert log.split()[0] == "id"
    assert "#" not in first + taken_back + log


def test_a_unit_named_twice_counts_once(workspace: Path, run: Run) -> None:
    """The same unit by its id and its name is one report."""
    assert len(run("record", "baishi", "白石镇妇联", "白石", "--json").document["entries"]) == 1


def test_files_are_copied(workspace: Path, run: Run) -> None:
    """`--file` may be given again; the files are kept below received/ and counted."""
    for name in ("总结.docx", "照片.jpg"):
        (workspace / name).write_bytes(name.encode())
    assert "files: 2" in run("record", "baishi", "--file", "总结.docx", "--file", "照片.jpg").out
    kept = snapshot(workspace / "received" / "2020-38" / "baishi")
    assert kept == {name: name.encode() for name in ("总结.docx", "照片.jpg")}


@pytest.mark.parametrize(
    ("command", "note"),
    [
        (("record", "baishi", "--on", "2020-03-01"), "2020-03-01 lies before the notice was issued"),
        (("record", "shuili", "--on", "2020-03-23"), "due at 12:00 that day"),
        (("called", "minzheng"), "县民政局女工委"),
    ],
)
def test_what_is_odd_is_noted_beside_the_answer(
    command: tuple[str, ...], note: str, workspace: Path, run: Run
) -> None:
    """What may be a slip is recorded all the same, and said on stderr, also beside JSON."""
    edit_units(workspace, old="due = 2020-03-23", new="due = 2020-03-23T12:00:00")
    run("record", "minzheng")
    for options in ((), ("--json",)):
        answer = run(*command, *options, today="2020-03-24")
        assert answer.code == 0
        assert answer.err.startswith(note)
        assert len(answer.err.splitlines()) == 1
        run("undo")


def test_reasons_are_trimmed(workspace: Path, run: Run) -> None:
    """Blanks around a reason are not kept."""
    (entry,) = run("excuse", "minzheng", "--reason", " 新设\n", "--json").document["entries"]
    assert entry["data"]["reason"] == "新设"


def test_a_second_report_is_a_supplement(workspace: Path, run: Run) -> None:
    """A further report is marked as one and changes neither the day nor the count."""
    run("record", "baishi", "--on", "2020-03-18")
    assert "supplement" in run("record", "baishi", "--supplement", "--on", "2020-03-20 09:30").out
    unit = run("status", "--json").document["units"][0]
    assert unit["received_on"] == "2020-03-18"
    assert run("status", "--json").document["totals"]["actual_reports"] == 1


def test_the_log_can_be_narrowed_down(workspace: Path, run: Run) -> None:
    """`log` takes a notice, a unit and a day; what happened on that day is shown."""
    run("record", "baishi", "--on", "2020-03-17")
    run("record", "heishi", "--on", "2020-03-18")
    run("called", "shuili")

    def units(*options: str) -> list[str]:
        return [entry["unit"] for entry in run("log", "--json", *options).document["entries"]]

    assert units() == units("2020-38") == ["baishi", "heishi", "shuili"]
    assert units("--unit", "白石") == ["baishi"]
    assert units("--since", "2020-03-18") == ["heishi", "shuili"]
    assert units("--since", "2020-03-19", "--unit", "heishi") == []


def test_an_empty_log_is_said(workspace: Path, run: Run) -> None:
    """Without entries there is no empty table but a line on stderr."""
    assert run("log") == (0, "", "no entries\n")
    assert not (workspace / "fedtrack.db").exists()


def test_the_log_names_the_notice_where_there_are_several(workspace: Path, run: Run) -> None:
    """A column that would say the same in each line is left out."""
    edit_units(workspace, more='\n[[notices]]\nid = "2020-40"\ntitle = "乙"\ndue = 2020-05-01\n')
    run("record", "baishi", "--notice", "2020-38")
    assert "2020-38" not in run("log").out
    run("record", "baishi", "--notice", "2020-40")
    assert "2020-38" in run("log").out
    assert "2020-38" not in run("log", "2020-40").out


@pytest.mark.parametrize(("columns", "times"), [("80", 0), ("140", 1)])
def test_a_wide_log_says_who_wrote_it_down(
    columns: str, times: int, workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for it the log shows when and by whom an entry was written down."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("getpass.getuser", lambda: "wang")
    run("record", "baishi")
    assert run("log").out.count("wang") == times


def test_undo_names_a_unit_that_is_gone(workspace: Path, run: Run) -> None:
    """An entry of a unit that units.toml no longer knows can be taken back; its id stands for its name."""
    run("record", "minzheng")
    edit_units(workspace, old='id = "minzheng"', new='id = "mzj"')
    assert run("check").code == 3
    assert run("undo").out.startswith("Taken back: minzheng  report")


def test_undo_takes_an_id_as_it_is_shown(workspace: Path, run: Run) -> None:
    """With the word before it, in one piece or two, and full-width."""
    lines = run("record", "baishi", "heishi", "shuili").out.splitlines()
    first, second, third = (line.split()[-1] for line in lines)
    assert "白石镇妇联" in run("undo", "编号", first).out
    assert "黑石镇妇联" in run("undo", f"编号{second}").out
    wide = third.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert "县水利局女工委" in run("undo", f"编号　{wide}").out


def test_undo_without_an_id_asks_on_a_terminal(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows what would be taken back; a script with --json is not asked."""
    run("record", "baishi", "heishi")
    for no in ("n", ""):
        typed(monkeypatch, no)
        answer = run("undo")
        assert (answer.code, answer.out) == (0, "")
        assert "To be taken back: 黑石镇妇联  report" in answer.err
        assert answer.err.endswith("Take this back? [y/N] nothing was taken back\n")
    assert len(run("log", "--json").document["entries"]) == 2
    typed(monkeypatch, "y")
    answer = run("undo", "--batch")
    assert answer.err.count("To be taken back: ") == answer.out.count("Taken back: ") == 2
    run("record", "baishi")
    typed(monkeypatch)
    assert run("undo", "--json").document["entries"][0]["unit"] == "baishi"


def test_a_figure_is_entered_with_the_unit_of_the_notice(workspace: Path, run: Run) -> None:
    run("record", "baishi", "--figure", "events=6场次", "--figure", "参与人数=1,200人次")
    assert run("log", "--json").document["entries"][0]["data"]["figures"] == {
        "events": 6,
        "participants": 1200,
    }


def test_a_call_of_yesterday(workspace: Path, run: Run) -> None:
    """It is entered under its day, and keeps no reminder of today from the unit, as one of today does."""
    assert run("called", "baishi", "--on", "昨天").code == 0
    assert run("called", "heishi").code == 0
    assert [one["data"]["on"] for one in run("log", "--json").document["entries"]] == [
        "2020-03-19",
        "2020-03-20",
    ]
    assert "already reminded today" not in run("why", "baishi").out
    assert "already reminded today" in run("why", "heishi").out
    assert run("called", "baishi", "--on", "明天").code == 2
