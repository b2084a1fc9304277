"""Nouns for tests, with everything that a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from fedtrack.core.entries import Entry, write_payload
from fedtrack.core.model import Deadline, Federation, Notice, Roster, Unit
from fedtrack.core.payloads import Payload

ISSUED = date(2020, 3, 3)
DUE = date(2020, 3, 23)


def make_unit(identifier: str = "baishi", **fields: object) -> Unit:
    """Return a unit with an address."""
    values: dict[str, object] = {
        "name": f"{identifier}妇联",
        "group": "乡镇妇联",
        "email": (f"{identifier}@qinghe.example",),
        **fields,
    }
    return Unit(id=identifier, **values)  # type: ignore[arg-type]


def make_notice(**fields: object) -> Notice:
    """Return the notice 2020-38, issued on 3 March and due on Monday, 23 March 2020."""
    values: dict[str, object] = {
        "id": "2020-38",
        "title": "关于过好“三八”节的通知",
        "number": "青妇通〔2020〕1号",
        "deadline": Deadline(DUE),
        "issued": ISSUED,
        "report": "活动开展情况",
        **fields,
    }
    return Notice(**values)  # type: ignore[arg-type]


def make_roster(
    units: Sequence[Unit] = (), notices: Sequence[Notice] | None = None, **fields: object
) -> Roster:
    """Return a roster of these units with one notice."""
    return Roster(
        federation=Federation(name="青禾县妇女联合会", email="qhfl@qinghe.example", oa="县妇联OA"),
        notices=tuple(notices) if notices is not None else (make_notice(),),
        units=tuple(units),
        **fields,  # type: ignore[arg-type]
    )


def make_entry(payload: Payload, *, number: int = 1, unit: str = "baishi", notice: str = "2020-38") -> Entry:
    """Return an entry whose id grows with `number`."""
    return Entry(
        id=f"00000000-0000-7000-8000-{number:012d}",
        kind=payload.KIND,
        notice=notice,
        unit=unit,
        recorded_at="2020-03-18T00:00:00.000Z",
        recorded_by="test",
        data=write_payload(payload),
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return datetime.combine(day, time.max)
