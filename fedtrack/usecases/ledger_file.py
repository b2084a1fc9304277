"""What the use cases ask of the file that the ledger lies in, sound or not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from fedtrack.errors import Fault


class LedgerReport(Struct, frozen=True):
    """What a look at the ledger file found."""

    exists: bool
    sound: bool
    faults: tuple[Fault, ...] = ()


class LostEntry(Struct, frozen=True):
    """An entry that the file once had and that cannot be read any more: its row, counted from 1.

    An index may still know its `id`, the moment that is in it (UTC) and its `notice`.
    """

    row: int
    id: str = ""
    notice: str = ""
    written_at: datetime | None = None


class Rescue(Struct, frozen=True):
    """What of a damaged ledger can be read, or was saved; `backup` is where the damaged file was kept.

    `newest_at` is when the last of the saved entries was written down (UTC). Where the file was `cut_off`,
    later ones are missing too, and nothing tells how many.
    """

    saved: int
    newest_at: datetime | None = None
    lost: tuple[LostEntry, ...] = ()
    cut_off: bool = False
    backup: str = ""

    @property
    def whole(self) -> bool:
        """Whether every entry that was ever in the file is among the saved."""
        return not self.lost and not self.cut_off


class LedgerFile(Protocol):
    """The ledger as a file."""

    def inspect(self) -> LedgerReport:
        """Return whether the file is whole."""

    def rescue(self) -> Rescue:
        """Return what a repair would save; changes nothing. Raises as `repair`."""

    def repair(self) -> Rescue:
        """Keep the damaged file beside the ledger, and replace it by one with all that can be read.

        Raises LedgerError for a file that others hold, that may not be read or written to, that a newer
        fedtrack wrote, or of which not one entry can be read; then nothing was replaced.
        """
