"""A draft as other programs read it: by a parser in Rust, and by the library that did not write it so.

The standard library's newer parser makes the same mistakes as its writer, so its older one
(`compat32`) reads here, with `make_header` for encoded words (RFC 2047).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses

import pytest
from fast_mail_parser import parse_email
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.message import ReminderMessage, message_id
from fedtrack.core.rounds import Stage
from fedtrack.mail.eml import draft_bytes, sendable_bytes

DAY = date(2020, 3, 20)
MESSAGE = ReminderMessage(
    notice="2020-38",
    unit="baishi",
    unit_name="白石镇妇联",
    to=("baishi@qinghe.example",),
    cc=(),
    sender="qhfl@qinghe.example",
    sender_name="青禾县妇女联合会",
    subject="温馨提示：请于3月23日（星期一，含当日）前报送活动开展情况",
    body="白石镇妇联：\n\n    请报送。\n\n青禾县妇女联合会\n",
    stage=Stage.BEFORE,
    round="before-1",
    day=DAY,
    due=date(2020, 3, 23),
    message_id=message_id("2020-38", "baishi", DAY, "qhfl@qinghe.example"),
)
HEADERS = {
    "From",
    "To",
    "Subject",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "X-Unsent",
}
Mailbox = tuple[str, str]


def _parse(raw: bytes) -> Message:
    return BytesParser(policy=compat32).parsebytes(raw)


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def _mailboxes(mail: Message, header: str) -> list[Mailbox]:
    """Return name and address of each mailbox in a header."""
    unfolded = [str(value).replace("\r\n", "").replace("\n", "") for value in mail.get_all(header, [])]
    return [(_decoded(name), address) for name, address in getaddresses(unfolded)]


def read_with_stdlib(raw: bytes) -> dict[str, list[Mailbox]]:
    mail = _parse(raw)
    return {header: _mailboxes(mail, header) for header in ("From", "To", "Cc", "Bcc")}


def read_with_rust(raw: bytes) -> dict[str, list[Mailbox]]:
    mail = parse_email(raw)
    assert mail.warnings == []
    fields = {"From": [mail.from_] if mail.from_ else [], "To": mail.to, "Cc": mail.cc, "Bcc": mail.bcc}
    return {
        header: [(one.display_name or "", one.address) for one in found] for header, found in fields.items()
    }


def _subjects(raw: bytes) -> list[str]:
    """Return the subject as each of the two parsers reads it."""
    value = str(_parse(raw)["Subject"]).replace("\n", "")
    return [_decoded(value), parse_email(raw).subject]


def _check(raw: bytes, *, name: str, addresses: tuple[str, ...] = MESSAGE.to) -> None:
    """Check that the mail goes to these addresses under that name, to nobody else, and has no header more."""
    expected: dict[str, list[Mailbox]] = {
        "From": [(MESSAGE.sender_name, MESSAGE.sender)],
        "To": [(name, address) for address in addresses],
        "Cc": [],
        "Bcc": [],
    }
    assert read_with_rust(raw) == expected
    assert read_with_stdlib(raw) == expected
    assert sorted(_parse(raw).keys()) == sorted(HEADERS)
    assert {header: len(values) for header, values in parse_email(raw).headers.items()} == dict.fromkeys(
        HEADERS, 1
    )


def _check_bytes(raw: bytes) -> None:
    """Check what RFC 5322 asks of every line: ASCII, CRLF, no more than 998 bytes."""
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_draft_is_a_mail_that_waits_to_be_sent() -> None:
    """`X-Unsent: 1` opens it for sending; without a date it is the same bytes each time."""
    raw = draft_bytes(MESSAGE)
    _check(raw, name="白石镇妇联")
    _check_bytes(raw)
    headers = parse_email(raw).headers
    assert headers["X-Unsent"] == ["1"]
    assert headers["MIME-Version"] == ["1.0"]
    assert headers["Content-Type"] == ['text/plain; charset="utf-8"']
    assert raw == draft_bytes(MESSAGE)


def test_a_mail_that_is_sent_is_no_draft() -> None:
    """The mark of a draft is on drafts only; what goes out has a date in its place."""
    mail = _parse(sendable_bytes(MESSAGE, datetime(2020, 3, 20, 8, 30, tzinfo=UTC)))
    assert set(mail.keys()) == HEADERS - {"X-Unsent", "Content-Transfer-Encoding"} | {"Date"}


def test_a_reply_can_be_known_again() -> None:
    """The Message-ID names notice, unit and day, in the domain of the federation, also when it is long."""
    raw = draft_bytes(MESSAGE)
    assert parse_email(raw).headers["Message-ID"] == ["<fedtrack.2020-38.baishi.20200320@qinghe.example>"]
    identifier = message_id("n" * 64, "u" * 64, DAY, f"a@{'d' * 60}.example")
    assert identifier == f"<fedtrack.{'n' * 64}.{'u' * 64}.20200320@{'d' * 60}.example>"
    long = draft_bytes(replace(MESSAGE, message_id=identifier))
    assert parse_email(long).headers["Message-ID"] == [identifier]
    assert f"Message-ID: {identifier}\r\n".encode() in long


def test_every_address_of_a_unit_gets_the_reminder() -> None:
    """Several addresses stand in To, each beside the name; the leaders in charge stand in Cc without one."""
    long = f"{'l' * 64}@{'m' * 60}.{'n' * 60}.example"
    addresses = ("a@qinghe.example", long, "b.c+d@qinghe.example", long)
    _check(draft_bytes(replace(MESSAGE, to=addresses)), name="白石镇妇联", addresses=addresses)
    raw = draft_bytes(replace(MESSAGE, cc=("fenguan@qinghe.example", long)))
    for read in (read_with_rust, read_with_stdlib):
        assert read(raw)["Cc"] == [("", "fenguan@qinghe.example"), ("", long)]


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize(
    "name",
    [
        "白石镇妇联",
        "Qinghe Women's Federation",
        "[b]",
        "=SUM(A1)",
        "白石镇妇联（老龄办）、计生协",
        "中国农业发展银行股份有限公司青禾县黑石经济技术开发区白石大道中段第二营业部女职工工作委员会",
        "白" * 60,
        "白石镇妇联 县直 女工委 " * 5 + "完",
        '白石镇, "妇联" (女工委) <女工委>' * 3,
        'Qinghe, "Women" (x) [b] <y@evil.example>',
        'abc, "def" (x) <y@evil.example>; ' * 4 + "end",
        "a\\b \\\"c\\\" 'd'",
        "evil@evil.example",
        "a@evil.example, b@evil.example",
        "组: a@evil.example;",
        "x" * 120,
        "𠮷野镇妇联👩",
        "=?utf-8?b?5aaH6IGU?=",
        "=?utf-8?q?a=0D=0ABcc:_evil@evil.example?=",
        "白石 =?utf-8?q?a=0ABcc:_evil@evil.example?= 镇",
        "=?gb2312?B?sNfKrw==?= 妇联",
        "Bcc: evil@evil.example",
    ],
)
def test_a_name_is_shown_as_it_is(name: str, count: int) -> None:
    """Whatever a unit is called, the name arrives whole and the mail goes to the unit's addresses alone."""
    addresses = tuple(f"unit{number}@qinghe.example" for number in range(count))
    raw = draft_bytes(replace(MESSAGE, unit_name=name, to=addresses))
    _check_bytes(raw)
    _check(raw, name=name, addresses=addresses)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("白石镇\n妇联", "白石镇 妇联"),
        ("a\r\nBcc: evil@evil.example", "a Bcc: evil@evil.example"),
        ("a\nSubject: 中奖\n\n正文", "a Subject: 中奖 正文"),
        ("\x1b[31m红石镇\x1b[0m", "[31m红石镇 [0m"),
        ("白石\u202e镇妇联", "白石 镇妇联"),
        ("白石\u200b镇\u2028妇联\x00", "白石 镇 妇联"),
        ("\x7f", ""),
        ("", ""),
    ],
)
def test_a_name_never_leaves_its_line(name: str, shown: str) -> None:
    """Line breaks, terminal codes and direction marks become blanks, and no header comes of them."""
    raw = draft_bytes(replace(MESSAGE, unit_name=name, sender_name=f"{name}青禾县"))
    assert read_with_rust(raw)["To"] == [(shown, "baishi@qinghe.example")]
    assert read_with_stdlib(raw)["To"] == [(shown, "baishi@qinghe.example")]
    assert sorted(_parse(raw).keys()) == sorted(HEADERS)
    assert b"\x1b" not in raw


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (MESSAGE.subject, MESSAGE.subject),
        ("催报：" + "请尽快报送关于组织开展“三八”国际妇女节系列活动情况的总结" * 4, None),
        ("催报 Report on Women's Day 2020 " * 6 + "完", None),
        ("x" * 2000, None),
        ("[b] =SUM(A1) <a@b> \"c\" 'd', e; f", None),
        ("=?utf-8?b?5aaH6IGU?=", None),
        ("催报 =?utf-8?q?a=0D=0ABcc:_evil@evil.example?=", None),
        ("催报\r\nBcc: evil@evil.example", "催报 Bcc: evil@evil.example"),
        ("\x1b[31m催报\u202e", "[31m催报"),
    ],
)
def test_a_subject_is_shown_as_it_is(subject: str, shown: str | None) -> None:
    """The subject arrives whole and on one line, and brings no header of its own."""
    raw = draft_bytes(replace(MESSAGE, subject=subject))
    _check_bytes(raw)
    _check(raw, name="白石镇妇联")
    assert _subjects(raw) == [shown or subject] * 2


