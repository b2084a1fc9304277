"""Whom a notice's 主送 line means: 各乡镇妇联 is a group of the roster, 泗顶矿区管理处 one unit.

A unit that is asked by mistake is called late for what nobody wanted of it: what fits nothing is left
over and said, never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.listed_units import ListedUnits
from fedtrack.core.matching.normal import normal
from fedtrack.core.model import Unit, groups_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.model import Roster

_KINDS = {
    "township": re.compile(r"乡|(?<!城)镇|苏木"),
    "street": re.compile(r"街道|街办"),
    "community": re.compile(r"社区|居委"),
    "village": re.compile(r"(?<!乡)村"),
    "county office": re.compile(r"[省县市区州旗]直|直属|机关|部门|委办局|科局|[县市区]级"),
    "resident": re.compile(r"驻(?!村)"),
    "school": re.compile(r"学校|中学|小学|幼儿园|院校|中小学"),
    "hospital": re.compile(r"医院|卫生院|卫生系统|医疗"),
    "company": re.compile(r"企业|公司|国企"),
    "bank": re.compile(r"银行|金融"),
    "park": re.compile(r"园区|开发区|高新区|经开区"),
    "mine": re.compile(r"矿区"),
    "farm": re.compile(r"农场|林场|农林场"),
    "society": re.compile(r"协会|商会|团体会员|社会组织"),
}
"""The kinds of units that a 主送 line and the groups of a list speak of, each by its usual words."""
_AROUND = re.compile(
    r"[各全](?!面)|所属|[县市区]?(?:妇女联合会|妇联|妇女组织|妇委会|妇工委|女工委|女职工委员会)|单位|[()]"
)
"""What says nothing of which units are meant."""
_SOME = re.compile(r"有关|相关|部分")
_LEAST_WORDS = 2


class Addressed(Struct, frozen=True):
    """One part of the 主送 line with the groups and units that it means.

    `some`: it says 有关 or the like, so that not all of the group need be meant.
    """

    words: str
    groups: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    some: bool = False

    @property
    def found(self) -> bool:
        """Whether the roster has it."""
        return bool(self.groups or self.units)


class Recipients(Struct, frozen=True):
    """Whom a notice asks: `chosen` as `recipients` of units.toml, empty where all units are meant.

    `unasked` are the groups that no part of the line names, "" for units without a group.
    """

    addressed: tuple[Addressed, ...] = ()
    chosen: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()

    @property
    def left_over(self) -> tuple[str, ...]:
        """The parts of the line that the roster has nothing for."""
        return tuple(one.words for one in self.addressed if not one.found)


def find_recipients(lines: Sequence[str], roster: Roster, today: date) -> Recipients:
    """Return whom the parts of a 主送 line mean; where none means anything in the roster, all units.

    A roster without units means nobody yet.
    """
    if not roster.units:
        return Recipients()
    known = ListedUnits(roster, today)
    groups = groups_of(roster.units)
    named = [group for group in groups if group]
    addressed = tuple(_find(words, named, known) for words in lines if _plain(words))
    meant = {group for one in addressed for group in one.groups}
    units = [unit for one in addressed for unit in one.units]
    alone = dict.fromkeys(unit.id for unit in units if unit.group not in meant)
    chosen = (*(group for group in named if group in meant), *alone)
    if not chosen:
        return Recipients(addressed)
    reached = meant | {unit.group for unit in units}
    return Recipients(addressed, chosen, tuple(group for group in groups if group not in reached))


def _find(words: str, groups: Sequence[str], known: ListedUnits) -> Addressed:
    unit = known.find(words).unit
    if unit is not None:
        return Addressed(words, units=(unit,))
    return Addressed(words, _groups(words, groups), some=_SOME.search(words) is not None)


def _groups(words: str, groups: Sequence[str]) -> tuple[str, ...]:
    """Return the groups of the kinds that the words name; else the wider ones; else those of like name."""
    kinds = _kinds(words)
    of_kind = {group: _kinds(group) for group in groups}
    inside = tuple(group for group in groups if of_kind[group] and of_kind[group] <= kinds)
    wider = tuple(group for group in groups if of_kind[group] & kinds)
    return inside or wider or tuple(group for group in groups if _alike(words, group))


def _kinds(words: str) -> frozenset[str]:
    text = normal(words)
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(text))


def _alike(words: str, group: str) -> bool:
    asked, called = _plain(words), _plain(group)
    return min(len(asked), len(called)) >= _LEAST_WORDS and (asked in called or called in asked)


def _plain(words: str) -> str:
    """Return what is left when the usual words are gone: nothing of 女工委 in 县直各单位妇委会、女工委."""
    return _AROUND.sub("", _SOME.sub("", normal(words)))
