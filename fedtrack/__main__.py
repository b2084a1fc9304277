"""`fedtrack` and `python -m fedtrack`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run fedtrack with the arguments of the process and end with its exit code."""
    # a process that ends with its answer makes next to no cycles: looking for them costs a tenth
    # of the time on a large ledger
    gc.set_threshold(100_000, 50, 1000)
    if shell := os.environ.get("_FEDTRACK_COMPLETE"):  # set by our completion scripts alone
        from fedtrack.cli.completing import answer_tab

        answer_tab(shell, sys.argv[1:])
        return
    from fedtrack.render import language

    language.install()
    from fedtrack.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
