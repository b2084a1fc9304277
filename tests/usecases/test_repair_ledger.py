"""A repair is foreseen, then done; where there is nothing to repair it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fedtrack.errors import UsageError
from fedtrack.ledger.sqlite import SqliteLedger
from fedtrack.usecases.repair_ledger import foresee_repair, repair_ledger
from tests.ledger.damages import flipped_bytes
from tests.ledger.support import open_ledger, written_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fedtrack.db"


def test_what_is_foreseen_is_done(path: Path) -> None:
    """The same entries are promised and saved, and only the second step changes anything."""
    ledger = written_ledger(path)
    before = ledger.entries()
    flipped_bytes(path)
    content = path.read_bytes()
    foreseen = foresee_repair(ledger)
    assert path.read_bytes() == content
    rescue = repair_ledger(ledger)
    assert (rescue.saved, rescue.newest_at) == (foreseen.saved, foreseen.newest_at) == (40, rescue.newest_at)
    assert ledger.entries() == before
    assert (foreseen.backup, rescue.whole) == ("", True)


@pytest.mark.parametrize("step", [foresee_repair, repair_ledger])
def test_a_sound_ledger_is_left_alone(path: Path, step: Callable[[SqliteLedger], object]) -> None:
    ledger = written_ledger(path)
    content = path.read_bytes()
    with pytest.raises(UsageError, match="the ledger is sound; nothing was done"):
        step(ledger)
    assert path.read_bytes() == content


@pytest.mark.parametrize("step", [foresee_repair, repair_ledger])
def test_where_there_is_no_ledger_none_is_made(path: Path, step: Callable[[SqliteLedger], object]) -> None:
    with pytest.raises(UsageError, match="there is no ledger to repair"):
        step(open_ledger(path))
    assert not path.exists()
