"""`import-ledger`: a ledger restored, and the folders of two clerks brought together."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from tests.cli.collecting import Terminal
from tests.cli.tools import SECOND_NOTICE, edit_units, snapshot, surroundings
from tests.conftest import UNITS_TOML, Run


@pytest.fixture
def other(workspace: Path) -> Path:
    """Return another clerk's folder with the same units.toml."""
    folder = workspace.parent / "别处"
    folder.mkdir()
    shutil.copy(workspace / "units.toml", folder)
    return folder


@pytest.fixture
def season(workspace: Path, run: Run) -> Path:
    """Return a workspace in which each kind of entry has been made, also of another notice."""
    (workspace / "总结.txt").write_text("总结", encoding="utf-8")
    edit_units(workspace, more=SECOND_NOTICE)
    for line in (
        ("record", "baishi", "--on", "2020-03-18 16:30", "--title", "总结\n", "--file", "总结.txt"),
        ("record", "heishi", "--on", "2020-03-19", "--figure", "events=3", "--figure", "participants=2.5"),
        ("return", "heishi", "--reason", "材料不全"),
        ("excuse", "minzheng", "--reason", "新设"),
        ("extend", "shuili", "--to", "2020-03-27 12:00", "--reason", "搬迁"),
        ("remind",),
        ("undo",),
        ("called", "heishikq", "--via", "visit"),
    ):
        named = {"undo": (), "remind": ("2020-38",)}
        assert run(*line, *named.get(line[0], ("--notice", "2020-38"))).code == 0
    assert run("called", "shuili", "--notice", "2020-39").code == 0
    return workspace


@pytest.mark.parametrize("form", ["json", "toml"])
def test_an_export_restores_the_ledger(form: str, season: Path, run: Run) -> None:
    """The ledger that is restored from the export of one notice is whole, to the last entry of the other."""
    assert run("export", "2020-38", "-o", f"a.{form}").code == 0
    before = [run(*line, "--json").document for line in (("log",), ("status", "2020-38"))]
    (season / "fedtrack.db").unlink()
    answer = run("import-ledger", f"a.{form}", "--yes")
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith(f"Added to the ledger: {len(before[0]['entries'])}")
    after = [run(*line, "--json").document for line in (("log",), ("status", "2020-38"))]
    if form == "toml":  # a key without a value is not there
        before, after = ([_without_nulls(one) for one in documents] for documents in (before, after))
    assert after == before
    assert run("check", "--json").document["findings"][-1]["level"] != "error"


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", ["a.json", "a.toml", "fedtrack.db"])
def test_two_folders_come_together(file: str, season: Path, other: Path, run: Run) -> None:
    """Each brought into the other, both tell the same; a second time adds nothing."""
    shutil.copy(season / "units.toml", other)
    assert run("-C", str(other), "record", "heishikq", "--notice", "2020-38").code == 0
    if file != "fedtrack.db":
        for folder in (season, other):
            assert run("-C", str(folder), "export", "2020-38", "-o", str(folder / file)).code == 0
    for folder, source in ((season, other), (other, season)):
        assert run("-C", str(folder), "import-ledger", str(source / file), "--yes").code == 0
    told = [run("-C", str(folder), "status", "2020-38", "--json").document for folder in (season, other)]
    assert told[0] == told[1]
    assert told[0]["totals"]["actual_reports"] == 2
    before = snapshot(season)
    again = run("import-ledger", str(other / file), "--yes")
    assert again.out.splitlines()[-1] == "Nothing is new; the ledger stays as it is"
    assert snapshot(season) == before


def test_it_is_shown_before_anything_is_written(season: Path, other: Path, run: Run) -> None:
    """Without a terminal nothing is added unless told to; a dry run says the same and is no fault."""
    (other / "units.toml").write_text(UNITS_TOML, encoding="utf-8")
    before = snapshot(other)
    answer = run("-C", str(other), "import-ledger", "fedtrack.db")
    assert answer.code == 2
    assert answer.err == (
        "nothing was added: there is no terminal to ask on; add --yes if that is what you want\n"
    )
    dry = run("-C", str(other), "import-ledger", "fedtrack.db", "--dry-run", "--yes")
    assert dry.code == 0
    assert dry.out.startswith(answer.out)
    assert dry.out.splitlines()[-1].startswith("Nothing was added; ")
    assert snapshot(other) == before
    assert [line.split() for line in answer.out.splitlines() if line.startswith("2020-39")] == [
        ["2020-39", "call", "1", "0"]
    ]
    assert "Not in this units.toml, and kept all the same: 2020-39\n" in answer.out
    assert "The files of these reports (1) are not carried" in answer.out


