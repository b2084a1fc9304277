"""Start-up is a feature: which modules a command may load.

A module that creeps in costs every call its time; loading is asked for, not milliseconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.tools import surroundings

PROBE = """
import sys
from fedtrack.cli.app import run
code = run(sys.argv[1:])
print("\\n", code, *sorted(sys.modules))
"""
HEAVY = {
    "jinja2",
    "email",
    "pypinyin",
    "rapidfuzz",
    "tomli_w",
    "zoneinfo",
    "fedtrack.mail",
    "asyncio",
    "http",
    "ssl",
    "smtplib",
    "imapclient",
    "keyring",
    "filelock",
    "xlsxwriter",
    "docx",
    "docxtpl",
    "lxml",
    "icalendar",
}


def loaded(*arguments: str, folder: Path) -> set[str]:
    """Return the modules that are loaded when the command is done."""
    process = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROBE, *arguments],
        cwd=folder,
        env={name: value for name, value in surroundings().items() if not name.startswith("COVERAGE")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, *modules = process.stdout.splitlines()[-1].split()
    assert code == "0"
    return set(modules)


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (("--version",), HEAVY | {"rich", "sqlite3", "tomllib", "chinese_calendar"}),
        (("status", "--json"), HEAVY | {"rich"}),
        (("status",), HEAVY),
        (("units", "list", "--json"), HEAVY | {"sqlite3"}),
        (("record", "baishi"), HEAVY | {"chinese_calendar"}),
        (("log",), HEAVY | {"chinese_calendar"}),
        (("history",), HEAVY),
        (("remind", "--dry-run"), HEAVY - {"jinja2", "email"}),
        (("export", "--help"), HEAVY),
        (("export", "--format", "csv"), HEAVY),
        (("export",), HEAVY - {"xlsxwriter"}),
        (("export", "--format", "docx"), HEAVY - {"docx", "lxml"}),
    ],
)
def test_a_command_loads_only_what_it_needs(
    arguments: tuple[str, ...], never: set[str], workspace: Path
) -> None:
    """None of the modules that the command has no use for is loaded."""
    (workspace / "a.txt").write_text("", encoding="utf-8")
    assert loaded(*arguments, folder=workspace) & never == set()


def test_a_command_loads_no_other_command(workspace: Path) -> None:
    """Of the modules of commands only that of the command itself is loaded."""
    commands = {
        f"fedtrack.cli.{name}" for name in ("record", "remind", "export", "check", "init", "undo", "log")
    }
    assert loaded("status", "--json", folder=workspace) & commands == set()


def test_the_dictionary_of_sounds_waits_until_it_is_needed(workspace: Path) -> None:
    """The dictionary is only loaded for a query that no id and no part of a name fits."""
    assert "pypinyin" not in loaded("why", "白石", folder=workspace)
    assert "pypinyin" in loaded("why", "bsz", folder=workspace)


@pytest.mark.parametrize("words", [("rec",), ("record", "bsz"), ("status", ""), ("record", "--")])
def test_a_tab_loads_no_command_and_no_option_parser(words: tuple[str, ...], workspace: Path) -> None:
    """Nor anything else that is heavy: whoever presses it waits."""
    probe = PROBE.replace(
        "from fedtrack.cli.app import run", "from fedtrack.cli.completing import answer_tab"
    )
    process = subprocess.run(
        [sys.executable, "-c", probe.replace("run(sys", 'answer_tab("zsh", sys'), *words],
        cwd=workspace,
        env={name: value for name, value in surroundings().items() if not name.startswith("COVERAGE")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules = set(process.stdout.splitlines()[-1].split())
    assert "fedtrack.cli.completion_table" in modules
    assert modules & (HEAVY | {"typer", "rich", "msgspec", "json", "sqlite3", "chinese_calendar"}) == set()
    assert modules & {"fedtrack.cli.app", "fedtrack.cli.record", "fedtrack.cli.status"} == set()
