"""`units import` with real files, at a terminal and without one."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fedtrack.workspace.units_file import read_roster
from tests.cli.collecting import Answering, typed
from tests.cli.documents import UnitsImport, read
from tests.cli.tools import edit_units, snapshot
from tests.conftest import Answer, Run
from tests.corpus.office import build_xlsx
from tests.documents.making import compound, label, number, ods, ods_row, record, xls, xlsx, zipped
from tests.obstacles import needs_rights, plain_user

ROWS: tuple[tuple[str | int, ...], ...] = (
    ("青禾县妇联系统通讯录",),
    ("序号", "类别", "单位名称", "联系人", "电话", "邮箱"),
    (1, "乡镇妇联", "白石镇妇联", "韦某", "0700-5550199", "baishi@qinghe.example"),
    (2, "", "青石镇妇联", "罗某", 13800000001, "qingshi@qinghe.example"),
    (3, "县直单位", "县教育局女工委", "", "", ""),
    ("合计", "", "3个", "", "", ""),
)
QINGSHI = """
[[units]]
id = "qingshi"
name = "青石镇妇联"
group = "乡镇妇联"
email = ["qingshi@qinghe.example"]
phone = "13800000001"
contact = "罗某"
since = 2020-03-20
"""


def text_rows(separator: str) -> str:
    return "\n".join(separator.join(str(cell) for cell in row) for row in ROWS)


def as_xls() -> bytes:
    """Return the list as the old Excel kept it."""
    cells = [
        number(row, column, cell) if isinstance(cell, int) else label(row, column, cell)
        for row, values in enumerate(ROWS)
        for column, cell in enumerate(values)
    ]
    return xls(*cells)


FILES = {
    "通讯录.xlsx": build_xlsx(ROWS),
    "openpyxl.xlsx": xlsx(*ROWS),
    "通讯录.xls": as_xls(),
    "表.ods": ods(*(ods_row(*map(str, row)) for row in ROWS)),
    "utf-8.csv": text_rows(",").encode("utf-8-sig"),
    "gbk.csv": text_rows(",").encode("gb18030"),
    "系统导出.xls": text_rows("\t").encode("gb18030"),
}


@pytest.fixture
def listed(workspace: Path) -> Path:
    """Return a workspace with the list beside it."""
    (workspace / "a.xlsx").write_bytes(FILES["通讯录.xlsx"])
    return workspace


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_spreadsheet(name: str, workspace: Path, run: Run) -> None:
    """What a clerk's office writes is read alike, whatever program wrote it."""
    (workspace / name).write_bytes(FILES[name])
    document = read(run("units", "import", name, "--json"), UnitsImport)
    assert [(unit.id, unit.name, unit.group, unit.phone) for unit in document.new] == [
        ("qingshi", "青石镇妇联", "乡镇妇联", "13800000001"),
        ("jiaoyu-ju", "县教育局女工委", "县直单位", ""),
    ]
    assert [
        (one.id, one.row, [difference.field for difference in one.differences]) for one in document.differs
    ] == [("baishi", 3, ["contact", "phone"])]
    assert [(one.row, one.why, one.fix) for one in document.left_out] == [(6, "a total", None)]
    (columns,) = document.columns.values()
    assert columns["单位名称"] == "unit"
    assert (document.added, document.unchanged, document.groups) == (False, [], {})


