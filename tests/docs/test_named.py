"""Whoever reads the documents finds every command, and every format that `export` writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fedtrack.cli.app import COMMANDS
from fedtrack.exports.formats import Format

ROOT = Path(__file__).parents[2]


def section(name: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of its kind."""
    text = (ROOT / name).read_text(encoding="utf-8")
    marks = heading.partition(" ")[0]
    return text.partition(f"\n{heading}\n")[2].partition(f"\n{marks} ")[0]


def test_the_readme_says_what_each_command_does() -> None:
    """The table under Commands has each of them, and none that there is not."""
    named = re.findall(r"^\| `([\w-]+)", section("README.md", "## Commands"), re.MULTILINE)
    assert set(named) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_names_each_command(command: str) -> None:
    text = (ROOT / "docs/manual.zh-CN.md").read_text(encoding="utf-8")
    assert re.search(rf"fedtrack {command}(?![\w-])|`{command}`", text)


def test_the_readme_says_what_each_format_is_for() -> None:
    """Exporting has an item for each of them, and for none that there is not."""
    named = re.findall(r"^- \*\*(\w+)\*\*", section("README.md", "## Exporting"), re.MULTILINE)
    assert sorted(named) == sorted(Format)


def test_the_manual_names_each_format() -> None:
    """The clerk finds each where the manual tells of summaries and copies."""
    manual = "docs/manual.zh-CN.md"
    told = section(manual, "### 汇总") + section(manual, "### 备份与合并")
    assert [form for form in Format if not re.search(rf"(?<![a-z]){form}(?![a-z])", told)] == []
