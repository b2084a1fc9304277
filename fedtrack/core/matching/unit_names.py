"""All that one unit may be called: its names, their usual variants, and what is left of them for short."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.matching.abbreviations import ABBREVIATIONS
from fedtrack.core.matching.normal import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedtrack.core.model import Federation, Unit

WOMEN = ("妇女联合会", "妇联")
WORKERS = ("女职工委员会", "女工委员会", "女工委", "女职委")
COMMITTEES = ("妇女工作委员会", "妇女委员会", "妇工委", "妇委会")
SUFFIXES = (*WOMEN, *WORKERS, *COMMITTEES)
TOWNSHIP = re.compile(r"(镇|乡|街道|街道办事处|苏木)$")
_PLACE = re.compile(
    r"^(?:.+(?:省|自治区|地区|市|州|盟))?(?P<stem>.{2,}?|.(?=县$)|[城郊矿](?=区$))"
    r"(?P<level>自治县|自治旗|新区|县|区|市|旗)$"
)
_PEOPLES = re.compile(
    r"^(?P<stem>.{2,}?)(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|"
    r"纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|保安|裕固|独龙|各)族|"
    r"蒙古|哈萨克|锡伯|塔吉克)+$"
)
_OF_PARENT = re.compile(r"委|分|支|总支")
_PARTY = ("中共", "中国共产党")
_TAIL = re.compile(
    r"(县|市|区)?(股份有限公司|有限责任公司|有限公司|分公司|支公司|公司|支行|分行|营业部|分局)+$"
)
_NOT_A_LEVEL = ("市场", "市政", "市容")  # do not begin with a city's 市
_LEAST_SHORT = 3
_LEAST_BRAND = 4
_GENERIC = frozenset(
    {"办公室", "委员会", "管理处", "服务中心", "管理局", "公司", "中心", "人民政府", "政府", "委员会办公室"}
)


class Grade(IntEnum):
    """How much of a name was said."""

    STEM = 1
    """Only what tells it from its like: 长安."""
    SHORT = 2
    """Less than its official name: 水利局, 电信公司."""
    BASE = 3
    """The office whose women's body it is: 长安镇, 县水利局."""
    FULL = 4
    """Its name or an alias, or one that differs only in 县, 融安县, 妇联 and 妇女联合会."""


class NameForm(NamedTuple):
    """One way to write a unit; `core` is the part that must fit no other unit."""

    text: str
    grade: Grade
    core: str


class Place(NamedTuple):
    """Where the federation is: 融安县, 融安, 县; all empty where its name does not tell.

    An autonomous county is also called without its people: `others` are 融水自治县, 融水县.
    Nobody calls 泗县 泗: the stem of such a name is all of it.
    """

    full: str = ""
    stem: str = ""
    level: str = ""
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All ways to write the place, the longest first."""
        return tuple(dict.fromkeys(name for name in (self.full, *self.others, self.stem) if name))


def find_place(federation: Federation) -> Place:
    """Return the place that a federation's name begins with."""
    name = normal(federation.name)
    for suffix in WOMEN:
        if name.endswith(suffix):
            found = _PLACE.match(name.removesuffix(suffix))
            if found is not None:
                full = f"{found['stem']}{found['level']}"
                peoples = _PEOPLES.match(found["stem"])
                stem = peoples["stem"] if peoples else found["stem"]
                level = found["level"][-1]
                others = (f"{stem}{found['level']}", f"{stem}{level}") if peoples else ()
                return Place(full, stem if len(stem) > 1 else full, level, others)
    return Place()


def name_forms(unit: Unit, place: Place) -> dict[str, NameForm]:
    """Return the forms by their text; where one text has several grades, the highest."""
    forms: dict[str, NameForm] = {}

    def add(texts: Iterable[str], grade: Grade, core: str = "") -> None:
        for text in texts:
            if len(text) > 1 and text not in _GENERIC and (text not in forms or forms[text].grade < grade):
                forms[text] = NameForm(text, grade, core or text)

    own = _split(normal(unit.name))[1]
    for name in (normal(unit.name), *map(normal, unit.aliases)):
        base, suffix = _split(name)
        add([name], Grade.FULL)
        if TOWNSHIP.search(base) and len(base) > len(place.full) + 1:
            base = base.removeprefix(place.full)
        for local in _local(base, place):
            add((f"{local}{sister}" for sister in _sisters(suffix or own)), Grade.FULL)
            add([local], Grade.BASE)
        for short in _shorter(base, place):
            add([short], Grade.SHORT)
        stem = _stem(base)
        if stem:
            add([f"{stem}妇联", f"妇联({stem})", f"妇联-{stem}", f"({stem})妇联"], Grade.SHORT, stem)
            add([stem], Grade.STEM)
        brand = _brand(base, place)
        if brand:
            add(_branded(brand, place), Grade.SHORT)
            everywhere = [brand, f"中国{brand}"] if base.startswith("中国") else [brand]
            add(everywhere, Grade.SHORT if len(brand) >= _LEAST_BRAND else Grade.STEM)
            add((short for official, short in ABBREVIATIONS if official == brand), Grade.STEM)
    return forms


