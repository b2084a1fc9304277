"""Fetching mails: in bounded batches, each once, whatever breaks off."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from fedtrack.errors import DocumentError, MailError
from fedtrack.mail.fetching import LARGEST, LEFT_OUT
from tests.mail.conversation import Deed
from tests.mail.fetched import Watcher, broken_off, fetch, on_shelf, serving, shelved
from tests.mail.imapbox import HEADER_END, Announcing, Box, Dropping, mail_of, mails
from tests.mail.imapserver import CHINESE, UNSAFE, ImapServer
from tests.mail.sending import ACCOUNTS

MIB = 1024 * 1024
pytestmark = pytest.mark.usefixtures("collected")  # a socket that is left open is a warning, hence a failure


@pytest.fixture
def collected() -> Iterator[None]:
    """Let what a test left open be found in that test."""
    yield
    gc.collect()


def test_nothing_is_said_that_changes_anything(tmp_path: Path) -> None:
    """The folder is examined, not selected, and mails are peeked at; our name is said before."""
    box = Box(mails(3))
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 3
        said = [verb for verb in server.commands if verb != "CAPABILITY"]
    assert said == ["LOGIN", "ID", "EXAMINE", "UID SEARCH", "UID FETCH", "UID FETCH", "LOGOUT"]
    assert box.fetches == ["1,2,3 (RFC822.SIZE)", "1,2,3 (BODY.PEEK[])"]
    assert on_shelf(tmp_path) == mails(3)


def test_the_inbox_of_163_for_a_program_without_a_name(tmp_path: Path) -> None:
    """Where our name did not arrive the server's words reach the clerk."""
    with serving(Box(mails(1)), {"ID": "OK done"}) as server:
        assert UNSAFE in broken_off(server, tmp_path)
    assert shelved(tmp_path) == {}


def test_thousands_of_mails_take_a_command_for_twenty(tmp_path: Path) -> None:
    box = Box(mails(5000))
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 5000
        assert len([one for one in box.fetches if "SIZE" in one]) == 10
        assert len([one for one in box.fetches if "BODY" in one]) == 250
        assert max(len(one) for one in box.fetches) < 8000  # RFC 7162, 4
        assert fetch(server.address(), tmp_path) == 0
    assert len(box.fetches) == 260
    assert on_shelf(tmp_path) == mails(5000)


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ([4, 4, 4, 4, 4], ["1,2", "3,4", "5"]),
        ([5, 5, 1], ["1,2", "3"]),
        ([1, 60, 1, 1, 9], ["1", "2", "3,4", "5"]),
        ([100], ["1"]),
    ],
)
def test_a_batch_has_no_more_than_ten_megabytes(tmp_path: Path, sizes: list[int], batches: list[str]) -> None:
    """What is larger than that goes alone."""
    box = Announcing({uid: size * MIB for uid, size in enumerate(sizes, 1)})
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == len(sizes)
    assert [one.split(" ")[0] for one in box.fetches[1:]] == batches
    assert all(one.endswith("(BODY.PEEK[])") for one in box.fetches[1:])


def test_a_mail_that_is_too_large(tmp_path: Path) -> None:
    """Only its header is fetched, with a line before it that says how many bytes there are."""
    box = Announcing({1: 100, 2: LARGEST + 1, 3: 100})
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 3
    header = mail_of(2).partition(HEADER_END)[0] + HEADER_END
    assert on_shelf(tmp_path) == {**mails(3), 2: f"{LEFT_OUT}: {LARGEST + 1}\r\n".encode() + header}
    assert box.fetches[1:] == ["1 (BODY.PEEK[])", "2 (BODY.PEEK[HEADER])", "3 (BODY.PEEK[])"]


def test_a_connection_that_drops_half_way(tmp_path: Path) -> None:
    """What was fetched stays and is not fetched again; of the mail that was cut off nothing is kept."""
    box = Dropping(50, at=33)
    with serving(box) as server:
        said = broken_off(server, tmp_path)
        assert "INBOX broke off" in said
        assert "mails fetched before that: 20" in said
        assert on_shelf(tmp_path) == {uid: mail_of(uid) for uid in range(1, 21)}
        watcher = Watcher()
        assert fetch(server.address(), tmp_path, watcher=watcher) == 30
    assert watcher.totals == [30]
    assert on_shelf(tmp_path) == mails(50)
    assert [box.given.count(uid) for uid in (1, 20, 21, 40, 41, 50)] == [1, 1, 2, 2, 1, 1]


@pytest.mark.parametrize("verb", ["UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize("answer", [Deed.DROP, Deed.SILENCE, "NO too many", "BAD what"])
def test_a_server_that_goes_away_or_refuses(tmp_path: Path, verb: str, answer: str | Deed) -> None:
    with serving(Box(mails(2)), {verb: answer}) as server:
        said = broken_off(server, tmp_path, timeout=0.3)
    assert "the next run goes on" in said
    assert shelved(tmp_path) == {}


def test_a_mail_that_is_larger_than_announced(tmp_path: Path) -> None:
    """Servers guess sizes: what comes is kept as it is."""
    box = Announcing({1: 10})
    box.mails = {1: mail_of(1, 3 * MIB)}
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 1
    assert on_shelf(tmp_path) == box.mails


def test_mails_of_another_uidvalidity_are_fetched_anew(tmp_path: Path) -> None:
    box = Box(mails(2))
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 2
        box.validity = 2
        box.mails = {2: mail_of(7)}
        assert fetch(server.address(), tmp_path) == 1
    assert shelved(tmp_path) == {
        "INBOX/1/1.eml": mail_of(1),
        "INBOX/1/2.eml": mail_of(2),
        "INBOX/2/2.eml": mail_of(7),
    }


def test_the_folders_that_are_named_where_one_is_not(tmp_path: Path) -> None:
    """Folders that hold no mails are not proposed; their names are harmless on a terminal."""
    folders = {**CHINESE, "&UXZO1mWHTvZZOQ-": r"\Noselect", "a\x1b[31m": ""}
    with ImapServer(accounts=ACCOUNTS, folders=folders) as server, pytest.raises(MailError) as caught:
        fetch(server.address(), tmp_path, folders=["垃圾邮件"])
    said = str(caught.value)
    assert "no folder 垃圾邮件; it has: INBOX, 草稿箱, 已发送, 已删除, a [31m" in said


@pytest.mark.parametrize("name", ["INBOX", "Inbox", "已发送"])
def test_a_folder_that_is_there_and_may_not_be_opened(tmp_path: Path, name: str) -> None:
    """The server's reason is told, not that the folder was missing."""
    with (
        ImapServer(accounts=ACCOUNTS, folders=CHINESE, script={"EXAMINE": "NO not now"}) as server,
        pytest.raises(MailError, match="not now"),
    ):
        fetch(server.address(), tmp_path, folders=[name])


def test_a_shelf_that_cannot_be_written_to(tmp_path: Path) -> None:
    """It is told as what it is, not as a fault of the connection."""
    inbox = tmp_path / "inbox"
    inbox.touch()
    with serving(Box(mails(1))) as server, pytest.raises(DocumentError):
        fetch(server.address(), inbox)
