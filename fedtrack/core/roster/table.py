"""One TOML table, read key by key; what is wrong is noted, and reading goes on."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from fedtrack.core.model import YEARS
from fedtrack.errors import MOST_FAULTS, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]
"""Where a value stands: `("units", 3, "email")` is the key `email` of the fourth `[[units]]`."""

_MOST_DAYS = 250  # working days of a year
_MOST = 1_000_000
_MOST_NOTED = 5 * MOST_FAULTS
_MOST_TABLES = 200_000  # of one kind


class RosterFault(NamedTuple):
    """A fault and the place of it, which the reader of the file turns into a line number."""

    path: Path
    what: Message
    fix: Message | None = None


class Table:
    """A table being read: each method takes one key and returns its value or a harmless default."""

    def __init__(self, values: dict[str, Any], path: Path, faults: list[RosterFault]) -> None:
        self._values = values
        self._taken: set[str] = set()
        self._passed_over: set[str] = set()
        self.path = path
        self.faults = faults

    def fault(self, key: str | None, what: Message, fix: Message | None = None) -> None:
        """Note that the value of `key`, or the whole table, is wrong; a thousand faults are enough."""
        if len(self.faults) < _MOST_NOTED:
            self.faults.append(RosterFault(self.path if key is None else (*self.path, key), what, fix))

    def take(self, key: str) -> Any:  # noqa: ANN401 - TOML holds anything
        """Return the raw value, or None where there is none, and count the key as known."""
        self._taken.add(key)
        return self._values.get(key)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a string; an empty one counts as missing where it is required."""
        value = self.take(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                what = (
                    Message("{key} is missing", key=key)
                    if value is None
                    else Message("{key} is empty", key=key)
                )
                self.fault(key if value is not None else None, what, Message('write {key} = "…"', key=key))
            return default if value is None else ""
        if not isinstance(value, str):
            self.fault(key, Message("{key} must be a text", key=key), Message('write {key} = "…"', key=key))
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; a single string is a list of one."""
        value = self.take(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fault(
                key,
                Message("{key} must be a list of texts", key=key),
                Message('write {key} = ["…", "…"]', key=key),
            )
            return ()
        return tuple(value)

    def day(self, key: str) -> date | None:
        """Return a date without a time."""
        value = self.take(key)
        if value is None:
            return None
        found = self._check_day(key, value)
        if isinstance(found, datetime):
            self.fault(key, Message("{key} has a time of day", key=key), _write_day(key))
            return None
        return found

    def moment(self, key: str) -> tuple[date, time | None] | None:
        """Return a required local date, or a local date and time."""
        value = self.take(key)
        if value is None:
            self.fault(None, Message("{key} is missing", key=key), _write_day(key))
            return None
        found = self._check_day(key, value)
        if not isinstance(found, datetime):
            return None if found is None else (found, None)
        if found.tzinfo is not None:
            self.fault(
                key,
                Message("{key} has a time zone", key=key),
                Message("leave out what follows the time: the zone is that of [federation]"),
            )
            return None
        return found.date(), found.time()

    def days(self, key: str) -> frozenset[date]:
        """Return a set of dates."""
        value = self.take(key)
        if value is None:
            return frozenset()
        fix = Message("write {key} = [2020-03-26, 2020-03-27]", key=key)
        if not isinstance(value, list):
            self.fault(key, Message("{key} must be a list of dates", key=key), fix)
            return frozenset()
        days = [self._check_day(key, item, fix) for item in value]
        if any(isinstance(day, datetime) for day in days):
            self.fault(key, Message("{key} has a time of day", key=key), fix)
        return frozenset(day for day in days if day is not None and not isinstance(day, datetime))

    def number(self, key: str, default: float, *, least: float = 0, most: float = _MOST) -> float:
        """Return a number from `least` to `most`."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            what = Message("{key} must be a number from {least} to {most}", key=key, least=least, most=most)
            self.fault(key, what, Message("write {key} = {example}", key=key, example=default))
            return default
        return value

    def whole(self, key: str, default: int, *, least: int = 0, most: int = _MOST) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.number(key, default, least=least, most=most)
        if not isinstance(value, int):
            example = Message("write {key} = {example}", key=key, example=default)
            self.fault(key, Message("{key} must be a whole number", key=key), example)
            return default
        return value

    def switch(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            what = Message("{key} must be true or false, without quotes", key=key)
            self.fault(key, what, Message("write {key} = true", key=key))
            return default
        return value

    def wholes(self, key: str, default: tuple[int, ...], *, least: int) -> tuple[int, ...]:
        """Return a list of whole numbers, each at least `least`."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, list) or not all(
            type(item) is int and least <= item <= _MOST_DAYS for item in value
        ):
            self.fault(
                key,
                Message("{key} must be a list of whole numbers from {least} to 250", key=key, least=least),
                Message("write {key} = [{example}]", key=key, example=", ".join(map(str, default))),
            )
            return default
        return tuple(value)

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array; what is no table is noted."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            fix = (
                Message('write {key} = [{{ key = "…", label = "…" }}]', key=key)
                if self.path
                else Message("write [[{key}]]", key=key)
            )
            self.fault(key, Message("{key} must be written as tables", key=key), fix)
            return []
        if len(value) > _MOST_TABLES:
            self.fault(key, Message("there are more than {most} {key}", most=_MOST_TABLES, key=key))
            return []
        return [Table(item, (*self.path, key, index), self.faults) for index, item in enumerate(value)]

    def table(self, key: str) -> Table:
        """Return a table, an empty one where it is left out."""
        value = self.take(key)
        if value is not None and not isinstance(value, dict):
            self.fault(
                key, Message("{key} must be written as a table", key=key), Message("write [{key}]", key=key)
            )
            value = None
        return Table(value or {}, (*self.path, key), self.faults)

    def pass_over(self, key: str) -> None:
        """Take a key for known, without ever proposing it."""
        self._passed_over.add(key)

    def unknown_keys(self) -> list[str]:
        """Return the keys that nobody has asked for so far, in the order in which they stand."""
        return [key for key in self._values if key not in self._taken and key not in self._passed_over]

    def finish(self) -> None:
        """Note every key that nobody asked for, with the nearest one that is known where it may be shown."""
        for key in self.unknown_keys():
            near = _nearest(key, self._taken) if len(self.faults) < MOST_FAULTS else None
            self.fault(key, Message("unknown key {key}", key=key), near)

    def _check_day(self, key: str, value: object, fix: Message | None = None) -> date | None:
        fix = fix or _write_day(key)
        if not isinstance(value, date):
            self.fault(key, Message("{key} must be a date without quotes", key=key), fix)
            return None
        if value.year not in YEARS:
            self.fault(
                key, Message("the year {year} in {key} cannot be right", key=key, year=value.year), fix
            )
            return None
        return value


def _write_day(key: str) -> Message:
    return Message("write {key} = 2020-03-23", key=key)


def _nearest(key: str, known: Iterable[str]) -> Message:
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(key.lower(), names, n=1, cutoff=0.5)
    if close:
        return Message("write {key}", key=close[0])
    return Message("the keys here are {keys}", keys=tuple(names))
