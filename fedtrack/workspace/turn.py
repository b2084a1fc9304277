"""One fedtrack at a time sends from a folder: the lock ends with the process, however that ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def turn_to_send(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait for our turn and hold it; `waiting` is called once where another fedtrack is sending.

    A folder on a network drive may not pass the lock on to other computers; the claims in the ledger
    hold there all the same.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".fedtrack.lock")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
    except OSError as error:
        raise DocumentError(
            Message("the folder cannot be written to: {reason}", reason=reason_of(error)),
            where=str(folder),
            fix=Message("check that it is not read-only, or copy it to a place of your own"),
        ) from error
    try:
        yield
    finally:
        lock.release()
