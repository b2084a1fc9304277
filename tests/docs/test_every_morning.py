"""The script of docs/every-morning.md, run as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.ledger.support import ROOT

pytestmark = pytest.mark.skipif(shutil.which("sh") is None or os.name == "nt", reason="no POSIX shell here")

_PAGE = (ROOT / "docs" / "every-morning.md").read_text(encoding="utf-8")
_FEDTRACK = """#!/bin/sh
echo "$3 $4 $5 in $2 with $FEDTRACK_MAIL_PASSWORD, $FEDTRACK_LANG"
case "$3" in collect) exit {collect};; *) exit {remind};; esac
"""


def _morning(home: Path, *, collect: int, remind: int) -> int:
    """Run the script in a home where fedtrack ends with these codes; return its own."""
    script = next(block for block in re.findall(r"```sh\n(.*?)```", _PAGE, re.DOTALL) if "#!/bin/sh" in block)
    program = home / "fedtrack" / ".venv" / "bin" / "fedtrack"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(_FEDTRACK.format(collect=collect, remind=remind), encoding="utf-8")
    program.chmod(0o700)
    (home / ".fedtrack-mail").write_text("FEDTRACK_MAIL_PASSWORD='a b$c'\n", encoding="utf-8")
    surroundings = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(["sh", "-c", script], env=surroundings, cwd="/", check=False).returncode


def test_a_morning_that_goes_well_leaves_a_log_for_oneself_alone(tmp_path: Path) -> None:
    assert _morning(tmp_path, collect=0, remind=0) == 0
    log = tmp_path / "fedtrack.log"
    assert log.read_text(encoding="utf-8").splitlines()[1:] == [
        f"{words} in {tmp_path}/march8 with a b$c, zh"
        for words in ("collect imap --yes", "remind --send --yes")
    ]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_morning_that_needs_somebody_says_so_where_it_is_seen_until_it_is_well(tmp_path: Path) -> None:
    """The exit code is that of the reminders; a mailbox that could not be read stops none of them."""
    note = tmp_path / "fedtrack-look.txt"
    assert _morning(tmp_path, collect=5, remind=7) == 7
    lines = note.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "fedtrack: exit code 7"
    assert "collect: exit code 5" in lines
    assert lines[-1].startswith("remind --send --yes")
    assert _morning(tmp_path, collect=5, remind=0) == 0
    assert not note.exists()
