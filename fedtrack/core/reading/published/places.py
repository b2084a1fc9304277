"""Where a day stands: what the sentence says before it and behind it, as far as it belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.published.clocks import Tail, read_tail
from fedtrack.core.reading.published.days import Mention, Reading, find_days
from fedtrack.core.reading.published.lost_days import find_lost_days
from fedtrack.core.reading.published.relative_days import find_relative_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fedtrack.core.workdays import WorkCalendar

_ENDS = re.compile(r"[。;!?]")
_JOINED = re.compile(
    r"^[、和及与](?:[^,。;:、\d()]{2,16}?)?[于在]?$|^,[^,。;:、\d()]{2,12}[于在]$|^[将把][^,。;:、\d()]{2,24}[,、]$"
)
_BRACKET = re.compile(r"^ ?\([^()]{1,24}\)")
_THAT_DAY = re.compile(r"当[天日]$")
_HEADING = re.compile(r"^[^。;!?]{2,24}$")
_FROM_TO = re.compile(r"^ ?(?:开始|起)?,?(?:起?至|到|[-—–~]+) ?$")
_PARTS = re.compile(r"[、;。:]")
_HANDS_IN = re.compile(r"报送|上报|提交|填报|填写|反馈")
_SHORT = 16
_WIDEST = 400
"""Characters of a sentence that are looked at on either side: no sentence of a notice is longer."""


class Place(Struct, frozen=True):
    """A day in its sentence.

    `lead` reads up to the day and `trail` on from it, both without what belongs to another day of the
    sentence; `heading` is the paragraph above where that is one, `row` the
    cells of a table's line, `column` what stands over the day's.
    """

    mention: Mention
    tail: Tail
    lead: str
    trail: str
    sentence: str
    earlier: str = ""
    heading: str = ""
    row: tuple[str, ...] = ()
    column: str = ""
    quoted: bool = False
    attributive: bool = False
    listed: bool = False

    @property
    def first(self) -> str:
        """The first clause that follows, without what stands in brackets right behind the day."""
        return _BRACKET.sub("", self.trail).lstrip(" ,)").split(",", 1)[0]

    @property
    def signed(self) -> bool:
        """Whether the day is said to be the last: 前, 内, 截止."""
        return bool(self.tail.sign) or self.mention.text.endswith(("前", "内"))

    @property
    def words(self) -> str:
        """The day as the notice has it, with the weekday, time and sign behind it."""
        return self.mention.text


class _Spot(Struct, frozen=True):
    mention: Mention
    tail: Tail


def find_places(paragraphs: Sequence[str], issued: date | None, calendar: WorkCalendar) -> Iterator[Place]:
    """Yield every day of the paragraphs, in their order."""
    heading = ""
    columns: tuple[str, ...] = ()
    for paragraph in paragraphs:
        row = tuple(cell.strip() for cell in paragraph.split("\t")) if "\t" in paragraph else ()
        found = list(
            _of_paragraph(
                paragraph, heading=heading, row=row, columns=columns, issued=issued, calendar=calendar
            )
        )
        yield from found
        columns = () if not row else columns if found and columns else row
        heading = paragraph if _HEADING.match(paragraph) else ""


def _of_paragraph(
    text: str,
    *,
    heading: str,
    row: tuple[str, ...],
    columns: tuple[str, ...],
    issued: date | None,
    calendar: WorkCalendar,
) -> Iterator[Place]:
    spots = _spots(text, issued, calendar)
    if not spots:
        return
    ends = [found.start() for found in _ENDS.finditer(text)]
    quotes = _quoted(text)
    at = 0
    begin = 0
    for number, spot in enumerate(spots):
        start = spot.mention.start
        while at < len(ends) and ends[at] < start:
            begin = ends[at] + 1
            at += 1
        if begin:
            heading = _former(text, ends, at)
        stop = next((end for end in ends[at : at + 4] if end >= spot.tail.end), len(text))
        before = spots[number - 1] if number else None
        after = spots[number + 1] if number + 1 < len(spots) else None
        by_the_way = before is not None and before.mention.start >= begin and bool(before.tail.sign)
        described = before is not None and _describes(text, before, spot)
        if after is not None and (_describes(text, spot, after) or _by_the_way(after)):
            after = spots[number + 2] if number + 2 < len(spots) else None
        lead_from = max(begin, _lead_from(text, before, start) if before else 0, start - _WIDEST)
        last = _trail_to(text, spot, after, stop)
        yield Place(
            mention=spot.mention,
            tail=spot.tail,
            lead=text[lead_from:start],
            trail=text[spot.tail.end : min(last, spot.tail.end + _WIDEST)],
            sentence=text[max(begin, start - _WIDEST) : min(stop, start + _WIDEST)],
            earlier=text[max(begin, start - _WIDEST, 0) : start],
            heading=heading,
            row=row,
            column=_column(text, start, columns) if row else "",
            quoted=_within(quotes, start),
            attributive=described or (by_the_way and _by_the_way(spot)),
            listed=after is not None and _is_listed(text, spot, after),
        )


def _former(text: str, ends: list[int], at: int) -> str:
    """Return the sentence before, where it is as short as a heading: (三)报送时间。5月20日前."""
    former = text[ends[at - 2] + 1 if at > 1 else 0 : ends[at - 1]]
    return former if len(former) <= _SHORT else ""


def _spots(text: str, issued: date | None, calendar: WorkCalendar) -> list[_Spot]:
    """Return the days with what stands behind them, of overlapping ones the first and longest."""
    found = [*find_days(text), *find_lost_days(text), *find_relative_days(text, issued, calendar)]
    found.sort(key=lambda one: (one.start, one.start - one.end, one.lost))
    spots: list[_Spot] = []
    end = 0
    for mention in found:
        if mention.start < end:
            continue
        tail = read_tail(text, mention.end)
        if _THAT_DAY.match(mention.text) and not (tail.clock or tail.sign):
            continue
        end = max(tail.end, mention.end)
        if spots and _FROM_TO.match(text[spots[-1].tail.end : mention.start][:_SHORT]):
            first = spots.pop().mention
            spots.append(_Spot(_between(text, first, mention, span_from=first.readings[:1]), tail))
            continue
        if spots and _glosses(text, spots[-1], mention):
            spot = spots.pop()
            closing = tail.end + 1 if text[tail.end : tail.end + 1] == ")" else tail.end
            more = read_tail(text, closing)
            merged = Tail(
                more.end,
                tail.weekday,
                tail.clock or more.clock or spot.tail.clock,
                tail.time_text or more.time_text or spot.tail.time_text,
                tail.sign or more.sign or spot.tail.sign,
            )
            spots.append(_Spot(_between(text, spot.mention, mention), merged))
            end = more.end
            continue
        spots.append(_Spot(mention, tail))
    return spots


def _describes(text: str, before: _Spot, spot: _Spot) -> bool:
    """Say whether a day only says which paper is meant: 于3月20日前将3月1日至15日的情况报."""
    gap = text[before.tail.end : spot.mention.start][:_WIDEST]
    clause = gap[gap.rfind(",") + 1 :]
    if _PARTS.search(clause) or (spot.tail.sign and clause != gap):
        return False
    taken = "将" in clause or "把" in clause
    return taken or (clause == gap and not spot.tail.sign and _HANDS_IN.search(gap) is not None)


def _by_the_way(spot: _Spot) -> bool:
    """Say whether a day is none by which something could be due: 由专人每日统计."""
    told = spot.mention.relative or spot.mention.recurs
    return bool(told) and not spot.tail.sign and not spot.mention.text.endswith(("前", "内"))


def _column(text: str, start: int, columns: Sequence[str]) -> str:
    at = text.count("\t", 0, start)
    return columns[at] if at < len(columns) else ""


def _glosses(text: str, spot: _Spot, mention: Mention) -> bool:
    """Say whether a day in brackets says outright what stands before it: 一周内(5月30日前)."""
    told = spot.mention.relative or spot.mention.recurs
    return bool(told) and text[spot.tail.end : mention.start].strip() == "(" and bool(mention.readings)


def _between(text: str, told: Mention, day: Mention, *, span_from: tuple[Reading, ...] = ()) -> Mention:
    return Mention(
        told.start,
        day.end,
        text[told.start : day.end],
        day.readings,
        span_from=span_from[0] if span_from else None,
        year_word=day.year_word,
        lost=told.lost or day.lost,
        approx=day.approx,
    )


def _is_listed(text: str, spot: _Spot, after: _Spot) -> bool:
    gap = text[spot.tail.end : after.mention.start].strip()[:_WIDEST]
    return bool(spot.mention.readings) and _JOINED.match(gap) is not None


def _lead_from(text: str, before: _Spot, start: int) -> int:
    """Return where the words before a day begin to be its own: behind the last comma after the day before."""
    comma = text.rfind(",", before.tail.end, start)
    return comma + 1 if comma >= 0 else before.tail.end


def _trail_to(text: str, spot: _Spot, after: _Spot | None, stop: int) -> int:
    if after is None or after.mention.start >= stop:
        return stop
    comma = text.rfind(",", spot.tail.end, after.mention.start)
    return comma if comma >= 0 else after.mention.start


def _within(quotes: list[tuple[int, int]], start: int) -> bool:
    """Say whether a place lies in one of the stretches, which are in order and apart."""
    at = bisect_left(quotes, (start, 0)) - 1
    return at >= 0 and quotes[at][0] < start < quotes[at][1]


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return where quotations and titles of papers begin and end."""
    return [found.span() for found in re.finditer(r"“[^“”]{1,200}”|《[^《》]{1,200}》|\"[^\"]{1,80}\"", text)]