def test_a_list_as_wps_writes_it(workspace: Path, run: Run) -> None:
    """Merged cells have their value in the first and nothing in the others."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["青禾县妇联系统通讯录"])
    sheet.append(["序号", "类别", "单位", "联系方式"])
    sheet.append([None, None, None, "电话", "邮箱"])
    sheet.append([1, "乡镇妇联", "青石镇妇联", "0700-5550108", "q@b.example"])
    sheet.append([2, None, "灰石镇妇联", "0700-5550109", "h@b.example"])
    sheet.append([None, None, None, "0700-5550110"])
    for cells in ("A1:E1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "B4:B6", "A5:A6", "C5:C6"):
        sheet.merge_cells(cells)
    book.save(workspace / "a.xlsx")
    document = read(run("units", "import", "a.xlsx", "--json"), UnitsImport)
    assert [(unit.id, unit.group, unit.phone) for unit in document.new] == [
        ("qingshi", "乡镇妇联", "0700-5550108"),
        ("huishi", "乡镇妇联", "0700-5550109、0700-5550110"),
    ]
    assert document.left_out == []


def test_looking_changes_nothing(listed: Path, run: Run) -> None:
    before = snapshot(listed)
    answer = run("units", "import", "a.xlsx")
    assert (answer.code, answer.err) == (0, "")
    for said in ("New (2)", "Differs from units.toml (1)", "Left out (1)", "Not read", "`--add`"):
        assert (said in answer.out) is (said != "Not read")
    assert snapshot(listed) == before


def test_new_units_are_added_below_what_stands_there(listed: Path, run: Run) -> None:
    """And a second time there is nothing to add, while what differs is said once more."""
    before = (listed / "units.toml").read_text(encoding="utf-8")
    answer = run("units", "import", "a.xlsx", "--add", "--yes")
    assert (answer.code, answer.err) == (0, "")
    assert "Added at the end of units.toml: 2" in answer.out
    after = (listed / "units.toml").read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n# imported from a.xlsx on 2020-03-20\n{QINGSHI}")
    assert run("check").code == 0
    again = run("units", "import", "a.xlsx", "--add")
    assert (again.code, again.err) == (0, "")
    assert "No unit is new" in again.out
    assert "Differs from units.toml (1)" in again.out
    assert (listed / "units.toml").read_text(encoding="utf-8") == after


def test_adding_for_a_script(listed: Path, run: Run) -> None:
    document = read(run("units", "import", "a.xlsx", "--add", "--yes", "--json"), UnitsImport)
    assert document.added
    assert [unit.id for unit in read_roster(listed / "units.toml").units][-2:] == ["qingshi", "jiaoyu-ju"]


@pytest.mark.parametrize(("answer", "adds"), [("y", True), ("n", False), ("", False)])
def test_the_clerk_is_asked(
    answer: str, listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch, *, adds: bool
) -> None:
    """What would be added is shown before, beside the payload."""
    before = (listed / "units.toml").read_bytes()
    typed(monkeypatch, answer)
    said = run("units", "import", "a.xlsx", "--add")
    assert said.code == 0
    assert "New (2)" in said.err
    assert "Asked only for what is due from 2020-03-20 on (`since`)" in said.err
    assert "Add these 2 units to units.toml? [y/N]" in said.err
    assert ("Added at the end" in said.out, "Nothing was added" in said.out) == (adds, not adds)
    assert ((listed / "units.toml").read_bytes() == before) is not adds


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_a_terminal_nothing_is_added(options: tuple[str, ...], listed: Path, run: Run) -> None:
    """What would be is shown all the same."""
    before = snapshot(listed)
    answer = run("units", "import", "a.xlsx", "--add", *options)
    assert answer.code == 2
    assert "--yes" in answer.err
    assert "青石镇妇联" in answer.out
    assert snapshot(listed) == before


def test_a_roster_that_is_edited_while_the_clerk_is_asked(
    listed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes into it meanwhile loses nothing."""

    def answer() -> str:
        edit_units(listed, more="# 刚写的\n")
        return "y\n"

    monkeypatch.setattr("sys.stdin", Answering(answer))
    said = run("units", "import", "a.xlsx", "--add")
    assert said.code == 3
    assert "changed meanwhile" in said.err
    text = (listed / "units.toml").read_text(encoding="utf-8")
    assert text.endswith("# 刚写的\n")
    assert "青石镇" not in text


def refused(answer: Answer, code: int) -> str:
    """Return the one line of a refusal."""
    assert (answer.code, answer.out) == (code, "")
    (line,) = answer.err.splitlines()
    return line


