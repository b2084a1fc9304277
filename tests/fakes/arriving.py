"""A pile, letters, documents and a shelf in memory: what they hold is told beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from fedtrack.core.arrivals import Extract, Mail, Reading
from fedtrack.errors import DocumentError, Message
from fedtrack.usecases.ports import Inbound, Member

WRITTEN = datetime.fromisoformat("2020-03-17T09:00")


def _same(content: bytes | None) -> bytes | None:
    return content


def _unreadable(where: str) -> DocumentError:
    return DocumentError(Message("the file cannot be read"), where=where)


class FakePile:
    """Files by their sources; one whose content is None lies there and cannot be read."""

    def __init__(
        self,
        things: Mapping[str, bytes | None],
        *,
        written: datetime = WRITTEN,
        sizes: Mapping[str, int] | None = None,
    ) -> None:
        self.things = dict(things)
        self.written = written
        self.sizes = sizes or {}
        self.read: list[str] = []

    def files(self) -> Iterator[Inbound]:
        """Yield them in the order of their names."""
        for source in sorted(self.things):
            size = self.sizes.get(source, len(self.things[source] or b""))
            yield Inbound(source, f"/pile/{source}", size, self.written, self._reader(source))

    def _reader(self, source: str) -> Callable[[], bytes]:
        def read() -> bytes:
            self.read.append(source)
            content = self.things.get(source)
            if content is None:
                raise _unreadable(source)
            return content

        return read


class FakeLetters:
    """Mails by their bytes, boxes by their paths; a box that is not told of cannot be read."""

    def __init__(
        self,
        mails: Mapping[bytes, Mail] | None = None,
        boxes: Mapping[str, Sequence[bytes]] | None = None,
    ) -> None:
        self.mails = mails or {}
        self.boxes = boxes or {}

    def open_mail(self, raw: bytes) -> Mail:
        """Return what was told of these bytes, else a mail without anything."""
        return self.mails.get(raw, Mail())

    def open_box(self, path: str) -> Iterator[Callable[[], bytes]]:
        """Yield what returns each mail."""
        if path not in self.boxes:
            raise _unreadable(path)
        for raw in self.boxes[path]:
            yield partial(bytes, raw)


class FakeDocuments:
    """Files are texts; what else some bytes are, and which are zips, is told. A None member is too much."""

    def __init__(
        self,
        extracts: Mapping[bytes, Extract] | None = None,
        zips: Mapping[bytes, Sequence[tuple[str, bytes | None]]] | None = None,
    ) -> None:
        self.extracts = extracts or {}
        self.zips = zips or {}

    def open_document(self, name: str, content: bytes) -> Extract:  # noqa: ARG002 - as the port has it
        """Return its lines."""
        if not content:
            return Extract(Reading.EMPTY)
        lines = content.decode(errors="replace").splitlines()
        told = Extract(Reading.READ, tuple(line.strip() for line in lines if line.strip()))
        return self.extracts.get(content, told)

    def open_html(self, html: str) -> str:
        """Return the page without its marks of a paragraph."""
        return html.replace("<p>", "\n").strip()

    def open_zip(self, content: bytes) -> tuple[Member, ...] | None:
        """Return the files in a zip that was told of."""
        if content not in self.zips:
            return None
        return tuple(
            Member(name, len(inside or b""), partial(_same, inside)) for name, inside in self.zips[content]
        )


class FakeShelf:
    """Fetched mails by folder, UIDVALIDITY and UID."""

    def __init__(self) -> None:
        self.mails: dict[tuple[str, int, int], bytes] = {}

    def uids(self, folder: str, validity: int) -> frozenset[int]:
        """Return the UIDs of the folder."""
        return frozenset(uid for name, valid, uid in self.mails if (name, valid) == (folder, validity))

    def put(self, folder: str, validity: int, uid: int, raw: bytes) -> None:
        """Keep a mail."""
        self.mails[folder, validity, uid] = raw
