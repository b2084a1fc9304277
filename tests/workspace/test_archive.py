"""The archive of received files: every file kept, none lost, none outside its folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from fedtrack.core.entries import write_payload
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.core.untrusted import visible
from fedtrack.errors import DocumentError, UsageError
from fedtrack.workspace.archive import ReceivedFolder
from tests.builders import DUE
from tests.obstacles import files_at_most, needs_limits, needs_rights, plain_user


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """Return the folder in which the clerk stands, with the workspace beside it."""
    folder = tmp_path / "下载"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "三八"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(desk: Path, incoming: Path) -> ReceivedFolder:
    return ReceivedFolder(desk, desk / "received", start=incoming)


def _keep(archive: ReceivedFolder, source: str) -> FiledFile:
    return archive.keep(source, notice="2020-38", unit="baishi")


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_file_is_copied_to_its_unit(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    """The copy lies under notice and unit, the original stays, and the ledger learns path, sum and size."""
    content = "活动情况\r\n".encode() * 10
    (incoming / "总结.txt").write_bytes(content)
    filed = _keep(archive, "总结.txt")
    assert filed == FiledFile(
        path="received/2020-38/baishi/总结.txt",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        original="总结.txt",
    )
    assert (desk / filed.path).read_bytes() == content
    assert (incoming / "总结.txt").exists()
    assert archive.holds(filed)
    assert not archive.holds(replace(filed, path="received/2020-38/baishi"))
    assert not archive.holds(replace(filed, path="received/2020-38/baishi/none.txt"))
    (desk / filed.path).write_bytes(b"changed")
    assert not archive.holds(filed)


def test_a_path_may_be_absolute_or_lead_elsewhere(
    archive: ReceivedFolder, incoming: Path, tmp_path: Path
) -> None:
    """Only the last part of a path counts for the name of the copy."""
    (tmp_path / "a.txt").write_bytes(b"a")
    assert _keep(archive, str(tmp_path / "a.txt")).path == "received/2020-38/baishi/a.txt"
    assert _keep(archive, "../a.txt").path == "received/2020-38/baishi/a.txt"
    assert incoming.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\units.toml", "units.toml"),
        ("C:\\报送\\总结.doc", "总结.doc"),
        ("\x1b[31m红\u202e头.txt", "[31m红 头.txt"),
        ("换\n行.txt", "换 行.txt"),
        ("con.txt", "_con.txt"),
        ("问?号*.txt", "问_号_.txt"),
        (".隐藏", "隐藏"),
        ("点.txt. ", "点.txt"),
        ("-rf", "-rf"),
        ("长" * 80 + ".docx", "长" * 48 + ".docx"),
    ],
)
def test_a_name_is_safe_on_every_system(
    archive: ReceivedFolder, desk: Path, incoming: Path, name: str, kept: str
) -> None:
    """A name that leads out of the folder, or that Windows cannot have, becomes one that it can."""
    (incoming / name).write_bytes(b"x")
    filed = _keep(archive, name)
    assert filed.path == f"received/2020-38/baishi/{kept}"
    assert filed.original == visible(name)
    assert _files(desk) == [filed.path]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has names that are no Unicode")
def test_a_name_in_gbk_can_be_recorded(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    """Names unpacked from a Windows zip on Linux may be no UTF-8: the ledger can hold them too."""
    name = os.fsdecode("总结.txt".encode("gbk"))
    (incoming / name).write_bytes(b"x")
    filed = _keep(archive, name)
    assert _files(desk) == [filed.path]
    msgspec.json.encode(write_payload(Report(received_on=DUE, files=(filed,))))


def test_the_same_file_is_kept_once(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    (incoming / "a.txt").write_bytes(b"same")
    assert _keep(archive, "a.txt") == _keep(archive, "a.txt")
    assert _files(desk) == ["received/2020-38/baishi/a.txt"]


def test_another_file_of_that_name_goes_beside(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    """A corrected version never takes the place of the first."""
    (incoming / "总结.doc").write_bytes(b"first")
    first = _keep(archive, "总结.doc")
    (incoming / "总结.doc").write_bytes(b"second")
    second = _keep(archive, "总结.doc")
    assert second.path == "received/2020-38/baishi/总结 (2).doc"
    assert second.original == "总结.doc"
    assert [(desk / filed.path).read_bytes() for filed in (first, second)] == [b"first", b"second"]


def test_units_do_not_share_files(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    (incoming / "a.txt").write_bytes(b"x")
    archive.keep("a.txt", notice="2020-38", unit="baishi")
    archive.keep("a.txt", notice="2020-38", unit="heishi")
    assert _files(desk) == ["received/2020-38/baishi/a.txt", "received/2020-38/heishi/a.txt"]


def test_discarding_removes_only_what_was_made(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    """A report that could not be recorded takes its copies away again, never a file that was there before."""
    (incoming / "old.txt").write_bytes(b"old")
    (incoming / "new.txt").write_bytes(b"new")
    _keep(ReceivedFolder(desk, desk / "received", start=incoming), "old.txt")
    filed = [_keep(archive, "old.txt"), _keep(archive, "new.txt")]
    archive.discard(filed)
    assert _files(desk) == ["received/2020-38/baishi/old.txt"]
    (desk / filed[1].path).write_bytes(b"made by another")
    archive.discard(filed)
    assert (desk / filed[1].path).read_bytes() == b"made by another"


def test_discarding_what_is_gone_is_no_fault(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    (incoming / "a.txt").write_bytes(b"a")
    filed = _keep(archive, "a.txt")
    (desk / filed.path).unlink()
    archive.discard([filed])
    assert _files(desk) == []


@pytest.mark.parametrize("source", ["none.txt", "", ".", "..", "文件夹", "a\0b", "x" * 300])
def test_what_is_no_file_is_refused(archive: ReceivedFolder, desk: Path, incoming: Path, source: str) -> None:
    """A name that is wrong, a folder, or no possible name at all: nothing is copied and nothing recorded."""
    (incoming / "文件夹").mkdir()
    with pytest.raises(UsageError, match="nothing was recorded"):
        _keep(archive, source)
    assert list(desk.iterdir()) == []


def test_a_file_in_the_folders_place_is_said(archive: ReceivedFolder, desk: Path, incoming: Path) -> None:
    (incoming / "a.txt").write_bytes(b"a")
    (desk / "received").write_bytes(b"")
    with pytest.raises(DocumentError, match="nothing was recorded"):
        _keep(archive, "a.txt")
    assert _files(desk) == ["received"]


@needs_limits
def test_a_disk_that_takes_no_more_leaves_nothing(
    archive: ReceivedFolder, desk: Path, incoming: Path
) -> None:
    (incoming / "a.zip").write_bytes(b"a" * 100_000)
    with files_at_most(50_000), pytest.raises(DocumentError, match="nothing was recorded"):
        _keep(archive, "a.zip")
    assert _files(desk) == []


@needs_rights
def test_a_source_that_may_not_be_read_is_said() -> None:
    with plain_user() as folder:
        (folder / "a.txt").write_bytes(b"a")
        (folder / "a.txt").chmod(0)
        archive = ReceivedFolder(folder, folder / "received", start=folder)
        with pytest.raises(DocumentError, match="Permission denied") as caught:
            _keep(archive, "a.txt")
        assert caught.value.faults[0].where == str(folder / "a.txt")
