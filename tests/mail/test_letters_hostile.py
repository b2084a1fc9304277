"""Mails that are made to do harm, or no mails at all: read within bounds, never an error."""

from __future__ import annotations

import base64
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.arrivals import Mail
from tests.mail.letters import attachment, mail, mixed, part, read, said

KB = 1000
MB = 1_000_000


def nested(levels: int, boundary: bytes = b"b%d") -> bytes:
    lines = b""
    for level in range(levels):
        name = boundary % level if b"%" in boundary else boundary
        lines += b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (name, name)
    return lines + b"\r\ntext"


def enclosed(levels: int, encoding: bytes, body: bytes = b"Subject: x\r\n\r\ntext") -> bytes:
    head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: %s\r\n\r\n" % encoding
    for _level in range(levels):
        body = head + (base64.encodebytes(body) if encoding == b"base64" else body)
    return body


@pytest.mark.parametrize(
    "raw",
    [nested(200), nested(200).rpartition(b"--")[0], enclosed(200, b"7bit"), enclosed(25, b"base64")],
)
def test_nested_without_end(raw: bytes) -> None:
    """Twenty levels are looked at; what is deeper is told."""
    assert "nested too deep" in said(read(raw))
    assert read(nested(10)).text == "text"


def test_parts_without_end() -> None:
    """Five hundred parts are looked at."""
    got = read(mixed(*(attachment(b"attachment; filename=a") for _ in range(3000))))
    assert (len(got.files), said(got)) == (499, ("more than 500 parts",))


def test_what_is_packed_in_itself_takes_no_more_than_the_mail() -> None:
    """Mails in an encoding that changes nothing, one in the other: unpacked once, not twenty times."""
    raw = enclosed(18, b"quoted-printable", b"\r\n" + b"x" * MB)
    assert memory(raw) < 4 * len(raw)
    assert said(read(raw)) == ("no From header", "nested too deep")


def memory(raw: bytes) -> int:
    """Return how many bytes were taken at once to read the mail, beside the mail."""
    tracemalloc.start()
    try:
        read(raw)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("cut", [b"", b"A"])
