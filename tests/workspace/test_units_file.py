"""Reading `units.toml`: what Notepad makes of it, and what is no TOML at all."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from fedtrack.core.model import Deadline, Roster
from fedtrack.errors import Fault, InputError
from fedtrack.workspace import units_file
from fedtrack.workspace.units_file import read_roster
from tests.obstacles import needs_rights, plain_user

HEAD = '[federation]\nname = "白石县妇女联合会"\n'
TEXT = f"""{HEAD}
[[notices]]
id = "2020-38"
title = "通知"
due = 2020-03-23T17:30:00
figures = [{{ key = "events", label = "场次" }}]

[[units]]
id = "baishi"
name = "白石镇妇联"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "units.toml"


def fault_of(path: Path) -> Fault:
    with pytest.raises(InputError) as caught:
        read_roster(path)
    (fault,) = caught.value.faults
    return fault


def _check(roster: Roster) -> None:
    assert roster.federation.name == "白石县妇女联合会"
    assert roster.notices[0].deadline.due == date(2020, 3, 23)
    assert roster.notices[0].deadline != Deadline(date(2020, 3, 23))
    assert [figure.label for figure in roster.notices[0].figures] == ["场次"]
    assert [unit.name for unit in roster.units] == ["白石镇妇联"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_notepad_writes_is_read(path: Path, encoding: str, newline: str) -> None:
    """A byte order mark and CRLF make no difference."""
    path.write_bytes(TEXT.replace("\n", newline).encode(encoding))
    _check(read_roster(path))


@pytest.mark.parametrize(
    ("raw", "where", "looks_like"),
    [
        (TEXT.encode("gbk"), 2, "GBK"),
        (HEAD.encode() + "# 备注：镕\n".encode("gb18030"), 3, "GBK"),
        (TEXT.encode("utf-16"), 1, "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), 1, "UTF-16"),
        (HEAD.encode() + b"\n\xff\xff\xff", 4, "no text"),
    ],
    ids=["GBK", "one line in GB18030", "UTF-16", "UTF-16 big endian", "no text"],
)
def test_another_encoding_is_named(path: Path, raw: bytes, where: int, looks_like: str) -> None:
    """The first line that is not UTF-8 is named, what it seems to be, and how to save it anew."""
    path.write_bytes(raw)
    fault = fault_of(path)
    assert fault.where == f"units.toml:{where}"
    assert f"(it looks like {looks_like})" in str(fault.what)
    assert "the encoding UTF-8" in str(fault.fix)


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("[federation]\nname = “白石县妇联”\n", 2, "full-width punctuation"),
        ("[federation]\nname ＝ '白石县妇联'\n", 2, "full-width punctuation"),
        (f"{HEAD}\n【calendar】\ndays_off = []\n", 4, "full-width punctuation"),
        (f"{HEAD}[calendar]\ndays_off = [2020-03-26，2020-03-27]\n", 4, "full-width punctuation"),
        ("[federation]\nname = 白石县妇联\n", 2, "this line cannot be read"),
        ('[federation]\nname = "白石县妇联\noa = "OA"\n', 2, "this line cannot be read"),
        (f"{HEAD}[calendar]\ndays_off = [2020-3-26]\n", 4, "this line cannot be read"),
        (f"{HEAD}issued = 2020-02-30\n", 3, "this line cannot be read: issued = 2020-02-30"),
        (f'{HEAD}oa = "C:\\qq"\n', 3, "this line cannot be read"),
        ('[federation\nname = "白石县妇联"\n', 1, "this line cannot be read"),
        (f"{HEAD}name\n", 3, "this line cannot be read"),
        (f'{HEAD}name = "又一个"\n', 3, 'a key or table stands twice: name = "又一个"'),
        (f"{HEAD}\n[federation]\n", 4, "a key or table stands twice: [federation]"),
        (f"{HEAD}x.y = 1\nx = 2\n", 4, "a key or table stands twice"),
        (f"{HEAD}x = {{ y = 1 }}\n[federation.x]\n", 4, "a key or table stands twice"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_toml_is_shown(path: Path, text: str, where: int, words: str) -> None:
    """The line is named and shown, and where the reason is a frequent one it is said in plain words."""
    path.write_text(text, encoding="utf-8")
    fault = fault_of(path)
    assert fault.where == f"units.toml:{where}"
    assert words in str(fault.what)
    assert text.split("\n")[where - 1].strip() in str(fault.what)
    assert fault.fix is not None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("due = 2020-3-23  # 截止日期，含当日", "this line cannot be read"),
        ("name = 白石县妇联  # “单位”全称", "this line cannot be read"),
        ("name = 'a' 'b，c'", "this line cannot be read"),
    ],
)
def test_punctuation_in_a_comment_or_text_is_not_blamed(path: Path, line: str, words: str) -> None:
    """Full-width marks are right in comments and texts, and not the reason of the fault."""
    path.write_text(f"[federation]\n{line}\n", encoding="utf-8")
    assert words in str(fault_of(path).what)


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_the_line_shown_is_the_line_named(path: Path, separator: str) -> None:
    """Separators that come along when a text is pasted from Word end no line of TOML."""
    path.write_text(f"{HEAD}# 粘贴{separator}来的\n\nname = 白石县妇联\n", encoding="utf-8")
    fault = fault_of(path)
    assert fault.where == "units.toml:5"
    assert "name = 白石县妇联" in str(fault.what)


def test_a_list_that_is_never_closed_is_told(path: Path) -> None:
    """When the file ends within a list, its end is named, and there is something to look at."""
    path.write_text(f"{HEAD}[calendar]\ndays_off = [\n    2020-03-26,\n", encoding="utf-8")
    fault = fault_of(path)
    assert fault.where in {"units.toml:5", "units.toml:6"}
    assert not str(fault.what).endswith(": ")


def test_brackets_without_end_are_told(path: Path) -> None:
    """A file made to exhaust the reader is refused in a line."""
    path.write_text(f"{HEAD}x = {'[' * 5000}", encoding="utf-8")
    assert "nested too deep" in str(fault_of(path).what)


@pytest.mark.parametrize(
    "more",
    [
        f"x{chr(9) * 200_000}y",
        f"{'a.' * 20_000}a = 1",
        f"[{'a.' * 20_000}a]",
        "".join(f"a{number} = 1\n" for number in range(50_000)),
        "[[units]]\n" * 50_000,
    ],
    ids=["blanks", "key", "table", "keys", "tables"],
)
def test_what_is_made_to_take_long_is_told(path: Path, more: str) -> None:
    """In a few seconds, and in two hundred lines at most, each of which can be read."""
    path.write_text(f"{HEAD}{more}", encoding="utf-8")
    began = time.process_time()
    with pytest.raises(InputError) as raised:
        read_roster(path)
    assert time.process_time() - began < 5
    assert len(str(raised.value)) < 50_000


def test_a_file_without_end_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units_file, "_LARGEST", 1000)
    path.write_text(HEAD + "#" * 1000, encoding="utf-8")
    assert "too large" in str(fault_of(path).what)


def test_an_empty_file_lacks_its_federation(path: Path) -> None:
    path.touch()
    fault = fault_of(path)
    assert fault.where == "units.toml:1"
    assert "[federation] is missing" in str(fault.what)


def test_a_file_that_is_gone_or_a_folder_is_told(path: Path) -> None:
    """The system's reason is given with the whole path, and nothing is raised that is not fedtrack's."""
    assert fault_of(path).where == str(path)
    path.mkdir()
    assert "the file cannot be read" in str(fault_of(path).what)


@needs_rights
def test_a_file_that_may_not_be_read_is_told() -> None:
    with plain_user() as folder:
        path = folder / "units.toml"
        path.write_text(TEXT, encoding="utf-8")
        path.chmod(0)
        fault = fault_of(path)
    assert "Permission denied" in str(fault.what)
    assert "right to read" in str(fault.fix)
