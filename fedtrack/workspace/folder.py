"""Where the clerk's files are: a folder with `units.toml` in it, found the way git finds its own."""

from __future__ import annotations

from pathlib import Path

from fedtrack.errors import InputError, Message

UNITS_FILE = "units.toml"
LEDGER_FILE = "fedtrack.db"


class Workspace:
    """The folder and the places in it; nothing is made until something is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units_file = folder / UNITS_FILE
        self.ledger_file = folder / LEDGER_FILE
        self.drafts = folder / "drafts"
        self.received = folder / "received"
        self.exports = folder / "exports"
        self.templates = folder / "templates"


def find_workspace(*, chosen: Path | None, named: str | None, start: Path) -> Workspace:
    """Return the workspace: `chosen` by -C, else `named` in $FEDTRACK_DIR, else `start` or a parent of it.

    Raises InputError where there is none.
    """
    if chosen is not None or named:
        folder = chosen if chosen is not None else Path(named or "")
        if (folder / UNITS_FILE).is_file():
            return Workspace(folder.resolve())
        raise InputError(
            Message("there is no units.toml in this folder"),
            where=str(folder),
            fix=Message(
                "name the folder that has it, or start one with `fedtrack init {folder}`", folder=folder
            ),
        )
    for folder in (start, *start.parents):
        if (folder / UNITS_FILE).is_file():
            return Workspace(folder)
    raise InputError(
        Message("there is no units.toml here or in a folder above"),
        where=str(start),
        fix=Message("go to the folder that has it, name it with -C, or start one with `fedtrack init`"),
    )
