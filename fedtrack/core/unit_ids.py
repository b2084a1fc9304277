"""Ids for new units, as a clerk would choose them: changan for 长安镇妇联, shuili-ju for 县水利局女工委."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.matching.abbreviations import ABBREVIATIONS
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.pinyin import spelling
from fedtrack.core.matching.unit_names import SUFFIXES, TOWNSHIP
from fedtrack.core.untrusted import names_a_device

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from fedtrack.core.matching.unit_names import Place

_LONGEST = 40
_LEAST_LONG = 5  # characters of an office that has a usual short form
_LEAST_OFFICE = 3
_TAIL = re.compile(
    r"(?P<head>.{2,}?)(?P<tail>管理处|局|办公室|办|委员会|委|部|中心|医院|保健院|卫生院|法院|检察院|银行|支行|联社|"
    r"公司|中学|小学|学校|幼儿园|大队|协会|联合会|工会|社区|村|林场|农场|矿区)"
)
_BRANCH = re.compile(r"(?:股份)?有限(?:责任)?公司|集团|[县市区]?(?:分|支)公司|[县市区]?(?:支|分)行$")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def unit_id(name: str, place: Place, taken: Container[str]) -> str:
    """Return an id that is not taken, the shortest that tells what the unit is; else one with a number."""
    spelled = list(dict.fromkeys(filter(None, map(_words, _shortest_first(normal(name), place)))))
    spelled = spelled or ["unit"]
    for identifier in spelled:
        if identifier not in taken:
            return identifier
    number = 2
    while f"{spelled[0]}-{number}" in taken:
        number += 1
    return f"{spelled[0]}-{number}"


def _shortest_first(name: str, place: Place) -> Iterator[str]:
    """Yield the name with more and more of it left in, words parted by blanks."""
    base = next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)
    office = _without_place(base, place)
    stem = TOWNSHIP.sub("", office)
    if stem != office and len(stem) > 1:
        yield stem
        yield f"{stem} {office.removeprefix(stem)}"
    else:
        yield _parted(_abbreviated(office))
    yield _parted(office)
    yield _parted(base)
    yield name


def _without_place(base: str, place: Place) -> str:
    """Return 水利局 of 县水利局, 税务局 of 国家税务总局融安县税务局, 农业银行 of 中国农业银行融安县支行."""
    office = base.removeprefix("中国")
    for name in place.names:
        before, _, after = office.partition(name)
        if len(after) >= _LEAST_OFFICE and not _BRANCH.match(after) and not after.startswith("委"):
            office = after
        elif before:
            office = before + after
    shorter = office.removeprefix(place.level)
    office = shorter if len(shorter) >= _LEAST_OFFICE else office
    below = office.removeprefix("委")
    if below != office:  # 组织部 of 县委组织部, but 县委办公室
        office = below if len(below) >= _LEAST_OFFICE and not below.startswith("办") else f"县{office}"
    return _BRANCH.sub("", office)


def _abbreviated(office: str) -> str:
    if len(office) >= _LEAST_LONG:
        for official, short in ABBREVIATIONS:
            if official in office and len(short) > 1:
                return office.replace(official, short)
    return office


def _parted(office: str) -> str:
    """Return an office with its words apart: 自然 资源 局."""
    found = _TAIL.fullmatch(office)
    head, tail = (found["head"], found["tail"]) if found else (office, "")
    if len(head) % 2 == 0 and not head.isascii():
        head = " ".join(head[at : at + 2] for at in range(0, len(head), 2))
    return f"{head} {tail}"


def _words(text: str) -> str:
    """Return the pinyin of words as an id, or "" where nothing of them can stand in one."""
    spelled = "-".join(spelling(word) for word in text.split())
    identifier = _NOT_WORDS.sub("-", spelled).strip("-")[:_LONGEST].rstrip("-")
    return f"unit-{identifier}" if names_a_device(identifier) else identifier
