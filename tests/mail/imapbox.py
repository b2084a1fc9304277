"""What lies in a folder of the small IMAP server, and how it is told; boxes that lie are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

HEADER_END = b"\r\n\r\n"


def mail_of(number: int, size: int = 0) -> bytes:
    """Return a mail that no other is, of `size` bytes where that is more than it takes."""
    head = f"Subject: {number}\r\nMessage-ID: <{number}@qinghe.example>\r\n\r\n请查收。\r\n".encode()
    return head + b"x" * (size - len(head))


def mails(count: int) -> dict[int, bytes]:
    return {uid: mail_of(uid) for uid in range(1, count + 1)}


class Box:
    """Mails by their UIDs; `searches` and `fetches` are the arguments of what was asked."""

    def __init__(self, mails: Mapping[int, bytes] | None = None, *, validity: int = 1) -> None:
        self.mails = dict(mails or {})
        self.validity = validity
        self.searches: list[str] = []
        self.fetches: list[str] = []

    @property
    def given(self) -> list[int]:
        """The UIDs whose mails or headers were asked for, each as often as it was."""
        asked = [one.split(" ", 1)[0] for one in self.fetches if "BODY.PEEK[" in one]
        return [int(uid) for uids in asked for uid in uids.split(",")]

    def opened(self) -> str:
        """Return what is said when the folder is opened."""
        return f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] valid"

    def search(self, arguments: str) -> str:
        """Return all UIDs, whatever is searched for."""
        self.searches.append(arguments)
        return " ".join(["* SEARCH", *map(str, self.mails)])

    def fetch(self, arguments: str) -> Iterator[bytes]:
        """Yield the answer in pieces, a mail that is no more left out."""
        self.fetches.append(arguments)
        uids, item = arguments.split(" ", 1)
        for uid in map(int, uids.split(",")):
            if uid in self.mails:
                yield from self.tell(uid, item.strip("()"))

    def tell(self, uid: int, item: str) -> Iterator[bytes]:
        """Yield what is said of one mail."""
        raw = self.mails[uid]
        match item:
            case "RFC822.SIZE":
                yield b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, uid, self.announced(uid))
            case "BODY.PEEK[HEADER]":
                head = raw.partition(HEADER_END)[0] + HEADER_END
                yield b"* %d FETCH (UID %d BODY[HEADER] {%d}\r\n%b)\r\n" % (uid, uid, len(head), head)
            case "BODY.PEEK[]":
                yield b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, uid, len(raw), raw)
            case _:
                raise AssertionError(item)

    def announced(self, uid: int) -> int:
        """Return the size that the server tells."""
        return len(self.mails[uid])


class Announcing(Box):
    """Announces sizes that it was told to."""

    def __init__(self, sizes: Mapping[int, int]) -> None:
        super().__init__(mails(len(sizes)))
        self.sizes = sizes

    def announced(self, uid: int) -> int:
        """Return the size that was made up."""
        return self.sizes[uid]


class Saying(Box):
    """Says something else in answer to what is asked for (`item`)."""

    def __init__(self, item: str, *said: bytes, count: int = 1) -> None:
        super().__init__(mails(count))
        self.item = item
        self.said = said

    def fetch(self, arguments: str) -> Iterator[bytes]:
        """Yield what is to be said."""
        if self.item not in arguments:
            yield from super().fetch(arguments)
        else:
            self.fetches.append(arguments)
            yield from self.said


class Dropping(Box):
    """Breaks the connection in the middle of a mail, once."""

    def __init__(self, count: int, *, at: int) -> None:
        super().__init__(mails(count))
        self.at: int | None = at

    def tell(self, uid: int, item: str) -> Iterator[bytes]:
        """Yield half of that mail."""
        if uid == self.at and item == "BODY.PEEK[]":
            self.at = None
            yield b"* 1 FETCH (UID %d BODY[] {%d}\r\nSubj" % (uid, len(self.mails[uid]))
            raise ConnectionAbortedError
        yield from super().tell(uid, item)
