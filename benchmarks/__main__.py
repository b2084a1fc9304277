"""`python -m benchmarks`: everything that is measured, in one table."""

from __future__ import annotations

import argparse
import platform

from benchmarks import collecting, exporting, exporting_formats, peers, scale, sending, startup, tab
from benchmarks.report import print_rows


def main() -> None:
    """Measure and print; a bound that is missed is said in the table and fails nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--large", action="store_true", help="100 000 units too, which takes minutes")
    options = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.platform()}\n")
    print_rows(
        [
            *startup.measure(),
            *tab.measure(),
            *scale.measure(large=options.large),
            *exporting_formats.measure(),
            *peers.measure(large=options.large),
            *sending.measure(),
            *collecting.measure(),
            *exporting.measure(),
        ]
    )


if __name__ == "__main__":
    main()
