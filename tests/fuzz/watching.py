"""What every reader promises of whatever it is given: no traceback, bounded time and memory, no noise.

`FEDTRACK_FUZZ=20` tries twenty times as many inputs, other ones each time, and larger ones.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, settings

from fedtrack.errors import FedtrackError

try:
    from resource import RUSAGE_SELF, getrusage
except ImportError:  # Windows
    getrusage = None  # type: ignore[assignment]

TIMES = max(1, int(os.environ.get("FEDTRACK_FUZZ", "1")))
LARGEST = 30_000 if TIMES == 1 else 1_000_000
"""Characters or bytes of an input that was blown up."""
MOST_SECONDS = 20
MOST_MEGABYTES = 400
LONGEST_ERROR = 30_000
"""Characters of all lines of an error: a file can have many faults, but none is endless."""
_KILOBYTES = 1000
_QUIET = (DeprecationWarning, PendingDeprecationWarning, ResourceWarning)
"""Warnings that Python shows to developers only."""


@dataclass
class Tally:
    """What a reader went through so far."""

    inputs: int = 0
    refused: int = 0
    longest: float = 0
    megabytes: float = 0


TALLIES: dict[str, Tally] = {}


def fuzzed(examples: int) -> settings:
    """Return a decorator by which a test is given so many examples, the same ones each time."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@contextlib.contextmanager
def watched(reader: str, *refusals: type[Exception]) -> Iterator[None]:
    """Let only `refusals` end what is done here, and nothing of it be said, take long or fill the memory."""
    tally = TALLIES.setdefault(reader, Tally())
    memory, clock, said = _megabytes(), time.process_time(), ""
    with _silence():
        try:
            yield
        except refusals as error:
            tally.refused += 1
            said = str(error) if isinstance(error, FedtrackError) else ""
    assert len(said) < LONGEST_ERROR
    seconds, grown = time.process_time() - clock, _megabytes() - memory
    tally.inputs += 1
    tally.longest = max(tally.longest, seconds)
    tally.megabytes = max(tally.megabytes, grown)
    assert seconds < MOST_SECONDS
    assert grown < MOST_MEGABYTES


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Make sure that no library says anything on stderr, be it by Python, a log, a warning or from C."""
    spoken, logged = io.StringIO(), _Listening()
    with (
        tempfile.TemporaryFile() as from_c,
        contextlib.redirect_stderr(spoken),
        warnings.catch_warnings(record=True) as warned,
    ):
        warnings.simplefilter("always")
        logging.getLogger().addHandler(logged)
        kept = os.dup(2)
        os.dup2(from_c.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            logging.getLogger().removeHandler(logged)
        from_c.seek(0)
        assert from_c.read() == b""
    assert spoken.getvalue() == ""
    assert logged.lines == []
    assert [one for one in warned if not issubclass(one.category, _QUIET)] == []


class _Listening(logging.Handler):
    """Hears what would be logged to stderr where nobody has set up anything."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())


def _megabytes() -> float:
    """Return the most memory that this process ever had; 0 where the system does not tell."""
    return 0 if getrusage is None else getrusage(RUSAGE_SELF).ru_maxrss / _KILOBYTES
