"""Where the files of reports are kept: `received/NOTICE/UNIT/`."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from fedtrack.core.payloads import FiledFile
from fedtrack.core.untrusted import safe_filename, visible
from fedtrack.errors import DocumentError, Message, UsageError, reason_of
from fedtrack.workspace.files import make_private, write_beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ReceivedFolder:
    """The archive of one workspace; `start` is where the clerk's relative paths begin."""

    def __init__(self, workspace: Path, received: Path, *, start: Path) -> None:
        self._workspace = workspace
        self._received = received
        self._start = start
        self._made: set[str] = set()

    def keep(self, source: str, *, notice: str, unit: str) -> FiledFile:
        """Copy a file into the unit's folder under a safe name, never over another file.

        A file that lies there already with the same bytes is kept once. Raises UsageError for a
        source that is no file, DocumentError when the copy cannot be made.
        """
        path = self._start / source
        if not _is_file(path):
            raise UsageError(
                Message("there is no file {path}; nothing was recorded", path=source),
                fix=Message("check the name; a folder has to be packed as a zip first"),
            )
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _not_copied(path, error) from error
        return self.keep_bytes(path.name, content, notice=notice, unit=unit)

    def keep_bytes(self, name: str, content: bytes, *, notice: str, unit: str) -> FiledFile:
        """Write bytes that came in into the unit's folder under a safe name, never over another file.

        Raises DocumentError when that cannot be done.
        """
        folder = self._received / notice / unit
        try:
            make_private(self._received, folder)
            wanted = folder / safe_filename(name)
            there = set(folder.iterdir())
            target = write_beside(wanted, content)
            if target not in there:
                self._made.add(target.relative_to(self._workspace).as_posix())
        except OSError as error:
            raise _not_copied(folder / safe_filename(name), error) from error
        return FiledFile(
            path=target.relative_to(self._workspace).as_posix(),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            original=visible(name),
        )

    def discard(self, filed: Sequence[FiledFile]) -> None:
        """Remove what this archive has copied for an entry that could not be written."""
        for file in filed:
            if file.path in self._made:
                with contextlib.suppress(OSError):
                    (self._workspace / file.path).unlink()
                self._made.discard(file.path)

    def holds(self, filed: FiledFile) -> bool:
        """Say whether a filed file is in its place, with the bytes that it came with."""
        path = self._workspace / filed.path
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == filed.sha256


def _not_copied(path: Path, error: OSError) -> DocumentError:
    return DocumentError(
        Message("the file cannot be copied: {reason}; nothing was recorded", reason=reason_of(error)),
        where=str(path),
        fix=Message("check that the file can be read and that received/ has room"),
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a character that no name has
        return False
