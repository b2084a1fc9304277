"""The entries that a file carries, and whatever else a file of that name may be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.entries import Entry
from fedtrack.errors import (
    DocumentError,
    FedtrackError,
    InputError,
    LedgerDamagedError,
    LedgerTooNewError,
    UsageError,
)
from fedtrack.ledger import carried
from fedtrack.ledger.carried import read_carried
from tests.ledger.support import excuse, open_ledger, raw, record, written_ledger
from tests.obstacles import needs_rights, plain_user

SCHEMA = "fedtrack.summary/1"


@pytest.fixture
def entries(tmp_path: Path) -> Sequence[Entry]:
    """Return entries as a ledger has them, with all that JSON and TOML could trip over."""
    ledger = open_ledger(tmp_path / "fedtrack.db")
    return record(ledger, excuse("a", reason="“新设”\n\t'''\"\"\"\\ \x1b\u202e\U000e0041 #"), excuse("b"))


def export_of(entries: Sequence[Entry], **more: object) -> dict[str, Any]:
    return {"schema": SCHEMA, "ledger": [msgspec.structs.asdict(entry) for entry in entries], **more}


def put(folder: Path, content: bytes | str, name: str = "a.json") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, error: type[FedtrackError] = InputError) -> str:
    """Return the one line that is said of a file."""
    with pytest.raises(error) as raised:
        read_carried(path)
    (fault,) = raised.value.faults
    text = f"{fault.where}: {fault.what}"
    assert len(text) < 400
    return text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_an_export_as_json(mark: bytes, entries: Sequence[Entry], tmp_path: Path) -> None:
    """Keys that are not needed are passed over; what the name says does not matter."""
    content = mark + json.dumps(export_of(entries, units=[{"id": "a"}], later=[[]])).encode()
    assert list(read_carried(put(tmp_path, content, "a.txt"))) == entries


def test_an_export_as_toml(entries: Sequence[Entry], tmp_path: Path) -> None:
    assert list(read_carried(put(tmp_path, tomli_w.dumps(export_of(entries)), "a.json"))) == entries


def test_dates_of_toml_are_texts(entries: Sequence[Entry], tmp_path: Path) -> None:
    """An editor may have taken the quotes off a date."""
    text = tomli_w.dumps(export_of(entries[1:])).replace('on = "2020-03-18"', "on = 2020-03-18")
    assert "on = 2020-03-18" in text
    assert list(read_carried(put(tmp_path, text))) == entries[1:]


def test_a_ledger_of_another_folder(entries: Sequence[Entry], tmp_path: Path) -> None:
    """Read, and not a byte of it changed."""
    path = tmp_path / "fedtrack.db"
    before = path.read_bytes()
    assert list(read_carried(path)) == entries
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["fedtrack.db"]


def test_a_ledger_on_a_stick_that_is_locked() -> None:
    with plain_user() as folder:
        path = folder / "fedtrack.db"
        written = record(open_ledger(path), excuse("a"))
        path.chmod(0o444)
        folder.chmod(0o555)
        assert list(read_carried(path)) == written


def test_there_is_no_file(tmp_path: Path) -> None:
    assert "there is no file" in refusal(tmp_path / "a.json", UsageError)
    assert "there is no file" in refusal(tmp_path, UsageError)


@needs_rights
def test_a_file_that_may_not_be_read() -> None:
    with plain_user() as folder:
        path = put(folder, "{}")
        path.chmod(0)
        assert "Permission denied" in refusal(path, DocumentError)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "schema"),
        ("{", "truncated"),
        ("[]", "line 1"),
        ("PK\x03\x04", ""),
        ("单位,电话\n白石,1\n", ""),
        (b"\xff\xfe\x00", "not saved as UTF-8"),
        ('a = "中"'.encode("gbk"), "not saved as UTF-8"),
        ('{"ledger": []}', "missing required field `schema`"),
        ('{"schema": "fedtrack.summary/2", "ledger": []}', "$.schema"),
        ('{"schema": "fedtrack.entries/1", "entries": []}', "$.schema"),
        (f'{{"schema": "{SCHEMA}"}}', "carries no ledger"),
        (f'{{"schema": "{SCHEMA}", "ledger": null}}', "carries no ledger"),
        (f'{{"schema": "{SCHEMA}", "ledger": {{}}}}', "got `object` - at `$.ledger`"),
        (f'{{"schema": "{SCHEMA}", "ledger": [{{"id": 3}}]}}', "at `$.ledger[0].id`"),
        (f'{{"schema": "{SCHEMA}", "ledger": [[]]}}', "at `$.ledger[0]`"),
        (f'{{"schema": "{"x" * 9000}", "ledger": []}}', "$.schema"),
        (f'{{"schema": "{SCHEMA}", "ledger": [{{"id": {"[" * 20_000}', ""),
        (f'{{"schema": "{SCHEMA}", "other": {"[" * 20_000}', "nested too deeply"),
        (f'{{"schema": "{SCHEMA}", "ledger": [1{"0" * 9000}]}}', ""),
        (f"a = {'[' * 20_000}", "nested too deeply"),
        (f"a = 1{'0' * 9000}", ""),
        ("a = nan", "nan is no number"),
        (f'schema = "{SCHEMA}"\nledger = [1]', "at `$.ledger[0]`"),
        (f'schema = "{SCHEMA}"\nschema = "{SCHEMA}"', "Cannot overwrite"),
    ],
)
def test_what_is_no_export_is_said_in_a_line(content: bytes | str, said: str, tmp_path: Path) -> None:
    """With the file's name, and where in it as far as that is known."""
    line = refusal(put(tmp_path, content))
    assert line.startswith("a.json: ")
    assert said in line


