"""What each format of `export` costs beside `status`, at the size of a county."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Row, print_rows
from benchmarks.scale import TODAY, write_workspace
from benchmarks.timing import Runner, run_fedtrack
from fedtrack.exports.formats import Format

SIZE, ROUNDS = 75, 9
BOUND = 3.0


def measure() -> list[Row]:
    """Return the times and the memory of each export beside those of `status` on the same folder."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        folder = Path(name) / "county"
        write_workspace(folder, SIZE)
        runner = Runner(Path(name))
        return [_row(runner, folder, form) for form in Format]


def _row(runner: Runner, folder: Path, form: Format) -> Row:
    export = run_fedtrack(folder, "export", "--today", TODAY, "--yes", "-o", f"summary.{form}")
    status = run_fedtrack(folder, "status", "--today", TODAY)
    return Row(
        f"export {form}, {SIZE} units",
        "status",
        runner.compare(export, status, ROUNDS),
        BOUND,
        runner.peak(export),
        runner.peak(status),
    )


if __name__ == "__main__":
    print_rows(measure())
