"""What the page of `export --format html` costs beside `status`, at the size of a county and of two."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Row, print_rows
from benchmarks.scale import TODAY, write_workspace
from benchmarks.timing import Runner, run_fedtrack

ROUNDS = {75: 15, 150: 15}
BOUND = 3.0


def measure() -> list[Row]:
    """Return the times and the memory of the export beside those of `status` on the same folder."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        scratch = Path(name)
        runner = Runner(scratch)
        return [_row(runner, scratch / str(size), size, rounds) for size, rounds in ROUNDS.items()]


def _row(runner: Runner, folder: Path, size: int, rounds: int) -> Row:
    write_workspace(folder, size)
    page = run_fedtrack(folder, "export", "--today", TODAY, "-o", "summary.html")
    status = run_fedtrack(folder, "status", "--today", TODAY)
    return Row(
        f"export html, {size:,} units",
        "status",
        runner.compare(page, status, rounds),
        BOUND,
        runner.peak(page),
        runner.peak(status),
    )


if __name__ == "__main__":
    print_rows(measure())
