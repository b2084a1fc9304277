"""What the tests of `collect` share: what lies there, a clerk who types ahead, a look at the ledger."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Answer, Run
from tests.incoming import ACTIVITIES, HEISHI, REPORT, bounce, form, lay, letter

REMINDER = "<fedtrack.2020-38.shuili.20200318@qinghe.example>"
CERTAIN = {"1.eml": letter(files={"白石镇总结.docx": REPORT})}
MANY = {
    **CERTAIN,
    "2.eml": letter(HEISHI, "黑石镇妇联“三八”活动总结", body=ACTIVITIES, message_id="2@mail.qinghe.example"),
    "form.xlsx": form(("2020-03-17 10:00", "黑石矿区管理处", "“三八”活动", "3场次", "120人", "线上")),
    "b.eml": bounce("slj@qinghe.example", REMINDER),
    "微信/县民政局女工委“三八”活动总结.txt": "县民政局女工委开展“三八”活动".encode(),
    "x.txt": "“三八”活动，走访慰问".encode(),
}


class Terminal(io.StringIO):
    """A terminal at which somebody has typed ahead."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


class Answering:
    """A terminal at which something happens before each answer."""

    def __init__(self, answer: Callable[[], str]) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        """Say that it is one."""
        return True

    def readline(self) -> str:
        """Return the next answer."""
        return self._answer()


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let the clerk sit before a terminal and type these lines, and then end the input."""
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def collect(run: Run, *arguments: str | Path, **how: str) -> Answer:
    """Run `collect`."""
    return run("collect", *map(str, arguments), **how)


def filed(run: Run, **how: str) -> list[dict[str, Any]]:
    """Return what the ledger holds, each entry's data with its kind, notice and unit."""
    entries = run("log", "--json", **how).document["entries"]
    return [
        {"kind": one["kind"], "notice": one["notice"], "unit": one["unit"], **one["data"]} for one in entries
    ]


def received(workspace: Path) -> list[str]:
    """Return the files that lie in `received/`."""
    folder = workspace / "received"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


class Clerk:
    """Somebody who has these things before her and types ahead."""

    def __init__(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.run, self.folder, self._monkeypatch = run, folder, monkeypatch

    def collect(self, things: dict[str, bytes], *lines: str, options: tuple[str, ...] = ()) -> Answer:
        """Collect the things, with these answers."""
        typed(self._monkeypatch, *lines)
        answer = collect(self.run, lay(self.folder, things), *options)
        assert "Traceback" not in answer.err
        return answer

    def filed(self) -> list[tuple[str, str, str]]:
        """Return kind, notice and unit of each entry."""
        return [(one["kind"], one["notice"], one["unit"]) for one in filed(self.run)]


def report(unit: str, notice: str = "2020-38") -> tuple[str, str, str]:
    """Return what `Clerk.filed` says of a report."""
    return ("report", notice, unit)


def lay_many(folder: Path) -> Path:
    """Lay a certain thing of each kind, a bounce and a doubtful one, last written on 16 March."""
    lay(folder, MANY)
    moment = datetime(2020, 3, 16, 8).astimezone().timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    return folder


def days(run: Run) -> dict[str, tuple[str, str | None]]:
    """Return the day and the minute that each unit's report counts from."""
    reports = [one for one in filed(run) if one["kind"] == "report"]
    return {one["unit"]: (one["received_on"], one.get("received_time")) for one in reports}
