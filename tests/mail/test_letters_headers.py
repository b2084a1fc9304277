"""Subjects, senders, ids and dates as Chinese mail programs write them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.mail.letters import mail, read, said, word

CHINA = timezone(timedelta(hours=8))
TEN = datetime(2020, 3, 20, 10, 0, tzinfo=CHINA)
RECEIVED = b"Received: from a (unknown [192.0.2.1])\r\n\tby mx1 (Coremail); %s"


def b64(raw: bytes) -> bytes:
    return base64.b64encode(raw)


CUT = "白石镇妇联".encode("gbk")
UTF8 = "白石镇妇联".encode()


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        (b"Re: report", "Re: report"),
        (word("白石镇妇联三八活动", "gbk", label="GB2312"), "白石镇妇联三八活动"),
        (b"=?gb18030?b?%s?=" % b64("总结".encode("gb18030")), "总结"),
        (b"=?utf-8?q?=E6=80=BB=E7=BB=93_=E4=B8=80?=", "总结 一"),
        (b"=?utf-8*zh-CN?B?%s?=" % b64("总结".encode()), "总结"),
        (word("刘镕、陶喆", "gbk", label="gb2312"), "刘镕、陶喆"),
        (b"=?GB2312?B?%s?=\r\n =?gb2312?B?%s?=" % (b64(CUT[:3]), b64(CUT[3:])), "白石镇妇联"),
        (b"=?UTF-8?B?%s?=\r\n\t=?UTF-8?B?%s?=" % (b64(UTF8[:4]), b64(UTF8[4:])), "白石镇妇联"),
        (b"=?GBK?B?%s?= =?UTF-8?B?%s?=" % (b64(CUT), b64(UTF8)), "白石镇妇联白石镇妇联"),
        (b"Re: =?GBK?B?%s?= (2) =?GBK?B?%s?=!" % (b64(CUT), b64(CUT)), "Re: 白石镇妇联 (2) 白石镇妇联!"),
        (b"=?GBK?B?%s?=" % b64("总结一".encode("gbk") + b"a").rstrip(b"="), "总结一a"),
        (UTF8, "白石镇妇联"),
        (CUT, "白石镇妇联"),
        (b"=?GBK?B?%s?=" % b64(UTF8), "白石镇妇联"),
        (b"=?UTF-8?B?%s?=" % b64(CUT), "白石镇妇联"),
        (b"=?ISO-8859-1?B?%s?=" % b64(CUT), "白石镇妇联"),
        (b"=?x-unknown?B?%s?=" % b64(CUT), "白石镇妇联"),
        (b"=?iso-2022?B?%s?=" % b64(CUT), "白石镇妇联"),
        (b"=?GB 2312?B?%s?=" % b64(CUT), f"=?GB 2312?B?{b64(CUT).decode()}?="),
        (b"=?a/b?B?%s?=" % b64(UTF8), "白石镇妇联"),
        (b"=?GB2312?B?%s?=" % b64("一".encode("gbk")), "一"),
        (word("三八活動情況", "big5"), "三八活動情況"),
        (b"=?HZ-GB-2312?B?%s?=" % b64("总结".encode("hz")), "总结"),
        (b"=?hz-gb-2312?B?%s?=" % b64(UTF8), "白石镇妇联"),
        ("一".encode("gbk"), "一"),
        ("李·四".encode(), "李·四"),
        (b"=?iso-8859-1?Q?caf=E9?=", "café"),
        (b"=?iso-8859-1?B?%s?=" % b64("泗".encode("gbk")), "泗"),
        (word("泗埔", "utf-8", label="gb2312"), "泗埔"),
        (word("鄉鎮", "utf-8", label="big5"), "鄉鎮"),
        (b"\x1b[31m=?utf-8?B?%s?=\xe2\x80\xae" % b64(b"a\x00b\r\n"), "\x1b[31ma\x00b\r\n\u202e"),
        (b"one\r\n two\n\tthree", "one two three"),
        (b"=?utf-8?B?not ended", "=?utf-8?B?not ended"),
        (b"=?utf-8?B?=C?=", ""),
        (b"", ""),
    ],
)
def test_a_subject(written: bytes, subject: str) -> None:
    """Labels lie, words are cut in the middle of a character, and raw bytes stand in headers."""
    assert read(mail(b"Subject: " + written)).subject == subject


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        (b"baishi@qinghe.example", "baishi@qinghe.example", ""),
        (b"< BaiShi@QingHe.Example >", "BaiShi@QingHe.Example", ""),
        (b'"Li, Ming \\"x\\"" <a@qinghe.example>', "a@qinghe.example", 'Li, Ming "x'),
        (word("白石妇联", "gbk") + b" <a@qinghe.example>", "a@qinghe.example", "白石妇联"),
        (b'"' + word("白石妇联", "utf-8") + b'" <a@qinghe.example>', "a@qinghe.example", "白石妇联"),
        (b'"' + "白石".encode("gbk") + b'" <a@qinghe.example>', "a@qinghe.example", "白石"),
        (b'"' + "刘乗".encode("gbk") + b'" <a@qinghe.example>', "a@qinghe.example", "刘乗"),
        (word('"白石" <a@qinghe.example>', "gbk"), "a@qinghe.example", "白石"),
        (
            word("假 <b@qinghe.example>", "gbk") + b" <a@qinghe.example>",
            "a@qinghe.example",
            "假 <b@qinghe.example>",
        ),
        (b"b@qinghe.example <a@qinghe.example>", "a@qinghe.example", "b@qinghe.example"),
        (b"a@qinghe.example (Zhou)", "a@qinghe.example", "Zhou"),
        (b"Zhou a@qinghe.example", "a@qinghe.example", "Zhou"),
        (b'"Zhou <a@qinghe.example>', "a@qinghe.example", "Zhou"),
        (b"<x> (c) <a@qinghe.example>", "a@qinghe.example", "<x> (c)"),
    ],
)
def test_a_sender(written: bytes, address: str, name: str) -> None:
    """What is encoded never passes for the address where there is another."""
    got = read(mail(sender=b"From: " + written))
    assert (got.sender, got.sender_name, said(got)) == (address, name, ())


@pytest.mark.parametrize(
    ("headers", "fault"),
    [
        (b"From: a@qinghe.example\r\nFrom: b@qinghe.example", "several From headers"),
        (b"From: a@qinghe.example, <b@qinghe.example>", "several addresses in From"),
        (b"From: undisclosed-recipients:;", "no address in From"),
        (b"To: a@qinghe.example", "no From header"),
    ],
)
def test_a_sender_that_is_not_one(headers: bytes, fault: str) -> None:
    assert said(read(mail(sender=headers))) == (fault,)


def test_the_first_sender_counts() -> None:
    got = read(mail(sender=b"From: <a@qinghe.example>, b@qinghe.example\r\nFrom: c@qinghe.example"))
    assert got.sender == "a@qinghe.example"


@pytest.mark.parametrize(
    ("headers", "moment"),
    [
        ([RECEIVED % b"Fri, 20 Mar 2020 10:00:00 +0800 (CST)"], TEN),
        ([RECEIVED % b"rubbish", RECEIVED % b"Fri, 20 Mar 2020 10:00:00 +0800"], TEN),
        ([RECEIVED % b"Fri, 20 Mar 2020 10:00:00 +0800", b"Date: Sun, 1 Mar 2020 08:00:00 +0800"], TEN),
        ([b"Received: (qmail 1 invoked by uid 0); 20 Mar 2020 02:00:00 -0000"], TEN),
        ([RECEIVED % b"20 Mar 2020 10:00:00"], TEN),
        ([b"Date: Fri, 20 Mar 2020 02:00:00 GMT"], TEN),
        ([b"Date: Fri, 20 Mar 2020 10:00:00"], TEN),
        ([b"Date: Fri, 20 Mar 2020 10:00:00 -0000"], TEN),
        ([b"Date: Fri, 20 Mar 2020 10:00:00 CST"], TEN),
        ([b"Date: 2020-03-20 10:00:00"], TEN),
        ([b"Date: 2020/3/20 04:00 +0200"], TEN),
        ([b"Date: 2020-03-19T18:00:00 -0800"], TEN),
        ([b"Date: 2020-13-20 10:00:00"], None),
        ([b"Date: Thu, 01 Jan 1970 08:00:12 +0800"], None),
        ([b"Date: Thu, 07 Feb 2036 08:00:12 +0800"], None),
        ([b"Date: Fri, 20 Mar 2020 10:00:00 +9959"], None),
        ([b"Date: Fri, 32 Mar 2020 10:00:00 +0800"], None),
        ([b"Date: " + "3月20日".encode()], None),
        ([b"Date: 0"], None),
        ([], None),
    ],
)
def test_when_it_came(headers: list[bytes], moment: datetime | None) -> None:
    """The topmost server's clock counts, then the sender's; a clock that was never set says nothing."""
    assert read(mail(*headers)).received == moment


def test_a_moment_is_aware() -> None:
    received = read(mail(b"Date: Fri, 20 Mar 2020 02:00:00 -0000")).received
    assert received is not None
    assert received.astimezone(UTC) == datetime(2020, 3, 19, 18, 0, tzinfo=UTC)


def test_ids() -> None:
    """The ids that a mail answers stand once each, In-Reply-To before References."""
    got = read(
        mail(
            b"Message-ID:\r\n <x@qinghe.example>",
            b"References: <a@q.example> <fedtrack.2020-38.baishi.\r\n 20200320@q.example> <> <b@q.example>",
            b"In-Reply-To: Your mail <b@q.example>",
        )
    )
    assert got.message_id == "<x@qinghe.example>"
    assert got.answers == ("<b@q.example>", "<a@q.example>", "<fedtrack.2020-38.baishi.20200320@q.example>")


@pytest.mark.parametrize(
    ("written", "message_id"),
    [(b"x@q.example", "<x@q.example>"), (b"<x@q.example", "<x@q.example>"), (b"", "")],
)
def test_an_id_without_brackets(written: bytes, message_id: str) -> None:
    assert read(mail(b"Message-ID: " + written)).message_id == message_id


def test_at_most_fifty_answers() -> None:
    references = b"".join(b"<%d@q.example>\r\n " % number for number in range(80))
    assert len(read(mail(b"References: " + references)).answers) == 50


@pytest.mark.parametrize(
    "lead", [b"", b"\xef\xbb\xbf", b"\r\n\n", b"From - Wed Mar 18 10:00:00 2020\n", b">From x\n"]
)
def test_what_may_stand_before_the_headers(lead: bytes) -> None:
    """A byte order mark, blank lines or the separator of a mailbox do not hide the headers."""
    got = read(lead + mail(b"Subject: a", body=b"text"))
    assert (got.subject, got.text, said(got)) == ("a", "text", ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"From: a@q.example\nno header\n", "no header\n"),
        (b"only text, no headers", "only text, no headers"),
        (b"\n\nonly text", "only text"),
        (b"From: a@q.example", ""),
        (b"", ""),
    ],
)
def test_no_line_between_headers_and_text(raw: bytes, text: str) -> None:
    assert read(raw).text == text


def test_what_was_left_in_the_mailbox() -> None:
    """Of a mail that was too large to fetch only the headers are there, and it says so."""
    got = read(mail(b"X-Fedtrack-Left-Out: 73400320", b"Content-Type: multipart/mixed; boundary=b"))
    assert said(got) == ("left in the mailbox: 73 MB",)
    assert said(read(mail(b"X-Fedtrack-Left-Out: 12"))) == ("left in the mailbox: 1 MB",)
    assert said(read(mail(b"X-Fedtrack-Left-Out: many"))) == ()
