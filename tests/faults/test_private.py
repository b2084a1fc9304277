"""What fedtrack keeps of people is not for others who have an account on the same computer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.collecting import CERTAIN, collect
from tests.conftest import Run
from tests.incoming import lay
from tests.obstacles import needs_rights

pytestmark = needs_rights
_OTHERS = stat.S_IRWXO


def open_to_others(folder: Path) -> set[str]:
    """Return what anybody can reach in a folder: below one that they may not enter, nothing."""
    found: set[str] = set()
    for path in folder.iterdir():
        if path.stat().st_mode & _OTHERS:
            found.add(path.name)
            if path.is_dir():
                found |= {f"{path.name}/{name}" for name in open_to_others(path)}
    return found


@pytest.mark.parametrize("umask", [0o022, 0o002, 0o077])
def test_ledger_drafts_and_reports_are_private(umask: int, workspace: Path, tmp_path: Path, run: Run) -> None:
    """Whatever the umask, others see nothing but what the clerk laid there; what is handed on is copied."""
    arrived = lay(tmp_path / "arrived", CERTAIN)
    (workspace / "a.txt").write_text("总结", encoding="utf-8")
    before = os.umask(umask)
    try:
        assert run("record", "heishi", "--file", "a.txt").code == 0
        assert collect(run, arrived, "--yes").code == 0
        assert run("remind").code == 0
        assert run("export").code == 0
    finally:
        os.umask(before)
    assert {path.name for path in workspace.iterdir()} >= {"fedtrack.db", "drafts", "received", "exports"}
    reached = {name.partition("/")[0] for name in open_to_others(workspace)}
    assert reached <= {"units.toml", "a.txt", ".fedtrack.lock"}


def test_a_new_roster_is_private_and_stays_as_its_owner_has_it(tmp_path: Path, run: Run) -> None:
    before = os.umask(0o022)
    try:
        assert run("init", str(tmp_path / "三八")).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "三八" / "units.toml").stat().st_mode) == 0o640


def test_what_is_there_already_keeps_its_rights(workspace: Path, run: Run) -> None:
    """Somebody may have opened a folder to others on purpose."""
    (workspace / "drafts").mkdir()
    (workspace / "drafts").chmod(0o755)
    assert run("remind").code == 0
    assert stat.S_IMODE((workspace / "drafts").stat().st_mode) == 0o755
