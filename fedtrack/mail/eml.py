"""A reminder as a mail that real programs open: RFC 5322 and MIME, headers in RFC 2047.

The standard library's older writer is used on purpose: its newer one decodes what looks like an
encoded word in a name, and loses characters where it folds a long one.
"""

from __future__ import annotations

import secrets
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import one_line
from fedtrack.mail.html_body import html_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from email.message import Message

    from fedtrack.core.message import ReminderMessage

_CRLF = compat32.clone(linesep="\r\n")
_WHOLE = 998  # RFC 5322, 2.1.1: a line may be this long; an id or address is never folded


def draft_bytes(message: ReminderMessage) -> bytes:
    """Return the mail as a draft: `X-Unsent: 1` makes Outlook and Thunderbird open it for sending.

    A draft has one body, which the clerk may change, and no date, so the same reminder is always the
    same bytes.
    """
    mail = _text(message.body, "plain")
    _add_headers(mail, message)
    mail["X-Unsent"] = "1"
    return mail.as_bytes(policy=_CRLF)


def sendable_bytes(message: ReminderMessage, moment: datetime) -> bytes:
    """Return the mail as it goes out at an aware `moment`: text, and the same words as HTML."""
    # a boundary of our own: base64 has no underscore, so it need not be looked for in the bodies
    mail = MIMEMultipart("alternative", boundary=f"=_{secrets.token_hex(12)}")
    _add_headers(mail, message)
    mail["Date"] = format_datetime(moment)
    mail.attach(_text(message.body, "plain"))
    mail.attach(_text(html_page(message.subject, message.body), "html"))
    return mail.as_bytes(policy=_CRLF)


def _text(words: str, subtype: str) -> MIMEText:
    # inside base64 the lines of a text end with CRLF too (RFC 2045, 6.8)
    return MIMEText(words.replace("\n", "\r\n"), subtype, "utf-8")


def _add_headers(mail: Message, message: ReminderMessage) -> None:
    """Give the mail its headers: each address beside its display name, so that the name alone is encoded.

    Every header value is one line of printable text, whatever the unit is called.
    """
    headers = {
        "From": _mailboxes(message.sender_name, [message.sender]),
        "To": _mailboxes(message.unit_name, message.to),
        "Cc": _mailboxes("", message.cc),
        "Subject": Header(one_line(message.subject), "utf-8"),
        "Message-ID": Header(message.message_id, maxlinelen=_WHOLE),
    }
    for name, value in headers.items():
        if name != "Cc" or message.cc:
            mail[name] = value  # type: ignore[assignment] # the stubs know the newer policy only


def _mailboxes(name: str, addresses: Sequence[str]) -> Header:
    """Return `name <address>, name <address>` in which every name is encoded, plain ones too."""
    header = Header()
    shown = one_line(name)
    for position, address in enumerate(addresses):
        if shown:
            header.append(shown, "utf-8")
        comma = "," if position < len(addresses) - 1 else ""
        header.append(f"<{address}>{comma}", "us-ascii")
    return header
