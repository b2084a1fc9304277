"""Which notice the clerk means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.names import fold
from fedtrack.errors import InputError, Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.model import Notice, Roster


def find_notice(roster: Roster, query: str | None, day: date) -> Notice:
    """Return the notice with that id or number; without a query the only one open on `day`.

    Raises UsageError that lists the choices, or InputError where there is no notice at all.
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
        fitting = by_id or [notice for notice in roster.notices if wanted and fold(notice.number) == wanted]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:  # two dates in one paper are two notices that share its number
            raise UsageError(
                Message("several notices have the number {number}", number=query),
                fix=Message("name one: {ids}", ids=_ids(fitting)),
            )
        raise UsageError(
            Message("no notice is called {query}", query=query),
            fix=Message("the notices are: {ids}", ids=_ids(roster.notices)),
        )
    awaited = roster.open_notices(day)
    if len(awaited) == 1:
        return awaited[0]
    if awaited:
        raise UsageError(
            Message("several notices are open"), fix=Message("name one: {ids}", ids=_ids(awaited))
        )
    raise UsageError(Message("no notice is open"), fix=Message("name one: {ids}", ids=_ids(roster.notices)))


def _ids(notices: Sequence[Notice]) -> tuple[str, ...]:
    return tuple(notice.id for notice in notices)
