"""How much longer fedtrack takes to start than the least that Typer and Rich can do.

The floor programs are written out beside a copy of the project's own `units.toml`: one prints the
version, the other the cells of the real status tables, which stand in it as literals.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from benchmarks.report import Row, print_rows
from benchmarks.timing import Runner, run_fedtrack, run_python
from fedtrack import __version__
from fedtrack.cli.app import run
from fedtrack.render import console, language

UNITS_FILE = Path(__file__).parent.parent / "units.toml"
ROUNDS = 25
_BOUND = 1.3
_STATUS = ("status", "--today", "2020-03-20")
_SETTINGS = ("justify", "overflow", "no_wrap", "width", "min_width", "max_width", "ratio")

_FLOOR_VERSION = """\
import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def print_version(value: bool) -> None:
    if value:
        typer.echo("fedtrack VERSION")
        raise typer.Exit


@app.callback()
def callback(
    version: bool = typer.Option(False, "--version", is_eager=True, callback=print_version),
) -> None:
    pass


@app.command()
def status() -> None:
    pass
"""

_FLOOR_STATUS = """\
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def callback() -> None:
    pass


@app.command()
def status(today: str = typer.Option("")) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    for columns, rows in TABLES:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for heading, settings in columns:
            table.add_column(heading, **settings)
        for cells, end_section in rows:
            table.add_row(*(Text(words, style=style) for words, style in cells), end_section=end_section)
        console.print(table)


TABLES = TABLES_OF_STATUS
"""


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Return how `--version` and `status` stand beside their floors."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        folder = Path(name)
        runner = Runner(folder)
        _write_workspace(folder)
        status = run_fedtrack(folder, *_STATUS)
        floor = run_python(folder, "from floor_status import app; app()", *_STATUS)
        _require_alike(runner.read(status), runner.read(floor))
        version = run_fedtrack(folder, "--version")
        bare = run_python(folder, "from floor_version import app; app()", "--version")
        as_json = run_fedtrack(folder, *_STATUS, "--json")
        pairs = (
            ("fedtrack --version", "bare Typer", version, bare, _BOUND),
            ("fedtrack status, 75 units", "Typer, same tables by Rich", status, floor, _BOUND),
            ("fedtrack status --json, 75 units", "bare Python", as_json, run_python(folder, "pass"), None),
        )
        return [
            Row(
                what,
                beside,
                runner.compare(ours, floor, rounds),
                bound=bound,
                peak=runner.peak(ours),
                floor_peak=runner.peak(floor),
            )
            for what, beside, ours, floor, bound in pairs
        ]


def _write_workspace(folder: Path) -> None:
    (folder / "units.toml").write_bytes(UNITS_FILE.read_bytes())
    version = _FLOOR_VERSION.replace("VERSION", __version__)
    (folder / "floor_version.py").write_text(version, encoding="utf-8")
    status = _FLOOR_STATUS.replace("TABLES_OF_STATUS", repr(_status_tables(folder)))
    (folder / "floor_status.py").write_text(status, encoding="utf-8")


def _status_tables(folder: Path) -> list[object]:
    """Return each table of the status page as plain data, its columns and its rows: the page is caught."""
    page: list[object] = []
    surroundings = {"COLUMNS": "100", "FEDTRACK_LANG": "en"}
    with (
        patch.dict(os.environ, surroundings),
        patch.object(console, "show", lambda *parts: page.extend(parts)),
    ):
        language.install()
        run(["-C", str(folder), *_STATUS])
    inner = [part.renderable if isinstance(part, Padding) else part for part in page]
    return [(_columns(table), _rows(table)) for table in inner if isinstance(table, Table)]


def _columns(table: Table) -> list[tuple[str, dict[str, object]]]:
    return [
        (str(column.header), {setting: getattr(column, setting) for setting in _SETTINGS})
        for column in table.columns
    ]


def _rows(table: Table) -> list[tuple[list[tuple[str, str]], bool]]:
    cells = zip(*(column.cells for column in table.columns), strict=True)
    return [
        ([_words_and_style(cell) for cell in line], row.end_section)
        for line, row in zip(cells, table.rows, strict=True)
    ]


def _words_and_style(cell: object) -> tuple[str, str]:
    return (cell.plain, str(cell.style)) if isinstance(cell, Text) else (str(cell), "")


def _require_alike(status: str, floor: str) -> None:
    """Raise ValueError unless every line of the floor's tables is on the status page."""
    page = {line.rstrip() for line in status.splitlines()}
    missing = [line for line in floor.splitlines() if line.rstrip() not in page]
    if missing or not floor.strip():
        message = f"the floor prints what status does not, or nothing: {missing[:3]}"
        raise ValueError(message)


if __name__ == "__main__":
    print_rows(measure())
