"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def make_private(root: Path, folder: Path) -> None:
    """Make a folder below `root`, into which others on the computer may not look where it is new.

    What reports and mails say of people is nobody's business; colleagues of the same group may look, as the
    umask has it. Windows goes by the rights of the folder above. Raises OSError.
    """
    root.mkdir(mode=0o770, parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)


def write_new(path: Path, content: bytes, *, synced: bool = True) -> bool:
    """Write the file unless it is there already; say whether it was written.

    Raises OSError; a file half written is never left under its name.
    """
    if path.exists():
        return False
    write_whole(path, content, synced=synced)
    return True


def write_missing(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[list[Path], list[Path]]:
    """Write into a folder what does not lie there yet; return what was written and what was left alone.

    Raises DocumentError where the folder cannot be written to.
    """
    written: list[Path] = []
    kept: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            new = write_new(folder / name, content)
            (written if new else kept).append(folder / name)
    except OSError as error:
        raise DocumentError(
            Message("the folder cannot be made: {reason}", reason=reason_of(error)),
            where=str(folder),
            fix=Message("make room there, or name a folder that you may write to"),
        ) from error
    return written, kept


def write_whole(path: Path, content: bytes, *, synced: bool = True) -> None:
    """Write the file, over an earlier one if there is one, so that it is either the old or the new.

    `synced` waits until the disk has it; what can be made anew need not wait.
    """
    with _written(path, content, synced=synced) as scratch:
        scratch.replace(path)


def write_beside(path: Path, content: bytes, *, synced: bool = True) -> Path:
    """Write the file under its name, or under `name (2)` where another lies there; return which.

    A file that has the same content already is left as it is. Of two processes neither writes over the
    other's file, and one that is killed leaves no file under such a name that is not whole.
    """
    if holds(path, content):
        return path
    with _written(path, content, synced=synced) as scratch:
        return next(
            name for name in _names_beside(path) if _put_in_place(scratch, name) or holds(name, content)
        )


def holds(path: Path, content: bytes) -> bool:
    """Say whether the file is there with this content, which nobody knows of one that may not be read."""
    try:
        return path.is_file() and path.read_bytes() == content
    except PermissionError:  # WPS may hold it
        return False


def _names_beside(path: Path) -> Iterator[Path]:
    """Yield the name and, for where it is taken, `name (2)` and so on without end."""
    yield path
    for number in itertools.count(2):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


@contextlib.contextmanager
def _written(path: Path, content: bytes, *, synced: bool) -> Iterator[Path]:
    """Write the content beside `path` and lend that file to the block, which moves it; it never stays."""
    scratch = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with scratch.open("xb") as file:
            file.write(content)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        yield scratch
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


def _put_in_place(scratch: Path, target: Path) -> bool:
    """Give the file a name that no other has, in one step; say whether the name was free."""
    try:
        if os.name == "nt":
            scratch.rename(target)  # which replaces nothing there
        else:
            target.hardlink_to(scratch)
    except FileExistsError:
        return False
    except OSError:  # a stick or a network drive without links
        return _take_name(scratch, target)
    return True


def _take_name(scratch: Path, target: Path) -> bool:
    """Take the name first, and then move the file there: two steps, where one cannot be had."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        return False
    try:
        scratch.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
    return True
