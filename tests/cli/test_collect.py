"""`collect`: what is certain is filed once, under the right day, and nothing else changes."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.collecting import CERTAIN, MANY, collect, days, filed, lay_many, received
from tests.cli.refusal import assert_refused
from tests.cli.tools import SECOND_NOTICE, edit_units, snapshot
from tests.conftest import Run
from tests.corpus.office import build_docx
from tests.documents.making import zipped
from tests.incoming import ACTIVITIES, AT, HEISHI, REPORT, box, lay, letter

KEYS = [
    *("source", "unit", "notice", "received", "decision", "kind", "candidates", "evidence", "files"),
    "entry",
]

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def pile(workspace: Path, tmp_path: Path) -> Path:
    assert workspace.exists()
    return lay_many(tmp_path / "来件")


def test_what_is_certain_is_filed(run: Run, pile: Path, workspace: Path) -> None:
    """With its source, its key and its files; what is doubtful waits."""
    answer = collect(run, pile, "--yes")
    assert answer.code == 0
    assert "Filed (4)" in answer.out
    assert f"Filed: 4; to be looked at: 1, by running `fedtrack collect {pile}` on a terminal" in answer.out
    assert "Came back: 县水利局女工委 cannot be reached at slj@qinghe.example" in answer.out
    reports = {one["unit"]: one for one in filed(run) if one["kind"] == "report"}
    assert sorted(reports) == ["baishi", "heishi", "heishikq", "minzheng"]
    baishi = reports["baishi"]
    assert (baishi["source"], baishi["arrival"]) == ("1.eml", "mail:<1@mail.qinghe.example>")
    assert (baishi["via"], baishi["title"]) == ("email", "白石镇“三八”节活动总结")
    assert baishi["files"] == [
        {
            "path": "received/2020-38/baishi/白石镇总结.docx",
            "sha256": hashlib.sha256(REPORT).hexdigest(),
            "size": len(REPORT),
            "original": "白石镇总结.docx",
        }
    ]
    assert reports["heishikq"]["figures"] == {"events": 3, "participants": 120}
    assert reports["heishikq"]["source"] == "form.xlsx#3"
    assert reports["minzheng"]["via"] == "wechat"
    assert received(workspace) == [
        "2020-38/baishi/白石镇总结.docx",
        "2020-38/heishi/黑石镇妇联“三八”活动总结.eml",
        "2020-38/minzheng/县民政局女工委“三八”活动总结.txt",
    ]
    assert (workspace / "received/2020-38/baishi/白石镇总结.docx").read_bytes() == REPORT


def test_a_report_in_the_mail_itself_keeps_the_mail(run: Run, pile: Path, workspace: Path) -> None:
    """Byte for byte, so that it can be opened again."""
    collect(run, pile, "--yes")
    kept = workspace / "received/2020-38/heishi/黑石镇妇联“三八”活动总结.eml"
    assert kept.read_bytes() == MANY["2.eml"]
    assert run("check").code == 0


def test_collecting_again_files_nothing_twice(run: Run, pile: Path, workspace: Path) -> None:
    """Not the mail, the file or the form's line, wherever they lie by now."""
    collect(run, pile, "--yes")
    lay(pile, {"again/1.eml": MANY["1.eml"], "form (1).xlsx": MANY["form.xlsx"], "z.zip": zipped(dict(MANY))})
    before = {**snapshot(workspace), "log": run("log", "--json").out.encode()}
    answer = collect(run, pile, "--yes", "--json")
    assert answer.code == 0
    assert {**snapshot(workspace), "log": run("log", "--json").out.encode()} == before
    decisions = [one["decision"] for one in answer.document["items"] if one["entry"]]
    assert set(decisions) == {"ignore"}
    assert [one["source"] for one in answer.document["items"] if one["decision"] == "record"] == []


def test_one_thing_by_two_ways_is_filed_once(run: Run, workspace: Path, tmp_path: Path) -> None:
    """A mail, its file saved by hand, and a zip that has it."""
    lay(
        tmp_path / "来件",
        {**CERTAIN, "白石镇三八总结.docx": REPORT, "a.zip": zipped({"白石镇/白石镇三八总结.docx": REPORT})},
    )
    collect(run, tmp_path / "来件", tmp_path / "来件" / "1.eml", "--yes")
    assert [one["unit"] for one in filed(run)] == ["baishi"]
    assert received(workspace) == ["2020-38/baishi/白石镇总结.docx"]


