"""`remind`: drafts made once, never over the clerk's own words; group message and call sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run

DAY = "drafts/2020-38/2020-03-20"
SATURDAY = "2020-03-21"


def reminded(run: Run, *options: str, today: str = "2020-03-20") -> list[str]:
    """Return the units that `remind` drafts for."""
    answer = run("remind", "--json", *options, today=today)
    assert answer.code == 0
    return [one["unit"] for one in answer.document["reminders"]]


def test_drafts_and_texts(workspace: Path, run: Run) -> None:
    """Each unit with an address gets a mail and a text, one without only the text; those are listed."""
    answer = run("remind")
    assert set(snapshot(workspace)) == {
        "units.toml",
        "fedtrack.db",
        "drafts",
        "drafts/2020-38",
        DAY,
        *(f"{DAY}/{unit}.eml" for unit in ("baishi", "heishi", "shuili")),
        *(f"{DAY}/{unit}.txt" for unit in ("baishi", "heishi", "heishikq", "shuili", "minzheng")),
    }
    assert "No e-mail address (2)" in answer.out
    assert f"from {DAY} in OA" in answer.out
    assert "heishikq.txt" in answer.out
    assert f"Next: open the drafts in {DAY}" in answer.out


def test_again_the_same_day_changes_nothing(workspace: Path, run: Run) -> None:
    """A second run shows the same drafts and changes no byte of any file, the ledger's included."""
    first = run("remind", "--json").document
    before = snapshot(workspace)
    assert run("remind", "--json").document == first
    assert run("remind", "--force", "--json").document == first
    assert "drafted earlier today" in run("remind").out
    assert snapshot(workspace) == before


def test_edited_drafts_stay_and_deleted_ones_come_back(workspace: Path, run: Run) -> None:
    """What the clerk changed in a draft is hers; what is missing is written anew, and noted once."""
    run("remind")
    before = snapshot(workspace)
    (workspace / DAY / "baishi.txt").write_text("改过", encoding="utf-8")
    (workspace / DAY / "heishi.eml").unlink()
    run("remind")
    after = snapshot(workspace)
    assert after.pop(f"{DAY}/baishi.txt") == "改过".encode()
    before.pop(f"{DAY}/baishi.txt")
    assert after == before


def test_out_puts_the_drafts_elsewhere(workspace: Path, run: Run) -> None:
    """`--out` takes a folder as the clerk names it, seen from where she stands."""
    document = run("remind", "--out", "../待发", "--json").document
    folder = workspace.parent / "待发"
    assert {path.name for path in folder.iterdir()} >= {
        "2020-38_2020-03-20_baishi.eml",
        "2020-38_2020-03-20_baishi.txt",
        "2020-38_2020-03-20_heishikq.txt",
    }
    assert not (workspace / "drafts").exists()
    assert all(Path(one["path"]).resolve().parent == folder for one in document["reminders"])


