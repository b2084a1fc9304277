"""What is no report is noted as such, so that it is not asked about again."""

from __future__ import annotations

import pytest

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import Dismissal
from fedtrack.usecases.dismiss_arrival import dismiss_arrival
from fedtrack.usecases.parcels import Parcel
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import a_loose_file, a_mail, a_row
from tests.usecases.desk import march


@pytest.mark.parametrize(
    ("parcel", "title"),
    [
        (a_mail(subject="祝\n节日快乐\x1b[31m"), "祝 节日快乐 [31m"),
        (a_loose_file("a/照片.jpg"), "照片.jpg"),
        (a_row(3, {"单位名称": "测试"}), ""),
    ],
    ids=["mail", "file", "row"],
)
def test_it_is_noted_with_its_source_and_key(parcel: Parcel, title: str, ledger: FakeLedger) -> None:
    """It belongs to no notice and to no unit."""
    day = march(20).date()
    entry = dismiss_arrival(parcel.arrival, ledger=ledger, day=day)
    assert ledger.lines == [entry]
    assert (entry.notice, entry.unit) == ("", "")
    assert read_payload(entry) == Dismissal(day, parcel.arrival.source, parcel.arrival.key, title)


def test_it_is_noted_once(ledger: FakeLedger) -> None:
    """Two windows are open, and the clerk says it in both."""
    day, arrival = march(20).date(), a_mail().arrival
    other = dismiss_arrival(a_loose_file("a/照片.jpg").arrival, ledger=ledger, day=day)
    entry = dismiss_arrival(arrival, ledger=ledger, day=day)
    assert dismiss_arrival(arrival, ledger=ledger, day=day) == entry
    assert ledger.lines == [other, entry]