def test_logos_and_programs_are_not_kept(run: Run, workspace: Path, tmp_path: Path) -> None:
    """A program makes the clerk look; a logo is nothing."""
    lay(
        tmp_path / "来件",
        {
            "1.eml": letter(files={"白石镇总结.docx": REPORT}, inline={"logo.png": b"\x89PNG"}),
            "2.eml": letter(HEISHI, "黑石镇“三八”总结", files={"总结.exe": b"MZ"}, message_id="2@x"),
        },
    )
    assert collect(run, tmp_path / "来件", "--yes").code == 0
    assert received(workspace) == ["2020-38/baishi/白石镇总结.docx"]


def test_files_of_one_name_lie_beside_each_other(run: Run, workspace: Path, tmp_path: Path) -> None:
    """The second report is a supplement, and the first day stays."""
    later = letter(
        subject="白石镇“三八”节活动总结（补充）",
        files={"白石镇总结.docx": build_docx(["白石镇“三八”节活动总结", "补充"])},
        at=AT + timedelta(days=1),
        message_id="2@x",
    )
    collect(run, lay(tmp_path / "1", CERTAIN), "--yes")
    collect(run, lay(tmp_path / "2", {"2.eml": later}), "--yes")
    first, second = filed(run)
    assert not first["supplement"]
    assert (second["supplement"], second["received_on"]) == (True, "2020-03-19")
    assert received(workspace) == ["2020-38/baishi/白石镇总结 (2).docx", "2020-38/baishi/白石镇总结.docx"]
    (unit,) = (one for one in run("status", "--json").document["units"] if one["id"] == "baishi")
    assert (unit["received_on"], unit["state"]) == ("2020-03-18", "on_time")


def test_what_was_undone_is_not_filed_again(run: Run, workspace: Path, tmp_path: Path) -> None:
    pile = lay(tmp_path / "来件", CERTAIN)
    collect(run, pile, "--yes")
    run("undo")
    answer = collect(run, pile, "--yes", "--json")
    (item,) = answer.document["items"]
    assert (item["decision"], item["entry"]) == ("review", None)
    assert "it was filed once, and you took that back" in item["evidence"]
    assert [one["kind"] for one in filed(run)] == ["report", "retraction"]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_without_a_terminal_it_is_listed_and_refused(
    run: Run, pile: Path, workspace: Path, options: list[str]
) -> None:
    before = snapshot(workspace)
    answer = collect(run, pile, *options)
    assert answer.code == 2
    assert "白石镇妇联" in answer.out
    assert (
        answer.err
        == "nothing was filed: there is no terminal to ask on; add --yes if that is what you want\n"
    )
    assert snapshot(workspace) == before


@pytest.mark.parametrize("options", [[], ["--json"], ["--yes"]])
def test_a_dry_run_changes_no_byte(
    run: Run, pile: Path, workspace: Path, tmp_path: Path, options: list[str]
) -> None:
    before = snapshot(tmp_path)
    answer = collect(run, pile, "--dry-run", *options)
    assert (answer.code, answer.err) == (0, "")
    if "--json" not in options:
        assert answer.out.endswith("Nothing was filed (--dry-run): 4 would be, 1 to be looked at\n")
    assert snapshot(tmp_path) == before


def test_the_document_for_scripts(run: Run, pile: Path) -> None:
    """One item for each thing, in the order in which it lies there, with exactly these keys."""
    answer = collect(run, pile, "--yes", "--json")
    document: dict[str, Any] = answer.document
    assert list(document) == ["schema", "items"]
    assert document["schema"] == "fedtrack.collection/1"
    assert [list(item) for item in document["items"]] == [KEYS] * len(MANY)
    by_source = {item["source"]: item for item in document["items"]}
    assert sorted(by_source) == sorted([*(MANY.keys() - {"form.xlsx"}), "form.xlsx#3"])
    entries = {one["id"]: one for one in run("log", "--json").document["entries"]}
    first = by_source["1.eml"]
    assert entries[first["entry"]]["unit"] == "baishi"
    assert first | {"entry": None, "evidence": []} == {
        "source": "1.eml",
        "unit": "baishi",
        "notice": "2020-38",
        "received": "2020-03-18",
        "decision": "record",
        "kind": "report",
        "candidates": ["baishi"],
        "evidence": [],
        "files": ["白石镇总结.docx"],
        "entry": None,
    }
    assert len(first["evidence"]) == len(set(first["evidence"])) > 2
    kinds = {source: (item["decision"], item["kind"]) for source, item in by_source.items()}
    assert kinds["b.eml"] == ("ignore", "bounce")
    assert kinds["x.txt"][0] == "review"
    assert by_source["x.txt"]["received"] is None


