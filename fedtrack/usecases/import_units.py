"""Understand a contact list: which units are new, which are known and differ, what was left out and why.

Nothing is written here, and nothing that the roster says is ever changed by a list.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.listed_contacts import KnownContacts
from fedtrack.core.listed_differences import BETWEEN, Difference, find_differences
from fedtrack.core.listed_units import ListedUnits, NewNames, name_key
from fedtrack.core.matching.unit_names import find_place
from fedtrack.core.model import Unit
from fedtrack.core.names import fold
from fedtrack.core.reading.contact_headings import USUAL_HEADINGS
from fedtrack.core.reading.contact_lists import Column, ContactLine, LeftOut, read_contact_lists
from fedtrack.core.reading.contact_rows import row_text
from fedtrack.core.unit_ids import unit_id
from fedtrack.errors import InputError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.arrivals import Sheet
    from fedtrack.core.model import Roster

MOST_LINES = 5_000
_SHOWN_ROWS, _SHOWN_TEXT = 3, 30
_SURE_OF_A_GROUP = 2  # known units of a list's group that are in one group of the roster


class Differing(Struct, frozen=True):
    """A known unit of which the list says more or other things than the roster."""

    unit: Unit
    sheet: str
    row: int
    differences: tuple[Difference, ...]


class UnitsImport(Struct, frozen=True):
    """All that a contact list says beside the roster; `new` are units as they can be added.

    `groups` are those of the list that the roster calls otherwise. `since` is the day from which the new
    units are asked, None for the first ones.
    """

    new: tuple[Unit, ...]
    differs: tuple[Differing, ...]
    unchanged: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...]
    columns: tuple[Column, ...]
    groups: dict[str, str]
    since: date | None = None


def import_units(sheets: Sequence[Sheet], roster: Roster, *, source: str, today: date) -> UnitsImport:
    """Return what the sheets of a file say; `source` is the file as the clerk named it.

    Raises InputError where no sheet has a column of units, or one has more lines than any county.
    """
    found = read_contact_lists(sheets)
    if not found.columns:
        raise _no_list(sheets, source)
    if len(found.lines) > MOST_LINES:
        raise InputError(
            Message("the list has more than {most} lines with units", most=MOST_LINES),
            where=source,
            fix=Message("take out what is not of this county"),
        )
    sorting = _Sorting(roster, today)
    sorting.sort(found.lines)
    left_out = sorted(
        (*found.left_out, *sorting.left_out),
        key=lambda one: ([s.name for s in sheets].index(one.sheet), one.row),
    )
    return UnitsImport(
        tuple(sorting.new_units()),
        tuple(sorting.differs),
        tuple(sorting.unchanged),
        tuple(left_out),
        found.columns,
        sorting.groups,
        sorting.since,
    )


def _no_list(sheets: Sequence[Sheet], source: str) -> InputError:
    """Return the error that says which headings were looked for, and what stands there instead."""
    texts = (row_text(row)[:_SHOWN_TEXT] for sheet in sheets for row in sheet.rows)
    begins = tuple(islice(filter(None, texts), _SHOWN_ROWS))
    if not begins:
        return InputError(Message("there is nothing on its sheets"), where=source)
    return InputError(
        Message("no column of units was found; it begins: {rows}", rows=begins),
        where=source,
        fix=Message("above the names must stand a heading such as {headings}", headings=USUAL_HEADINGS),
    )


class _Sorting:
    """Sorts the lines of a list into known and new units."""

    def __init__(self, roster: Roster, today: date) -> None:
        self._roster = roster
        self._today = today
        self._known = ListedUnits(roster, today)
        self._contacts = KnownContacts(roster, today)
        self._names = NewNames(roster)
        self._new: list[ContactLine] = []
        # Units that come must not owe what was due before: the rates of earlier notices stay as they are.
        self.since = today if roster.notices and roster.units else None
        self.groups: dict[str, str] = {}
        self.differs: list[Differing] = []
        self.unchanged: list[Unit] = []
        self.left_out: list[LeftOut] = []

    def sort(self, lines: Iterable[ContactLine]) -> None:
        """Sort all lines; the units that stand on the list themselves are no near names of others."""
        merged = list(self._merged(lines))
        matches = [self._known.find(line.name) for line in merged]
        self.groups = _known_groups(
            (line.group, match.unit.group) for line, match in zip(merged, matches, strict=True) if match.unit
        )
        listed = frozenset(match.unit.id for match in matches if match.unit)
        for line, match in zip(merged, matches, strict=True):
            if match.unit is not None:
                self._compare(line, match.unit, renamed=match.renamed)
            elif self._known.is_federation(line.name):
                self._leave_out(line, Message("this is the federation itself"))
            elif perhaps := match.perhaps or self._known.near(line.name, listed):
                self._leave_out_near(
                    line, Message("perhaps the same as {units}", units=_named(perhaps)), perhaps
                )
            elif perhaps := self._contacts.find(line):
                why = Message(
                    "perhaps the same as {units}, reached in the same way (e-mail, or person and phone)",
                    units=_named(perhaps),
                )
                self._leave_out_near(line, why, perhaps)
            else:
                self._take(line)

    def _merged(self, lines: Iterable[ContactLine]) -> Iterator[ContactLine]:
        """Yield the lines with those of one name put together, in the order of the first of each."""
        by_name: dict[str, ContactLine] = {}
        for line in lines:
            unit = self._known.find(line.name).unit
            key = unit.id if unit is not None else name_key(line.name)
            first = by_name.get(key)
            if first is not None:
                why = Message(
                    "{unit} stands there already, in row {row}; its contacts are put together",
                    unit=first.name,
                    row=first.row,
                )
                self._leave_out(line, why)
            by_name[key] = first.with_more(line) if first is not None else line
        yield from by_name.values()

    def _compare(self, line: ContactLine, unit: Unit, *, renamed: bool) -> None:
        if unit.until is not None and unit.until < self._today:
            why = Message("{unit} is in units.toml, but only until {until}", unit=unit.name, until=unit.until)
            self._leave_out(line, why, Message("if it is there again, take out until or add a block by hand"))
            return
        differences = tuple(find_differences(line, unit, self._group(line.group), renamed=renamed))
        if differences:
            self.differs.append(Differing(unit, line.sheet, line.row, differences))
        else:
            self.unchanged.append(unit)

    def _leave_out_near(self, line: ContactLine, why: Message, perhaps: Sequence[Unit]) -> None:
        self._leave_out(
            line,
            why,
            Message("if it is, write the name into its aliases; if not, add a block by hand"),
            tuple(unit.id for unit in perhaps),
        )

    def _take(self, line: ContactLine) -> None:
        earlier = self._names.find(line.name)
        if earlier is not None:
            first = self._new[earlier]
            why = Message("perhaps the same as {unit} in row {row}", unit=first.name, row=first.row)
            self._leave_out(line, why, Message("if not, add a block by hand"))
            return
        self._names.add(Unit(id="", name=line.name), len(self._new))
        self._new.append(line)

    def _leave_out(
        self, line: ContactLine, why: Message, fix: Message | None = None, perhaps: tuple[str, ...] = ()
    ) -> None:
        self.left_out.append(LeftOut(line.sheet, line.row, line.name, why, fix, perhaps))

    def _group(self, listed: str) -> str:
        return self.groups.get(listed, listed)

    def new_units(self) -> Iterator[Unit]:
        """Yield the new units with ids and without aliases that another unit bears."""
        place = find_place(self._roster.federation)
        names = {fold(name) for unit in self._roster.units for name in (unit.name, *unit.aliases, unit.id)}
        names |= {fold(line.name) for line in self._new}
        taken = names | {unit.id.casefold() for unit in self._roster.units}
        for line in self._new:
            identifier = unit_id(line.name, place, taken)
            aliases = [alias for alias in line.aliases if fold(alias) not in taken]
            taken |= {identifier, *map(fold, aliases)}
            yield Unit(
                id=identifier,
                name=line.name,
                aliases=tuple(aliases),
                group=self._group(line.group),
                email=line.addresses,
                cc=line.cc,
                phone=BETWEEN.join(line.phones),
                contact=BETWEEN.join(line.people),
                since=self.since,
            )


def _named(units: Iterable[Unit]) -> tuple[Message, ...]:
    return tuple(Message("{name} ({id})", name=unit.name, id=unit.id) for unit in units)


def _known_groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what the groups of the list are called in the roster, where all known units agree on it."""
    found: dict[str, list[str]] = {}
    for listed, known in pairs:
        found.setdefault(listed, []).append(known)
    return {
        listed: known[0]
        for listed, known in found.items()
        if listed and known[0] not in {"", listed} and len(known) >= _SURE_OF_A_GROUP and len(set(known)) == 1
    }
