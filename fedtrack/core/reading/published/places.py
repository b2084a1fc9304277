"""Where a day stands: what the sentence says before it and behind it, as far as it belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.clocks import Tail
from fedtrack.core.reading.published.days import Mention
from fedtrack.core.reading.published.duties import DUTY, MOVED_TO
from fedtrack.core.reading.published.spots import Spot, find_spots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fedtrack.core.workdays import WorkCalendar

_ENDS = re.compile(r"[。;!?]")
_JOINED = re.compile(
    r"^[、和及与](?:[^,。;:、\d()]{2,16}?)?[于在]?$|^,(?!届时|请|并|随后|然后|同时|再|另)[^,。;:、\d()]{2,12}[于在]$|^[将把][^,。;:、\d()]{2,24}[,、]$"
)
_BRACKET = re.compile(r"^ ?\([^()]{1,24}\)")
_QUOTED = re.compile(r"“[^“”]{1,200}”|《[^《》]{1,200}》|\"[^\"]{1,80}\"")
_IN_VIEW_OF = re.compile(r"^(?:针对|根据|按照?|对照|结合|围绕|依据|参照|依照|经|在.{0,20}基础上|以.{2,20}为)")
_HEADING = re.compile(r"^[^。;!?]{2,24}$")
_SECTION = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、,.]|\([一二三四五六七八九十]{1,3}\)) ?[^。;!?,:]{2,20}$"
)
_PARTS = re.compile(r"[、;。:]")
_HANDS_IN = re.compile(r"报送|上报|提交|填报|填写|反馈")
_SHORT = 16
_MOST_CELLS = 40
"""How many cells of a table's line are kept: no table of a notice is wider."""
_WIDEST = 400
"""Characters of a sentence that are looked at on either side: no sentence of a notice is longer."""


class Place(Struct, frozen=True):
    """A day in its sentence.

    `lead` reads up to the day and `trail` on from it, both without what belongs to another day of the
    sentence; `heading` is the paragraph above where that is one, `section` the numbered part, `row` the
    cells of a table's line, `column` what stands over the day's.
    """

    mention: Mention
    tail: Tail
    lead: str
    trail: str
    sentence: str
    earlier: str = ""
    heading: str = ""
    section: str = ""
    row: tuple[str, ...] = ()
    column: str = ""
    quoted: bool = False
    attributive: bool = False
    listed: bool = False
    paragraph: int = 0

    @property
    def first(self) -> str:
        """The first clause that follows and does something, without brackets and 针对抽查发现的问题."""
        clauses = _BRACKET.sub("", self.trail).lstrip(" ,)").split(",", 2)
        aside = len(clauses) > 1 and _IN_VIEW_OF.match(clauses[0]) and not DUTY.search(clauses[0])
        return clauses[1] if aside else clauses[0]

    @property
    def signed(self) -> bool:
        """Whether the day is said to be the last: 前, 内, 截止."""
        return bool(self.tail.sign) or self.mention.text.endswith(("前", "内"))

    @property
    def words(self) -> str:
        """The day as the notice has it, with the weekday, time and sign behind it."""
        return self.mention.text


class _Line(Struct, frozen=True):
    """A paragraph; `ends` are where its sentences end, `columns` what stands over the cells of `row`."""

    text: str
    number: int
    heading: str
    section: str
    row: tuple[str, ...]
    columns: tuple[str, ...]
    ends: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]


def find_places(paragraphs: Sequence[str], issued: date | None, calendar: WorkCalendar) -> Iterator[Place]:
    """Yield every day of the paragraphs, in their order."""
    heading = section = ""
    columns: tuple[str, ...] = ()
    for number, text in enumerate(paragraphs):
        row = (
            tuple(cell.strip() for cell in text.split("\t", _MOST_CELLS)[:_MOST_CELLS])
            if "\t" in text
            else ()
        )
        spots = find_spots(text, issued, calendar)
        if spots:
            line = _Line(text, number, heading, section, row, columns, _ends(text), _quoted(text))
            yield from (_place(line, spots, at) for at in range(len(spots)))
        columns = () if not row else columns if spots and columns else row
        heading = text if _HEADING.match(text) else ""
        section = text if _SECTION.match(text) else section


