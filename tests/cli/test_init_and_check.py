"""`init` starts a workspace, `check` looks at one, `units list` and `notice list` show what is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.tools import SECOND_NOTICE, edit_units
from tests.conftest import Run


@pytest.mark.parametrize(
    "arguments", [("init", "新县"), ("-C", "新县", "init"), ("init", "-C", "别处", "新县")]
)
def test_init_starts_a_workspace(
    arguments: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is made with a units.toml that reads without fault; the argument beats -C."""
    monkeypatch.chdir(tmp_path)
    answer = run(*arguments)
    assert answer.code == 0
    assert "fedtrack check" in answer.out
    assert [path.name for path in tmp_path.iterdir()] == ["新县"]
    assert [path.name for path in (tmp_path / "新县").iterdir()] == ["units.toml"]
    assert run("-C", "新县", "check").code == 0


def test_init_here(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the workspace is here, and a second `init` changes nothing."""
    monkeypatch.chdir(tmp_path)
    assert run("init").out.startswith("Written: units.toml\n")
    (tmp_path / "units.toml").write_text("mine", encoding="utf-8")
    assert run("init").code == 2
    assert (tmp_path / "units.toml").read_text(encoding="utf-8") == "mine"


def test_check_of_a_sound_workspace(workspace: Path, run: Run) -> None:
    """Notes are no faults: the exit code is 0."""
    answer = run("check")
    assert answer.code == 0
    assert "  fedtrack.db: no entries yet" in answer.out
    assert "errors: 0, warnings: 0, hints: 3" in answer.out


def test_check_lists_errors_first(workspace: Path, run: Run) -> None:
    """Faults of units.toml and of the ledger are told in one run; the ledger's code weighs most."""
    edit_units(workspace, old="slj@qinghe.example", new="slj")
    assert run("check").code == 3
    (workspace / "fedtrack.db").write_bytes(b"x" * 5000)
    answer = run("check")
    assert answer.code == 4
    assert [line.split()[0] for line in answer.out.splitlines()[:2]] == ["error", "error"]
    assert "units.toml:" in answer.out
    assert "fedtrack.db" in answer.out


def test_check_warns_of_a_unit_that_no_notice_asks(workspace: Path, run: Run) -> None:
    """As an import without a column of groups leaves it; the exit code stays 0."""
    edit_units(workspace, more='\n[[units]]\nid = "jiaoyu"\nname = "县教育局"\nphone = "8110001"\n')
    answer = run("check")
    assert answer.code == 0
    assert "in no group, so no open notice asks them: 县教育局" in answer.out


def test_check_finds_what_the_ledger_knows_alone(workspace: Path, run: Run) -> None:
    """Entries of a unit that is gone are an error, a kept file that is missing is a warning."""
    (workspace / "a.txt").write_text("a", encoding="utf-8")
    run("record", "baishi", "--file", "a.txt")
    (workspace / "received/2020-38/baishi/a.txt").unlink()
    assert run("check").code == 0
    assert "warning  received/2020-38/baishi/a.txt" in run("check").out
    edit_units(workspace, old='id = "baishi"', new='id = "bsz"')
    answer = run("check")
    assert answer.code == 3
    assert "error  fedtrack.db: the ledger has entries of the unit baishi" in answer.out


def test_check_finds_a_ledger_that_can_be_changed(workspace: Path, run: Run) -> None:
    """A ledger whose triggers were dropped is no longer append-only: that is an error of the ledger."""
    run("record", "baishi")
    connection = sqlite3.connect(workspace / "fedtrack.db")
    connection.execute("DROP TRIGGER entries_are_not_deleted")
    connection.close()
    answer = run("check")
    assert answer.code == 4
    assert "keep entries from being changed are gone" in answer.out


def test_units_list_marks_units_of_other_years(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A unit that is gone or still to come says so."""
    monkeypatch.setenv("COLUMNS", "140")
    edit_units(workspace, old='id = "heishi"', new='until = 2019-12-31\nid = "heishi"')
    edit_units(workspace, more="since = 2021-01-01\n")
    out = run("units", "list").out
    assert "黑石镇妇联 (until 2019-12-31)" in out
    assert "县民政局女工委 (from 2021-01-01)" in out
    assert "白石镇妇联  " in out


def test_notice_list_counts_the_units(workspace: Path, run: Run) -> None:
    """Each notice has its due date, the number of units it asks, and whether it is open."""
    edit_units(workspace, more=SECOND_NOTICE + "closed = 2020-03-01\n")
    lines = run("notice", "list").out.splitlines()
    first, second = (next(line for line in lines if line.startswith(id_)) for id_ in ("2020-38", "2020-39"))
    assert first.split()[-2:] == ["5", "open"]
    assert second.split()[-2:] == ["2", "closed"]
    assert "17:00" in second


def test_lists_of_a_new_workspace(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that holds nothing yet answers every list without fault."""
    monkeypatch.chdir(tmp_path)
    run("init")
    for command in (("units", "list"), ("notice", "list"), ("log",)):
        assert run(*command).code == 0
