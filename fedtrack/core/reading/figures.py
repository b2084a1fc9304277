"""The numbers that a notice asks for, in a form's columns and in the text of a report."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fedtrack.core.arrivals import Cell, Sheet
    from fedtrack.core.model import Figure

_MOST = 1e9
_PAIR = 2  # a label and its value
_NUMBER = r"(?P<number>\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?)"
_SCALE = "[十百千万亿]"
_ABOUT = re.compile(r"^(?:约|近|大约|大概|超过?|逾|近|不少于|至少)|(?:余|多|左右|上下|以上)$")
_VERBS = r"(?:共|累计|合计|总计|达到?|为|了|约|近|有|计|[:：\s])*"  # none is made of others: one way to read


def figures_of_row(
    figures: Sequence[Figure], cells: Mapping[str, Cell]
) -> tuple[dict[str, int | float], list[str]]:
    """Return the numbers in a form's columns by the figures' keys, and the cells that are no plain number.

    A column is a figure's where its heading is the label, with or without the unit (参与人数, 开展活动场次).
    A number may be followed by its unit (12人); “约50” is no number that could be added up.
    """
    found: dict[str, int | float] = {}
    unclear: list[str] = []
    for figure in figures:
        heading = next((heading for heading in cells if _is_column_of(figure, heading)), None)
        if heading is None:
            continue
        number = None if _is_scaled(figure, cells[heading]) else _plain_number(cells[heading])
        if number is None:
            unclear.append(f"{heading}={cells[heading]}")
        else:
            found[figure.key] = number
    return found, unclear


def figures_in_text(figures: Sequence[Figure], lines: Iterable[str]) -> dict[str, int | float]:
    """Return the numbers that a text gives for the figures, one each; several different ones are left out.

    They are only ever offered: 参与120人次 may be one activity's and not the total.
    """
    text = "\n".join(unicodedata.normalize("NFKC", line).replace(" ", "") for line in lines)
    found: dict[str, int | float] = {}
    labelled = {
        match.start("number"): figure.key
        for figure in figures
        for match in re.finditer(_by_label(figure), text)
    }
    for figure in figures:
        numbers = {
            _number(match["number"])
            for pattern in (_by_label(figure), *_by_verb(figure))
            for match in re.finditer(pattern, text)
            if labelled.get(match.start("number"), figure.key) == figure.key  # 普法宣传2场次 is no 开展活动
        }
        if len(numbers) == 1 and (number := numbers.pop()) <= _MOST:
            found[figure.key] = number
    return found


def figures_offered(
    figures: Sequence[Figure], lines: Iterable[str], tables: Iterable[Sheet]
) -> dict[str, int | float]:
    """Return the numbers that a report gives in its tables or, for what these do not have, in its text.

    A table is one row of headings with one row of values, or a label and its value a row. In the text the
    cells of a table stand one by one, so that a figure of a table is never guessed from there.
    """
    found: dict[str, set[int | float | None]] = {}
    for table in tables:
        rows = [row for row in table.rows if any(_filled(cell) for cell in row)]
        for figure in figures:
            cells = [*_below_heading(figure, rows), *_beside_label(figure, rows)]
            if cells:
                found.setdefault(figure.key, set()).update(_number_of(figure, cell) for cell in cells)
    told = [figure for figure in figures if figure.key not in found]
    clear = {key: number for key, (number, *others) in found.items() if number is not None and not others}
    return figures_in_text(told, lines) | clear


def _below_heading(figure: Figure, rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    """Yield what stands below each heading of a figure, or None where that is not one row alone."""
    for at, row in enumerate(rows[:-1]):
        columns = [place for place, cell in enumerate(row) if _names(figure, cell)]
        if not columns or sum(map(_filled, row)) == 1 or any(map(_has_number, row)):
            continue
        below = rows[at + 1 :]
        alone = len(below) == 1 and len(below[0]) == len(row)  # others have merged cells
        yield from (below[0][place] if alone else None for place in columns)


def _beside_label(figure: Figure, rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    """Yield what stands beside a figure's label in a table of two columns."""
    pairs = [[cell for cell in row if _filled(cell)] for row in rows]
    if all(len(pair) <= _PAIR for pair in pairs):
        labelled = [pair for pair in pairs if len(pair) == _PAIR and _names(figure, pair[0])]
        yield from (value for _label, value in labelled if _has_number(value))


def _has_number(cell: Cell) -> bool:
    return _filled(cell) and (not isinstance(cell, str) or re.search(r"\d", cell) is not None)


def _filled(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _names(figure: Figure, cell: Cell) -> bool:
    return isinstance(cell, str) and _is_column_of(figure, cell)


def _number_of(figure: Figure, cell: Cell) -> int | float | None:
    """Return the number of a cell, where its unit, if it has one, is the figure's."""
    if isinstance(cell, str):
        unit = re.sub(r"^[\d,.]+", "", _folded(cell))
        if unit and unit not in _units(figure):
            return None
    return _plain_number(cell)


def _is_scaled(figure: Figure, cell: Cell) -> bool:
    """Say whether a number is told in tens of thousands or the like, and the figure is not: 2万元 is no 2."""
    scale = re.search(rf"\d\s*({_SCALE}.*)", unicodedata.normalize("NFKC", str(cell)))
    return scale is not None and _folded(scale[1]) not in _units(figure)


def _units(figure: Figure) -> set[str]:
    """Return how the unit of a figure may be written: 场 is 场次, but 万元 is no 元."""
    unit = _folded(figure.unit)
    return {unit, unit.removesuffix("次"), f"{unit}次"} if unit else set()


def _by_label(figure: Figure) -> str:
    label, unit = re.escape(_folded(figure.label)), re.escape(_folded(figure.unit))
    scaled = "" if re.match(_SCALE, unit) else rf"|{_SCALE}"
    return rf"{label}(?:{unit})?{_VERBS}{_NUMBER}(?!\d|\.\d{scaled})"


def _by_verb(figure: Figure) -> Iterator[str]:
    unit = re.escape(_folded(figure.unit))
    verb = re.match(r"(开展|参与|参加|慰问|发放|推荐|组织|举办|覆盖|走访|服务)", figure.label)
    if verb and figure.unit:
        # 慰问了困难妇女15人: the verb of the label, a few words, the number and the label's unit
        yield rf"{verb.group(1)}[\u4e00-\u9fff]{{0,8}}?{_VERBS}{_NUMBER}{unit}"


def _is_column_of(figure: Figure, heading: str) -> bool:
    name = re.sub(r"[()（）\[\]]", "", _folded(heading))
    label, unit = _folded(figure.label), _folded(figure.unit)
    names = {label, f"{label}{unit}", f"{label}数", f"{label}数{unit}", _folded(figure.key)}
    names |= {f"{label}{more}{known}" for more in ("", "数") for known in _units(figure)}
    if unit:  # 参与人次 is 参与人数 in 人次
        names |= {f"{label.removesuffix(ending)}{unit}" for ending in ("数", "人数")}
    return name in names


def _plain_number(cell: Cell) -> int | float | None:
    match cell:
        case bool():
            return None
        case int() | float():
            return _plain(float(cell)) if 0 <= cell <= _MOST else None
        case str():
            text = unicodedata.normalize("NFKC", cell).strip()
            if _ABOUT.search(text):
                return None
            found = re.fullmatch(rf"{_NUMBER}\s*[\u4e00-\u9fff]{{0,3}}", text)
            number = _number(found["number"]) if found else None
            return number if number is not None and number <= _MOST else None
    return None


def _number(digits: str) -> int | float:
    return _plain(float(digits.replace(",", "")))


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