def locked_xls() -> bytes:
    head = (0x600).to_bytes(2, "little") + (5).to_bytes(2, "little") + bytes(12)
    return compound({"Workbook": record(0x809, head) + record(0x2F, bytes(6)) + record(0x0A)})


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("a.xlsx", b"", 6, "the file is empty"),
        ("a.xlsx", b"PK\x03\x04 broken", 6, "damaged"),
        ("a.xls", locked_xls(), 6, "password"),
        ("a.doc", compound({"WordDocument": b"x" * 5000}), 6, "另存为"),
        ("a.wps", compound({"WordDocument": b"x" * 5000}), 6, "另存为"),
        ("a.et", b"\x00\x01\x02" * 100, 6, "另存为"),
        ("a.txt", "县水利局".encode(), 3, "this is no spreadsheet"),
        ("a.zip", zipped({"a.txt": "x"}), 3, "this is no spreadsheet"),
        ("a.csv", "姓名,电话\n韦某,1\n".encode(), 3, "it begins: 姓名 电话, 韦某 1"),
        ("a.xlsx", build_xlsx([]), 3, "nothing on its sheets"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_what_holds_no_list_is_refused_in_one_line(
    name: str, content: bytes, code: int, said: str, run: Run
) -> None:
    """With the file and what to do."""
    Path(name).write_bytes(content)
    line = refused(run("units", "import", name), code)
    assert line.startswith(f"{name}: ")
    assert said in line


def test_a_file_too_large_to_be_loaded(workspace: Path, run: Run) -> None:
    with (workspace / "a.xlsx").open("wb") as file:
        file.truncate(100_000_001)  # a hole: the disk keeps nothing of it
    assert "too large" in refused(run("units", "import", "a.xlsx"), 6)


@pytest.mark.parametrize("name", ["nowhere.xlsx", "."])
def test_a_file_that_is_not_there(name: str, workspace: Path, run: Run) -> None:
    assert f"there is no file “{name}”" in refused(run("units", "import", name), 2)


@needs_rights
def test_a_file_that_may_not_be_read(workspace: Path, run: Run) -> None:
    with plain_user() as folder:
        (folder / "a.csv").write_text("单位\n", encoding="utf-8")
        (folder / "a.csv").chmod(0)
        (folder / "units.toml").write_text('[federation]\nname = "青禾县妇女联合会"\n', encoding="utf-8")
        line = refused(run("-C", str(folder), "units", "import", str(folder / "a.csv")), 6)
    assert "cannot be read" in line


def test_a_roster_that_is_wrong_is_said_first(listed: Path, run: Run) -> None:
    edit_units(listed, old='id = "heishi"', new='id = "con"')
    assert "units.toml:" in refused(run("units", "import", "a.xlsx", "--add", "--yes"), 3)


@needs_rights
@pytest.mark.skipif(os.name != "posix", reason="rights")
def test_a_roster_that_cannot_be_read(run: Run) -> None:
    with plain_user() as folder:
        (folder / "units.toml").write_text("", encoding="utf-8")
        (folder / "units.toml").chmod(0)
        (folder / "a.csv").write_text("单位\n县水利局\n", encoding="utf-8")
        line = refused(run("-C", str(folder), "units", "import", str(folder / "a.csv")), 3)
    assert "cannot be read" in line


HOSTILE = (
    "[b]某局[/b]",
    "=cmd()某局",
    '"某局"\\',
    "某\x1b[31m局",
    "\u202e某局",
    "某局\nname = 1",
    "../某局",
    "con",
    "某局'''",
)


def test_what_cells_hold_is_obeyed_by_nothing(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by the terminal nor by TOML; no id is a path or a device."""
    monkeypatch.setenv("COLUMNS", "200")
    rows = [["单位", "联系人", "类别"], *([name, f"韦\x1b[2J{name}", f"组{name}"] for name in HOSTILE)]
    lines = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    (workspace / "a.csv").write_text(lines, encoding="utf-8")
    answer = run("units", "import", "a.csv", "--add", "--yes")
    assert answer.code == 0
    assert all(char.isprintable() or char == "\n" for char in answer.out)
    text = (workspace / "units.toml").read_text(encoding="utf-8")
    assert all(char.isprintable() or char == "\n" for char in text)
    added = read_roster(workspace / "units.toml").units[5:]
    assert len(added) == len(HOSTILE)
    assert all(unit.id.replace("-", "").isalnum() and unit.id != "con" for unit in added)


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)  # a file with others is no text


@given(rows=st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=6))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_added_reads_back(rows: list[list[str]], workspace: Path, run: Run) -> None:
    """From the cells to units.toml and back, the units are those that were shown."""
    roster = '[federation]\nname = "青禾县妇女联合会"\n'
    (workspace / "units.toml").write_text(roster, encoding="utf-8")
    table = [["单位", "联系人", "电话", "邮箱"], *rows, ["青石镇妇联"]]
    book = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table)
    (workspace / "a.csv").write_text(book, encoding="utf-8-sig")
    document = run("units", "import", "a.csv", "--add", "--yes", "--json").document
    assert document["added"]
    units = read_roster(workspace / "units.toml").units
    assert [(unit.id, unit.name, unit.contact, unit.phone, list(unit.email)) for unit in units] == [
        (one["id"], one["name"], one["contact"], one["phone"], one["email"]) for one in document["new"]
    ]
