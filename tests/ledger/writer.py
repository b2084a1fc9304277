"""A process that records, for tests that kill it or let several race.

`python -m tests.ledger.writer FILE BLOCKS` writes BLOCKS blocks of three entries (0: without end), and
prints the ids of a block on one line as soon as it is acknowledged.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from tests.ledger.support import excuse, open_ledger, record

BLOCK = 3


def main() -> None:
    """Write until told to stop, or until killed."""
    ledger = open_ledger(Path(sys.argv[1]), busy_seconds=60)
    wanted = int(sys.argv[2])
    for _ in range(wanted) if wanted else itertools.count():
        written = record(ledger, *(excuse(f"u{number}", reason="停电" * 500) for number in range(BLOCK)))
        print(*(entry.id for entry in written), flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
