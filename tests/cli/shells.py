"""fedtrack in real shells: a command that completes as fedtrack does and tells with which words it is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Self

import pytest

ROOT = Path(__file__).parents[2]
BASH, ZSH, FISH = ("bash", "--norc", "--noprofile"), ("zsh", "-f"), ("fish", "--no-config")
_PROGRAM = """\
#!/bin/sh
if [ -n "$_FEDTRACK_COMPLETE" ] || [ "$1" = completion ]; then
    exec "{python}" -m fedtrack "$@"
fi
exec "{python}" -c 'import json, sys; open("{answer}", "w").write(json.dumps(sys.argv[1:]) + chr(10))' "$@"
"""
_PATIENCE = 60.0  # seconds for one line on a busy machine
_PROMPT = "@ready@"


def needs(shell: tuple[str, ...]) -> pytest.MarkDecorator:
    """Return the mark of a test that needs a shell and Unix."""
    missing = sys.platform == "win32" or shutil.which(shell[0]) is None
    return pytest.mark.skipif(missing, reason=f"there is no {shell[0]}")


class Lines:
    """A folder with `fedtrack` in it, for shells to find."""

    def __init__(self, folder: Path) -> None:
        self.answer = folder / "words.json"
        programs = folder / "programs"
        programs.mkdir()
        program = programs / "fedtrack"
        program.write_text(_PROGRAM.format(python=sys.executable, answer=self.answer), encoding="utf-8")
        program.chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "HISTFILE": "/dev/null",
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "FEDTRACK_LANG": "en",
            "PS1": _PROMPT,
        }

    def run(self, *command: str) -> str:
        """Return what a shell prints, its complaints too."""
        done = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
        )
        return done.stdout.decode("utf-8")

    def typed(self, shell: tuple[str, ...], keys: str) -> list[str]:
        """Return the words with which fedtrack is run once keys and Enter have been pressed in a shell."""
        with Terminal([*shell, "-i"], self.environment) as terminal:
            terminal.await_text(_PROMPT)
            terminal.press(f" eval \"$(fedtrack completion {shell[0]})\"; PS1='@'ready2@\r")
            terminal.await_text("@ready2@")
            terminal.press(f"{keys}\r")
            ends = monotonic() + _PATIENCE
            while not (self.answer.is_file() and self.answer.read_text().endswith("\n")):
                terminal.read(0.1)
                assert monotonic() < ends, terminal.seen
        words: list[str] = json.loads(self.answer.read_text(encoding="utf-8"))
        return words


class Terminal:
    """A shell in a terminal of its own."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        import pty

        self.seen = ""
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execvpe(command[0], command, environment)  # noqa: S606 - the shell that is tested

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        import signal

        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def read(self, patience: float) -> None:
        """Add to `seen` what has been printed, waiting so many seconds for it."""
        import select

        if select.select([self._terminal], [], [], patience)[0]:
            self.seen += os.read(self._terminal, 65536).decode("utf-8", "replace")

    def await_text(self, text: str) -> None:
        """Wait until something is on the screen."""
        ends = monotonic() + _PATIENCE
        while text not in self.seen:
            self.read(0.5)
            assert monotonic() < ends, self.seen
        sleep(0.1)  # the prompt is printed a moment before keys are taken
