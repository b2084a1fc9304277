"""Make arrivals of what lies there: one of each mail, file, file in a zip, and line of a form."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.arrivals import Arrival, Extract, Form, Reading, ReceivedFile
from fedtrack.core.judging.hazards import suffix
from fedtrack.core.judging.titles import bare_name
from fedtrack.core.programs import ACTIVE
from fedtrack.core.reading.forms import find_form, form_lines, read_when
from fedtrack.core.reading.quoting import split_quoted
from fedtrack.errors import DocumentError
from fedtrack.usecases.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, tzinfo

    from fedtrack.core.arrivals import Mail, Sheet
    from fedtrack.usecases.ports import Documents, Inbound, Letters, Member, Pile

_LARGEST = 120_000_000
"""Bytes of a file above which it is not opened: a mail with 80 MB of attachments."""
_EXPORT_NUMBER = re.compile(r"[\s_()（）\-\d]{1,40}$")
"""What an online form adds to its name at each export: its lines stay the same lines."""

_MOST_NAMES = 200
"""Names of files in a zip that are looked at."""


class Gatherer:
    """Opens everything that lies on a pile, one thing at a time."""

    def __init__(self, letters: Letters, documents: Documents, zone: tzinfo) -> None:
        self._letters = letters
        self._documents = documents
        self._zone = zone

    def gather(self, pile: Pile, step: Callable[[str], None] = lambda _source: None) -> Iterator[Parcel]:
        """Yield what came in; `step` hears of each file before it is opened."""
        for inbound in pile.files():
            step(inbound.source)
            yield from self._open(inbound)

    def _open(self, inbound: Inbound) -> Iterator[Parcel]:
        if suffix(inbound.source) in {"mbox", "mbx"}:
            yield from self._box(inbound)
            return
        if inbound.size > _LARGEST:
            yield self._unopened(inbound, Reading.TOO_LARGE)
            return
        try:
            content = inbound.read()
        except DocumentError:
            yield self._unopened(inbound, Reading.BROKEN)
            return
        if suffix(inbound.source) == "eml":
            yield self._mail(inbound.source, inbound.read, content)
        elif suffix(inbound.source) == "zip":
            yield from self._zip(inbound, content)
        else:
            yield from self._file(inbound, content)

    def _box(self, inbound: Inbound) -> Iterator[Parcel]:
        try:
            for number, read in enumerate(self._letters.open_box(inbound.path)):
                yield self._mail(f"{inbound.source}#{number}", read)
        except DocumentError:
            yield self._unopened(inbound, Reading.BROKEN)

    def _mail(self, source: str, read: Callable[[], bytes], raw: bytes | None = None) -> Parcel:
        raw = read() if raw is None else raw
        mail = self._letters.open_mail(raw)
        text = mail.text if mail.text.strip() else self._documents.open_html(mail.html) if mail.html else ""
        new, quoted = split_quoted(text)
        arrival = Arrival(
            source=source,
            key=f"mail:{mail.message_id or _digest(raw)}",
            form=Form.MAIL,
            received=self._local(mail),
            sender=mail.sender,
            sender_name=mail.sender_name,
            subject=mail.subject,
            message_id=mail.message_id,
            answers=mail.answers,
            text=new,
            quoted=quoted,
            files=tuple(self._received(file.name, file.content, inline=file.inline) for file in mail.files),
            machine=mail.machine,
            undelivered=mail.undelivered,
            faults=mail.faults,
        )
        letters = self._letters
        return Parcel(
            arrival,
            lambda: tuple(file.content for file in letters.open_mail(read()).files),
            read,
            hashlib.sha256(raw).hexdigest(),
        )

    def _local(self, mail: Mail) -> datetime | None:
        if mail.received is None:
            return None
        return mail.received.astimezone(self._zone).replace(tzinfo=None)

    def _file(self, inbound: Inbound, content: bytes) -> Iterator[Parcel]:
        folders, name = _split(inbound.source)
        file = self._received(name, content)
        rows = [
            row
            for number, sheet in enumerate(file.extract.sheets)
            for row in self._rows(inbound, sheet, first=number == 0)
        ]
        if rows:
            yield from rows
            return
        yield Parcel(
            _loose(inbound.source, file, Form.FILE, folders, inbound.written), lambda: (inbound.read(),)
        )

    def _rows(self, inbound: Inbound, sheet: Sheet, *, first: bool) -> Iterator[Parcel]:
        source, table = inbound.source, find_form(sheet)
        if table is None:
            return
        form_name = bare_name(_split(source)[1])
        heading = " ".join(part for part in (form_name, table.heading) if part)
        same_form = _EXPORT_NUMBER.sub("", form_name)
        for line in form_lines(sheet, table):
            received, clock_known = read_when(line.cells.get(table.when_column), until=inbound.written.date())
            told = "\n".join(
                [same_form, table.heading, *(f"{name}={value}" for name, value in line.cells.items())]
            )
            arrival = Arrival(
                source=f"{source}#{line.number}" if first else f"{source}#{sheet.name}!{line.number}",
                key=f"row:{_digest(told.encode())}",
                form=Form.ROW,
                received=received,
                clock_known=clock_known,
                written=inbound.written,
                heading=heading,
                cells=line.cells,
                unit_columns=table.unit_columns,
                title_column=table.title_column,
            )
            yield Parcel(arrival, tuple)

    def _zip(self, inbound: Inbound, content: bytes) -> Iterator[Parcel]:
        members = self._documents.open_zip(content)
        folders, name = _split(inbound.source)
        if members is None:
            sealed = ReceivedFile(name, len(content), _digest(content), Extract(Reading.BROKEN))
            yield Parcel(
                _loose(inbound.source, sealed, Form.FILE, folders, inbound.written), lambda: (inbound.read(),)
            )
            return
        for position, member in enumerate(members):
            inner, inner_name = _split(member.name)
            bytes_of = _reader(self._documents, inbound, position)
            held = member.read()
            file = (
                ReceivedFile(inner_name, member.size, "", Extract(Reading.TOO_LARGE))
                if held is None
                else self._received(inner_name, held)
            )
            yield Parcel(
                _loose(
                    f"{inbound.source}#{member.name}",
                    file,
                    Form.MEMBER,
                    (*folders, bare_name(name), *inner),
                    inbound.written,
                ),
                bytes_of,
            )

    def _unopened(self, inbound: Inbound, reading: Reading) -> Parcel:
        folders, name = _split(inbound.source)
        file = ReceivedFile(name, inbound.size, "", Extract(reading))
        arrival = _loose(inbound.source, file, Form.FILE, folders, inbound.written)
        return Parcel(arrival, tuple if reading == Reading.TOO_LARGE else lambda: (inbound.read(),))

    def _received(self, name: str, content: bytes, *, inline: bool = False) -> ReceivedFile:
        extract = self._documents.open_document(name, content)
        if suffix(name) == "zip":
            extract = self._packed(content, extract)
        return ReceivedFile(name, len(content), _digest(content), extract, inline)

    def _packed(self, content: bytes, extract: Extract) -> Extract:
        """Return what is to be known of a zip in a mail: whether it can be opened, and holds a program."""
        members = self._documents.open_zip(content) if content else None
        if members is None:
            return extract if extract.reading != Reading.READ else replace(extract, reading=Reading.BROKEN)
        names = tuple(member.name for member in members)
        active = extract.active or any(suffix(name) in ACTIVE for name in names)
        return replace(extract, reading=Reading.READ, packed=names[:_MOST_NAMES], active=active)


def _reader(documents: Documents, inbound: Inbound, position: int) -> Callable[[], tuple[bytes, ...]]:
    """Return what opens a zip once more and returns the bytes of one file in it: two may share a name."""

    def read() -> tuple[bytes, ...]:
        members: tuple[Member, ...] = documents.open_zip(inbound.read()) or ()
        return tuple(
            content for member in members[position : position + 1] if (content := member.read()) is not None
        )

    return read


def _loose(
    source: str, file: ReceivedFile, form: Form, folders: tuple[str, ...], written: datetime
) -> Arrival:
    told = f"{file.name}\n{file.sha256 or f'{file.size} {source}'}"
    return Arrival(
        source=source,
        key=f"file:{_digest(told.encode())}",
        form=form,
        written=written,
        files=(file,),
        folders=folders,
    )


def _split(path: str) -> tuple[tuple[str, ...], str]:
    """Return the folders and the name of a path with `/`."""
    *folders, name = path.replace("\\", "/").split("/")
    return tuple(folder for folder in folders if folder), name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
