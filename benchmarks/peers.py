"""Who has reported, beside what others take to show as many open tasks or accounts, where they are installed.

They answer other questions: Taskwarrior and todoman list tasks, hledger adds up a journal. What they have
in common with `status` is that a clerk waits for a table of so many names.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.report import Row, print_rows
from benchmarks.scale import TODAY, write_roster
from benchmarks.timing import Command, Runner, run_fedtrack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = {150: 11, 1_000: 7, 10_000: 5}
LARGE, LARGE_ROUNDS = 100_000, 3
_TODO = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//fedtrack//bench//EN\r
BEGIN:VTODO\r
UID:{identifier}\r
DTSTAMP:20200303T000000Z\r
DUE;VALUE=DATE:20200323\r
SUMMARY:{name}\r
END:VTODO\r
END:VCALENDAR\r
"""


def measure(*, large: bool = False) -> list[Row]:
    """Return the times of `status --all` beside those of each peer that is installed, and of `--version`."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        scratch = Path(name)
        runner = Runner(scratch)
        sizes = {**ROUNDS, **({LARGE: LARGE_ROUNDS} if large else {})}
        rows = [row for peer in _peers() for row in _starts(runner, scratch, peer)]
        for size, rounds in sizes.items():
            units = write_roster(scratch / str(size), size)
            rows += [_row(runner, scratch / str(size), peer, units, rounds) for peer in _peers()]
        return rows


def _peers() -> list[str]:
    """Return the programs of the peers that are on the PATH; todoman is `todo` where it was not packaged."""
    found = [shutil.which(name) for name in ("task", "todoman", "todo", "hledger")]
    return list({Path(path).name.replace("todoman", "todo"): path for path in found if path}.values())


def _starts(runner: Runner, folder: Path, peer: str) -> list[Row]:
    version = Command((peer, "--version"), folder)
    return [Row("--version", _name(peer), runner.compare(run_fedtrack(folder, "--version"), version, 11))]


def _row(runner: Runner, folder: Path, peer: str, units: Sequence[tuple[str, str]], rounds: int) -> Row:
    prepare: dict[str, Callable[[], Command]] = {
        "task": lambda: _taskwarrior(runner, folder, peer, units),
        "todo": lambda: _todoman(folder, peer, units),
        "hledger": lambda: _hledger(folder, peer, units),
    }
    theirs = prepare[_name(peer)]()
    ours = run_fedtrack(folder, "status", "--all", "--today", TODAY)
    return Row(
        f"status --all, {len(units):,} units",
        f"{_name(peer)} {theirs.arguments[-1]}",
        runner.compare(ours, theirs, rounds),
        None,
        runner.peak(ours),
        runner.peak(theirs),
    )


def _name(peer: str) -> str:
    return Path(peer).name.replace("todoman", "todo")


def _taskwarrior(runner: Runner, folder: Path, peer: str, units: Sequence[tuple[str, str]]) -> Command:
    settings = f"data.location={folder / 'tasks'}\nconfirmation=off\ndefaultwidth=100\nverbose=nothing\n"
    (folder / "taskrc").write_text(settings, encoding="utf-8")
    tasks = [{"description": name, "due": "20200323T000000Z", "project": "2020-38"} for _, name in units]
    (folder / "tasks.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    start = (peer, f"rc:{folder / 'taskrc'}")
    runner.read(Command((*start, "import", str(folder / "tasks.json")), folder))
    return Command((*start, "list"), folder)


def _todoman(folder: Path, peer: str, units: Sequence[tuple[str, str]]) -> Command:
    (folder / "lists" / "march").mkdir(parents=True)
    for identifier, name in units:
        content = _TODO.format(identifier=identifier, name=name)
        (folder / "lists" / "march" / f"{identifier}.ics").write_text(content, encoding="utf-8", newline="")
    settings = f'path = "{folder / "lists" / "*"}"\ncache_path = "{folder / "cache.sqlite3"}"\n'
    (folder / "todo.py").write_text(settings, encoding="utf-8")
    return Command((peer, "--config", str(folder / "todo.py"), "list"), folder)


def _hledger(folder: Path, peer: str, units: Sequence[tuple[str, str]]) -> Command:
    entries = (f"2020-03-18 {name}\n    reported:{name}  1\n    asked\n\n" for _, name in units)
    (folder / "units.journal").write_text("".join(entries), encoding="utf-8")
    return Command((peer, "-f", str(folder / "units.journal"), "balance"), folder)


if __name__ == "__main__":
    print_rows(measure(large="--large" in sys.argv[1:]))
