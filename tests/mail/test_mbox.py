"""Boxes of mails: split where a message begins, and nowhere else."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from fedtrack.errors import DocumentError
from fedtrack.mail import mbox
from fedtrack.mail.letters import MailLetters
from tests.mail.letters import said

SEPARATOR = b"From - Wed Mar 18 10:00:00 2020\n"
ONE = b"Subject: one\n\ntext one\n"
TWO = b"Subject: two\n\ntext two\n"


def messages(tmp_path: Path, content: bytes) -> list[bytes]:
    box = tmp_path / "inbox.mbox"
    box.write_bytes(content)
    return [read() for read in MailLetters().open_box(str(box))]


@pytest.mark.parametrize(
    "separator",
    [
        b"From - Wed Mar 18 10:00:00 2020",
        b"From baishi@qinghe.example Wed Mar  8 10:00:00 2020",
        b"From baishi@qinghe.example  Wed, 18 Mar 2020 10:00:00 +0800",
        b"From MAILER-DAEMON Wed Mar 18 10:00:00 CST 2020",
        b"From 1661@xxx Wed Mar 18 02:00:00 +0000 2020",
        b"From  Wed Mar 18 10:00:00 2020",
        b"From ???@??? Wed Mar 18 10:00:00 2020",
    ],
)
def test_separators(tmp_path: Path, separator: bytes) -> None:
    """As Thunderbird, Gmail, Eudora and mail servers write them; lines may end as on Windows."""
    content = separator + b"\n" + ONE + b"\n" + separator + b"\n" + TWO
    assert messages(tmp_path, content) == [ONE, TWO]
    windows = content.replace(b"\n", b"\r\n")
    assert messages(tmp_path, windows) == [one.replace(b"\n", b"\r\n") for one in (ONE, TWO)]


@pytest.mark.parametrize(
    "line",
    [
        "From 这里开始是正文：请查收。".encode(),
        b"From now on we write from here on Wed Mar 18 10:00:00 2020",
        b"From now on",
        b"From Wednesday to Friday 2020",
        b"From ",
        b">From - Wed Mar 18 10:00:00 2020",
    ],
)
def test_a_sentence_is_no_separator(tmp_path: Path, line: bytes) -> None:
    content = ONE + b"\n" + line + b"\nmore\n"
    assert messages(tmp_path, SEPARATOR + content) == [content.replace(b">From", b"From")]


def test_a_separator_follows_a_blank_line(tmp_path: Path) -> None:
    content = ONE + SEPARATOR + b"more\n"
    assert messages(tmp_path, SEPARATOR + content) == [content]


def test_quoting_is_taken_off_once(tmp_path: Path) -> None:
    quoted = b"Subject: a\n\n>From here\n>>From there\n> From\na >From\n"
    assert messages(tmp_path, SEPARATOR + quoted) == [
        b"Subject: a\n\nFrom here\n>From there\n> From\na >From\n"
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", []),
        (b"\n\n", []),
        (SEPARATOR, []),
        (SEPARATOR + b"\n\n" + SEPARATOR + ONE, [ONE]),
        (b"\xef\xbb\xbf" + SEPARATOR + ONE, [ONE]),
        (b"\n" + SEPARATOR + ONE + b"\n\n\n", [ONE]),
        (ONE, [ONE]),
        (ONE + b"\n" + SEPARATOR + TWO, [ONE, TWO]),
        (SEPARATOR + b"no end", [b"no end"]),
    ],
)
def test_odd_boxes(tmp_path: Path, content: bytes, found: list[bytes]) -> None:
    """Empty ones, one mail without a separator, blank lines without a mail: nothing is lost or made up."""
    assert messages(tmp_path, content) == found


def test_a_line_longer_than_one_look(tmp_path: Path) -> None:
    """What looks like a blank line or a separator inside a long line is neither."""
    tail = b"x" * 65_536
    content = b"Subject: a\n\n" + tail + b"\n" + SEPARATOR + tail + SEPARATOR + b"\n"
    assert messages(tmp_path, SEPARATOR + content + SEPARATOR + TWO) == [content[:-1], TWO]


def test_a_message_too_large_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only its headers come, and how much was left out."""
    monkeypatch.setattr(mbox, "_LARGEST", 3000)
    large = b"From: a@qinghe.example\r\nSubject: a\r\n\r\n" + b"x" * 3000
    raw = messages(tmp_path, SEPARATOR + large + b"\n\n" + SEPARATOR + TWO)
    assert raw[1] == TWO
    got = MailLetters().open_mail(raw[0])
    assert (got.subject, got.text, said(got)) == ("a", "", ("left in the mailbox: 1 MB",))


def test_a_box_is_never_held_whole(tmp_path: Path) -> None:
    """Of many messages one at a time lies in memory."""
    box = tmp_path / "large.mbox"
    with box.open("wb") as file:
        for number in range(40):
            file.write(SEPARATOR + b"Subject: %d\n\n" % number + b"x" * 999_999 + b"\n\n")
    tracemalloc.start()
    try:
        sizes = [len(read()) for read in MailLetters().open_box(str(box))]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(sizes) == 40
    assert peak < 5_000_000


def test_a_box_that_cannot_be_read(tmp_path: Path) -> None:
    """There is none, or it goes away between the look and the reading."""
    with pytest.raises(DocumentError, match="cannot be read"):
        list(MailLetters().open_box(str(tmp_path / "none.mbox")))
    box = tmp_path / "inbox.mbox"
    box.write_bytes(SEPARATOR + ONE)
    (read,) = MailLetters().open_box(str(box))
    box.unlink()
    with pytest.raises(DocumentError, match="cannot be read"):
        read()
