"""Whose report an arrival is: proven by what is beyond doubt, unless anything speaks against it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.judging.claims import HEADLINES, Claim, Where
from fedtrack.core.judging.doubts import find_doubts, names_of
from fedtrack.core.matching.near_names import near_units
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.arrivals import Arrival, Cell
    from fedtrack.core.matching.name_index import NameIndex

_ROWS, _NAME = 200, 30
_MANY = 4
"""Units in one text from which on it is about them all, not from one of them."""


class Whose(Struct, frozen=True):
    """What the claims come to: a unit that is proven, or candidates, likeliest first; evidence and doubts."""

    unit: str | None
    candidates: tuple[str, ...]
    evidence: tuple[Message, ...]
    doubts: tuple[Message, ...]
    many: bool = False
    table: bool = False
    """Whether a table in it names several units, a line for each."""
    places: tuple[Where, ...] = ()
    """Where the proven unit is named beyond doubt."""

    @property
    def answers(self) -> bool:
        """Whether it answers a reminder of ours to the unit."""
        return Where.TOKEN in self.places

    @property
    def signed(self) -> bool:
        """Whether the unit's name stands at its foot."""
        return Where.SIGNATURE in self.places

    @property
    def likely(self) -> str | None:
        """The unit that is most likely meant, or None where that would be a guess."""
        return self.unit or (self.candidates[0] if len(self.candidates) == 1 else None)


def find_whose(arrival: Arrival, claims: Sequence[Claim], index: NameIndex) -> Whose:
    """Return whose arrival it is."""
    return replace(_find_whose(arrival, claims, index), table=_is_table_of_units(arrival, index))


def _is_table_of_units(arrival: Arrival, index: NameIndex) -> bool:
    """Say whether a column of a table names two units or more."""
    return any(
        len({unit for cell in column[:_ROWS] for unit in _named_whole(cell, index)}) > 1
        for file in arrival.files
        for sheet in file.extract.sheets
        for column in zip_longest(*sheet.rows[:_ROWS])
    )


def _named_whole(cell: Cell, index: NameIndex) -> Iterator[str]:
    """Yield the unit that a cell is the name of."""
    if isinstance(cell, str) and len(cell) <= _NAME:
        for mention in index.find(cell):
            if mention.sure and len(mention.text) + 1 >= len(cell.strip()):
                yield from mention.units


def _find_whose(arrival: Arrival, claims: Sequence[Claim], index: NameIndex) -> Whose:
    sure = list(dict.fromkeys(unit for claim in claims for unit in sorted(claim.sure)))
    many = _names_many(arrival, index)
    if len(sure) > 1:
        names = tuple(index.units[unit].name for unit in sure)
        doubt = Message("several units are named: {units}", units=names)
        return Whose(None, tuple(sure), tuple(_evidence(claims, index)), (doubt,), many)
    if not sure:
        candidates = tuple(_candidates(claims, index))
        return Whose(
            None, candidates, tuple(_weak_evidence(claims, index)), (_no_proof(candidates, index),), many
        )
    unit = sure[0]
    doubts = tuple(dict.fromkeys(find_doubts(arrival, unit, claims, index)))
    others = [other for claim in claims for other in sorted(claim.possible) if other != unit]
    candidates = (unit, *dict.fromkeys(others)) if doubts else (unit,)
    places = tuple(dict.fromkeys(claim.where for claim in claims if unit in claim.sure))
    return Whose(unit, candidates, tuple(_evidence(claims, index)), doubts, many, places=places)


def _no_proof(candidates: Sequence[str], index: NameIndex) -> Message:
    if not candidates:
        return Message("nothing says whose it is")
    names = tuple(index.units[unit].name for unit in candidates[:_MANY])
    return Message("perhaps {units}, but nothing proves it", units=names)


def _names_many(arrival: Arrival, index: NameIndex) -> bool:
    """Say whether the text tells of many units: a briefing, a list of who has reported."""
    lines = [*arrival.text.splitlines(), *(line for file in arrival.files for line in file.extract.lines)]
    mentions = (mention for line in lines for mention in index.find(line) if mention.sure)
    return len({unit for mention in mentions for unit in mention.units}) >= _MANY


def _candidates(claims: Sequence[Claim], index: NameIndex) -> Iterator[str]:
    """Yield the units that may be meant, each once."""
    seen: set[str] = set()
    for group in (_possible(claims), _near(claims, index)):
        for unit in group:
            if unit not in seen:
                seen.add(unit)
                yield unit
        if seen:
            return


def _possible(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from sorted(claim.possible)


def _near(claims: Iterable[Claim], index: NameIndex) -> Iterator[str]:
    for claim in claims:
        for office in claim.strangers:
            yield from sorted(near_units(office, index))


def _evidence(claims: Sequence[Claim], index: NameIndex) -> Iterator[Message]:
    """Yield what proves the units, one sentence for each place."""
    seen: set[tuple[Where, frozenset[str]]] = set()
    for claim in claims:
        if claim.sure and (claim.where, claim.sure) not in seen:
            seen.add((claim.where, claim.sure))
            yield _sentence(claim, index)


def _weak_evidence(claims: Sequence[Claim], index: NameIndex) -> Iterator[Message]:
    for claim in claims:
        if claim.where == Where.DISPLAY and claim.named:
            yield Message(
                "only the sender's name says {name}; the address is not on the list", name=claim.text
            )
        elif claim.where == Where.TEXT and claim.named:
            yield Message("the text mentions {units}", units=names_of(claim.named, index))
        elif claim.where in HEADLINES and any(mention.part for mention in claim.mentions):
            yield Message("“{text}” is about a part of the unit, or another place", text=claim.text)
        for office in claim.strangers:
            yield Message("{office} is not on the list", office=office)


def _sentence(claim: Claim, index: NameIndex) -> Message:
    units = names_of(claim.sure, index)
    texts = {
        Where.SENDER: Message("{address} is the address of {units}", address=claim.text, units=units),
        Where.TOKEN: Message("it answers our reminder to {units}", units=units),
        Where.COLUMN: Message("the column says {text}", text=claim.text),
        Where.SUBJECT: Message("the subject names {units}", units=units),
        Where.FILE_NAME: Message("the file name names {units}", units=units),
        Where.TITLE: Message("the document's title names {units}", units=units),
        Where.PAGE_HEADER: Message("the page header names {units}", units=units),
        Where.LABEL: Message("the form names {units}", units=units),
        Where.SIGNATURE: Message("it is signed by {units}", units=units),
        Where.FOLDER: Message("the folder is called {text}", text=claim.text),
    }
    return texts[claim.where]
