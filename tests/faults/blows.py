"""Ways to kill a process: at a step of its conversation with the server, of its file work, at any moment."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults.postoffice import Point, PostOffice
from tests.faults.season import DAY, NOTICE, SEND, launched

Strike = Callable[["subprocess.Popen[str]", PostOffice, Path], None]
_PATIENCE = 60.0
_KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else 1
_PARTLY_DONE = 7


class Blow(NamedTuple):
    """One way to kill: `strike` arranges for it, or does it, once the process has been started."""

    name: str
    strike: Strike


class Ending(NamedTuple):
    """How a run ended, and what it had said until then."""

    killed: bool
    code: int
    out: str
    err: str


def at_step(point: Point, number: int) -> Blow:
    """Kill when the server comes to a point of the nth message of the run."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        def hook(now: Point, message: int) -> None:
            if now is point and (message == number or point is Point.CONNECT):
                process.kill()

        office.hook = hook

    return Blow(f"{point} {number}", strike)


def after_mail(number: int, seconds: float) -> Blow:
    """Kill so many seconds after the nth message of the run was begun."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        begun = threading.Event()

        def hook(now: Point, message: int) -> None:
            if now is Point.MAIL and message == number:
                begun.set()

        office.hook = hook
        while process.poll() is None and not begun.wait(0.01):
            pass
        time.sleep(seconds)
        process.kill()

    return Blow(f"{seconds * 1000:.2f} ms after MAIL {number}", strike)


def after_start(seconds: float) -> Blow:
    """Kill so many seconds after the start."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        time.sleep(seconds)
        process.kill()

    return Blow(f"{seconds * 1000:.0f} ms after the start", strike)


def at_journal(number: int, *, there: bool) -> Blow:
    """Kill when the ledger's journal is seen for the nth time, or is gone again: a change was just kept."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        journal = folder / "fedtrack.db-journal"
        seen, was_there = 0, journal.exists()
        while process.poll() is None:
            is_there = journal.exists()
            seen += is_there is there and was_there is not there
            was_there = is_there
            if seen >= number:
                process.kill()
                return

    return Blow(f"journal {'there' if there else 'gone'} {number}", strike)


def at_copy(number: int) -> Blow:
    """Kill when the nth new copy lies in `sent/`: the next thing is the claim in the ledger."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        sent = folder / "sent" / NOTICE / DAY
        wanted = len(list(sent.glob("*.eml"))) + number
        while process.poll() is None:
            if sum(1 for _ in sent.glob("*.eml")) >= wanted:
                process.kill()
                return

    return Blow(f"copy {number}", strike)


def at_file(pattern: str, number: int, seconds: float) -> Blow:
    """Kill so many seconds after the nth new file is there that fits the pattern, below the folder."""

    def strike(process: subprocess.Popen[str], office: PostOffice, folder: Path) -> None:
        wanted = sum(1 for _ in folder.glob(pattern)) + number
        while process.poll() is None:
            if sum(1 for _ in folder.glob(pattern)) >= wanted:
                time.sleep(seconds)
                process.kill()
                return

    return Blow(f"{seconds * 1000:.2f} ms after {pattern} {number}", strike)


def struck(blow: Blow, folder: Path, *arguments: str) -> Ending:
    """Run a command that needs no server under a blow; say how it ended."""
    with launched(folder, *arguments) as process:
        blow.strike(process, PostOffice(), folder)
        out, err = process.communicate(timeout=_PATIENCE)
    return Ending(process.returncode == _KILLED, process.returncode, out, err)


def run_under(blow: Blow, folder: Path, office: PostOffice, tally: Counter[str], *arguments: str) -> bool:
    """Run `remind --send` under a blow; say whether it was killed.

    One that was not must have ended well, or partly done: an earlier kill left an unknown reminder.
    """
    office.open_anew()
    ledger = folder / "fedtrack.db"
    hollow = ledger.exists() and ledger.stat().st_size == 0
    with launched(folder, *(arguments or SEND)) as process:
        blow.strike(process, office, folder)
        _, err = process.communicate(timeout=_PATIENCE)
    office.settle()
    office.open_anew()
    assert process.returncode in {0, _PARTLY_DONE, _KILLED}, (blow.name, process.returncode, err)
    assert err == "" or (hollow and err.startswith("fedtrack.db is empty")), (blow.name, err)
    killed = process.returncode == _KILLED
    tally["killed"] += killed
    tally["ended by itself"] += not killed
    tally["journal left"] += (folder / "fedtrack.db-journal").exists()
    return killed
