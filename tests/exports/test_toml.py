"""The document as TOML, read again by tomllib."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest

from fedtrack.core.summary import Summary
from fedtrack.exports.as_json import export_json
from fedtrack.exports.as_toml import export_toml
from tests.exports.support import filled_with, season, summary_of


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _with_text_dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_text_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(
    "summary",
    [season(), summary_of([], units=""), filled_with("“a”\n'''\"\"\"\\ \x1b \u202e\U000e0041 #")],
    ids=["season", "nothing", "mischief"],
)
def test_the_document_is_that_of_the_json(summary: Summary) -> None:
    """TOML says what JSON says, but for the keys without a value, which TOML cannot write."""
    read = tomllib.loads(export_toml(summary).decode())
    assert _with_text_dates(read) == _without_nulls(json.loads(export_json(summary)))


def test_dates_are_dates() -> None:
    """A date is one of TOML's own, in the head and in every unit."""
    read = tomllib.loads(export_toml(season()).decode())
    assert read["as_of"] == date(2020, 3, 24)
    assert read["notice"]["due"] == date(2020, 3, 23)
    assert read["units"][0]["received_on"] == date(2020, 3, 18)
    assert "received_on" not in read["units"][5]


def test_nothing_in_it_is_invisible() -> None:
    """What a terminal would obey stands as an escape."""
    text = export_toml(filled_with("\x1b[31m\u202e\U000e0041\x00")).decode()
    assert all(char.isprintable() or char == "\n" for char in text)
