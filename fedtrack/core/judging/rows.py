"""Lines of an online form's export or of an OA register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.judging import words
from fedtrack.core.judging.papers import Paper, called, strongest
from fedtrack.core.judging.verdict import ItemKind, Verdict
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.arrivals import Cell
    from fedtrack.core.judging.item import Item


_WHO_AND_WHEN = re.compile(
    r"时间|日期|序号|编号|姓名|填报人|填写人|提交者|创建人|联系|电话|手机|职务|状态|来源|ip|份数"
)
_FORM_END = re.compile(r"(?:登记|收集|采集|调查|填报|反馈)?(?:表|问卷)$")
"""That a form is one: what is asked for stands before it, as in 活动情况登记表."""


def judge_row(item: Item) -> Verdict:
    """Return the decision on a row."""
    cells = item.arrival.cells
    texts = [str(cell).strip() for cell in cells.values() if isinstance(cell, str)]
    names = [str(cells.get(column) or "").strip() for column in item.arrival.unit_columns]
    if any(words.TEST_ROW.match(name) for name in names if name):
        return item.ignore(ItemKind.OTHER, Message("a line to try the form"))
    title = str(cells.get(item.arrival.title_column) or "").strip()
    return _not_meant(item, texts) or _by_title(item, title) or _report(item, texts)


def _not_meant(item: Item, texts: list[str]) -> Verdict | None:
    """Return the decision on a line that takes itself back, or is another's."""
    if any(words.RECALLS.search(text) or words.TEST_ROW.match(text) for text in texts):
        decide = item.review if item.whose.candidates else item.ignore
        return decide(ItemKind.OTHER, Message("the line says that it does not count"))
    if words.DRAFT.search(words.PAPER_LATER.sub("", "\n".join(texts))):
        return item.review(ItemKind.OTHER, Message("it seems to be a draft"))
    if words.FOR_ANOTHER.search("\n".join(texts)):
        return item.review(ItemKind.REPORT, Message("the line was filled in for somebody else"))
    return None


def _report(item: Item, texts: list[str]) -> Verdict:
    kind, said = _kind(item, texts), "\n".join(texts)
    if words.NIL.search(said) and words.NIL_HEDGED.search(said) and not _numbers(item):
        return item.review(ItemKind.NIL, Message("perhaps a nil report, but not said clearly"))
    if item.proven and not _says_something(item):
        return item.review(kind, Message("the line says nothing of what was done"))
    return item.record(kind) if item.proven else item.review(kind)


def _says_something(item: Item) -> bool:
    """Say whether a line has anything in it beside the unit, the time and who filled it in."""
    arrival = item.arrival
    told = [
        cell
        for heading, cell in arrival.cells.items()
        if heading not in arrival.unit_columns and not _WHO_AND_WHEN.search(heading)
    ]
    return any(map(_is_something, told))


def _is_something(cell: Cell) -> bool:
    """Say whether a cell is a number above nought or some words."""
    if isinstance(cell, str):
        text = cell.strip()
        return text != "0" if text.isdecimal() else len(text) > 1
    return bool(cell)


def _by_title(item: Item, title: str) -> Verdict | None:
    """Return the decision on a paper in a register that is no report, by its title."""
    if item.which.other_matter:
        return item.review(ItemKind.OTHER)
    proposes = item.whose.unit is not None and words.PROPOSES.search(title)
    if words.NOTICE_TITLE.search(title) and not proposes:
        return item.ignore(ItemKind.NOTICE, Message("a notice of another office"))
    notice, heading = item.which.notice, title or item.arrival.heading
    paper = strongest(called(text, notice) for text in _names_of(heading)) if notice else Paper.UNSAID
    invitation = words.INVITATION.search(title) and paper is not Paper.REPORT
    if paper is Paper.OTHER or invitation or words.BRIEFING.search(title):
        return item.review(ItemKind.OTHER, Message("it has to do with it, but does not look like a report"))
    if item.is_business(title):
        return item.ignore(ItemKind.OTHER, Message("it is about another matter"))
    if paper is Paper.PLAN:
        return item.review(ItemKind.OTHER, Message("it is a plan"))
    return None


def _names_of(heading: str) -> tuple[str, str]:
    """Return what a title or a form says that it is, and what it is without being a form."""
    return heading, _FORM_END.sub("", heading)


def _numbers(item: Item) -> list[float]:
    """Return the numbers above nought in a line."""
    cells = (cell for heading, cell in item.arrival.cells.items() if not _WHO_AND_WHEN.search(heading))
    return [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool) and cell]


def _kind(item: Item, texts: list[str]) -> ItemKind:
    said = "\n".join(texts)
    if words.CORRECTION.search(said):
        return ItemKind.CORRECTION
    if words.SUPPLEMENT.search(said):
        return ItemKind.SUPPLEMENT
    if words.NIL.search(said) and not _numbers(item):
        return ItemKind.NIL
    return ItemKind.REPORT
