"""`export -o FILE` where FILE is there already: a paper that somebody worked on is never lost unasked."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.collecting import typed
from tests.cli.refusal import DOCUMENT, USAGE, assert_refused
from tests.conftest import Run

FOREIGN = "改过的通报"


@pytest.fixture
def paper(workspace: Path) -> Path:
    """Return a file that fedtrack did not make."""
    path = workspace / "通报.csv"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


@pytest.mark.parametrize("option", [(), ("--json",)], ids=["plain", "json"])
def test_without_a_terminal_the_file_stays(option: tuple[str, ...], paper: Path, run: Run) -> None:
    """The line names the file, and the option that answers beforehand."""
    call = ("export", "-o", paper.name, *option)
    assert_refused(run, paper.parent, call, USAGE, paper.name, "--yes", "name another with -o")
    assert paper.read_text(encoding="utf-8") == FOREIGN


@pytest.mark.parametrize("answer", ["n", "", "?"])
def test_anything_but_a_yes_keeps_the_file(
    answer: str, paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, answer)
    said = run("export", "-o", paper.name)
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith(f"{paper.name} is there already. Write over it? [y/N] ")
    assert said.err.endswith(" nothing was written\n")
    assert paper.read_text(encoding="utf-8") == FOREIGN


@pytest.mark.parametrize("options", [("--yes",), ("-y",), ()])
def test_a_yes_writes_over_it(
    options: tuple[str, ...], paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed at the question, or given beforehand."""
    if not options:
        typed(monkeypatch, "y")
    assert run("export", "-o", paper.name, *options).out == f"Written: {paper.name}\n"
    assert paper.read_text(encoding="utf-8-sig").startswith("序号,单位")
    assert {path.name for path in paper.parent.iterdir()} == {"units.toml", paper.name}


def test_with_json_nothing_is_asked(paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that reads the answer types none."""
    typed(monkeypatch, "y")
    assert run("export", "-o", paper.name, "--json").code == USAGE
    assert paper.read_text(encoding="utf-8") == FOREIGN


def test_the_same_again_is_no_matter(workspace: Path, run: Run) -> None:
    """Nothing is asked where nothing would be lost, and the file is not even touched."""
    for _ in range(2):
        assert run("export", "-o", "a.xlsx").out == "Written: a.xlsx\n"
        os.utime(workspace / "a.xlsx", (0, 0))
    assert (workspace / "a.xlsx").stat().st_mtime == 0


def test_a_file_that_is_open_in_wps(paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows replaces no file that a program holds; the line says what to do about it."""

    def refuse(*_paths: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    call = ("export", "-o", paper.name, "--yes")
    words = (paper.name, "Excel or WPS has it open", "close it there")
    assert_refused(run, paper.parent, call, DOCUMENT, *words)
    assert paper.read_text(encoding="utf-8") == FOREIGN


def test_a_folder_that_may_not_be_written_to(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not put down to Excel where no file is there."""

    def refuse(*_paths: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    answer = run("export", "-o", "a.csv")
    assert answer.code == DOCUMENT
    assert "a.csv: the summary cannot be written: Permission denied" in answer.err
    assert "Excel" not in answer.err
