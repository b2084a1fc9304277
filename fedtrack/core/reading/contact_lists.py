"""Contact lists of spreadsheets: each line that names a unit, and all that was left out with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.reading.contact_cells import (
    LONGEST_NAME,
    Reach,
    cell_text,
    read_addresses,
    read_name,
    read_people,
    read_phones,
)
from fedtrack.core.reading.contact_headings import Block, ContactTable, Meaning, find_table
from fedtrack.core.reading.contact_rows import group_title, is_note, is_total, row_text, sheet_group
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.arrivals import Cell, Sheet

_LONGEST_TEXT = 80
_MOST_CONTACTS = 200  # of one unit over several lines


class ContactLine(Struct, frozen=True):
    """A line that names a unit, as it is written: `row` is its number in the spreadsheet."""

    sheet: str
    row: int
    name: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()

    def with_more(self, other: ContactLine) -> ContactLine:
        """Return the line with the contacts of another one of the same unit."""
        return replace(
            self,
            group=self.group or other.group,
            aliases=_union(self.aliases, other.aliases),
            people=_union(self.people, other.people),
            phones=_union(self.phones, other.phones),
            addresses=_union(self.addresses, other.addresses),
            cc=_union(self.cc, other.cc),
        )


class LeftOut(Struct, frozen=True):
    """A line, or a cell of one, that was not taken over; `perhaps` are the ids of units that it may be."""

    sheet: str
    row: int
    text: str
    why: Message
    fix: Message | None = None
    perhaps: tuple[str, ...] = ()


class Column(Struct, frozen=True):
    """A column and what it was understood as; None is one that was left unread."""

    sheet: str
    heading: str
    meaning: Meaning | None


class ContactList(Struct, frozen=True):
    """All that the sheets of a file say; without `columns` no sheet has a list."""

    lines: tuple[ContactLine, ...]
    left_out: tuple[LeftOut, ...]
    columns: tuple[Column, ...]


def read_contact_lists(sheets: Iterable[Sheet]) -> ContactList:
    """Return the lines of all sheets; several sheets without groups are groups by their names."""
    readers = [_SheetReader(sheet) for sheet in sheets]
    for reader in readers:
        reader.read()
    lists = [reader for reader in readers if reader.columns]
    for reader in lists if len(lists) > 1 else ():
        if not any(line.group for line in reader.lines):
            group = sheet_group(reader.sheet.name)
            reader.lines = [replace(line, group=group) for line in reader.lines]
    return ContactList(
        tuple(line for reader in readers for line in reader.lines),
        tuple(one for reader in readers for one in reader.left_out),
        tuple(dict.fromkeys(column for reader in lists for column in reader.columns)),
    )


class _SheetReader:
    """Reads one sheet from its top to its end; headings that come again head the lines below them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines: list[ContactLine] = []
        self.left_out: list[LeftOut] = []
        self.columns: list[Column] = []
        self._titles: set[str] = set()
        self._group = ""
        self._groups: dict[int, str] = {}
        """The group of each list side by side, which a merged cell names once."""
        self._open: dict[int, int] = {}
        """The line of each list to which what follows without a name belongs."""

    def read(self) -> None:
        """Read all rows."""
        rows = self.sheet.rows
        table: ContactTable | None = None
        at = 0
        while at < len(rows):
            headed = find_table(rows, at)
            if headed is not None:
                table = headed
                self._start(table)
                at = table.first_row
                continue
            if table is None:
                self._titles.add(row_text(rows[at]))
            else:
                self._read_row(at + 1, rows[at], table)
            at += 1
        if table is None and any(self._titles):
            title = next(title for title in map(row_text, rows) if title)
            self._leave_out(1, title, Message("there is no column of units on this sheet"))

    def _start(self, table: ContactTable) -> None:
        self._groups, self._open = {}, {}
        self.columns += [
            Column(self.sheet.name, heading, table.meaning(at))
            for at, heading in enumerate(table.headings)
            if heading
        ]

    def _read_row(self, number: int, cells: Sequence[Cell], table: ContactTable) -> None:
        text = row_text(cells)
        if not text or text in self._titles:
            return
        group = group_title(cells, table)
        if group is not None and not is_total([text]) and not is_note([group], 0):
            self._group, self._groups, self._open = group, {}, {}
            return
        for block in table.blocks:
            self._read_block(number, cells[block.start : block.end], block)

    def _read_block(self, number: int, cells: Sequence[Cell], block: Block) -> None:
        texts = [text for cell in cells if (text := cell_text(cell))]
        if not texts:
            return
        if is_total(texts) or is_note(cells, block.unit - block.start):
            why = Message("a total") if is_total(texts) else Message("a line about the list itself")
            self._leave_out(number, row_text(cells), why)
            self._open.pop(block.start, None)
            return
        line = self._line(number, cells, block)
        if line.name:
            self._open[block.start] = len(self.lines)
            self.lines.append(line)

    def _line(self, number: int, cells: Sequence[Cell], block: Block) -> ContactLine:
        """Return the line; without a name where it is none, which has then been said or added to the last."""
        named = list(_cells_of(block, cells))
        group = next(
            (text for meaning, cell in named if meaning is Meaning.GROUP if (text := cell_text(cell))), ""
        )
        if group:
            self._groups[block.start] = group
        name, why = "", None
        unit = next((cell for meaning, cell in named if meaning is Meaning.UNIT), None)
        if cell_text(unit):
            name, why = read_name(unit)
        line = ContactLine(
            self.sheet.name, number, name, self._groups.get(block.start, self._group)[:LONGEST_NAME]
        )
        if why is not None:
            self._leave_out(number, row_text(cells), why)
            self._open.pop(block.start, None)
            return line
        line = self._with_contacts(line, named)
        if not name:
            self._add_to_last(line, cells, block)
        return line

    def _with_contacts(self, line: ContactLine, named: Sequence[tuple[Meaning, Cell]]) -> ContactLine:
        """Return the line with the people, numbers and addresses of its cells."""
        posts = [text for meaning, cell in named if meaning is Meaning.POST if (text := cell_text(cell))]
        for meaning, cell in named:
            read = _READERS.get(meaning)
            reach = read(cell) if read else Reach()
            for doubt in reach.doubts:
                self._leave_out(line.row, line.name or cell_text(cell), doubt)
            people = reach.people
            if len(people) == len(posts) == 1 and not line.people and posts[0] not in people[0]:
                people = (f"{people[0]}（{posts[0][:LONGEST_NAME]}）",)
            more = ContactLine("", 0, "", people=people, phones=reach.phones)
            addresses = {"cc" if meaning is Meaning.CC else "addresses": reach.addresses}
            aliases = _aliases(cell, line.name) if meaning is Meaning.ALIAS else ()
            line = line.with_more(replace(more, aliases=aliases, **addresses))
        return line

    def _add_to_last(self, line: ContactLine, cells: Sequence[Cell], block: Block) -> None:
        """Add contacts without a name to the unit above, whose cell is merged with this one."""
        numbered = any(
            meaning is Meaning.SERIAL and cell_text(cell) for meaning, cell in _cells_of(block, cells)
        )
        last = self._open.get(block.start)
        says_something = line.people or line.phones or line.addresses or line.cc
        if says_something and last is not None and not numbered:
            above = self.lines[last]
            if len(above.people) + len(above.phones) + len(above.addresses) + len(above.cc) > _MOST_CONTACTS:
                self._leave_out(line.row, row_text(cells), Message("the unit above has enough contacts"))
                return
            self.lines[last] = above.with_more(replace(line, group=""))
        elif says_something:
            self._leave_out(line.row, row_text(cells), Message("no unit is named in this line"))

    def _leave_out(self, row: int, text: str, why: Message) -> None:
        self.left_out.append(LeftOut(self.sheet.name, row, text[:_LONGEST_TEXT], why))


_READERS = {
    Meaning.CONTACT: read_people,
    Meaning.PHONE: read_phones,
    Meaning.EMAIL: read_addresses,
    Meaning.CC: read_addresses,
}


def _cells_of(block: Block, cells: Sequence[Cell]) -> Iterator[tuple[Meaning, Cell]]:
    """Yield the cells that are read with what they are, in the order of the columns."""
    for at, meaning in sorted(block.columns.items()):
        if at - block.start < len(cells):
            yield meaning, cells[at - block.start]


def _aliases(cell: Cell, name: str) -> tuple[str, ...]:
    return tuple(one for one in read_people(cell).people if one != name)


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
