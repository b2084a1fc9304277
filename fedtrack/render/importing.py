"""A contact list as it was understood, on a terminal and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.core.listed_differences import BETWEEN
from fedtrack.core.reading.contact_headings import Meaning
from fedtrack.errors import Message
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from fedtrack.core.model import Unit
    from fedtrack.core.reading.contact_lists import Column, LeftOut
    from fedtrack.usecases.import_units import Differing, UnitsImport


def import_document(found: UnitsImport, *, added: bool) -> dict[str, Any]:
    """Return the document `fedtrack.units-import/1`; `added`: they are in units.toml now."""
    columns: dict[str, dict[str, str | None]] = {}
    for column in found.columns:
        columns.setdefault(column.sheet, {})[column.heading] = column.meaning
    return {
        "schema": "fedtrack.units-import/1",
        "new": found.new,
        "differs": [
            {
                "id": one.unit.id,
                "name": one.unit.name,
                "sheet": one.sheet,
                "row": one.row,
                "differences": one.differences,
            }
            for one in found.differs
        ],
        "unchanged": [unit.id for unit in found.unchanged],
        "left_out": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "text": one.text,
                "why": plain(one.why),
                "fix": plain(one.fix) if one.fix else None,
                "perhaps": one.perhaps,
            }
            for one in found.left_out
        ],
        "columns": columns,
        "groups": found.groups,
        "added": added,
    }


def render_import(found: UnitsImport) -> Iterator[RenderableType]:
    """Yield the columns, then what is new, what differs and what was left out, each if there is any."""
    yield from _columns(found.columns)
    for listed, here in found.groups.items():
        words = _("The group {listed} of the list is {here} in units.toml")
        yield styled(words.format(listed=listed, here=here), "dim")
    if found.new:
        yield styled(_("New ({count})").format(count=len(found.new)), "bold green")
        yield _new(found.new)
        if found.since is not None:
            words = _("Asked only for what is due from {day} on (`since`): earlier rates stay")
            yield styled(words.format(day=found.since), "dim")
        yield from _without_group(found.new)
    if found.differs:
        yield styled(
            _("Differs from units.toml ({count}); nothing is changed there").format(count=len(found.differs)),
            "bold yellow",
        )
        yield _differs(found.differs, several=_are_several(found))
    yield from _all_left_out(found)
    if found.unchanged:
        words = _("The same as in units.toml: {count}")
        yield styled(words.format(count=len(found.unchanged)), "dim")


def render_start(found: UnitsImport) -> Iterator[RenderableType]:
    """Yield the columns and what was left out; the units themselves are seen in the first status."""
    yield from _columns(found.columns)
    yield from _without_group(found.new)
    yield from _all_left_out(found)


def _without_group(units: Sequence[Unit]) -> Iterator[Text]:
    count = sum(not unit.group for unit in units)
    if count:
        words = _("Without a group: {count}; no notice that names groups asks them, so write their `group`")
        yield styled(words.format(count=count), "yellow")


def _all_left_out(found: UnitsImport) -> Iterator[RenderableType]:
    if found.left_out:
        yield styled(_("Left out ({count})").format(count=len(found.left_out)), "bold yellow")
        yield _left_out(found.left_out, several=_are_several(found))


def foot(found: UnitsImport, *, add: bool, added: bool) -> Text:
    """Return what was done and what to do next."""
    if added:
        words = _("Added at the end of units.toml: {count}; Next: `fedtrack check`")
    elif not found.new:
        words = _("No unit is new; units.toml stays as it is")
    elif add:
        words = _("Nothing was added")
    else:
        words = _("Nothing was added yet; Next: `--add` adds the new units ({count}) to units.toml")
    return styled(words.format(count=len(found.new)), "bold cyan")


def _columns(columns: Sequence[Column]) -> Iterator[Text]:
    """Yield which columns were read as what, and which were left unread: the same for all sheets at once."""
    words = _meaning_words()  # that a number is read tells nobody anything
    read = [f"{one.heading} → {words[one.meaning]}" for one in columns if one.meaning in words]
    unread = [one.heading for one in columns if one.meaning is None]
    yield styled(_("Columns: {columns}").format(columns=_(", ").join(dict.fromkeys(read))), "dim")
    if unread:
        yield styled(_("Not read: {columns}").format(columns=_(", ").join(dict.fromkeys(unread))), "dim")


def _meaning_words() -> dict[Meaning | None, str]:
    return {
        Meaning.UNIT: _("unit"),
        Meaning.ALIAS: _("alias"),
        Meaning.GROUP: _("group"),
        Meaning.CONTACT: _("person"),
        Meaning.POST: _("post"),
        Meaning.PHONE: _("phone"),
        Meaning.EMAIL: _("e-mail"),
        Meaning.CC: _("cc"),
    }


def _new(units: Sequence[Unit]) -> Table:
    """Return the new units; a column in which nothing stands is left out, for room."""
    columns: dict[str, Callable[[Unit], Sequence[str]]] = {
        _("group"): lambda unit: (unit.group,),
        _("person"): lambda unit: unit.contact.split(BETWEEN),
        _("phone"): lambda unit: unit.phone.split(BETWEEN),
        _("e-mail"): lambda unit: unit.email,
    }
    shown = {name: texts for name, texts in columns.items() if any(any(texts(unit)) for unit in units)}
    table = _table(_("id"), _("unit"), *shown)
    for column in table.columns:  # what is typed again or called stays on one line
        column.no_wrap = column.header in {_("id"), _("person"), _("phone")}
    for unit in units:
        cells = (_stacked(texts(unit)) for texts in shown.values())
        table.add_row(styled(unit.id, "bold"), styled(unit.name), *cells)
    return table


def _stacked(texts: Sequence[str]) -> Text:
    """Return texts one below the other, so that none is broken."""
    return Text("\n").join(styled(text or "—") for text in texts or ("",))


def _differs(differs: Sequence[Differing], *, several: bool) -> Table:
    table = _table(_("unit"), _("row"), _("field"), "units.toml", _("the list"))
    words = {
        "name": _("name"),
        "group": _("group"),
        "contact": _("person"),
        "phone": _("phone"),
        "email": _("e-mail"),
        "cc": _("cc"),
    }
    for one in differs:
        for number, difference in enumerate(one.differences):
            name = "" if number else one.unit.name
            table.add_row(
                styled(name, "bold"),
                styled("" if number else _place(one.sheet, one.row, several=several)),
                styled(words[difference.field]),
                _stacked(difference.here),
                _stacked(difference.listed),
            )
    return table


def _left_out(left_out: Sequence[LeftOut], *, several: bool) -> Table:
    table = _table(_("row"), _("line"), _("reason"))
    for one in left_out:
        why = styled(one.why)
        if one.fix is not None:
            why.append_text(styled(Message("; {fix}", fix=one.fix), "dim"))
        table.add_row(styled(_place(one.sheet, one.row, several=several)), styled(one.text), why)
    return table


def _are_several(found: UnitsImport) -> bool:
    sheets = {column.sheet for column in found.columns} | {one.sheet for one in found.left_out}
    return len(sheets) > 1


def _place(sheet: str, row: int, *, several: bool) -> str:
    return f"{sheet} {row}" if several else str(row)


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
