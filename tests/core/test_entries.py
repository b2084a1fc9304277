"""The lines of the ledger: what they carry, and which of them still count."""

from __future__ import annotations

import random
from datetime import date, time
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.entries import Entry, NewEntry, facts, live_entries, read_payload, write_payload
from fedtrack.core.model import CallVia, Via
from fedtrack.core.payloads import (
    PAYLOADS,
    Bounce,
    Call,
    Delivery,
    Dismissal,
    Excuse,
    Extension,
    FiledFile,
    Kind,
    Payload,
    Reminder,
    ReminderState,
    Report,
    Retraction,
    Return,
)
from fedtrack.errors import LedgerDamagedError
from tests.builders import make_entry

ON = date(2020, 3, 18)

WRITTEN: list[tuple[Payload, str, dict[str, Any]]] = [
    (
        Report(
            ON,
            time(16, 30),
            via=Via.OA,
            title="总结",
            files=(FiledFile("received/2020-38/baishi/总结.docx", "ab" * 32, 7, "总结.docx"),),
            figures={"events": 3, "hours": 1.5},
            nil=True,
            note="补",
            supplement=True,
            source="box.mbox#2",
            arrival="mail:<1@baishi.example>",
        ),
        "report",
        {
            "received_on": "2020-03-18",
            "received_time": "16:30:00",
            "via": "oa",
            "title": "总结",
            "files": [
                {
                    "path": "received/2020-38/baishi/总结.docx",
                    "sha256": "ab" * 32,
                    "size": 7,
                    "original": "总结.docx",
                }
            ],
            "figures": {"events": 3, "hours": 1.5},
            "nil": True,
            "note": "补",
            "supplement": True,
            "source": "box.mbox#2",
            "arrival": "mail:<1@baishi.example>",
        },
    ),
    (
        Bounce(ON, "a@qinghe.example", "550 no such user", "<1@q>", "mail/3.eml", "mail:<2@q>"),
        "bounce",
        {
            "on": "2020-03-18",
            "address": "a@qinghe.example",
            "reason": "550 no such user",
            "message_id": "<1@q>",
            "source": "mail/3.eml",
            "arrival": "mail:<2@q>",
        },
    ),
    (
        Dismissal(ON, "a.txt", "file:1", "草稿"),
        "dismissal",
        {"on": "2020-03-18", "source": "a.txt", "arrival": "file:1", "title": "草稿"},
    ),
    (
        Return(ON, "缺照片", ("x", "y")),
        "return",
        {"on": "2020-03-18", "reason": "缺照片", "reports": ["x", "y"]},
    ),
    (Excuse(ON, "抗洪"), "excuse", {"on": "2020-03-18", "reason": "抗洪"}),
    (
        Extension(ON, date(2020, 3, 27), "停电", time(12)),
        "extension",
        {"on": "2020-03-18", "to": "2020-03-27", "reason": "停电", "to_time": "12:00:00"},
    ),
    (Call(ON, CallVia.VISIT, "在"), "call", {"on": "2020-03-18", "via": "visit", "note": "在"}),
    (
        Reminder(
            ON, "before-1", date(2020, 3, 23), "before", "claimed", ("a@qinghe.example",), "提醒", "<1@q>"
        ),
        "reminder",
        {
            "on": "2020-03-18",
            "round": "before-1",
            "due": "2020-03-23",
            "stage": "before",
            "state": "claimed",
            "to": ["a@qinghe.example"],
            "subject": "提醒",
            "message_id": "<1@q>",
            "cc": [],
            "stopped": False,
        },
    ),
    (
        Delivery(ON, "x", ReminderState.FAILED, "550 no such user", ("b@qinghe.example",)),
        "delivery",
        {
            "on": "2020-03-18",
            "reminder": "x",
            "state": "failed",
            "error": "550 no such user",
            "refused": ["b@qinghe.example"],
            "final": False,
        },
    ),
    (Retraction(ON, "x"), "retraction", {"on": "2020-03-18", "entry": "x"}),
]


@pytest.mark.parametrize(("payload", "kind", "data"), WRITTEN, ids=[kind for _, kind, _ in WRITTEN])
def test_an_entry_is_written_in_these_words_and_read_back_the_same(
    payload: Payload, kind: str, data: dict[str, Any]
) -> None:
    """A ledger outlives the version that wrote it, so a renamed key or kind would lose what it says."""
    stored = msgspec.json.decode(msgspec.json.encode(write_payload(payload)))
    assert (payload.KIND, stored) == (kind, data)
    assert read_payload(msgspec.structs.replace(make_entry(payload), data=stored)) == payload


