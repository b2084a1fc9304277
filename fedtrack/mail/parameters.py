"""Header values with parameters, such as Content-Type (RFC 2045, 5.1) and their extended form (RFC 2231)."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from fedtrack.mail.charsets import decode_text
from fedtrack.mail.header_words import decode_words

# the second byte of a GBK character may be a backslash, so that one escapes nothing
_PARAMETER = re.compile(
    rb';\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|(?<=[\x81-\xfe])\\|\\.|\\)*+)"?|([^;]*))', re.DOTALL
)
_ESCAPED = re.compile(rb'(?<![\x81-\xfe])\\(["\\])')
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*?)", re.DOTALL)
_EXTENDED = re.compile(rb"([^']*)'([^']*)'(.*)", re.DOTALL)


class Extended(NamedTuple):
    """A value of the extended form, its bytes taken out of the percent signs."""

    raw: bytes
    charset: str


class Field(NamedTuple):
    """A header value with its parameters; the value and the names are in small letters.

    A parameter may be there in both forms, and then they may differ.
    """

    value: str
    plain: dict[str, bytes]
    extended: dict[str, Extended]

    def raw(self, name: str) -> bytes:
        """Return the bytes of a parameter that is plain ASCII by its nature, empty if there is none."""
        extended = self.extended.get(name)
        return self.plain.get(name, extended.raw if extended else b"").strip()

    def texts(self, name: str) -> list[str]:
        """Return the parameter as text in each form in which it is there, the extended one first."""
        found = []
        if name in self.extended:
            found.append(decode_text(*self.extended[name]))
        if name in self.plain:
            found.append(decode_words(self.plain[name]))
        return found


def parse_field(raw: bytes) -> Field:
    """Return what an unfolded header value says; what cannot be understood in it is left out."""
    value, semicolon, rest = raw.partition(b";")
    plain: dict[str, bytes] = {}
    sections: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for found in _PARAMETER.finditer(semicolon + rest):
        quoted, bare = found[2], found[3]
        content = _ESCAPED.sub(rb"\1", quoted) if quoted is not None else bare.strip()
        key = found[1].decode("latin-1").lower()
        section = _SECTION.fullmatch(key)
        if section is None or (section[2] is None and not section[3]):
            plain.setdefault(key, content)
            continue
        number = int(section[2] or 0)
        sections.setdefault(section[1], {}).setdefault(number, (content, bool(section[3])))
    extended = {}
    for name, parts in sections.items():
        in_order = [parts[number] for number in sorted(parts)]
        if any(percent for _content, percent in in_order):
            extended[name] = _join(in_order)
        else:
            plain.setdefault(name, b"".join(content for content, _percent in in_order))
    return Field(value.decode("latin-1").strip().lower(), plain, extended)


def _join(sections: list[tuple[bytes, bool]]) -> Extended:
    """Return the sections of an extended value as one (RFC 2231, 4.1): the first names the charset."""
    first, percent = sections[0]
    charset = ""
    marked = _EXTENDED.fullmatch(first) if percent else None
    if marked is not None:
        charset = marked[1].decode("latin-1")
        sections = [(marked[3], True), *sections[1:]]
    return Extended(b"".join(unquote_to_bytes(raw) if coded else raw for raw, coded in sections), charset)
