"""`fedtrack collect`, step by step: fetch, look, show, ask, file, tell."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from fedtrack.cli import intake
from fedtrack.cli.questions import agree
from fedtrack.cli.reviewing import Reviewing
from fedtrack.core.judging.judge import Judge
from fedtrack.core.judging.verdict import Decision
from fedtrack.errors import PARTLY_DONE, DocumentError, LedgerError, MailError, Message, UsageError
from fedtrack.exports.as_json import encode
from fedtrack.render import collecting as render
from fedtrack.render import console
from fedtrack.render.language import translate as _
from fedtrack.render.progress import counting_progress
from fedtrack.usecases.note_bounces import note_bounces
from fedtrack.usecases.sort_arrivals import sort_arrivals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from rich.text import Text

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice
    from fedtrack.errors import Fault
    from fedtrack.usecases.parcels import Parcel, Sorted

_BEFORE_DUE = timedelta(days=60)
"""How long before the due date mails are looked at where a notice does not say when it was issued."""


class Collecting:
    """One run of `collect`: `chosen` is the notice named, `on` when loose files came."""

    def __init__(self, desk: Desk, *, chosen: Notice | None, on: tuple[date, time | None] | None) -> None:
        self._desk = desk
        self._chosen = chosen
        self._on = datetime.combine(on[0], on[1] or time.min) if on is not None else None
        self._known: list[str] = []
        self._faults: list[Fault] = []
        self._mail_fault = False

    def run(self, *, paths: Sequence[Path], mailbox: bool, yes: bool, dry_run: bool) -> int:
        """Look at everything, file what is certain and agreed to, and return the exit code."""
        desk = self._desk
        if self._chosen is None and not desk.roster.open_notices(desk.today):
            desk.notice(None)  # which says that there is none, and what to do
        self._require_day()
        intake.pile(desk.workspace, paths).require()
        if mailbox:
            self._fetch()
        items = self._look(paths, mailbox=mailbox)
        asking = not yes and not dry_run and not desk.as_json and sys.stdin.isatty()
        certain = render.sorted_by_decision(items)[Decision.RECORD]
        if not (dry_run or yes or asking) and certain:
            self._tell(items, asked=False)
            raise UsageError(
                Message("nothing was filed: there is no terminal to ask on"),
                fix=Message("add {option} if that is what you want", option="--yes"),
            )
        filed = 0 if dry_run else self._settle(items, asking=asking)
        self._tell(items, asked=asking)
        if not desk.as_json:
            again = _command(paths, mailbox=mailbox)
            console.show(self._foot(items, filed, dry_run=dry_run, again=again))
        console.report_faults(self._faults)
        return self._exit_code(filed)

    def _require_day(self) -> None:
        """Raise UsageError for a day of --on on which no report can have come."""
        if self._on is None:
            return
        day = self._on.date()
        fix = Message("--on is the day on which the report reached you")
        if day > self._desk.today:
            raise UsageError(Message("{day} is still to come; nothing was recorded", day=day), fix=fix)
        issued = [notice.issued for notice in self._awaited() if notice.issued is not None]
        if issued and day < min(issued):
            why = Message("{day} lies before the notice was issued ({issued})", day=day, issued=min(issued))
            raise UsageError(why, fix=fix)

    def _awaited(self) -> Sequence[Notice]:
        """Return the notices that what came may answer."""
        return [self._chosen] if self._chosen else self._desk.roster.open_notices(self._desk.today)

    def _fetch(self) -> None:
        """Fetch what is new in the mailbox; what came before a break stays, and is looked at."""
        desk = self._desk
        mailbox = desk.postbox.mailbox()
        try:
            with counting_progress(_("Fetching mail")) as progress:
                mailbox.fetch_new(
                    intake.shelf(desk.workspace),
                    folders=desk.roster.mail.folders,
                    since=self._since(),
                    progress=progress,
                )
        except MailError as error:
            self._faults += error.faults
            self._mail_fault = True

    def _since(self) -> date:
        """Return the day before which no report can have come."""
        return min(notice.issued or notice.deadline.due - _BEFORE_DUE for notice in self._awaited())

    def _look(self, paths: Sequence[Path], *, mailbox: bool) -> list[Sorted]:
        """Open everything that lies there and decide on it, at once: a thing may have come by two ways."""
        desk = self._desk
        pile = intake.pile(desk.workspace, paths)
        fetched = [desk.workspace.inbox] if mailbox and desk.workspace.inbox.is_dir() else []
        mails = intake.pile(desk.workspace, fetched, below=desk.workspace.folder)
        judge = Judge(desk.roster, as_of=desk.as_of, chosen=self._chosen)
        entries = desk.ledger.entries()
        self._known = [entry.id for entry in entries]
        with counting_progress(_("Looking"), pile.count() + mails.count()) as progress:
            gatherer = intake.gatherer(desk.zone)
            named = gatherer.gather(pile, progress.step)
            came = self._recent(gatherer.gather(mails, progress.step))
            return sort_arrivals(chain(named, came), judge, entries)

    def _recent(self, parcels: Iterable[Parcel]) -> Iterator[Parcel]:
        """Yield what did not come before any report could."""
        since = self._since()
        for parcel in parcels:
            received = parcel.arrival.received
            if received is None or received.date() >= since:
                yield parcel

    def _settle(self, items: Sequence[Sorted], *, asking: bool) -> int:
        """File what is certain and agreed to; return how many were filed, whatever the ledger then did."""
        reviewing = Reviewing(self._desk, on=self._on, known=self._known)
        try:
            self._file(items, reviewing, asking=asking)
        except LedgerError as error:
            if not reviewing.filed:
                raise
            self._faults += error.faults
        return reviewing.filed

    def _file(self, items: Sequence[Sorted], reviewing: Reviewing, *, asking: bool) -> None:
        """File what is certain, note what came back, ask about the rest."""
        desk = self._desk
        certain = render.sorted_by_decision(items)[Decision.RECORD]
        if asking and certain:
            days = reviewing.days(certain)
            console.show_beside(*render.render_certain(certain, desk.roster, desk.today, days))
            console.show_beside(*render.render_hints(certain, desk.roster, desk.today, days))
            if not agree(Message("File these {count} now?", count=len(certain))):
                certain = []
            reviewing.offer_figures(certain)
        with counting_progress(_("Filing"), len(certain)) as progress:
            for one in sorted(certain, key=lambda one: one.order):
                progress.step(render.title_of(one.arrival))
                try:
                    reviewing.file_certain(one)
                except (UsageError, DocumentError) as error:
                    self._faults += error.faults
        arrivals = [one.arrival for one in items]
        note_bounces(arrivals, roster=desk.roster, ledger=desk.ledger, today=desk.today)
        if asking:
            reviewing.ask_about(render.sorted_by_decision(items)[Decision.REVIEW])

    def _tell(self, items: Sequence[Sorted], *, asked: bool) -> None:
        """Print what was found; a clerk who was asked about each thing needs no list of them."""
        desk = self._desk
        if desk.as_json:
            console.write(encode(render.collection_document(items)))
            return
        by_decision = render.sorted_by_decision(items)
        if not asked:
            certain, doubtful = by_decision[Decision.RECORD], by_decision[Decision.REVIEW]
            days = Reviewing(desk, on=self._on).days([*certain, *doubtful])
            for filed in (True, False):
                those = [one for one in certain if bool(one.entry) is filed]
                table = render.render_certain(those, desk.roster, desk.today, days, filed=filed)
                console.show(*table)
            console.show(*render.render_doubtful(doubtful, desk.roster, desk.today, days))
            console.show(*render.render_hints([*certain, *doubtful], desk.roster, desk.today, days))
        console.show(*render.render_ignored(by_decision[Decision.IGNORE]))
        console.show(*render.render_bounces(items, desk.roster))

    @staticmethod
    def _foot(items: Sequence[Sorted], filed: int, *, dry_run: bool, again: str) -> Text:
        by_decision = render.sorted_by_decision(items)
        left = sum(not one.entry for one in by_decision[Decision.REVIEW])
        if dry_run:
            return render.dry_run_foot(len(by_decision[Decision.RECORD]), left)
        return render.next_step(filed, left, again=again) if items else render.nothing_came()

    def _exit_code(self, filed: int) -> int:
        if not self._faults:
            return 0
        return MailError.EXIT_CODE if self._mail_fault and not filed else PARTLY_DONE


def _command(paths: Sequence[Path], *, mailbox: bool) -> str:
    """Return the command that looks at the same once more."""
    sources = [f'"{path}"' if " " in str(path) else str(path) for path in paths]
    return " ".join(["fedtrack collect", *(["imap"] if mailbox and sources else []), *sources])
