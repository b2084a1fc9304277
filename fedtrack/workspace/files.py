"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
from typing import TYPE_CHECKING

from fedtrack.errors import DocumentError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable
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
            Message("the folder cannot be made: {reason}", reason=error.strerror),
            where=str(folder),
            fix=Message("name a folder that you may write to"),
        ) from error
    return written, kept


def write_whole(path: Path, content: bytes, *, synced: bool = True) -> None:
    """Write the file, over an earlier one if there is one, so that it is either the old or the new.

    `synced` waits until the disk has it; what can be made anew need not wait.
    """
    scratch = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with scratch.open("xb") as file:
            file.write(content)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        scratch.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            scratch.unlink()
        raise


def write_beside(path: Path, content: bytes, *, synced: bool = True) -> Path:
    """Write the file under its name, or under `name (2)` where another lies there; return which.

    A file that has the same content already is left as it is. The name is taken before the content is
    written, so that of two processes neither writes over the other's file.
    """
    for number in itertools.count(1):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        if _take_name(target):
            try:
                write_whole(target, content, synced=synced)
            except BaseException:
                with contextlib.suppress(OSError):
                    target.unlink()
                raise
            return target
        if target.is_file() and target.read_bytes() == content:
            return target
    raise AssertionError


def _take_name(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
