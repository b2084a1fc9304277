"""What a file is called: by its name without what programs add to it, and by the lines at its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.forms import row_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.arrivals import ReceivedFile

_LABELLED = re.compile(r"^[\u4e00-\u9fff]{2,8}\s*[:：]\s*\S")
_COPY = re.compile(
    r"(?:\s*-\s*副本|\s*[(（]\d+[)）]|\s*[(（](?:oa|最终版?|定稿|终稿|修改稿|盖章版?)[)）]|_\d{6,14})+$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:副本|[(（](?:\d+|转|转发|重发)[)）])$")
_SUFFIX = re.compile(r"(?:\.[0-9a-zA-Z]{1,5}){1,2}$")
_TITLE_LINES, _TITLE_LENGTH = 3, 60
_NAME_END = 80  # characters of a file's name in which its suffix and the marks of copies stand


def bare_name(name: str) -> str:
    """Return a file's name without folders, suffix, copy marks and dates of download."""
    last = re.split(r"[/\\]", name)[-1]
    return (last[:-_NAME_END] + _COPY.sub("", _SUFFIX.sub("", last[-_NAME_END:]))).strip()


def is_copy(name: str) -> bool:
    """Say whether a file's name says that it is a copy: 总结(2).docx, 总结 - 副本.docx, 总结(转).docx."""
    stem = _SUFFIX.sub("", re.split(r"[/\\]", name)[-1][-_NAME_END:])
    return _MARKED.search(stem) is not None


def title_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines at the head of a document that can be its title: short ones, no salutation."""
    titles = []
    for line in lines[:_TITLE_LINES]:
        text = line.strip()
        if _LABELLED.match(text):
            continue
        if len(text) > _TITLE_LENGTH or text.endswith((":", "：", "。", ";", "；")):
            break
        titles.append(text)
    return titles


def titles_of(file: ReceivedFile) -> list[str]:
    """Return what can be a document's title; a workbook's are the lines of one cell above its table."""
    if not file.extract.sheets:
        return title_lines(file.extract.lines)
    titles = []
    for row in file.extract.sheets[0].rows[:_TITLE_LINES]:
        cells = row_texts(row)
        if len(cells) != 1:
            break
        titles += cells
    return title_lines(titles)
