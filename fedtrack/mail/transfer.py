"""What a part of a mail holds, taken out of its transfer encoding (RFC 2045, 6)."""

from __future__ import annotations

import binascii
import string

ENCODINGS = frozenset({"base64", "quoted-printable"})
"""Those in which the bytes are others than lie there."""

_FOREIGN = bytes(set(range(256)) - set(string.ascii_letters.encode() + string.digits.encode() + b"+/"))


def decode_base64(encoded: bytes | memoryview) -> tuple[bytes, bool]:
    """Return the bytes, and whether they are whole; padding may be missing and other characters between."""
    try:
        return binascii.a2b_base64(encoded), True
    except binascii.Error:
        digits = bytes(encoded).translate(None, _FOREIGN)
        if len(digits) % 4 == 1:  # six bits make no byte
            digits = digits[:-1]
        return binascii.a2b_base64(digits + b"=="), False


def decode_content(content: memoryview, encoding: str) -> tuple[bytes, bool]:
    """Return what the part holds, and whether it is whole; an encoding that is not known is none."""
    match encoding:
        case "base64":
            return decode_base64(content)
        case "quoted-printable":
            return binascii.a2b_qp(content), True
        case _:
            return bytes(content), True
