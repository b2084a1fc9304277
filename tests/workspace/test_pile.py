"""The pile of what came in: every file once, in order, whatever the folders are like; never our own."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from fedtrack.errors import DocumentError, UsageError
from fedtrack.workspace.archive import ReceivedFolder
from fedtrack.workspace.folder import Workspace
from fedtrack.workspace.pile import FilePile, _moment
from tests.incoming import lay
from tests.obstacles import files_at_most, needs_limits, needs_rights, plain_user

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")


def sources(*paths: Path, but: tuple[Path, ...] = (), below: Path | None = None) -> list[str]:
    pile = FilePile(paths, but=but, below=below)
    found = [one.source for one in pile.files()]
    assert pile.count() == len(found)
    return found


def test_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Named below the folder that was given, with `/`; a file that was given by its name."""
    lay(tmp_path, {"b.txt": b"", "a/2.eml": b"", "a/10.eml": b"", "甲/乙/丙.docx": b""})
    (tmp_path / "empty").mkdir()
    assert sources(tmp_path) == ["a/10.eml", "a/2.eml", "b.txt", "甲/乙/丙.docx"]
    assert sources(tmp_path / "b.txt", tmp_path / "a") == ["b.txt", "10.eml", "2.eml"]


def test_files_named_from_a_folder_further_up(tmp_path: Path) -> None:
    lay(tmp_path, {"inbox/INBOX/1/7.eml": b""})
    assert sources(tmp_path / "inbox", below=tmp_path) == ["inbox/INBOX/1/7.eml"]


def test_what_the_workspace_keeps_is_nothing_that_came_in(tmp_path: Path) -> None:
    """But for the fetched mails, and whatever else the clerk laid there."""
    own = [
        *("units.toml", "fedtrack.db", "fedtrack.db-journal", ".fedtrack.lock"),
        *("drafts/a.eml", "sent/a.eml", "received/a/b.docx", "exports/a.csv", "templates/a.j2"),
    ]
    lay(tmp_path, dict.fromkeys([*own, "inbox/a.eml", "units.toml.bak", "来件/drafts/a.eml"], b""))
    workspace = Workspace(tmp_path)
    expected = ["inbox/a.eml", "units.toml.bak", "来件/drafts/a.eml"]
    assert sources(tmp_path, but=workspace.own_paths) == expected
    assert sources(tmp_path / "来件" / "..", but=workspace.own_paths)[-1] == expected[-1]
    assert sources(tmp_path / "received", but=workspace.own_paths) == []


@posix
def test_links_below_are_not_followed(tmp_path: Path) -> None:
    """Neither to a file elsewhere nor round in a circle; one that was given by its name is."""
    lay(tmp_path, {"elsewhere/secret.txt": b"s", "pile/a.txt": b"a"})
    (tmp_path / "pile" / "round").symlink_to(tmp_path / "pile")
    (tmp_path / "pile" / "secret.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (tmp_path / "link").symlink_to(tmp_path / "pile")
    assert sources(tmp_path / "pile") == ["a.txt"]
    assert sources(tmp_path / "link") == ["a.txt"]


@posix
def test_what_is_neither_file_nor_folder_is_passed_over(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    assert sources(tmp_path) == []


@posix
def test_folders_may_be_nested_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    """Deeper than functions can call each other; what is too deep to be opened is told, not lost."""
    here = os.open(tmp_path, os.O_RDONLY)
    depth = 2100
    try:
        for _ in range(depth):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)
    found = list(FilePile([tmp_path]).files())
    tear_down(tmp_path, depth)
    assert len(found) == 1
    assert 1000 < found[0].source.count("/") < depth
    with pytest.raises(DocumentError, match="cannot be read"):
        found[0].read()


def tear_down(folder: Path, depth: int) -> None:
    """Remove folders that are nested deeper than a path can be long."""
    for number in range(depth):
        outer, spare = folder / "d", folder / f"spare{number}"
        if next(outer.iterdir(), None) is not None:
            (outer / "d").rename(spare)
        outer.rmdir()
        if spare.exists():
            spare.rename(outer)


@needs_rights
def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path) -> None:
    """Of one that may only be listed, its files; the others go on."""
    with plain_user() as folder:
        lay(folder, {"a/x.txt": b"x", "b/y.txt": b"y", "c.txt": b"c"})
        (folder / "a").chmod(0o000)
        (folder / "b").chmod(0o400)
        found = {one.source: one for one in FilePile([folder]).files()}
        with pytest.raises(DocumentError, match="cannot be read"):
            found["a"].read()
        assert list(found)[-1] == "c.txt"
        assert found["c.txt"].read() == b"c"
        assert any(source.startswith("b") for source in found)
        with pytest.raises(UsageError):
            FilePile([folder / "a" / "x.txt"]).require()
        (folder / "a").chmod(0o700)
        (folder / "b").chmod(0o700)


