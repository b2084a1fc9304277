"""The documents that scripts read: their keys never change within a version."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from msgspec.structs import replace

from fedtrack.core.model import Deadline
from fedtrack.exports.as_json import encode, export_json, notices_document, summary_document
from tests.exports.support import filled_with, season, summary_of

TOTALS = [
    "expected_reports",
    "excused",
    "actual_reports",
    "actual_reports_on_time",
    "late",
    "returned",
    "outstanding",
    "overdue",
    "reporting_rate",
    "reporting_rate_on_time",
]
NOTICE = ["id", "number", "title", "issued", "due", "due_time"]
ENTRY = ["id", "kind", "notice", "unit", "recorded_at", "recorded_by", "data"]
UNIT = [
    "id",
    "name",
    "group",
    "state",
    "due",
    "due_time",
    "received_on",
    "received_time",
    "via",
    "title",
    "nil",
    "figures",
    "files",
    "reminders",
    "last_reminded_on",
    "unconfirmed_reminders",
    "note",
]


@pytest.fixture
def document() -> Any:
    return json.loads(export_json(season()))


def test_the_document_has_the_keys_that_were_promised(document: Any) -> None:
    """Every table has exactly its keys, whatever they hold: a script need never ask for one."""
    assert list(document) == [
        "schema",
        "as_of",
        "federation",
        "notice",
        "days_left",
        "working_days_left",
        "totals",
        "groups",
        "units",
        "ledger",
    ]
    assert document["schema"] == "fedtrack.summary/1"
    assert list(document["notice"]) == NOTICE
    assert list(document["totals"]) == TOTALS
    assert all(list(group) == ["group", *TOTALS] for group in document["groups"])
    assert all(list(unit) == UNIT for unit in document["units"])
    assert len(document["units"]) == 6
    assert all(list(entry) == ENTRY for entry in document["ledger"])
    assert len(document["ledger"]) == 8


def test_a_unit_with_everything(document: Any) -> None:
    """Dates are ISO 8601, figures are numbers, and a file is counted."""
    assert document["units"][0] == {
        "id": "a",
        "name": "a妇联",
        "group": "乡镇妇联",
        "state": "on_time",
        "due": "2020-03-23",
        "due_time": None,
        "received_on": "2020-03-18",
        "received_time": None,
        "via": "oa",
        "title": "活动总结",
        "nil": False,
        "figures": {"events": 3, "participants": 120.5},
        "files": 2,
        "reminders": 0,
        "last_reminded_on": None,
        "unconfirmed_reminders": 0,
        "note": "已核",
    }


def test_what_is_shown_carries_no_ledger(document: Any) -> None:
    """`status` shows the same document without it."""
    shown = json.loads(encode(summary_document(season())))
    assert "ledger" not in shown
    assert shown == {key: value for key, value in document.items() if key != "ledger"}


def test_the_facts_of_the_notice(document: Any) -> None:
    assert document["as_of"] == "2020-03-24"
    assert document["days_left"] == -1
    assert document["working_days_left"] == 0
    assert document["federation"] == "青禾县妇女联合会"
    assert document["notice"]["issued"] == "2020-03-03"
    assert document["notice"]["due"] == "2020-03-23"


def test_the_states_and_totals_of_a_season(document: Any) -> None:
    """One unit in each state: the excused leaves the denominator, the returned is missing."""
    assert [unit["state"] for unit in document["units"]] == [
        "on_time",
        "late",
        "returned",
        "excused",
        "pending",
        "overdue",
    ]
    assert document["totals"] == {
        "expected_reports": 5,
        "excused": 1,
        "actual_reports": 2,
        "actual_reports_on_time": 1,
        "late": 1,
        "returned": 1,
        "outstanding": 3,
        "overdue": 1,
        "reporting_rate": 0.4,
        "reporting_rate_on_time": 0.2,
    }
    assert [group["group"] for group in document["groups"]] == ["乡镇妇联", "县直单位", ""]


def test_nothing_expected_has_no_rate() -> None:
    """A rate of nothing is null, not nought."""
    totals = json.loads(export_json(summary_of([], units="")))["totals"]
    assert totals["reporting_rate"] is None
    assert totals["reporting_rate_on_time"] is None
    assert sum(value for value in totals.values() if value) == 0


def test_a_due_minute_is_written_as_a_clock() -> None:
    """A deadline with a time says so for the notice and for each unit that has it."""
    summary = season()
    deadline = Deadline(date(2020, 3, 23), time(17, 5))
    notice = replace(summary.notice, deadline=deadline)
    standings = tuple(replace(one, deadline=deadline, received_time=time(9)) for one in summary.standings)
    document = json.loads(export_json(replace(summary, notice=notice, standings=standings)))
    assert document["notice"]["due_time"] == "17:05"
    assert {unit["due_time"] for unit in document["units"]} == {"17:05"}
    assert {unit["received_time"] for unit in document["units"]} == {"09:00"}


def test_the_document_of_several_notices() -> None:
    """Each open notice has its facts and totals, and the day it was closed."""
    summary = season()
    closed = replace(summary, notice=replace(summary.notice, closed=date(2020, 4, 1)))
    document = json.loads(encode(notices_document([summary, closed])))
    assert document["schema"] == "fedtrack.notices/1"
    assert [list(notice) for notice in document["notices"]] == [
        [*NOTICE, "closed", "days_left", "working_days_left", "totals"]
    ] * 2
    assert [notice["closed"] for notice in document["notices"]] == [None, "2020-04-01"]


def test_people_can_read_it_too() -> None:
    """UTF-8 without a byte order mark, Chinese as it is, one key a line, a newline at the end."""
    raw = export_json(season())
    assert raw.startswith(b"{\n")
    assert raw.endswith(b"}\n")
    assert "青禾县妇女联合会" in raw.decode()
    assert b"\\u" not in raw


@pytest.mark.parametrize(
    "text", ['"', "\\", "\n\r\t\x00", "\x1b[31m", "\u202e", "\U000e0041", "👩", "</script>"]
)
def test_any_text_comes_back(text: str) -> None:
    """Every character comes back; those that a terminal would obey stand as escapes."""
    raw = export_json(filled_with(text))
    unit = json.loads(raw)["units"][0]
    assert (unit["name"], unit["title"], unit["note"]) == (text, text, text)
    assert all(char.isprintable() or char == "\n" for char in raw.decode())
