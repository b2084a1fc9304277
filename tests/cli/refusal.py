"""A refusal, as every command should utter it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.tools import snapshot
from tests.conftest import TODAY, Run

USAGE, INPUT, LEDGER, DOCUMENT = 2, 3, 4, 6

READING: list[tuple[str, ...]] = [
    ("status",),
    ("status", "--json"),
    ("log",),
    ("why", "heishi"),
    ("remind", "--dry-run"),
    ("remind", "--text"),
    ("remind", "--calls"),
    ("export", "-o", "-"),
    ("notice", "list", "--json"),
]
WRITING: list[tuple[str, ...]] = [
    ("record", "heishi"),
    ("return", "baishi", "--reason", "缺表"),
    ("excuse", "heishi", "--reason", "新设"),
    ("extend", "heishi", "--to", "2020-03-30", "--reason", "搬迁"),
    ("called", "heishi"),
    ("undo",),
    ("remind",),
]


def assert_refused(
    run: Run, folder: Path, arguments: tuple[str, ...], code: int, *words: str, today: str = TODAY
) -> None:
    """Run fedtrack and check that it says one line with these words and changes no byte of the folder."""
    before = snapshot(folder)
    answer = run(*arguments, today=today)
    assert (answer.code, answer.out) == (code, "")
    assert len(answer.err.splitlines()) == 1, answer.err
    for word in words:
        assert word in answer.err
    assert snapshot(folder) == before
