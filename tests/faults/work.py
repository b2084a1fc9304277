"""A season that nobody sends from: reports to be recorded, collected, reminded of; and its books checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fedtrack.core.entries import Entry
from fedtrack.ledger.sqlite import SqliteLedger
from tests.cli.tools import start
from tests.faults.postoffice import PostOffice
from tests.faults.season import MAILED, NOTICE, make_season

UNITS = MAILED
REPORTS = "收件"


def make_work(folder: Path) -> Path:
    """Write the roster of a workspace, and for each unit a report that nobody can take for another's."""
    nowhere = PostOffice()
    nowhere.port = 25
    make_season(folder, nowhere)
    (folder / REPORTS).mkdir()
    for unit in UNITS:
        report_of(folder, unit).write_text(f"{name_of(unit)}开展“三八”活动3场次，120人次", encoding="utf-8")
    return folder


def name_of(unit: str) -> str:
    return f"第{UNITS.index(unit) + 1}镇妇联"


def report_of(folder: Path, unit: str) -> Path:
    return folder / REPORTS / f"{name_of(unit)}“三八”活动总结.txt"


def entries_of(folder: Path) -> list[Entry]:
    """Return what is in the ledger; reading rolls back what a killed process left half done."""
    return list(SqliteLedger(folder / "fedtrack.db", recorded_by="岑文书").entries())


def acknowledged_in(out: str) -> list[str]:
    """Return the ids that a run had acknowledged when it ended: those of a document that is whole."""
    try:
        document = json.loads(out)
    except json.JSONDecodeError:
        return []
    return [entry["id"] for entry in document["entries"]]


def check_sound(folder: Path) -> None:
    """Check that `check` finds the ledger whole and every file of a report in its place."""
    answer = start("check", "--json", folder=folder)
    assert answer.returncode == 0, answer.stdout
    findings = json.loads(answer.stdout)["findings"]
    assert [one for one in findings if one["where"].startswith(("fedtrack", "received"))] == []


def check_reports(folder: Path, units: Iterable[str] = UNITS) -> None:
    """Check that each unit has reported once, and that its file lies in `received/` once."""
    reports = [entry for entry in entries_of(folder) if entry.kind == "report"]
    assert Counter(entry.unit for entry in reports) == Counter(units)
    for entry in reports:
        (filed,) = entry.data["files"]
        assert (folder / filed["path"]).read_bytes() == report_of(folder, entry.unit).read_bytes()
        kept = folder / "received" / NOTICE / entry.unit
        assert [one.name for one in kept.glob("[!.]*")] == [report_of(folder, entry.unit).name]
    check_sound(folder)
