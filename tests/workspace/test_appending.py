"""Blocks are added at the end of `units.toml`, and nothing that stands there changes."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.model import Deadline, Unit
from fedtrack.errors import Fault, InputError
from fedtrack.workspace import appending
from fedtrack.workspace.appending import append_blocks, block_text, notice_block, unit_block
from fedtrack.workspace.units_file import decode_roster, read_roster
from tests.builders import make_notice, make_unit
from tests.obstacles import needs_rights, plain_user

HEAD = '# 说明\n[federation]\nname = "白石县妇女联合会"   # 名称\n'
UNIT = {"id": "baishi", "name": "白石镇妇联"}
ADDED = '\n[[units]]\nid = "baishi"\nname = "白石镇妇联"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "units.toml"
    file.write_bytes(HEAD.encode())
    return file


def refused(path: Path, *blocks: Mapping[str, object], seen: bytes | None = None) -> Fault:
    """Return why the blocks were not added: the file is as it was, and nothing lies beside it."""
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        append_blocks(path, "units", blocks, seen=seen)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    return caught.value.faults[0]


def test_a_block_is_added_below(path: Path) -> None:
    append_blocks(path, "units", [UNIT])
    assert path.read_text(encoding="utf-8") == HEAD + ADDED
    assert [unit.id for unit in read_roster(path).units] == ["baishi"]


def test_a_comment_may_stand_above(path: Path) -> None:
    """Each of its lines is one, whatever is in it."""
    append_blocks(path, "units", [UNIT], heading="从a\x1b.xlsx导入\n二")
    assert path.read_text(encoding="utf-8") == f"{HEAD}\n# 从a .xlsx导入\n# 二\n{ADDED}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD.rstrip("\n"), HEAD + ADDED),
        (HEAD + "# 最后一行", HEAD + "# 最后一行\n" + ADDED),
        (HEAD.replace("\n", "\r\n"), (HEAD + ADDED).replace("\n", "\r\n")),
        (HEAD.replace("\n", "\r\n").rstrip(), (HEAD + ADDED).replace("\n", "\r\n")),
        ("\ufeff" + HEAD, "\ufeff" + HEAD + ADDED),
    ],
    ids=["no line end", "a comment", "CRLF", "CRLF, no line end", "a byte order mark"],
)
def test_the_file_s_own_ways_are_kept(before: str, after: str, path: Path) -> None:
    path.write_bytes(before.encode())
    append_blocks(path, "units", [UNIT])
    assert path.read_bytes() == after.encode()
    assert [unit.name for unit in read_roster(path).units] == ["白石镇妇联"]


def test_a_notice_with_its_figures(path: Path) -> None:
    """Lists that are short stand on one line, others one to a line; tables stay within their block."""
    figures = [{"key": f"k{number}", "label": "参与人数" * 4, "unit": "人次"} for number in range(3)]
    notice = {
        "id": "2020-38",
        "number": "",
        "title": "关于“三八”节的通知",
        "issued": date(2020, 3, 3),
        "due": datetime(2020, 3, 23, 17),  # noqa: DTZ001 - local, as in the file
        "theme": None,
        "recipients": ("乡镇妇联", "矿区"),
        "figures": figures,
    }
    append_blocks(
        path, "units", [{**UNIT, "group": "乡镇妇联"}, {"id": "x", "name": "某处", "group": "矿区"}]
    )
    append_blocks(path, "notices", [notice])
    assert '\n[[notices]]\nid = "2020-38"\ntitle' in path.read_text(encoding="utf-8")
    assert 'recipients = ["乡镇妇联", "矿区"]\nfigures = [\n    { key = "k0", label' in path.read_text(
        encoding="utf-8"
    )
    (read,) = read_roster(path).notices
    assert [figure.key for figure in read.figures] == ["k0", "k1", "k2"]
    assert read.recipients == ("乡镇妇联", "矿区")


def test_the_text_of_blocks() -> None:
    """A blank line stands between two; nothing in them can be obeyed by a terminal."""
    text = block_text("units", [UNIT, {"id": "b", "name": "二\u202e\n[b]"}])
    assert (
        text
        == '[[units]]\nid = "baishi"\nname = "白石镇妇联"\n\n[[units]]\nid = "b"\nname = "二\\u202e\\n[b]"\n'
    )


def test_what_no_block_holds_is_an_error_of_the_programmer() -> None:
    with pytest.raises(TypeError):
        block_text("units", [{"id": object()}])


def test_a_file_that_was_changed_meanwhile_is_left_alone(path: Path) -> None:
    assert "changed meanwhile" in str(refused(path, UNIT, seen=b"what was read").what)
    append_blocks(path, "units", [UNIT], seen=HEAD.encode())


def test_a_change_at_the_last_moment_is_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor may save while the new content is looked through."""

    def decode(name: str, raw: bytes) -> Any:
        path.write_text(HEAD + "# 刚写的\n", encoding="utf-8")
        return decode_roster(name, raw)

    monkeypatch.setattr(appending, "decode_roster", decode)
    with pytest.raises(InputError, match="changed meanwhile"):
        append_blocks(path, "units", [UNIT])
    assert path.read_text(encoding="utf-8") == HEAD + "# 刚写的\n"


