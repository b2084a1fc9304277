"""Header values as text: encoded words (RFC 2047) as Chinese mailers write them, and raw bytes."""

from __future__ import annotations

import binascii
import re

from fedtrack.mail.charsets import decode_text
from fedtrack.mail.transfer import decode_base64

_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


def decode_words(raw: bytes) -> str:
    """Return the text of an unfolded header value.

    Words are read wherever they stand, inside quotes too. The bytes of neighbours of one charset are
    joined before they are decoded: many mailers cut a character in two between words.
    """
    text: list[str] = []
    pending, charset, end = b"", "", 0
    for word in _WORD.finditer(raw):
        between = raw[end : word.start()]
        label = word[1].decode("ascii", "replace").partition("*")[0].lower()  # RFC 2231, 5: a language
        if (pending and label != charset) or between.strip():
            text.append(decode_text(pending, charset))
            pending = b""
        if not end or between.strip():
            text.append(decode_text(between))
        pending += _word_bytes(word[2], word[3])
        charset, end = label, word.end()
    return "".join((*text, decode_text(pending, charset), decode_text(raw[end:])))


def _word_bytes(encoding: bytes, encoded: bytes) -> bytes:
    if encoding in b"bB":
        return decode_base64(encoded)[0]
    return binascii.a2b_qp(encoded, header=True)
