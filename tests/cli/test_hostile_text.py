"""Names, titles and notes that anybody may have written: shown letter by letter, obeyed by nothing."""

from __future__ import annotations

import csv
import io
import unicodedata
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Answer, Run

ESCAPE, OVERRIDE = "\x1b", "\u202e"
NAMES = {
    "markup": "[b]某局[/b]",
    "formula": "=SUM(A1)",
    "quotes": '"引号",逗号',
    "escape": f"{ESCAPE}[31m红局{ESCAPE}[0m",
    "override": f"{OVERRIDE}倒局",
    "newline": "甲\nBcc: 乙局",
    "path": "../../丙局",
}
SHOWN = {
    **NAMES,
    "escape": r"\x1b[31m红局\x1b[0m",
    "override": r"\u202e倒局",
    "newline": r"甲\nBcc: 乙局",
}
SENT = {**NAMES, "escape": "[31m红局 [0m", "override": "倒局", "newline": "甲 Bcc: 乙局"}
WITH_MAIL = [unit for unit in NAMES if unit != "path"]

pytestmark = pytest.mark.usefixtures("hostile")


@pytest.fixture
def hostile(workspace: Path) -> Path:
    """Return a workspace whose units, group and notice are called what none should be."""
    edit_units(workspace, old="关于过好“三八”节的通知", new=r"[red]节[/red]\u001b[2J\n的通知")
    edit_units(workspace, old="活动开展情况", new=r"情况\r\nBcc: a@evil.example")
    edit_units(workspace, old='["乡镇妇联", "县直单位"]', new="[]")
    head = (workspace / "units.toml").read_text(encoding="utf-8").partition("[[units]]")[0]
    blocks = [
        f'[[units]]\nid = "{unit}"\nname = "{_toml(name)}"\ngroup = "[i]组[/i]\\u001b[1m"\n'
        + (f'email = "{unit}@qinghe.example"\n' if unit in WITH_MAIL else 'contact = "\\u001b[5m[u]丁"\n')
        for unit, name in NAMES.items()
    ]
    (workspace / "units.toml").write_text(head + "\n".join(blocks), encoding="utf-8")
    return workspace


def _toml(text: str) -> str:
    return "".join(
        f"\\u{ord(char):04x}" if char in '"\\' or unicodedata.category(char).startswith("C") else char
        for char in text
    )


def assert_harmless(answer: Answer) -> None:
    """Check that nothing but lines of printable text reached the terminal."""
    for char in (answer.out + answer.err).replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}, repr(char)


