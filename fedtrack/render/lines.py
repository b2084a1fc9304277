"""Entries in words: what was written down, what the log holds, what was taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from fedtrack.core.entries import read_payload
from fedtrack.core.payloads import (
    GIVEN_UP,
    Bounce,
    Call,
    Delivery,
    Dismissal,
    Excuse,
    Extension,
    Reminder,
    ReminderState,
    Report,
    Retraction,
    Return,
)
from fedtrack.errors import LedgerDamagedError
from fedtrack.render.console import styled
from fedtrack.render.language import translate as _
from fedtrack.render.words import (
    STATE_STYLES,
    kind_word,
    reminder_state_word,
    stage_word,
    state_word,
    via_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from rich.text import Text

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Notice, Roster
    from fedtrack.core.payloads import Payload
    from fedtrack.usecases.read_log import LogLine
    from fedtrack.usecases.written import Written

_SHORT = 8
_WIDE = 110


def entries_document(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the document `fedtrack.entries/1`."""
    return {
        "schema": "fedtrack.entries/1",
        "entries": [
            {
                "id": entry.id,
                "kind": entry.kind,
                "notice": entry.notice,
                "unit": entry.unit,
                "recorded_at": entry.recorded_at,
                "recorded_by": entry.recorded_by,
                "data": entry.data,
            }
            for entry in entries
        ],
    }


def short_id(entry_id: str) -> str:
    """Return the end of an id, enough to name the entry to `undo`."""
    return entry_id[-_SHORT:]


def entry_name(entry_id: str) -> str:
    """Return how a line names an entry; no `#`, behind which a shell reads nothing any more."""
    return _("entry {id}").format(id=short_id(entry_id))


def render_written(written: Written) -> Iterator[Text]:
    """Yield one line for each entry: what, for whom, the unit's state now, and the id to undo it by."""
    standings = {standing.unit.id: standing for standing in written.standings}
    for entry in written.entries:
        standing = standings[entry.unit]
        line = styled(_("Recorded: "), "green")
        line.append_text(styled(standing.unit.name, "bold"))
        line.append_text(styled(f"  {entry_words(entry, written.notice)}  "))
        line.append(state_word(standing.state), style=STATE_STYLES[standing.state])
        line.append_text(styled(f"  {entry_name(entry.id)}", "dim"))
        yield line


def render_undone(entry: Entry, unit_name: str, notice: Notice | None, *, done: bool = True) -> Text:
    """Return what was taken back, or is to be."""
    line = styled(_("Taken back: ") if done else _("To be taken back: "), "yellow")
    line.append_text(styled(unit_name, "bold"))
    line.append_text(styled(f"  {entry_words(entry, notice)}"))
    line.append_text(styled(f"  {entry_name(entry.id)}", "dim"))
    return line


def render_log(lines: Sequence[LogLine], roster: Roster, zone: tzinfo, *, width: int) -> Table:
    """Return the ledger as a table, newest last; what was taken back is struck through."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(_("id"), no_wrap=True)
    table.add_column(_("day"), no_wrap=True)
    names = {unit.id: unit.name for unit in roster.units}
    notices = {notice.id: notice for notice in roster.notices}
    several = len({line.entry.notice for line in lines}) > 1
    if several:
        table.add_column(_("notice"), overflow="fold")
    table.add_column(_("unit"), overflow="fold")
    table.add_column(_("entry"), overflow="fold", ratio=1)
    wide = width >= _WIDE
    if wide:
        table.add_column(_("entered"), no_wrap=True)
    for line in lines:
        entry = line.entry
        style = "strike dim" if line.retracted else ""
        words = entry_words(entry, notices.get(entry.notice))
        if line.retracted:
            words = _("(taken back) {words}").format(words=words)
        cells = [styled(short_id(entry.id), "dim"), styled(line.on or "", style)]
        cells += [styled(entry.notice, style)] if several else []
        cells += [styled(names.get(entry.unit, entry.unit), style), styled(words, style)]
        cells += [styled(_written_down(entry, zone), "dim")] if wide else []
        table.add_row(*cells)
    return table


def entry_words(entry: Entry, notice: Notice | None) -> str:
    """Return what the entry says, in a few words; `notice` tells what its figures are called."""
    try:
        payload = read_payload(entry)
    except LedgerDamagedError:
        return _("{kind} (cannot be understood)").format(kind=kind_word(entry.kind))
    if payload is None:
        return _("{kind} (of a newer fedtrack)").format(kind=entry.kind)
    return "  ".join(part for part in (kind_word(entry.kind), *_details(payload, notice)) if part)


def _details(payload: Payload, notice: Notice | None) -> list[str]:  # noqa: PLR0911 - one for each kind
    match payload:
        case Report():
            return _report_details(payload, notice)
        case Return() | Excuse():
            return [payload.reason]
        case Extension():
            clock = f" {payload.to_time:%H:%M}" if payload.to_time else ""
            return [_("until {day}").format(day=f"{payload.to}{clock}"), payload.reason]
        case Call():
            return [via_word(payload.via), payload.note]
        case Reminder():
            return [stage_word(payload.stage), _state_words(payload.state), ", ".join(payload.to)]
        case Delivery():
            given_up = payload.error == GIVEN_UP
            word = _("unknown, and sent again") if given_up else reminder_state_word(payload.state)
            return [word, entry_name(payload.reminder), payload.error]
        case Bounce():
            return [payload.address, payload.reason]
        case Dismissal():
            return [payload.title, payload.source]
        case Retraction():
            return [entry_name(payload.entry)]


def _state_words(state: str) -> str:
    """Return what the reminder's own entry says of its state; one of a newer fedtrack stays as it is."""
    return reminder_state_word(ReminderState(state)) if state in set(ReminderState) else state


def _report_details(report: Report, notice: Notice | None) -> list[str]:
    clock = f" {report.received_time:%H:%M}" if report.received_time else ""
    asked = {figure.key: figure for figure in notice.figures} if notice else {}
    figures = [
        f"{asked[key].label}{number}{asked[key].unit}" if key in asked else f"{key}={number}"
        for key, number in report.figures.items()
    ]
    files = _("files: {count}").format(count=len(report.files)) if report.files else ""
    return [
        f"{report.received_on}{clock}",
        via_word(report.via),
        _("nil") if report.nil else "",
        _("supplement") if report.supplement else "",
        report.title,
        _(", ").join(figures),
        files,
        report.note,
    ]


def _written_down(entry: Entry, zone: tzinfo) -> str:
    try:
        moment = datetime.fromisoformat(entry.recorded_at).astimezone(zone)
    except ValueError:
        return entry.recorded_at
    return f"{moment:%Y-%m-%d %H:%M} {entry.recorded_by}"
