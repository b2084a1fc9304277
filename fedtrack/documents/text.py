"""Text in the encodings that Chinese programs write: UTF-8, UTF-16, GB 18030 with GBK and GB 2312 in it."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's mark does
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4_096


def decode_text(content: bytes) -> str:
    """Return the text of bytes in whatever encoding; never raises, what cannot be decoded is U+FFFD.

    A byte order mark decides; without one it is UTF-16 where every other byte is mostly zero, UTF-8 where
    that fits, else GB 18030 (GB 18030-2022), the superset of what Windows calls ANSI in China.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(content[:_LOOK])
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def decode_name(raw: bytes) -> str:
    """Return a file's name of unknown encoding.

    A few bytes may be good UTF-8 and good GBK at once; it is UTF-8 where that makes Chinese of it.
    """
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
    if name.isascii() or any(char >= "\u2e80" for char in name):
        return name
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return name


def _wide_encoding(sample: bytes) -> str:
    """Name the UTF-16 of a text without a mark: its line ends and digits have zeros on one side only."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 1 and not even:
        return "utf-16-le"
    if even > 1 and not odd:
        return "utf-16-be"
    return ""
