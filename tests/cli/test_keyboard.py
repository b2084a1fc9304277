"""What a Chinese keyboard types: dashes, quotes and blanks that no shell knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.tools import snapshot
from tests.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("status", "——json"), "--json"),
        (("status", "－－all"), "--all"),
        (("status", "—ａｌｌ"), "--all"),
        (("init", "——notice", "a.txt"), "--notice"),
        (("record", "baishi", "——on=2020-03-18"), "--on=2020-03-18"),
        (("record", "baishi", "-–via＝oa"), "--via=oa"),
        (("—C", "..", "status"), "-C"),
        (("undo", "——batch"), "--batch"),
    ],
)
def test_a_chinese_dash_is_named_with_what_to_type(
    arguments: tuple[str, ...], option: str, workspace: Path, run: Run
) -> None:
    """Nothing is done, and nothing is looked for under the name of an option."""
    before = snapshot(workspace)
    answer = run(*arguments)
    assert answer.code == 2
    assert answer.err.endswith(f"type it with the English keyboard: {option}\n")
    assert len(answer.err.splitlines()) == 1
    assert snapshot(workspace) == before


def test_a_note_may_begin_with_a_chinese_dash(workspace: Path, run: Run) -> None:
    """Dashes before Chinese words are punctuation."""
    assert run("record", "baishi", "--note", "——电话告知").code == 0
    assert run("called", "heishi", "--note=——OK").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("record", "“白石镇妇联”"),
        ("record", "baishi", "--title", "“三八", "总结”"),
        ("collect", "“微信", "文件”", "--dry-run"),
        ("why", "“白石”"),
    ],
)
def test_chinese_quotes_in_a_call_that_failed(arguments: tuple[str, ...], workspace: Path, run: Run) -> None:
    """A line below the error says which quotes hold words together."""
    answer = run(*arguments)
    assert answer.code == 2
    assert 'type English quotes: "三八 总结"' in answer.err
    assert len(answer.err.splitlines()) == 2


@pytest.mark.parametrize("title", ["“三八”总结", "关于“三八”", "三八 总结"])
def test_quotes_of_a_title_are_not_blamed(title: str, workspace: Path, run: Run) -> None:
    """A call that failed for another reason is not explained by a title that has its own quotes."""
    answer = run("record", "某局", "--title", title)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1


def test_a_full_width_blank_is_named(workspace: Path, run: Run) -> None:
    """`status　--all` is one word."""
    assert "full-width blank" in run("status\u3000--all").err
    assert "full-width blank" in run("record", "白石\u3000黑石镇").err
