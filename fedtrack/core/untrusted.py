r"""Text from outside, made harmless for the place it goes to.

Names, titles and notes come from files and mail that anybody may have written. A terminal obeys
escape sequences, a header ends at a newline, a spreadsheet computes what begins with `=`.
"""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_WINDOWS_DEVICES = re.compile(
    r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
_NAME_BYTES = 150
_SUFFIX_BYTES = 16


def is_plain(text: str) -> bool:
    """Say whether the text has only printable characters."""
    return text.isprintable() or not any(unicodedata.category(char) in _UNPRINTABLE for char in text)


def visible(text: str) -> str:
    r"""Return the text with control, format and direction characters spelled out (`\x1b`, `\u202e`, `\n`)."""
    if is_plain(text):
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii") if unicodedata.category(char) in _UNPRINTABLE else char
        for char in text
    )


def spelled_out(document: str, *, long_escapes: bool) -> str:
    r"""Return a JSON or TOML document with every invisible character as an escape (`\u202e`).

    Such characters stand only inside its strings, so the document says the same. What lies beyond
    U+FFFF is `\U000e0001` in TOML (`long_escapes`) and a pair of surrogates in JSON (RFC 8259, 7).
    """
    if document.replace("\n", "").isprintable():
        return document
    escapes = {
        ord(char): _escape(char, long_escapes=long_escapes)
        for char in set(document)
        if char != "\n" and unicodedata.category(char) in _UNPRINTABLE
    }
    return document.translate(escapes)


def _escape(char: str, *, long_escapes: bool) -> str:
    if long_escapes and ord(char) > 0xFFFF:  # noqa: PLR2004 - the last code point of four digits
        return f"\\U{ord(char):08x}"
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def one_line(text: str) -> str:
    """Return the text without control, format and direction characters, for a header or a message."""
    kept = "".join(" " if unicodedata.category(char) in _UNPRINTABLE else char for char in text)
    return " ".join(kept.split()) if kept != text else text


def without_controls(text: str) -> str:
    """Return a text of several lines without control and direction characters; line ends and tabs stay."""
    return "".join(
        char
        for char in text
        if char in "\n\t" or not (unicodedata.category(char) == "Cc" or char in _DIRECTIONS)
    )


def xml_text(text: str) -> str:
    """Return a text of several lines that XML can carry (XML 1.0, 2.2), without control characters.

    Direction characters go too; line ends and tabs stay. `&` and `<` are left to whoever writes the XML.
    """
    return text if text.isprintable() else _NO_XML.sub("", without_controls(text))


def spreadsheet_text(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula (an apostrophe stands before it)."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" \u3000").startswith(_FORMULA_START) else shown


def names_a_device(name: str) -> bool:
    """Say whether Windows takes the name for a device, whatever its suffix."""
    return _WINDOWS_DEVICES.match(name) is not None


def safe_filename(name: str) -> str:
    """Return a file name that is one on Windows too: no folder, no device, no control character.

    Source of the device names: Microsoft, "Naming Files, Paths, and Namespaces".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = re.sub(r"[ .]{1,200}\.", ".", _UNSAFE_IN_NAMES.sub("_", one_line(last))).strip(". \u3000")
    if not clean:
        clean = "file"
    if names_a_device(clean):
        clean = f"_{clean}"
    stem, dot, suffix = clean.rpartition(".")
    if not dot or len(suffix.encode()) > _SUFFIX_BYTES:  # no suffix worth keeping
        stem, dot, suffix = clean, "", ""
    room = _NAME_BYTES - len(f"{dot}{suffix}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + suffix
