"""Files that came in, as they lie in a folder; the workspace's own are not among them."""

from __future__ import annotations

import math
import os
import stat
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, UsageError, reason_of
from fedtrack.usecases.ports import Inbound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path


class FilePile:
    """The files below some paths, in the order of their names; links are not followed."""

    def __init__(self, paths: Sequence[Path], *, but: Iterable[Path] = (), below: Path | None = None) -> None:
        self._paths = paths
        self._below = below
        self._but = frozenset(path.resolve() for path in but)

    def require(self) -> None:
        """Raise UsageError for a path that is not there."""
        for path, following in zip_longest(self._paths, self._paths[1:]):
            if not _exists(path):
                fix = Message("name what arrived: a folder, a mail, an mbox, a spreadsheet, or `imap`")
                if following is not None and not _exists(following):  # a shell has split one name
                    fix = Message('{fix}; a name with blanks needs English quotes: "微信 文件"', fix=fix)
                raise UsageError(
                    Message("there is no file or folder “{path}”; nothing was collected", path=path), fix=fix
                )

    def files(self) -> Iterator[Inbound]:
        """Yield every file; `source` is its path below the one that was given, or below `below`.

        What cannot be looked at is yielded too, be it a folder: its `read` raises DocumentError.
        """
        for top in self._paths:
            start = self._below or (top if top.is_dir() else top.parent)
            for path, facts in self._walk(top):
                yield Inbound(
                    source=_text(path.relative_to(start).as_posix()),
                    path=str(path),
                    size=facts.st_size if facts else 0,
                    written=_moment(facts.st_mtime if facts else math.inf),
                    read=_reader(path),
                )

    def count(self) -> int:
        """Return how many files there are."""
        return sum(1 for top in self._paths for _ in self._walk(top))

    def _walk(self, top: Path) -> Iterator[tuple[Path, os.stat_result | None]]:
        real = top.resolve()
        waiting = [top]
        while waiting:
            path = waiting.pop()
            if real / path.relative_to(top) in self._but:
                continue
            facts = None
            try:
                facts = path.stat()
                if stat.S_ISDIR(facts.st_mode):
                    inner = sorted(path.iterdir(), key=lambda one: one.name, reverse=True)
                    waiting += [one for one in inner if not one.is_symlink()]
                    continue
                if not stat.S_ISREG(facts.st_mode):
                    continue
            except OSError:  # it is gone, may not be looked at, or has a path too long for the system
                pass
            yield path, facts


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, a folder that may not be looked into
        return False


def _moment(seconds: float) -> datetime:
    """Return a moment by the clerk's own clock; one that no calendar has lies in the far future."""
    try:
        return datetime.fromtimestamp(seconds)  # noqa: DTZ006 - the clerk's own clock
    except (OSError, OverflowError, ValueError):
        return datetime.max  # noqa: DTZ901 - compared with other moments by the clerk's clock


def _text(name: str) -> str:
    """Return a name that can be written down: one that is no Unicode was made on a Chinese Windows."""
    if name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    return os.fsencode(name).decode("gb18030", errors="replace")


def _reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise DocumentError(
                Message("the file cannot be read: {reason}", reason=reason_of(error)), where=str(path)
            ) from error

    return read
