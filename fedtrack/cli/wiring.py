"""The only place that makes ledger, mail and wording: from the common options to all a command needs."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.cli.options import Common, common, naming_of
from fedtrack.core.matching.notices import find_notice
from fedtrack.core.reading.typed_dates import parse_day
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import InputError, Message, UsageError
from fedtrack.workspace.folder import Workspace, find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import tzinfo

    import typer

    from fedtrack.cli.postbox import Postbox
    from fedtrack.core.entries import Entry
    from fedtrack.core.model import Notice, Roster, Unit
    from fedtrack.errors import Fault
    from fedtrack.ledger.sqlite import SqliteLedger
    from fedtrack.wording.templates import TemplateWording
    from fedtrack.workspace.archive import ReceivedFolder
    from fedtrack.workspace.drafts import DraftFolder
    from fedtrack.workspace.sent import SentFolder


class Desk:
    """The clerk's desk: everything that a command works with, each made when first asked for."""

    def __init__(self, options: Common, naming: str = "{id}") -> None:
        self._options = options
        self._naming = naming
        self.as_json = options.as_json

    @cached_property
    def workspace(self) -> Workspace:
        """The folder with `units.toml`."""
        chosen = self._options.directory
        return find_workspace(
            chosen=Path(chosen) if chosen is not None else None,
            named=os.environ.get("FEDTRACK_DIR"),
            start=_here() if chosen is None else Path(),
        )

    @cached_property
    def has_workspace(self) -> bool:
        """Whether there is a workspace; raises InputError where one was named and is none."""
        try:
            return self.workspace is not None
        except InputError:
            if self._options.directory is not None or os.environ.get("FEDTRACK_DIR"):
                raise
            return False

    @cached_property
    def roster(self) -> Roster:
        """What `units.toml` says."""
        from fedtrack.workspace.units_file import read_roster

        return read_roster(self.workspace.units_file)

    @property
    def content_of_roster(self) -> bytes | None:
        """The bytes of `units.toml` before it is read, for what is added must fit these; None without one."""
        try:
            return self.workspace.units_file.read_bytes()
        except OSError:
            return None  # reading the roster says what is wrong

    @cached_property
    def zone(self) -> tzinfo:
        """The federation's time zone, known to be one since the roster was read."""
        from fedtrack.workspace.zones import load_zone

        return load_zone(self.roster.federation.timezone) or UTC

    def without_workspace(self) -> None:
        """Let everything be asked of an empty roster: there is no workspace, and none is needed."""
        from fedtrack.core.model import Federation
        from fedtrack.core.model import Roster as EmptyRoster

        self.roster = EmptyRoster(Federation(""))

    @cached_property
    def as_of(self) -> datetime:
        """The moment for which fedtrack answers: now in the federation's zone, or the end of `--today`."""
        chosen = self._options.today
        if chosen is None:
            chosen = os.environ.get("FEDTRACK_TODAY") or None
        if chosen is not None:
            return datetime.combine(parse_day(chosen), time.max)
        return datetime.now(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date()

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days."""
        return WorkCalendar(self.roster.calendar)

    @cached_property
    def ledger(self) -> SqliteLedger:
        """The ledger beside `units.toml`."""
        return self._open_ledger(self.workspace.ledger_is_lost)

    @property
    def ledger_to_restore(self) -> SqliteLedger:
        """The same, and made anew where it was lost: for what brings its entries back."""
        return self._open_ledger(lambda: False)

    def _open_ledger(self, is_lost: Callable[[], bool]) -> SqliteLedger:
        from fedtrack.ledger.sqlite import SqliteLedger

        return SqliteLedger(self.workspace.ledger_file, recorded_by=_user(), is_lost=is_lost)

    def carried_entries(self, path: Path) -> Sequence[Entry]:
        """Return the entries that an export or another folder's ledger carries."""
        from fedtrack.ledger.carried import read_carried

        return read_carried(Path.cwd() / path)

    @property
    def archive(self) -> ReceivedFolder:
        """Where the files of reports are kept."""
        from fedtrack.workspace.archive import ReceivedFolder

        return ReceivedFolder(self.workspace.folder, self.workspace.received, start=Path())

    @cached_property
    def wording(self) -> TemplateWording:
        """The sentences to the units."""
        from fedtrack.wording.templates import TemplateWording

        return TemplateWording(self.workspace.templates)

    def template_faults(self) -> list[Fault]:
        """Return what is wrong with the clerk's own templates."""
        from fedtrack.wording.examine import examine_templates

        return examine_templates(self.wording) if self.workspace.templates.is_dir() else []

    def strange_templates(self) -> list[str]:
        """Return the files among the clerk's own templates that replace nothing."""
        from fedtrack.wording.examine import find_strangers

        return find_strangers(self.wording) if self.workspace.templates.is_dir() else []

    def write_templates(self, folder: Path) -> tuple[list[Path], list[Path]]:
        """Write the usual templates into a folder; return those written and those that lay there already."""
        from fedtrack.wording.examine import default_templates
        from fedtrack.workspace.files import write_missing

        return write_missing(folder, default_templates())

    def drafts(self, chosen: Path | None) -> DraftFolder:
        """Return where drafts go: the folder chosen with `--out`, else `drafts/` by notice and day."""
        from fedtrack.mail.eml import draft_bytes
        from fedtrack.workspace.drafts import DraftFolder

        if chosen is not None:
            return DraftFolder(Path.cwd() / chosen, sorted_by_day=False, as_mail=draft_bytes)
        return DraftFolder(self.workspace.drafts, sorted_by_day=True, as_mail=draft_bytes)

    @cached_property
    def postbox(self) -> Postbox:
        """The federation's mailbox."""
        from fedtrack.cli.postbox import Postbox

        return Postbox(self.roster, self.zone)

    def turn_to_send(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Return our turn to send from this folder, one fedtrack at a time."""
        from fedtrack.workspace.turn import turn_to_send

        return turn_to_send(self.workspace.folder, waiting)

    @property
    def copies(self) -> SentFolder:
        """Where copies of what was sent lie."""
        from fedtrack.workspace.sent import SentFolder

        return SentFolder(self.workspace.sent)

    def notice(self, query: str | None) -> Notice:
        """Return the notice that is meant."""
        return find_notice(self.roster, query, self.today, naming=self._naming, finished=self._finished)

    def _finished(self) -> Sequence[Notice]:
        from fedtrack.usecases.summarize import finished_notices

        return finished_notices(self.roster, self.ledger, as_of=self.as_of, calendar=self.calendar)

    def units(self, queries: Iterable[str], notice: Notice | None = None) -> tuple[Unit, ...]:
        """Return the units that are meant, each once; those that the notice asks go before others."""
        from fedtrack.core.matching.units import find_units

        first = self.roster.expected(notice) if notice is not None else ()
        return find_units(queries, self.roster.units, first=first)

    def unit(self, query: str, notice: Notice | None = None) -> Unit:
        """Return the unit that is meant."""
        return self.units([query], notice)[0]

    def choose(self, notice: Notice, *, group: str | None, queries: Sequence[str] = ()) -> tuple[Unit, ...]:
        """Return the expected units of a notice, those of a group or those named where it is asked.

        Raises UsageError for a group that no expected unit is in and a unit that is not asked.
        """
        from fedtrack.usecases.choose_units import choose_units

        return choose_units(self.roster, notice, self.units(queries, notice), group=group)

    def shorten(self, path: str) -> str:
        """Return a path relative to the workspace where it lies in it, with `/`."""
        full = Path(path)
        if full.is_relative_to(self.workspace.folder):
            return full.relative_to(self.workspace.folder).as_posix()
        return path


def open_desk(ctx: typer.Context, folder: Path | None = None) -> Desk:
    """Return the desk of this call, in the folder that the options name or in another."""
    options = common(ctx)
    return Desk(options if folder is None else options.elsewhere(str(folder)), naming_of(ctx))


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(
            Message("the folder in which you are is gone"), fix=Message("go to another, or name one with -C")
        ) from error


def _user() -> str:
    """Return who is at the computer; the usual variables are asked before the module that loads more."""
    for variable in ("LOGNAME", "USER", "USERNAME"):
        if name := os.environ.get(variable):
            return name
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers
        return "?"
