"""Every test that the threat model names is there, so that no promise is without its proof."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
NAMED = _NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_what_shows_a_promise_exists(path: str, test: str) -> None:
    file = ROOT / path
    assert file.is_file()
    text = file.read_text(encoding="utf-8")
    assert re.search(rf"^def {test}\(" if test else r"^def test_", text, re.MULTILINE)


def test_there_are_promises_to_show() -> None:
    assert len(NAMED) > 20
