"""The lists in `tests/data/arrivals/`: what came in, and what a careful clerk makes of each item."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

ARRIVALS = Path(__file__).parents[1] / "data" / "arrivals"
UNITS = ARRIVALS / "units.toml"
KNOWN = ARRIVALS / "known.toml"
FRESH = ARRIVALS / "fresh.toml"
LATER = ARRIVALS / "later.toml"
LATEST = ARRIVALS / "latest.toml"
FIFTH = ARRIVALS / "fifth.toml"
SIXTH = ARRIVALS / "sixth.toml"
BALANCED = (KNOWN, FRESH, LATER, LATEST)
"""The lists whose shares of kinds are those of life, and that share no sentence."""
LISTS = (*BALANCED, FIFTH, SIXTH)
"""Each but the first was held out when it was new, and then the rules were mended by its misses."""

Scalar = str | int | float


class Truth(Struct, frozen=True, forbid_unknown_fields=True):
    """What is right for an item, and what else a careful clerk would do (`accept`); an empty text is none."""

    why: str
    unit: str = ""
    notice: str = "2021-38"
    decision: str = "record"
    kind: str = "report"
    accept: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    duplicate_of: str = ""


class Paper(Struct, frozen=True, forbid_unknown_fields=True):
    """A file, attached or in an archive: made as the suffix of its name says, or as `make` says.

    `make` is empty, broken, program, macro or lock; `header` stands on each page of a docx; `same_as` is the
    source of an item whose first file has the same bytes.
    """

    name: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Scalar, ...], ...] = ()
    header: str = ""
    charset: str = "utf-8"
    make: str = ""
    same_as: str = ""
    members: tuple[Paper, ...] = ()
    inline: bool = False


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """What a machine says about a reminder: that it failed, is delayed or was read."""

    kind: str
    address: str
    original: str
    reason: str = ""


class MailItem(Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """A mail of its own (`mail/3.eml`) or one in a box (`box.mbox#0`).

    `by` is the program whose habits its bytes have; `at` when the federation's server took it, in its zone;
    `date` another Date header, `none` for none; `answers` a reminder as notice.unit.day; `quote` how that
    reminder is quoted below the text; `again` the source of a mail with the same Message-ID.
    """

    source: str
    by: str
    sender: str
    at: datetime
    truth: Truth
    name: str = ""
    subject: str = ""
    body: str = ""
    date: str = ""
    answers: str = ""
    quote: str = ""
    again: str = ""
    message_id: str = ""
    headers: dict[str, str] = {}
    files: tuple[Paper, ...] = ()
    report: Report | None = None


class PaperItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that was saved from WeChat, QQ or OA, or one in a zip (`a.zip#b.docx`)."""

    source: str
    truth: Truth
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Scalar, ...], ...] = ()
    header: str = ""
    charset: str = "utf-8"
    make: str = ""
    same_as: str = ""

    def paper(self) -> Paper:
        """Return the file by its name without folders."""
        name = self.source.replace("#", "/").rpartition("/")[2]
        return Paper(name, self.lines, self.rows, self.header, self.charset, self.make, self.same_as)


class SheetItem(Struct, frozen=True, forbid_unknown_fields=True):
    """An online form's export or an OA register: title lines above, its headings, the heading of the date."""

    file: str
    heading: tuple[str, ...]
    dated: str
    above: tuple[str, ...] = ()
    charset: str = "utf-8-sig"


class RowItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a sheet; the number in its source is the one that a spreadsheet shows, from 1.

    `figures` are those of the notice that can be read without doubt.
    """

    source: str
    cells: tuple[Scalar, ...]
    truth: Truth
    figures: dict[str, int] = {}


class ArrivalList(Struct, frozen=True, forbid_unknown_fields=True):
    """One list; `reminder` is what is quoted in replies, with {unit} where the unit's name stands."""

    reminder_subject: str
    reminder: str
    mails: tuple[MailItem, ...]
    papers: tuple[PaperItem, ...]
    sheets: tuple[SheetItem, ...]
    rows: tuple[RowItem, ...]

    def items(self) -> tuple[MailItem | PaperItem | RowItem, ...]:
        """Return all items, in the order of the list."""
        return (*self.mails, *self.papers, *self.rows)


def read_list(path: Path) -> ArrivalList:
    """Return a list; a key that is not known is a mistake in it."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ArrivalList)


def unit_names() -> dict[str, str]:
    """Return the roster's names by their ids."""
    table = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    return {unit["id"]: unit["name"] for unit in table["units"]}


def notice_ids() -> tuple[str, ...]:
    """Return the ids of the roster's notices, closed ones too."""
    table = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    return tuple(notice["id"] for notice in table["notices"])
