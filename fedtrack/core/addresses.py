"""E-mail addresses as the servers of 163.com and its like take them: plain ASCII, one domain."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


def is_address(text: str) -> bool:
    """Say whether the text is one bare address (RFC 5322 addr-spec, dot-atom form)."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
