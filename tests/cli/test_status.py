"""`status`: one notice or several, narrowed down, and as a check for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.tools import SECOND_NOTICE, edit_units
from tests.conftest import Run

ALL = ("baishi", "heishi", "heishikq", "shuili", "minzheng")


def listed(run: Run, *options: str) -> list[str]:
    """Return the units that `status` lists."""
    return [unit["id"] for unit in run("status", "--json", *options).document["units"]]


def test_check_tells_whether_anything_is_outstanding(workspace: Path, run: Run) -> None:
    """`status --check` exits with 1 until the last unit has reported or is excused, then with 0."""
    for unit in ALL[:-1]:
        assert run("status", "--check").code == 1
        run("record", unit)
    assert run("status").code == 0
    assert run("status", "--check", "--json").code == 1
    run("excuse", ALL[-1], "--reason", "新设")
    assert run("status", "--check").code == run("status", "--check", "--json").code == 0


def test_check_after_a_return(workspace: Path, run: Run) -> None:
    """A report that was sent back is outstanding again."""
    for unit in ALL:
        run("record", unit)
    assert run("status", "--check").code == 0
    run("return", "baishi", "--reason", "缺表")
    assert run("status", "--check").code == 1


def test_check_of_a_part(workspace: Path, run: Run) -> None:
    """`--check` looks at the units that are listed: a group that is done is done."""
    run("record", "shuili", "minzheng")
    assert run("status", "--check", "--group", "县直单位").code == 0
    assert run("status", "--check", "--group", "乡镇妇联").code == 1


def test_check_of_several_notices(workspace: Path, run: Run) -> None:
    """With several notices open, one outstanding unit of one of them is enough."""
    edit_units(workspace, more=SECOND_NOTICE)
    run("record", "--notice", "2020-38", *ALL)
    run("record", "--notice", "2020-39", "shuili")
    assert run("status", "--check").code == 1
    run("record", "--notice", "2020-39", "minzheng")
    assert run("status", "--check").code == 0


def test_the_overview_has_every_open_notice(workspace: Path, run: Run) -> None:
    """Several open notices are shown one line each, with a named one as the whole page."""
    edit_units(workspace, more=SECOND_NOTICE)
    answer = run("status")
    assert answer.code == 0
    assert "2020-38" in answer.out
    assert "2020-39" in answer.out
    assert "Reported 0 of 2" in run("status", "2020-39").out
    assert "Reported 0 of 2" in run("status", "青妇通〔2020〕2号").out
    assert "Reported 0 of 2" in run("status", " 青妇通〔２０２０〕２号 ").out


def test_a_closed_notice_leaves_the_overview(workspace: Path, run: Run) -> None:
    """With one of two notices closed the other is meant; the closed one is still shown by its name."""
    edit_units(workspace, more=SECOND_NOTICE + "closed = 2020-03-19\n")
    assert "青妇通〔2020〕1号" in run("status").out
    assert "Closed on 2020-03-19" in run("status", "2020-39").out
    assert len(run("notice", "list", "--json").document["notices"]) == 2
    assert "closed" in run("notice", "list").out


def test_group_and_state(workspace: Path, run: Run) -> None:
    """`--group` and `--state` narrow the list down, together too; the totals stay those of the notice."""
    run("record", "baishi", "shuili")
    assert listed(run, "--group", "县直单位") == ["shuili", "minzheng"]
    assert listed(run, "--state", "on_time") == ["baishi", "shuili"]
    assert listed(run, "--state", "on_time", "--group", "县直单位") == ["shuili"]
    assert run("status", "--json", "--state", "late").document["totals"]["actual_reports"] == 2


@pytest.mark.parametrize(
    ("options", "title", "names"),
    [
        ((), "Not yet reported (4)", "黑石镇妇联"),
        (("--all",), "All units (5)", "白石镇妇联"),
        (("--state", "on_time"), "Units in this state (1)", "白石镇妇联"),
        (("--group", "县直单位"), "Not yet reported (2)", "县水利局女工委"),
    ],
)
def test_what_the_list_is_called(
    options: tuple[str, ...], title: str, names: str, workspace: Path, run: Run
) -> None:
    """The list says which units it has, and how many."""
    run("record", "baishi")
    answer = run("status", *options)
    assert title in answer.out
    assert names in answer.out


def test_no_list_when_there_is_nobody_to_list(workspace: Path, run: Run) -> None:
    """A state that no unit is in gives the heading and totals alone."""
    answer = run("status", "--state", "late")
    assert "Units in this state" not in answer.out
    assert "Reported 0 of 5" in answer.out
    assert listed(run, "--state", "late") == []