@pytest.mark.parametrize(
    "body",
    [
        MESSAGE.body,
        "",
        "\n",
        "没有换行",
        "From here\n.\n..\n-- \n",
        "长" * 5000 + "\n",
        "Subject: x\n\n\ttab  blanks  \n\n\n",
        "\x1b[31m\u202e𠮷👩\x00\n",
    ],
)
def test_the_body_arrives_as_it_is(body: str) -> None:
    """Every character of the body comes out again, with CRLF between the lines."""
    raw = draft_bytes(replace(MESSAGE, body=body))
    _check_bytes(raw)
    _check(raw, name="白石镇妇联")
    content = _parse(raw).get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.decode().replace("\r\n", "\n").removesuffix("\n") == body.removesuffix("\n")
    (plain,) = parse_email(raw).text_plain
    assert plain.replace("\r\n", "\n").rstrip("\n") == body.rstrip("\n")


_ODD = st.sampled_from(
    [
        *("=?utf-8?q?", "=0D=0ABcc:_x@y.example", "?=", "\r\n", "\nBcc: x@y.example"),
        *'"\\,;:<>()@.\t \u3000\u202e\x1bx',
        *("[b]", "  ", "白石镇", "妇联"),
    ]
)
_TEXT = st.one_of(st.text(max_size=80), st.lists(_ODD, max_size=40).map("".join))


def _words(text: str) -> list[str]:
    """Return the text without blanks and unprintable characters, which headers do not keep apart."""
    return "".join(char if char.isprintable() else " " for char in text).split()


@settings(deadline=None)
@given(name=_TEXT, subject=_TEXT, count=st.integers(1, 4))
def test_no_text_breaks_the_headers(name: str, subject: str, count: int) -> None:
    """Whatever stands in a unit's name and in the subject, the mail has its headers, addresses and words."""
    addresses = tuple(f"unit{number}@qinghe.example" for number in range(count))
    raw = draft_bytes(replace(MESSAGE, unit_name=name, subject=subject, to=addresses))
    _check_bytes(raw)
    assert sorted(_parse(raw).keys()) == sorted(HEADERS)
    assert set(parse_email(raw).headers) == HEADERS
    for read in (read_with_rust, read_with_stdlib):
        found = read(raw)
        assert [address for _, address in found["To"]] == list(addresses)
        assert [_words(shown) for shown, _ in found["To"]] == [_words(name)] * count
    for shown in _subjects(raw):
        assert _words(shown) == _words(subject)
