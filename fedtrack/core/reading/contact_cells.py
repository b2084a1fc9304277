"""The cells of a contact list: names, telephone numbers and addresses as people type them.

Each function returns what it could read and, for what it could not, a sentence about it: nothing is
guessed, and nothing of a cell is lost without a word.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.addresses import is_address
from fedtrack.core.untrusted import one_line
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.arrivals import Cell

LONGEST_NAME = 60
_LONGEST_PERSON = 30
_LONGEST_PHONE = 40
_LONGEST_CELL = 2000  # characters of a cell that are looked at
_MOST = 20  # addresses, numbers or names of one cell
_HAN = r"\u3007\u3400-\u9fff（）〇"
_BLANK_BETWEEN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_NOTHING = re.compile(r"(?:无|没有|暂无|暂缺|待定|空|/|\\|[-—–_.]+|n/?a|none)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[;；、,，\r\n\t]+")
_ADDRESS_SEPARATORS = re.compile(r"[;；、,，\s/|]+")
_ADDRESS_IN = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")
_DASHES = re.compile(r"[‐‑‒–—―－﹣]+")
_TWO_NUMBERS = re.compile(r"(?<=\d{7})\s*[\s/]\s*(?=\d{3,4}-?\d{7}|\d{7})")
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?e\+?(\d{1,2})", re.IGNORECASE)
_NUMBER_IN = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,4})?|\d{7,8})(?!\d)"
)
_AS_FORMULA = re.compile(r'^(?:="(.*)"|\'(.*))$', re.DOTALL)
_LABELS = re.compile(r"(?:联系|办公)?(?:电话|手机|座机|号码|邮箱)(?:号码?)?(?=$|[\s:：、,，;；()（）/])")
_COUNTRY = "86"
_LONGEST_NUMBER = 12  # digits of a number with its area code: 0 and three, and eight
_LEAST_DIGITS = 3
_EXACT_DIGITS = 15  # of a number in a spreadsheet; what is longer was rounded
_TRUNK_LENGTHS = (10, 11)
_WITHOUT_TRUNK = re.compile(r"1[3-9]\d{9}|[48]00\d{7}")
"""Mobile and service numbers have no 0 before them; every other long number has (YD/T 1031)."""


class Reach(NamedTuple):
    """What a cell says of how a unit is reached."""

    people: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    doubts: tuple[Message, ...] = ()


def cell_text(cell: Cell) -> str:
    """Return what a cell says on one line, without what cannot be seen; names keep no blanks inside."""
    match cell:
        case None | bool():
            return ""
        case str():
            text = cell[:_LONGEST_CELL]
            plain = text if text.isprintable() else one_line(text)
            return _BLANK_BETWEEN.sub("", " ".join(plain.split()))
        case datetime() if cell.time() == time.min:
            return str(cell.date())
    return str(cell)


def read_name(cell: Cell) -> tuple[str, Message | None]:
    """Return the name of a unit in a cell, or why it is none."""
    name = cell_text(cell)
    if not isinstance(cell, str) or len(name) < len("某局") or not any(map(str.isalpha, name)):
        return "", Message("this is not the name of a unit")
    if len(name) > LONGEST_NAME:
        return "", Message("it is too long for the name of a unit")
    return name, None


def read_addresses(cell: Cell) -> Reach:
    """Return the e-mail addresses in a cell."""
    text = unicodedata.normalize("NFKC", cell_text(cell)).replace("。", ".")
    found: list[str] = []
    strange: list[str] = []
    for piece in _ADDRESS_SEPARATORS.split(text):
        bare = piece.strip("<>.()\"'[]")
        inside = _ADDRESS_IN.findall(bare)
        if is_address(bare):
            found.append(bare)
        elif len(inside) == 1 and is_address(inside[0].strip(".-")) and not bare.isascii():
            found.append(inside[0].strip(".-"))
        elif not _NOTHING.fullmatch(bare) and ("@" in bare or bare.isascii() or len(inside) > 1):
            strange.append(bare)
    if not found and not _NOTHING.fullmatch(text):
        strange = [text]  # perhaps one address, in which a blank stands where a sign should
    doubts = (Message("{text} is not an e-mail address", text=_cut(one)) for one in strange[:_MOST])
    return Reach(addresses=_distinct(found), doubts=tuple(doubts))


def read_phones(cell: Cell) -> Reach:
    """Return the telephone numbers in a cell, and addresses where it has some."""
    if isinstance(cell, date | time):
        return Reach(doubts=(_no_number(cell_text(cell)),))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _numeric(cell)
    found = [_phone(piece) for piece in _pieces(cell)]
    return Reach(
        phones=_distinct(number for reach in found for number in reach.phones),
        addresses=_distinct(address for reach in found for address in reach.addresses),
        doubts=tuple(doubt for reach in found for doubt in reach.doubts)[:_MOST],
    )


def _pieces(cell: Cell) -> list[str]:
    """Return the numbers of a text, each by itself and in ordinary digits."""
    text = str(cell)[:_LONGEST_CELL] if isinstance(cell, str) else ""
    formula = _AS_FORMULA.match(text.strip())
    if formula:
        text = formula[1] or formula[2] or ""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    parts = [one_line(part).strip() for part in _SEPARATORS.split(plain)]
    return [piece.strip() for part in parts for piece in _TWO_NUMBERS.split(part)]


def _phone(piece: str) -> Reach:
    if "@" in piece:
        return read_addresses(piece)
    scientific = _SCIENTIFIC.fullmatch(piece)
    if scientific:  # as a spreadsheet writes a long number into a text: 1.3800138E+10
        digits = scientific[1] + (scientific[2] or "")
        whole = len(digits) == 1 + int(scientific[3])
        return Reach(phones=(digits,)) if whole else Reach(doubts=(_lost(piece),))
    if _NOTHING.fullmatch(piece):
        return Reach()
    if sum(map(str.isdigit, piece)) < _LEAST_DIGITS or len(piece) > _LONGEST_PHONE:
        return Reach(doubts=(_no_number(piece),))
    return Reach(phones=(piece,))


def _numeric(cell: float) -> Reach:
    """Return the number of a cell that a spreadsheet keeps as one: it drops the 0 before an area code."""
    digits = str(cell)
    if not isinstance(cell, int) or cell < 0 or len(digits) < _LEAST_DIGITS:
        return Reach(doubts=(_no_number(digits),))
    if len(digits) > _EXACT_DIGITS:
        return Reach(doubts=(_lost(digits),))
    if len(digits) in _TRUNK_LENGTHS and not _WITHOUT_TRUNK.fullmatch(digits):
        digits = f"0{digits}"
    return Reach(phones=(digits,))


def read_people(cell: Cell) -> Reach:
    """Return the names in a cell, and the numbers and addresses that stand beside them."""
    if cell is None or isinstance(cell, bool):
        return Reach()
    if not isinstance(cell, str):
        return Reach(doubts=(Message("{text} is not a person's name", text=cell_text(cell)),))
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", cell[:_LONGEST_CELL]))
    addresses = [one for one in _ADDRESS_IN.findall(text) if is_address(one)]
    phones = _NUMBER_IN.findall(_ADDRESS_IN.sub(" ", text))
    rest = _LABELS.sub(" ", _NUMBER_IN.sub(" ", _ADDRESS_IN.sub(" ", text)))
    people: list[str] = []
    doubts: list[Message] = []
    for piece in re.split(r"[;；、,，/\r\n\t:：]+", re.sub(r"\(\s*\)", " ", rest)):
        name = cell_text(piece.replace("(", "（").replace(")", "）"))
        if _NOTHING.fullmatch(name):
            continue
        if len(name) > _LONGEST_PERSON or not any(map(str.isalpha, name)):
            doubts.append(Message("{text} is not a person's name", text=_cut(name)))
        else:
            people.append(name)
    return Reach(_distinct(people), _distinct(phones), _distinct(addresses), tuple(doubts[:_MOST]))


def digits_of(phones: str) -> frozenset[str]:
    """Return the numbers in a text without what people write between their digits."""
    numbers = [re.sub(r"\D", "", piece) for piece in _pieces(phones)]
    return frozenset(
        number.removeprefix(_COUNTRY) if len(number) > _LONGEST_NUMBER else number
        for number in numbers
        if number
    )


def _no_number(text: str) -> Message:
    return Message("{text} is not a telephone number", text=_cut(text))


def _lost(text: str) -> Message:
    return Message("{text}: the spreadsheet has lost digits of this number", text=_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PHONE else f"{text[:_LONGEST_PHONE]}…"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:_MOST]