@pytest.mark.parametrize(("typed", "added"), [("y\n", True), ("是\n", True), ("\n", False), ("", False)])
def test_a_terminal_is_asked(
    typed: str, season: Path, other: Path, run: Run, monkeypatch: pytest.MonkeyPatch, *, added: bool
) -> None:
    """No yes is a no; what it is about stands before the question."""
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    answer = run("-C", str(other), "import-ledger", "fedtrack.db")
    assert answer.code == 0
    assert "2020-38" in answer.err
    assert "白石镇妇联       pending   on time" in answer.err.partition("[y/N]")[0]
    assert "entries to the ledger? [y/N]" in answer.err
    assert answer.out.startswith("Added to the ledger: " if added else "Nothing was added; ")
    assert (other / "fedtrack.db").exists() == added


def test_a_document_is_not_asked_for(
    season: Path, other: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --json nobody is asked either; --yes adds, and the document says so."""
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    refused = run("-C", str(other), "import-ledger", "fedtrack.db", "--json")
    assert (refused.code, refused.document["added"]) == (2, False)
    done = run("-C", str(other), "import-ledger", "fedtrack.db", "--json", "--yes")
    assert (done.code, done.document["added"], done.err) == (0, True, "")
    assert done.document["new"] == refused.document["new"] > 0


def test_an_entry_that_was_changed_is_refused(season: Path, run: Run) -> None:
    """Nothing of the file is added, and each such entry is named."""
    document = run("export", "2020-38", "--format", "json", "-o", "-").document
    document["ledger"][0]["unit"] = "heishi"
    document["ledger"].append({**document["ledger"][1], "id": "01a212fa-060a-7c33-b0fa-5b3caff0d91f"})
    (season / "a.json").write_text(json.dumps(document), encoding="utf-8")
    before = snapshot(season)
    answer = run("import-ledger", "a.json", "--yes")
    assert (answer.code, answer.out) == (3, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"a.json: {document['ledger'][0]['id']}: ")
    assert snapshot(season) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [("{}", 3), ("", 3), ("[" * 100_000, 3), (b"SQLite format 3\x00" + b"x" * 9000, 4)],
)
def test_what_is_no_ledger_is_said_in_a_line(
    content: str | bytes, code: int, workspace: Path, run: Run
) -> None:
    (workspace / "a.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    before = snapshot(workspace)
    answer = run("import-ledger", "a.json", "--yes")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (code, "", 1)
    assert answer.err.startswith("a.json: ")
    assert snapshot(workspace) == before


def test_no_file_is_a_slip_of_the_keyboard(workspace: Path, run: Run) -> None:
    assert run("import-ledger", "a.json").code == 2


def test_hostile_texts_stay_texts(season: Path, run: Run) -> None:
    """Nothing in the file reaches a terminal as it is."""
    document = run("export", "2020-38", "--format", "json", "-o", "-").document
    entry = {
        **document["ledger"][-1],
        "id": "01a212fa-060a-7c33-b0fa-5b3caff0d91f",
        "notice": "[red]\x1b[31m\u202e\n",
        "unit": "../..\x00",
        "kind": "\x1b]0;x\x07",
    }
    (season / "a.json").write_text(json.dumps({**document, "ledger": [entry]}), encoding="utf-8")
    answer = run("import-ledger", "a.json", "--yes")
    assert answer.code == 0
    assert "[red]\\x1b[31m\\u202e\\n" in answer.out
    assert all(char.isprintable() or char == "\n" for char in answer.out + run("log").out)


def test_a_run_that_sends_is_waited_for(season: Path, other: Path, run: Run) -> None:
    """It reads on from the last entry that it knows, and would pass over what comes in before that."""
    held = threading.Event()

    def send() -> None:
        with FileLock(other / ".fedtrack.lock"):
            held.set()
            time.sleep(0.5)

    sender = threading.Thread(target=send)
    sender.start()
    held.wait()
    answer = run("-C", str(other), "import-ledger", "fedtrack.db", "--yes")
    sender.join()
    assert answer.code == 0
    assert answer.err == "another fedtrack is sending from this folder; waiting until it is done\n"


def test_killed_while_it_writes_nothing_is_half_there(season: Path, other: Path, run: Run) -> None:
    """What was killed in the middle is done again, and nothing is lost or doubled."""
    kill = (
        "import os, sys; from fedtrack.ledger.sqlite import SqlitePen\n"
        "insert, count = SqlitePen._insert, iter(range(9))\n"
        "SqlitePen._insert = lambda *line: os._exit(9) if next(count) == 4 else insert(*line)\n"
        "from fedtrack.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    arguments = ("import-ledger", str(season / "fedtrack.db"), "--yes")
    killed = subprocess.run(
        [sys.executable, "-c", kill, *arguments], cwd=other, env=surroundings(), check=False
    )
    assert killed.returncode == 9
    assert run("-C", str(other), "log", "--json").document["entries"] == []
    assert run("-C", str(other), *arguments).code == 0
    assert run("-C", str(other), "log", "--json").document == run("log", "--json").document
