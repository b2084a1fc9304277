"""The values of options in Chinese, as tables and help show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fedtrack.cli.spoken_values import in_english, with_chinese
from fedtrack.core.model import CallVia, State, Via
from fedtrack.render import language
from fedtrack.render.words import state_word, via_word
from tests.cli.collecting import filed
from tests.conftest import Run


@pytest.mark.parametrize("value", [*Via, *CallVia, *State])
def test_what_a_table_shows_can_be_typed(value: Via | CallVia | State) -> None:
    """Every word of the Chinese tables stands for its value, and the value for itself."""
    language.install({"FEDTRACK_LANG": "zh"})
    shown = state_word(value) if isinstance(value, State) else via_word(value)
    assert in_english(shown) == in_english(value.value) == value.value


@pytest.mark.parametrize(
    ("typed", "via"),
    [
        ("微信", "wechat"),
        ("邮件", "email"),
        ("邮箱", "email"),
        ("纸质", "paper"),
        ("其他", "other"),
        ("ＯＡ", "oa"),
    ],
)
def test_how_a_report_came(typed: str, via: str, workspace: Path, run: Run) -> None:
    assert run("record", "baishi", f"--via={typed}").code == 0
    assert filed(run)[0]["via"] == via


@pytest.mark.parametrize(("typed", "via"), [("电话", "phone"), ("微信", "wechat"), ("上门", "visit")])
def test_how_a_unit_was_called(typed: str, via: str, workspace: Path, run: Run) -> None:
    assert run("called", "baishi", "--via", typed).code == 0
    assert filed(run)[0]["via"] == via


def test_units_in_a_state(workspace: Path, run: Run) -> None:
    """Who asks for 未报 after the due date is told where they are now."""
    run("record", "baishi")
    assert run("status", "--state", "按时").out.count("白石镇妇联") == 1
    assert "Units in this state (4)" in run("status", "--state", "逾期", today="2020-03-24").out
    assert run("status", "--state", "未报", today="2020-03-24").err == (
        "no unit is pending: past its due date a unit is overdue, see `--state overdue`\n"
    )
    assert run("status", "--state", "免报").err == "no unit is in this state: excused\n"


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        (
            ("record", "baishi", "--via", "快递"),
            "one of oa, email or 邮箱, wechat or 微信, paper or 纸质, other or 其他",
        ),
        (("record", "baishi", "--via", "电话"), "one of oa, email or 邮箱"),
        (("called", "baishi", "--via", "纸质"), "one of phone or 电话, wechat or 微信, visit or 上门"),
        (("status", "--state", "已报"), "pending or 未报, overdue or 逾期未报, on_time or 按时"),
        (("export", "--format", "doc"), "one of xlsx, docx, csv, "),
    ],
)
def test_a_value_that_is_none_is_answered_with_both(
    arguments: tuple[str, ...], choices: str, workspace: Path, run: Run
) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    assert choices in answer.err


def test_a_figure_by_its_label(workspace: Path, run: Run) -> None:
    assert "开展活动3场次" in run("record", "baishi", "--figure", "开展活动=3").out


def test_a_value_without_a_chinese_word_stands_alone() -> None:
    assert (with_chinese("xlsx"), in_english("总结")) == ("xlsx", "总结")


def test_words_of_a_title_or_a_unit_are_not_translated(workspace: Path, run: Run) -> None:
    """Only values of options that are a choice are."""
    run("record", "baishi", "--title", "微信", "--note", "电话")
    entry = filed(run)[0]
    assert (entry["title"], entry["note"]) == ("微信", "电话")