def _split(name: str) -> tuple[str, str]:
    """Return the office and the name of its women's body."""
    suffix = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    base = name.removesuffix(suffix)
    return (base, suffix) if base else (name, "")


def _sisters(suffix: str) -> tuple[str, ...]:
    """Return what else a women's body of that kind is called."""
    for family in (WOMEN, WORKERS, COMMITTEES):
        if suffix in family:
            return family
    return SUFFIXES


def _local(base: str, place: Place) -> Iterator[str]:
    """Yield the office with the county's name before it in the ways in which it is written."""
    yield base
    inner = _without_place(base, place)
    if inner is not None:
        yield from (f"{head}{inner}" for head in (*place.names, place.level))
        if inner.startswith("委"):
            yield f"中共{place.full}{inner}"
    elif TOWNSHIP.search(base):
        yield from (f"{name}{base}" for name in place.names)
    if place.full and base == f"团{place.level}委":
        yield from (f"共青团{name}委" for name in (place.full, *place.others, place.level))
    if below := _below_parent(base, place):
        yield from _local(below, place)


def _below_parent(base: str, place: Place) -> str:
    """Return 融安县税务局 of 国家税务总局融安县税务局, or "" where that is not what it is called.

    融安县委 is not 共青团融安县委, and 融安县分公司 may be any company's.
    """
    parent, full, office = base.partition(place.full) if place.full else ("", "", "")
    own = parent in _PARTY or _OF_PARENT.match(office) is None
    return f"{full}{office}" if parent and office and own else ""


def _without_place(base: str, place: Place) -> str | None:
    """Return the office without 融安县, 县 or 融安 before it, or None where there is no such thing."""
    if TOWNSHIP.search(base) or (place.level == "市" and base.startswith(_NOT_A_LEVEL)):
        return None
    head = next((name for name in (*place.names, place.level) if base.startswith(name)), "")
    return base.removeprefix(head) if head and len(base) > len(head) + 1 else None


def _shorter(base: str, place: Place) -> Iterator[str]:
    """Yield the office for short: without the county, and as it is usually abbreviated."""
    below = _below_parent(base, place)
    for name in (base, below) if below else (base,):
        inner = _without_place(name, place)
        if inner is not None:
            bare = inner.removeprefix("委") if inner.startswith("委") else inner
            if len(bare) >= _LEAST_SHORT:
                yield bare
                if bare != inner:
                    yield f"{place.level}{bare}"
        for official, short in ABBREVIATIONS:
            if official in name:
                brief = name.replace(official, short)
                yield from (one for one in _local(brief, place) if len(one) >= _LEAST_SHORT)
                if place.full:
                    yield brief.replace(place.full, place.level)  # 团县委
                inner = _without_place(brief, place)
                bare = (inner if inner is not None else brief).removeprefix("委")
                if len(bare) >= _LEAST_SHORT or (bare == short and len(bare) > 1):
                    yield bare


def _stem(base: str) -> str:
    """Return what tells a township from its like: 长安 of 长安镇."""
    stem = TOWNSHIP.sub("", base)
    return stem if stem != base and len(stem) > 1 else ""


def _brand(base: str, place: Place) -> str:
    """Return what a company or bank is called everywhere: 电信 of 中国电信融安分公司."""
    if _TAIL.search(base) is None or base.endswith("分局"):
        return ""
    brand = base.removeprefix("中国")
    for name in place.names:
        brand = brand.replace(name, "")
    brand = _TAIL.sub("", brand)
    return brand.removeprefix(place.level) if len(brand) > 1 else ""


def _branded(brand: str, place: Place) -> Iterator[str]:
    short = next((short for official, short in ABBREVIATIONS if official == brand), "")
    bank = brand.endswith("行")
    for name in (brand, short) if short else (brand,):
        yield from (f"{place.stem}{name}", f"{name}{place.stem}", f"{place.level}{name}")
        tails = ("支行",) if bank else ("公司", "分公司", "支公司")
        for tail in tails:
            yield from (
                f"{name}{tail}",
                f"{place.stem}{name}{tail}",
                f"{place.level}{name}{tail}",
                f"{name}{place.stem}{tail}",
                f"{name}{place.full}{tail}",
            )
