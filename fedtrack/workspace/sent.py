"""The folder of what was sent: a copy of each mail, `sent/NOTICE/DAY/UNIT.eml`."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, reason_of
from fedtrack.workspace.files import make_private, write_beside

if TYPE_CHECKING:
    from fedtrack.core.message import ReminderMessage


class SentFolder:
    """Copies by notice and day, each the very bytes that the server got."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, message: ReminderMessage, mail: bytes) -> str:
        """Write the mail and return where it lies, never over another.

        Raises DocumentError when the folder cannot be written to.
        """
        folder = self._folder / message.notice / message.day.isoformat()
        try:
            make_private(self._folder, folder)
            return str(write_beside(folder / f"{message.unit}.eml", mail, synced=False))
        except OSError as error:
            raise DocumentError(
                Message("the copy of the mail cannot be written: {reason}", reason=reason_of(error)),
                where=str(folder),
                fix=Message("make room there, or ask for the right to write; this mail was not sent"),
            ) from error

    def mailed(self, notice: str) -> set[tuple[str, str]]:
        """Return the day and the unit of each mail of a notice of which there is a copy."""
        copies = (self._folder / notice).glob("*/*.eml")
        return {(copy.parent.name, copy.stem.partition(" (")[0]) for copy in copies}

    def discard(self, path: str) -> None:
        """Remove the copy of a message that did not go out."""
        with contextlib.suppress(OSError):
            Path(path).unlink()
