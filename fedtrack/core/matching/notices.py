"""Which notice the clerk means."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from fedtrack.core.names import fold
from fedtrack.errors import InputError, Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from fedtrack.core.model import Notice, Roster

_BRACKETS = str.maketrans("〔〕[]【】〈〉", "()()()()")


def find_notice(
    roster: Roster,
    query: str | None,
    day: date,
    *,
    naming: str = "{id}",
    finished: Callable[[], Sequence[Notice]] = tuple,
) -> Notice:
    """Return the notice with that id or number; without a query the only one open on `day`.

    `naming` is what the clerk types to name one, `finished` tells which of the open ones await nothing any
    more. Raises UsageError that lists the choices, or InputError where there is no notice at all.
    """
    if not roster.notices:
        raise InputError(
            Message("there is no notice yet"),
            where="units.toml",
            fix=Message("add a [[notices]] table with id, title and due; the comments in the file show how"),
        )
    if query is not None:
        wanted = fold(query)
        by_id = [notice for notice in roster.notices if fold(notice.id) == wanted]
        number = _fold_number(query)
        fitting = by_id or [one for one in roster.notices if number and _fold_number(one.number) == number]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:  # two dates in one paper are two notices that share its number
            raise UsageError(
                Message("several notices have the number {number}", number=query),
                fix=_name_one(fitting, naming),
            )
        raise UsageError(
            Message("no notice is called {query}", query=query),
            fix=Message("the notices are: {ids}", ids=tuple(notice.id for notice in roster.notices)),
        )
    awaited = roster.open_notices(day)
    if len(awaited) == 1:
        return awaited[0]
    if awaited:
        fix, done = _name_one(awaited, naming), finished()
        if done:
            ids = tuple(notice.id for notice in done)
            fix = Message(
                "{fix}; {ids} is past and nothing is outstanding: with `closed = {day}` in units.toml"
                " it need not be told apart any more",
                fix=fix,
                ids=ids,
                day=day,
            )
        raise UsageError(Message("several notices are open"), fix=fix)
    raise UsageError(Message("no notice is open"), fix=_name_one(roster.notices, naming))


def alike(notices: Sequence[Notice]) -> frozenset[str]:
    """Return the ids of the notices whose title or number is another's too: one paper may ask twice."""
    names = {one.id: {fold(one.title), _fold_number(one.number)} - {""} for one in notices}
    times = Counter(chain(*names.values()))
    return frozenset(key for key, those in names.items() if any(times[name] > 1 for name in those))


def _name_one(notices: Sequence[Notice], naming: str) -> Message:
    similar = alike(notices)
    calls = tuple(
        Message(
            "`{call}` ({title}, due {day})",
            call=naming.format(id=one.id),
            title=" ".join(part for part in (one.number or one.title, one.report) if part),
            day=one.deadline.due,
        )
        if one.id in similar
        else Message("`{call}` ({title})", call=naming.format(id=one.id), title=one.number or one.title)
        for one in notices
    )
    return Message("name one: {calls}", calls=calls)


def _fold_number(number: str) -> str:
    """Return a number as it is compared: any brackets will do, for 〔〕 are on no keyboard."""
    return fold(number).translate(_BRACKETS)