def test_every_kind_can_be_read() -> None:
    assert set(PAYLOADS) == set(Kind) == {kind for _, kind, _ in WRITTEN}


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (
            Kind.REPORT,
            {"received_on": "2020-03-18"},
            Report(
                ON, None, Via.OTHER, "", (), {}, nil=False, note="", supplement=False, source="", arrival=""
            ),
        ),
        (Kind.BOUNCE, {"on": "2020-03-18", "address": "a@q"}, Bounce(ON, "a@q", "", "", "", "")),
        (
            Kind.DISMISSAL,
            {"on": "2020-03-18", "source": "a.txt", "arrival": "file:1"},
            Dismissal(ON, "a.txt", "file:1", ""),
        ),
        (Kind.CALL, {"on": "2020-03-18"}, Call(ON, CallVia.PHONE, "")),
        (Kind.RETRACTION, {"on": "2020-03-18", "entry": "x", "newer": 1}, Retraction(ON, "x")),
        (
            Kind.DELIVERY,
            {"on": "2020-03-18", "reminder": "x", "state": "sent"},
            Delivery(ON, "x", ReminderState.SENT, "", ()),
        ),
    ],
)
def test_entries_of_older_and_newer_versions_are_understood(
    kind: Kind, data: dict[str, Any], expected: Payload
) -> None:
    """What an older version did not write has its default, and what a newer one adds is passed over."""
    entry = msgspec.structs.replace(make_entry(expected), kind=kind, data=data)
    assert read_payload(entry) == expected


def test_the_day_of_a_report_is_the_day_it_was_received() -> None:
    report = Report(ON)
    assert report.on == report.received_on == ON


@pytest.mark.parametrize("line", [Entry, NewEntry, FiledFile, *PAYLOADS.values()])
def test_what_was_written_down_cannot_be_changed(line: type[msgspec.Struct]) -> None:
    assert line.__struct_config__.frozen


def test_a_new_entry_claims_nothing_unless_it_is_told_to() -> None:
    assert NewEntry("2020-38", "baishi", Excuse(ON, "")).claim is None


def test_entries_of_a_kind_yet_unknown_are_passed_over() -> None:
    """A ledger that a newer fedtrack wrote to can still be read."""
    known = make_entry(Excuse(ON, ""))
    unknown = msgspec.structs.replace(make_entry(Call(ON), number=2), kind="praise")
    assert read_payload(unknown) is None
    assert list(facts([unknown, known])) == [(known, Excuse(ON, ""))]


def damaged() -> Entry:
    return msgspec.structs.replace(make_entry(Excuse(ON, "")), data={"on": "soon"})


def test_a_damaged_entry_is_named_with_the_way_out() -> None:
    entry = damaged()
    with pytest.raises(LedgerDamagedError) as caught:
        read_payload(entry)
    (fault,) = caught.value.faults
    assert str(fault.what).startswith(f"the entry {entry.id} cannot be understood (")
    assert "$.on" in str(fault.what)
    assert str(fault.fix) == f"take it back with `fedtrack undo {entry.id}`"


def test_a_damaged_entry_that_was_taken_back_does_no_harm() -> None:
    entry = damaged()
    retraction = make_entry(Retraction(ON, entry.id), number=2)
    assert list(facts(live_entries([entry, retraction]))) == [(retraction, Retraction(ON, entry.id))]


@pytest.mark.parametrize(
    ("retractions", "live"), [(0, [1]), (1, [2]), (2, [1, 3]), (3, [2, 4]), (4, [1, 3, 5])]
)
def test_a_retraction_of_a_retraction_brings_the_entry_back(retractions: int, live: list[int]) -> None:
    """Each line takes the line before it back, so every other one counts."""
    lines = [make_entry(Call(ON))]
    for number in range(2, retractions + 2):
        lines.append(make_entry(Retraction(ON, lines[-1].id), number=number))
    assert [int(entry.id[-12:]) for entry in live_entries(lines)] == live


def test_only_a_retraction_takes_back() -> None:
    """A call whose data happens to name an entry leaves that entry alone."""
    first, second = make_entry(Call(ON)), make_entry(Call(ON), number=2)
    naming = msgspec.structs.replace(second, data={**second.data, "entry": first.id})
    assert live_entries([first, naming]) == [first, naming]


def test_a_retraction_that_names_nothing_takes_nothing_back() -> None:
    call = make_entry(Call(ON))
    astray = make_entry(Retraction(ON, "nowhere"), number=2)
    empty = msgspec.structs.replace(make_entry(Retraction(ON, ""), number=3), data={})
    assert live_entries([call, astray, empty]) == [call, astray, empty]


@given(shuffling=st.randoms(use_true_random=False), names=st.lists(st.integers(0, 8), max_size=8))
@settings(deadline=None)
def test_entries_come_in_the_order_of_their_ids_however_they_were_given(
    shuffling: random.Random, names: list[int]
) -> None:
    """Each retraction takes back an earlier line, or nothing where the number is beyond it."""
    lines = [make_entry(Call(ON))]
    for number, target in enumerate(names, start=2):
        taken = lines[target].id if target < len(lines) else ""
        lines.append(make_entry(Retraction(ON, taken) if taken else Call(ON), number=number))
    shuffled = lines.copy()
    shuffling.shuffle(shuffled)
    live = live_entries(shuffled)
    assert live == live_entries(lines)
    assert [entry.id for entry in live] == sorted(entry.id for entry in live)
