"""How long a Tab takes beside `fedtrack --version`, which does nothing but load the option parser."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Row, print_rows
from benchmarks.startup import ROUNDS, UNITS_FILE
from benchmarks.timing import Runner, run_fedtrack, run_python

_BOUND = 1.5
# what the completion script does, which sets a variable for one call
_TAB = """
import os
os.environ["_FEDTRACK_COMPLETE"] = "SHELL"
from fedtrack.__main__ import main
main()
"""
_TABS = (
    ("a Tab after `sta`", "bash", ("sta",)),
    ("a Tab after `record --`", "zsh", ("record", "--")),
    ("a Tab after `status `, notices", "zsh", ("status", "")),
    ("a Tab after `record `, 75 units", "zsh", ("record", "")),
    ("a Tab after `record caz`, initials", "zsh", ("record", "caz")),
    ("a Tab after `record 长安`, a name", "bash", ("record", "长安")),
)


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Return how Tabs stand beside `--version`, in a folder with the project's own `units.toml`."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        folder = Path(name)
        (folder / "units.toml").write_bytes(UNITS_FILE.read_bytes())
        runner = Runner(folder)
        version = run_fedtrack(folder, "--version")
        rows = []
        for what, shell, words in _TABS:
            tab = run_python(folder, _TAB.replace("SHELL", shell), *words)
            if not runner.read(tab).startswith("values\n"):
                message = f"{what} offers nothing"
                raise ValueError(message)
            times = runner.compare(tab, version, rounds)
            peaks = (runner.peak(tab), runner.peak(version))
            rows.append(Row(what, "fedtrack --version", times, _BOUND, *peaks))
        return rows


if __name__ == "__main__":
    print_rows(measure())
