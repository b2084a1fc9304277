"""An archive, a folder of drafts and a wording, all in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from fedtrack.core.message import ReminderMessage
from fedtrack.core.payloads import FiledFile
from fedtrack.errors import DocumentError, Message, UsageError
from fedtrack.usecases.ports import Draft


class FakeArchive:
    """Keeps the names of files; a source called `missing` is not there."""

    def __init__(self) -> None:
        self.kept: list[FiledFile] = []

    def keep(self, source: str, *, notice: str, unit: str) -> FiledFile:
        """Note the file."""
        if source == "missing":
            raise UsageError(Message("there is no file “{path}”", path=source))
        filed = FiledFile(f"received/{notice}/{unit}/{source}", "0" * 64, 1, source)
        self.kept.append(filed)
        return filed

    def keep_bytes(self, name: str, content: bytes, *, notice: str, unit: str) -> FiledFile:
        """Note the bytes that came in; a file called `missing` cannot be kept."""
        if name == "missing":
            raise DocumentError(Message("the file cannot be copied"))
        digest = hashlib.sha256(content).hexdigest()
        filed = FiledFile(f"received/{notice}/{unit}/{name}", digest, len(content), name)
        self.kept.append(filed)
        return filed

    def discard(self, filed: Sequence[FiledFile]) -> None:
        """Forget the files."""
        self.kept = [one for one in self.kept if one not in filed]


class FakeDrafts:
    """Keeps the messages that were put."""

    def __init__(self) -> None:
        self.put_down: list[ReminderMessage] = []

    def put(self, message: ReminderMessage) -> Draft:
        """Note the message."""
        self.put_down.append(message)
        return Draft(f"{message.unit}.txt", f"{message.unit}.eml" if message.to else None)


class FakeWording:
    """Says the template's name and the values it was given."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []

    def say(self, template: str, values: dict[str, object]) -> str:
        """Return a subject, an empty line and a body."""
        self.asked.append((template, values))
        return f"{template}\n\n{values.get('unit', values.get('units'))} {values['due']}\n"
