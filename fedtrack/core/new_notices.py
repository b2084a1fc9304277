"""From a published paper to `units.toml`: its federation, and a notice for each day that is a deadline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.matching.unit_names import find_place
from fedtrack.core.model import Deadline, Federation, Notice

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import time

    from fedtrack.core.model import Roster
    from fedtrack.core.reading.published.facts import DeadlineFact, NoticeFacts

_NUMBER = re.compile(r"〔(?P<year>\d{4})〕\D{0,3}(?P<number>\d{1,5})号")
_END_OF_OFFICE_HOURS = "下班"


def build_notices(
    facts: NoticeFacts, roster: Roster, recipients: tuple[str, ...]
) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """Return the notices that a paper makes, and those of the roster that it has made already.

    A deadline without a day, one that comes again and again, and one before the paper was issued make
    none. 下班前 is the end of office hours in the roster's federation.
    """
    taken = {notice.id for notice in roster.notices}
    new: list[Notice] = []
    known: list[Notice] = []
    for fact in facts.deadlines:
        if fact.due is None or fact.recurs or (facts.issued is not None and fact.due < facts.issued):
            continue
        deadline = Deadline(fact.due, _clock(fact, roster.federation.office_hours_end))
        here = [notice for notice in roster.notices if _is_same(notice, facts, deadline)]
        known.extend(notice for notice in here if notice not in known)
        twin = any(one.deadline == deadline and one.report == fact.what for one in new)
        if here or twin:
            continue
        identifier = _identifier(facts, deadline, taken)
        taken.add(identifier)
        new.append(
            Notice(
                id=identifier,
                number=facts.number,
                title=_title(facts) or facts.number or fact.what,
                theme=facts.theme,
                issued=facts.issued,
                deadline=deadline,
                report=fact.what,
                recipients=recipients,
                work_items=facts.work_items,
            )
        )
    return tuple(new), tuple(known)


def build_federation(facts: NoticeFacts) -> Federation:
    """Return what a paper tells of who issued it; of several issuers the first collects.

    An address is taken where it is the only one: it will stand in every reminder as the sender's. So
    will the OA, which a paper that names none may not get: units would be sent where nothing arrives.
    """
    name = facts.issuer.partition("、")[0]
    level = find_place(Federation(name)).level
    short_name = f"{level}妇联" if level else ""
    return Federation(
        name=name,
        short_name=short_name,
        email=facts.emails[0] if len(facts.emails) == 1 else "",
        oa=f"{short_name}OA" if "OA" in facts.channels else "",
        contact=facts.contact,
        phone="、".join(facts.phones),
    )


def _title(facts: NoticeFacts) -> str:
    """Return the title without the issuer, who stands beside it wherever it is quoted."""
    without = facts.title.removeprefix(facts.issuer)
    return without if without.startswith("关于") else facts.title


def _clock(fact: DeadlineFact, office_hours_end: time) -> time | None:
    if fact.clock is None and _END_OF_OFFICE_HOURS in fact.time_text:
        return office_hours_end
    return fact.clock


def _is_same(notice: Notice, facts: NoticeFacts, deadline: Deadline) -> bool:
    """Say whether a notice of the roster is this paper by this day."""
    same = notice.number == facts.number if facts.number else notice.title == _title(facts)
    return same and notice.deadline.due == deadline.due


def _identifier(facts: NoticeFacts, deadline: Deadline, taken: Container[str]) -> str:
    """Return an id that is not taken: 2020-1 for 〔2020〕1号, else the day of issue or that it is due."""
    found = _NUMBER.search(facts.number)
    first = f"{found['year']}-{int(found['number'])}" if found else str(facts.issued or deadline.due)
    identifier, more = first, 2
    while identifier in taken:
        identifier = f"{first}-{more}"
        more += 1
    return identifier
