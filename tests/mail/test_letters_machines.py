"""Mails that programs wrote: bounces with and without a report, receipts, answers of the absent, mailings."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Machine, Undelivered
from tests.mail.letters import attachment, mail, multipart, part, read, word

OURS = "<fedtrack.2020-38.baishi.20200320@qinghe.example>"
DAEMON = b"From: MAILER-DAEMON@mx.example\r\nTo: qhfl@qinghe.example"
RETURNED = b"From: qhfl@qinghe.example\r\nTo: Baishi@QingHe.example\r\nMessage-ID: " + OURS.encode() + b"\r\n"
HEADERS = part(b"Content-Type: text/rfc822-headers", body=RETURNED)
WHOLE = part(b"Content-Type: message/rfc822", body=RETURNED + b"\r\ntext")
STATUS = b"Content-Type: message/delivery-status"
ALL = b"Reporting-MTA: dns; mx.example\r\n\r\n"


def report(status: bytes, *others: bytes) -> bytes:
    body = multipart(
        part(b"Content-Type: text/plain", body=b"sorry"),
        part(STATUS, body=status),
        *others,
        kind=b"report",
        parameters=b"; report-type=delivery-status",
    )
    return b"\r\n".join((DAEMON, b"Auto-Submitted: auto-replied", body))


def recipient(address: bytes, action: bytes, *more: bytes) -> bytes:
    fields = (b"Final-Recipient: rfc822; " + address, b"Action: " + action, *more, b"", b"")
    return b"\r\n".join(fields)


@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
def test_a_bounce(returned: bytes) -> None:
    """Who was not reached, by which mail and why (RFC 3464); our mail that comes back is no forwarded one."""
    status = (
        ALL
        + recipient(
            b"a@qinghe.example", b"failed", b"Status: 5.1.1", b"Diagnostic-Code: smtp; 550 no such\r\n user"
        )
        + recipient(b"b@qinghe.example", b"delayed", b"Status: 4.2.2")
        + recipient(b"c@qinghe.example", b"delivered")
        + recipient(b"<d@qinghe.example>", b"Failed", b"Status: 5.2.2")
    )
    got = read(report(status, returned))
    assert got.machine is Machine.BOUNCE
    assert got.undelivered == (
        Undelivered("a@qinghe.example", OURS, "550 no such user"),
        Undelivered("d@qinghe.example", OURS, "5.2.2"),
    )
    assert (got.text, got.files) == ("sorry", ())


def test_the_address_that_we_wrote_to() -> None:
    """It is the original one; where that is none, the one that the mail was passed on to."""
    passed_on = recipient(b"x@elsewhere.example", b"failed", b"Original-Recipient: rfc822;a@qinghe.example")
    unknown = recipient(b"b@qinghe.example", b"failed", b"Original-Recipient: rfc822;")
    got = read(report(ALL + passed_on + unknown))
    assert [one.address for one in got.undelivered] == ["a@qinghe.example", "b@qinghe.example"]


@pytest.mark.parametrize(
    ("status", "machine"),
    [
        (recipient(b"a@qinghe.example", b"delayed"), Machine.DELAY),
        (b"Final-Recipient: rfc822; a@qinghe.example\r\nStatus: 4.4.1\r\n", Machine.DELAY),
        (b"Final-Recipient: rfc822; a@qinghe.example\r\nStatus: 5.4.1\r\n", Machine.BOUNCE),
        (recipient(b"a@qinghe.example", b"delivered"), Machine.RECEIPT),
        (b"Final-Recipient: rfc822; nobody\r\nAction: failed", Machine.RECEIPT),
        (b"rubbish", Machine.AUTO_REPLY),
        (b"", Machine.AUTO_REPLY),
    ],
)
def test_what_a_report_says(status: bytes, machine: Machine) -> None:
    got = read(report(ALL + status) if machine is not Machine.AUTO_REPLY else report(status))
    assert got.machine is machine
    assert len(got.undelivered) == (machine in {Machine.DELAY, Machine.BOUNCE})


def test_a_report_that_names_our_mail_only_as_answered() -> None:
    raw = report(ALL + recipient(b"a@qinghe.example", b"failed"))
    answered = read(b"References: " + OURS.encode() + b"\r\n" + raw)
    assert [one.message_id for one in answered.undelivered] == [OURS]
    assert [one.message_id for one in read(raw).undelivered] == [""]


@pytest.mark.parametrize(
    ("subject", "text", "machine"),
    [
        ("系统退信", "您的邮件 未能送达 Baishi@qinghe.example：用户不存在。", Machine.BOUNCE),
        ("Undelivered Mail", "<baishi@qinghe.example>: unknown user; ask support@mx.example", Machine.BOUNCE),
        (
            "failure notice",
            f"Baishi@QingHe.example\n\nMessage-ID: {OURS}\nFrom: qhfl@qinghe.example",
            Machine.BOUNCE,
        ),
        ("邮件投递延迟：投递失败", "baishi@qinghe.example", Machine.DELAY),
        ("Hello", "could not be delivered: baishi@qinghe.example", Machine.BOUNCE),
    ],
)
def test_a_bounce_in_plain_words(subject: str, text: str, machine: Machine) -> None:
    """Chinese providers send no report: the address stands in the text, and is neither ours nor theirs."""
    raw = b"\r\n".join((DAEMON, b"Subject: " + subject.encode(), b"", text.encode()))
    got = read(raw)
    assert got.machine is machine
    assert [one.address.lower() for one in got.undelivered] == ["baishi@qinghe.example"]
    assert got.undelivered[0].message_id == (OURS if OURS in text else "")


def test_a_bounce_in_plain_words_that_brings_the_mail_back() -> None:
    """Whom that mail was for decides between the addresses in the text, or is all that is known."""
    subject = b"Subject: " + word("退信通知", "gbk")
    page = part(b"Content-Type: text/html", body=b"<p>heishui@qinghe.example <b>baishi@qinghe.example</b>")
    got = read(b"\r\n".join((DAEMON, subject, multipart(page, WHOLE))))
    assert got.undelivered == (Undelivered("baishi@qinghe.example", OURS),)
    silent = read(b"\r\n".join((DAEMON, subject, multipart(part(body=b"?"), WHOLE))))
    assert silent.undelivered[0].address == "baishi@qinghe.example"


def test_a_postmaster_may_write_too() -> None:
    assert read(mail(b"Subject: a", body=b"text", sender=b"From: postmaster@qinghe.example")).machine is None
    assert read(mail("Subject: 退信".encode(), body=b"text")).machine is None


def test_a_receipt() -> None:
    """RFC 8098; some programs send but a subject."""
    parts = (
        part(body="已读".encode()),
        part(b"Content-Type: message/disposition-notification", body=b"x: y"),
    )
    raw = mail(b"Auto-Submitted: auto-replied") + b"\r\n"
    raw = b"\r\n".join((raw.rstrip(), multipart(*parts, kind=b"report")))
    assert read(raw).machine is Machine.RECEIPT
    assert read(mail("Subject: 已读：提醒".encode())).machine is Machine.RECEIPT
    empty_page = mail(
        b"Subject: Read: x", b"Content-Type: text/html", body=b"<style>p{}</style><p>&nbsp;</p>"
    )
    assert read(empty_page).machine is Machine.RECEIPT
    assert read(mail("Subject: 已读：提醒".encode(), body="总结".encode())).machine is None
    file = b"\r\n".join((mail(b"Subject: Read: x").rstrip(), multipart(attachment(b"attachment"))))
    assert read(file).machine is None


@pytest.mark.parametrize(
    ("header", "machine"),
    [
        ("Auto-Submitted: auto-replied (vacation)", Machine.AUTO_REPLY),
        ("Auto-Submitted: auto-generated; x=y", Machine.AUTO_REPLY),
        ("Auto-Submitted: no", None),
        ("X-Autoreply: yes", Machine.AUTO_REPLY),
        ("X-Autorespond: ", None),
        ("X-Auto-Response-Suppress: All", None),
        ("Precedence: auto_reply", Machine.AUTO_REPLY),
        ("Subject: 自动回复: 三八", Machine.AUTO_REPLY),
        ("Subject: [自动回复]三八", Machine.AUTO_REPLY),
        ("Subject: Out of Office: x", Machine.AUTO_REPLY),
        ("Subject: 回复: 自动化科三八活动", None),
        ("Precedence: Bulk", Machine.BULK),
        ("Precedence: normal", None),
        ("List-Unsubscribe: <mailto:off@mag.example>", Machine.BULK),
    ],
)
def test_what_the_headers_say(header: str, machine: Machine | None) -> None:
    assert read(mail(header.encode(), body=b"text")).machine is machine


def test_somebody_away_whose_mail_is_marked_as_bulk() -> None:
    assert read(mail(b"Precedence: bulk", b"Auto-Submitted: auto-replied")).machine is Machine.AUTO_REPLY


def test_a_bounce_that_somebody_forwards() -> None:
    """It is that person's mail, not a bounce of ours."""
    inner = report(ALL + recipient(b"a@qinghe.example", b"failed"))
    got = read(
        b"\r\n".join(
            (
                b"From: a@q.example",
                multipart(part(b"Content-Type: message/rfc822", body=inner), boundary=b"o"),
            )
        )
    )
    assert (got.machine, got.undelivered) == (None, ())