@pytest.mark.parametrize(
    ("head", "block", "said"),
    [
        (HEAD, {"id": "con", "name": "x"}, "the id con cannot name a folder"),
        (HEAD + ADDED, UNIT, "the id baishi is used twice"),
        (HEAD, {"id": "a", "name": "局\ud800"}, "this line cannot be read"),
        ("units = []\n" + HEAD, UNIT, "a key or table stands twice"),
    ],
    ids=["a wrong id", "a unit that is there", "half a character", "units written as a list"],
)
def test_a_file_that_would_be_wrong_is_not_written(
    head: str, block: dict[str, object], said: str, path: Path
) -> None:
    path.write_bytes(head.encode())
    fault = refused(path, block)
    assert "nothing was added" in str(fault.what)
    assert said in str(fault.what)
    assert fault.where.startswith("units.toml")


@needs_rights
def test_a_file_that_may_not_be_written_to() -> None:
    with plain_user() as folder:
        path = folder / "units.toml"
        path.write_bytes(HEAD.encode())
        path.chmod(0o444)
        assert "cannot be written" in str(refused(path, UNIT).what)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link_and_rights_stay_as_they_are(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    append_blocks(link, "units", [UNIT])
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == HEAD + ADDED
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_unit_as_a_block() -> None:
    """Keys that say nothing are left out, so that the file stays short."""
    unit = make_unit(aliases=("甲",), cc=("a@b.example",), since=date(2020, 1, 1), until=date(2024, 1, 1))
    assert unit_block(unit) == {
        "id": "baishi",
        "name": "baishi妇联",
        "aliases": ["甲"],
        "group": "乡镇妇联",
        "email": ["baishi@qinghe.example"],
        "cc": ["a@b.example"],
        "since": date(2020, 1, 1),
        "until": date(2024, 1, 1),
    }
    assert list(unit_block(make_unit(email=(), group=""))) == ["id", "name"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
UNITS = st.builds(
    Unit,
    id=st.just("baishi"),
    name=TEXT,
    aliases=st.lists(TEXT, max_size=3).map(tuple),
    group=st.text(st.characters(exclude_categories=["Cs"])).filter(
        lambda text: not text or bool(text.strip())
    ),
    phone=TEXT,
    contact=TEXT,
    since=st.none() | st.dates(date(1950, 1, 1), date(2000, 1, 1)),
)


@given(UNITS)
def test_what_is_written_reads_back_as_the_same_unit(unit: Unit) -> None:
    """Whatever is in its texts: quotes, line ends, escapes, characters beyond U+FFFF."""
    text = block_text("units", [unit_block(unit)])
    assert tomllib.loads(text) == {"units": [unit_block(unit)]}
    roster = decode_roster("units.toml", (HEAD + text).encode())
    assert roster.units == (unit,)


def test_a_notice_as_a_block(path: Path) -> None:
    """What is written reads back as the same notice, with and without a time of day."""
    notices = (
        make_notice(id="a", number="", work_items=("一", "二"), theme="家"),
        make_notice(id="b", deadline=Deadline(date(2020, 3, 24), time(17))),
    )
    append_blocks(path, "notices", [notice_block(one) for one in notices])
    assert read_roster(path).notices[-2:] == notices
    assert "number" not in notice_block(notices[0])
