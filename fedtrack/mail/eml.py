"""A reminder as a mail that real programs open: RFC 5322 and MIME, headers in RFC 2047.

The standard library's older writer is used on purpose: its newer one decodes what looks like an
encoded word in a name, and loses characters where it folds a long one.
"""

from __future__ import annotations

from email.header import Header
from email.mime.text import MIMEText
from email.policy import compat32
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message

    from fedtrack.core.message import ReminderMessage

_CRLF = compat32.clone(linesep="\r\n")
_WHOLE = 998  # RFC 5322, 2.1.1: a line may be this long; an id or address is never folded


def build_mail(message: ReminderMessage) -> Message:
    """Return the mail: each address beside its display name, so that the name alone is encoded.

    Every header value is one line of printable text, whatever the unit is called.
    """
    # inside base64 the lines of a text end with CRLF too (RFC 2045, 6.8)
    mail = MIMEText(message.body.replace("\n", "\r\n"), "plain", "utf-8")
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
    return mail


def draft_bytes(message: ReminderMessage) -> bytes:
    """Return the mail as a draft: `X-Unsent: 1` makes Outlook and Thunderbird open it for sending.

    A draft has no date, so the same reminder is always the same bytes.
    """
    mail = build_mail(message)
    mail["X-Unsent"] = "1"
    return mail.as_bytes(policy=_CRLF)


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