@pytest.mark.parametrize("form", ["json", "toml"])
def test_data_that_is_nested_too_deeply(form: str, entries: Sequence[Entry], tmp_path: Path) -> None:
    """What a decoder just manages may be too much for the next who reads the ledger."""

    def nested(depth: int) -> Path:
        data: object = 1
        for _ in range(depth):
            data = {"a": [data]}
        document = export_of(entries[:1])
        document["ledger"][0]["data"]["note"] = data
        return put(tmp_path, json.dumps(document) if form == "json" else tomli_w.dumps(document))

    assert read_carried(nested(7))
    assert "nested too deeply" in refusal(nested(9))
    assert "nested too deeply" in refusal(nested(60))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "LARGEST", 100)
    assert "too large" in refusal(put(tmp_path, " " * 101 + "{}"))


def test_a_damaged_ledger(tmp_path: Path) -> None:
    path = tmp_path / "fedtrack.db"
    written_ledger(path)
    content = path.read_bytes()
    put(tmp_path, content[:5000] + b"\x55" * 9000, "fedtrack.db")
    with pytest.raises(LedgerDamagedError, match="damaged") as caught:
        read_carried(path)
    assert f"`fedtrack -C {path.parent} check --repair`" in str(caught.value.faults[0].fix)


def test_a_ledger_of_a_newer_fedtrack(tmp_path: Path) -> None:
    path = tmp_path / "fedtrack.db"
    written_ledger(path, count=1)
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    assert "newer fedtrack" in refusal(path, LedgerTooNewError)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE other (a)",
        (
            "CREATE VIEW entries AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i id, '' kind, '' notice, '' unit, '' recorded_at, '' recorded_by, '{}' data FROM n"
        ),
    ],
)
def test_another_database_is_no_ledger(statement: str, tmp_path: Path) -> None:
    """Nor is one whose entries are reckoned without end."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    assert "no ledger" in refusal(path, LedgerDamagedError)


def test_a_ledger_with_other_columns_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entries (id, data)")
        connection.execute("PRAGMA user_version = 1")
    assert "damaged" in refusal(path, LedgerDamagedError)


@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_are_too_strange(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a file holds, a line is said about it."""
    refusal(put(tmp_path_factory.getbasetemp(), content), FedtrackError)


@pytest.mark.parametrize("piece", ["{},", "[],", '{"a":1},'])
def test_values_without_end_are_not_taken_into_memory(piece: str, tmp_path: Path) -> None:
    """A small file of them would become fifty times as large."""
    padding = piece * (8_000_000 // len(piece))
    path = put(tmp_path, f'{{"schema": "{SCHEMA}", "ledger": [], "x": [{padding}1]}}')
    assert "too large to be the ledger" in refusal(path)
    path = put(tmp_path, f'schema = "{SCHEMA}"\nledger = []\nx = [{padding.replace(":", "=")}1]')
    assert "too large to be the ledger" in refusal(path)


def test_many_values_are_not_taken_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "_MOST_TABLES", 9)
    assert "too large to be the ledger" in refusal(
        put(tmp_path, f'{{"schema": "{SCHEMA}", "x": {[[]] * 9}}}')
    )
    monkeypatch.setattr(carried, "_MOST_VALUES", 9)
    assert "too large to be the ledger" in refusal(
        put(tmp_path, f'{{"schema": "{SCHEMA}", "x": {[1] * 11}}}')
    )
