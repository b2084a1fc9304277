"""The words of a mail, in whatever charset and form."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime

import pytest

from fedtrack.core.message import ReminderMessage, message_id
from fedtrack.core.rounds import Stage
from fedtrack.mail.eml import draft_bytes, sendable_bytes
from tests.mail.letters import FROM, mail, mixed, multipart, part, read, said

WORDS = "我乡“三八”活动情况如下："


@pytest.mark.parametrize(
    ("label", "raw"),
    [
        (b"; charset=gb2312", WORDS.encode("gbk")),
        (b"; charset*=us-ascii''gb18030", WORDS.encode("gb18030")),
        (b'; charset="utf-8"', WORDS.encode()),
        (b"; charset=utf-8", b"\xef\xbb\xbf" + WORDS.encode()),
        (b"; charset=gbk", WORDS.encode()),
        (b"; charset=utf-8", WORDS.encode("gbk")),
        (b"; charset=us-ascii", WORDS.encode("gbk")),
        (b"; charset=default", WORDS.encode()),
        (b"", WORDS.encode("gbk")),
        (b"", WORDS.encode()),
        (b"; charset=utf-16", WORDS.encode("utf-16")),
        (b"; charset=utf-16", WORDS.encode()),
    ],
)
def test_a_text_in_any_charset(label: bytes, raw: bytes) -> None:
    """A label counts as far as it fits the bytes."""
    assert read(mail(b"Content-Type: text/plain" + label, body=raw)).text == WORDS


def test_a_character_that_is_cut_does_not_change_the_charset() -> None:
    assert read(mail(body=WORDS.encode() + b"\xe4\xb8")).text == WORDS + "\ufffd"
    assert read(mail(b"Content-Type: text/plain; charset=gbk", body=WORDS.encode("gbk") + b"\xb0")).text == (
        WORDS + "\ufffd"
    )


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"base64", base64.encodebytes(WORDS.encode("gbk"))),
        (b"quoted-printable", b"".join(b"=%02X" % byte for byte in WORDS.encode("gbk"))),
        (b"8bit", WORDS.encode("gbk")),
    ],
)
def test_a_text_in_any_transfer_encoding(encoding: bytes, body: bytes) -> None:
    headers = (b"Content-Type: TEXT/Plain; charset=gb2312", b"Content-Transfer-Encoding: " + encoding)
    assert read(mail(*headers, body=body)).text == WORDS


def test_text_beside_html() -> None:
    """Both are there; several texts stand below each other."""
    both = multipart(
        part(b"Content-Type: text/plain", body=b"plain"),
        part(b"Content-Type: text/html", body=b"<p>page\r\n</p>"),
        kind=b"alternative",
        boundary=b"a",
    )
    got = read(mixed(both, part(b"Content-Type: text/plain", body=b"more\r\n"), part(body=b"last")))
    assert (got.text, got.html) == ("plain\nmore\nlast", "<p>page\n</p>")


def test_flowed_text() -> None:
    """Paragraphs are whole again; quotations, signatures and stuffed lines stay apart (RFC 3676)."""
    body = "我乡 \r\n 活动情况 \r\n如下\r\n> 请 \r\n> 报送\r\n>> 再请 \r\n首行 \r\n-- \r\n签名\r\n"
    kind = b"Content-Type: text/plain; charset=utf-8; format=flowed"
    flowed = read(mail(kind + b"; delsp=yes", body=body.encode())).text
    assert flowed == "我乡活动情况如下\n> 请报送\n>> 再请\n首行\n-- \n签名\n"
    kept = read(mail(kind, body="我乡 \r\n情况".encode())).text
    assert kept == "我乡 情况"


@pytest.mark.parametrize(
    "content_type", [b"text/html charset=gb2312", b"text/html;charset", b"TEXT/HTML , x", b"text/html;;;=;x"]
)
def test_a_content_type_that_is_written_wrong(content_type: bytes) -> None:
    assert read(mail(b"Content-Type: " + content_type, body=b"<p>")).html == "<p>"


@pytest.mark.parametrize("boundary", [b"", b"; boundary=", b'; boundary=""', b"; boundary=other"])
def test_a_multipart_whose_boundary_is_not_there(boundary: bytes) -> None:
    """It is shown as it lies there."""
    got = read(mail(b"Content-Type: multipart/mixed" + boundary, body=b"--=_b\r\n\r\ntext\r\n--=_b--"))
    assert got.text == "--=_b\n\ntext\n--=_b--"


def test_boundaries_that_begin_alike() -> None:
    """The outer one is the beginning of the inner one, as Foxmail makes them; spaces may follow."""
    inner = multipart(part(body=b"one"), part(body=b"--b in a line\r\n --b x\r\n"), boundary=b"b_1")
    raw = b"\r\n".join((FROM, multipart(inner, part(body=b"two"), boundary=b"b")))
    spaced = (
        raw.replace(b"--b\r\n", b"--b \t\r\n").replace(b"\r\n--b--", b"\r\n--b-- ") + b"after\r\n--b\r\n\r\nx"
    )
    assert read(raw).text == read(spaced).text == "one\n--b in a line\n --b x\ntwo"


def test_lines_that_end_as_on_unix() -> None:
    raw = b"\r\n".join((FROM, b"Subject: a", multipart(part(body=b"one"), b"\r\ntwo")))
    got = read(raw.replace(b"\r\n", b"\n"))
    assert (got.subject, got.text) == ("a", "one\ntwo")
    assert got == read(raw)


def test_a_part_without_anything() -> None:
    """Boundaries that follow each other at once enclose nothing."""
    raw = mail(b"Content-Type: multipart/mixed; boundary=b", body=b"--b\n--b\n--b\n\n--b--")
    assert read(raw).text == ""
    assert read(mail(b"Content-Type: multipart/mixed; boundary=b", body=b"--b")).text == ""


@pytest.mark.parametrize("write", [draft_bytes, lambda message: sendable_bytes(message, datetime.now(UTC))])
def test_our_own_mails_are_read_back_equal(write: object) -> None:
    """What fedtrack writes it also reads: names, ids and words to the character."""
    message = ReminderMessage(
        notice="2020-38",
        unit="baishi",
        unit_name="白石镇妇联",
        to=("baishi@qinghe.example",),
        cc=("fenguan@qinghe.example",),
        sender="qhfl@qinghe.example",
        sender_name="青禾县妇女联合会=?utf-8?B?eA==?=",
        subject="温馨提示：请于3月23日（星期一，含当日）前报送刘镕、陶喆“三八”活动开展情况 (1)",
        body="白石镇妇联：\n\n    请报送。\n> 1\n\nFrom here\n青禾县妇女联合会\n",
        stage=Stage.BEFORE,
        round="before-1",
        day=date(2020, 3, 20),
        due=date(2020, 3, 23),
        message_id=message_id("2020-38", "baishi", date(2020, 3, 20), "qhfl@qinghe.example"),
    )
    assert callable(write)
    got = read(write(message))
    assert got.sender == message.sender
    assert got.sender_name == message.sender_name
    assert got.subject == message.subject
    assert got.message_id == message.message_id
    assert got.text == message.body
    assert (got.files, got.machine, said(got)) == ((), None, ())
