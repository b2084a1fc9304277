"""What must not happen to a clerk who has a bad day: overwritten files, double reminders, garbled words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.tools import SECOND_NOTICE, edit_units
from tests.conftest import Run


@pytest.mark.parametrize(
    "name", ["units.toml", "fedtrack.db", "fedtrack.db-journal", "exports/../units.toml"]
)
def test_export_never_overwrites_what_fedtrack_lives_on(workspace: Path, run: Run, name: str) -> None:
    run("record", "baishi")
    (workspace / "exports").mkdir()
    before = {path.name: path.read_bytes() for path in workspace.iterdir() if path.is_file()}
    form = "toml" if name.endswith(".toml") else "csv"
    answer = run("export", "--format", form, "-o", name)
    assert answer.code == 2
    assert "-o" in answer.err
    assert {path.name: path.read_bytes() for path in workspace.iterdir() if path.is_file()} == before


def test_a_unit_without_an_address_is_reminded_no_oftener_than_others(workspace: Path, run: Run) -> None:
    """Its text is a reminder: it is counted, and not written again the next day."""
    first = run("remind", "--unit", "heishikq", "--json").document
    assert [(one["unit"], one["reason"]) for one in first["skipped"]] == [("heishikq", "no_email")]
    assert (workspace / first["skipped"][0]["path"]).exists()
    again = run("remind", "--unit", "heishikq", "--json").document
    assert again["skipped"] == first["skipped"]
    later = run("remind", "--unit", "heishikq", "--json", today="2020-03-21").document
    assert [one["reason"] for one in later["skipped"]] == ["day_off"]
    units = run("status", "--json").document["units"]
    assert [one["reminders"] for one in units if one["id"] == "heishikq"] == [1]
    assert "Taken back" in run("undo").out


def test_a_round_is_done_once_whatever_today_says(workspace: Path, run: Run) -> None:
    run("remind", "--unit", "baishi", today="2020-03-17")
    document = run("remind", "--unit", "baishi", "--json", today="2020-03-16").document
    assert document["reminders"] == []
    assert [one["reason"] for one in document["skipped"]] == ["no_round"]


def test_the_gap_is_kept_between_notices(workspace: Path, run: Run) -> None:
    """A unit that had a message about one notice yesterday has none about another today."""
    edit_units(workspace, more=SECOND_NOTICE)
    run("record", "baishi", "--notice", "2020-38")
    run("remind", "2020-38", "--unit", "shuili", today="2020-03-23")
    answer = run("why", "shuili", "2020-39", "--json", today="2020-03-24").document
    gap = next(rule for rule in answer["rules"] if rule["rule"] == "too_soon")
    assert (gap["passed"], "2020-03-23" in gap["reason"]) == (False, True)
    assert run("status", "2020-39", today="2020-03-24").code == 0
    second = run("remind", "2020-39", "--unit", "shuili", "--json", today="2020-03-24").document
    assert second["reminders"] == []
    forced = run("remind", "2020-39", "--unit", "shuili", "--force", "--json", today="2020-03-24").document
    assert len(forced["reminders"]) == 1


def test_an_empty_ledger_file_is_said(workspace: Path, run: Run) -> None:
    """A sync drive may have cut it off; one that was made this moment may be another fedtrack's at work."""
    ledger = workspace / "fedtrack.db"
    ledger.write_bytes(b"")
    assert run("status").err == ""
    os.utime(ledger, (0, 0))
    assert "fedtrack.db is empty" in run("status").err
    assert "fedtrack.db is empty" in run("remind", "--dry-run").err
    findings = run("check", "--json").document["findings"]
    assert ("warning", "fedtrack.db") in [(one["level"], one["where"]) for one in findings]


def test_a_group_s_status_has_the_group_s_totals(workspace: Path, run: Run) -> None:
    document = run("status", "--group", "县直单位", "--json").document
    assert document["totals"]["expected_reports"] == 2
    assert [group["group"] for group in document["groups"]] == ["县直单位"]
    assert run("status", "--state", "late", "--check").code == 1


def test_a_draft_shows_what_was_drafted(workspace: Path, run: Run) -> None:
    """An address mended after the draft was written is not the one that stands in it."""
    run("remind", "--unit", "shuili")
    edit_units(workspace, old="slj@qinghe.example", new="new@qinghe.example")
    (reminder,) = run("remind", "--unit", "shuili", "--json").document["reminders"]
    assert reminder["to"] == ["slj@qinghe.example"]
    assert b"slj@qinghe.example" in (workspace / reminder["path"]).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are never bytes there")
def test_garbled_words_are_refused(workspace: Path, run: Run) -> None:
    answer = run("record", "baishi", "--note", "\udcff\udcfe")
    assert answer.code == 2
    assert "no readable text" in answer.err
    assert not (workspace / "fedtrack.db").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_under_the_answer_loses_nothing(workspace: Path, run: Run) -> None:
    """What was recorded stands, and the clerk is told so."""
    environment = {**os.environ, "FEDTRACK_TODAY": "2020-03-20"}
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "fedtrack", "record", "baishi", "--json"],
            env=environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert process.returncode == 6
    assert "what was recorded stands" in process.stderr
    assert "Traceback" not in process.stderr
    assert len(run("log", "--json").document["entries"]) == 1


def test_a_figure_given_twice_is_refused(workspace: Path, run: Run) -> None:
    answer = run("record", "baishi", "--figure", "events=3", "--figure", "events=4")
    assert answer.code == 2
    assert "given twice" in answer.err


def test_the_sample_names_are_noticed(workspace: Path, run: Run) -> None:
    edit_units(workspace, old='name = "青禾县妇女联合会"', new='name = "××县妇女联合会"')
    assert "still the sample" in run("check").out


def test_a_folder_that_cannot_be_looked_into_is_no_workspace(workspace: Path, run: Run) -> None:
    assert run("-C", "x" * 5000, "status").code == 3


def test_a_template_without_words_sends_nothing(workspace: Path, run: Run) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "email-before.j2").write_text("{% if false %}x{% endif %}\n", encoding="utf-8")
    answer = run("remind")
    assert answer.code == 3
    assert "email-before.j2" in answer.err
    assert not (workspace / "drafts").exists()
