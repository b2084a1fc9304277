"""What a notice lists: its attachments, its numbered parts, the theme it gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ATTACHED = re.compile(
    r"^\(?附 ?件?(?:\d{0,2}) ?[::] ?(?P<rest>.+)$|^附件(?P<number>\d{1,2})[::.、 ] ?(?P<named>.+)$"
)
_ITEM = re.compile(r"^\d{1,2} ?[.、．] ?(?P<name>.+)$")
_ITEMS = re.compile(r"(?:^|(?<=[\s;。]))\d{1,2} ?[.、] ?")
_PART = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?:[、,.]|是)|[一二三四五六七八九十]{1,3}、) ?(?P<text>.+)"
)
_SENTENCE = re.compile(r"^[^。;!?]{1,200}")
_THEME = re.compile(
    r"(?:围绕|紧扣)[“\"「](?P<around>[^”\"」]{2,40})[”\"」](?:这?一?主题|的主题|为主题)|"
    r"以[“\"「](?P<as_theme>[^”\"」]{2,40})[”\"」]为主题|"
    r"主题(?:为|是|[::])? ?[“\"「](?P<named>[^”\"」]{2,40})[”\"」]"
)
_LONGEST_NAME = 80


def find_attachments(lines: Sequence[str]) -> list[str]:
    """Return the names of the attachments, without their numbers."""
    found: list[str] = []
    going = False
    for line in lines:
        text = line.strip()
        if match := _ATTACHED.match(text):
            found.extend(_names(match["rest"] or match["named"]))
            going = True
        elif going and (item := _ITEM.match(text)) and len(text) <= _LONGEST_NAME:
            found.extend(_names(text if _ITEMS.search(item["name"]) else item["name"]))
        else:
            going = False
    return list(dict.fromkeys(found))


def _names(text: str) -> Iterator[str]:
    for part in _ITEMS.split(text):
        name = part.strip(" ;。,")
        if name and len(name) <= _LONGEST_NAME:
            yield name


def find_work_items(paragraphs: Sequence[str]) -> list[str]:
    """Return the first sentence of each numbered part of the first level."""
    return [
        sentence.group().strip(" ,:")
        for paragraph in paragraphs
        if (part := _PART.match(paragraph)) and (sentence := _SENTENCE.match(part["text"]))
    ]


def find_theme(paragraphs: Sequence[str]) -> str:
    """Return the theme that a notice gives: 围绕“…”主题."""
    for paragraph in paragraphs:
        if found := _THEME.search(paragraph):
            return found["around"] or found["as_theme"] or found["named"]
    return ""
