"""Mails written by hand, to the byte, for the tests that read them."""

from __future__ import annotations

import base64

from fedtrack.core.arrivals import Mail
from fedtrack.mail.letters import MailLetters

FROM = b"From: <baishi@qinghe.example>"


def read(raw: bytes) -> Mail:
    return MailLetters().open_mail(raw)


def said(mail: Mail) -> tuple[str, ...]:
    """Return in English what was wrong with the make-up of a mail."""
    return tuple(map(str, mail.faults))


def mail(*headers: bytes, body: bytes = b"", sender: bytes = FROM) -> bytes:
    """Return a mail of these headers, beside its From."""
    return b"\r\n".join((sender, *headers, b"", body))


def part(*headers: bytes, body: bytes = b"") -> bytes:
    return b"\r\n".join((*headers, b"", body))


def multipart(
    *parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"=_b", parameters: bytes = b""
) -> bytes:
    """Return the headers and body of a multipart, to stand in a mail or in another one."""
    content_type = b'Content-Type: multipart/%s; boundary="%s"%s' % (kind, boundary, parameters)
    inside = b"".join(b"--%s\r\n%s\r\n" % (boundary, one) for one in parts)
    return part(content_type, body=inside + b"--%s--\r\n" % boundary)


def mixed(*parts: bytes, headers: tuple[bytes, ...] = ()) -> bytes:
    """Return a mail of these parts."""
    return b"\r\n".join((FROM, *headers, multipart(*parts)))


def attachment(
    disposition: bytes, content_type: bytes = b"application/octet-stream", content: bytes = b"x"
) -> bytes:
    """Return a part in base64 with these two headers as they are written."""
    return part(
        b"Content-Type: " + content_type,
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: " + disposition,
        body=base64.encodebytes(content),
    )


def word(text: str, charset: str, *, label: str = "") -> bytes:
    """Return the text as an encoded word (RFC 2047)."""
    return b"=?%s?B?%s?=" % ((label or charset).encode(), base64.b64encode(text.encode(charset)))
