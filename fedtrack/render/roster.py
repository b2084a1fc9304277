"""Notices, units and findings on a terminal and as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from fedtrack.core.matching.notices import alike
from fedtrack.errors import Message
from fedtrack.render.console import plain, styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import due_words
from fedtrack.usecases.inspect import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from fedtrack.core.model import Notice, Unit
    from fedtrack.usecases.inspect import Finding

_LEVEL_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "dim"}


def units_document(units: Iterable[Unit]) -> dict[str, Any]:
    """Return the document `fedtrack.units/1`."""
    return {"schema": "fedtrack.units/1", "units": list(units)}


def render_units(units: Sequence[Unit], today: date) -> Table:
    """Return the roster; a unit that does not exist on that day is dim."""
    table = _table()
    table.add_column(_("id"), overflow="fold")
    table.add_column(_("unit"), overflow="fold", ratio=2)
    table.add_column(_("group"), overflow="fold")
    table.add_column(_("e-mail"), overflow="fold", ratio=2)
    table.add_column(_("phone"), overflow="fold")
    for unit in units:
        style = "" if unit.active_on(today) else "dim"
        name = styled(unit.name, style)
        if unit.until is not None and unit.until < today:
            name.append(_(" (until {day})").format(day=unit.until))
        elif unit.since is not None and unit.since > today:
            name.append(_(" (from {day})").format(day=unit.since))
        table.add_row(
            styled(unit.id, style),
            name,
            styled(unit.group, style),
            styled(", ".join(unit.email) or "—", style),
            styled(" ".join(part for part in (unit.contact, unit.phone) if part) or "—", style),
        )
    return table


def render_notices(notices: Sequence[tuple[Notice, int]], today: date) -> Table:
    """Return the notices with the number of units that each asks."""
    table = _table()
    table.add_column(_("id"), overflow="fold")
    table.add_column(_("number"), overflow="fold")
    table.add_column(_("title"), overflow="fold", ratio=1)
    table.add_column(_("due"), overflow="fold")
    table.add_column(_("units"), justify="right", no_wrap=True)
    table.add_column(_("state"), no_wrap=True)
    similar = alike([notice for notice, _expected in notices])
    for notice, expected in notices:
        is_open = notice.open_on(today)
        table.add_row(
            styled(notice.id, "bold"),
            styled(notice.number),
            title_cell(notice, similar),
            Text(due_words(notice.deadline)),
            str(expected),
            Text(_("open") if is_open else _("closed"), style="green" if is_open else "dim"),
        )
    return table


def title_cell(notice: Notice, similar: Collection[str]) -> Text:
    """Return the title, and below it what is asked for where other notices are `similar`."""
    title = styled(notice.title)
    if notice.id in similar and notice.report:
        title.append("\n").append_text(styled(notice.report, "dim"))
    return title


def findings_document(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the document `fedtrack.check/1`."""
    return {
        "schema": "fedtrack.check/1",
        "findings": [
            {
                "level": finding.level,
                "where": finding.where,
                "what": plain(finding.what),
                "fix": plain(finding.fix) if finding.fix else None,
            }
            for finding in findings
        ],
    }


def render_findings(findings: Sequence[Finding]) -> Iterator[Text]:
    """Yield one line for each finding, errors first, then how many there are."""
    levels = list(Level)
    words = {Level.ERROR: _("error"), Level.WARNING: _("warning"), Level.INFO: _("hint")}
    for finding in sorted(findings, key=lambda one: levels.index(one.level)):
        line = Text(words[finding.level], style=_LEVEL_STYLES[finding.level])
        line.append_text(styled(f"  {finding.where}: ", "bold"))
        line.append_text(styled(finding.what))
        if finding.fix is not None:
            line.append_text(styled(Message("; {fix}", fix=finding.fix)))
        yield line
    counts = {level: sum(finding.level == level for finding in findings) for level in levels}
    yield styled(
        _("errors: {errors}, warnings: {warnings}, hints: {hints}").format(
            errors=counts[Level.ERROR], warnings=counts[Level.WARNING], hints=counts[Level.INFO]
        ),
        "bold",
    )


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
