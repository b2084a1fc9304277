"""The headings of a contact list: where they stand, and what the columns below them are."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.matching.normal import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.arrivals import Cell


class Meaning(StrEnum):
    """What stands in a column; a column of any other kind is left unread."""

    SERIAL = "serial"
    UNIT = "unit"
    ALIAS = "alias"
    GROUP = "group"
    CONTACT = "contact"
    POST = "post"
    PHONE = "phone"
    EMAIL = "email"
    CC = "cc"


USUAL_HEADINGS = ("单位", "单位名称", "妇联组织名称", "部门", "乡镇")
"""What the column of the units is called most often: named where there is none."""

_UNIT_HEADINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:妇联|妇女|基层妇联)(?:组织)?(?:名称|全称)|妇联组织|组织名称|organi[sz]ation",
        r"(?:填报|报送|所属|所在|工作|参会|收文|成员|责任|各)?(?:单位|机关)(?:名称|全称|名)?|单位部门|unit",
        r"(?:部门|科室|乡镇|镇街|街道|乡镇街道)(?:名称|名)?|名称|全称|机构(?:名称)?|妇联|department",
    )
)
"""The best first: where a list has 单位 and 部门, the unit is under 单位."""
_MEANINGS = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"^(?:序号|编号|序|号|no\.?)$", Meaning.SERIAL),
        (r"(?:分管|领导).*(?:邮箱|邮件|信箱)", Meaning.CC),
        (r"邮箱|邮件|邮址|信箱|e-?mail", Meaning.EMAIL),
        (
            r"分管|领导|备注|地址|邮编|邮政|传真|qq|微信|身份证|性别|民族|学历|年龄|出生|政治面貌|人数|住宅|家庭|宅电|短号|签名|签字|日期|时间|是否",
            None,
        ),
        (r"(?:联系人|联络员|姓名|主席|主任|负责人)(?:及|和|与|/|、)\w*(?:电话|手机|方式)", Meaning.CONTACT),
        (r"电话|手机|座机|号码|联系方式|办电|tel|mobile|phone", Meaning.PHONE),
        (r"职务$|职位$", Meaning.POST),
        (r"(?:类别|类型|性质|系统|组别|分组|归口|战线|片区|分类|类|组|口)$|^group$", Meaning.GROUP),
        (r"简称$|别名$|曾用名$|原名$", Meaning.ALIAS),
        (
            r"(?:联系人|联络员|联络人|姓名|主席|主任|信息员|经办人|负责人|负责同志|填报人|专干|干事)$|^contact$",
            Meaning.CONTACT,
        ),
    )
)
_DECORATION = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]|[*※★:：_\s]|^\d{1,2}[.、]")
_LONGEST_READ = 100  # characters of a cell that may be a heading, with all that decorates it
_LONGEST_HEADING = 16
_FOR_STRONG = 2  # of the unit's headings, those that stand for a list though nothing known stands beside


class Block(Struct, frozen=True):
    """The columns of one list; two lists may stand side by side on a sheet."""

    start: int
    end: int
    unit: int
    columns: dict[int, Meaning]


class ContactTable(Struct, frozen=True):
    """Where the lines of a list begin, and its columns: `headings` are those that the clerk sees."""

    first_row: int
    blocks: tuple[Block, ...]
    headings: tuple[str, ...]

    def meaning(self, column: int) -> Meaning | None:
        """Return what stands in a column, or None where it is left unread."""
        return next((block.columns.get(column) for block in self.blocks if column < block.end), None)


def find_table(rows: Sequence[Sequence[Cell]], at: int) -> ContactTable | None:
    """Return the list whose headings begin in this row, in one row or in two; None for any other row."""
    names = [_heading(cell) for cell in rows[at]]
    if not _heads_a_list(names, rows[at]):
        return None
    shown = [_shown(cell) for cell in rows[at]]
    first_row = at + 1
    if first_row < len(rows) and _goes_on(names, rows[first_row]):
        names, shown = _joined(names, shown, rows[first_row])
        first_row += 1
    blocks = tuple(_block(names, start, end) for start, end in _spans(names))
    return ContactTable(first_row, blocks, tuple(shown))


def _heading(cell: Cell) -> str:
    """Return a heading as it is compared, or "" for what can be none."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_READ:
        return ""
    text = _DECORATION.sub("", normal(_DECORATION.sub("", cell))) or normal(cell)
    return text if len(text) <= _LONGEST_HEADING else ""