def test_out_far_away(workspace: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside the workspace is shown with its whole path."""
    monkeypatch.chdir(tmp_path)
    document = run("-C", str(workspace), "remind", "--out", "待发", "--json").document
    assert document["reminders"][0]["path"] == str(tmp_path / "待发" / "2020-38_2020-03-20_baishi.eml")


def test_out_inside_the_workspace(workspace: Path, run: Run) -> None:
    """A folder in the workspace is shown relative to it."""
    assert "Next: open the drafts in 待发 " in run("remind", "--out", "待发").out


@pytest.mark.parametrize("options", [(), ("--force",), ("--out", "待发"), ("--json",), ("--unit", "baishi")])
def test_a_dry_run_writes_nothing(options: tuple[str, ...], workspace: Path, run: Run) -> None:
    """`--dry-run` makes no draft, no folder and no ledger, and a run after it does all of it."""
    before = snapshot(workspace)
    answer = run("remind", "--dry-run", *options)
    assert answer.code == 0
    assert "--json" in options or "Nothing was written (--dry-run)" in answer.out
    assert snapshot(workspace) == before
    assert len(reminded(run)) == 3


def test_units_and_groups(workspace: Path, run: Run) -> None:
    """`--unit` and `--group` narrow the round down; the others are reminded when asked for."""
    assert reminded(run, "--unit", "slj") == ["shuili"]
    assert reminded(run, "--group", "县直单位", "--unit", "baishi") == []
    assert reminded(run, "--unit", "heishi", "--unit", "baishi") == ["baishi", "heishi"]
    assert reminded(run, "--group", "乡镇妇联") == ["baishi", "heishi"]


def test_only_those_who_owe(workspace: Path, run: Run) -> None:
    """Who has reported or is excused is never reminded, with `--force` neither."""
    run("record", "baishi")
    run("excuse", "shuili", "--reason", "新设")
    assert reminded(run, "--force", "--dry-run") == ["heishi"]


def test_a_day_off(workspace: Path, run: Run) -> None:
    """On a day off nobody is reminded and the next day is named; `--force` overrides it."""
    answer = run("remind", today=SATURDAY)
    assert "Not reminded (5): 2020-03-21 is a day off" in answer.out
    assert "the next reminder falls on 2020-03-23 (Monday)" in answer.out
    assert reminded(run, "--force", "--unit", "baishi", today=SATURDAY) == ["baishi"]


def test_many_units_held_back_are_counted(workspace: Path, run: Run) -> None:
    """Up to eight units that a rule holds back are named, more are only counted."""
    edit_units(
        workspace,
        more="".join(f'[[units]]\nid = "u{n}"\nname = "第{n}社区"\ngroup = "县直单位"\n' for n in range(4)),
    )
    answer = run("remind", today=SATURDAY)
    assert "Not reminded (9): 2020-03-21 is a day off" in answer.out
    assert "白石镇妇联" not in answer.out
    answer = run("remind", "--group", "县直单位", today=SATURDAY)
    assert "县水利局女工委、县民政局女工委、第0社区" in answer.out


def test_nothing_left_to_remind(workspace: Path, run: Run) -> None:
    """When nobody owes a report, that is said instead of an empty table or message."""
    for unit in ("baishi", "heishi", "heishikq", "shuili", "minzheng"):
        run("excuse", unit, "--reason", "机构改革")
    answer = run("remind")
    assert answer.out.endswith("Nothing to remind\n")
    for option in ("--text", "--calls"):
        answer = run("remind", option)
        assert (answer.out, answer.err) == ("", "nobody owes a report\n")


def test_only_units_without_address(workspace: Path, run: Run) -> None:
    """With no mail to open the next step is to call."""
    assert (
        "Next: paste the texts in OA or WeChat, or read them out on the phone"
        in run("remind", "--unit", "minzheng").out
    )


def test_the_group_message_keeps_roster_order(workspace: Path, run: Run) -> None:
    """`--text` names the outstanding units in the order of units.toml, whatever was entered when."""
    run("extend", "heishi", "--to", "2020-03-30", "--reason", "搬迁")
    run("record", "heishikq")
    answer = run("remind", "--text", "--unit", "minzheng", "--unit", "heishi", "--unit", "baishi")
    assert "：白石镇妇联、黑石镇妇联（延至3月30日）、县民政局女工委。" in answer.out
    assert answer.err == ""
    assert len(run("remind", "--text", "--group", "县直单位", "--json").document["units"]) == 2


def test_the_group_message_after_the_due_date(workspace: Path, run: Run) -> None:
    """Once the notice is overdue a unit that has longer is left out, and the clerk is told."""
    run("extend", "heishi", "--to", "2020-03-30", "--reason", "搬迁")
    answer = run("remind", "--text", today="2020-03-24")
    assert "黑石镇妇联" not in answer.out
    assert answer.err == "not named, because they have longer: 黑石镇妇联\n"


def test_the_call_sheet_lists_who_owes(workspace: Path, run: Run) -> None:
    """`--calls` lists the outstanding units with their phones, and nothing is written."""
    run("record", "baishi")
    before = snapshot(workspace)
    answer = run("remind", "--calls", "--group", "乡镇妇联")
    assert "0700-5550103" in answer.out
    assert "白石镇妇联" not in answer.out
    assert snapshot(workspace) == before


@pytest.mark.parametrize("command", [("remind", "--dry-run"), ("why", "baishi")])
def test_a_year_without_calendar_is_said(command: tuple[str, ...], workspace: Path, run: Run) -> None:
    """Where the national calendar is not known, a line on stderr says what is assumed."""
    edit_units(
        workspace, old="issued = 2020-03-03\ndue = 2020-03-23", new="issued = 2090-12-01\ndue = 2090-12-29"
    )
    answer = run(*command, today="2090-12-20")
    assert [line[:34] for line in answer.err.splitlines()] == [
        "no national calendar for 2090 yet:",
        "no national calendar for 2091 yet:",
    ]


def test_drafts_of_reminders_that_are_taken_back_are_named(workspace: Path, run: Run) -> None:
    """The whole folder where all in it is stale, else the files; nothing where they are gone already."""
    run("remind", "--unit", "baishi", "--unit", "heishikq")
    drafts = workspace / "drafts" / "2020-38" / "2020-03-20"
    one = run("undo")
    assert one.err == (
        "delete these drafts, so that nobody sends them: drafts/2020-38/2020-03-20/heishikq.txt\n"
    )
    (drafts / "heishikq.txt").unlink()
    other = run("undo", "--batch")
    assert other.err == "delete these drafts, so that nobody sends them: drafts/2020-38/2020-03-20\n"
    run("remind", "--unit", "baishi")
    for draft in drafts.iterdir():
        draft.unlink()
    assert run("undo").err == ""
    run("remind", "--unit", "baishi", "--out", "别处")
    assert run("undo").err == ""
    assert run("called", "baishi").err == run("undo").err == ""
