"""The console examples in the documents are run, and what fedtrack prints is compared."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run

ROOT = Path(__file__).parents[2]
DOCUMENTS = {"README.md": "en", "docs/manual.zh-CN.md": "zh"}
_BLOCK = re.compile(r"^```console(?: (\d{4}-\d\d-\d\d))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"(?:(?<=entry )|(?<=编号 ))[0-9a-f]{8}|^[0-9a-f]{8}", re.MULTILINE)
_CLOCK = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d \S+")
_LEFT_OUT = "…"


class Example(NamedTuple):
    """One command of a document, the day on which it is run, and what is printed below it."""

    command: str
    day: str
    expected: str


def examples(text: str) -> Iterator[Example]:
    """Yield the commands of all `console` blocks; a date after the word is the day they are run on."""
    for day, block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            yield Example(command, day or "2020-03-20", expected)


def normal(text: str) -> list[str]:
    """Return the lines without trailing blanks, ids and the moments at which entries were written."""
    plain = _CLOCK.sub("MOMENT", _ID.sub("########", text))
    return [line.rstrip() for line in plain.rstrip().splitlines()]


def matches(expected: list[str], actual: list[str]) -> bool:
    """Say whether the lines are the same; a line `…` stands for any number of lines."""
    if not expected:
        return not actual
    if expected[0].strip() == _LEFT_OUT:
        return any(matches(expected[1:], actual[start:]) for start in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and matches(expected[1:], actual[1:])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_example_prints_what_the_document_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """A reader who types what a document shows sees what it shows, from the first example to the last."""
    shutil.copy(ROOT / "units.toml", tmp_path)
    shutil.copytree(ROOT / "docs" / "sample-inbox", tmp_path / "docs" / "sample-inbox")
    for sample in ("sample-contacts.csv", "sample-notice.txt"):
        shutil.copy(ROOT / "docs" / sample, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    shown = list(examples((ROOT / name).read_text(encoding="utf-8")))
    assert shown
    for example in shown:
        words = shlex.split(example.command)
        assert words[0] == "fedtrack", example.command
        answer = run(*words[1:], today=example.day, language_=DOCUMENTS[name])
        printed = normal(answer.out + answer.err)
        assert matches(normal(example.expected), printed), "\n".join([f"$ {example.command}", *printed])


def test_a_wrong_document_is_noticed() -> None:
    """The comparison itself fails on another line, a missing line and a line too many."""
    assert matches(["a", "…", "d"], ["a", "b", "c", "d"])
    assert not matches(["a", "…", "d"], ["a", "b", "c"])
    assert not matches(["a"], ["a", "b"])
    assert not matches(["a", "b"], ["a"])
