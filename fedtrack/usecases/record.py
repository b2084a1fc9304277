"""Record that reports came in."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from datetime import date, time
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from fedtrack.core.entries import NewEntry
from fedtrack.core.history import gather
from fedtrack.core.model import Via
from fedtrack.core.names import fold
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Figure, Notice, Roster, Unit
    from fedtrack.usecases.ports import Archive, Ledger


_KEY = re.compile(r"[a-z][a-z0-9_]*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MOST = 1e12  # more than any county counts


class Incoming(Struct, frozen=True):
    """What came in, as the clerk tells it; `files` are paths that the archive copies."""

    received_on: date
    received_time: time | None = None
    via: Via = Via.OTHER
    title: str = ""
    files: tuple[str, ...] = ()
    figures: dict[str, int | float] = field(default_factory=dict)
    nil: bool = False
    note: str = ""
    supplement: bool = False


def record(
    roster: Roster,
    notice: Notice,
    units: Sequence[Unit],
    incoming: Incoming,
    *,
    ledger: Ledger,
    archive: Archive,
    as_of: datetime,
) -> Written:
    """Add one report for each unit, all of them or none.

    Raises UsageError when the report cannot be: a unit that is not asked, a day to come, an unknown
    figure, a second report without `supplement`.
    """
    require_expected(roster, notice, units)
    notes = _check_dates(notice, incoming, as_of)
    incoming = replace(incoming, figures=_by_key(notice, incoming.figures))
    _check_figures(notice, incoming)
    kept: list[FiledFile] = []
    try:
        with ledger.writing() as pen:
            if not incoming.supplement:
                _require_first(units, pen.entries(notice.id))
            lines = []
            for unit in units:
                filed = []
                for source in incoming.files:
                    filed.append(archive.keep(source, notice=notice.id, unit=unit.id))
                    kept.append(filed[-1])
                lines.append(NewEntry(notice.id, unit.id, _report(incoming, filed)))
            entries = pen.append(lines)
            answer = written(notice, units, entries, pen=pen, as_of=as_of, notes=notes)
    except Exception:  # not an interruption: it may come after the ledger has acknowledged the entries
        archive.discard(kept)
        raise
    return answer


def parse_figures(texts: Sequence[str], known: Sequence[Figure] = ()) -> dict[str, int | float]:
    """Return the numbers by key; raises UsageError when one is no figure or a key is given twice."""
    figures: dict[str, int | float] = {}
    for text in texts:
        key, number = parse_figure(text, known)
        if key in figures:
            raise _given_twice(key)
        figures[key] = number
    return figures


def parse_figure(text: str, known: Sequence[Figure] = ()) -> tuple[str, int | float]:
    """Return the key and number of `KEY=N`; raises UsageError when it is no such thing.

    The unit that the `known` figure of that name is counted in may follow, as may its beginning: 场 of 场次.
    """
    key, equals, typed = text.replace("＝", "=").partition("=")
    digits = unicodedata.normalize("NFKC", typed).strip()
    unit = next((one.unit for one in known if fold(key) in _names(one)), "")
    ending = next((unit[:end] for end in range(len(unit), 0, -1) if digits.endswith(unit[:end])), "")
    digits = digits.removesuffix(ending)
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    try:
        number = float(digits)
    except ValueError:
        number = math.nan
    if not (key.strip() and equals and 0 <= number <= _MOST):
        raise UsageError(
            Message("“{text}” is not a figure", text=text),
            fix=Message(
                "write key=number or label=number, only the number: participants=120 or 参与人数=120"
            ),
        )
    return key.strip(), int(number) if number.is_integer() else number


def _report(incoming: Incoming, files: Sequence[FiledFile]) -> Report:
    return Report(
        received_on=incoming.received_on,
        received_time=incoming.received_time,
        via=incoming.via,
        title=incoming.title,
        files=tuple(files),
        figures=incoming.figures,
        nil=incoming.nil,
        note=incoming.note,
        supplement=incoming.supplement,
    )


def _check_dates(notice: Notice, incoming: Incoming, as_of: datetime) -> list[Message]:
    if incoming.received_on > as_of.date():
        raise UsageError(
            Message("{day} is still to come; nothing was recorded", day=incoming.received_on),
            fix=Message("--on is the day on which the report reached you"),
        )
    notes = []
    if notice.issued is not None and incoming.received_on < notice.issued:
        notes.append(
            Message(
                "{day} lies before the notice was issued ({issued}); `fedtrack undo` takes it back",
                day=incoming.received_on,
                issued=notice.issued,
            )
        )
    deadline = notice.deadline
    if deadline.clock and incoming.received_on == deadline.due and incoming.received_time is None:
        notes.append(
            Message(
                'due at {clock} that day; without a time it counts as on time (say --on "{day} 16:30")',
                clock=f"{deadline.clock:%H:%M}",
                day=deadline.due,
            )
        )
    return notes


def _by_key(notice: Notice, figures: Mapping[str, int | float]) -> dict[str, int | float]:
    """Return the figures by their keys; a label that is one's alone will do, with its unit or without."""
    labels = [(name, one.key) for one in notice.figures for name in _names(one) - {fold(one.key)}]
    times = Counter(label for label, _key in labels)
    keys = {label: key for label, key in labels if times[label] == 1}
    keys |= {fold(one.key): one.key for one in notice.figures}
    found: dict[str, int | float] = {}
    for name, number in figures.items():
        key = keys.get(fold(name), name)
        if key in found:
            raise _given_twice(name)
        found[key] = number
    return found


def _names(figure: Figure) -> set[str]:
    return {fold(name) for name in (figure.key, figure.label, figure.label + figure.unit)}


def _given_twice(name: str) -> UsageError:
    return UsageError(
        Message("the figure {key} is given twice", key=name), fix=Message("give the total once")
    )


def _check_figures(notice: Notice, incoming: Incoming) -> None:
    known = [figure.key for figure in notice.figures]
    unknown = [key for key in incoming.figures if key not in known]
    if unknown:
        raise UsageError(
            Message("the notice {notice} has no figure {key}", notice=notice.id, key=unknown[0]),
            fix=Message(
                "its figures are: {keys}",
                keys=tuple(Message("{name} ({id})", name=one.label, id=one.key) for one in notice.figures),
            )
            if known
            else Message(
                "add to that notice in units.toml, as it fits: {line}", line=_line_to_add(unknown[0])
            ),
        )
    if incoming.nil and any(incoming.figures.values()):
        raise UsageError(
            Message("a nil report has no figures above nought"),
            fix=Message("leave out --nil or the figures"),
        )


def _line_to_add(name: str) -> str:
    """Return the line of units.toml that declares a figure; a name that is no key is its label."""
    key, label = (name, "开展活动") if _KEY.fullmatch(name) else ("events", name)
    return f'figures = [{{ key = "{key}", label = "{label}", unit = "场次" }}]'


def _require_first(units: Sequence[Unit], entries: Sequence[Entry]) -> None:
    histories = gather(entries)
    for unit in units:
        accepted = histories[unit.id].accepted() if unit.id in histories else {}
        if accepted:
            first = min(report.received_on for report in accepted.values())
            raise UsageError(
                Message(
                    "{unit} has reported already, on {day}; nothing was recorded", unit=unit.name, day=first
                ),
                fix=Message(
                    "add --supplement for a further report, or send the first back with `fedtrack return`"
                ),
            )
