"""File what came in as a unit's report: its files into the archive, its entry into the ledger."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from fedtrack.core.arrivals import Form, Reading
from fedtrack.core.entries import NewEntry, facts, live_entries
from fedtrack.core.history import History, gather
from fedtrack.core.judging.contents import is_system
from fedtrack.core.judging.hazards import is_program
from fedtrack.core.judging.titles import bare_name
from fedtrack.core.judging.verdict import ItemKind
from fedtrack.core.judging.words import REPLY
from fedtrack.core.model import Notice, Unit, Via
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.core.reading.figures import figures_of_row
from fedtrack.core.untrusted import one_line
from fedtrack.errors import Message, UsageError
from fedtrack.usecases.received_day import received_day
from fedtrack.usecases.written import Written, require_expected, written

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Roster
    from fedtrack.usecases.parcels import Parcel
    from fedtrack.usecases.ports import Archive, Ledger

_TITLE = 80
_WECHAT = re.compile(r"微信|wechat|weixin|wxid", re.IGNORECASE)
_OA = re.compile(r"(?<![a-z])oa(?![a-z])|办公系统|公文", re.IGNORECASE)
_PAPER = re.compile(r"纸质|书面|盖章件")


class Filing(Struct, frozen=True):
    """What an arrival becomes in the ledger; a joint report is one for each of its units."""

    units: tuple[Unit, ...]
    notice: Notice
    kind: ItemKind
    received_on: date
    received_time: time | None = None
    via: Via = Via.OTHER
    title: str = ""
    figures: dict[str, int | float] = field(default_factory=dict)
    note: str = ""


def prepare_filing(
    arrival: Arrival,
    units: Sequence[Unit],
    notice: Notice,
    kind: ItemKind,
    *,
    as_of: datetime,
    on: datetime | None = None,
) -> Filing:
    """Return what an arrival becomes when it is filed for its units; loose files count from `on`."""
    received = received_day(arrival, notice, as_of=as_of, on=on)
    figures, unclear = figures_of_row(notice.figures, arrival.cells)
    notes = [f"?{text}" for text in unclear]
    remark = next((str(cell) for name, cell in arrival.cells.items() if name in {"备注", "说明"}), "")
    return Filing(
        units=tuple(units),
        notice=notice,
        kind=kind,
        received_on=received.day,
        received_time=received.clock,
        via=_via(arrival),
        title=_title(arrival),
        figures={} if kind == ItemKind.NIL else figures,
        note=one_line("；".join(part for part in (remark, *notes) if part)),
    )


def file_arrival(
    parcel: Parcel,
    filing: Filing,
    *,
    roster: Roster,
    ledger: Ledger,
    archive: Archive,
    as_of: datetime,
    known: Container[str] = (),
) -> Written:
    """Add the report and keep its files, for all its units or none.

    `known` are the ids of the entries that were there when it was looked at, and of those that
    this run has added since.
    A report of a unit that has reported is a supplement. Raises UsageError where the unit is not asked, the
    day is to come, a file is too large or the arrival was filed meanwhile, DocumentError where a file
    cannot be kept.
    """
    notice, units, arrival = filing.notice, filing.units, parcel.arrival
    require_expected(roster, notice, units)
    if filing.received_on > as_of.date():
        raise UsageError(Message("{day} is still to come; nothing was recorded", day=filing.received_on))
    contents = _files(parcel)
    kept: list[FiledFile] = []
    try:
        with ledger.writing() as pen:
            before = pen.entries()
            own = [entry for entry in before if entry.notice == notice.id]
            histories = gather(own)
            later = [entry for entry in live_entries(before) if entry.id not in known]
            _require_new(arrival, filing, contents, later)
            lines = []
            for unit in units:
                reported = bool(histories.get(unit.id, History()).accepted())
                filed = []
                for name, content in contents:
                    filed.append(archive.keep_bytes(name, content, notice=notice.id, unit=unit.id))
                    kept.append(filed[-1])
                report = _report(filing, arrival, filed, supplement=reported)
                lines.append(NewEntry(notice.id, unit.id, report))
            return written(notice, units, pen.append(lines), pen=pen, as_of=as_of)
    except Exception:  # not an interruption, as in `record`
        archive.discard(kept)
        raise


def add_figures(filing: Filing, figures: dict[str, int | float]) -> Filing:
    """Return the filing with figures that the clerk confirmed."""
    return replace(filing, figures={**figures, **filing.figures})


def _report(filing: Filing, arrival: Arrival, kept: Sequence[FiledFile], *, supplement: bool) -> Report:
    return Report(
        received_on=filing.received_on,
        received_time=filing.received_time,
        via=filing.via,
        title=filing.title,
        files=tuple(kept),
        figures=filing.figures,
        nil=filing.kind == ItemKind.NIL,
        note=filing.note,
        supplement=supplement,
        source=arrival.source,
        arrival=arrival.key,
    )


def _require_new(
    arrival: Arrival, filing: Filing, contents: Sequence[tuple[str, bytes]], later: Sequence[Entry]
) -> None:
    """Raise UsageError where another window has filed it since it was looked at, by this way or another."""
    files = {_sha256(content) for _name, content in contents}
    owners = {(filing.notice.id, unit.id) for unit in filing.units}
    for entry, report in facts(later):
        if not isinstance(report, Report):
            continue
        has_them = bool(files) and files <= {file.sha256 for file in report.files}
        if report.arrival == arrival.key or (has_them and (entry.notice, entry.unit) in owners):
            raise UsageError(Message("{source} was filed meanwhile", source=arrival.source))


def _files(parcel: Parcel) -> list[tuple[str, bytes]]:
    """Return what is kept: documents and photos, or the mail itself where that is the report; no program."""
    arrival = parcel.arrival
    contents = parcel.contents()
    if any(file.extract.reading == Reading.TOO_LARGE and not file.sha256 for file in arrival.files):
        raise UsageError(
            Message("{source} is too large to be filed from here", source=arrival.source),
            fix=Message("`fedtrack record UNIT --file FILE` files it, whatever its size"),
        )
    if [file.sha256 for file in arrival.files] != [_sha256(content) for content in contents]:
        raise _changed(arrival)
    keep = [
        (file.name, content)
        for file, content in zip(arrival.files, contents, strict=True)
        if not (file.inline or is_program(file) or is_system(file.name))
    ]
    if not keep and parcel.letter is not None and not any(map(is_program, arrival.files)):
        letter = parcel.letter()
        if _sha256(letter) != parcel.letter_sha256:
            raise _changed(arrival)
        name = one_line(REPLY.sub("", arrival.subject))[:_TITLE] or "mail"
        return [(f"{name}.eml", letter)]
    return keep


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _changed(arrival: Arrival) -> UsageError:
    """Return that the bytes are not those that were looked at: a mailbox was compacted, a zip repacked."""
    return UsageError(
        Message("{source} was changed meanwhile", source=arrival.source),
        fix=Message("collect it once more"),
    )


def _via(arrival: Arrival) -> Via:
    if arrival.form == Form.MAIL:
        return Via.EMAIL
    where = " ".join((*arrival.folders, arrival.source, *map(str, arrival.cells.values())))
    if arrival.form == Form.ROW and _PAPER.search(where):
        return Via.PAPER
    if _WECHAT.search(" ".join(arrival.folders)):
        return Via.WECHAT
    return Via.OA if _OA.search(where) else Via.OTHER


def _title(arrival: Arrival) -> str:
    """Return what the report is called: by its subject or title, else by its first file."""
    names = [bare_name(file.name) for file in arrival.files if not file.inline]
    title = str(arrival.cells.get(arrival.title_column) or "") if arrival.form == Form.ROW else ""
    subject = REPLY.sub("", arrival.subject)
    chosen = title or subject or (names[0] if names else "") or arrival.heading
    return one_line(chosen)[:_TITLE]
