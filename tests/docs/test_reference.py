"""What was written from the commands is what the commands say today; else: `python -m scripts.reference`."""

from __future__ import annotations

import pytest

from scripts.reference import LANGUAGES, TABLE, ask, formatted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_up_to_date(language: str) -> None:
    """`docs/reference.md` and its Chinese twin have every command with every option and its help."""
    assert LANGUAGES[language].read_text(encoding="utf-8") == ask("page", language)


def test_what_a_tab_offers_is_up_to_date() -> None:
    """The table has every command, argument and option of the commands, and no other."""
    assert TABLE.read_text(encoding="utf-8") == formatted(ask("table", "en"))
