"""The shelf of fetched mails: `inbox/FOLDER/UIDVALIDITY/UID.eml`, so that each is fetched once."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import safe_filename
from fedtrack.errors import DocumentError, Message, reason_of
from fedtrack.workspace.files import make_private, write_whole

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"([1-9][0-9]{0,9})\.eml")
_MARKED = re.compile(r"-[0-9a-f]{8}")


class MailShelf:
    """Mails as the server gave them, each in a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def uids(self, folder: str, validity: int) -> frozenset[int]:
        """Return which mails of the folder lie here; other files there, and hollow ones, are none.

        Raises DocumentError where that cannot be seen.
        """
        place = self._place(folder, validity)
        try:
            with os.scandir(place) as entries:
                return frozenset(
                    int(name[1])
                    for entry in entries
                    if (name := _NAME.fullmatch(entry.name)) and entry.is_file() and entry.stat().st_size
                )
        except FileNotFoundError:
            return frozenset()
        except OSError as error:
            raise DocumentError(
                Message("the folder of fetched mails cannot be read: {reason}", reason=reason_of(error)),
                where=str(place),
                fix=Message("ask for the right to read it; nothing was fetched from there"),
            ) from error

    def put(self, folder: str, validity: int, uid: int, raw: bytes) -> None:
        """Keep a mail, on the disk before this returns: it may be gone from the mailbox later.

        Raises DocumentError where it cannot be written.
        """
        path = self._place(folder, validity) / f"{uid}.eml"
        try:
            make_private(self._folder, path.parent)
            write_whole(path, raw)
        except OSError as error:
            raise DocumentError(
                Message("the mail cannot be kept: {reason}", reason=reason_of(error)),
                where=str(path),
                fix=Message("make room there, or ask for the right to write; then fetch again"),
            ) from error

    def _place(self, folder: str, validity: int) -> Path:
        return self._folder / _folder_name(folder) / str(validity)


def _folder_name(folder: str) -> str:
    """Return the name on disk of a folder of the mailbox, which no other one has.

    Where it cannot be quite the same a hash tells it from others, also where case does not: `Sent`
    and `sent` are two folders to a mailbox, and one to Windows. INBOX is the same in any case
    (RFC 9051, 5.1).
    """
    if folder.upper() == "INBOX":
        return "INBOX"
    safe = safe_filename("_".join(safe_filename(part) for part in folder.split("/")))
    if safe == folder == folder.casefold() and not _MARKED.search(folder):
        return safe
    return f"{safe}-{hashlib.sha256(folder.encode()).hexdigest()[:8]}"
