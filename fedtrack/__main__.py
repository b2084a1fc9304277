"""`fedtrack` and `python -m fedtrack`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run fedtrack with the arguments of the process and end with its exit code."""
    from fedtrack.render import language

    language.install()
    from fedtrack.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
