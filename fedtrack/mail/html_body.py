"""The words of a reminder as a modest page of HTML: what a mail program shows instead of plain text.

No picture, link or script; every character of the words is escaped.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

_INDENT = "\u3000 \t"
_SIGNATURE_LINES = 3
_BODY = (
    "margin:0;padding:16px;color:#222;background:#fff;font-size:16px;line-height:1.8;"
    "font-family:FangSong,STFangsong,'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"
)


def html_page(title: str, words: str) -> str:
    """Return the page; what stands indented is indented by two characters, the last lines stand right."""
    blocks = [list(lines) for filled, lines in groupby(words.splitlines(), key=_is_filled) if filled]
    paragraphs = []
    for position, lines in enumerate(blocks):
        last = position == len(blocks) - 1 and position > 0
        signature = last and len(lines) <= _SIGNATURE_LINES and not any(map(_is_indented, lines))
        paragraphs += [
            _paragraph(line, right=signature, first=number == 0) for number, line in enumerate(lines)
        ]
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    body = "\n".join(paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n{head}\n<body style="{_BODY}">\n'
        f'<div style="max-width:40em">\n{body}\n</div>\n</body>\n</html>\n'
    )


def _paragraph(line: str, *, right: bool, first: bool) -> str:
    style = "margin:1em 0 0" if right and first else "margin:0"
    if right:
        style += ";text-align:right"
    elif _is_indented(line):
        style += ";text-indent:2em"
    return f'<p style="{style}">{escape(line.strip(_INDENT))}</p>'


def _is_filled(line: str) -> bool:
    return bool(line.strip(_INDENT))


def _is_indented(line: str) -> bool:
    return line[:1] in tuple(_INDENT)
