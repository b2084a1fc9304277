"""What a Tab is answered, by the commands as they are and the workspace as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fedtrack import __main__
from fedtrack.cli import completing
from tests.cli.tools import edit_units, snapshot


@pytest.fixture
def tab(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Tab:
    """Return a function that presses Tab after some words and returns what is offered."""
    return Tab(capfdbinary, monkeypatch)


class Tab:
    """Tab, pressed in zsh or another shell."""

    def __init__(self, captured: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self._captured, self._monkeypatch = captured, monkeypatch

    def __call__(self, *words: str, shell: str = "zsh", language: str = "en") -> list[str]:
        self._monkeypatch.setenv("_FEDTRACK_COMPLETE", shell)
        self._monkeypatch.setenv("FEDTRACK_LANG", language)
        self._monkeypatch.setattr(sys, "argv", ["fedtrack", *words])
        __main__.main()
        out, err = self._captured.readouterr()
        assert err == b""
        return [line.partition("\t")[0] for line in out.decode("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("st",), ["values", "status"]),
        (("",), ["values", "init", "status", "collect"]),
        (("units", ""), ["values", "list", "import"]),
        (("status", "--a"), ["values", "--all"]),
        (("login", ""), ["values", "-C", "--today", "--json", "-h", "--help"]),
        (("--v",), ["values", "--version"]),
        (("record", "bsz"), ["values", "baishi"]),
        (("record", "白"), ["values", "白石镇妇联"]),
        (("record", "baishi", "ba"), ["values"]),
        (("remind", "--unit=ba"), ["values", "--unit=baishi"]),
        (("status", ""), ["values", "2020-38"]),
        (("status", "--group", "县"), ["values", "县直单位"]),
        (("called", "--via", "v"), ["values", "visit"]),
        (("record", "--title", "x"), ["values"]),
        (("collect", ""), ["files"]),
        (("init", ""), ["folders"]),
        (("-C",), ["values", "-C"]),
    ],
)
def test_what_is_offered(words: tuple[str, ...], offered: list[str], tab: Tab, workspace: Path) -> None:
    assert tab(*words)[: len(offered)] == offered


def test_no_tab_changes_the_folder(tab: Tab, workspace: Path) -> None:
    before = snapshot(workspace)
    tab("record", "bsz")
    assert snapshot(workspace) == before


def test_meanings_are_in_the_clerks_language(
    workspace: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEDTRACK_LANG", "zh")
    completing.answer_tab("bash-list", ["sta"])
    assert capfdbinary.readouterr().out.decode("utf-8") == "values\nstatus\tstatus  (查看谁已报、谁未报。)\n"


@pytest.mark.parametrize("how", ["-C", "$FEDTRACK_DIR", "a folder above", "-C ~"])
def test_the_workspace_is_found_as_commands_find_it(
    how: str, tab: Tab, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = workspace / "below"
    below.mkdir()
    monkeypatch.chdir(below if how == "a folder above" else tmp_path)
    before: tuple[str, ...] = ()
    match how:
        case "-C":
            before = ("-C", str(workspace))
        case "-C ~":
            monkeypatch.setenv("HOME", str(tmp_path))
            monkeypatch.setenv("USERPROFILE", str(tmp_path))
            before = ("-C", f"~/{workspace.name}")
        case "$FEDTRACK_DIR":
            monkeypatch.setenv("FEDTRACK_DIR", str(workspace))
    assert tab(*before, "why", "bai") == ["values", "baishi"]


def test_a_file_that_check_refuses_still_offers_its_units(tab: Tab, workspace: Path) -> None:
    """Whoever is about to mend one line wants to find the others."""
    edit_units(workspace, old='name = "青禾县妇女联合会"', new="name = 3")
    assert tab("why", "bai") == ["values", "baishi"]
    (workspace / "units.toml").write_bytes(b"\xef\xbb\xbf" + (workspace / "units.toml").read_bytes())
    assert tab("why", "bai") == ["values", "baishi"]


@pytest.mark.parametrize(
    "content", [b"[[units]\n", b"\xff\xfe", b"units = 3", b"units = [[[]]]", b"x = " + b"[" * 99999]
)
def test_nothing_is_said_of_a_broken_file(content: bytes, tab: Tab, workspace: Path) -> None:
    (workspace / "units.toml").write_bytes(content)
    assert tab("why", "b") in ([], ["values"])


def test_nothing_is_said_without_a_workspace(
    tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tab("why", "b") == []
    assert tab("-C", "~nobody-at-all", "why", "b") == []
    assert tab("st") == ["values", "status"]


@pytest.mark.parametrize("shell", ["", "tcsh", "BASH"])
def test_a_shell_that_is_not_known_gets_no_answer(
    shell: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    completing.answer_tab(shell, ["st"])
    assert capfdbinary.readouterr() == (b"", b"")


def test_ctrl_c_while_a_tab_waits(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network drive that does not answer: no traceback then."""

    def interrupt() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "cwd", interrupt)
    completing.answer_tab("bash", ["why", "b"])
    assert capfdbinary.readouterr() == (b"", b"")
