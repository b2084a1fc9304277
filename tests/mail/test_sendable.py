"""A mail as it goes out, read back by three parsers: two of the standard library, and one in Rust."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import cast

import pytest
from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.message import ReminderMessage, message_id
from fedtrack.core.rounds import Stage
from fedtrack.core.untrusted import one_line
from fedtrack.mail.eml import sendable_bytes
from fedtrack.mail.html_body import html_page
from fedtrack.mail.smtp import SmtpSender
from tests.mail.mailserver import MailServer
from tests.mail.sending import ME

DAY = date(2020, 3, 20)
MOMENT = datetime(2020, 3, 20, 8, 30, 15, tzinfo=timezone(timedelta(hours=8)))
MESSAGE = ReminderMessage(
    notice="2020-38",
    unit="baishi",
    unit_name="白石镇妇联",
    to=("baishi@qinghe.example", "55501@qq.example"),
    cc=("fenguan@qinghe.example",),
    sender=ME,
    sender_name="青禾县妇女联合会",
    subject="温馨提示：请于3月23日（星期一，含当日）前报送活动开展情况",
    body="白石镇妇联：\n\n　　请报送。\n\n青禾县妇女联合会\n",
    stage=Stage.BEFORE,
    round="before-1",
    day=DAY,
    due=date(2020, 3, 23),
    message_id=message_id("2020-38", "baishi", DAY, ME),
)
HEADERS = {"From", "To", "Cc", "Subject", "Message-ID", "Date", "MIME-Version", "Content-Type"}
INNER = ["Content-Type", "MIME-Version", "Content-Transfer-Encoding"]


def compat(raw: bytes) -> Message:
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def modern(raw: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(raw)


def _unfolded(mail: Message, header: str) -> str:
    return str(mail[header]).replace("\r\n", "").replace("\n", "")


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def check(message: ReminderMessage) -> bytes:
    """Check that the mail says what the message says, to every parser, and nothing else."""
    raw = sendable_bytes(message, MOMENT)
    _check_lines(raw)
    _check_compat(compat(raw), message)
    _check_modern(modern(raw), message)
    _check_rust(raw, message)
    return raw


def _check_lines(raw: bytes) -> None:
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\x00" not in raw


def _check_compat(mail: Message, message: ReminderMessage) -> None:
    assert sorted(mail.keys()) == sorted(HEADERS - (set() if message.cc else {"Cc"}))
    assert not mail.defects
    name, sender_name = one_line(message.unit_name), one_line(message.sender_name)
    found = {
        header: getaddresses([_unfolded(mail, header)]) for header in ("From", "To", "Cc") if header in mail
    }
    assert [address for _, address in found["To"]] == list(message.to)
    assert [_decoded(shown).split() for shown, _ in found["To"]] == [name.split()] * len(message.to)
    assert found["From"][0][1] == message.sender
    assert [_decoded(shown).split() for shown, _ in found["From"]] == [sender_name.split()]
    assert [address for _, address in found.get("Cc", [])] == list(message.cc)
    assert _decoded(_unfolded(mail, "Subject")).split() == one_line(message.subject).split()
    assert mail["Message-ID"] == message.message_id
    assert parsedate_to_datetime(mail["Date"]) == MOMENT
    assert mail.get_content_type() == "multipart/alternative"
    parts = cast("list[Message]", mail.get_payload())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    wanted = (message.body, html_page(message.subject, message.body))
    for part, words in zip(parts, wanted, strict=True):
        assert sorted(part.keys()) == sorted(INNER)
        assert not part.defects
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        assert _lines(content.decode()) == _lines(words.replace("\n", "\r\n"))


def _check_modern(mail: EmailMessage, message: ReminderMessage) -> None:
    assert sorted(mail.keys()) == sorted(HEADERS - (set() if message.cc else {"Cc"}))
    assert [one.addr_spec for one in mail["To"].addresses] == list(message.to)
    assert [one.addr_spec for one in mail["From"].addresses] == [message.sender]
    assert [one.addr_spec for one in (mail["Cc"].addresses if message.cc else ())] == list(message.cc)
    assert mail["Date"].datetime == MOMENT
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert _lines(plain.get_content()) == _lines(message.body.replace("\n", "\r\n"))
    assert not list(mail.iter_attachments())


def _check_rust(raw: bytes, message: ReminderMessage) -> None:
    mail = parse_email(raw)
    assert mail.warnings == []
    name = one_line(message.unit_name).split()
    assert [one.address for one in mail.to] == list(message.to)
    assert [(one.display_name or "").split() for one in mail.to] == [name] * len(message.to)
    assert [one.address for one in mail.cc] == list(message.cc)
    assert mail.bcc == []
    assert mail.from_ is not None
    assert mail.from_.address == message.sender
    assert mail.subject.split() == one_line(message.subject).split()
    assert set(mail.headers) == HEADERS - (set() if message.cc else {"Cc"})
    assert all(len(values) == 1 for values in mail.headers.values())
    assert len(mail.text_plain) == len(mail.text_html) == 1
    assert mail.attachments == []
    assert _lines(mail.text_plain[0]).rstrip("\n") == _lines(message.body.replace("\n", "\r\n")).rstrip("\n")


def test_a_mail_that_goes_out() -> None:
    """Names, addresses, subject, date, id and both bodies, as three parsers read them."""
    raw = check(MESSAGE)
    assert b"X-Unsent" not in raw
    assert b"Bcc" not in raw
    assert modern(raw)["Date"] == "Fri, 20 Mar 2020 08:30:15 +0800"
    assert modern(raw)["To"].addresses[0].display_name == "白石镇妇联"


def test_no_leader_no_cc() -> None:
    check(replace(MESSAGE, cc=()))


HOSTILE = [
    "白石镇\r\nBcc: evil@evil.example",
    "白石镇\n\n<html>",
    "\x00\x1b[31m\u202e白石\u2066镇\u200f\u061c",
    "白石, 黑石 <evil@evil.example>",
    '"白石" (女工委); "黑石": a@evil.example;',
    "=?utf-8?q?a=0D=0ABcc:_evil@evil.example?=",
    "=?gb2312?B?sNfKrw==?= 妇联",
    "𠮷野镇👩‍👩‍👧🏳️‍🌈",
    "\\\"'`<>()[]:;@,.",
    "镇" * 500,
    "x" * 500,
    "a b " * 125,
    "é\u0301 ﷽ ק ١",
    "--=_boundary--",
    "From: x\r\n.\r\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    """In the name of the unit, our own name, the subject and the body they are only shown."""
    check(replace(MESSAGE, unit_name=text))
    check(replace(MESSAGE, sender_name=text or "x"))
    check(replace(MESSAGE, subject=text))
    check(replace(MESSAGE, body=text))
    check(replace(MESSAGE, unit_name=text, sender_name=text, subject=text, body=text, cc=()))


_TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from([*HOSTILE, *'\r\n\x00\t ,;:<>"\\()@=?_\u3000\u2028\x85', "白石镇"]), max_size=30
    ).map("".join),
)
_ADDRESS = st.from_regex(
    r"[a-z0-9]{1,20}(\.[a-z0-9+_=-]{1,20}){0,2}@([a-z]{1,20}\.){1,3}example", fullmatch=True
)


@given(
    name=_TEXT,
    subject=_TEXT,
    body=_TEXT,
    to=st.lists(_ADDRESS, min_size=1, max_size=5),
    cc=st.lists(_ADDRESS, max_size=3),
)
def test_any_words_stay_words(name: str, subject: str, body: str, to: list[str], cc: list[str]) -> None:
    """No recipient and no header is gained or lost, and every body arrives as it was written."""
    check(replace(MESSAGE, unit_name=name, subject=subject, body=body, to=tuple(to), cc=tuple(cc)))


def test_what_is_sent_is_what_arrives() -> None:
    """The mail passes a real server to the byte, dots and all."""
    raw = sendable_bytes(replace(MESSAGE, body=".\n..\n.hidden\n" * 50), MOMENT)
    with MailServer() as server:
        connection = SmtpSender(server.address(), username=ME, password=str, timeout=5).connect()
        connection.send(ME, MESSAGE.to, MESSAGE.cc, raw)
        connection.close()
        assert [one.content for one in server.delivered] == [raw]
