"""Entries of another ledger beside those that are here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from fedtrack.core.carried_entries import find_faults, merge_entries
from fedtrack.core.entries import Entry
from fedtrack.core.payloads import Call, Excuse, Extension, FiledFile, Payload, Report, Retraction
from tests.builders import DUE, make_entry
from tests.core.standings import identifier, march

NOW = datetime(2020, 3, 20, 12, tzinfo=UTC)
FIRST, SECOND, THIRD = (make_entry(Call(march(day)), number=day) for day in (1, 2, 3))
UNREADABLE = replace(FIRST, kind="report", data={"received_on": "soon"})


def an_id(moment: datetime) -> str:
    """Return an id as it is given at that moment (RFC 9562, 5.7)."""
    milliseconds = int(moment.timestamp() * 1000)
    digits = f"{milliseconds:012x}"
    return f"{digits[:8]}-{digits[8:]}-7000-8000-000000000001"


def faults(*new: Entry, here: Sequence[Entry] = ()) -> list[str]:
    return [str(what) for _, what in find_faults(here, new, NOW)]


def fault_of(payload: Payload) -> list[str]:
    return faults(make_entry(payload))


def test_entries_are_sorted_into_new_and_known() -> None:
    """Each id once, in the order of the ids, however the file has them."""
    merged = merge_entries([FIRST], [THIRD, SECOND, FIRST, THIRD])
    assert (merged.new, merged.known, merged.clashes) == ((SECOND, THIRD), (FIRST,), ())


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "report"},
        {"notice": "2021-38"},
        {"unit": "heishi"},
        {"recorded_at": "2020-03-18T00:00:00.001Z"},
        {"recorded_by": "别人"},
        {"data": {**FIRST.data, "note": "x"}},
    ],
)
def test_an_id_that_says_something_else_clashes(change: dict[str, Any]) -> None:
    """Beside what is here, and within the file itself."""
    other = replace(FIRST, **change)
    assert merge_entries([FIRST], [other]).clashes == (other,)
    assert len(merge_entries([], [FIRST, other]).clashes) == 1
    assert merge_entries([FIRST], [FIRST, other]).clashes == (other,)


def test_a_key_without_a_value_says_nothing() -> None:
    """TOML leaves such keys out; the entry is the same, also deep within."""
    full = replace(FIRST, data={"a": None, "files": [{"b": None, "c": 1}, [None]]})
    bare = replace(FIRST, data={"files": [{"c": 1}, [None]]})
    assert merge_entries([full], [bare]).known == (bare,)
    assert merge_entries([full], [replace(bare, data={"files": [{"c": 1}, []]})]).clashes


@pytest.mark.parametrize(
    "identifier_",
    [
        "",
        "1",
        "00000000-0000-7000-8000-00000000000g",
        "00000000-0000-4000-8000-000000000001",  # version 4
        "00000000-0000-7000-c000-000000000001",  # another variant
        "00000000000070008000000000000001",
        "00000000-0000-7000-8000-00000000000A",
        "{00000000-0000-7000-8000-000000000001}",
        "ffffffff-ffff-7fff-bfff-ffffffffffff",
        " 00000000-0000-7000-8000-000000000001",
    ],
)
def test_an_id_is_one_that_a_ledger_gives(identifier_: str) -> None:
    """Any other could not be sorted, or no id could come after it."""
    assert faults(replace(FIRST, id=identifier_)) == ["its id is none that fedtrack gives"]


def test_an_id_is_not_of_a_day_to_come() -> None:
    """What is entered here until that day would come before it. A clock may be off by hours."""
    assert faults(replace(FIRST, id=an_id(NOW + timedelta(hours=23)))) == []
    assert faults(replace(FIRST, id=an_id(NOW + timedelta(hours=25)))) == [
        "its id is of a day to come, 2020-03-21"
    ]
    assert faults(replace(FIRST, id=an_id(NOW + timedelta(days=400)))) == [
        "its id is of a day to come, 2021-04-24"
    ]


@pytest.mark.parametrize("text", ["", "yesterday", "2020-03-18", "2020-03-18T10:00:00"])
def test_the_moment_of_writing_is_one(text: str) -> None:
    assert faults(replace(FIRST, recorded_at=text)) == [f"recorded_at is no moment: {text}"]


@pytest.mark.parametrize("field", ["kind", "notice", "unit", "recorded_by"])
def test_names_have_a_length_that_people_can_read(field: str) -> None:
    assert faults(replace(FIRST, **{field: "x" * 500})) == []
    assert faults(replace(FIRST, **{field: "x" * 501})) == ["it has a name of more than 500 letters"]


def test_what_cannot_be_understood_is_not_taken() -> None:
    """Unless the retraction that takes it back is here or comes along: then it does no harm."""
    (said,) = faults(UNREADABLE)
    assert said == "its data is not what its kind demands (Invalid RFC3339 encoded date - at `$.received_on`)"
    (said,) = faults(replace(UNREADABLE, data={"received_on": "2020-03-18", "via": "x" * 9000}))
    assert said.endswith("xxx' - at `$.via`)")
    assert len(said) < 200
    back = make_entry(Retraction(march(4), FIRST.id), number=4)
    assert faults(UNREADABLE, back) == []
    assert faults(UNREADABLE, here=[back]) == []


def test_a_kind_of_a_newer_fedtrack_is_taken() -> None:
    """This version passes it over, and the next will know it."""
    assert faults(replace(FIRST, kind="praise", data={"a": [1]})) == []


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (Excuse(date(9999, 12, 31), "x"), ["9999-12-31 is too far away"]),
        (Excuse(date(1, 1, 1), "x"), ["0001-01-01 is too far away"]),
        (Report(DUE, figures={"events": 10**13}), ["one of its figures is no count"]),
        (Report(DUE, figures={"events": 10**12, "a": -3}), []),
        (Report(DUE, figures={"events": float("nan")}), ["one of its figures is no count"]),
        (Report(DUE, time(9), title="总结"), []),
        (Report(DUE, time(9, tzinfo=UTC)), ["its time of day has a zone: 09:00:00+00:00"]),
        (Extension(DUE, DUE, "x", time(9)), []),
        (Extension(DUE, DUE, "x", time(9, tzinfo=UTC)), ["its time of day has a zone: 09:00:00+00:00"]),
    ],
)
def test_what_an_entry_says_is_possible(payload: Payload, said: list[str]) -> None:
    assert fault_of(payload) == said


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "received",
        "received/../../secret.doc",
        "received//a.doc",
        "received/./a.doc",
        "received\\2020-38\\a.doc",
        "received/..\\..\\units.toml",
        "C:/a.doc",
        "units.toml",
        "",
        "received/" + "../" * 90,
    ],
)
def test_a_file_lies_in_received(path: str) -> None:
    """`check` opens what a report names: never anything outside, on any system."""
    filed = FiledFile("received/2020-38/a/1.doc", "0" * 64, 3, "1.doc")
    assert fault_of(Report(DUE, files=(filed,))) == []
    (said,) = fault_of(Report(DUE, files=(filed, replace(filed, path=path))))
    assert said == f"its file does not lie in received/: {path[:80]}"
    (said,) = fault_of(Report(DUE, files=tuple(replace(filed, path=one) for one in (path, "another"))))
    assert said.endswith(path[:80])  # of several the first is told


def test_each_entry_has_its_fault() -> None:
    """In their order, one each; those that are right have none."""
    found = list(find_faults([], [SECOND, UNREADABLE, replace(THIRD, recorded_at="")], NOW))
    assert [entry.id for entry, _ in found] == [identifier(1), identifier(3)]
