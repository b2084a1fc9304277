"""How well `collect` does on the labelled corpus: no wrong unit or notice, seldom a needless question."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.corpus import Score, build, score
from tests.corpus.items import LISTS, UNITS

TODAY = "2021-04-12"


def judged(list_file: Path, folder: Path, run: Run) -> tuple[Score, str]:
    """Return how `collect --dry-run --json` does on a list, and the days on which it says things came."""
    workspace, pile = folder / "三八", folder / "来件"
    workspace.mkdir()
    shutil.copy(UNITS, workspace / "units.toml")
    truth = build(list_file, pile)
    answer = run("-C", str(workspace), "collect", str(pile), "--dry-run", "--json", today=TODAY)
    assert answer.code == 0, answer.err
    items = answer.document["items"]
    days = {item["source"]: item["received"] for item in items}
    wrong_days = [
        f"{one.source}: {days.get(one.source)}" for one in truth if days.get(one.source) != one.received
    ]
    return score(items, truth), "\n".join(wrong_days)


@pytest.mark.parametrize("list_file", LISTS, ids=[path.stem for path in LISTS])
def test_the_lists_that_the_rules_were_made_with(list_file: Path, tmp_path: Path, run: Run) -> None:
    """No wrong record, no lost report, and days as the mails and forms tell them."""
    result, wrong_days = judged(list_file, tmp_path, run)
    assert (result.wrong, result.lost, wrong_days) == (0, 0, ""), "\n".join(result.misses)
    assert result.filed >= 0.95, "\n".join(result.misses)
    assert result.asked <= 0.05, "\n".join(result.misses)


@pytest.mark.parametrize("list_file", LISTS, ids=[path.stem for path in LISTS])
def test_what_is_certain_is_filed_once(list_file: Path, tmp_path: Path, run: Run) -> None:
    """Filing the corpus and collecting it again leaves the ledger as it is."""
    workspace = tmp_path / "三八"
    workspace.mkdir()
    shutil.copy(UNITS, workspace / "units.toml")
    build(list_file, tmp_path / "来件")
    call = ("-C", str(workspace), "collect", str(tmp_path / "来件"), "--yes", "--json")
    first = run(*call, today=TODAY)
    recorded = [item for item in first.document["items"] if item["decision"] == "record"]
    assert first.code == 0
    assert recorded
    assert all(item["entry"] for item in recorded)
    ledger = run("-C", str(workspace), "log", "--json", today=TODAY).document
    again = run(*call, today=TODAY)
    assert [item["source"] for item in again.document["items"] if item["decision"] == "record"] == []
    assert run("-C", str(workspace), "log", "--json", today=TODAY).document == ledger
