"""Ledgers from elsewhere: exports as JSON and TOML, the fedtrack.db of another folder, a damaged one."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.entries import write_payload
from fedtrack.core.payloads import (
    Call,
    Excuse,
    Extension,
    FiledFile,
    Payload,
    Reminder,
    Report,
    Retraction,
    Return,
)
from fedtrack.errors import FedtrackError
from fedtrack.ledger.carried import read_carried
from fedtrack.ledger.rescue import rescue
from fedtrack.usecases.import_ledger import look_at_ledger
from fedtrack.workspace.units_file import decode_roster
from tests.conftest import UNITS_TOML
from tests.fuzz.mutations import mutated, woven
from tests.fuzz.watching import fuzzed, watched
from tests.ledger.support import written_ledger

ROSTER = decode_roster("units.toml", UNITS_TOML.encode())
NOW = datetime(2100, 3, 20, tzinfo=UTC)
AS_OF = datetime(2020, 3, 20, 16, 30)  # noqa: DTZ001 - local time, as the core has it
ON = date(2020, 3, 18)
PAYLOADS: tuple[Payload, ...] = (
    Report(
        ON, time(16, 30), title="总结", files=(FiledFile("received/a", "0", 1, "a"),), figures={"events": 2.5}
    ),
    Return(ON, "缺公章", ("018e",)),
    Excuse(ON, "新设"),
    Extension(ON, date(2020, 3, 31), "停电", time(12)),
    Call(ON),
    Reminder(ON, "before-1", ON, "before", "drafted", ("f@x.example",), "提示", "<i@x.example>"),
    Retraction(ON, "018e"),
)
JSON = (
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "null",
        "true",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-0.0",
        "1" * 5000,
    ),
    *(
        '"\\ud800"',
        '"\\u0000"',
        '"ledger":',
        '"schema":"fedtrack.summary/1",',
        '"data":{',
        '"id":"',
        '"kind":"report"',
    ),
    *(
        '"recorded_at":"9999-99-99"',
        '"on":"0000-00-00"',
        '"on":"9999-12-31"',
        '"received_on":2020',
        '"figures":{"a":1e308}',
    ),
    *(
        '"received_time":"25:00"',
        '"received_time":"10:00:00+99:99"',
        '"files":[{"path":"../x"}]',
        '"to":"99999-01-01"',
        "[[[",
    ),
    *(
        '{"a":',
        "\n",
        " ",
        "\t",
        "\\",
        "/**/",
        "'",
        "a",
        "\ufeff",
        "\ud800",
        "018e",
        "-0000-",
        "0x1",
        "entry",
        "undo",
    ),
)
TOML = (
    *(
        "[[ledger]]\n",
        "[ledger.data]\n",
        "[data]\n",
        "a.",
        "a.a.a.a.",
        "= ",
        "0000-00-00",
        "2020-03-18T00:00:00+99:00",
    ),
    *(
        "nan",
        "-inf",
        "1e999",
        "0o" + "7" * 5000,
        "{a=",
        "[",
        '"""',
        "'''",
        "00:00:60",
        "9999-12-31T23:59:59-12:00",
        "\n",
    ),
    *(
        'schema = "fedtrack.summary/1"\n',
        'id = "018e"\n',
        "on = 2020-03-18\n",
        'kind = "report"\n',
        "\\U0010FFFF",
        "#",
    ),
)


@cache
def _exports() -> tuple[bytes, bytes, bytes]:
    """Return a ledger as JSON, as TOML and as it lies in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fedtrack.db"
        ledger = written_ledger(path, count=6)
        entries = [msgspec.structs.asdict(entry) for entry in ledger.entries()]
        database = path.read_bytes()
    entries += [{**entries[0], "kind": one.KIND, "data": write_payload(one)} for one in PAYLOADS]
    entries = [
        {**one, "id": f"018e0000-0000-7000-8000-{number:012x}", "recorded_at": "2024-03-04T08:00:00Z"}
        for number, one in enumerate(entries)
    ]
    document = {"schema": "fedtrack.summary/1", "ledger": entries}
    return json.dumps(document, ensure_ascii=False).encode(), tomli_w.dumps(document).encode(), database


def _look(content: bytes, reader: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(content)
        with watched(reader, FedtrackError):
            carried = read_carried(path)
            look_at_ledger(carried, [], ROSTER, source="a", now=NOW, as_of=AS_OF)


@fuzzed(80)
@given(
    st.deferred(lambda: mutated(_exports()[:1], [word.encode("utf-8", "ignore") for word in JSON]))
    | woven(JSON).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_an_export_as_json(content: bytes) -> None:
    _look(content, "ledger as json")


@fuzzed(60)
@given(
    st.deferred(lambda: mutated(_exports()[1:2], [word.encode() for word in TOML]))
    | woven(TOML).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_an_export_as_toml(content: bytes) -> None:
    _look(content, "ledger as toml")


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from((10**4000, "甲" * 9999)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@fuzzed(80)
@given(st.data())
def test_an_entry_that_says_something_else(data: st.DataObject) -> None:
    """A value of an entry, or of what it says, is another one or of another type."""
    document = json.loads(_exports()[0])
    entry = data.draw(st.sampled_from(document["ledger"]))
    place = data.draw(st.sampled_from((entry, entry["data"])))
    place[data.draw(st.sampled_from(sorted(place)) | st.text(max_size=3))] = data.draw(ANYTHING)
    try:
        content = json.dumps(document).encode()
    except ValueError:  # Python itself writes no number of so many digits
        return
    _look(content, "ledger as json")


@fuzzed(80)
@given(
    st.deferred(lambda: mutated(_exports()[2:], [b"SQLite format 3\0", b"CREATE VIEW", b"entries", b"{}"]))
)
def test_a_ledger_of_another_folder(content: bytes) -> None:
    _look(content, "fedtrack.db")


@fuzzed(60)
@given(st.deferred(lambda: mutated(_exports()[2:], [b"SQLite format 3\0", b"\x81", b"\xff" * 9, b'{"on":'])))
def test_a_damaged_ledger_gives_what_it_has(content: bytes) -> None:
    with watched("rescue"):
        rescue(content)
