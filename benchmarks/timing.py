"""Whole processes run in turn: their wall times side by side, and the memory they peak at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import fedtrack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENTRY = "from fedtrack.__main__ import main; main()"
_BYTES = 1 if sys.platform == "darwin" else 1024  # what a child's ru_maxrss counts in
_MEBIBYTE = 1 << 20
# Linux counts into a child's peak what its parent held when it started it; so a bare interpreter starts it
_ASK_PEAK = """
import os, sys
nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[nowhere])
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Command(NamedTuple):
    """A process to run in `folder`; `turns` gives one more argument to each run of it."""

    arguments: tuple[str, ...]
    folder: Path
    turns: Iterator[str] | None = None

    def line(self) -> list[str]:
        """Return the arguments of the next run."""
        return [*self.arguments, *([next(self.turns)] if self.turns is not None else [])]


class Comparison(NamedTuple):
    """Medians in seconds, and the median of the ratios within each round."""

    ours: float
    floor: float
    ratio: float


class Runner:
    """Runs commands in one and the same environment, whatever that of the benchmark is.

    All bytecode is kept in `scratch`: a warm-up compiles it, and both sides find it alike.
    """

    def __init__(self, scratch: Path) -> None:
        foreign = ("PYTHON", "FEDTRACK", "COVERAGE")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(foreign)},
            "PYTHONPATH": str(Path(fedtrack.__file__).parent.parent),
            "PYTHONPYCACHEPREFIX": str(scratch / "bytecode"),
            "PYTHONUTF8": "1",
            "FEDTRACK_LANG": "en",
            "COLUMNS": "100",
        }

    def time(self, command: Command) -> float:
        """Return the seconds from start to end of one run; raises CalledProcessError when it fails."""
        line = command.line()
        began = perf_counter()
        subprocess.run(
            line,
            cwd=command.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        return perf_counter() - began

    def read(self, command: Command) -> str:
        """Return what one run prints; its complaints go to this process's stderr."""
        done = subprocess.run(
            command.line(),
            cwd=command.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        return done.stdout.decode("utf-8")

    def interleave(self, commands: Sequence[Command], rounds: int) -> list[list[float]]:
        """Return the times of each command, which run in turn: A B C A B C, after a warm-up of each."""
        for command in commands:
            self.read(command)
        times = [[self.time(command) for command in commands] for _ in range(rounds)]
        return [list(column) for column in zip(*times, strict=True)]

    def compare(self, ours: Command, floor: Command, rounds: int) -> Comparison:
        """Return how one command stands beside another."""
        return beside(*self.interleave([ours, floor], rounds))

    def peak(self, command: Command) -> float | None:
        """Return the most memory in MiB that one run held; None on Windows, which tells it otherwise."""
        if os.name == "nt":
            return None
        asking = (sys.executable, "-I", "-S", "-c", _ASK_PEAK)
        answer = self.read(command._replace(arguments=(*asking, *command.arguments)))
        return int(answer) * _BYTES / _MEBIBYTE


def beside(ours: Sequence[float], floor: Sequence[float]) -> Comparison:
    """Return how times stand beside others of the same rounds."""
    ratios = [mine / other for mine, other in zip(ours, floor, strict=True)]
    return Comparison(median(ours), median(floor), median(ratios))


def run_fedtrack(folder: Path, *arguments: str, turns: Iterator[str] | None = None) -> Command:
    """Return the command that the `fedtrack` script is, with the interpreter of this process."""
    return Command((sys.executable, "-c", _ENTRY, *arguments), folder, turns)


def run_python(folder: Path, code: str, *arguments: str) -> Command:
    """Return the command `python -c CODE`; modules that lie in `folder` can be imported."""
    return Command((sys.executable, "-c", code, *arguments), folder)
