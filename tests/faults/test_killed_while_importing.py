"""`import-ledger` and `units import` killed (SIGKILL, TerminateProcess) at any moment and run again.

Each is all or nothing: a part of a ledger would make some units late, a part of a block would make
`units.toml` unreadable. `FEDTRACK_KILLS=600` kills more often than usual.
"""

from __future__ import annotations

import itertools
import logging
import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.cli.tools import start
from tests.faults.blows import Blow, after_start, at_file, at_journal, struck
from tests.faults.test_killed_while_working import KILLS
from tests.faults.work import REPORTS, entries_of, make_work

_log = logging.getLogger(__name__)  # what came of it all, for `--log-cli-level=WARNING`
_LIST = "通讯录.csv"
_ADDED = [f"新设第{number}办公室" for number in range(1, 41)]


def _blows(*near: Blow) -> Iterator[Blow]:
    """Yield blows for ever: those that are near what is written, and some after the start."""
    chance = random.Random(3)  # noqa: S311 - nothing secret; the same blows each time
    while True:
        yield from near
        yield at_file("*.part", 1, chance.uniform(0, 0.004))
        yield after_start(chance.uniform(0.15, 0.5))


def test_killed_while_a_ledger_is_imported(tmp_path: Path) -> None:
    """All of it is there or nothing; the next run brings the rest, and each entry once."""
    tally: Counter[str] = Counter()
    source = make_work(tmp_path / "source")
    assert start("collect", REPORTS, "--yes", folder=source).returncode == 0
    assert start("export", "-o", "all.json", folder=source).returncode == 0
    wanted = [entry.id for entry in entries_of(source)]
    blows = _blows(at_file("fedtrack.db", 1, 0), *(at_journal(1, there=there) for there in (True, False)))
    for season in itertools.count():
        folder = make_work(tmp_path / str(season))
        killed = True
        while killed and tally["killed"] < KILLS // 6:
            command = ("import-ledger", str(source / "all.json"), "--yes", "--json")
            ending = struck(next(blows), folder, *command)
            assert ending.killed or (ending.code, ending.err) == (0, ""), ending
            assert [entry.id for entry in entries_of(folder)] in ([], wanted)
            killed = ending.killed
            tally["killed"] += killed
        assert start("import-ledger", str(source / "all.json"), "--yes", folder=folder).returncode == 0
        assert [entry.id for entry in entries_of(folder)] == wanted
        tally["entries"] += len(wanted)
        if tally["killed"] >= KILLS // 6:
            break
    _log.warning("%s", dict(tally))


def test_killed_while_units_are_added(tmp_path: Path) -> None:
    """`units.toml` is the old one or the new one, and begins with what stood there; no unit comes twice."""
    tally: Counter[str] = Counter()
    blows = _blows(*(at_file("*.part", 1, wait / 1000) for wait in (0, 1, 2)))
    for season in itertools.count():
        folder = make_work(tmp_path / str(season))
        rows = "".join(f"{name},{number}@qinghe.example\n" for number, name in enumerate(_ADDED))
        (folder / _LIST).write_text(f"单位,邮箱\n{rows}", encoding="utf-8")
        before = (folder / "units.toml").read_bytes()
        killed = True
        while killed and tally["killed"] < KILLS // 6:
            ending = struck(next(blows), folder, "units", "import", _LIST, "--add", "--yes")
            assert ending.killed or ending.code == 0, ending
            tally["whole"] += set(_ADDED) <= _units(folder, before)
            killed = ending.killed
            tally["killed"] += killed
        assert start("units", "import", _LIST, "--add", "--yes", folder=folder).returncode == 0
        assert set(_ADDED) <= _units(folder, before)
        assert start("check", folder=folder).returncode == 0
        if tally["killed"] >= KILLS // 6:
            break
    _log.warning("%s", dict(tally))


def _units(folder: Path, before: bytes) -> set[str]:
    """Check that the roster is the old one or a whole new one; return the names in it."""
    content = (folder / "units.toml").read_bytes()
    assert content.startswith(before)
    names = [str(unit["name"]) for unit in tomllib.loads(content.decode("utf-8"))["units"]]
    assert len(names) == len(set(names))
    added = set(names) & set(_ADDED)
    assert added in (set(), set(_ADDED))
    return set(names)
