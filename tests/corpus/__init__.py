"""A labelled corpus of what arrives at an invented county: lists in TOML, made into real files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from tests.corpus.items import ArrivalList, MailItem, Paper, RowItem, SheetItem, Truth, read_list
from tests.corpus.mails import build_mail, message_id
from tests.corpus.office import build_xlsx
from tests.corpus.papers import build_csv, build_paper, build_zip
from tests.corpus.scores import Expected, Score, score

__all__ = ["Expected", "Score", "build", "score"]


def build(list_file: Path, folder: Path) -> list[Expected]:
    """Write the items of a list as files below a folder; return what is right for each.

    Raises ValueError where the list does not hold together: a message or a row in another place than its
    source says, a reference to what is not there.
    """
    arrivals = read_list(list_file)
    first: dict[str, bytes] = {}
    for name, content in {
        **_mails(arrivals, first),
        **_papers(arrivals, first),
        **{sheet.file: _sheet(sheet, arrivals.rows) for sheet in arrivals.sheets},
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [
        *(_expected(mail.source, mail.truth, mail.at.date().isoformat()) for mail in arrivals.mails),
        *(_expected(paper.source, paper.truth, None) for paper in arrivals.papers),
        *(_expected(row.source, row.truth, _day(row, arrivals.sheets), row.figures) for row in arrivals.rows),
    ]


def _mails(arrivals: ArrivalList, first: dict[str, bytes]) -> dict[str, bytes]:
    """Return the mails and the boxes by their paths; `first` takes the first file of each."""
    ids = {mail.source: message_id(mail) for mail in arrivals.mails}
    written: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for mail in arrivals.mails:
        files = [(paper, _content(paper, mail.source, first)) for paper in mail.files]
        if files:
            first[mail.source] = files[0][1]
        named = replace(mail, again=ids[mail.again]) if mail.again else mail
        raw = build_mail(named, arrivals, files)
        path, _, number = mail.source.partition("#")
        if not number:
            written[path] = raw
            continue
        if int(number) != counts.setdefault(path, 0):
            raise ValueError(mail.source)
        counts[path] += 1
        written[path] = written.get(path, b"") + _in_box(mail, raw)
    return written


def _in_box(mail: MailItem, raw: bytes) -> bytes:
    """Return a message as it lies in an mbox, its own lines that begin with From marked (mboxrd)."""
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    marked = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
    return f"From {mail.sender} {mail.at:%a %b %d %H:%M:%S %Y}\n".encode() + b"\n".join(marked) + b"\n\n"


def _papers(arrivals: ArrivalList, first: dict[str, bytes]) -> dict[str, bytes]:
    written: dict[str, bytes] = {}
    packed: dict[str, dict[str, bytes]] = {}
    for item in arrivals.papers:
        content = _content(item.paper(), item.source, first)
        first[item.source] = content
        path, _, member = item.source.partition("#")
        if member:
            packed.setdefault(path, {})[member] = content
        else:
            written[path] = content
    return {**written, **{path: build_zip(members) for path, members in packed.items()}}


def _content(paper: Paper, source: str, first: Mapping[str, bytes]) -> bytes:
    if not paper.same_as:
        return build_paper(paper, source)
    if paper.same_as not in first:
        raise ValueError(paper.same_as)
    return first[paper.same_as]


def _sheet(sheet: SheetItem, rows: tuple[RowItem, ...]) -> bytes:
    table: list[tuple[str | int | float, ...]] = [*((line,) for line in sheet.above), sheet.heading]
    for row in rows:
        file, _, number = row.source.partition("#")
        if file != sheet.file:
            continue
        table.append(row.cells)
        if int(number) != len(table) or len(row.cells) != len(sheet.heading):
            raise ValueError(row.source)
    return build_xlsx(table) if sheet.file.endswith(".xlsx") else build_csv(table, sheet.charset)


def _day(row: RowItem, sheets: tuple[SheetItem, ...]) -> str:
    sheet = next(one for one in sheets if one.file == row.source.partition("#")[0])
    return str(row.cells[sheet.heading.index(sheet.dated)])[:10]


def _expected(
    source: str, truth: Truth, received: str | None, figures: Mapping[str, int] | None = None
) -> Expected:
    return Expected(
        source=source,
        unit=truth.unit or None,
        notice=truth.notice or None,
        received=received,
        decision=truth.decision,
        kind=truth.kind,
        accept=truth.accept,
        candidates=truth.candidates,
        duplicate_of=truth.duplicate_of or None,
        figures=figures or {},
        why=truth.why,
    )