def _place(line: _Line, spots: Sequence[Spot], number: int) -> Place:
    """Return a day with what belongs to it of the sentence, and not to the day before or after it."""
    text, spot = line.text, spots[number]
    start, tail = spot.mention.start, spot.tail
    at = bisect_left(line.ends, start)
    begin = line.ends[at - 1] + 1 if at else 0
    stop = next((end for end in line.ends[at : at + 4] if end >= tail.end), len(text))
    before = spots[number - 1] if number else None
    after = _following(text, spots, number)
    by_the_way = before is not None and before.mention.start >= begin and bool(before.tail.sign)
    described = before is not None and _describes(text, before, spot)
    nearest = start - _WIDEST
    last = min(_trail_to(text, spot, after, stop), tail.end + _WIDEST)
    return Place(
        mention=spot.mention,
        tail=tail,
        lead=text[max(begin, _lead_from(text, before, start) if before else 0, nearest) : start],
        trail=text[tail.end : last],
        sentence=text[max(begin, nearest) : min(stop, start + _WIDEST)],
        earlier=text[max(begin, nearest) : start],
        heading=_former(text, line.ends, at) if begin else line.heading,
        section=line.section,
        row=line.row,
        column=_column(text, start, line.columns) if line.row else "",
        quoted=_within(line.quotes, start),
        attributive=described or (by_the_way and _by_the_way(spot)),
        listed=after is not None and _is_listed(text, spot, after),
        paragraph=line.number,
    )


def _following(text: str, spots: Sequence[Spot], number: int) -> Spot | None:
    """Return the next day of the paragraph, but for one that only describes a paper or is told by the way."""
    after = spots[number + 1] if number + 1 < len(spots) else None
    if after is not None and (_describes(text, spots[number], after) or _by_the_way(after)):
        return spots[number + 2] if number + 2 < len(spots) else None
    return after


def _ends(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _ENDS.finditer(text))


def _former(text: str, ends: Sequence[int], at: int) -> str:
    """Return the sentence before, where it is as short as a heading: (三)报送时间。5月20日前."""
    former = text[ends[at - 2] + 1 if at > 1 else 0 : ends[at - 1]]
    return former if len(former) <= _SHORT else ""


def _describes(text: str, before: Spot, spot: Spot) -> bool:
    """Say whether a day only says which paper is meant: 于3月20日前将3月1日至15日的情况报."""
    gap = text[before.tail.end : spot.mention.start][:_WIDEST]
    clause = gap[gap.rfind(",") + 1 :]
    if _PARTS.search(clause) or ";" in gap or MOVED_TO.search(clause) or (spot.tail.sign and clause != gap):
        return False
    taken = "将" in clause or "把" in clause
    return taken or (clause == gap and not spot.tail.sign and _HANDS_IN.search(gap) is not None)


def _by_the_way(spot: Spot) -> bool:
    """Say whether a day is none by which something could be due: 由专人每日统计."""
    told = spot.mention.relative or spot.mention.recurs
    return bool(told) and not spot.tail.sign and not spot.mention.text.endswith(("前", "内"))


def _column(text: str, start: int, columns: Sequence[str]) -> str:
    at = text.count("\t", 0, start)
    return columns[at] if at < len(columns) else ""


def _is_listed(text: str, spot: Spot, after: Spot) -> bool:
    gap = text[spot.tail.end : after.mention.start].strip()[:_WIDEST]
    return bool(spot.mention.readings) and _JOINED.match(gap) is not None and not DUTY.search(gap)


def _lead_from(text: str, before: Spot, start: int) -> int:
    """Return where the words before a day begin to be its own: behind the last comma after the day before."""
    comma = text.rfind(",", before.tail.end, start)
    return comma + 1 if comma >= 0 else before.tail.end


def _trail_to(text: str, spot: Spot, after: Spot | None, stop: int) -> int:
    if after is None or after.mention.start >= stop:
        return stop
    comma = text.rfind(",", spot.tail.end, after.mention.start)
    return comma if comma >= 0 else after.mention.start


def _within(quotes: Sequence[tuple[int, int]], start: int) -> bool:
    """Say whether a place lies in one of the stretches, which are in order and apart."""
    at = bisect_left(quotes, (start, 0)) - 1
    return at >= 0 and quotes[at][0] < start < quotes[at][1]


def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return where quotations and titles of papers begin and end."""
    return tuple(found.span() for found in _QUOTED.finditer(text))
