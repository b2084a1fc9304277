"""The ids of mails, in angle brackets (RFC 5322, 3.6.4)."""

from __future__ import annotations

import re

from fedtrack.mail.charsets import decode_text

_ID = re.compile(rb"<([^<>]{1,998})>")


def message_ids(raw: bytes) -> tuple[str, ...]:
    """Return the ids in a header value, with their brackets; one that was folded is whole again."""
    return tuple(f"<{decode_text(b''.join(found.split()))}>" for found in _ID.findall(raw) if found.strip())


def own_id(raw: bytes) -> str:
    """Return the id of the mail itself; brackets that a program forgot are put there."""
    found = message_ids(raw)
    bare = b"".join(raw.split()).strip(b"<>")[:998]
    return found[0] if found else f"<{decode_text(bare)}>" if bare else ""
