"""What was measured, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.timing import Comparison

_HEADINGS = ("what", "ms", "beside", "ms", "ratio", "bound", "peak MiB", "beside")


class Row(NamedTuple):
    """One measurement; `bound` is the highest ratio that is wanted."""

    what: str
    floor: str
    times: Comparison
    bound: float | None = None
    peak: float | None = None
    floor_peak: float | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the row as words."""
        bound = "" if self.bound is None else f"<= {self.bound:g}"
        missed = self.bound is not None and self.times.ratio > self.bound
        return (
            self.what,
            f"{self.times.ours * 1000:.1f}",
            self.floor,
            f"{self.times.floor * 1000:.1f}",
            f"{self.times.ratio:.2f}",
            f"{bound} missed" if missed else bound,
            *("" if peak is None else f"{peak:.1f}" for peak in (self.peak, self.floor_peak)),
        )


def print_rows(rows: Iterable[Row]) -> None:
    """Print the rows as a Markdown table that is aligned on a terminal too."""
    lines = [_HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    for cells in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |")
