"""A few of the commands that read what came from outside, as the clerk runs them."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.cli.app import run
from tests.conftest import UNITS_TOML
from tests.fuzz.mutations import mutated, woven
from tests.fuzz.test_documents import FAMILIES
from tests.fuzz.test_folder import JINJA, ROSTERS, TOML
from tests.fuzz.test_ledgers import JSON
from tests.fuzz.test_mails import RAW
from tests.fuzz.test_papers import PAPERS
from tests.fuzz.watching import LONGEST_ERROR, fuzzed, watched

CODES = {0, 1, 2, 3, 4, 6}
"""What the README promises, but for mail servers and what is done in part."""


def _encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return texts.map(lambda text: text.encode("utf-8", "replace"))


COMMANDS: dict[str, tuple[str, st.SearchStrategy[bytes], tuple[str, ...]]] = {
    "collect a mail": ("a.eml", RAW, ("collect", "a.eml", "--dry-run")),
    "collect a sheet": ("白石镇.xlsx", FAMILIES["xlsx"][0], ("collect", "白石镇.xlsx", "--dry-run")),
    "collect a zip": ("a.zip", FAMILIES["zip"][0], ("collect", "a.zip", "--dry-run", "--json")),
    "notice read": ("a.txt", _encoded(PAPERS), ("notice", "read", "a.txt")),
    "notice read --json": ("a.docx", FAMILIES["docx"][0], ("notice", "read", "a.docx", "--json")),
    "units import": ("a.csv", FAMILIES["csv"][0], ("units", "import", "a.csv")),
    "import-ledger": ("a.json", _encoded(woven(JSON)), ("import-ledger", "a.json", "--dry-run")),
    "status": (
        "units.toml",
        mutated(ROSTERS, [word.encode("utf-8", "ignore") for word in TOML]),
        ("status",),
    ),
    "check": ("templates/email-before.j2", _encoded(woven(JINJA, most=12)), ("check",)),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_ends_as_it_should(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an exit code that is documented, and with a line where it is not nought."""
    name, contents, arguments = COMMANDS[command]
    monkeypatch.setenv("FEDTRACK_TODAY", "2020-03-20")

    @fuzzed(8)
    @given(contents)
    def try_to_run(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            Path("units.toml").write_text(UNITS_TOML, encoding="utf-8")
            Path("templates").mkdir()
            Path(name).write_bytes(content)
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
            with watched(command), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(arguments)
            assert code in CODES
            shown, told = (stream.buffer.getvalue().decode() for stream in (out, err))
            assert "Traceback" not in shown + told
            assert len(told) < LONGEST_ERROR
            assert code == 0 or shown or told

    try_to_run()
