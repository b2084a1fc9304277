"""The report of known vulnerabilities: it never says that all is well where nobody could be asked."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from scripts import audit

SKIPPED = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited"}
CLEAN = {"name": "typer", "version": "0.28.0", "vulns": []}
HOLED = {
    "name": "jinja2",
    "version": "3.1.5",
    "vulns": [
        {"id": "PYSEC-1", "fix_versions": ["3.1.6", "4.0"]},
        {"id": "GHSA-2", "fix_versions": []},
    ],
}
OURS = {"name": "fedtrack", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "lines"),
    [
        ([CLEAN, OURS], ["1 packages looked up, known vulnerabilities: 0"]),
        ([CLEAN, SKIPPED], ["1 packages looked up, known vulnerabilities: 0", "not looked up: rich"]),
        (
            [CLEAN, HOLED],
            [
                "2 packages looked up, known vulnerabilities: 2",
                "  jinja2 3.1.5: PYSEC-1, mended in 3.1.6, 4.0",
                "  jinja2 3.1.5: GHSA-2, not mended yet",
            ],
        ),
        ([SKIPPED, OURS], ["nothing was looked up: the index answered for none of 1 packages"]),
    ],
    ids=["clean", "partly", "found", "a mirror without it"],
)
def test_what_is_told(packages: list[dict[str, Any]], lines: list[str]) -> None:
    assert list(audit.tell(packages)) == lines


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and no failure."""

    def fail(step: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(step, 1, "", "Traceback\nProxyError: no route to pypi.org\n")

    monkeypatch.setattr(subprocess, "run", fail)
    monkeypatch.setattr(subprocess, "check_output", lambda *_step, **_how: "/nowhere\n")
    (line,) = audit.audit("python")
    assert line.startswith("nothing was looked up; the network may be out of reach: ProxyError")


def test_a_network_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(step: list[str], *, timeout: float, **_how: object) -> None:
        raise subprocess.TimeoutExpired(step, timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    monkeypatch.setattr(subprocess, "check_output", lambda *_step, **_how: "/nowhere\n")
    (line,) = audit.audit("python")
    assert "timed out after" in line