def test_bounces_are_noted_once_and_shown_until_they_are_mended(
    run: Run, pile: Path, workspace: Path
) -> None:
    """By `status` and `check`, though nobody was asked and nothing else was certain."""
    lay(pile.parent / "b", {"b.eml": MANY["b.eml"]})
    for _ in range(2):
        assert collect(run, pile.parent / "b").code == 0
    (noted,) = filed(run)
    assert (noted["kind"], noted["notice"], noted["unit"]) == ("bounce", "", "shuili")
    assert (noted["address"], noted["source"], noted["on"]) == ("slj@qinghe.example", "b.eml", "2020-03-18")
    assert "Mail came back (1): 县水利局女工委 (slj@qinghe.example)" in run("status").out
    assert "县水利局女工委 cannot be reached at slj@qinghe.example" in run("check").out
    edit_units(workspace, old="slj@qinghe.example", new="shuiliju@qinghe.example")
    assert "came back" not in run("status").out + run("check").out
    assert "Came back" not in collect(run, pile.parent / "b").out


def test_what_is_not_there_is_one_line(run: Run, workspace: Path) -> None:
    for name in ("none", "x" * 300, "none/a.eml"):
        assert_refused(run, workspace, ("collect", name), 2, "there is no file or folder", "nothing was")


def test_a_day_to_come_is_refused_at_once(run: Run, workspace: Path, pile: Path) -> None:
    arguments = ("collect", str(pile), "--yes", "--on", "2020-03-21")
    assert_refused(run, workspace, arguments, 2, "2020-03-21 is still to come")


def test_when_nothing_is_open_it_says_so(run: Run, workspace: Path, pile: Path) -> None:
    """But for a notice that is named: late reports still come."""
    edit_units(workspace, old="due = 2020-03-23", new="due = 2020-03-23\nclosed = 2020-03-19")
    assert_refused(run, workspace, ("collect", str(pile), "--yes"), 2, "no notice is open")
    assert collect(run, pile, "--notice", "2020-38", "--yes").code == 0
    assert len(days(run)) == 4


def test_with_notice_only_that_one_is_filed(run: Run, workspace: Path, tmp_path: Path) -> None:
    """What says nothing else counts for it; what names another is asked."""
    edit_units(workspace, old="", more=SECOND_NOTICE)
    lay(
        tmp_path / "来件",
        {
            **CERTAIN,
            "2.eml": letter(
                "slj@qinghe.example",
                "县水利局材料",
                body=ACTIVITIES.replace("我镇", "我局"),
                message_id="2@x",
            ),
        },
    )
    answer = collect(run, tmp_path / "来件", "--notice", "2020-39", "--yes", "--json")
    decisions = {item["source"]: (item["decision"], item["notice"]) for item in answer.document["items"]}
    assert decisions == {"1.eml": ("review", "2020-38"), "2.eml": ("record", "2020-39")}
    assert [(one["unit"], one["notice"]) for one in filed(run)] == [("shuili", "2020-39")]


def test_a_box_is_a_mail_after_the_other(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "来件", {"a.mbox": box(MANY["1.eml"], MANY["2.eml"], MANY["1.eml"])})
    answer = collect(run, tmp_path / "来件", "--yes", "--json")
    decisions = [(item["source"], item["kind"]) for item in answer.document["items"]]
    assert decisions == [("a.mbox#0", "report"), ("a.mbox#1", "report"), ("a.mbox#2", "duplicate")]


def test_a_name_that_a_shell_has_split_wants_quotes(run: Run, workspace: Path) -> None:
    """Two names in a row that are not there were one; a single one was mistyped."""
    lay(workspace / "微信 文件", CERTAIN)
    quotes = 'a name with blanks needs English quotes: "微信 文件"'
    assert_refused(run, workspace, ("collect", "微信", "文件"), 2, "微信", "name what arrived", quotes)
    for names in (["微信"], ["微信", "units.toml", "文件"], ["units.toml", "文件"]):
        assert quotes not in run("collect", *names).err
