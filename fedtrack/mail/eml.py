"""A reminder as a mail that real programs open: RFC 5322 and MIME, headers in RFC 2047."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from fedtrack.core.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.message import ReminderMessage


def build_mail(message: ReminderMessage) -> EmailMessage:
    """Return the mail: each address beside its display name, so that the name alone is encoded.

    Every header value is one line of printable text, whatever the unit is called.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(message.sender_name, message.sender)
    mail["To"] = _addresses(message.unit_name, message.to)
    if message.cc:
        mail["Cc"] = _addresses("", message.cc)
    mail["Subject"] = one_line(message.subject)
    mail["Message-ID"] = message.message_id
    mail.set_content(message.body, charset="utf-8", cte="base64")
    return mail


def draft_bytes(message: ReminderMessage) -> bytes:
    """Return the mail as a draft: `X-Unsent: 1` makes Outlook and Thunderbird open it for sending.

    A draft has no date, so the same reminder is always the same bytes.
    """
    mail = build_mail(message)
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def _addresses(name: str, addresses: Iterable[str]) -> tuple[Address, ...]:
    return tuple(_address(name, address) for address in addresses)


def _address(name: str, address: str) -> Address:
    return Address(display_name=one_line(name), addr_spec=address)
