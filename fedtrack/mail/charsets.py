"""Bytes from mails as text, whatever their label says.

Chinese mailers write GBK bytes under the label gb2312, utf-8 under gbk, and eight-bit bytes under no label.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

_GB = re.compile(r"(?:x-|cs|cn-?)?gb|(?:x-)?(?:cp|ms|windows-?)936|euc-?cn|chinese")
_KNOWN = re.compile(
    r"(?:us-)?ascii|utf-?(?:8|16|32)|iso-|latin|windows-|cp\d|koi8|(?:cn-)?big5|euc|shift|hz|ks_c"
)
_LABEL = re.compile(r"[a-z0-9_.:-]{1,40}", re.ASCII)
_SHIFTING = ("hz", "iso2022", "utf-16", "utf-32")
_EASTERN = ("gb", "big5", "cp950", "euc", "shift", "cp932", "cp949")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 2000
_ASIA = "\u0800"  # from here on utf-8 has three bytes or more
_LOST, _RARE, _COMMON = -3.0, 0.5, 1.0


def decode_text(raw: bytes, label: str = "") -> str:
    """Return the text of the bytes; `label` is the charset that the mail names, if it does.

    gb2312 and its kin are read as GB 18030, which contains them. What is valid utf-8 and looks like
    Chinese is utf-8, whatever the label; short GBK words also pass for utf-8, but for Cyrillic and the
    like. Then a label counts that fits, and at last the likeliest text. Never raises, and returns no
    lone surrogates.
    """
    codec = _codec(label)
    if codec.startswith(_SHIFTING) and (shifted := _strict(raw, codec)) is not None:
        return shifted
    if raw.isascii():
        return raw.decode("ascii")
    utf8 = _utf8(raw, may_be_cut=codec == "utf-8")
    if utf8 is not None and (codec == "utf-8" or _looks_asian(utf8)):
        return utf8
    if codec.startswith(_EASTERN) and (labelled := _strict(raw, codec)) is not None:
        return labelled
    readings = [] if utf8 is None else [utf8]
    readings += [
        raw.decode(name, "replace") for name in dict.fromkeys((codec or "utf-8", "utf-8", "gb18030"))
    ]
    return max(readings, key=_likelihood)  # of equals the first


def _codec(label: str) -> str:
    """Return Python's name of the charset, empty for none that text is written in."""
    name = label.strip(" \t'\"").lower()
    if _LABEL.fullmatch(name) is None:
        return ""
    if _GB.match(name):
        return "gb18030"
    if _KNOWN.match(name) is None:  # Python has codecs that are slow, or no charset at all
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeError:
        return None


def _utf8(raw: bytes, *, may_be_cut: bool) -> str | None:
    """Return the text if the bytes are utf-8; a last character may be cut off."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        if may_be_cut and error.start and error.reason == "unexpected end of data":
            return raw[: error.start].decode() + "\ufffd"
        return None


def _sample(text: str) -> list[str]:
    return [found[0] for found in islice(_NOT_ASCII.finditer(text), _SAMPLE)]


def _looks_asian(text: str) -> bool:
    sample = _sample(text)
    return 2 * sum(char >= _ASIA for char in sample) > len(sample)


def _likelihood(text: str) -> float:
    """Return how common in Chinese the characters beyond ASCII are on average; lost ones weigh most."""
    sample = _sample(text)
    return sum(map(_weight, sample)) / max(len(sample), 1)


def _weight(char: str) -> float:
    """Return the weight of a character: GB 2312 and Big5 have those in daily use in their first levels."""
    if char == "\ufffd":
        return _LOST
    simplified = char.encode("gb2312", "ignore")[:1]
    traditional = char.encode("big5", "ignore")[:1]
    if (
        simplified in {b"\xa1", b"\xa3"}
        or b"\xb0" <= simplified <= b"\xd7"
        or b"\xa4" <= traditional <= b"\xc6"
    ):
        return _COMMON
    return _RARE if simplified > b"\xd7" or traditional > b"\xc6" else 0.0
