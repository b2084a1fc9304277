"""The shelf of fetched mails: each in its place, whole, and never taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.errors import DocumentError
from fedtrack.workspace.shelf import MailShelf, _folder_name
from tests.obstacles import files_at_most, needs_limits, needs_rights, plain_user

RAW = "Subject: a\r\n\r\n请查收\r\n".encode()


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_mail_lies_under_its_folder_and_number(tmp_path: Path) -> None:
    shelf = MailShelf(tmp_path / "inbox")
    shelf.put("INBOX", 1584000000, 7, RAW)
    assert _files(tmp_path) == ["inbox/INBOX/1584000000/7.eml"]
    assert (tmp_path / "inbox/INBOX/1584000000/7.eml").read_bytes() == RAW


def test_what_lies_there_is_known_to_a_later_run(tmp_path: Path) -> None:
    """Of that folder and that UIDVALIDITY alone."""
    for folder, validity, uid in (
        ("INBOX", 1, 7),
        ("INBOX", 1, 4294967295),
        ("INBOX", 2, 8),
        ("垃圾邮件", 1, 9),
    ):
        MailShelf(tmp_path).put(folder, validity, uid, RAW)
    shelf = MailShelf(tmp_path)
    assert shelf.uids("INBOX", 1) == {7, 4294967295}
    assert shelf.uids("inbox", 2) == {8}
    assert shelf.uids("垃圾邮件", 1) == {9}
    assert shelf.uids("垃圾邮件", 2) == frozenset()


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    assert MailShelf(tmp_path / "inbox").uids("INBOX", 1) == frozenset()
    assert list(tmp_path.iterdir()) == []


def test_other_things_that_lie_there_are_no_mails(tmp_path: Path) -> None:
    """Names that are no number, folders, and mails cut off to nothing by a sync drive."""
    shelf = MailShelf(tmp_path)
    shelf.put("INBOX", 1, 7, RAW)
    place = tmp_path / "INBOX" / "1"
    for name in ("x.eml", "08.eml", "-9.eml", "10.EML", "11.eml.part", "12", "１３.eml", f"{'1' * 11}.eml"):
        (place / name).write_bytes(RAW)
    (place / "14.eml").mkdir()
    (place / "15.eml").touch()
    assert shelf.uids("INBOX", 1) == {7}
    shelf.put("INBOX", 1, 15, RAW)
    assert shelf.uids("INBOX", 1) == {7, 15}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("INBOX", "INBOX"),
        ("Inbox", "INBOX"),
        ("垃圾邮件", "垃圾邮件"),
        ("其他文件夹/三八", "其他文件夹_三八-"),
        ("其他文件夹_三八", "其他文件夹_三八"),
        ("Sent", "Sent-"),
        ("sent", "sent"),
        ("../../etc", "file_file_etc-"),
        ("/", "file_file-"),
        ("..", "file-"),
        ("con", "_con-"),
        ("a:b", "a_b-"),
        ("a\\b", "b-"),
        ("a\x00\n", "a-"),
        ("三八. ", "三八-"),
        ("sent-0a1b2c3d", "sent-0a1b2c3d-"),
    ],
)
def test_the_names_of_folders(folder: str, name: str) -> None:
    """A name that cannot stay quite as it is gets a mark of its own after it."""
    made = _folder_name(folder)
    assert made.startswith(name)
    assert len(made) == len(name) + (8 if name.endswith("-") else 0)


_NAMES = st.text(st.sampled_from("aAbß/\\_.- 三i\u0131é\u0301:"), max_size=6) | st.text(max_size=80)


@given(_NAMES, _NAMES)
def test_two_folders_never_share_a_place(one: str, other: str) -> None:
    """Nor does one lead out of the shelf; also where the disk does not tell case apart."""
    first, second = _folder_name(one), _folder_name(other)
    assert (first.casefold() == second.casefold()) == (
        one == other or {one.upper(), other.upper()} == {"INBOX"}
    )
    assert not {"/", "\\", "\0"} & set(first)
    assert first not in {"", ".", ".."}
    assert len(first.encode()) < 200


@needs_rights
def test_a_shelf_that_may_not_be_used() -> None:
    """Neither read nor written: told with the place and what to do."""
    with plain_user() as folder:
        (folder / "INBOX" / "1").mkdir(parents=True)
        (folder / "INBOX" / "1").chmod(0o000)
        with pytest.raises(DocumentError, match="cannot be read"):
            MailShelf(folder).uids("INBOX", 1)
        with pytest.raises(DocumentError, match="cannot be kept"):
            MailShelf(folder).put("INBOX", 1, 7, RAW)
        (folder / "INBOX" / "1").chmod(0o700)


@needs_limits
def test_a_full_disk_leaves_no_half_mail(tmp_path: Path) -> None:
    shelf = MailShelf(tmp_path)
    with files_at_most(1000), pytest.raises(DocumentError, match="make room"):
        shelf.put("INBOX", 1, 7, b"x" * 5000)
    assert _files(tmp_path) == []
    assert shelf.uids("INBOX", 1) == frozenset()
