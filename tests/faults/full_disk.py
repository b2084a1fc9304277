"""A disk that is full from a certain write on, in this process: what needs room fails, the rest works."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest

_NEEDS_ROOM = ("INSERT", "CREATE", "COMMIT")


class Disk:
    """Counts what needs room; from the `last` such thing on there is none."""

    def __init__(self, last: int) -> None:
        self._left = last

    @property
    def is_full(self) -> bool:
        """Whether it has come to that."""
        return self._left <= 0

    def has_room(self) -> bool:
        """Say whether the next thing still fits."""
        self._left -= 1
        return not self.is_full

    def take(self) -> None:
        """Raise what the system raises on a full disk."""
        if not self.has_room():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def full_from(number: int) -> Iterator[Disk]:
    """Let the nth write and all after it fail while the block runs: of files, of folders, of the ledger."""
    disk = Disk(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", _opening(disk))
        for name in ("fsync", "mkdir", "link"):
            patch.setattr(os, name, _taking(disk, getattr(os, name)))
        patch.setattr(sqlite3, "connect", _connecting(disk))
        yield disk


def _taking(disk: Disk, original: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **settings: Any) -> Any:
        disk.take()
        return original(*arguments, **settings)

    return call


def _opening(disk: Disk) -> Callable[..., Any]:
    original = io.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **settings: Any) -> Any:
        if set(mode) & set("wxa+"):
            disk.take()
        stream = original(file, mode, *arguments, **settings)
        if set(mode) & set("wxa+") and "b" in mode:
            return _Filling(disk, stream)
        return stream

    return opened


class _Filling:
    """A file that is written to, of which nothing reaches the disk once that is full."""

    def __init__(self, disk: Disk, stream: Any) -> None:
        self._disk, self._stream = disk, stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self._stream.close()

    def write(self, content: bytes) -> int:
        """Write, where there is room; else half of it."""
        if not self._disk.has_room():
            self._stream.write(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._stream.write(content))


def _connecting(disk: Disk) -> Callable[..., sqlite3.Connection]:
    original = sqlite3.connect

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            if sql.lstrip().startswith(_NEEDS_ROOM) and not disk.has_room():
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return super().execute(sql, *arguments)

    def connect(target: Any, **settings: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = original(target, **settings, factory=Connection)
        return connection

    return connect
