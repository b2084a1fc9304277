"""Contact lists for the tests: tables of cells as spreadsheets have them."""

from __future__ import annotations

from fedtrack.core.arrivals import Cell, Sheet
from fedtrack.core.reading.contact_lists import ContactLine, ContactList, read_contact_lists

HEAD: tuple[Cell, ...] = ("序号", "单位", "联系人", "电话")


def sheet(*rows: tuple[Cell, ...], name: str = "Sheet1") -> Sheet:
    """Return a sheet of these rows."""
    return Sheet(name, rows)


def listed(*rows: tuple[Cell, ...]) -> ContactList:
    """Return what a sheet of these rows says."""
    return read_contact_lists([sheet(*rows)])


def lines(*rows: tuple[Cell, ...]) -> list[ContactLine]:
    """Return the lines of a sheet of these rows, of which nothing is left out."""
    found = listed(*rows)
    assert found.left_out == ()
    return list(found.lines)


def reasons(found: ContactList) -> list[tuple[int, str]]:
    """Return the rows that were left out, each with the reason."""
    return [(one.row, str(one.why)) for one in found.left_out]
