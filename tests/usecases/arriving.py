"""Arrivals and parcels made in a line, for the tests of what is done with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from fedtrack.core.arrivals import Arrival, Extract, Form, Machine, Reading, ReceivedFile, Undelivered
from fedtrack.core.judging.verdict import ItemKind
from fedtrack.core.model import Notice, Roster, Unit
from fedtrack.usecases.file_arrival import Filing, file_arrival, prepare_filing
from fedtrack.usecases.parcels import Parcel
from fedtrack.usecases.written import Written
from tests.fakes.edges import FakeArchive
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import march

CAME = datetime.fromisoformat("2020-03-18T16:30:45.5")
MAIL = b"Subject: the mail as it came"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def a_file(name: str, content: bytes = b"x", **fields: Any) -> ReceivedFile:
    """Return what is known of a file whose text is its bytes."""
    lines = tuple(content.decode(errors="replace").splitlines())
    return ReceivedFile(name, len(content), digest(content), Extract(Reading.READ, lines), **fields)


def a_mail(
    number: int = 1,
    *,
    files: Mapping[str, bytes] | None = None,
    sender: str = "baishi@qinghe.example",
    subject: str = "白石镇“三八”节活动总结",
    **fields: Any,
) -> Parcel:
    """Return a mail of 白石镇妇联, certain unless something else is told."""
    held = files or {}
    known = tuple(a_file(name, content) for name, content in held.items())
    told = {
        "source": f"{number}.eml",
        "key": f"mail:<{number}@x>",
        "received": CAME,
        "files": known,
        "text": "请查收附件。",
        "message_id": f"<{number}@x>",
        **fields,
    }
    arrival = Arrival(form=Form.MAIL, sender=sender, subject=subject, **told)
    return Parcel(arrival, lambda: tuple(held.values()), lambda: MAIL, digest(MAIL))


def a_loose_file(name: str, content: bytes = b"x", **fields: Any) -> Parcel:
    """Return a file of which nobody knows when it came."""
    *folders, last = name.split("/")
    told = {"key": f"file:{digest(content)}", "form": Form.FILE, "files": (a_file(last, content),), **fields}
    arrival = Arrival(source=name, folders=tuple(folders), **told)
    return Parcel(arrival, lambda: (content,))


def a_row(number: int, cells: Mapping[str, Any], **fields: Any) -> Parcel:
    """Return a line of a form."""
    told = {"received": CAME, "unit_columns": ("单位名称",), "heading": "“三八”节活动统计", **fields}
    arrival = Arrival(
        source=f"form.xlsx#{number}", key=f"row:{number}", form=Form.ROW, cells=dict(cells), **told
    )
    return Parcel(arrival, tuple)


def a_bounce(number: int, *addresses: str, original: str = "", **fields: Any) -> Arrival:
    """Return that a mail of ours did not reach these addresses."""
    lost = tuple(Undelivered(address, original, "550 no\nsuch user") for address in addresses)
    told = {"received": CAME, "machine": Machine.BOUNCE, **fields}
    return Arrival(
        source=f"{number}.eml", key=f"mail:<{number}@mx>", form=Form.MAIL, undelivered=lost, **told
    )


class FilingDesk:
    """A clerk on 20 March who files what came in."""

    def __init__(self, roster: Roster, notice: Notice, ledger: FakeLedger, archive: FakeArchive) -> None:
        self.roster, self.notice, self.ledger, self.archive = roster, notice, ledger, archive
        self.known: set[str] = set()

    def prepare(
        self,
        parcel: Parcel,
        *units: Unit,
        kind: ItemKind = ItemKind.REPORT,
        on: datetime | None = None,
        notice: Notice | None = None,
    ) -> Filing:
        chosen = units or self.roster.units[:1]
        return prepare_filing(
            parcel.arrival, chosen, notice or self.notice, kind, as_of=march(20, time(12)), on=on
        )

    def file(self, parcel: Parcel, *units: Unit, filing: Filing | None = None, **how: Any) -> Written:
        return file_arrival(
            parcel,
            filing or self.prepare(parcel, *units, **how),
            roster=self.roster,
            ledger=self.ledger,
            archive=self.archive,
            as_of=march(20),
            known=self.known,
        )
