"""Mails out of a folder over IMAP (RFC 9051): nothing is changed there, and memory stays bounded.

BODY.PEEK leaves a mail unread, EXAMINE everything else as it was. A server may announce one size and
send another, or send what nobody asked for: an answer longer than any batch needs ends the connection.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from imapclient import IMAPClient

    from fedtrack.usecases.ports import FetchProgress, Shelf

LEFT_OUT = "X-Fedtrack-Left-Out"
"""The header before all others of a mail that was too large to fetch: how many bytes it has."""
LARGEST = 100 * 1024 * 1024
"""Bytes; of a mail that is larger only the header is fetched."""
_BATCH_BYTES = 10 * 1024 * 1024
_BATCH_MAILS = 20
_UIDS = 500  # in one command: ten digits each keep it below 8,192 octets (RFC 7162, 4)
_LONGEST_ANSWER = LARGEST + 1024 * 1024
_LINE = 1024  # that a short line takes here is more than its bytes
_NUMBERS = range(1, 2**32)  # what a UID and a UIDVALIDITY may be (RFC 9051, 2.3.1.1)
_WHOLE = ("BODY.PEEK[]", b"BODY[]")
_HEADER = ("BODY.PEEK[HEADER]", b"BODY[HEADER]")
_NO_FOLDER = frozenset({rb"\Noselect", rb"\NonExistent"})  # RFC 9051, 7.3.1
_NONSENSE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the library stumbles over in an answer that is none."""


class Fetching:
    """What is fetched over one connection that is logged in; `kept` counts what was put on the shelf.

    Every method raises IMAPClientError or OSError, whatever the server says.
    """

    def __init__(self, client: IMAPClient, shelf: Shelf, progress: FetchProgress) -> None:
        self._client = client
        self._shelf = shelf
        self._progress = progress
        self._allowance = _Allowance(client)
        self._found = 0
        self.kept = 0

    def folders(self) -> list[str]:
        """Return the names of the folders that mails can lie in."""
        with self._asking():
            listed = self._client.list_folders()
            return [str(name) for flags, _delimiter, name in listed if not _NO_FOLDER.intersection(flags)]

    def examine(self, folder: str) -> int:
        """Open the folder for reading only and return its UIDVALIDITY."""
        with self._asking():
            validity = self._client.select_folder(folder, readonly=True).get(b"UIDVALIDITY")
        if isinstance(validity, int) and validity in _NUMBERS:
            return validity
        raise ProtocolError("no UIDVALIDITY")

    def fetch(self, folder: str, validity: int, since: date | None) -> None:
        """Put on the shelf what is not there yet of the open folder, of `since` (by its days) or later.

        A mail that the server will not give out keeps no other from being fetched; it is an error after that.
        """
        new = self._find(since) - self._shelf.uids(folder, validity)
        self._found += len(new)
        self._progress.total(self._found)
        refusals: list[IMAPClientError] = []
        uids = sorted(new)
        for start in range(0, len(uids), _UIDS):
            chunk = uids[start : start + _UIDS]
            sizes = self._sizes(chunk)
            for _vanished in range(len(chunk) - len(sizes)):
                self._progress.step()
            for batch in _batches(sizes):
                told = self._mails(batch, sizes, refusals)
                for uid in batch:
                    if raw := told.pop(uid, b""):
                        self._shelf.put(folder, validity, uid, raw)
                        self.kept += 1
                    self._progress.step()
        if refusals:
            raise refusals[0]

    def _find(self, since: date | None) -> set[int]:
        with self._asking():
            found = self._client.search("ALL" if since is None else ["SINCE", since])
        return {uid for uid in found if uid in _NUMBERS}

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Return the announced sizes in bytes; a mail that is no more has none."""
        with self._asking():
            told = self._client.fetch(uids, ["RFC822.SIZE"])
        sizes = {uid: answer.get(b"RFC822.SIZE") for uid, answer in told.items()}
        return {uid: size if isinstance(size, int) else 0 for uid, size in sizes.items()}

    def _mails(
        self, batch: Sequence[int], sizes: Mapping[int, int], refusals: list[IMAPClientError]
    ) -> dict[int, bytes]:
        """Return the mails of a batch, one by one where the server stumbles over it as a whole."""
        try:
            return self._ask(batch, sizes)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            refusal = error
        if len(batch) == 1:
            refusals.append(refusal)
            return {}
        told: dict[int, bytes] = {}
        for uid in batch:
            told |= self._mails([uid], sizes, refusals)
        if not told:  # it is not about a mail
            raise refusal
        return told

    def _ask(self, batch: Sequence[int], sizes: Mapping[int, int]) -> dict[int, bytes]:
        """Return the mails of a batch by their UIDs; one that is no more is left out."""
        too_large = sizes[batch[0]] > LARGEST
        item, key = _HEADER if too_large else _WHOLE
        with self._asking():
            told = self._client.fetch(batch, [item])
        bodies = {uid: answer.get(key) for uid, answer in told.items()}
        return {
            uid: f"{LEFT_OUT}: {sizes[uid]}\r\n".encode() + body if too_large else body
            for uid, body in bodies.items()
            if isinstance(body, bytes)
        }

    @contextmanager
    def _asking(self) -> Iterator[None]:
        self._allowance.renew()
        try:
            yield
        except _NONSENSE as error:
            raise ProtocolError("an answer that makes no sense") from error


class _Allowance:
    """How much a server may say to one command.

    imaplib reads through `read` and `readline` alone, and documents them as what one may override;
    IMAPClient has no way to it but the one taken here.
    """

    def __init__(self, client: IMAPClient) -> None:
        self._imap = client._imap  # noqa: SLF001
        self._imap.debug = 0  # IMAPClient's 5 spells every mail out for a log
        self._read = self._imap.read
        self._readline = self._imap.readline
        self._imap.read = self.read
        self._imap.readline = self.readline
        self.renew()

    def renew(self) -> None:
        """Let the next command have its answer, and forget what was said without being asked."""
        self._imap.untagged_responses.clear()
        self._left = _LONGEST_ANSWER

    def read(self, size: int) -> bytes:
        """Return the bytes of a literal, of which the server has just announced so many."""
        self._take(size)
        return bytes(self._read(size))

    def readline(self) -> bytes:
        """Return the next line; imaplib takes a million bytes for the longest."""
        line = bytes(self._readline())
        self._take(max(len(line), _LINE))
        return line

    def _take(self, size: int) -> None:
        if size > self._left:
            raise IMAPClientAbortError("an answer that is far too long")
        self._left -= size


def _batches(sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield the UIDs in batches of a bounded count and size; what is larger than a batch goes alone."""
    batch: list[int] = []
    room = _BATCH_BYTES
    for uid, size in sizes.items():
        if batch and (len(batch) == _BATCH_MAILS or size > room):
            yield batch
            batch, room = [], _BATCH_BYTES
        batch.append(uid)
        room -= size
    if batch:
        yield batch
