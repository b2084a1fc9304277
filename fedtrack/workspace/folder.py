"""Where the clerk's files are: a folder with `units.toml` in it, found the way git finds its own."""

from __future__ import annotations

import time
from pathlib import Path

from fedtrack.errors import InputError, Message

_BEING_MADE = 5.0
"""Seconds for which an empty ledger may be one that is being made."""
_MOST_MAILED, _MOST_REPORTED = 1, 2
"""Units of which commands killed before their first entry leave something in `sent/` and `received/`."""
UNITS_FILE = "units.toml"
LEDGER_FILE = "fedtrack.db"


class Workspace:
    """The folder and the places in it; nothing is made until something is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units_file = folder / UNITS_FILE
        self.ledger_file = folder / LEDGER_FILE
        self.drafts = folder / "drafts"
        self.sent = folder / "sent"
        self.received = folder / "received"
        self.inbox = folder / "inbox"
        self.exports = folder / "exports"
        self.templates = folder / "templates"

    @property
    def own_paths(self) -> tuple[Path, ...]:
        """What fedtrack keeps here, which is nothing that came in; `inbox/` is."""
        copies = self.folder.glob("fedtrack.*.db*")  # of a damaged ledger, or of one in an older format
        ledger = (self.ledger_file, self.folder / f"{LEDGER_FILE}-journal", *copies)
        folders = (self.drafts, self.sent, self.received, self.exports, self.templates)
        return (self.units_file, *ledger, *folders, self.folder / ".fedtrack.lock")

    def owns(self, path: Path) -> bool:
        """Say whether the path is the roster or the ledger, so that nothing else may be written there."""
        own = (self.units_file, self.ledger_file, self.folder / f"{LEDGER_FILE}-journal")
        return path.resolve() in {one.resolve() for one in own}

    def ledger_is_hollow(self) -> bool:
        """Say whether the ledger's file is there with nothing in it: cut off by a sync drive, perhaps.

        One that another fedtrack is making at this moment is empty for an instant too.
        """
        if not self.ledger_file.is_file():
            return False
        facts = self.ledger_file.stat()
        return facts.st_size == 0 and abs(time.time() - facts.st_mtime) > _BEING_MADE

    def ledger_is_lost(self) -> bool:
        """Say whether there is no ledger, or a hollow one, though what was entered in one lies here."""
        if self.ledger_file.is_file() and not self.ledger_is_hollow():
            return False
        mailed = {mail.stem.partition(" (")[0] for mail in self.sent.glob("*/*/*.eml")}
        reported = {unit.name for unit in self.received.glob("*/*/")}
        return len(mailed) > _MOST_MAILED or len(reported) > _MOST_REPORTED


def find_workspace(*, chosen: Path | None, named: str | None, start: Path) -> Workspace:
    """Return the workspace: `chosen` by -C, else `named` in $FEDTRACK_DIR, else `start` or a parent of it.

    Raises InputError where there is none.
    """
    if chosen is not None or named:
        folder = chosen if chosen is not None else Path(named or "")
        if _has_roster(folder):
            return Workspace(folder.resolve())
        raise InputError(
            Message("there is no units.toml in this folder"),
            where=str(folder),
            fix=Message(
                "name the folder that has it, or start one with `fedtrack init {folder}`", folder=folder
            ),
        )
    for folder in (start, *start.parents):
        if _has_roster(folder):
            return Workspace(folder)
    raise InputError(
        Message("there is no units.toml here or in a folder above"),
        where=str(start),
        fix=Message("go to the folder that has it, name it with -C, or start one with `fedtrack init`"),
    )


def _has_roster(folder: Path) -> bool:
    try:
        return (folder / UNITS_FILE).is_file()
    except (OSError, ValueError):  # a name too long, a folder that may not be looked into
        return False
