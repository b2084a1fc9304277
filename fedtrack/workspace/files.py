"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, content: bytes, *, synced: bool = True) -> bool:
    """Write the file unless it is there already; say whether it was written.

    Raises OSError; a file half written is never left under its name.
    """
    if path.exists():
        return False
    write_whole(path, content, synced=synced)
    return True


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


def write_beside(path: Path, content: bytes) -> Path:
    """Write the file under its name, or under `name (2)` where another lies there; return which.

    A file that has the same content already is left as it is.
    """
    for number in itertools.count(1):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        if write_new(target, content) or (target.is_file() and target.read_bytes() == content):
            return target
    raise AssertionError
