"""E-mail addresses as the servers of 163.com and its like take them: plain ASCII, one domain."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_LONGEST_MAILBOX = 64  # RFC 5321, 4.5.3.1.1
_LONGEST_LABEL = 63  # RFC 1035, 2.3.4


def is_address(text: str) -> bool:
    """Say whether the text is one bare address (RFC 5322 addr-spec, dot-atom form)."""
    if len(text) > _LONGEST or _ADDRESS.fullmatch(text) is None:
        return False
    mailbox, _, domain = text.rpartition("@")
    return len(mailbox) <= _LONGEST_MAILBOX and all(
        len(label) <= _LONGEST_LABEL for label in domain.split(".")
    )