def test_what_reads_a_file_tells_why_it_cannot(tmp_path: Path) -> None:
    (found,) = FilePile([lay(tmp_path, {"a.txt": b"a"})]).files()
    assert (found.size, found.read(), found.path) == (1, b"a", str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").unlink()
    with pytest.raises(DocumentError) as caught:
        found.read()
    assert caught.value.faults[0].where == str(tmp_path / "a.txt")


def test_when_it_was_written_by_the_clerks_clock(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2020-03-17T09:30")
    lay(tmp_path, {"a.txt": b"a"})
    os.utime(tmp_path / "a.txt", (moment.timestamp(), moment.timestamp()))
    (found,) = FilePile([tmp_path]).files()
    assert found.written == moment


@pytest.mark.parametrize("seconds", [1e12, 1e20, float("inf"), float("nan")])
def test_a_moment_that_no_calendar_has_is_a_day_to_come(seconds: float) -> None:
    """As of a file copied from a broken stick: it then counts as unknown."""
    assert _moment(seconds).year == 9999


def test_a_file_that_goes_away_meanwhile_is_told(tmp_path: Path) -> None:
    files = FilePile([lay(tmp_path, {"a.txt": b"a", "b.txt": b"b"})]).files()
    next(files)
    (tmp_path / "b.txt").unlink()
    (gone,) = files
    assert (gone.source, gone.size, gone.written.year) == ("b.txt", 0, 9999)
    with pytest.raises(DocumentError):
        gone.read()


@posix
def test_a_name_in_gbk_can_be_written_down(tmp_path: Path) -> None:
    """As Linux unpacks it from a Windows zip; another one that is no Unicode loses what nobody can read."""
    (tmp_path / os.fsdecode("总结.txt".encode("gbk"))).write_bytes(b"a")
    (tmp_path / os.fsdecode(b"z\xff.txt")).write_bytes(b"z")
    found = sources(tmp_path)
    assert sorted(found) == ["z\ufffd.txt", "总结.txt"]
    assert [one.read() for one in FilePile([tmp_path]).files()].count(b"a") == 1


@pytest.mark.parametrize("name", ["none", "x" * 300, "a\0b"])
def test_a_path_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="nothing was collected"):
        FilePile([tmp_path, tmp_path / name]).require()


def test_paths_that_are_there_are_taken(tmp_path: Path) -> None:
    FilePile([tmp_path]).require()
    FilePile([]).require()


# --- bytes that are filed -----------------------------------------------------------------------


def archive(folder: Path) -> ReceivedFolder:
    return ReceivedFolder(folder, folder / "received", start=folder)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("总结.docx", "总结.docx"),
        ("../../units.toml", "units.toml"),
        ("..\\..\\fedtrack.db", "fedtrack.db"),
        ("/etc/passwd", "passwd"),
        ("C:\\a.txt", "a.txt"),
        ("NUL", "_NUL"),
        ("com1.docx", "_com1.docx"),
        ("\x1b]0;x\x07\u202ecod.exe", "]0;x cod.exe"),
        ("", "file"),
        ("..", "file"),
        ("长" * 300 + ".docx", "长" * 48 + ".docx"),
    ],
)
def test_bytes_are_kept_under_a_safe_name(tmp_path: Path, name: str, kept: str) -> None:
    filed = archive(tmp_path).keep_bytes(name, b"x", notice="2020-38", unit="baishi")
    assert filed.path == f"received/2020-38/baishi/{kept}"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / filed.path]
    assert archive(tmp_path).holds(filed)


def test_bytes_never_lie_over_others(tmp_path: Path) -> None:
    """The same bytes lie there once; discarding takes away only what was made."""
    made = archive(tmp_path)
    first, again, other = (
        made.keep_bytes("a.docx", content, notice="2020-38", unit="baishi") for content in (b"1", b"1", b"2")
    )
    assert (first, other.path) == (again, "received/2020-38/baishi/a (2).docx")
    archive(tmp_path).discard([first])
    assert archive(tmp_path).holds(first)
    made.discard([first, other])
    assert list((tmp_path / "received/2020-38/baishi").iterdir()) == []


@needs_limits
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with files_at_most(1000), pytest.raises(DocumentError, match="nothing was recorded"):
        archive(tmp_path).keep_bytes("a.zip", b"a" * 5000, notice="2020-38", unit="baishi")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
