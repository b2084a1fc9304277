"""Writes what is known of the command line: `docs/reference.md`, its Chinese twin, and the table for a Tab.

Everything comes from the commands themselves, in Chinese by the compiled catalogue; a test says when this is
to be run again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.catalogue import COMPILED, TEXT, is_compiled

ROOT = Path(__file__).parent.parent
LANGUAGES = {"en": ROOT / "docs/reference.md", "zh_CN": ROOT / "docs/reference.zh-CN.md"}
TABLE = ROOT / "fedtrack/cli/completion_table.py"
_PRINT = """
import sys
from fedtrack.render import language
language.install()
from scripts import command_line
command_line.print_page() if sys.argv[1] == "page" else command_line.print_table()
"""


def write() -> None:
    """Write the three files, each by a process of its own that speaks one language.

    Raises SystemExit where the Chinese page would say what the catalogue no longer does.
    """
    if not is_compiled():
        sys.exit(f"{COMPILED.name} is not what {TEXT.name} says: run `just compile`, and this again")
    for language, path in LANGUAGES.items():
        page = ask("page", language)
        path.write_text(page, encoding="utf-8", newline="\n")
    TABLE.write_text(formatted(ask("table", "en")), encoding="utf-8", newline="\n")


def ask(what: str, language: str) -> str:
    """Return the `page` or the `table` in a language: help is worded when a command's module is imported."""
    surroundings = {**os.environ, "FEDTRACK_LANG": language, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _PRINT, what],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def formatted(module: str) -> str:
    """Return a module as ruff lays it out."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TABLE)]
    done = subprocess.run(command, cwd=ROOT, input=module.encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    write()
