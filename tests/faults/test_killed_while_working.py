"""`record`, `collect` and `remind` killed (SIGKILL, TerminateProcess) at any moment and run again.

What was acknowledged stays, nothing stands there twice, and the next run goes on as if nothing had been.
`FEDTRACK_KILLS=600` kills more often than usual.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.cli.tools import start
from tests.faults.blows import Blow, after_start, at_file, at_journal, struck
from tests.faults.season import DAY, NOTICE, UNMAILED
from tests.faults.work import (
    REPORTS,
    UNITS,
    acknowledged_in,
    check_reports,
    check_sound,
    entries_of,
    make_work,
    report_of,
)

KILLS = int(os.environ.get("FEDTRACK_KILLS", "42"))
"""How often fedtrack is killed in this file: a third in each test."""

_log = logging.getLogger(__name__)  # what came of it all, for `--log-cli-level=WARNING`


def _blows(pattern: str, *, files: int, commits: int) -> Iterator[Blow]:
    """Yield blows for ever: at one of the files, around one of the ledger's commits, after the start."""
    chance = random.Random(38)  # noqa: S311 - nothing secret; the same blows each time
    while True:
        yield at_file(pattern, chance.randint(1, files), chance.uniform(0, 0.01))
        yield at_file("fedtrack.db-journal", 1, chance.uniform(0, 0.008))
        yield at_journal(chance.randint(1, commits), there=False)
        yield at_journal(chance.randint(1, commits), there=True)
        yield after_start(chance.uniform(0.1, 0.4))


def _survived(acknowledged: set[str], folder: Path) -> set[str]:
    """Check that all that was acknowledged is in the ledger; return the ids of all that is."""
    ids = [entry.id for entry in entries_of(folder)]
    assert acknowledged <= set(ids)
    assert len(ids) == len(set(ids))
    return set(ids)


def test_killed_while_recording(tmp_path: Path) -> None:
    """Each unit once: an entry stands with its file, or neither, and recording it again does the rest."""
    tally: Counter[str] = Counter()
    blows = _blows(f"received/{NOTICE}/*/*", files=1, commits=1)
    for season in itertools.count():
        folder = make_work(tmp_path / str(season))
        acknowledged: set[str] = set()
        for unit in UNITS:
            file = str(report_of(folder, unit))
            ending = struck(next(blows), folder, "record", unit, "--file", file, "--json")
            assert ending.killed or ending.code == 0, ending
            assert ending.err == ""
            acknowledged |= set(acknowledged_in(ending.out))
            tally["killed"] += ending.killed
        _survived(acknowledged, folder)
        there = sorted({entry.unit for entry in entries_of(folder)})
        tally["entries"] += len(there)
        for unit in [*there[:1], *(one for one in UNITS if one not in there)]:
            answer = start("record", unit, "--file", str(report_of(folder, unit)), folder=folder)
            assert answer.returncode == (2 if unit in there else 0)
            assert ("has reported already" in answer.stderr) is (unit in there)
        check_reports(folder)
        if tally["killed"] >= KILLS // 3:
            break
    _log.warning("%s", dict(tally))


def test_killed_while_collecting(tmp_path: Path) -> None:
    """What was filed before the kill is known again, what was not is filed by the next run: each once."""
    tally: Counter[str] = Counter()
    blows = _blows(f"received/{NOTICE}/*/*", files=4, commits=4)
    for season in itertools.count():
        folder = make_work(tmp_path / str(season))
        ids: set[str] = set()
        killed = True
        while killed and tally["killed"] < KILLS // 3:
            ending = struck(next(blows), folder, "collect", REPORTS, "--yes", "--json")
            assert ending.killed or (ending.code, ending.err) == (0, ""), ending
            ids = _survived(ids, folder)
            killed = ending.killed
            tally["killed"] += killed
        assert start("collect", REPORTS, "--yes", folder=folder).returncode == 0
        tally["entries"] += len(_survived(ids, folder))
        check_reports(folder)
        if tally["killed"] >= KILLS // 3:
            break
    _log.warning("%s", dict(tally))


def test_killed_while_drafting(tmp_path: Path) -> None:
    """A note in the ledger has its drafts; each unit gets one note a round, however often it is tried."""
    tally: Counter[str] = Counter()
    blows = _blows(f"drafts/{NOTICE}/{DAY}/*", files=len(UNITS), commits=2)
    for season in itertools.count():
        folder = make_work(tmp_path / str(season))
        ids: set[str] = set()
        killed = True
        while killed and tally["killed"] < KILLS // 3:
            ending = struck(next(blows), folder, "remind", "--json")
            assert ending.killed or (ending.code, ending.err) == (0, ""), ending
            ids = _survived(ids, folder)
            _check_drafts(folder)
            killed = ending.killed
            tally["killed"] += killed
        assert start("remind", folder=folder).returncode == 0
        tally["entries"] += len(_survived(ids, folder))
        assert Counter(entry.unit for entry in entries_of(folder)) == Counter([*UNITS, *UNMAILED])
        _check_drafts(folder)
        check_sound(folder)
        if tally["killed"] >= KILLS // 3:
            break
    _log.warning("%s", dict(tally))


def _check_drafts(folder: Path) -> None:
    """Check that whoever is noted as reminded has the drafts, whole: a text, and a mail to each address."""
    drafts = folder / "drafts" / NOTICE / DAY
    for entry in entries_of(folder):
        assert entry.data["state"] == "drafted"
        mail, text = (drafts / f"{entry.unit}{end}" for end in (".eml", ".txt"))
        assert mail.exists() is (entry.unit in UNITS)
        if mail.exists():
            assert f"{entry.unit}@qinghe.example".encode() in mail.read_bytes()
        assert entry.data["subject"] in text.read_text(encoding="utf-8-sig")
