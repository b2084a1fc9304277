"""The ledger, newest last."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.payloads import Retraction
from fedtrack.usecases.read_log import LogLine, read_log
from tests.builders import make_entry
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, march, put


def read(
    ledger: FakeLedger,
    *,
    notice: str | None = None,
    unit: str | None = None,
    since: date | None = None,
    until: int = 31,
) -> list[LogLine]:
    return list(read_log(ledger, notice=notice, unit=unit, since=since, until=march(until).date()))


@pytest.fixture
def full(ledger: FakeLedger) -> FakeLedger:
    """Return a ledger of four entries, on the days 16, 20, 18 and 19."""
    put(ledger, a_call(16))
    put(ledger, a_report(20), unit="heishi")
    put(ledger, a_report(18))
    put(ledger, a_call(19), notice="another")
    return ledger


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({}, [16, 20, 18, 19]),
        ({"notice": "2020-38"}, [16, 20, 18]),
        ({"unit": "baishi"}, [16, 18, 19]),
        ({"since": march(18).date()}, [20, 18, 19]),
        ({"until": 18}, [16, 18]),
        ({"since": march(17).date(), "until": 18, "unit": "baishi"}, [18]),
        ({"notice": "nothing"}, []),
        ({"unit": "bai"}, []),
    ],
)
def test_entries_are_filtered_by_notice_unit_and_days(
    full: FakeLedger, filters: dict[str, object], days: list[int]
) -> None:
    """Both ends of the days count, and the order is that of writing down."""
    lines = read(full, **filters)  # type: ignore[arg-type]
    assert [line.on.day for line in lines if line.on] == days


def test_entries_taken_back_stay_and_are_marked(ledger: FakeLedger) -> None:
    entry, other = put(ledger, a_report(18)), put(ledger, a_report(18), unit="heishi")
    put(ledger, Retraction(on=march(19).date(), entry=entry.id))
    assert [(line.entry, line.retracted) for line in read(ledger)] == [
        (entry, True),
        (other, False),
        (ledger.lines[2], False),
    ]


def test_an_entry_of_a_later_version_is_shown_without_a_day() -> None:
    """Whatever days are asked for, since nobody knows its own."""
    unknown = replace(make_entry(a_call(18)), kind="poem")
    assert read(FakeLedger([unknown]), since=march(30).date(), until=1) == [
        LogLine(unknown, None, retracted=False)
    ]


def test_a_damaged_entry_does_not_stop_the_log(ledger: FakeLedger) -> None:
    """The clerk must see the line that she is told to take back, and that she has done so."""
    damaged = replace(make_entry(a_call(18)), data={"on": "never"})
    ledger.lines.append(damaged)
    assert read(ledger) == [LogLine(damaged, None, retracted=False)]
    put(ledger, Retraction(on=march(19).date(), entry=damaged.id))
    assert [line.retracted for line in read(ledger)] == [True, False]
