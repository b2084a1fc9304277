"""A summary as Markdown (CommonMark with GitHub's tables), for a wiki or a chat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.chinese_dates import chinese_day
from fedtrack.core.untrusted import visible
from fedtrack.exports.columns import GROUP_HEADINGS, Cell, group_rows, list_units
from fedtrack.exports.phrases import full_deadline, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.summary import Summary

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")


def export_md(summary: Summary) -> bytes:
    """Return title, facts, totals, groups and the list of units as UTF-8."""
    notice = summary.notice
    lines = [
        f"# {_text(notice.title)}",
        "",
        f"- 发文单位：{_text(summary.federation)}",
        *([f"- 文号：{_text(notice.number)}"] if notice.number else []),
        f"- 报送期限：{full_deadline(notice.deadline)}",
        f"- 统计日期：{chinese_day(summary.today)}",
        "",
        _text(sentence(summary.totals)),
        "",
        *_table(GROUP_HEADINGS, group_rows(summary)),
        "",
    ]
    listing = list_units(summary)
    lines += [*_table(listing.headings, [*listing.rows, listing.totals]), ""]
    return "\n".join(lines).encode("utf-8")


def _table(headings: list[str], rows: Iterable[list[Cell]]) -> Iterator[str]:
    yield _row(list(headings))
    yield "|" + " --- |" * len(headings)
    for row in rows:
        yield _row(row)


def _row(cells: Iterable[Cell]) -> str:
    return (
        "| "
        + " | ".join(
            "" if cell is None else _text(str(cell)) if isinstance(cell, str) else str(cell) for cell in cells
        )
        + " |"
    )


def _text(text: str) -> str:
    """Return outside text with every character escaped that Markdown or HTML would obey."""
    return _SPECIAL.sub(r"\\\1", visible(text))
