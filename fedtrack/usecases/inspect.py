"""Look for everything in a roster that would surprise the clerk later: calendar, mail, addresses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.reading.damage import number_is_damaged, title_is_damaged
from fedtrack.core.rounds import reckoned_days
from fedtrack.core.servers import parse_server
from fedtrack.core.untrusted import is_plain
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fedtrack.core.model import Notice, Roster
    from fedtrack.core.workdays import WorkCalendar


class Level(StrEnum):
    """How much a finding weighs: an error makes answers wrong, a warning may."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(Struct, frozen=True):
    """One thing found: where, what, and what to do."""

    level: Level
    where: str
    what: Message
    fix: Message | None = None


def inspect_roster(roster: Roster, *, calendar: WorkCalendar, today: date) -> list[Finding]:
    """Return what is odd about a roster that is valid."""
    findings = [
        *_emptiness(roster),
        *_samples(roster),
        *_reminders(roster),
        *_calendar_coverage(roster, calendar, today),
        *_mail(roster),
    ]
    for notice in roster.notices:
        findings += _notice(roster, notice, calendar)
    findings += _units(roster)
    return findings


def _emptiness(roster: Roster) -> Iterator[Finding]:
    how = Message("the comments in the file show how")
    if not roster.notices:
        yield Finding(Level.WARNING, "units.toml", Message("there is no notice yet"), how)
    if not roster.units:
        yield Finding(Level.WARNING, "units.toml", Message("there is no unit yet"), how)


def _samples(roster: Roster) -> Iterator[Finding]:
    """Yield what still stands as the starter file has it."""
    names = [("[federation]", roster.federation.name)]
    names += [(notice.id, notice.number) for notice in roster.notices]
    for where, name in names:
        if "×" in name:
            yield Finding(
                Level.WARNING,
                where,
                Message("{name} is still the sample", name=name),
                Message("write your own: it stands in every reminder"),
            )


def _reminders(roster: Roster) -> Iterator[Finding]:
    rules = roster.reminders
    rounds = len(set(rules.before)) + len(set(rules.after))
    if rounds > rules.max_per_notice:
        yield Finding(
            Level.INFO,
            "[reminders]",
            Message(
                "{rounds} rounds, but at most {most} reminders a unit: the last rounds reach only some",
                rounds=rounds,
                most=rules.max_per_notice,
            ),
            Message("raise max_per_notice or take out a round if that is not meant"),
        )


def _calendar_coverage(roster: Roster, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    if not roster.notices:
        return
    spans = [reckoned_days(roster.reminders, notice) for notice in roster.open_notices(today)]
    spans = spans or [(today, today)]
    for year in calendar.uncovered(min(start for start, _ in spans), max(end for _, end in spans)):
        yield Finding(
            Level.WARNING,
            "[calendar]",
            Message(
                "no national calendar for {year} yet: Monday to Friday are taken as working days", year=year
            ),
            Message("update with `pip install -U chinesecalendar`, or list the days under [calendar]"),
        )


def _mail(roster: Roster) -> Iterator[Finding]:
    if not roster.federation.email:
        yield Finding(
            Level.WARNING,
            "[federation]",
            Message("the federation has no e-mail address that units could answer to"),
            Message('write email = "…" under [federation]'),
        )
    if roster.mail.username and roster.federation.email not in {"", roster.mail.username}:
        yield Finding(
            Level.WARNING,
            "[mail]",
            Message(
                "username {username} is not the federation's address {email}",
                username=roster.mail.username,
                email=roster.federation.email,
            ),
            Message("163.com refuses mail whose sender is not the account (553)"),
        )
    for key, url in (("smtp", roster.mail.smtp), ("imap", roster.mail.imap)):
        server = parse_server(url, key)
        if server is not None and not (server.encrypted or server.local):
            yield Finding(
                Level.WARNING,
                "[mail]",
                Message("{key} is not encrypted from the start", key=key),
                Message("write {key}s://…", key=key),
            )


def _notice(roster: Roster, notice: Notice, calendar: WorkCalendar) -> Iterator[Finding]:
    if not calendar.is_workday(notice.deadline.due):
        yield Finding(
            Level.WARNING,
            notice.id,
            Message("the due date {day} is a day off", day=notice.deadline.due),
            Message("fedtrack does not move it; write another day if that was meant"),
        )
    if not roster.expected(notice):
        yield Finding(
            Level.WARNING,
            notice.id,
            Message("no unit is expected to report"),
            Message("add units, or check recipients, since and until"),
        )
    empty = [
        recipient
        for recipient in notice.recipients
        if not any(
            recipient in (unit.group, unit.id) and unit.active_on(notice.deadline.due)
            for unit in roster.units
        )
    ]
    for recipient in empty:
        yield Finding(
            Level.WARNING,
            notice.id,
            Message("nobody in {name} exists on the due date", name=recipient),
            Message("take it out of recipients, or check since and until of its units"),
        )
    yield from _damage(notice)


def _damage(notice: Notice) -> Iterator[Finding]:
    """Yield what was lost of a notice's number or title on the way from the paper."""
    if number_is_damaged(notice.number):
        yield Finding(
            Level.WARNING,
            notice.id,
            Message("the number {number} looks damaged", number=notice.number),
            Message("write it as on the paper, like 融妇通〔2020〕1号, or leave it empty"),
        )
    if title_is_damaged(notice.title):
        yield Finding(
            Level.WARNING,
            notice.id,
            Message("the title looks damaged: {title}", title=notice.title),
            Message("compare it with the paper: it stands in every reminder"),
        )


def _units(roster: Roster) -> Iterator[Finding]:
    owners: dict[str, dict[str, str]] = {}
    for unit in roster.units:
        if not (unit.email or unit.phone):
            yield Finding(
                Level.INFO,
                unit.id,
                Message("{unit} has no e-mail and no phone", unit=unit.name),
                Message("add one, so that it can be reminded"),
            )
        if not is_plain(unit.name):
            yield Finding(
                Level.WARNING,
                unit.id,
                Message("the name has invisible characters: {unit}", unit=unit.name),
                Message("type the name anew"),
            )
        for address in unit.email:
            owners.setdefault(address.casefold(), {})[unit.id] = address
    for ids in owners.values():
        if len(ids) > 1:
            first, *_ = ids.items()
            yield Finding(
                Level.WARNING,
                first[0],
                Message(
                    "{address} is the address of several units: {units}", address=first[1], units=tuple(ids)
                ),
                Message("check which of them reads it, and take it out of the others"),
            )
