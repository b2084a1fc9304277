"""`collect` when the disk or the ledger fails half-way: no half-filed report, and what was done is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from fedtrack.errors import LedgerBusyError, Message
from fedtrack.ledger.sqlite import SqliteLedger
from fedtrack.usecases.ports import Pen
from tests.cli.collecting import Answering, collect, filed, received, typed
from tests.conftest import Run
from tests.corpus.office import build_docx
from tests.incoming import HEISHI, lay, letter
from tests.obstacles import files_at_most, needs_limits

THINGS = {
    "1.eml": letter(files={"白石镇总结.docx": build_docx(["白石镇“三八”总结"])}),
    "2.eml": letter(
        HEISHI,
        "黑石镇“三八”总结",
        files={"黑石镇总结.docx": build_docx(["黑石镇“三八”总结"]), "照片.jpg": b"\xff\xd8" * 40_000},
        message_id="2@x",
    ),
    "3.eml": letter("slj@qinghe.example", "县水利局“三八”总结", files={"总结.txt": b"x"}, message_id="3@x"),
}


@pytest.fixture
def pile(workspace: Path, tmp_path: Path) -> Path:
    assert workspace.exists()
    return lay(tmp_path / "来件", THINGS)


def units(run: Run) -> list[str]:
    return [one["unit"] for one in filed(run)]


def fail_from(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """Let the ledger be busy from its `first` writing on, as a sync drive that holds it makes it."""
    real = SqliteLedger.writing
    begun = []

    @contextmanager
    def writing(self: SqliteLedger) -> Iterator[Pen]:
        begun.append(self)
        if len(begun) >= first:
            raise LedgerBusyError(Message("the ledger is busy"))
        held: AbstractContextManager[Pen] = real(self)
        with held as pen:
            yield pen

    monkeypatch.setattr(SqliteLedger, "writing", writing)


@needs_limits
def test_a_file_for_which_there_is_no_room(run: Run, pile: Path, workspace: Path) -> None:
    """Its report is not filed, nor its other file kept; the others are, and the next run goes on."""
    with files_at_most(60_000):
        answer = collect(run, pile, "--yes")
    assert answer.code == 7
    assert "Filed (2)" in answer.out
    assert "Certain (1)" in answer.out
    assert "the file cannot be copied" in answer.err
    assert units(run) == ["baishi", "shuili"]
    assert received(workspace) == ["2020-38/baishi/白石镇总结.docx", "2020-38/shuili/总结.txt"]
    assert collect(run, pile, "--yes").code == 0
    assert units(run) == ["baishi", "shuili", "heishi"]
    assert run("check").code == 0


@needs_limits
def test_a_ledger_for_which_there_is_no_room(run: Run, pile: Path, workspace: Path) -> None:
    """Nothing was filed, and no file is left that no entry knows."""
    run("called", "baishi")
    with files_at_most((workspace / "fedtrack.db").stat().st_size // 4096 * 4096 // 4):
        answer = collect(run, pile, "--yes")
    assert answer.code == 4
    assert received(workspace) == []
    assert units(run) == ["baishi"]


def test_a_ledger_that_is_held_from_the_beginning(
    run: Run, pile: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        fail_from(held, 1)
        answer = collect(run, pile, "--yes")
    assert (answer.code, answer.err) == (4, "the ledger is busy\n")
    assert (received(workspace), units(run)) == ([], [])


def test_a_ledger_that_is_held_half_way(
    run: Run, pile: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was filed and what was not is listed; the next run files the rest."""
    with monkeypatch.context() as held:
        fail_from(held, 2)
        answer = collect(run, pile, "--yes")
    assert (answer.code, answer.err) == (7, "the ledger is busy\n")
    assert "Filed (1)" in answer.out
    assert "Certain (2)" in answer.out
    assert units(run) == ["baishi"]
    assert received(workspace) == ["2020-38/baishi/白石镇总结.docx"]
    assert collect(run, pile, "--yes").code == 0
    assert units(run) == ["baishi", "heishi", "shuili"]


def test_a_ledger_that_is_held_while_the_clerk_is_asked(
    run: Run, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "y", "1")
    lay(
        pile,
        {
            "4.eml": letter(
                "a@elsewhere.example", "白石镇、黑石镇“三八”总结", files={"t.txt": b"t"}, message_id="4@x"
            )
        },
    )
    with monkeypatch.context() as held:
        fail_from(held, 4)
        assert collect(run, pile).code == 7
    assert units(run) == ["baishi", "heishi", "shuili"]


def test_a_file_that_goes_away_while_the_clerk_thinks(
    run: Run, pile: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She is told, and asked again."""
    gone = pile / "白石镇、黑石镇“三八”总结.txt"
    lay(pile, {gone.name: "“三八”".encode()})

    answers = iter(["n\n", "1\n", "\n"])

    def slowly() -> str:
        gone.unlink(missing_ok=True)
        return next(answers)

    monkeypatch.setattr("sys.stdin", Answering(slowly))
    answer = collect(run, pile)
    assert answer.code == 0
    assert "the file cannot be read" in answer.err
    assert (units(run), received(workspace)) == ([], [])
