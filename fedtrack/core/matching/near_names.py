"""Names that are not quite a unit's: a slip of the pen, a character that sounds alike, an old name.

What is found here is only ever asked about, never filed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fedtrack.core.matching.abbreviations import ABBREVIATIONS, OLD_NAMES
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.unit_names import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.matching.name_index import Mention, NameIndex

_BODY = r"(?:妇联|妇女联合会|女工委员会|女工委|女职工委员会|妇委会|妇工委)"
_WITH_BODY = re.compile(rf"(?P<office>[\u4e00-\u9fff]{{1,12}}?){_BODY}")
_OFFICE = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,10}?(?:镇|(?<![下进城家返故])乡|街道|局|法院|检[察查]院|医院|卫生院|保健院|中学|小学|学校|银行|支行|农发行|农商行|农行|工行|建行|分公司|公司|"
    r"管理处|村|社区|矿区|林场|农场|国企|集团))(?=$|[^\u4e00-\u9fff]|三八|妇女节|女神节|最美|关于|活动|开展|纪念|庆|的|材料|总结|报告)"
)
_AT_HEAD = re.compile(
    r"^(?P<office>[\u4e00-\u9fff]{1,10}?(?:幼儿园|大队|中队|分局|工会|协会|妇产科|护理部|看守所|派出所|福利院|图书馆|文化馆|博物馆))"
    r"(?=$|[^\u4e00-\u9fff]|三八|妇女节|女神节|最美|关于|活动|开展|纪念|庆|的|材料|总结|报告)"
)
"""Offices that are units seldom, and are spoken of often: only at the head of a title."""
_LEAD = re.compile(
    r"^(?:关于|报送|上报|转报|补报|重报|补送|转发|代发|代报|现将|附件|更正|补充|材料|总结|情况|报告|活动|以及|我们|来自|请|把|将|"
    r"“?三[·.]?八”?|国际|劳动|妇女节|节|前夕|女职工|女干部|庆祝?|纪念|喜?迎|"
    r"[报送转发附由是给的年月日和与及同在为对])+"
)
_NOBODY = re.compile(
    r"^(?:各级?|上级|全国|全省|全市|全县|省|市|自治区|区|县|基层|机关|单位|有关|相关|[我本贵该各].{0,6}|.{0,6}(?:组织|开展|走进|走访|深入|赴|到|参观|关爱|慰问|携手|邀请).*|进.*|.*(?:三八|妇女节|活动|先进|优秀).*|.{0,2}[村镇乡县两三]级|"
    r"局|院|公司|学校|医院|银行|社区|村|乡|镇|街道|中学|小学|农村|下乡|进社区|进村|进乡|敬老院)$"
)
_BANKS = tuple(pair for pair in ABBREVIATIONS if "银行" in pair[0])
"""Banks whose names are short forms of one another's: 农发行 is not 农业银行."""
_LEAST = 2
_LONG = 6
_LIKE = 6
_LONGEST = 40  # characters of what can be an office's name


def unknown_offices(text: str, mentions: list[Mention], index: NameIndex) -> list[str]:
    """Return the names of offices in a title or file name that are none of the roster's forms."""
    masked = normal(text)
    for mention in mentions:
        masked = masked.replace(mention.text, "\n")
    masked = index.without_own_names(masked)
    found = []
    for pattern in (_WITH_BODY, _OFFICE, _AT_HEAD):
        for match in pattern.finditer(masked):
            office = _LEAD.sub("", match["office"])
            if office and not _NOBODY.match(office):
                found.append(office)
    return list(dict.fromkeys(found))


def near_units(office: str, index: NameIndex) -> frozenset[str]:
    """Return the units whose name is like this one: by its order of characters, by one slip, or by sound."""
    if not _LEAST <= len(office) <= _LONGEST:
        return frozenset()
    fitting = index.fitting(office) if len(office) > _LEAST else frozenset()
    return fitting or _by_slip(office, index) or by_sound(office, index)


def _by_slip(office: str, index: NameIndex) -> frozenset[str]:
    """Return the units that are nearest, of those one slip away, or two in a long name."""
    from rapidfuzz.distance import Levenshtein

    allowed = 2 if len(office) >= _LONG else 1
    if len(office) <= _LEAST:
        return frozenset()
    slips: dict[int, set[str]] = {}
    for unit in _sharing(office, index):
        distance = min(
            Levenshtein.distance(office, form, score_cutoff=allowed) for form in _offices(unit, index)
        )
        slips.setdefault(distance, set()).add(unit)
    nearest = min(slips, default=allowed + 1)
    return frozenset(slips[nearest]) if nearest <= allowed else frozenset()


def _sharing(office: str, index: NameIndex) -> set[str]:
    """Return the units that have all its characters but one or two."""
    chars = list(dict.fromkeys(office))
    drops = [chars[:at] + chars[at + 1 :] for at in range(len(chars))]
    if len(office) >= _LONG:
        drops += [
            [char for place, char in enumerate(chars) if place not in {one, other}]
            for one in range(len(chars))
            for other in range(one)
        ]
    return set().union(*(index.holding(drop) for drop in drops if drop))


def by_sound(office: str, index: NameIndex) -> frozenset[str]:
    """Return the units whose office sounds the same."""
    from fedtrack.core.matching.pinyin import spelling

    return _sounds(index).get(spelling(office), frozenset())


@lru_cache(maxsize=4)
def _sounds(index: NameIndex) -> dict[str, frozenset[str]]:
    from fedtrack.core.matching.pinyin import spelling

    sounds: dict[str, set[str]] = {}
    for unit in index.units:
        for form in _offices(unit, index):
            sounds.setdefault(spelling(form), set()).add(unit)
    return {sound: frozenset(units) for sound, units in sounds.items()}


def _offices(unit: str, index: NameIndex) -> Iterator[str]:
    """Yield the unit's offices, with and without the county before them."""
    for name in index.forms_of(unit):
        base = name
        for suffix in SUFFIXES:
            base = base.removesuffix(suffix) or base
        yield base
        bare = base.removeprefix(index.place.level) if index.place.level else base
        if bare != base and len(bare) > _LEAST:
            yield bare


def _is_called(unit: str, official: str, short: str, index: NameIndex) -> bool:
    return any(official in name or short in name for name in index.forms_of(unit))


def explains(unit: str, office: str, index: NameIndex) -> bool:
    """Say whether an office that the roster does not list as such can well be this unit's."""
    if not _LEAST <= len(office) <= _LONGEST or office.endswith(OLD_NAMES):
        return False
    if any(other in office and not _is_called(unit, official, other, index) for official, other in _BANKS):
        return False
    if any(unit in index.fitting(office[start:]) for start in range(max(1, len(office) - _LIKE + 1))):
        return True
    ends_alike = any(form.endswith(office[-1]) for form in _offices(unit, index))
    return ends_alike and near_units(office, index) == {unit}  # 浮石村 is no slip for 浮石镇