def _shown(cell: Cell) -> str:
    return "".join(str(cell).split()) if isinstance(cell, str) else ""


def _rank(heading: str) -> int | None:
    """Return how surely a heading is that of the units: 0 before 1 before 2; None for any other."""
    plain = heading.replace("/", "").replace("、", "")
    return next((rank for rank, form in enumerate(_UNIT_HEADINGS) if form.fullmatch(plain)), None)


def _meaning(heading: str) -> Meaning | None:
    return next((meaning for form, meaning in _MEANINGS if form.search(heading)), None) if heading else None


def _heads_a_list(names: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Say whether a row has the heading of units, and others beside it or nothing at all."""
    ranks = [rank for name in names if (rank := _rank(name)) is not None]
    if not ranks:
        return False
    if any(_meaning(name) for name in names):
        return True
    filled = sum(cell not in {None, ""} for cell in cells)
    return min(ranks) < _FOR_STRONG and filled == sum(map(bool, names))


def _goes_on(names: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Say whether the row below the headings parts some of them: 联系方式 into 办公电话 and 手机."""
    lower = [_heading(cell) for cell in cells]
    filled = [at for at, cell in enumerate(cells) if cell not in {None, ""}]
    parted = [at for at in filled if _meaning(lower[at])]
    above_unit = any(at < len(names) and _rank(names[at]) is not None for at in filled)
    return bool(parted) and not above_unit and 2 * len(parted) >= len(filled) == sum(map(bool, lower))


def _joined(names: Sequence[str], shown: Sequence[str], cells: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """Return the headings of two rows as one; the upper one of a merged cell stands for all below it."""
    width = max(len(names), len(cells))
    lower = [_heading(cells[at]) if at < len(cells) else "" for at in range(width)]
    both_names, both_shown = [], []
    over, over_shown = "", ""
    for at in range(width):
        if at < len(names) and names[at]:
            over, over_shown = names[at], shown[at]
        elif not lower[at]:
            over, over_shown = "", ""
        both_names.append(_parted(over, lower[at]) if lower[at] else names[at] if at < len(names) else "")
        shown_below = _shown(cells[at]) if lower[at] else ""
        upper = shown[at] if at < len(shown) else ""
        both_shown.append("/".join(part for part in (over_shown, shown_below) if part) or upper)
    return both_names, both_shown


def _parted(over: str, below: str) -> str:
    """Return the lower heading, with the upper one where that changes what it is: 分管领导 over 手机."""
    joined = f"{over}{below}"
    return joined if _meaning(below) is None or _meaning(joined) is not _meaning(below) else below


def _spans(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each list begins and ends: a row of headings that begins anew heads another list."""
    units = [at for at, name in enumerate(names) if _rank(name) is not None]
    first = next(at for at, name in enumerate(names) if name)
    starts = [at for at, name in enumerate(names) if name == names[first]]
    if len(starts) == 1 or not _each_has_one(starts, units):
        starts = [at for at in units if names[at] == names[units[0]]]
    starts = [0, *starts[1:]]
    return list(zip(starts, [*starts[1:], len(names)], strict=True))


def _each_has_one(starts: Sequence[int], units: Sequence[int]) -> bool:
    ends = [*starts[1:], units[-1] + 1]
    return all(any(start <= unit < end for unit in units) for start, end in zip(starts, ends, strict=True))


def _block(names: Sequence[str], start: int, end: int) -> Block:
    ranks = {at: rank for at in range(start, end) if (rank := _rank(names[at])) is not None}
    unit = min(ranks, key=lambda at: (ranks[at], at))
    columns = {
        at: meaning
        for at in range(start, end)
        if at not in ranks and (meaning := _meaning(names[at])) is not None
    }
    return Block(start, end, unit, {**columns, unit: Meaning.UNIT})
