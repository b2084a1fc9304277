"""`notice read` with real files, at a terminal and without one, in a workspace and without."""

from __future__ import annotations

import io
import sys
from datetime import date, time
from pathlib import Path

import pytest

from fedtrack.core.model import Deadline
from fedtrack.workspace.units_file import read_roster
from tests.cli.collecting import typed
from tests.cli.documents import NoticeRead, read
from tests.cli.papers import NOTICE, NOTICE_FILE, UNITS_FILE, lay_papers
from tests.cli.tools import snapshot, start
from tests.conftest import Run
from tests.corpus.office import build_xlsx
from tests.documents.making import compound, docx

WEB_PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in NOTICE.split("\n")) + "</body></html>"
FILES = {
    "通知.docx": docx(*NOTICE.split("\n")),
    "utf-8.txt": NOTICE.encode(),
    "记事本.txt": NOTICE.encode("utf-8-sig"),
    "gbk.txt": NOTICE.encode("gb18030"),
    "utf-16.txt": NOTICE.encode("utf-16"),
    "网页.html": WEB_PAGE.encode(),
}


@pytest.fixture
def published(workspace: Path) -> Path:
    """Return a workspace with the notice beside it."""
    lay_papers(workspace)
    return workspace


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file(name: str, workspace: Path, run: Run) -> None:
    """A notice says the same whatever program wrote it."""
    (workspace / name).write_bytes(FILES[name])
    found = read(run("notice", "read", name, "--json"), NoticeRead)
    assert (found.issuer, found.number, found.issued) == (
        "青禾县妇女联合会",
        "青妇发〔2020〕6号",
        date(2020, 3, 3),
    )
    assert [(one.due, one.what) for one in found.deadlines] == [(date(2020, 3, 23), "活动开展情况")]
    assert found.emails == ["qhfl@qinghe.example"]
    assert (found.sure, found.warnings, found.added) == (True, [], False)
    assert [one.recipients for one in found.notices] == [["乡镇妇联", "县直单位"]]


def test_what_is_piped_in(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode("gb18030"))))
    assert read(run("notice", "read", "-", "--json"), NoticeRead).number == "青妇发〔2020〕6号"


def test_looking_changes_nothing(published: Path, run: Run) -> None:
    before = snapshot(published)
    answer = run("notice", "read", NOTICE_FILE)
    assert (answer.code, answer.err) == (0, "")
    for said in ("2020-03-23 (Monday, that day included)", "For units.toml (1)", 'id = "2020-6"', "`--add`"):
        assert said in answer.out
    assert snapshot(published) == before


def test_a_notice_is_added_below_what_stands_there(published: Path, run: Run) -> None:
    """And a second time it is known."""
    before = (published / "units.toml").read_text(encoding="utf-8")
    answer = run("notice", "read", NOTICE_FILE, "--add", "--yes")
    assert (answer.code, answer.err) == (0, "")
    assert "Next: `fedtrack status 2020-6`" in answer.out
    after = (published / "units.toml").read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n# read from {NOTICE_FILE} on 2020-03-20\n\n[[notices]]\nid = ")
    assert run("status", "2020-6").code == 0
    again = run("notice", "read", NOTICE_FILE, "--add", "--yes")
    assert (again.code, again.err) == (0, "")
    assert "In units.toml already: 2020-6" in again.out
    assert (published / "units.toml").read_text(encoding="utf-8") == after


def test_two_deadlines_are_two_notices(workspace: Path, run: Run) -> None:
    """A day that recurs makes none, and a time of day is kept."""
    text = NOTICE.replace(
        "二、开展普法宣传。",
        "二、开展普法宣传。请于3月10日17:00前报送活动方案。\n三、每月25日前报送工作简报。",
    )
    (workspace / "a.txt").write_text(text, encoding="utf-8")
    document = read(run("notice", "read", "a.txt", "--add", "--yes", "--json"), NoticeRead)
    assert document.added
    assert [one.recurs for one in document.deadlines if one.recurs] == ["monthly:25"]
    added = read_roster(workspace / "units.toml").notices[1:]
    assert {(one.id, one.deadline) for one in added} == {
        ("2020-6", Deadline(date(2020, 3, 10), time(17))),
        ("2020-6-2", Deadline(date(2020, 3, 23))),
    }


