"""Mails as the programs of the county's offices write them: Foxmail, QQ, 163, a phone, Outlook, an old OA."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta, timezone
from email.utils import format_datetime
from html import escape
from quopri import encodestring
from typing import NamedTuple
from urllib.parse import quote

from tests.corpus.items import ArrivalList, MailItem, Paper, Report
from tests.corpus.quoting import quote_reminder

HERE = timezone(timedelta(hours=8))
TO = "chengxifulian@163.example"
CRLF = "\r\n"


class Habit(NamedTuple):
    """How a program writes: the label of its encoding, the form of its text, of words and of file names."""

    label: str
    shape: str
    words: str
    names: str
    agent: str


HABITS = {
    "foxmail": Habit("GB2312", "both", "B", "word", "Foxmail 7.2.20.259[cn]"),  # GBK under that label
    "qq": Habit("gb18030", "html", "B", "word", "QQMail 2.x"),
    "163": Habit("GBK", "both", "Q", "word", "Coremail Webmail Server"),
    "iphone": Habit("utf-8", "plain", "B", "2231", "iPhone Mail (18D61)"),
    "outlook": Habit("utf-8", "both", "B", "continued", "Microsoft Outlook 16.0"),
    "raw": Habit("gb18030", "8bit", "raw", "raw", ""),
    "cut": Habit("utf-8", "plain", "cut", "word", "WebMail"),
    "postfix": Habit("us-ascii", "8bit", "raw", "raw", ""),
}


def build_mail(item: MailItem, arrivals: ArrivalList, files: Sequence[tuple[Paper, bytes]]) -> bytes:
    """Return the bytes of a mail with these files."""
    habit = HABITS[item.by]
    body = item.body + quote_reminder(item, arrivals)
    if item.report is not None:
        kind, content = _report(habit, body, item.report)
    else:
        kind, content = _body(habit, body)
        if files:
            attached = (_attachment(habit, paper, raw) for paper, raw in files)
            kind, content = _join("mixed", [_part(kind, content), *attached], item.source)
    return b"".join((*_head(item, habit), *_part(kind, content)))


def message_id(item: MailItem) -> str:
    """Return the Message-ID that a mail has of its own, without brackets."""
    domain = item.sender.rpartition("@")[2].lower()
    return item.message_id or f"{hashlib.sha256(item.source.encode()).hexdigest()[:20]}@{domain}"


def _head(item: MailItem, habit: Habit) -> list[bytes]:
    at = item.at.replace(tzinfo=HERE)
    domain = item.sender.rpartition("@")[2]
    sender = f"<{item.sender}>"
    own = item.again or message_id(item)
    fields = {
        "From": _words(item.name, habit) + b" " + sender.encode() if item.name else sender.encode(),
        "To": f"<{TO}>".encode(),
        "Date": (item.date or format_datetime(at - timedelta(seconds=40))).encode(),
        "Subject": _words(item.subject, habit),
        "Message-ID": f"<{own}>".encode(),
        "MIME-Version": b"1.0",
    }
    if item.date == "none":
        del fields["Date"]
    if item.answers:
        fields["In-Reply-To"] = fields["References"] = f"<fedtrack.{item.answers}@163.example>".encode()
    if habit.agent:
        fields["X-Mailer"] = habit.agent.encode()
    fields.update({name: value.encode() for name, value in item.headers.items()})
    hops = (
        f"Received: from mx.163.example by store.163.example with LMTP; {format_datetime(at)} (CST)",
        (
            f"Received: from {domain} (unknown [192.0.2.7])\r\n\tby mx.163.example with SMTP;"
            f"\r\n\t{format_datetime(at - timedelta(seconds=9))} (CST)"
        ),
    )
    return [
        *(f"{hop}{CRLF}".encode() for hop in hops),
        *(name.encode() + b": " + value + b"\r\n" for name, value in fields.items()),
    ]


def _codec(habit: Habit) -> str:
    return "utf-8" if habit.label in {"utf-8", "us-ascii"} else "gb18030"


def _words(text: str, habit: Habit, *, fold: bytes = b"\r\n ") -> bytes:
    """Return a header's text in encoded words (RFC 2047), or as bare bytes."""
    codec = _codec(habit)
    if habit.words == "raw" or text.isascii():
        return text.encode(codec)
    size = 8 if habit.words == "Q" else 12
    pieces = [text[at : at + size].encode(codec) for at in range(0, len(text), size)]
    if habit.words == "cut":  # in the midst of a character, which RFC 2047, 5 forbids
        whole = text.encode(codec)
        pieces = [whole[at : at + 31] for at in range(0, len(whole), 31)]
    return fold.join(_word(piece, habit) for piece in pieces)


