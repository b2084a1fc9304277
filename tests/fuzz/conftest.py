"""Inputs may be long, and after a long run is told what each reader went through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.watching import TALLIES, TIMES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore:Generating overly large repr"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TIMES == 1:
        return
    terminalreporter.section("readers")
    terminalreporter.line(f"{'reader':24}{'inputs':>10}{'refused':>10}{'longest':>10}{'memory':>10}")
    for reader, tally in sorted(TALLIES.items()):
        numbers = f"{tally.inputs:10}{tally.refused:10}{tally.longest:9.2f}s{tally.megabytes:7.0f} MB"
        terminalreporter.line(f"{reader:24}{numbers}")
