"""The entries that a file carries: an export as JSON or TOML, or another folder's `fedtrack.db`.

Whatever the file is, it is read within bounds, and what is wrong with it is said in a line. What its
first bytes are counts, not its name.
"""

from __future__ import annotations

from contextlib import closing
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct

from fedtrack.core.entries import Entry
from fedtrack.core.reading.deep_keys import has_deep_keys
from fedtrack.errors import DocumentError, InputError, LedgerDamagedError, Message, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST = 100_000_000
"""Bytes of a file that is read at all: some two hundred thousand entries."""
_MOST_TABLES, _MOST_VALUES = 1_000_000, 4_000_000
_TABLE_BYTES, _VALUE_BYTES, _LITTLE = 20, 4, 1_000_000
_SQLITE = b"SQLite format 3\x00"
_BUSY_SECONDS = 10.0
_DEEPEST = 16  # tables within tables; fedtrack itself writes three
_SHOWN = 120
_ANOTHER = Message(
    "name the file that `fedtrack export --format json` (or toml) wrote, or another folder's fedtrack.db"
)


class _Export(Struct):
    """The parts of an export that matter here."""

    schema: Literal["fedtrack.summary/1"]
    ledger: list[Entry] | None = None


def read_carried(path: Path) -> Sequence[Entry]:
    """Return the entries in the order in which the file has them.

    Raises UsageError where there is no file, DocumentError where it cannot be read, InputError where it is
    no export, LedgerError where it is a damaged ledger.
    """
    if not path.is_file():
        raise UsageError(Message("there is no file “{path}”", path=path), fix=_ANOTHER)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise DocumentError(
            Message("the file cannot be read: {reason}", reason=reason_of(error)),
            where=str(path),
            fix=Message("close the program that holds it, or ask for the right to read it"),
        ) from error
    if size > LARGEST or _is_crowded(content):
        raise InputError(Message("the file is too large to be the ledger of a county"), where=path.name)
    entries = _read_ledger(path) if content.startswith(_SQLITE) else _read_export(path.name, content)
    deep = next((entry for entry in entries if _is_too_deep(entry.data)), None)
    if deep is not None:
        raise _unreadable(path.name, f"nested too deeply - at `{deep.id[:_SHOWN]}`")
    return entries


def _is_crowded(content: bytes) -> bool:
    """Say whether there are more values than a ledger has, or more than it has in so many bytes.

    Three bytes of `{},` become a hundred in memory; an entry has two hundred, with two tables in it.
    """
    tables = content.count(b"{") + content.count(b"[")
    values = content.count(b",") + content.count(b"=")
    room = len(content) + _LITTLE
    return (
        tables > _MOST_TABLES
        or values > _MOST_VALUES
        or tables * _TABLE_BYTES > room
        or values * _VALUE_BYTES > room
    )


def _read_export(name: str, content: bytes) -> Sequence[Entry]:
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        if content.lstrip().startswith(b"{"):
            export = msgspec.json.decode(content, type=_Export)
        else:
            export = msgspec.convert(_from_toml(content), _Export)
    except UnicodeDecodeError as error:
        raise InputError(Message("the file is not saved as UTF-8"), where=name, fix=_ANOTHER) from error
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's and tomllib's are ValueErrors
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise _unreadable(name, reason) from error
    if export.ledger is None:
        raise InputError(Message("the file carries no ledger"), where=name, fix=_ANOTHER)
    return export.ledger


def _unreadable(name: str, reason: str) -> InputError:
    shown = reason if len(reason) <= _SHOWN else f"…{reason[-_SHOWN:]}"  # at its end it says where
    return InputError(
        Message("this is no export of fedtrack that can be read ({reason})", reason=shown),
        where=name,
        fix=_ANOTHER,
    )


def _is_too_deep(data: dict[str, Any]) -> bool:
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in level]
        level = [one for values in inner for one in values if isinstance(one, dict | list)]
    return bool(level)


def _from_toml(content: bytes) -> Any:  # noqa: ANN401 - a JSON tree
    """Return the document as JSON has it: dates as texts; raises ValueError for what JSON cannot say."""
    import tomllib

    text = content.decode("utf-8")
    if has_deep_keys(text):
        raise RecursionError
    return _as_json(tomllib.loads(text))


def _as_json(value: Any) -> Any:  # noqa: ANN401 - a JSON tree
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    if isinstance(value, float) and not isfinite(value):
        msg = f"{value} is no number"
        raise ValueError(msg)
    return value if isinstance(value, bool | int | float | str) else value.isoformat()


def _read_ledger(path: Path) -> Sequence[Entry]:
    """Return the entries of another ledger; nothing is written there."""
    from fedtrack.ledger.connection import open_file, read_entries
    from fedtrack.ledger.faults import explain

    remedy = Message("`fedtrack -C {folder} check --repair` saves what can be read there", folder=path.parent)
    with (
        explain(path, remedy=remedy),
        closing(open_file(path, create=False, busy_seconds=_BUSY_SECONDS)) as connection,
    ):
        connection.execute("PRAGMA query_only = ON")
        kinds = connection.execute("SELECT type FROM sqlite_schema WHERE name = 'entries'").fetchall()
        if kinds != [("table",)]:  # a view may compute for ever
            raise LedgerDamagedError(
                Message("this database is no ledger of fedtrack"), where=path.name, fix=_ANOTHER
            )
        return read_entries(connection, None)
