"""The folder of drafts: one `.eml` and one `.txt` a unit, never over what the clerk has edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, reason_of
from fedtrack.usecases.ports import Draft
from fedtrack.workspace.files import make_private, write_new

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fedtrack.core.message import ReminderMessage


class DraftFolder:
    """Drafts in `drafts/NOTICE/DAY/UNIT`, or as `NOTICE_DAY_UNIT` in a folder that the clerk names.

    `as_mail` turns a message into the bytes of its `.eml`.
    """

    def __init__(
        self, folder: Path, *, sorted_by_day: bool, as_mail: Callable[[ReminderMessage], bytes]
    ) -> None:
        self._folder = folder
        self._as_mail = as_mail
        self._sorted_by_day = sorted_by_day

    def put(self, message: ReminderMessage) -> Draft:
        """Write the message as a mail and as a text, unless they lie there already.

        Raises DocumentError when the folder cannot be written to.
        """
        folder, name = self._folder, message.unit
        if self._sorted_by_day:
            folder = folder / message.notice / message.day.isoformat()
        else:
            name = f"{message.notice}_{message.day}_{message.unit}"
        text, mail = folder / f"{name}.txt", folder / f"{name}.eml"
        try:
            make_private(self._folder, folder)
            # CRLF and a byte order mark: what Notepad and WPS take for Chinese text without asking
            words = f"{message.subject}\n\n{message.body}".replace("\n", "\r\n")
            write_new(text, words.encode("utf-8-sig"), synced=False)
            if message.to:
                write_new(mail, self._as_mail(message), synced=False)
        except OSError as error:
            raise DocumentError(
                Message("the draft cannot be written: {reason}", reason=reason_of(error)),
                where=str(folder),
                fix=Message(
                    "make room there or name another folder with --out; nothing was noted as reminded"
                ),
            ) from error
        return Draft(text=str(text), mail=str(mail) if message.to else None)

    def lying(self, notice: str, day: str, unit: str) -> list[Path]:
        """Return the files of a draft that lie in the folder of its day."""
        files = (self._folder / notice / day / f"{unit}{suffix}" for suffix in (".eml", ".txt"))
        return [file for file in files if file.is_file()]
