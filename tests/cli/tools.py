"""What the tests of the command line share: looking at a folder, and fedtrack as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import TODAY

SECOND_NOTICE = """
[[notices]]
id = "2020-39"
number = "青妇通〔2020〕2号"
title = "关于征集家庭故事的通知"
issued = 2020-03-05
due = 2020-04-30T17:00:00
recipients = ["县直单位"]
"""


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder: each path below it with its bytes, folders with none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def edit_units(workspace: Path, *, old: str = "", new: str = "", more: str = "") -> None:
    """Replace a piece of `units.toml`, and write more at its end."""
    file = workspace / "units.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1) + more, encoding="utf-8")


def surroundings(**variables: str) -> dict[str, str]:
    """Return the environment of a process that speaks English and lives on TODAY."""
    return {**os.environ, "FEDTRACK_LANG": "en", "FEDTRACK_TODAY": TODAY, "COLUMNS": "100", **variables}


def start(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run fedtrack as a process in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "fedtrack", *arguments],
        cwd=folder,
        env=surroundings(**variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
