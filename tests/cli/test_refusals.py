"""What the clerk types wrong: one clear message, exit code 2, and nothing is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from fedtrack.exports.formats import Format
from tests.cli.refusal import INPUT, READING, USAGE, WRITING, assert_refused
from tests.cli.tools import SECOND_NOTICE, edit_units
from tests.conftest import Run


@pytest.fixture
def season(workspace: Path, run: Run) -> Path:
    """Return a workspace where 白石镇妇联 has reported."""
    assert run("record", "baishi", "--on", "2020-03-18").code == 0
    return workspace


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("statsu",), ["statsu", "did you mean status"]),
        (("wibble",), ["wibble", "init, status, collect, record"]),
        (("units", "lst"), ["lst", "did you mean list"]),
        (("notice", "wibble"), ["wibble", "list"]),
        (("units",), ["a command is missing", "list"]),
        (("--wibble",), ["--wibble", "`fedtrack --help`"]),
        (("status", "--chek"), ["--chek", "did you mean", "--check"]),
        (("status", "-x"), ["-x", "`fedtrack status --help`"]),
        (("status", "2020-38", "乙", "丙"), ["too many arguments: 乙 丙", "`fedtrack status --help`"]),
        (("status", "--all=1"), ["--all"]),
        (
            ("return", "baishi", "--reason"),
            ["--reason must be followed by its value", "`fedtrack return --help`"],
        ),
        (("record",), ["UNIT", "missing", "`fedtrack record --help`"]),
        (("called",), ["UNIT", "missing"]),
        (("why",), ["UNIT", "missing"]),
        (("return", "baishi"), ["--reason is missing"]),
        (("extend", "heishi", "--reason", "搬迁"), ["--to is missing"]),
        (("status", "--state", "lost"), ["--state", "pending or 未报, overdue or 逾期未报, on_time or 按时"]),
        (("export", "--format", "pdf"), ["--format", ", ".join(Format)]),
        (("record", "heishi", "--via", "fax"), ["--via", "oa, email or 邮箱, wechat or 微信"]),
        (("called", "heishi", "--via", "oa"), ["--via", "phone or 电话, wechat or 微信, visit or 上门"]),
    ],
)
def test_a_call_that_cannot_be_read(
    arguments: tuple[str, ...], words: list[str], season: Path, run: Run
) -> None:
    """The message names what was typed and what could be typed instead."""
    assert_refused(run, season, arguments, USAGE, *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "2020-99"), ["2020-99", "the notices are: 2020-38"]),
        (("log", "2020-99"), ["2020-99", "2020-38"]),
        (("record", "heishi", "--notice", "2020-99"), ["2020-99", "2020-38"]),
        (("status", "--group", "乡"), ["no group is called 乡", "乡镇妇联, 县直单位"]),
        (("remind", "--group", ""), ["no group", "乡镇妇联, 县直单位"]),
        (("record", "黑石"), ["“黑石” fits several units", "黑石镇妇联 (heishi), 黑石矿区管理处 (heishikq)"]),
        (("record", "heishi", "shl"), ["no unit fits “shl”"]),
        (("record", "大石镇妇联"), ["no unit fits", "did you mean", "白石镇妇联 (baishi)"]),
        (("record", " "), ["no unit fits"]),
        (("log", "--unit", "某"), ["“某”", "`fedtrack units list`"]),
        (("remind", "--unit", "某"), ["“某”"]),
        (("undo", "1234567"), ["1234567", "`fedtrack log`"]),
        (("undo", "#"), ["no entry"]),
        (("undo", ""), ["no entry"]),
    ],
)
def test_a_name_that_nothing_or_several_things_bear(
    arguments: tuple[str, ...], words: list[str], season: Path, run: Run
) -> None:
    """The likely ones are listed, nothing is guessed, and of several units none is recorded."""
    assert_refused(run, season, arguments, USAGE, *words)


def test_groups_that_have_a_name_are_listed(season: Path, run: Run) -> None:
    """Units without a group leave no gap in the list of groups."""
    edit_units(season, more='[[units]]\nid = "xinshe"\nname = "新设单位"\n')
    edit_units(season, old='recipients = ["乡镇妇联", "县直单位"]\n')
    answer = run("status", "--group", "无")
    assert answer.code == USAGE
    assert answer.err.endswith("the groups are: 乡镇妇联, 县直单位\n")


@pytest.mark.parametrize("text", ["soon", "2020-02-30", "2020-13-01", "20-3-2020", "", "2020-03-20 25:00"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("record", "heishi", "--on"),
        ("extend", "heishi", "--reason", "搬迁", "--to"),
        ("log", "--since"),
    ],
    ids=["record", "extend", "log"],
)
def test_a_date_that_is_none(arguments: tuple[str, ...], text: str, season: Path, run: Run) -> None:
    """The message shows how a date is written."""
    assert_refused(run, season, (*arguments, text), USAGE, f"“{text}” is not a date", "2020-03-20")


@pytest.mark.parametrize("text", ["soon", "2020-02-30", "2020-03-20 10:00", "1900-01-01"])
def test_a_today_that_is_no_day(text: str, season: Path, run: Run) -> None:
    """`--today` before or after the command and $FEDTRACK_TODAY are all read as strictly."""
    for arguments in (("--today", text, "status"), ("status", "--today", text)):
        assert_refused(run, season, arguments, USAGE, f"“{text}” is not a date")
    assert_refused(run, season, ("record", "heishi"), USAGE, f"“{text}” is not a date", today=text)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("record", "baishi"), ["白石镇妇联 has reported already, on 2020-03-18", "--supplement"]),
        (("record", "heishi", "baishi"), ["白石镇妇联 has reported already"]),
        (("record", "heishi", "--on", "2020-03-21"), ["2020-03-21 is still to come"]),
        (("record", "heishi", "--figure", "events"), ["“events” is not a figure", "participants=120"]),
        (("record", "heishi", "--figure", "events=-1"), ["is not a figure"]),
        (("record", "heishi", "--figure", "events=nan"), ["is not a figure"]),
        (
            ("record", "heishi", "--figure", "visitors=1"),
            ["no figure visitors", "开展活动 (events), 参与人数 (participants)"],
        ),
        (("record", "heishi", "--nil", "--figure", "events=3"), ["nil report"]),
        (("record", "heishi", "--file", "缺.docx"), ["there is no file 缺.docx"]),
        (("record", "heishi", "--file", "."), ["packed as a zip"]),
        (
            ("return", "heishi", "--reason", "缺表"),
            ["no report that could be sent back", "log --unit heishi"],
        ),
        (("excuse", "baishi", "--reason", "新设"), ["白石镇妇联 has reported already"]),
        (("extend", "heishi", "--to", "2020-03-23", "--reason", "搬迁"), ["has until 2020-03-23 already"]),
        (("remind", "--text", "--calls"), ["--text and --calls"]),
        (
            ("export", "-o", "汇总.XLSX", "--format", "md"),
            ["汇总.XLSX is named as xlsx", ".md", "leave --format out"],
        ),
        (("export", "-o", "a.pdf"), ["a.pdf", ", ".join(f".{form}" for form in Format), "--format"]),
        (("export", "-o", "a"), [".csv"]),
        (("export", "--name-outstanding", "--format", "xlsx"), ["--name-outstanding", "--format docx"]),
        (("export", "--name-outstanding", "-o", "a.csv"), ["csv has no sentences"]),
        (("export", "--outstanding", "-o", "a.docx"), ["--outstanding", "--name-outstanding"]),
        (("export", "--outstanding", "-o", "a.ics"), ["ics is no list", "leave --outstanding out"]),
        (("export", "--template", "a.docx", "-o", "a.csv"), ["--template", "--format docx"]),
        (("export", "--template", "a.docx", "--name-outstanding"), ["the template itself says"]),
        (("init",), ["units.toml", "nothing was changed"]),
    ],
)
def test_what_cannot_be(arguments: tuple[str, ...], words: list[str], season: Path, run: Run) -> None:
    """A report twice, a day to come, an unknown figure and their like are refused whole."""
    assert_refused(run, season, arguments, USAGE, *words)


@pytest.mark.parametrize("reason", ["", " ", "\t\n", "\u3000"])
@pytest.mark.parametrize(
    "arguments",
    [("return", "baishi"), ("excuse", "heishi"), ("extend", "heishi", "--to", "2020-03-30")],
    ids=["return", "excuse", "extend"],
)
def test_a_reason_without_words(arguments: tuple[str, ...], reason: str, season: Path, run: Run) -> None:
    """Blanks are no reason."""
    assert_refused(run, season, (*arguments, "--reason", reason), USAGE, "a reason is needed", "--reason")


@pytest.mark.parametrize(
    "arguments",
    [("record", "heishi"), ("why", "heishi"), ("called", "heishi"), ("remind", "--unit", "heishi")],
)
def test_a_unit_that_the_notice_does_not_ask(arguments: tuple[str, ...], season: Path, run: Run) -> None:
    """A unit outside the recipients is named with what to check."""
    edit_units(season, old='["乡镇妇联", "县直单位"]', new='["县直单位", "baishi"]')
    assert_refused(
        run, season, arguments, USAGE, "黑石镇妇联 is not asked by the notice 2020-38", "units.toml"
    )


def test_an_entry_is_taken_back_once(season: Path, run: Run) -> None:
    """A second `undo` of the same entry is refused, and one with nothing left too."""
    identifier = run("undo", "--json").document["entries"][0]["data"]["entry"]
    assert_refused(run, season, ("undo", identifier), USAGE, "was taken back already")
    assert_refused(run, season, ("undo",), USAGE, "there is nothing to take back", "`fedtrack log`")


def test_an_excuse_is_given_once(season: Path, run: Run) -> None:
    """A unit that is excused is not excused again."""
    assert run("excuse", "minzheng", "--reason", "新设").code == 0
    assert_refused(run, season, ("excuse", "minzheng", "--reason", "新设"), USAGE, "is excused already")


@pytest.mark.parametrize(
    "arguments",
    [
        *(command for command in READING + WRITING if command[0] not in {"status", "log", "notice", "undo"}),
        ("status", "--group", "乡镇妇联"),
        ("status", "--state", "overdue"),
        ("status", "--all"),
    ],
)
def test_several_open_notices(arguments: tuple[str, ...], season: Path, run: Run) -> None:
    """A command that is about one notice lists the open ones and does nothing."""
    edit_units(season, more=SECOND_NOTICE)
    named = {"status": "fedtrack status ", "remind": "fedtrack remind ", "export": "fedtrack export "}
    how = named.get(arguments[0], "fedtrack why UNIT " if arguments[0] == "why" else "--notice ")
    choices = (f"`{how}2020-38` (青妇通〔2020〕1号)", f"`{how}2020-39` (青妇通〔2020〕2号)")
    assert_refused(run, season, arguments, USAGE, "several notices are open", *choices)


def test_a_finished_notice_is_named_among_several(season: Path, run: Run) -> None:
    """What nobody owes any more and is past need not be told apart from what is open."""
    edit_units(
        season, more=SECOND_NOTICE, old='recipients = ["乡镇妇联", "县直单位"]', new='recipients = ["heishi"]'
    )
    assert run("record", "heishi", "--notice", "2020-38").code == 0
    said = "2020-38 is past and nothing is outstanding: with `closed = 2020-03-24` in units.toml"
    assert said in run("record", "shuili", today="2020-03-24").err
    assert "is past" not in run("record", "shuili", today="2020-03-23").err


def test_no_open_notice(season: Path, run: Run) -> None:
    """When all notices are closed they are listed, and each can still be asked for by its name."""
    edit_units(season, old="due = 2020-03-23", new="due = 2020-03-23\nclosed = 2020-03-20")
    assert_refused(
        run, season, ("status",), USAGE, "no notice is open", "name one: `fedtrack status 2020-38`"
    )
    assert "Closed on 2020-03-20" in run("status", "2020-38").out


def test_no_notice_at_all(workspace: Path, run: Run) -> None:
    """Without any notice the message says what to add, and where."""
    text = (workspace / "units.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("[[notices]]")
    (workspace / "units.toml").write_text(
        head + "[[units]]" + rest.partition("[[units]]")[2], encoding="utf-8"
    )
    for arguments in READING[:1] + READING[3:8] + WRITING[:5]:
        assert_refused(run, workspace, arguments, INPUT, "units.toml: there is no notice yet", "[[notices]]")
