"""The entries that a damaged file still holds, and those that it held once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fedtrack.ledger.faults import UnreadableRowError
from fedtrack.ledger.identity import moment_of, written_at
from fedtrack.ledger.pages import Pages, likely_forms
from fedtrack.usecases.ledger_file import LostEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.ledger.pages import Row, Value

Line = tuple[str, str, str, str, str, str, str, str | None]
"""The columns of an entry as they stand in the file; the last is its claim."""
_COLUMNS = 8
_NOTICE = 2
_LEAST_ROW = 64  # bytes: an id alone has 36, and stands in an index too
_decode = msgspec.json.Decoder(dict[str, object]).decode


class Rescued(NamedTuple):
    """What can be read of a file: entries in the order of their ids, and what is missing.

    Where the file was `cut_off`, later entries are missing too.
    """

    lines: tuple[Line, ...]
    lost: tuple[LostEntry, ...]
    cut_off: bool


class _Index(NamedTuple):
    """What the indexes say of each row."""

    ids: dict[int, str]
    notices: dict[int, str]


def rescue(content: bytes) -> Rescued:
    """Return the entries in the bytes of a ledger's file; of the ways to read it, what gives most."""
    return max(
        (_read(Pages(content, form), len(content) // _LEAST_ROW) for form in likely_forms(content)),
        key=lambda one: len(one.lines),
    )


def _read(pages: Pages, most: int) -> Rescued:
    """Return what the pages hold; a row numbered above `most` cannot have been there."""
    lines: dict[str, Line] = {}
    claims: set[str] = set()
    numbers: dict[int, Line] = {}
    broken: dict[int, LostEntry] = {}
    for row in pages.table_rows():
        if len(row.values) != _COLUMNS:
            continue
        line = _line(row)
        if line is None or (line[0] not in lines and line[-1] in claims):
            broken.setdefault(row.number, _lost(row.number, row.values[0], row.values[_NOTICE]))
            continue
        twin = numbers.setdefault(row.number, line)
        if line[0] in lines or (line is not twin and line[1:] == twin[1:]):
            continue  # SQLite leaves copies behind where it has moved rows
        lines[line[0]] = line
        if line[-1] is not None:
            claims.add(line[-1])
    index = _index(pages)
    lost = _missing(numbers, lines, broken, index, most)
    return Rescued(tuple(lines[identifier] for identifier in sorted(lines)), tuple(lost), pages.cut_off)


def _missing(
    numbers: dict[int, Line],
    lines: dict[str, Line],
    broken: dict[int, LostEntry],
    index: _Index,
    most: int,
) -> Iterator[LostEntry]:
    """Yield the rows that were there and were not saved; rows are numbered without gaps."""
    sure = [number for number, line in numbers.items() if index.ids.get(number) == line[0]]
    top = min(max(sure or numbers, default=0), most)
    for number in sorted({*range(1, top + 1), *broken, *index.ids}):
        identifier = index.ids.get(number, "")
        if 1 <= number <= most and number not in numbers and identifier not in lines:
            known = broken.get(number)
            yield known or _lost(number, identifier, index.notices.get(number, ""))


def _line(row: Row) -> Line | None:
    """Return the entry in a row, or None where a part of it is not what it must be."""
    *texts, claim = row.values
    words = [text for text in texts if isinstance(text, str)]
    if len(words) < len(texts) or not (claim is None or isinstance(claim, str)):
        return None
    identifier, kind, notice, unit, recorded_at, recorded_by, data = words
    try:
        moment_of(identifier)
        _decode(data)
    except (UnreadableRowError, msgspec.DecodeError, RecursionError):
        return None
    return identifier, kind, notice, unit, recorded_at, recorded_by, data, claim


def _index(pages: Pages) -> _Index:
    index = _Index({}, {})
    for key in pages.index_keys():
        match key:
            case (str(identifier), int(number)) if _is_id(identifier):
                index.ids.setdefault(number, identifier)
            case (str(notice), str(identifier), int(number)) if _is_id(identifier):
                index.ids.setdefault(number, identifier)
                index.notices.setdefault(number, notice)
            case _:
                pass
    return index


def _is_id(text: str) -> bool:
    try:
        return bool(moment_of(text))
    except UnreadableRowError:
        return False


def _lost(number: int, identifier: Value, notice: Value) -> LostEntry:
    identifier = identifier if isinstance(identifier, str) and _is_id(identifier) else ""
    return LostEntry(
        row=number,
        id=identifier,
        notice=notice if isinstance(notice, str) else "",
        written_at=written_at(identifier) if identifier else None,
    )
