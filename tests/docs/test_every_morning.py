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


def _morning(home: Path, *, collect: int, remind: int, mail: str = "FEDTRACK_MAIL_PASSWORD='a b$c'\n") -> int:
    """Run the script in a home where fedtrack ends with these codes; return its own."""
    script = next(block for block in re.findall(r"```sh\n(.*?)```", _PAGE, re.DOTALL) if "#!/bin/sh" in block)
    program = home / "fedtrack" / ".venv" / "bin" / "fedtrack"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(_FEDTRACK.format(collect=collect, remind=remind), encoding="utf-8")
    program.chmod(0o700)
    (home / ".fedtrack-mail").write_text(mail, encoding="utf-8")
    surroundings = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(["sh", "-c", script], env=surroundings, cwd="/", check=False).returncode


def _told(home: Path) -> list[str]:
    return (home / "fedtrack-today.txt").read_text(encoding="utf-8").splitlines()


def _said(home: Path, words: str) -> str:
    return f"{words} in {home}/march8 with a b$c, zh"


def test_a_morning_that_goes_well_is_told_to_oneself_alone(tmp_path: Path) -> None:
    assert _morning(tmp_path, collect=0, remind=0) == 0
    said = [_said(tmp_path, "collect imap --yes"), _said(tmp_path, "remind --send --yes")]
    assert _told(tmp_path)[0].endswith(" OK")
    assert _told(tmp_path)[1:] == said
    assert (tmp_path / "fedtrack.log").read_text(encoding="utf-8").splitlines()[1:] == said
    for name in ("fedtrack.log", "fedtrack-today.txt"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_morning_that_needs_somebody_says_so(tmp_path: Path) -> None:
    """The note is of this morning alone, the log of all."""
    assert _morning(tmp_path, collect=0, remind=7) == 7
    assert _told(tmp_path)[0].endswith(" !!! (exit code 7)")
    assert _morning(tmp_path, collect=2, remind=0) == 0
    assert _told(tmp_path)[0].endswith(" OK")
    assert len(_told(tmp_path)) == 3
    assert len((tmp_path / "fedtrack.log").read_text(encoding="utf-8").splitlines()) == 6


@pytest.mark.parametrize("code", [3, 5, 7])
def test_nobody_is_reminded_where_the_mailbox_could_not_be_read(code: int, tmp_path: Path) -> None:
    """The report may lie in it; the round is caught up."""
    assert _morning(tmp_path, collect=code, remind=0) == code
    assert _told(tmp_path)[1:] == [_said(tmp_path, "collect imap --yes")]


def test_a_password_file_with_a_slip_is_told(tmp_path: Path) -> None:
    assert _morning(tmp_path, collect=0, remind=0, mail="FEDTRACK_MAIL_PASSWORD='ab'c d'\n") != 0
    assert "!!!" in _told(tmp_path)[0]