@pytest.mark.parametrize(
    "command",
    [
        ("status",), ("status", "--all"), ("status", "--state", "pending"), ("units", "list"),
        ("remind", "--dry-run"), ("remind",), ("remind", "--force"), ("remind", "--calls"),
    ],
)  # fmt: skip
def test_every_name_is_shown_letter_by_letter(
    command: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Markup shows as markup, an escape or a newline as its code; no line is broken by a name."""
    monkeypatch.setenv("COLUMNS", "140")
    answer = run(*command)
    assert answer.code == 0
    assert_harmless(answer)
    for name in SHOWN.values():
        assert name in answer.out


@pytest.mark.parametrize("unit", NAMES)
def test_one_name_in_what_is_said_of_one_unit(unit: str, run: Run) -> None:
    """What is recorded, explained, refused, logged and taken back names the unit as it is written."""
    for command in (
        ("why", unit),
        ("record", unit, "--on", "2020-03-18"),
        ("record", unit),
        ("log",),
        ("return", unit, "--reason", "缺表"),
        ("return", unit, "--reason", "缺表"),
        ("called", unit),
        ("undo",),
    ):
        answer = run(*command)
        assert_harmless(answer)
        assert SHOWN[unit] in answer.out + answer.err, command


def test_a_query_that_fits_several_lists_their_names(run: Run) -> None:
    """The list of likely units is as harmless as the table."""
    answer = run("record", "局")
    assert answer.code == 2
    assert_harmless(answer)
    for unit in ("markup", "escape", "override", "newline", "path"):
        assert f"{SHOWN[unit]} ({unit})" in answer.err


def test_check_points_out_invisible_characters(run: Run) -> None:
    """`check` warns of the names in which something cannot be seen, and of no others."""
    answer = run("check")
    assert_harmless(answer)
    warned = {
        line.split()[1].rstrip(":") for line in answer.out.splitlines() if "invisible characters" in line
    }
    assert warned == {"escape", "override", "newline"}


@pytest.mark.parametrize(
    "command", [("status", "--group", "无"), ("status",), ("notice", "list"), ("units", "list")]
)
def test_group_and_title_are_shown_letter_by_letter(
    command: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group's name and the notice's title are no more trusted than those of units."""
    monkeypatch.setenv("COLUMNS", "140")
    answer = run(*command)
    assert_harmless(answer)
    shown = r"[red]节[/red]\x1b[2J\n的通知" if command == ("notice", "list") else r"[i]组[/i]\x1b[1m"
    assert shown in answer.out + answer.err


def test_the_group_message_names_all_on_one_line(run: Run) -> None:
    """The message to paste keeps every printable letter and drops what is not printable."""
    answer = run("remind", "--text")
    assert_harmless(answer)
    assert answer.out.count("\n") == 1
    assert "、".join(SENT.values()) in answer.out


BAD = f"=1+1{ESCAPE}[31m[b]x[/b]\n{OVERRIDE}y"
BAD_SHOWN = r"=1+1\x1b[31m[b]x[/b]\n\u202ey"


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (("record", "markup", "--title", BAD), None),
        (("record", "markup", "--note", BAD), "on_time"),
        (("excuse", "markup", "--reason", BAD), "excused"),
        (("extend", "markup", "--to", "2020-03-30", "--reason", BAD), "pending"),
        (("called", "markup", "--note", BAD), None),
    ],
    ids=["title", "note", "excuse", "extend", "called"],
)
def test_titles_notes_and_reasons(
    command: tuple[str, ...], state: str | None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the clerk types is shown back spelled out, in the answer, the log, the status and by undo."""
    monkeypatch.setenv("COLUMNS", "160")
    for line in (command, ("log",), *([("status", "--state", state)] if state else []), ("undo",)):
        answer = run(*line)
        assert answer.code == 0
        assert_harmless(answer)
        assert BAD_SHOWN in answer.out, line


def test_csv_has_no_formula_and_no_escape(hostile: Path, run: Run) -> None:
    """In a spreadsheet every name and title is a text."""
    assert run("record", "formula", "--title", BAD, "--note", "@cmd").code == 0
    content = run("export", "-o", "-").out.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(content)))
    names = {row[1] for row in rows[1:]}
    assert names == set({**SHOWN, "formula": "'=SUM(A1)"}.values())
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert f"'{BAD_SHOWN}" in cells
    assert ESCAPE not in content
    assert OVERRIDE not in content


def test_no_name_becomes_part_of_a_path(hostile: Path, run: Run) -> None:
    """Only ids, days and the names of kept files make paths; those names are made harmless too."""
    source = hostile.parent / f"{ESCAPE}[1m总[b]结*.txt"
    source.write_text("x", encoding="utf-8")
    assert run("record", "path", "--file", str(source)).code == 0
    assert run("remind").code == 0
    assert run("export").code == 0
    made = set(snapshot(hostile))
    day = "drafts/2020-38/2020-03-20"
    assert made == {
        "units.toml",
        "fedtrack.db",
        "drafts",
        "drafts/2020-38",
        day,
        *(f"{day}/{unit}.{suffix}" for unit in WITH_MAIL for suffix in ("eml", "txt")),
        "received",
        "received/2020-38",
        "received/2020-38/path",
        "received/2020-38/path/[1m总[b]结_.txt",
        "exports",
        "exports/2020-38-2020-03-20.xlsx",
    }
    assert {path.name for path in hostile.parent.iterdir()} == {hostile.name, source.name}


@pytest.mark.parametrize("unit", WITH_MAIL)
def test_no_name_makes_a_header(unit: str, hostile: Path, run: Run) -> None:
    """A draft has the headers that fedtrack writes and no other, each one line of printable text."""
    assert run("remind").code == 0
    draft = (hostile / "drafts/2020-38/2020-03-20" / f"{unit}.eml").read_bytes()
    head, _, _ = draft.partition(b"\r\n\r\n")
    assert head.isascii()
    assert ESCAPE.encode() not in head
    mail = message_from_bytes(draft, policy=policy.default)
    assert sorted(mail.keys()) == [
        "Content-Transfer-Encoding",
        "Content-Type",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
        "X-Unsent",
    ]
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == (SENT[unit], f"{unit}@qinghe.example")
    assert mail["Subject"].isprintable()


@pytest.mark.parametrize("bad", [f"{ESCAPE}[31m[b]", f"{OVERRIDE}x", "[/]\n"])
@pytest.mark.parametrize(
    "arguments",
    [
        (), ("status",), ("record",), ("record", "markup", "--on"), ("record", "markup", "--figure"),
        ("record", "markup", "--file"), ("status", "--group"), ("status", "--state"), ("undo",), ("log", "x"),
        ("export", "-o"), ("export", "--format"), ("--today",), ("-C",),
    ],
)  # fmt: skip
def test_errors_spell_out_what_was_typed(arguments: tuple[str, ...], bad: str, run: Run) -> None:
    """Whatever a wrong argument holds, the complaint is one harmless line."""
    command = (*arguments, bad) if arguments != ("-C",) else ("-C", bad, "status")
    answer = run(*command)
    assert answer.code in {2, 3}
    assert_harmless(answer)
    assert len(answer.err.splitlines()) == 1


def test_file_names_in_units_toml_errors(hostile: Path, run: Run) -> None:
    """A value quoted from a wrong units.toml is spelled out too."""
    edit_units(hostile, more='email = "\\u001b[31m@x"\n[[units]]\nid = "\\u202e"\nname = "\\u001b[2J"\n')
    edit_units(hostile, old='contact = "\\u001b[5m[u]丁"\n')
    for command in ("status", "check"):
        answer = run(command)
        assert answer.code == 3
        assert_harmless(answer)
        assert r"\x1b[31m@x" in answer.out + answer.err


@pytest.mark.parametrize(
    "command", [("status",), ("units", "list"), ("why", "escape"), ("remind", "--calls")]
)
def test_json_carries_names_unchanged(command: tuple[str, ...], run: Run) -> None:
    """A program gets the name that was written, and a terminal that shows the document no escape."""
    answer = run(*command, "--json")
    assert answer.code == 0
    assert_harmless(answer)
    if command[0] != "why":
        rows = next(value for value in answer.document.values() if isinstance(value, list) and len(value) > 1)
        assert [row["name"] for row in rows] == list(NAMES.values())