@pytest.mark.parametrize(("answer", "added"), [("y", True), ("是", True), ("n", False), ("", False)])
def test_at_a_terminal_it_asks(
    answer: str, added: bool, published: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The blocks are shown beside the question, and only a yes adds them."""
    before = (published / "units.toml").read_bytes()
    typed(monkeypatch, answer)
    said = run("notice", "read", NOTICE_FILE, "--add")
    assert said.code == 0
    assert "Add these 1 notices to units.toml?" in said.err
    assert 'id = "2020-6"' in said.err
    assert ((published / "units.toml").read_bytes() != before) is added


def test_without_a_terminal_it_refuses(published: Path, run: Run) -> None:
    before = snapshot(published)
    answer = run("notice", "read", NOTICE_FILE, "--add")
    assert answer.code == 2
    assert "青妇发〔2020〕6号" in answer.out
    assert (
        answer.err == "there is no terminal to ask on; nothing was added: add --yes\n"
        or "--yes" in answer.err
    )
    assert snapshot(published) == before


def test_a_paper_that_sets_no_day(workspace: Path, run: Run) -> None:
    """It is shown all the same; only what should be added cannot be."""
    (workspace / "a.txt").write_text("关于停电的通知\n各单位：\n今晚停电。", encoding="utf-8")
    shown = run("notice", "read", "a.txt")
    assert (shown.code, shown.err) == (0, "")
    assert "No day was read" in shown.out
    refused = run("notice", "read", "a.txt", "--add", "--yes")
    assert refused.code == 3
    assert "write the [[notices]] block by hand" in refused.err


def test_a_day_before_the_issue_is_not_added(workspace: Path, run: Run) -> None:
    text = NOTICE.replace("3月23日前", "2019年3月23日前")
    (workspace / "a.txt").write_text(text, encoding="utf-8")
    document = read(run("notice", "read", "a.txt", "--json"), NoticeRead)
    assert not document.sure
    assert all(one.due >= date(2020, 3, 3) for one in document.notices)


def test_without_a_workspace(tmp_path: Path) -> None:
    """A paper can be looked at anywhere; only adding needs a place."""
    lay_papers(tmp_path)
    looked = start("notice", "read", NOTICE_FILE, folder=tmp_path)
    assert (looked.returncode, looked.stderr) == (0, "")
    assert "青妇发〔2020〕6号" in looked.stdout
    adding = start("notice", "read", NOTICE_FILE, "--add", "--yes", folder=tmp_path)
    assert (adding.returncode, adding.stdout) == (3, "")
    assert "fedtrack init" in adding.stderr
    named = start("-C", "nowhere", "notice", "read", NOTICE_FILE, folder=tmp_path)
    assert named.returncode == 3


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("none.docx", None, 2, "docx, pdf, html or txt"),
        ("old.doc", compound({"WordDocument": b"x" * 5000}), 6, "save it as docx"),
        ("wps.wps", compound({"WpsDocument": b"x" * 5000}), 6, "save it as docx"),
        ("empty.txt", b"", 6, "the file is empty"),
        ("blank.txt", b" \n\n ", 3, "no text in it"),
        ("broken.docx", b"PK\x03\x04" + b"x" * 100, 6, "save it as docx"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"x" * 100, 3, "a scan or photo is not read"),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, content: bytes | None, code: int, said: str, published: Path, *, run: Run
) -> None:
    """One line says what is wrong and what to do."""
    if content is not None:
        (published / name).write_bytes(content)
    answer = run("notice", "read", name)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_what_is_hostile_is_shown_and_written_as_text(workspace: Path, run: Run) -> None:
    text = NOTICE.replace("活动开展情况", '[red]活动\x1b[31m”]"情况').replace("走访慰问", '走访"]\nid = "x')
    (workspace / "a.txt").write_text(text, encoding="utf-8")
    answer = run("notice", "read", "a.txt", "--add", "--yes")
    assert answer.code == 0
    assert "\x1b" not in answer.out
    assert [one.id for one in read_roster(workspace / "units.toml").notices] == ["2020-38", "2020-6"]


@pytest.mark.parametrize("command", [("notice", "read"), ("init", "新", "--notice")])
def test_a_contact_list_is_no_notice(command: tuple[str, ...], published: Path, run: Run) -> None:
    """It is told what reads it, instead of a notice that asks nothing."""
    before = snapshot(published)
    answer = run(*command, UNITS_FILE)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"{UNITS_FILE}: this is a contact list, no notice; "
        f'`fedtrack units import "{UNITS_FILE}"` reads it, or `init --units` in a new folder\n'
    )
    assert snapshot(published) == before


def test_a_notice_with_a_table_of_units_is_one(workspace: Path, run: Run) -> None:
    """A spreadsheet may be the notice's own form."""
    rows = [
        ("关于报送“三八”活动情况的通知",),
        ("请于3月23日前报送活动情况。",),
        ("单位名称", "电话"),
        ("白石镇妇联", "1"),
    ]
    (workspace / "a.xlsx").write_bytes(build_xlsx(rows))
    assert run("notice", "read", "a.xlsx").code == 0
