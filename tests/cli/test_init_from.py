"""`init --notice --units`: from what the clerk has to a workspace whose status works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fedtrack.workspace.units_file import read_roster
from tests.cli.collecting import filed
from tests.cli.documents import Started, read
from tests.cli.papers import NOTICE, NOTICE_FILE, UNITS_FILE, lay_papers
from tests.cli.tools import snapshot
from tests.conftest import Run
from tests.corpus.office import build_xlsx
from tests.incoming import REPORT, letter

BOTH = ("--notice", NOTICE_FILE, "--units", UNITS_FILE)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, with blanks and Chinese in its path, that holds both papers."""
    folder = tmp_path / "三八 通知" / "原 件"
    folder.mkdir(parents=True)
    lay_papers(folder)
    monkeypatch.chdir(folder)
    return folder


def test_both_at_once(here: Path, run: Run) -> None:
    """The federation, the notice and the units stand in units.toml, and the first status is shown."""
    answer = run("init", "台 账", *BOTH)
    assert (answer.code, answer.err) == (0, "")
    for said in (
        "Written: 台 账/units.toml",
        "各乡镇妇联 → 乡镇妇联",
        "黑石矿区管理处 → 黑石矿区管理处",
        "it says only some of them",
        "Not asked, for the paper does not name them: 驻县单位",
        "Left out (1)",
        "4 units can be reminded today",
        "fedtrack check",
    ):
        assert said in answer.out
    roster = read_roster(here / "台 账" / "units.toml")
    assert (roster.federation.name, roster.federation.short_name, roster.federation.email) == (
        "青禾县妇女联合会",
        "县妇联",
        "qhfl@qinghe.example",
    )
    assert len(roster.units) == 5
    assert roster.notices[0].id == "2020-6"
    assert {unit.name for unit in roster.expected(roster.notices[0])} == {
        "白石镇妇联",
        "黑石镇妇联",
        "县水利局女工委",
        "黑石矿区管理处",
    }


def test_what_it_wrote_for_a_script(here: Path, run: Run) -> None:
    document = read(run("init", "a", *BOTH, "--json"), Started)
    assert document.notice is not None
    assert document.units is not None
    assert (document.notice.added, document.units.added) == (True, True)
    assert [one.id for one in document.notice.notices] == ["2020-6"]
    assert len(document.units.new) == 5


def test_one_of_them_and_then_the_other(here: Path, run: Run) -> None:
    """Each says how the other is added."""
    notice = run("init", "a", "--notice", NOTICE_FILE)
    assert notice.code == 0
    assert "units import FILE --add" in notice.out
    assert run("-C", "a", "units", "import", UNITS_FILE, "--add", "--yes").code == 0
    assert run("-C", "a", "status").code == 0
    units = run("init", "b", "--units", UNITS_FILE)
    assert units.code == 0
    assert "notice read FILE --add" in units.out
    assert run("-C", "b", "notice", "read", NOTICE_FILE, "--add", "--yes").code == 0
    assert run("-C", "b", "status").code == 0


def test_a_notice_without_a_day(here: Path, run: Run) -> None:
    """The rest is there, and the clerk is told to write that block."""
    (here / "a.txt").write_text(NOTICE.replace("于3月23日前", ""), encoding="utf-8")
    answer = run("init", "a", "--notice", "a.txt", "--units", UNITS_FILE)
    assert answer.code == 0
    assert "Look twice" in answer.out
    assert "write the [[notices]] block" in answer.out
    assert read_roster(here / "a" / "units.toml").notices == ()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--notice", "none.docx", "--units", UNITS_FILE), 2, "there is no file “none.docx”"),
        (("--notice", NOTICE_FILE, "--units", "none.xlsx"), 2, "there is no file “none.xlsx”"),
        (("--notice", NOTICE_FILE, "--units", NOTICE_FILE), 3, "this is no spreadsheet"),
        (("--notice", NOTICE_FILE, "--units", "bare.xlsx"), 3, "no column of units"),
    ],
)
def test_what_cannot_be_read_makes_no_workspace(
    arguments: tuple[str, ...], code: int, said: str, here: Path, run: Run
) -> None:
    (here / "bare.xlsx").write_bytes(build_xlsx((("a", "b"),)))
    before = snapshot(here)
    answer = run("init", "a", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert snapshot(here) == before


def test_a_workspace_is_never_written_over(here: Path, run: Run) -> None:
    run("init", "a", *BOTH)
    before = snapshot(here)
    answer = run("init", "a", *BOTH)
    assert (answer.code, answer.out) == (2, "")
    assert "there is a units.toml already" in answer.err
    assert snapshot(here) == before


def test_strange_texts_make_a_valid_file(here: Path, run: Run) -> None:
    """Quotes, backslashes and control characters of a paper stand as text in units.toml."""
    text = NOTICE.replace("联系人：韦晓", '联系人：韦"\\\x1b晓').replace("开展走访慰问", '走访"""\\u0000慰问')
    (here / "a.txt").write_text(text, encoding="utf-8")
    assert run("init", "a", "--notice", "a.txt", "--units", UNITS_FILE).code == 0
    assert run("-C", "a", "check").code == 0


def test_a_season_from_the_papers_to_the_summary(here: Path, run: Run) -> None:
    """Init, status, remind, collect, export: in one folder with Chinese and blanks in its path."""
    run("init", "台 账", *BOTH)
    os.chdir(here / "台 账")
    assert run("status").out.count("pending") == 4
    assert run("remind").code == 0
    drafts = list((here / "台 账" / "drafts").rglob("*.eml"))
    assert len(drafts) == 3
    box = here / "收到 的"
    box.mkdir()
    (box / "1.eml").write_bytes(
        letter(
            "白石 <baishi@qinghe.example>",
            "白石镇妇联“三八”活动总结",
            files={"白石镇妇联“三八”活动总结.docx": REPORT},
        )
    )
    assert run("collect", str(box), "--yes").code == 0
    assert [one["unit"] for one in filed(run) if one["kind"] == "report"] == ["baishi"]
    exported = run("export", "-o", "汇 总.csv")
    assert exported.code == 0
    assert "白石镇妇联" in (here / "台 账" / "汇 总.csv").read_text(encoding="utf-8-sig")
    assert run("check").code == 0