def test_a_large_attachment_takes_little_more_than_its_size(cut: bytes) -> None:
    """A file is unpacked in one go, and what is cut off or full of rubbish costs no more than twice that."""
    lines = (b"A" * 76 + b"\r\n") * (10 * MB // 78) + cut
    headers = (b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment; filename=a")
    raw = mixed(part(*headers, body=lines))
    assert memory(raw) < 3 * len(raw)


LONG = 300 * KB


@pytest.mark.parametrize(
    "raw",
    [
        mail(b"Subject: " + b"a" * LONG),
        mail(b"Subject: " + b"=?utf-8?B?" * LONG),
        mail(b"Subject:" + b"\r\n a" * LONG),
        mail(sender=b"From: " + b"<a@b>," * LONG),
        mail(sender=b"From: " + b'"' * LONG + b"(" * LONG),
        mail(sender=b"From: " + b"a" * LONG + b"\\" * LONG),
        mail(sender=b"From: " + b"a@" * LONG),
        mail(b"References: " + b"<" * LONG),
        mail(b"Date: " + b"1 " * LONG, b"Received:" + b";" * LONG),
        mail(b"Content-Type: multipart/mixed;" + b' a="' * LONG),
        mail(b"Content-Disposition: attachment;" + b" filename*1*=a;" * LONG),
        mail(b"Content-Type: multipart/mixed; boundary=" + b"b" * LONG, body=b"--b\r\n" * LONG),
        mail(b"Content-Type: multipart/mixed; boundary=b", body=b"--b" * LONG),
        mail(b"Content-Type: multipart/mixed; boundary=b", body=b"\n--bb" * LONG),
        mail(b"Content-Type: multipart/mixed; boundary=b", body=b"\n--b " + b" " * LONG + b"x"),
        mail(b"Content-Type: text/html", body=b"<style" * LONG),
        mail(b"Content-Type: text/html", body=b"cid:" * LONG),
        mail(b"Content-Type: text/plain; format=flowed", body=b"> \n" * LONG),
        mail(b"Subject: failure notice", body=b"a.b@" * LONG, sender=b"From: postmaster@mx.example"),
        b"a:\n" * MB,
        b"Received: a; b\n" * LONG + b"\nx",
        b"\r\n" * MB,
        b"\n " * MB,
        b"a: b\r" * LONG,
        b"\x00" * MB,
    ],
)
def test_bounds(raw: bytes) -> None:
    """Nothing that a mail repeats without end makes more of it than is looked at."""
    got = read(raw)
    assert len(got.text) <= 200 * KB
    assert max(len(got.subject), len(got.sender), len(got.sender_name)) <= 20 * KB
    assert all(len(file.name) <= KB for file in got.files)
    assert len(got.undelivered) <= 101


def test_a_long_text_is_bounded() -> None:
    """Alone, in several parts, and with what is enclosed."""
    text = "妇".encode() * 150 * KB
    assert len(read(mail(body=text * 2)).text) == 200 * KB
    parts = [part(b"Content-Type: text/plain", body=text)] * 3
    assert len(read(mixed(*parts)).text) == 200 * KB
    inner = part(b"Content-Type: message/rfc822", body=b"Subject: a\r\n\r\n" + text)
    assert len(read(mixed(parts[0], inner)).text) == 200 * KB
    pages = [part(b"Content-Type: text/html", body=b"x" * 2 * MB)] * 3
    assert len(read(mixed(*pages)).html) == 2 * MB


_HEADERS = [
    b"From: ",
    b"Subject: ",
    b"Date: ",
    b"Received: ",
    b"Message-ID: <",
    b"References: ",
    b"Content-ID: <",
]
_TYPES = [
    b"multipart/mixed",
    b"multipart/report",
    b"multipart/related",
    b"message/rfc822",
    b"message/delivery-status",
]
_ENCODINGS = [b"base64", b"quoted-printable", b"gbk", b"utf-16", b"hz", b"iso-2022-jp", b"utf-7", b"punycode"]
_MARKS = [
    b"Content-Type: ",
    b"Content-Transfer-Encoding: ",
    b"Content-Disposition: ",
    b"attachment",
    b"inline",
]
_PARAMETERS = [
    b"; boundary=b",
    b"; charset=",
    b"; filename=",
    b"; filename*0*=",
    b"; filename*=",
    b"; format=flowed",
]
_LINES = [
    b"\r\n",
    b"\n",
    b"\r\n\r\n",
    b"\n ",
    b"--b\r\n",
    b"--b--\r\n",
    b"--b",
    b"; ",
    b" ",
    b">",
    b'"',
    b"\\",
    b"-",
]
_WORDS = [
    b"=?gb2312?B?",
    b"=?utf-8?Q?",
    b"?=",
    b"sOk=",
    b"=E5",
    b"utf-8''",
    b"%E5%",
    b"\x00",
    b"\xff",
    b"\xe5",
    b"cid:",
]
_VALUES = [
    b"text/plain",
    b"text/html",
    b"image/png",
    b"<a@b>",
    b"a@b.cn",
    b"Fri, 20 Mar 2020 10:00:00 ",
    b"+0800",
]
_REPORTS = [
    b"Action: failed",
    b"Final-Recipient: rfc822; ",
    b"mailer-daemon@",
    "退信".encode(),
    "退信".encode("gbk"),
]
TOKENS = st.sampled_from(
    [*_HEADERS, *_TYPES, *_ENCODINGS, *_MARKS, *_PARAMETERS, *_LINES, *_WORDS, *_VALUES, *_REPORTS]
)


def check(got: Mail) -> None:
    texts = (got.sender, got.sender_name, got.subject, got.message_id, got.text, got.html, *got.answers)
    names = (file.name for file in got.files)
    for text in (*texts, *names, *(one.address + one.reason for one in got.undelivered)):
        text.encode()  # no lone surrogates
    assert got.received is None or got.received.tzinfo is not None
    assert got.message_id == "" or got.message_id[0] + got.message_id[-1] == "<>"


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw: bytes) -> None:
    check(read(raw))


@given(st.lists(TOKENS, max_size=60))
def test_any_headers_and_parts_are_read(tokens: list[bytes]) -> None:
    check(read(b"".join(tokens)))


@given(
    st.binary(max_size=60),
    st.sampled_from(["gb2312", "big5", "euc-kr", "shift_jis", "utf-16", "hz", "iso-2022-cn"]),
)
def test_any_word_is_read(raw: bytes, charset: str) -> None:
    written = b"=?%s?B?%s?=" % (charset.encode(), base64.b64encode(raw))
    check(
        read(mail(b"Subject: " + written, b"Content-Disposition: attachment; filename=" + written, body=raw))
    )
