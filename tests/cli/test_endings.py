"""How a run ends when nobody reads it, somebody stops it, or it is broken; and what reaches a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from fedtrack.render import console
from tests.cli.tools import start, surroundings
from tests.conftest import Run

ESCAPE = "\x1b"
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")


@pytest.mark.parametrize(
    "arguments",
    [("log",), ("status", "--json"), ("status",), ("--help",)],
)
def test_a_reader_who_has_had_enough(arguments: tuple[str, ...], workspace: Path, run: Run) -> None:
    """`fedtrack log | head -1` is no failure: no traceback, no message, exit code 0."""
    run("called", "baishi")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        process = subprocess.run(
            [sys.executable, "-m", "fedtrack", *arguments],
            cwd=workspace,
            env=surroundings(),
            stdout=closed,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert process.stderr == ""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("arguments", [("status",), ("--help",), ("record", "nobody")])
def test_a_log_on_a_full_disk(arguments: tuple[str, ...], workspace: Path) -> None:
    """Where neither the answer nor a word about it can be written, the exit code still says so."""
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "fedtrack", *arguments],
            cwd=workspace,
            env=surroundings(),
            stdout=full,
            stderr=full,
            check=False,
        )
    assert process.returncode == 6


def test_a_closed_pipe_for_what_is_wrong(workspace: Path) -> None:
    """`fedtrack record … 2>&1 | head -0`: nobody hears it, and the exit code still says so."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "fedtrack", "record", "nobody"]
        process = subprocess.run(command, cwd=workspace, env=surroundings(), stderr=closed, check=False)
    assert process.returncode == 2


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError, typer.Abort])
def test_an_interruption(
    stop: type[BaseException], workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, or Ctrl-D at a question, ends with 130 and no traceback."""

    def interrupt(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr("fedtrack.cli.status.summarize", interrupt)
    answer = run("status")
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "")


def test_a_fault_of_fedtrack_keeps_its_traceback(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the clerk cannot put right is not swallowed: the traceback is for those who can."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("fedtrack.cli.status.summarize", fail)
    with pytest.raises(RuntimeError, match="a fault of ours") as caught:
        run("status")
    assert "fail" in [entry.name for entry in caught.traceback]


@pytest.mark.parametrize(
    "arguments", [("status",), ("remind", "--dry-run"), ("why", "baishi"), ("check",), ("wibble",), ("-h",)]
)
def test_a_pipe_gets_no_escape_sequence(arguments: tuple[str, ...], workspace: Path) -> None:
    """What is piped is plain text in UTF-8, whatever terminal is around."""
    process = start(*arguments, folder=workspace, TERM="xterm-256color", COLORTERM="truecolor")
    assert process.stdout + process.stderr != ""
    assert ESCAPE not in process.stdout + process.stderr


def _on_a_terminal(*arguments: str, folder: Path, **variables: str) -> str:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    with os.fdopen(slave, "wb") as terminal:
        subprocess.run(
            [sys.executable, "-m", "fedtrack", *arguments],
            cwd=folder,
            env=surroundings(TERM="xterm-256color", **variables),
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
            check=False,
        )
    shown = b""
    with os.fdopen(master, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(65536):
                shown += piece
        except OSError:  # the other end is closed: all has been read
            pass
    return shown.decode("utf-8")


@pytest.mark.parametrize("arguments", [("status",), ("wibble",), ("-h",)])
def test_colour_on_a_terminal_unless_no_color(arguments: tuple[str, ...], workspace: Path) -> None:
    """A terminal gets colour; NO_COLOR takes every colour away and leaves the words as they are."""
    coloured = _on_a_terminal(*arguments, folder=workspace)
    plain = _on_a_terminal(*arguments, folder=workspace, NO_COLOR="1")
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    words = [re.sub(r"\x1b\[[\d;]*m", "", text) for text in (coloured, plain)]
    assert words[0] == words[1]


def test_a_pipe_gets_utf8_whatever_the_locale(workspace: Path) -> None:
    """Chinese reaches a pipe whole although the system's encoding has none of it."""
    process = start("status", folder=workspace, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "白石镇妇联" in process.stdout
    process = start("record", "hei", folder=workspace, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "黑石矿区管理处" in process.stderr


class _Stream:
    """A stream that notes how it was set up."""

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal
        self.settings: dict[str, str | None] = {}

    def isatty(self) -> bool:
        return self._terminal

    def reconfigure(self, **settings: str | None) -> None:
        self.settings = settings


def test_a_terminal_keeps_its_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that lacks a character shows its code instead of stopping the program."""
    terminal, pipe = _Stream(terminal=True), _Stream(terminal=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", pipe)
    console.prepare_streams()
    assert terminal.settings == {"encoding": None, "errors": "backslashreplace"}
    assert pipe.settings == {"encoding": "utf-8", "errors": "backslashreplace"}


def test_streams_that_cannot_be_set_up_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal, as under pythonw, there may be no stream at all."""
    monkeypatch.setattr(sys, "stdout", None)
    console.prepare_streams()
    assert sys.stdout.write("nowhere") == len("nowhere")
    sys.stdout.close()
