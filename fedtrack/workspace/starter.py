"""The file that a new workspace starts with, and what is known of the federation written into it."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import spelled_out
from fedtrack.errors import DocumentError, Message, UsageError, reason_of
from fedtrack.workspace.files import write_new
from fedtrack.workspace.folder import UNITS_FILE

if TYPE_CHECKING:
    from fedtrack.core.model import Federation

STARTER = Path(__file__).parent.parent / "templates" / "units.toml"
"""A commented `units.toml` without notices and units, in Chinese: the clerk's language."""
_TABLE = re.compile(r"(?ms)^\[federation\].*?(?=^\[)")


def starter_bytes(federation: Federation) -> bytes:
    """Return the starter with what is known of the federation; what is empty stays as the sample has it."""
    fields = ("name", "short_name", "email", "oa", "contact", "phone")
    known = {key: str(getattr(federation, key)) for key in fields if getattr(federation, key)}
    text = STARTER.read_text(encoding="utf-8")
    return _TABLE.sub(lambda found: _filled(found[0], known), text, count=1).encode()


def start_workspace(folder: Path, content: bytes) -> Path:
    """Write the first units.toml into a folder, which is made where there is none; return its path.

    Raises UsageError where there is one already and DocumentError where it cannot be written.
    """
    path = folder / UNITS_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = write_new(path, content)
        if written:  # names and numbers, for nobody else on the computer; Windows goes by the folder
            path.chmod(path.stat().st_mode & ~stat.S_IRWXO)
    except OSError as error:
        raise DocumentError(
            Message("the folder cannot be made: {reason}", reason=reason_of(error)),
            where=str(folder),
            fix=Message("make room there, or name a folder that you may write to"),
        ) from error
    if not written:
        raise _there_is_one(path)
    return path


def require_none(folder: Path) -> None:
    """Raise UsageError where the folder is a workspace already, before anything is read for a new one."""
    path = folder / UNITS_FILE
    if path.exists():
        raise _there_is_one(path)


def _there_is_one(path: Path) -> UsageError:
    return UsageError(
        Message("there is a units.toml already; nothing was changed"),
        where=str(path),
        fix=Message("use it, or name another folder"),
    )


def _filled(table: str, known: dict[str, str]) -> str:
    """Return the table with the values of its keys replaced; comments stay in their column."""
    import tomli_w

    lines = table.splitlines(keepends=True)
    for at, line in enumerate(lines):
        key = line.partition(" = ")[0]
        if key in known:
            written = tomli_w.dumps({key: known[key]}).rstrip("\n")
            comment = line.partition("  #")[2]
            column = len(line.partition("#")[0])
            lines[at] = f"{written:<{column - 2}}  #{comment}" if comment else f"{written}\n"
    return spelled_out("".join(lines), long_escapes=True)
