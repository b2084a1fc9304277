"""The days that an entry may name."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import Extension
from fedtrack.errors import LedgerDamagedError
from tests.builders import make_entry

ON = date(2020, 3, 18)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_beyond_all_reckoning_is_damage(day: str) -> None:
    """No calendar reaches there; the line is shown as damaged instead of ending in a traceback."""
    entry = make_entry(Extension(ON, date(2020, 3, 27), "停电"))
    strange = msgspec.structs.replace(entry, data={**entry.data, "to": day})
    with pytest.raises(LedgerDamagedError, match="too far away"):
        read_payload(strange)


@pytest.mark.parametrize("to", [date(1949, 1, 1), date(2199, 12, 31)])
def test_an_extension_may_reach_the_first_and_the_last_year(to: date) -> None:
    assert Extension(ON, to, "停电").to == to


@pytest.mark.parametrize("to", [date(1948, 12, 31), date(2200, 1, 1)])
def test_an_extension_may_not_reach_beyond_them(to: date) -> None:
    with pytest.raises(ValueError, match=f"{to} is too far away"):
        Extension(ON, to, "停电")
