"""A strict reader of calendars by RFC 5545, with other code than wrote them; whatever is not right fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*):(.*)')
_ESCAPE = re.compile(r"\\(.)")
_TEXTS = {"SUMMARY", "DESCRIPTION", "COMMENT"}
_OCTETS = 75
ONCE = {"DTSTAMP", "UID", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LAST-MODIFIED", "TRANSP"}


@dataclass(frozen=True)
class Component:
    """A part of a calendar: its properties by name, with their parameters before the value, and its parts."""

    name: str
    properties: dict[str, list[tuple[str, str]]]
    parts: list[Component]

    def __getitem__(self, name: str) -> str:
        """Return the value of a property that stands here once."""
        ((_, value),) = self.properties[name]
        return value

    def parameters(self, name: str) -> str:
        """Return the parameters of a property that stands here once."""
        ((parameters, _),) = self.properties[name]
        return parameters

    def all(self, name: str) -> list[Component]:
        """Return the parts of that name."""
        return [part for part in self.parts if part.name == name]


def read_calendar(content: bytes) -> Component:
    """Return the one calendar in the bytes (RFC 5545, 3.1 and 3.4)."""
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    lines: list[str] = []
    for raw in content[:-2].split(b"\r\n"):
        assert 0 < len(raw) <= _OCTETS
        text = raw.decode()  # fails where a line was folded inside a character
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text)
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    whole, rest = _component(lines)
    assert rest == []
    return whole


def _component(lines: list[str]) -> tuple[Component, list[str]]:
    assert lines[0].startswith("BEGIN:")
    found = Component(lines[0].removeprefix("BEGIN:"), {}, [])
    rest = lines[1:]
    while not rest[0].startswith("END:"):
        if rest[0].startswith("BEGIN:"):
            part, rest = _component(rest)
            found.parts.append(part)
            continue
        match = _LINE.fullmatch(rest[0])
        assert match is not None, rest[0]
        name, parameters, value = match.groups()
        if name in _TEXTS:
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
            value = _ESCAPE.sub(lambda escape: {"n": "\n", "N": "\n"}.get(escape[1], escape[1]), value)
        found.properties.setdefault(name, []).append((parameters, value))
        rest = rest[1:]
    assert rest[0] == f"END:{found.name}"
    return found, rest[1:]
