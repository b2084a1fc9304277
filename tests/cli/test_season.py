"""A whole season on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_a_season_from_first_report_to_summary(workspace: Path, run: Run) -> None:
    """What the clerk does in a season, in its order, leaves the right totals."""
    assert run("status", "--json").document["totals"]["outstanding"] == 5
    assert not (workspace / "fedtrack.db").exists()
    assert run("record", "白石", "--on", "2020-03-18", "--via", "oa", "--figure", "events=3").code == 0
    assert run("excuse", "minzheng", "--reason", "新设").code == 0
    reminding = run("remind", "--json").document
    assert {one["unit"] for one in reminding["reminders"]} == {"heishi", "shuili"}
    assert run("record", "slj", "--nil", today="2020-03-24").code == 0
    totals = run("status", "--json", today="2020-03-24").document["totals"]
    assert totals == {
        "expected_reports": 4,
        "excused": 1,
        "actual_reports": 2,
        "actual_reports_on_time": 1,
        "late": 1,
        "returned": 0,
        "outstanding": 2,
        "overdue": 2,
        "reporting_rate": 0.5,
        "reporting_rate_on_time": 0.25,
    }
