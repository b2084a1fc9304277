"""The decision on one arrival: file it, ask, or leave it alone.

Filing under the wrong unit is the worst that can happen, asking needlessly the second, missing a report
the third. So it is filed only where unit and notice are proven and nothing speaks against either; what
contradicts itself is never outvoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.claims import gather_claims
from fedtrack.core.judging.contents import is_system, sort_contents
from fedtrack.core.judging.files import judge_with_files
from fedtrack.core.judging.hazards import find_hazards
from fedtrack.core.judging.item import Item
from fedtrack.core.judging.machines import judge_machine
from fedtrack.core.judging.quoted_letters import without_quoted_letter
from fedtrack.core.judging.rows import judge_row
from fedtrack.core.judging.texts import judge_text
from fedtrack.core.judging.verdict import Decision, ItemKind, Verdict
from fedtrack.core.judging.which import Notices
from fedtrack.core.judging.whose import find_whose
from fedtrack.core.matching.addresses import AddressBook
from fedtrack.core.matching.name_index import NameIndex
from fedtrack.errors import Message

if TYPE_CHECKING:
    from datetime import datetime

    from fedtrack.core.arrivals import Arrival
    from fedtrack.core.model import Notice, Roster


class Judge:
    """Knows the roster and the notices; each arrival is judged by itself."""

    def __init__(self, roster: Roster, *, as_of: datetime, chosen: Notice | None = None) -> None:
        self._roster = roster
        self._as_of = as_of
        self._index = NameIndex(roster)
        self._book = AddressBook(roster)
        self._notices = Notices(roster, self._index, day=as_of.date(), chosen=chosen)
        self._expected = {
            notice.id: frozenset(unit.id for unit in roster.expected(notice)) for notice in roster.notices
        }

    def unit_name(self, unit: str) -> str:
        """Return what a unit is called; an id that is in the ledger alone stays one."""
        known = self._index.units.get(unit)
        return known.name if known is not None else unit

    def judge(self, arrival: Arrival) -> Verdict:
        """Return what to do with the arrival."""
        if arrival.form in {Form.FILE, Form.MEMBER} and all(is_system(file.name) for file in arrival.files):
            return Verdict(
                Decision.IGNORE, ItemKind.OTHER, evidence=(Message("a file that the computer left behind"),)
            )
        arrival = without_quoted_letter(arrival, self._index)
        item = self._look(arrival)
        if arrival.form == Form.ROW:
            return judge_row(item)
        verdict = judge_machine(item, self._book)
        if verdict is not None:
            return verdict
        return judge_with_files(item) if item.contents.anything else judge_text(item)

    def _look(self, arrival: Arrival) -> Item:
        which = self._notices.find(arrival)
        whose = find_whose(arrival, gather_claims(arrival, self._index, self._book), self._index)
        doubts = list(find_hazards(arrival, self._book.domains))
        notice = which.notice
        if notice is not None and whose.unit and whose.unit not in self._expected[notice.id]:
            name = self._index.units[whose.unit].name
            doubts.append(Message("{unit} is not asked by {notice}", unit=name, notice=notice.id))
        if arrival.received is not None:
            if arrival.received > self._as_of:
                doubts.append(Message("it came in after the day you ask about"))
            elif notice is not None and notice.issued and arrival.received.date() < notice.issued:
                doubts.append(Message("it came in before the notice was issued"))
        return Item(
            arrival=arrival,
            contents=sort_contents(arrival),
            whose=whose,
            which=which,
            doubts=tuple(doubts),
            known_sender=bool(self._book.owners(arrival.sender)),
            own_sender=self._book.is_own(arrival.sender),
            unit_name=self._index.units[whose.likely].name if whose.likely else "",
            own_paper=self._notices.is_its_own_paper(arrival),
        )
