"""The sections of `units.toml`, each table to its noun."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from fedtrack.core.addresses import is_address
from fedtrack.core.model import (
    Deadline,
    Federation,
    Figure,
    LocalCalendar,
    MailSettings,
    Notice,
    ReminderRules,
    Roster,
    Unit,
)
from fedtrack.core.roster.clashes import find_clashes
from fedtrack.core.roster.table import RosterFault, Table
from fedtrack.core.servers import holds_password, parse_server
from fedtrack.core.untrusted import names_a_device
from fedtrack.errors import Message

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
NO_PASSWORD_HERE = Message("a password must not stand in this file")
WHERE_PASSWORDS_GO = Message(
    "take it out, store it with `fedtrack login`, and change it if others could read the file"
)
_LONGEST_MISSPELT, _LEAST_ALIKE = 12, 5
"""What is four fifths of "password" has at most so many characters, and at least so many of its letters."""
_SECRETS = ("password", "passwd", "pwd", "auth_code", "secret", "授权码", "密码")


def build_roster(document: dict[str, Any]) -> tuple[Roster, list[RosterFault]]:
    """Return the roster that the parsed file describes, and all that is wrong with it.

    With faults the roster is only good for being thrown away.
    """
    faults: list[RosterFault] = []
    top = Table(document, (), faults)
    roster = Roster(
        federation=_federation(top.table("federation"), present="federation" in document),
        calendar=_calendar(top.table("calendar")),
        reminders=_reminders(top.table("reminders")),
        mail=_mail(top.table("mail")),
        notices=tuple(_notice(table) for table in top.tables("notices")),
        units=tuple(_unit(table) for table in top.tables("units")),
    )
    _refuse_secrets(top)
    top.finish()
    faults += find_clashes(roster)
    return roster, faults


def _federation(table: Table, *, present: bool) -> Federation:
    if not present:
        table.fault(
            None, Message("the table [federation] is missing"), Message('write [federation] and name = "…"')
        )
    federation = Federation(
        name=table.text("name", required=present),
        short_name=table.text("short_name"),
        email=table.text("email"),
        oa=table.text("oa"),
        contact=table.text("contact"),
        phone=table.text("phone"),
        timezone=table.text("timezone", "Asia/Shanghai"),
        office_hours_end=_clock(table, "office_hours_end", time(18)),
    )
    _check_addresses(table, "email", (federation.email,) if federation.email else ())
    _refuse_secrets(table)
    table.finish()
    return federation


def _clock(table: Table, key: str, default: time) -> time:
    value = table.take(key)
    if value is None:
        return default
    if not isinstance(value, time):
        table.fault(
            key,
            Message("{key} must be a time of day without quotes", key=key),
            Message("write {key} = 18:00:00", key=key),
        )
        return default
    return value


def _calendar(table: Table) -> LocalCalendar:
    calendar = LocalCalendar(days_off=table.days("days_off"), workdays=table.days("workdays"))
    for day in sorted(calendar.days_off & calendar.workdays):
        table.fault(
            "workdays",
            Message("{day} stands in days_off too", day=day),
            Message("leave it in one of the two"),
        )
    table.finish()
    return calendar


def _reminders(table: Table) -> ReminderRules:
    default = ReminderRules()
    rules = ReminderRules(
        before=table.wholes("before", default.before, least=0),
        after=table.wholes("after", default.after, least=1),
        min_gap_days=table.whole("min_gap_days", default.min_gap_days, most=366),
        max_per_notice=table.whole("max_per_notice", default.max_per_notice),
    )
    table.finish()
    return rules


def _mail(table: Table) -> MailSettings:
    default = MailSettings()
    settings = MailSettings(
        smtp=table.text("smtp"),
        imap=table.text("imap"),
        username=table.text("username"),
        pause_seconds=table.number("pause_seconds", default.pause_seconds),
        daily_limit=table.whole("daily_limit", default.daily_limit, least=1),
        save_sent=table.switch("save_sent", default=default.save_sent),
        folders=table.texts("folders") or default.folders,
    )
    if not settings.username.isascii():
        table.fault(
            "username",
            Message("{address} is not the name of a mailbox", address=settings.username),
            Message('write username = "name@163.com"'),
        )
    _check_server(table, "smtp", settings.smtp, "smtps://smtp.163.com:465")
    _check_server(table, "imap", settings.imap, "imaps://imap.163.com:993")
    _refuse_secrets(table)
    table.finish()
    return settings


def _refuse_secrets(table: Table) -> None:
    for key in table.unknown_keys():
        if names_a_secret(key):
            table.pass_over(key)
            table.fault(key, NO_PASSWORD_HERE, WHERE_PASSWORDS_GO)


def names_a_secret(key: str) -> bool:
    """Say whether a key was meant to hold a password, also when it is misspelt."""
    from difflib import get_close_matches

    folded = key.casefold()
    if folded in _SECRETS:
        return True
    alike = len(folded) <= _LONGEST_MISSPELT and len(set(folded) & set(_SECRETS[0])) >= _LEAST_ALIKE
    return alike and bool(get_close_matches(folded, _SECRETS[:1], n=1, cutoff=0.8))


def _check_server(table: Table, key: str, url: str, example: str) -> None:
    if not url:
        return
    if parse_server(url, key) is None:
        table.fault(
            key,
            Message("{key} is not the address of a mail server", key=key),
            Message('write {key} = "{example}"', key=key, example=example),
        )
    elif holds_password(url):
        table.fault(key, NO_PASSWORD_HERE, WHERE_PASSWORDS_GO)


def _notice(table: Table) -> Notice:
    figures = tuple(_figure(figure) for figure in table.tables("figures"))
    due = table.moment("due")
    fields: dict[str, Any] = {
        "id": _identifier(table),
        "title": table.text("title", required=True),
        "number": table.text("number"),
        "theme": table.text("theme"),
        "issued": table.day("issued"),
        "report": table.text("report"),
        "recipients": table.texts("recipients"),
        "work_items": table.texts("work_items"),
        "closed": table.day("closed"),
    }
    table.finish()
    notice = Notice(deadline=Deadline(*(due or (date.max, None))), figures=figures, **fields)
    if notice.issued is not None and notice.issued > notice.deadline.due:
        table.fault(
            "due",
            Message("due {due} lies before issued {issued}", due=notice.deadline.due, issued=notice.issued),
            Message("check the year of both"),
        )
    return notice


def _figure(table: Table) -> Figure:
    figure = Figure(
        key=table.text("key", required=True),
        label=table.text("label", required=True),
        unit=table.text("unit"),
    )
    table.finish()
    return figure


def _unit(table: Table) -> Unit:
    unit = Unit(
        id=_identifier(table),
        name=table.text("name", required=True),
        aliases=table.texts("aliases"),
        group=table.text("group"),
        email=table.texts("email"),
        cc=table.texts("cc"),
        phone=table.text("phone"),
        contact=table.text("contact"),
        since=table.day("since"),
        until=table.day("until"),
    )
    table.finish()
    _check_addresses(table, "email", unit.email)
    _check_addresses(table, "cc", unit.cc)
    if unit.since and unit.until and unit.until < unit.since:
        table.fault(
            "until",
            Message("until {until} lies before since {since}", until=unit.until, since=unit.since),
            Message("check the year of both"),
        )
    return unit


def _identifier(table: Table) -> str:
    """Return the id, which names folders and files and so keeps to letters, digits, `-`, `_` and `.`."""
    value = table.text("id", required=True)
    if value and (not _ID.fullmatch(value) or names_a_device(value) or value.endswith(".")):
        table.fault(
            "id",
            Message("the id {id} cannot name a folder", id=value),
            Message("use letters a-z, digits and hyphens, such as changan"),
        )
    return value


def _check_addresses(table: Table, key: str, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        if not is_address(address):
            table.fault(
                key,
                Message("{address} is not an e-mail address", address=address),
                Message("write it like name@163.com, one address to a text, without spaces"),
            )
