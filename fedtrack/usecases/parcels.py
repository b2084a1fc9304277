"""What came in, on its way through `collect`: as it was found, and with the decision on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from fedtrack.core.judging.titles import is_copy
from fedtrack.core.judging.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedtrack.core.arrivals import Arrival


class Parcel(NamedTuple):
    """An arrival and the way to its bytes: those of its files in their order, and of the mail as a whole."""

    arrival: Arrival
    contents: Callable[[], tuple[bytes, ...]]
    letter: Callable[[], bytes] | None = None
    letter_sha256: str = ""


class Sorted(Struct):
    """Something that came in with the decision on it; `entry` is where it was filed, now or before."""

    parcel: Parcel
    verdict: Verdict
    entry: str = ""

    @property
    def arrival(self) -> Arrival:
        """What came in."""
        return self.parcel.arrival

    @property
    def order(self) -> tuple[bool, datetime, bool]:
        """What it is sorted by: what came first, then that of which nobody knows when it came.

        Of loose files one whose name says that it is a copy comes last: 总结(2).docx.
        """
        received = self.arrival.received
        if received is None:
            copied = any(is_copy(file.name) for file in self.arrival.files)
            return True, datetime.min, copied  # noqa: DTZ901 - no day in any zone
        return False, received, False
