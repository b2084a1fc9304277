"""What a row of a contact list is that is no unit's line: a total, a note, the title of a group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.contact_cells import cell_text
from fedtrack.core.reading.contact_headings import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.arrivals import Cell
    from fedtrack.core.reading.contact_headings import ContactTable

_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|汇总|共\s*\d+\s*[个家]?|total)(?:[:：\d\s个家（(].*)?$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:制表|填表|填报|审核|审批|复核|统计|编制|报送|截至|截止|更新)\S{0,6}\s*[:：]|^[（(]?(?:备\s*注|附\s*注|注)\s*[:：]|"
    r"^第\s*\d+\s*页|^\d{4}\s*年|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$|^(?:填表)?说明(?:[:：]|$)"
)
_LABEL = re.compile(r"^[^:：]{1,12}[:：]")
_ORDINAL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．,，]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|"
    r"第[一二三四五六七八九十]{1,3}(?:组|类|部分|片区?)[\s:：、]*)\s*"
)
_BARE_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?$")
_LIKE_A_GROUP = re.compile(
    r"^(?:[各全]?[县市区]?[乡镇街道村社区、()（）]{1,8}(?:妇联|妇女联合会)?|[^、]{0,10}(?:单位|系统|口|片区|类|战线))$"
)
_COUNT = re.compile(r"\s*[（(]\s*共?\s*\d+\s*[个家]?(?:单位)?\s*[）)]\s*$")
_LIST_WORDS = re.compile(r"(?:通讯录|通信录|联系表|联系方式|花名册|名单|名册|一览表|登记表|统计表)$")
_PLAIN_SHEET = re.compile(r"^(?:sheet|工作表|表)?\s*\d*$", re.IGNORECASE)
_LONGEST_GROUP = 20
_ORDINAL_CELLS = 2


def row_text(cells: Sequence[Cell]) -> str:
    """Return what a row says."""
    return " ".join(text for cell in cells if (text := cell_text(cell)))


def is_total(texts: Sequence[str]) -> bool:
    """Say whether a row is a total: one of its first two texts says so."""
    return any(_TOTAL.match(text) for text in texts[:2])


def is_note(cells: Sequence[Cell], unit: int) -> bool:
    """Say whether a row tells of the list itself: who drew it up and when, the number of its page.

    Left of the units and in their column anything before a colon is a label.
    """
    at, text = next((at, text) for at, cell in enumerate(cells) if (text := cell_text(cell)))
    return _NOTE.match(text) is not None or (at <= unit and _LABEL.match(text) is not None)


def group_title(cells: Sequence[Cell], table: ContactTable) -> str | None:
    """Return the group that a row is the title of, or None for any other row.

    It stands alone in its row, in a merged cell that begins left of the units; under their heading it
    has an ordinal or is called as groups are, where nothing but a name stands in every other line too.
    """
    filled = [at for at, cell in enumerate(cells) if cell_text(cell)]
    texts = [cell_text(cells[at]) for at in filled]
    units = {block.unit for block in table.blocks}
    if len(texts) == _ORDINAL_CELLS and _BARE_ORDINAL.match(texts[0]) and filled[1] in units:
        return group_name(texts[1])
    if len(texts) != 1:
        return None
    at, text = filled[0], texts[0]
    if (
        _ORDINAL.match(text)
        or _is_left_of_units(at, text, table)
        or (at in units and _LIKE_A_GROUP.match(text))
    ):
        name = group_name(text)
        return name if 0 < len(name) <= _LONGEST_GROUP else None
    return None


def _is_left_of_units(at: int, text: str, table: ContactTable) -> bool:
    left = at < table.blocks[0].unit
    return left and table.meaning(at) in {None, Meaning.SERIAL, Meaning.GROUP} and any(map(str.isalpha, text))


def group_name(text: str) -> str:
    """Return the name of a group without its ordinal and the number of its units."""
    return _COUNT.sub("", _LIST_WORDS.sub("", _COUNT.sub("", _ORDINAL.sub("", text)))).strip("：: ")


def sheet_group(name: str) -> str:
    """Return the group that a sheet's name stands for, or "" for Sheet1."""
    return "" if _PLAIN_SHEET.match(name.strip()) else group_name(cell_text(name))[:_LONGEST_GROUP]
