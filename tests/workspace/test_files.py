"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fedtrack.workspace.files import write_beside, write_new, write_whole
from tests.obstacles import files_at_most, needs_limits

NEW = b"x" * 100_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "白石镇.docx"


def test_a_file_is_written_and_written_over(path: Path) -> None:
    write_whole(path, b"old")
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


@needs_limits
def test_a_disk_that_takes_no_more_leaves_the_old_file(path: Path) -> None:
    """When writing breaks off, the old content stands under the name and no scratch file beside it."""
    write_whole(path, b"old")
    with files_at_most(50_000), pytest.raises(OSError, match="File too large"):
        write_whole(path, NEW)
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@needs_limits
def test_a_disk_that_takes_no_more_leaves_no_half_of_a_new_file(path: Path) -> None:
    with files_at_most(50_000), pytest.raises(OSError, match="File too large"):
        write_new(path, NEW)
    assert list(path.parent.iterdir()) == []


def test_a_folder_in_the_way_is_left_alone(path: Path) -> None:
    """What cannot be replaced is not, and the scratch file goes again."""
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(path, NEW)
    assert list(path.parent.iterdir()) == [path]
    assert path.is_dir()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "a.txt", NEW)


def test_a_new_file_is_never_written_over_another(path: Path) -> None:
    assert write_new(path, b"first")
    assert not write_new(path, b"second")
    assert path.read_bytes() == b"first"


def test_another_content_goes_beside(path: Path) -> None:
    """Each content is kept once, the second and third under a number."""
    names = [write_beside(path, content).name for content in (b"1", b"2", b"1", b"3", b"2")]
    assert names == [
        "白石镇.docx",
        "白石镇 (2).docx",
        "白石镇.docx",
        "白石镇 (3).docx",
        "白石镇 (2).docx",
    ]
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == {
        "白石镇.docx": b"1",
        "白石镇 (2).docx": b"2",
        "白石镇 (3).docx": b"3",
    }


def test_a_folder_of_that_name_is_passed_over(path: Path) -> None:
    path.mkdir()
    assert write_beside(path, b"1").name == "白石镇 (2).docx"


def test_a_file_that_may_not_be_read_is_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WPS may hold it so that nobody can say whether it is the same."""

    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    path.write_bytes(b"1")
    with monkeypatch.context() as held:
        held.setattr(Path, "read_bytes", refuse)
        assert write_beside(path, b"1").name == "白石镇 (2).docx"
    assert path.read_bytes() == b"1"


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a stick or a network drive that knows no links."""

    def refuse(*_paths: object, **_how: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    if os.name == "nt":
        pytest.skip("Windows moves a file without links")
    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_links")
def test_a_disk_without_links_keeps_files_apart_too(path: Path) -> None:
    names = [write_beside(path, content).name for content in (b"1", b"2", b"1", b"2")]
    assert names == ["白石镇.docx", "白石镇 (2).docx", "白石镇.docx", "白石镇 (2).docx"]
    assert {file.read_bytes() for file in path.parent.iterdir()} == {b"1", b"2"}
    assert len(list(path.parent.iterdir())) == 2


@pytest.mark.usefixtures("no_links")
def test_a_name_that_was_taken_in_vain_is_given_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file cannot be moved under the name that was taken for it, no empty one stays there."""

    def refuse(*_paths: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="error"):
        write_beside(path, b"1")
    assert list(path.parent.iterdir()) == []
