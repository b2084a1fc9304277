"""What is wrong with the files: no workspace, a wrong units.toml, a ledger that cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.refusal import DOCUMENT, INPUT, LEDGER, READING, WRITING, assert_refused
from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run


@pytest.fixture
def season(workspace: Path, run: Run) -> Path:
    """Return a workspace where 白石镇妇联 has reported."""
    assert run("record", "baishi", "--on", "2020-03-18").code == 0
    return workspace


@pytest.mark.parametrize("arguments", [*READING, *WRITING, ("check",), ("units", "list"), ("notice", "list")])
def test_no_workspace(
    arguments: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside a workspace the message says where fedtrack looked and how to start one."""
    monkeypatch.chdir(tmp_path)
    assert_refused(run, tmp_path, arguments, INPUT, f"{tmp_path}: there is no units.toml", "`fedtrack init`")


@pytest.mark.parametrize("arguments", [("-C", "无处", "status"), ("status", "-C", "无处")])
def test_a_folder_that_is_no_workspace(arguments: tuple[str, ...], season: Path, run: Run) -> None:
    """-C to nowhere never falls back on the folder one stands in."""
    assert_refused(run, season, arguments, INPUT, "无处: there is no units.toml", "fedtrack init 无处")


def test_an_environment_that_names_no_workspace(
    season: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$FEDTRACK_DIR to nowhere never falls back either."""
    monkeypatch.setenv("FEDTRACK_DIR", "无处")
    assert_refused(run, season, ("status",), INPUT, "无处: there is no units.toml")


@pytest.mark.parametrize("arguments", [*READING, *WRITING, ("units", "list"), ("notice", "list")])
def test_a_wrong_units_toml(arguments: tuple[str, ...], season: Path, run: Run) -> None:
    """Every fault is listed at once, each on its line, whatever the command."""
    edit_units(season, old="due = 2020-03-23", new='due = "3月23日"')
    edit_units(season, old='id = "heishi"', new='id = "baishi"')
    edit_units(season, old="slj@qinghe.example", new="slj@@qinghe", more='tel = "0700"\n')
    before = snapshot(season)
    answer = run(*arguments)
    assert (answer.code, answer.out) == (INPUT, "")
    assert [line.partition(" ")[0] for line in answer.err.splitlines()] == [
        "units.toml:12:",
        "units.toml:30:",
        "units.toml:46:",
        "units.toml:52:",
    ]
    assert snapshot(season) == before


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"[federation]\nname = \xe2\x80\x9c\xe7\x94\xb2\xe2\x80\x9d\n", 2, "full-width punctuation"),
        (b'[federation]\nname = "a"\nname = "b"\n', 3, "stands twice"),
        (b'[federation]\nname = "a', 2, "cannot be read"),
        ('[federation]\nname = "青禾县妇联"\n'.encode("gbk"), 2, "not saved as UTF-8 (it looks like GBK)"),
        (b"", 1, "[federation] is missing"),
    ],
    ids=["quotes", "twice", "unclosed", "gbk", "empty"],
)
def test_a_units_toml_that_is_no_toml(
    content: bytes, line: int, words: str, workspace: Path, run: Run
) -> None:
    """Even a file that is not TOML gets its line and what to do."""
    (workspace / "units.toml").write_bytes(content)
    assert_refused(run, workspace, ("status",), INPUT, f"units.toml:{line}: ", words)


def _garbage(file: Path) -> None:
    file.write_bytes(b"this was never a ledger" * 100)


def _folder(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.mkdir()


def _newer(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


BROKEN = pytest.mark.parametrize(
    ("ruin", "words"),
    [
        (_garbage, ["the ledger is damaged", "the last copy of the folder"]),
        (_folder, ["the ledger cannot be opened"]),
        (_newer, ["by a newer fedtrack (format 99)", "install the newest fedtrack"]),
    ],
    ids=["damaged", "folder", "newer"],
)


@BROKEN
@pytest.mark.parametrize("arguments", READING + WRITING)
def test_a_ledger_that_cannot_be_used(
    arguments: tuple[str, ...], ruin: Callable[[Path], None], words: list[str], season: Path, run: Run
) -> None:
    """A damaged, newer or misplaced ledger is never written to, and the message says what to do."""
    ruin(season / "fedtrack.db")
    assert_refused(run, season, arguments, LEDGER, "fedtrack.db: ", *words)


@BROKEN
def test_check_of_a_ledger_that_cannot_be_used(
    ruin: Callable[[Path], None], words: list[str], season: Path, run: Run
) -> None:
    """`check` says once what the other commands say, with the remedy for that fault and no other."""
    ruin(season / "fedtrack.db")
    refusal = run("status").err
    answer = run("check", "--json")
    assert answer.code == LEDGER
    (finding,) = [one for one in answer.document["findings"] if one["level"] == "error"]
    assert refusal == f"{finding['where']}: {finding['what']}; {finding['fix']}\n"
    assert all(word in f"{finding['what']}; {finding['fix']}" for word in words)


def test_an_entry_that_is_no_entry(season: Path, run: Run) -> None:
    """One line of the ledger that cannot be understood is named, with the way to take it back."""
    with sqlite3.connect(season / "fedtrack.db") as connection:
        (row,) = connection.execute("SELECT * FROM entries").fetchall()
        bad = ("ffffffff-0000-7000-8000-00000badbad1", *row[1:6], '{"received_on": "lately"}', None)
        connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", bad)
    connection.close()
    for arguments in (("status",), ("why", "heishi"), ("record", "heishi")):
        assert_refused(run, season, arguments, LEDGER, bad[0], "fedtrack undo")
    assert bad[0][-8:] in run("log").out
    assert run("undo", bad[0]).code == 0
    assert [run(command).code for command in ("status", "log", "check")] == [0, 0, 0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "-o", "units.toml/a.csv"),
        ("export", "-o", "units.toml/deep/a.csv"),
        ("remind", "--out", "units.toml/drafts"),
        ("init", "units.toml/new"),
    ],
    ids=["export", "export deep", "remind", "init"],
)
def test_a_place_where_nothing_can_be_written(arguments: tuple[str, ...], season: Path, run: Run) -> None:
    """A file that cannot be written is a fault of documents; a reminder whose draft failed is not noted."""
    assert_refused(run, season, arguments, DOCUMENT, "units.toml", "cannot be")


def test_a_wrong_template(season: Path, run: Run) -> None:
    """The clerk's own template that is wrong is shown with its line, and nobody is reminded."""
    (season / "templates").mkdir()
    (season / "templates" / "email-before.j2").write_text("a\n\n{{ untit }}\n", encoding="utf-8")
    assert_refused(run, season, ("remind",), INPUT, "templates/email-before.j2:3: ", "untit")


def test_a_federation_without_address(season: Path, run: Run) -> None:
    """Reminders need an address that units can answer to."""
    edit_units(season, old='email = "qhfl@qinghe.example"\n')
    assert_refused(run, season, ("remind",), INPUT, "units.toml: ", 'email = "…"')
