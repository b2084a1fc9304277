"""`history`: how punctually units reported over all notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.documents import History, read
from tests.cli.tools import edit_units
from tests.conftest import Run

LAST_YEAR = """
[[notices]]
id = "2019-38"
title = "关于过好2019年“三八”节的通知"
due = 2019-03-20
closed = 2019-04-10
"""


@pytest.fixture
def seasons(workspace: Path, run: Run) -> Path:
    """Return a workspace with last year's notice and this year's."""
    edit_units(workspace, more=LAST_YEAR)
    for day, *line in (
        ("2019-03-22", "record", "baishi", "--notice", "2019-38"),
        ("2019-03-19", "record", "shuili", "--notice", "2019-38"),
        ("2020-03-18", "called", "baishi"),
        ("2020-03-19", "record", "baishi"),
    ):
        assert run(*line, today=day).code == 0
    return workspace


def test_all_units(seasons: Path, run: Run) -> None:
    """One row a unit, in roster order, and the notices that count."""
    answer = run("history", today="2020-04-01")
    assert (answer.code, answer.err) == (0, "")
    assert "Notices that count: 2, due 2019-03-20 to 2020-03-23" in answer.out
    rows = [line.split() for line in answer.out.splitlines() if line.startswith(("白石", "县水利"))]
    assert rows == [
        ["白石镇妇联", "2", "2", "100.0%", "50.0%", "1", "d", "early", "1"],
        ["县水利局女工委", "2", "1", "50.0%", "50.0%", "1", "d", "early", "0"],
    ]


def test_one_unit(seasons: Path, run: Run) -> None:
    """Named as everywhere, each notice in a row."""
    answer = run("history", "--unit", "白石", today="2020-04-01")
    assert [line.split()[0] for line in answer.out.splitlines() if "03-" in line] == [
        "Notices",
        "2019-38",
        "青妇通〔2020〕1号",
    ]
    assert "Together: reported 2 of 2 (100.0%)" in answer.out
    assert run("history", "--unit", "石镇").code == 2


def test_a_unit_that_nobody_asked(workspace: Path, run: Run) -> None:
    edit_units(workspace, more="since = 2021-01-01\n")
    answer = run("history", "--unit", "minzheng")
    assert (answer.code, answer.out) == (0, "青禾县妇女联合会\nNo notice has fallen due yet\n\n")


def test_a_group(seasons: Path, run: Run) -> None:
    answer = run("history", "--group", "县直单位")
    assert "县水利局女工委" in answer.out
    assert "白石镇妇联" not in answer.out
    assert run("history", "--group", "学校").code == 2


def test_the_document(seasons: Path, run: Run) -> None:
    """Numbers for scripts: days below nought are early, what does not count yet is marked."""
    document = read(run("history", "--json"), History)
    assert document.notices == ["2019-38", "2020-38"]
    baishi = document.units[0]
    assert (baishi.id, baishi.median_days, baishi.reminders) == ("baishi", -1.0, 1)
    assert [(one.notice, one.counted, one.state, one.days) for one in baishi.notices] == [
        ("2019-38", True, "late", 2),
        ("2020-38", True, "on_time", -4),
    ]
    heishi = document.units[1]
    assert [(one.counted, one.days) for one in heishi.notices] == [(True, None), (False, None)]
    assert (heishi.expected_reports, heishi.median_days) == (1, None)
    assert [group.group for group in document.groups] == ["乡镇妇联", "县直单位"]
    assert document.total.expected_reports == sum(group.expected_reports for group in document.groups)


def test_an_empty_workspace_has_no_history(workspace: Path, run: Run) -> None:
    """Nothing is due yet, and no file is made."""
    assert run("history").code == 0
    assert run("history", "--json").document["notices"] == []
    assert [path.name for path in workspace.iterdir()] == ["units.toml"]


def test_a_unit_that_is_renamed_or_gone_keeps_its_years(seasons: Path, run: Run) -> None:
    """What is said of last year is the same, number for number."""
    before = read(run("history", "--json", today="2019-12-31"), History)
    edit_units(seasons, old='name = "白石镇妇联"', new='name = "白石街道妇联"\nuntil = 2019-12-31')
    after = read(run("history", "--json", today="2019-12-31"), History)
    assert after.total == before.total
    assert after.units[0].name == "白石街道妇联"
    assert after.units[0].notices == before.units[0].notices[:1]
