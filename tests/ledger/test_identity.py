"""Ids: UUID version 7 (RFC 9562), unique everywhere and growing with time."""

from __future__ import annotations

import time
import uuid
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.ledger.identity import next_id
from tests.ledger.support import excuse, open_ledger, record

MOMENT = 1_584_662_400_123_456_789  # 20 March 2020


def _freeze(patch: pytest.MonkeyPatch, nanoseconds: int) -> None:
    patch.setattr(time, "time_ns", lambda: nanoseconds)


def test_an_id_is_a_uuid_of_version_7(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first 48 bits are milliseconds since 1970; version and variant are those of the RFC."""
    _freeze(monkeypatch, MOMENT)
    text = next_id(None)
    identifier = uuid.UUID(text)
    assert str(identifier) == text
    assert identifier.version == 7
    assert identifier.variant == uuid.RFC_4122
    assert identifier.int >> 80 == MOMENT // 1_000_000


def test_two_ledgers_at_the_same_moment_give_different_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """62 random bits keep ledgers apart that are later brought together."""
    _freeze(monkeypatch, MOMENT)
    assert len({next_id(None) for _ in range(1000)}) == 1000


def test_ids_grow_while_the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand entries in one instant are in order, and their milliseconds carry over."""
    _freeze(monkeypatch, MOMENT)
    ids = [next_id(None)]
    for _ in range(10_000):
        ids.append(next_id(ids[-1]))
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert all(uuid.UUID(identifier).version == 7 for identifier in ids)
    assert uuid.UUID(ids[-1]).int >> 80 > MOMENT // 1_000_000


def test_ids_grow_when_the_clock_is_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose clock jumps back a year still writes below what is there."""
    ledger = open_ledger(tmp_path / "fedtrack.db")
    year = 365 * 24 * 3600 * 1_000_000_000
    written = []
    for moment in (MOMENT, MOMENT - year, MOMENT - 2 * year, MOMENT + year, MOMENT):
        _freeze(monkeypatch, moment)
        written += [entry.id for entry in record(ledger, excuse("a"), excuse("b"))]
    assert written == sorted(set(written))
    assert [entry.id for entry in ledger.entries()] == written


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**47 * 1_000_000), max_size=20))
def test_ids_grow_whatever_the_clock_does(clock: list[int]) -> None:
    """No sequence of clock readings makes two ids change places."""
    previous: str | None = None
    for moment in clock:
        with pytest.MonkeyPatch.context() as patch:
            _freeze(patch, moment)
            identifier = next_id(previous)
        assert previous is None or previous < identifier
        assert uuid.UUID(identifier).version == 7
        previous = identifier
