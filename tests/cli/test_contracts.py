"""What each command prints with `--json`, read strictly as the document that it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.documents import (
    Calls,
    Check,
    Entries,
    Export,
    GroupMessage,
    LedgerImport,
    Notices,
    Reminders,
    Summary,
    Units,
    WholeSummary,
    Why,
    Workspace,
    read,
)
from tests.cli.tools import SECOND_NOTICE, edit_units
from tests.conftest import Run


@pytest.fixture
def season(workspace: Path, run: Run) -> Path:
    """Return a workspace in which each kind of entry has been made."""
    (workspace / "总结.txt").write_text("总结", encoding="utf-8")
    (workspace / "a.csv").write_text("单位,电话\n黑石镇妇联,8110001\n", encoding="utf-8")
    for line in (
        ("record", "baishi", "--on", "2020-03-18 16:30", "--via", "oa", "--title", "总结", "--note", "已核"),
        ("record", "baishi", "--supplement", "--file", "总结.txt", "--figure", "events=3"),
        ("record", "heishi", "--on", "2020-03-19"),
        ("return", "heishi", "--reason", "材料不全"),
        ("excuse", "minzheng", "--reason", "新设"),
        ("extend", "shuili", "--to", "2020-03-27 12:00", "--reason", "搬迁"),
        ("called", "heishikq", "--via", "visit", "--note", "月底前报"),
        ("remind",),
        ("undo",),
    ):
        assert run(*line).code == 0
    return workspace


@pytest.mark.parametrize("command", [("status",), ("export",), ("export", "--format", "json", "-o", "-")])
def test_summary(command: tuple[str, ...], season: Path, run: Run) -> None:
    """`status --json` and `export --format json` are the same document, `fedtrack.summary/1`.

    An export has the ledger beside it.
    """
    options = () if "--format" in command else ("--json",)
    summary = read(run(*command, *options), Summary if command == ("status",) else WholeSummary)
    assert [unit.id for unit in summary.units] == ["baishi", "heishi", "heishikq", "shuili", "minzheng"]
    assert summary.units[0].figures == {"events": 3}
    assert (summary.units[3].due, summary.units[3].due_time) == (date(2020, 3, 27), "12:00")


def test_summary_has_the_values_of_the_season(season: Path, run: Run) -> None:
    """A line of the summary reads as design.md shows it: dates in ISO 8601, the channel by its name."""
    document = run("status", "--json").document
    assert (document["as_of"], document["days_left"], document["working_days_left"]) == ("2020-03-20", 3, 1)
    assert document["notice"] == {
        "id": "2020-38",
        "number": "青妇通〔2020〕1号",
        "title": "关于过好“三八”节的通知",
        "issued": "2020-03-03",
        "due": "2020-03-23",
        "due_time": None,
    }
    assert document["units"][0] == {
        "id": "baishi",
        "name": "白石镇妇联",
        "group": "乡镇妇联",
        "state": "on_time",
        "due": "2020-03-23",
        "due_time": None,
        "received_on": "2020-03-18",
        "received_time": "16:30",
        "via": "oa",
        "title": "总结",
        "nil": False,
        "figures": {"events": 3},
        "files": 1,
        "reminders": 0,
        "last_reminded_on": None,
        "unconfirmed_reminders": 0,
        "note": "已核",
    }


def test_rates_are_null_when_nothing_is_expected(workspace: Path, run: Run) -> None:
    """With all units excused there is no rate, neither of the whole nor of a group."""
    for unit in ("baishi", "heishi", "heishikq", "shuili", "minzheng"):
        assert run("excuse", unit, "--reason", "机构改革").code == 0
    summary = read(run("status", "--json"), Summary)
    rates = [totals.reporting_rate for totals in (summary.totals, *summary.groups)]
    assert rates == [None, None, None]


@pytest.mark.parametrize("command", ["status", "notice"])
def test_notices(command: str, season: Path, run: Run) -> None:
    """Several notices are one document with the totals of each."""
    edit_units(season, more=SECOND_NOTICE)
    arguments = ("status", "--json") if command == "status" else ("notice", "list", "--json")
    document = read(run(*arguments), Notices)
    assert [(notice.id, notice.due_time) for notice in document.notices] == [
        ("2020-38", None),
        ("2020-39", "17:00"),
    ]


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (("record", "heishikq", "--nil"), "report"),
        (("return", "baishi", "--reason", "数字不符"), "return"),
        (("excuse", "heishikq", "--reason", "撤并"), "excuse"),
        (("extend", "heishikq", "--to", "2020-03-30", "--reason", "搬迁"), "extension"),
        (("called", "heishikq"), "call"),
        (("undo",), "retraction"),
    ],
)
def test_new_entries(command: tuple[str, ...], kind: str, season: Path, run: Run) -> None:
    """Every command that adds an entry answers with it, as the log then shows it last."""
    ran = run(*command, "--json")
    assert ("extend" in ran.err) == (kind == "return")  # what comes in again counts by its own day
    answer = read(ran._replace(err=""), Entries)
    assert [entry.kind for entry in answer.entries] == [kind]
    assert read(run("log", "--json"), Entries).entries[-1] == answer.entries[0]


def test_entries_of_several_units(workspace: Path, run: Run) -> None:
    """Several units in one call are several entries, in the order asked."""
    answer = read(run("record", "shuili", "baishi", "--json"), Entries)
    assert [entry.unit for entry in answer.entries] == ["shuili", "baishi"]


def test_log(season: Path, run: Run) -> None:
    """The log holds every entry, newest last, those taken back too; ids grow with time."""
    entries = read(run("log", "--json"), Entries).entries
    assert {entry.kind for entry in entries} == {
        "report", "return", "excuse", "extension", "call", "reminder", "retraction"
    }  # fmt: skip
    assert entries[-1].data["entry"] == str(entries[-2].id)
    assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)
    assert all(entry.recorded_at.utcoffset() is not None for entry in entries)


@pytest.mark.parametrize("dry_run", [True, False])
def test_reminders(workspace: Path, run: Run, *, dry_run: bool) -> None:
    """`remind --json` lists who is reminded and who is not; a dry run has no paths."""
    document = read(run("remind", "--json", *["--dry-run"] * dry_run), Reminders)
    assert document.round == "before-1"
    assert {one.unit: one.path for one in document.reminders} == {
        unit: None if dry_run else f"drafts/2020-38/2020-03-20/{unit}.eml"
        for unit in ("baishi", "heishi", "shuili")
    }
    assert {one.unit: one.reason for one in document.skipped} == {
        "heishikq": "no_email",
        "minzheng": "no_email",
    }


def test_group_message(workspace: Path, run: Run) -> None:
    """`remind --text --json` carries the message and whom it names."""
    document = read(run("remind", "--text", "--json"), GroupMessage)
    assert document.units == ["baishi", "heishi", "heishikq", "shuili", "minzheng"]
    assert document.text.endswith("\n")


def test_calls(season: Path, run: Run) -> None:
    """`remind --calls --json` carries the call sheet."""
    document = read(run("remind", "--calls", "--json"), Calls)
    assert [(call.unit, call.reminders) for call in document.calls] == [
        ("heishi", 0),
        ("heishikq", 1),
        ("shuili", 0),
    ]


def test_ledger_import(season: Path, run: Run) -> None:
    """`import-ledger --json` counts what the file carries, by notice and kind."""
    assert run("export", "-o", "a.toml").code == 0
    document = read(run("import-ledger", "a.toml", "--json", "--dry-run"), LedgerImport)
    assert (document.new, document.added) == (0, False)
    assert document.known == sum(one.known for one in document.entries) > 6


def test_units(workspace: Path, run: Run) -> None:
    """`units list --json` carries the roster as it is written."""
    edit_units(workspace, more="since = 2019-01-01\nuntil = 2024-12-31\n")
    units = read(run("units", "list", "--json"), Units).units
    assert units[0].email == ["baishi@qinghe.example", "55501@qq.example"]
    assert units[0].cc == ["fenguan@qinghe.example"]
    assert (units[-1].since, units[-1].until) == (date(2019, 1, 1), date(2024, 12, 31))


def test_why(season: Path, run: Run) -> None:
    """`why --json` carries each rule with its verdict, the rounds and the next day."""
    document = read(run("why", "heishikq", "--json"), Why)
    assert [rule.rule for rule in document.rules] == [
        "closed",
        "not_outstanding",
        "reminded_today",
        "day_off",
        "no_round",
        "too_soon",
        "too_often",
    ]
    assert not document.allowed
    assert [one.round for one in document.rounds] == ["before-5", "before-1", "due", "after-1", "after-3"]
    assert document.next == date(2020, 3, 23)


def test_check(season: Path, run: Run) -> None:
    """`check --json` carries the findings; only an error changes the exit code."""
    assert [one.where for one in read(run("check", "--json"), Check).findings] == [
        "[reminders]",
        "minzheng",
    ]
    edit_units(season, old='report = "活动开展情况"', new="report = 3")
    findings = read(run("check", "--json"), Check, code=3).findings
    assert [(one.level, one.where) for one in findings] == [("error", "units.toml:13")]


@pytest.mark.parametrize(
    "command",
    [
        ("status",), ("export",), ("log",), ("remind", "--dry-run"), ("remind", "--calls"),
        ("units", "list"), ("notice", "list"), ("why", "heishi"), ("check",), ("called", "heishi"),
        ("units", "import", "a.csv"), ("history",),
    ],
)  # fmt: skip
def test_documents_do_not_change_with_the_language(command: tuple[str, ...], season: Path, run: Run) -> None:
    """A script reads the same keys, schema and values whatever language its user speaks."""
    for language in ("en", "zh_CN"):
        document = run(*command, "--json", language_=language).document
        assert document["schema"].startswith("fedtrack.")
        assert all(key.isascii() for key in document)


@pytest.mark.parametrize(("path", "written"), [("出/a.md", "出/a.md"), ("../a.md", "a.md")])
def test_an_export_to_a_file(path: str, written: str, workspace: Path, run: Run) -> None:
    """`export --json -o FILE` names the file it wrote: below the workspace if it lies there."""
    document = read(run("export", "--json", "-o", path), Export)
    assert document.format == "md"
    assert document.path.endswith(written)
    assert (workspace / document.path).is_file()


def test_init(tmp_path: Path, run: Run) -> None:
    """`init --json` names the file it wrote."""
    document = read(run("init", str(tmp_path / "新"), "--json"), Workspace)
    assert Path(document.path) == tmp_path / "新" / "units.toml"
