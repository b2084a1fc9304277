"""The Chinese interface is whole, and spoken to whom it should be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
import typer
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file

import fedtrack
from fedtrack.cli.app import COMMANDS
from fedtrack.render import language
from scripts import catalogue, reference
from tests.conftest import Run

PACKAGE = Path(fedtrack.__file__).parent
CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff]")
PANEL_TITLE = re.compile(r"^╭─ (.+?) ─+╮$", re.MULTILINE)
COMMAND = re.compile(r"`(fedtrack [a-z]+)")
CUT_SHORT = re.compile(r"^.*… +│$", re.MULTILINE)
EVERY_HELP = """
from fedtrack.render import language
language.install()
from fedtrack.cli.app import COMMANDS, run
for command in COMMANDS:
    run([command, "--help"])
"""


def sentences() -> dict[str, str]:
    return catalogue.sentences(catalogue.read_text())


def source_sentences() -> set[str]:
    keywords = {**DEFAULT_KEYWORDS, "_": None, "Message": None}
    found = extract_from_dir(PACKAGE, keywords=keywords)
    return {str(message) for _file, _line, message, _comments, _context in found}


def placeholders(text: str) -> set[tuple[str, str | None]]:
    return {(name, conversion) for _, name, _, conversion in Formatter().parse(text) if name is not None}


def fedtrack_process(*arguments: str, language_: str) -> str:
    """Return what a fresh process prints: the words of the help are chosen when modules are loaded."""
    environment = {**os.environ, "FEDTRACK_LANG": language_, "COLUMNS": "80", "PYTHONUTF8": "1"}
    process = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert not process.stderr
    return process.stdout


def test_the_catalogue_has_the_sentences_of_the_source_and_no_others() -> None:
    """Whoever adds, changes or deletes a sentence is told to bring the catalogue up to date."""
    assert sentences().keys() == source_sentences()
    assert not catalogue.read_text().obsolete


@pytest.mark.parametrize("module", ["core.py", "rich_utils.py"])
def test_the_catalogue_has_the_sentences_of_the_option_parser(module: str) -> None:
    """A sentence that a new Typer brings does not come up in English unnoticed."""
    source = Path(typer.__file__).with_name(module)
    found = {str(message) for _line, message, _comments, _context in extract_from_file("python", source)}
    assert found
    assert found <= sentences().keys()


def test_every_sentence_is_translated_and_none_is_a_guess() -> None:
    """No sentence is empty, and none is marked fuzzy, which gettext would leave out."""
    assert [english for english, chinese in sentences().items() if not chinese] == []
    assert [message.id for message in catalogue.read_text() if message.id and message.fuzzy] == []


def test_a_translation_keeps_what_is_filled_in_and_what_is_typed() -> None:
    """Both languages have the same placeholders, and name the same commands in backquotes."""
    pairs = sentences().items()
    assert [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])] == []
    assert [pair for pair in pairs if COMMAND.findall(pair[0]) != COMMAND.findall(pair[1])] == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    """The .mo that is committed holds what compiling the .po gives, and all of it."""
    assert catalogue.is_compiled(), "run `just compile`"
    assert catalogue.sentences(catalogue.read_compiled()) == sentences()


def test_the_reference_is_not_written_by_a_stale_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to do, and nothing is written."""
    stale = tmp_path / "fedtrack.po"
    text = catalogue.TEXT.read_text(encoding="utf-8")
    stale.write_text(text.replace("查看谁已报、谁未报", "看谁报了、谁没报"), encoding="utf-8")
    monkeypatch.setattr(catalogue, "TEXT", stale)
    monkeypatch.setattr(reference, "ask", lambda *_: pytest.fail("a page was asked for"))
    with pytest.raises(SystemExit, match=r"run `just compile`, and this again$"):
        reference.write()


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "zh_CN"),
        ({"FEDTRACK_LANG": "en"}, "en"),
        ({"FEDTRACK_LANG": "zh", "LC_ALL": "en_US.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"FEDTRACK_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "EN_us"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"FEDTRACK_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "zh_CN"),
        ({"LC_ALL": "C.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "POSIX"}, "zh_CN"),
        ({"FEDTRACK_LANG": "fr"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "zh_CN"),
    ],
)
def test_the_language_is_chosen(
    environment: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$FEDTRACK_LANG comes first, then the locale; who asks for neither language gets Chinese."""
    monkeypatch.setattr("sys.platform", "linux")
    assert language.choose_language(environment) == chosen


def test_nothing_is_translated_to_nothing() -> None:
    """An empty text stays empty: gettext would give the catalogue's header for it."""
    language.install({"FEDTRACK_LANG": "zh"})
    assert language.translate("") == ""
    assert language.translate("unit") == "单位"


def test_the_help_in_chinese() -> None:
    """Titles and explanations are Chinese; what is typed stays as it is."""
    text = fedtrack_process("-m", "fedtrack", "status", "--help", language_="zh")
    assert PANEL_TITLE.findall(text) == ["填写内容", "选项", "各命令通用选项"]
    assert "查看谁已报、谁未报" in text
    assert "显示本说明" in text
    assert "用法：fedtrack status [选项] [通知]" in text
    assert not [word for word in ("Usage", "OPTIONS", "<str>") if word in text]
    assert {"--group", "--state", "--all", "--check", "--today", "--json"} <= set(text.split())


def test_the_help_in_english() -> None:
    """There is no Chinese in it."""
    text = fedtrack_process("-m", "fedtrack", "status", "--help", language_="en")
    assert PANEL_TITLE.findall(text) == ["Arguments", "Options", "Options of every command"]
    assert not CHINESE_CHARACTER.search(text)


def test_no_help_in_chinese_is_cut_short() -> None:
    """On 80 columns every explanation is there to its end.

    Rich breaks lines at spaces only and cuts what is longer than its column, so a long Chinese
    explanation has a space where it may be broken.
    """
    text = fedtrack_process("-c", EVERY_HELP, language_="zh")
    assert text.count("用法：") == len(COMMANDS)
    assert CUT_SHORT.findall(text) == [], (
        "in fedtrack.po, put a space into this explanation where its line may be broken; "
        "then run `just compile` and `just reference`"
    )


def test_the_status_in_chinese(workspace: Path, run: Run) -> None:
    """Heading, totals, both tables and the next step are all in Chinese."""
    assert run("record", "白石", "--on", "2020-03-18").code == 0
    answer = run("status", language_="zh")
    assert answer.code == 0
    lines = [line.strip() for line in answer.out.splitlines()]
    assert "报送期限：2020-03-23（星期一，含当日）  还剩3天（工作日1天）" in lines
    assert any(line.startswith("应报5家，已报1家  ██████░") for line in lines)
    headings = [line.split() for line in lines]
    assert ["分组", "应报", "已报", "按时", "逾期报送", "未报", "报送率"] in headings
    assert ["合计", "5", "1", "1", "0", "4", "20.0%", "████░░░░░░░░░░░░░░░░"] in headings
    assert "按日  03-03 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▃▃···│ 期限03-23" in lines
    assert "未报单位（4家）" in lines
    assert ["单位", "状态", "联系"] in headings
    assert lines[-1] == "下一步：今天可提醒4家，请运行 `fedtrack remind`"
