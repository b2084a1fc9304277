"""`check --repair` as the clerk sees it: shown, asked, done, told."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fedtrack.errors import Message
from fedtrack.render.console import plain
from fedtrack.render.repairing import render_foreseen
from fedtrack.usecases.ledger_file import LostEntry, Rescue
from tests.cli.collecting import typed
from tests.cli.refusal import LEDGER, USAGE, assert_refused
from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run
from tests.ledger.damages import rewrite

UNITS = ("baishi", "heishi", "shuili")
PARTLY = 7


@pytest.fixture
def season(workspace: Path, run: Run) -> Path:
    """Return a workspace with three reports, one of them with a file, whose ledger has lost its header."""
    (workspace / "总结.txt").write_text("白石镇妇联开展活动3场", encoding="utf-8")
    for unit in UNITS:
        files = ("--file", "总结.txt") if unit == "baishi" else ()
        assert run("record", unit, "--on", "2020-03-18", *files).code == 0
    rewrite(workspace / "fedtrack.db", lambda content: b"\xa5" * 100 + content[100:])
    return workspace


def _spoil_one(workspace: Path, run: Run) -> str:
    """Break the data of the second report too; return the end of its id."""
    backup = (workspace / "fedtrack.db").read_bytes()
    assert run("check", "--repair", "--yes").code == 0
    entry = run("log", "--json").document["entries"][1]
    (workspace / "fedtrack.damaged.db").unlink()
    place = backup.index(f"{entry['id']}{entry['kind']}".encode())
    spoilt = backup[:place] + backup[place:].replace(b'{"received_on"', b'{\xff\xff\xffceived_on"', 1)
    (workspace / "fedtrack.db").write_bytes(spoilt)
    return str(entry["id"])


def test_other_commands_name_the_way_out(season: Path, run: Run) -> None:
    for arguments in (("status",), ("record", "minzheng"), ("remind",)):
        assert_refused(run, season, arguments, LEDGER, "the ledger is damaged", "`fedtrack check --repair`")


def test_a_repair_is_done_and_told(season: Path, run: Run) -> None:
    """All is saved, the damaged file is kept, `received/` is not touched, and `check` is content."""
    before = snapshot(season)
    answer = run("check", "--repair", "--yes")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0].startswith("3 entries saved; the newest was written down at ")
    assert lines[1:] == [
        "The damaged file was kept: fedtrack.damaged.db",
        "Next: `fedtrack check`, which says whether anything else is wrong",
    ]
    after = snapshot(season)
    assert after.pop("fedtrack.damaged.db") == before["fedtrack.db"]
    after.pop(".fedtrack.lock", None)
    assert {name for name in before if before[name] != after[name]} == {"fedtrack.db"}
    assert set(after) == set(before)
    assert run("check").code == 0
    assert {one["unit"] for one in run("log", "--json").document["entries"]} == set(UNITS)


def test_the_damaged_file_is_nothing_that_arrived(season: Path, run: Run) -> None:
    """Who collects from the workspace itself is not asked about what the repair has laid there."""
    (season / "总结.txt").unlink()
    assert run("check", "--repair", "--yes").code == 0
    assert run("collect", ".", "--dry-run", "--json").document["items"] == []


def test_what_was_lost_is_told(season: Path, run: Run) -> None:
    """A row that cannot be read is named, the exit code says that only a part was done, and what is next."""
    lost = _spoil_one(season, run)
    answer = run("check", "--repair", "--yes")
    assert answer.code == PARTLY
    assert answer.out.startswith("2 entries saved; ")
    assert f"row 2 cannot be read: entry {lost[-8:]} of notice 2020-38, written down at " in answer.out
    assert (
        "Next: see in received/ and sent/ what is missing, and enter it again before `remind`" in answer.out
    )
    assert [one["unit"] for one in run("log", "--json").document["entries"]] == ["baishi", "shuili"]
    assert run("record", "heishi").code == 0


def test_the_document(season: Path, run: Run) -> None:
    lost = _spoil_one(season, run)
    answer = run("check", "--repair", "--yes", "--json")
    document = answer.document
    (row,) = document["unreadable"]
    newest = datetime.fromisoformat(document.pop("newest_at"))
    assert abs(newest - datetime.now(UTC)) < timedelta(days=1)
    assert (row["row"], row["id"], row["notice"]) == (2, lost, "2020-38")
    assert {key: document[key] for key in document if key != "unreadable"} == {
        "schema": "fedtrack.repair/1",
        "saved": 2,
        "cut_off": False,
        "backup": "fedtrack.damaged.db",
    }
    assert answer.code == PARTLY


def test_the_clerk_is_asked(season: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal all is shown first; a no changes nothing, a yes repairs."""
    before = snapshot(season)
    typed(monkeypatch, "n")
    answer = run("check", "--repair")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("3 entries can be read; ")
    assert "Put a new ledger with these 3 entries in its place? [y/N] nothing was done" in answer.err
    assert snapshot(season) == before
    typed(monkeypatch, "y")
    assert run("check", "--repair").out.startswith("3 entries saved; ")


def test_without_a_terminal_yes_is_needed(season: Path, run: Run) -> None:
    assert_refused(run, season, ("check", "--repair"), USAGE, "add --yes if that is what you want")


def test_the_roster_need_not_be_right(season: Path, run: Run) -> None:
    """A ledger is repaired whatever is wrong with units.toml, by the clock of the computer."""
    edit_units(season, old="due = 2020-03-23", new='due = "3月23日"')
    assert run("check", "--repair", "--yes").code == 0


def test_a_sound_ledger_is_not_repaired(season: Path, run: Run) -> None:
    assert run("check", "--repair", "--yes").code == 0
    (season / ".fedtrack.lock").unlink(missing_ok=True)
    assert_refused(
        run, season, ("check", "--repair", "--yes"), USAGE, "the ledger is sound; nothing was done"
    )


def test_no_ledger_is_none_to_repair(workspace: Path, run: Run) -> None:
    assert_refused(run, workspace, ("check", "--repair", "--yes"), USAGE, "there is no ledger to repair")


def test_a_hollow_ledger_is_not_repaired(workspace: Path, run: Run) -> None:
    """A file without a byte holds no entry that could be saved; the last copy of the folder may."""
    (workspace / "fedtrack.db").touch()
    os.utime(workspace / "fedtrack.db", (0, 0))
    assert_refused(run, workspace, ("check", "--repair", "--yes"), LEDGER, "the file is empty", "last copy")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--mail", "--repair"), "--mail and --repair do not go together"),
        (("--yes",), "--yes goes with --repair"),
    ],
)
def test_options_that_do_not_fit(arguments: tuple[str, ...], words: str, workspace: Path, run: Run) -> None:
    assert_refused(run, workspace, ("check", *arguments), USAGE, words)


def test_many_lost_rows_are_counted(run: Run) -> None:
    """Twenty are named, the rest is counted; a moment that no calendar has is a question mark."""
    lost = tuple(LostEntry(row=number) for number in range(1, 24))
    lines = [line.plain for line in render_foreseen(Rescue(saved=1, lost=lost, cut_off=True), None)]
    assert lines[0] == "1 entries can be read; the newest was written down at ?"
    assert lines[1] == "row 1 cannot be read"
    assert lines[21:] == [
        plain(Message("… and {count} more rows", count=3)),
        "The file was cut off: what was written down after that is missing too",
    ]
