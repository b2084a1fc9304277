"""The options of every command, and how the workspace is found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run


@pytest.fixture
def elsewhere(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that is no workspace; return the workspace."""
    outside = workspace.parent / "桌面"
    outside.mkdir()
    monkeypatch.chdir(outside)
    return workspace


@pytest.mark.parametrize(
    "command",
    [
        ("status",), ("log",), ("why", "baishi"), ("remind", "--dry-run"), ("export",), ("check",),
        ("units", "list"), ("notice", "list"), ("record", "baishi"), ("undo",),
    ],
)  # fmt: skip
def test_common_options_stand_before_or_after_the_command(
    command: tuple[str, ...], elsewhere: Path, run: Run
) -> None:
    """`-C`, `--today` and `--json` mean the same in both places, also around a command of a group."""
    options = ("-C", str(elsewhere), "--today", "2020-03-24", "--json")
    if command == ("undo",):
        for _ in range(2):
            assert run("-C", str(elsewhere), "called", "baishi").code == 0
    before, after = run(*options, *command), run(*command, *options)
    if command == ("record", "baishi"):
        assert (before.code, after.code) == (0, 2)
        assert before.document["entries"][0]["data"]["received_on"] == "2020-03-24"
        return
    assert (before.code, after.code) == (0, 0)
    if command != ("undo",):
        assert before == after
    assert before.document["schema"] == after.document["schema"]


def test_common_options_stand_between_group_and_command(elsewhere: Path, run: Run) -> None:
    """`fedtrack units -C DIR list --json` works too."""
    answer = run("units", "-C", str(elsewhere), "list", "--json")
    assert answer.document["schema"] == "fedtrack.units/1"


def test_the_option_after_the_command_wins(workspace: Path, run: Run) -> None:
    """Of two `--today` the later counts, and either beats $FEDTRACK_TODAY."""
    answer = run("--today", "2020-03-21", "status", "--today", "2020-03-22", "--json", today="2020-03-23")
    assert answer.document["as_of"] == "2020-03-22"
    assert run("--today", "2020-03-21", "status", "--json").document["as_of"] == "2020-03-21"


@pytest.mark.parametrize("text", ["2020-03-24", "2020/3/24", "20200324", "2020年3月24日", "２０２０-03-24"])
def test_today_is_typed_as_dates_are(text: str, workspace: Path, run: Run) -> None:
    """Any form of a date that the clerk types will do."""
    assert run("status", "--today", text, "--json").document["as_of"] == "2020-03-24"


def test_without_today_it_is_the_federations_day(workspace: Path, run: Run) -> None:
    """“Today” is today in the federation's zone, not that of the computer."""
    edit_units(workspace, old='oa = "县妇联OA"', new='timezone = "Pacific/Kiritimati"')
    zone = timezone(timedelta(hours=14))
    before = datetime.now(UTC).astimezone(zone).date()
    shown = run("status", "--json", today="").document["as_of"]
    assert before.isoformat() <= shown <= datetime.now(UTC).astimezone(zone).date().isoformat()


def test_today_hides_what_came_later(workspace: Path, run: Run) -> None:
    """An answer as of a day counts no later report, and what is entered under it is dated that day."""
    assert run("record", "baishi", today="2020-03-24").code == 0
    assert run("status", "--json", today="2020-03-23").document["totals"]["actual_reports"] == 0
    assert run("log", "--json", today="2020-03-23").document["entries"] == []
    (entry,) = run("log", "--json", today="2020-03-24").document["entries"]
    assert entry["data"]["received_on"] == "2020-03-24"
    assert not entry["recorded_at"].startswith("2020")


def test_workspace_from_the_environment(elsewhere: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """$FEDTRACK_DIR names the workspace; -C beats it."""
    monkeypatch.setenv("FEDTRACK_DIR", str(elsewhere))
    assert run("status", "--json").document["federation"] == "青禾县妇女联合会"
    other = elsewhere.parent / "另"
    assert run("init", str(other)).code == 0
    assert run("-C", str(other), "units", "list", "--json").document["units"] == []


def test_the_nearest_folder_above(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a subfolder the nearest units.toml above is found, and files go beside it."""
    inner = workspace / "received" / "2020-38"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    (inner / "a.txt").write_text("a", encoding="utf-8")
    assert run("record", "baishi", "--file", "a.txt").code == 0
    assert run("export").out == "Written: exports/2020-38-2020-03-20.xlsx\n"
    assert {path.name for path in workspace.iterdir()} == {"units.toml", "fedtrack.db", "received", "exports"}
    assert (workspace / "received" / "2020-38" / "baishi" / "a.txt").is_file()


@pytest.mark.parametrize(
    "command",
    [
        ("status",), ("status", "--json"), ("log",), ("why", "baishi"), ("check",), ("units", "list"),
        ("notice", "list"), ("notice", "list", "--json"), ("remind", "--dry-run"), ("remind", "--text"),
        ("remind", "--calls"), ("export", "-o", "-"),
    ],
)  # fmt: skip
def test_reading_makes_no_file(command: tuple[str, ...], workspace: Path, run: Run) -> None:
    """A command that only looks leaves a folder without a ledger as it was."""
    before = snapshot(workspace)
    assert run(*command).code == 0
    assert snapshot(workspace) == before


@pytest.mark.parametrize("command", [("undo",), ("return", "baishi", "--reason", "缺表")])
def test_a_refusal_makes_no_ledger(command: tuple[str, ...], workspace: Path, run: Run) -> None:
    """A command that is refused leaves no entry behind."""
    assert run(*command).code == 2
    assert run("log", "--json").document["entries"] == []


def test_a_folder_can_be_moved(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that is renamed or copied to a stick goes on working."""
    assert run("record", "baishi").code == 0
    moved = workspace.rename(workspace.parent / "U盘")
    monkeypatch.chdir(moved)
    assert run("status", "--json").document["totals"]["actual_reports"] == 1
    assert run("record", "heishi").code == 0


def test_who_wrote_it_down_when_nobody_knows(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system knows no user, entries are by `?`."""

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert run("record", "baishi", "--json").document["entries"][0]["recorded_by"] == "?"