def _word(piece: bytes, habit: Habit) -> bytes:
    form = "Q" if habit.words == "Q" else "B"
    text = "".join(f"={byte:02X}" for byte in piece) if form == "Q" else b64encode(piece).decode()
    return f"=?{habit.label}?{form}?{text}?=".encode()


def _body(habit: Habit, text: str) -> tuple[str, bytes]:
    """Return the Content headers of a text and the text."""
    lines = text.split("\n")
    plain = CRLF.join(lines).encode(_codec(habit))
    html = "".join(f"<div>{escape(line, quote=False) or '<br>'}</div>" for line in lines)
    page = f"<html><head><style>p{{margin:0}}</style></head><body>{html}</body></html>".encode(_codec(habit))
    match habit.shape:
        case "8bit":
            return f"text/plain; charset={habit.label}\r\nContent-Transfer-Encoding: 8bit", plain
        case "plain":
            return f"text/plain; charset={habit.label}\r\nContent-Transfer-Encoding: quoted-printable", (
                encodestring(plain.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
            )
        case "html":
            return f'text/html; charset="{habit.label}"\r\nContent-Transfer-Encoding: base64', _base64(page)
    parts = [
        _part(f'text/{kind}; charset="{habit.label}"\r\nContent-Transfer-Encoding: base64', _base64(content))
        for kind, content in (("plain", plain), ("html", page))
    ]
    return _join("alternative", parts, text)


def _attachment(habit: Habit, paper: Paper, raw: bytes) -> tuple[bytes, bytes]:
    kind = "application/pdf" if paper.name.endswith(".pdf") else "application/octet-stream"
    name = _words(paper.name, habit, fold=b"\r\n ")
    match habit.names:
        case "2231":
            head = f"{kind}\r\nContent-Disposition: attachment; filename*=utf-8''{quote(paper.name)}".encode()
        case "continued":
            middle = len(paper.name) // 2
            halves = (quote(paper.name[:middle]), quote(paper.name[middle:]))
            head = (
                f"{kind}\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''{halves[0]};"
                f"\r\n filename*1*={halves[1]}"
            ).encode()
        case _:
            place = b"inline" if paper.inline else b"attachment"
            head = kind.encode() + b';\r\n name="' + name + b'"\r\nContent-Disposition: ' + place
            head += b';\r\n filename="' + name + b'"'
    if paper.inline:
        head += b"\r\nContent-ID: <picture@1>"
    return b"Content-Type: " + head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n", _base64(raw)


def _report(habit: Habit, body: str, report: Report) -> tuple[str, bytes]:
    """Return a report on a delivery (RFC 3464) or on a reading (RFC 8098)."""
    address, original = report.address, f"<fedtrack.{report.original}@163.example>"
    if report.kind == "read":
        kind = "disposition-notification"
        facts = (
            f"Final-Recipient: rfc822;{address}\r\nOriginal-Message-ID: {original}\r\n"
            "Disposition: manual-action/MDN-sent-manually; displayed\r\n"
        )
    else:
        kind = "delivery-status"
        status = "5.1.1" if report.kind == "failed" else "4.4.1"
        facts = (
            f"Reporting-MTA: dns; mx.chengxi.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\n"
            f"Action: {report.kind}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {report.reason}\r\n"
        )
    returned = f"From: <{TO}>\r\nTo: <{address}>\r\nMessage-ID: {original}\r\n".encode()
    parts = [
        _part(*_body(habit, body)),
        _part(f"message/{kind}", facts.encode()),
        _part("text/rfc822-headers", returned),
    ]
    return _join(f"report; report-type={kind}", parts, report.original)


def _part(kind: str, content: bytes) -> tuple[bytes, bytes]:
    return f"Content-Type: {kind}{CRLF}{CRLF}".encode(), content


def _join(kind: str, parts: Sequence[tuple[bytes, bytes]], salt: str) -> tuple[str, bytes]:
    boundary = f"----=_Part_{hashlib.sha256(f'{kind}{salt}'.encode()).hexdigest()[:16]}"
    joined = b"".join(
        b"--" + boundary.encode() + b"\r\n" + head + content + b"\r\n" for head, content in parts
    )
    return f'multipart/{kind};\r\n boundary="{boundary}"', joined + f"--{boundary}--{CRLF}".encode()


def _base64(content: bytes) -> bytes:
    coded = b64encode(content)
    return b"\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
