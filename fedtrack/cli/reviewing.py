"""What `fedtrack collect` asks the clerk: whose a doubtful thing is, and whether numbers in a text count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.cli.questions import agree, ask
from fedtrack.core.judging.verdict import ItemKind
from fedtrack.core.reading.figures import figures_offered
from fedtrack.errors import DocumentError, Message, UsageError
from fedtrack.render import console
from fedtrack.render.asking import figures_words, render_item
from fedtrack.render.collecting import title_of
from fedtrack.usecases.dismiss_arrival import dismiss_arrival
from fedtrack.usecases.file_arrival import add_figures, file_arrival, prepare_filing
from fedtrack.usecases.place_photos import alike_photos
from fedtrack.usecases.received_day import received_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice, Unit
    from fedtrack.usecases.file_arrival import Filing
    from fedtrack.usecases.parcels import Sorted
    from fedtrack.usecases.received_day import ReceivedDay

_SKIP = frozenset({"", "s", "跳过"})
_NO_REPORT = frozenset({"n", "不是", "不是报送"})
_QUIT = frozenset({"q", "退出", "结束"})
_DIGITS = 4
_FILED_AS = {ItemKind.NIL, ItemKind.CORRECTION, ItemKind.SUPPLEMENT}


class Reviewing:
    """Files things, those that are certain and those that the clerk says.

    `known` are the ids of the entries that were there when the things were looked at.
    """

    def __init__(self, desk: Desk, *, on: datetime | None, known: Iterable[str] = ()) -> None:
        self._desk = desk
        self._on = on
        self._known = set(known)
        self._units = {unit.id: unit for unit in desk.roster.units}
        self._notices = {notice.id: notice for notice in desk.roster.notices}
        self._figures: dict[str, dict[str, int | float]] = {}
        self.filed = 0

    def file_certain(self, one: Sorted) -> None:
        """File what is certain; raises UsageError or DocumentError where that cannot be done."""
        self._file(one, *self._proven(one), one.verdict.kind)

    def offer_figures(self, items: Sequence[Sorted]) -> None:
        """Offer the numbers in the texts of what is certain, before it is filed."""
        for one in items:
            self.confirm_figures(one, *self._proven(one))

    def _proven(self, one: Sorted) -> tuple[tuple[Unit, ...], Notice]:
        return (self._units[one.verdict.unit or ""],), self._notices[one.verdict.notice or ""]

    def days(self, items: Iterable[Sorted]) -> dict[str, ReceivedDay]:
        """Return the day on which each thing counts as received, by its key, for the likely notice or any."""
        awaited = self._desk.roster.open_notices(self._desk.today)
        return {
            one.arrival.key: received_day(one.arrival, notice, as_of=self._desk.as_of, on=self._on)
            for one in items
            for notice in (self._likely_notice(one) or next(iter(awaited), None),)
            if notice is not None
        }

    def ask_about(self, items: Sequence[Sorted]) -> None:
        """Ask about each doubtful thing, until the clerk has had enough; photos come after their reports."""
        desk = self._desk
        groups = list(alike_photos(sorted(items, key=lambda one: one.verdict.kind == ItemKind.PHOTO)))
        for position, group in enumerate(groups, start=1):
            one, *beside = group
            place = {"position": position, "total": len(groups)}
            days = self.days([one])
            console.show_beside(*render_item(one, desk.roster, desk.today, days, **place, beside=beside))
            if not self._settled(group):
                return

    def _settled(self, group: Sequence[Sorted]) -> bool:
        """Ask until the answer can be carried out for all; say whether to go on with the next."""
        while True:
            question = Message("number or name of the unit, n = no report, Enter = later, q = stop: ")
            answer = ask(question)
            if answer is None or answer.casefold() in _QUIT:
                return False
            if answer.casefold() in _SKIP:
                return True
            try:
                for one in group:
                    self._carry_out(one, answer)
            except (UsageError, DocumentError) as error:
                console.report_faults(error.faults)
            else:
                return True

    def _carry_out(self, one: Sorted, answer: str) -> None:
        """Do what the clerk said with one thing, unless that was done before a fault in another."""
        if one.entry:
            return
        if answer.casefold() in _NO_REPORT:
            one.entry = dismiss_arrival(one.arrival, ledger=self._desk.ledger, day=self._desk.today).id
            console.note(Message("  ✓ noted: no report"))
        else:
            self._file_as_said(one, answer)

    def _file_as_said(self, one: Sorted, answer: str) -> None:
        """File a doubtful thing for the unit that the clerk names."""
        units = self._named(one, answer)
        notice = self._notice(one)
        kind = one.verdict.kind if one.verdict.kind in _FILED_AS else ItemKind.REPORT
        self.confirm_figures(one, units, notice)
        self._file(one, units, notice, kind)
        names = tuple(unit.name for unit in units)
        done = Message(
            "filed for {units}, {notice}, received {day}",
            units=names,
            notice=notice.number or notice.id,
            day=received_day(one.arrival, notice, as_of=self._desk.as_of, on=self._on).day,
        )
        console.note(Message("  ✓ {done}", done=done))

    def _named(self, one: Sorted, answer: str) -> tuple[Unit, ...]:
        """Return the units named: by numbers (`1`, or `1 2` for a joint report), or by a name."""
        candidates = one.verdict.candidates
        numbers = re.split(r"[\s,，、]+", answer)
        if all(_is_choice(number, candidates) for number in numbers):
            return tuple(self._units[candidates[int(number) - 1]] for number in dict.fromkeys(numbers))
        if all(number.isdecimal() for number in numbers) and answer not in self._units:
            raise UsageError(Message("there is no number {number} here", number=answer))
        return self._desk.units([answer])

    def _notice(self, one: Sorted) -> Notice:
        """Return the notice: the likely one, or the one that the clerk chooses."""
        likely = self._likely_notice(one)
        if likely is not None:
            return likely
        awaited = self._desk.roster.open_notices(self._desk.today)
        for number, notice in enumerate(awaited, start=1):
            console.note(
                Message("  {number}  {id}  {title}", number=number, id=notice.id, title=notice.title)
            )
        answer = ask(Message("which notice (number): ")) or ""
        if _is_choice(answer, awaited):
            return awaited[int(answer) - 1]
        return self._desk.notice(answer or None)

    def _likely_notice(self, one: Sorted) -> Notice | None:
        if one.verdict.notice is not None:
            return self._notices[one.verdict.notice]
        awaited = self._desk.roster.open_notices(self._desk.today)
        return awaited[0] if len(awaited) == 1 else None

    def _file(self, one: Sorted, units: Sequence[Unit], notice: Notice, kind: ItemKind) -> None:
        desk = self._desk
        filing = self._prepare(one, units, notice, kind)
        filing = add_figures(filing, self._figures.get(one.arrival.key, {}))
        written = file_arrival(
            one.parcel,
            filing,
            roster=desk.roster,
            ledger=desk.ledger,
            archive=desk.archive,
            as_of=desk.as_of,
            known=self._known,
        )
        self._known.update(entry.id for entry in written.entries)
        one.entry = written.entries[0].id
        self.filed += 1

    def _prepare(
        self, one: Sorted, units: Sequence[Unit], notice: Notice, kind: ItemKind | None = None
    ) -> Filing:
        return prepare_filing(
            one.arrival, units, notice, kind or one.verdict.kind, as_of=self._desk.as_of, on=self._on
        )

    def confirm_figures(self, one: Sorted, units: Sequence[Unit], notice: Notice) -> None:
        """Offer the numbers in a report for what the notice asks; they count if agreed to."""
        self._figures.pop(one.arrival.key, None)
        extracts = [file.extract for file in one.arrival.files]
        lines = [one.arrival.text, *(line for extract in extracts for line in extract.lines)]
        tables = [table for extract in extracts for table in (*extract.sheets, *extract.tables)]
        found = figures_offered(notice.figures, lines, tables)
        if not found or one.verdict.kind == ItemKind.NIL:
            return
        question = Message(
            "{units}, “{title}”, says: {figures}. Enter these?",
            units=tuple(unit.name for unit in units),
            title=title_of(one.arrival),
            figures=figures_words(found, notice.figures),
        )
        if agree(question):
            self._figures[one.arrival.key] = found


def _is_choice(answer: str, choices: Sequence[object]) -> bool:
    """Say whether an answer is the number of a choice, from 1 on; full-width digits are digits too."""
    return len(answer) <= _DIGITS and answer.isdecimal() and 1 <= int(answer) <= len(choices)
