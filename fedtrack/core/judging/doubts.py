"""What speaks against a unit that seems proven: whatever contradicts is never outvoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.judging.claims import CONTRADICTING, Claim, Where
from fedtrack.core.judging.words import FOR_ANOTHER, FORWARD
from fedtrack.core.matching.near_names import explains
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.unit_names import Grade
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.matching.name_index import Mention, NameIndex

_RECOMMENDS = re.compile(r"推荐|申报|推选")
_FOR = re.compile(r"[帮替代为受给]$")
_GIVEN = re.compile(r"(?:^|[是为将送发附转报交,，:：。])$")
_THEIRS = re.compile(r"的?(?:“?三八|妇女节|活动|材料|总结|小结|情况|报告|汇报|推荐)")
_NOTE, _LETTER, _HEAD = 80, 200, 6
_SELF = re.compile(r"我们?(村|校|局|镇|乡|院|公司|社区|园)(?!里)")
_ALSO = {"校": "学"}
"""What is in a name where its people say otherwise of it: 我校 is 第二中学."""
_OWN_OFFICE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:办|办公室|科|股|室|部)\s*$")
"""An office within the unit, by which a sender signs."""
_TOGETHER = re.compile(
    r"联合|会同|携手|与|和|在|到|赴|走进|慰问|向|给|请|感谢|参加|支持|一同|一起|谢|配合|协助|派"
)


def find_doubts(arrival: Arrival, unit: str, claims: Sequence[Claim], index: NameIndex) -> Iterator[Message]:
    """Yield what speaks against a unit that is proven."""
    by_itself = any(unit in claim.direct for claim in claims)
    for claim in claims:
        if claim.direct:
            if unit not in claim.direct:
                yield Message("the address is that of {units}", units=names_of(claim.direct, index))
        elif claim.where in CONTRADICTING:
            yield from _contradictions(unit, claim, index, by_itself=by_itself)
        elif claim.where == Where.DISPLAY and claim.named - {unit}:
            yield Message("the sender is called {name}", name=claim.text)
        elif claim.where == Where.TEXT and _says_it_is_theirs(claim, unit, arrival):
            yield Message("the text mentions {units}", units=names_of(claim.possible - {unit}, index))
    yield from _by_another(arrival, unit, index)


def _by_another(arrival: Arrival, unit: str, index: NameIndex) -> Iterator[Message]:
    """Yield what says that somebody else wrote it, or that it was sent for somebody else."""
    if _speaks_as_another(arrival.text, index.units[unit].name):
        yield Message("it speaks as somebody else: “{text}”", text=arrival.text[:40])
    if FORWARD.match(arrival.subject):
        quoted = {one for line in arrival.quoted.splitlines()[:_HEAD] for one in _named_in(line, index)}
        if quoted - {unit}:
            yield Message("it forwards a mail of {units}", units=names_of(quoted - {unit}, index))
    if arrival.sender and FOR_ANOTHER.search(f"{arrival.subject}\n{arrival.text}"):
        yield Message(
            "it may have been sent for another unit: “{text}”", text=arrival.text[:40] or arrival.subject
        )


def _named_in(line: str, index: NameIndex) -> frozenset[str]:
    return frozenset().union(*(mention.units for mention in index.find(line) if mention.sure))


def _speaks_as_another(text: str, name: str) -> bool:
    """Say whether a short text says 我校 or 我村 where the unit is a township, and the like."""
    selves = set(_SELF.findall(text)) if len(text) <= _LETTER else set()
    return bool(selves) and not any(self in name or _ALSO.get(self, self) in name for self in selves)


def _says_it_is_theirs(claim: Claim, unit: str, arrival: Arrival) -> bool:
    """Say whether a line says that what was sent is another unit's: 这是黑石镇的总结, 我是黑石镇妇联小韦."""
    text = normal(claim.text)
    offices = [mention for mention in claim.mentions if mention.grade >= Grade.BASE]
    others = any(unit not in mention.units for mention in offices)
    if others and len(arrival.text) <= _NOTE and not _TOGETHER.search(text):
        return True
    return any(
        mention.sure
        and unit not in mention.units
        and _GIVEN.search(text[: mention.start])
        and _THEIRS.match(text[mention.end :])
        for mention in claim.mentions
    )


def _contradictions(unit: str, claim: Claim, index: NameIndex, *, by_itself: bool) -> Iterator[Message]:
    """Yield what a headline says that does not fit the unit.

    A part of it is no contradiction where the unit itself sends a recommendation: 县医院产科推荐材料.
    """
    recommends = by_itself and _RECOMMENDS.search(claim.text) is not None
    said = recommends or any(unit in mention.units and mention.sure for mention in claim.mentions)
    for mention in claim.mentions:
        if unit not in mention.units and (mention.grade > Grade.STEM or _stands_alone(mention, claim)):
            yield Message("“{text}” names {units}", text=claim.text, units=names_of(mention.units, index))
        elif claim.where == Where.SIGNATURE and _OWN_OFFICE.match(normal(claim.text)[mention.end :]):
            continue
        elif (
            mention.part and not said and not (mention.amid and not _FOR.search(claim.text[: mention.start]))
        ):
            yield Message("“{text}” is about a part of the unit, or another place", text=claim.text)
    for office in claim.strangers:
        if not said and not explains(unit, office, index):
            yield Message("“{text}” names somebody else: {office}", text=claim.text, office=office)


def _stands_alone(mention: Mention, claim: Claim) -> bool:
    """Say whether a stem opens its text, as 大将 in 大将三八活动: further on it may be any word."""
    before = claim.text[: mention.start]
    return not before or before[-1] in "(（-—_ 、:："


def names_of(units: Iterable[str], index: NameIndex) -> tuple[str, ...]:
    """Return what the units are called, in the order of their ids."""
    return tuple(index.units[unit].name for unit in sorted(units))
