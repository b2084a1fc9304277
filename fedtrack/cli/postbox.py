"""The wiring of the mailbox: settings, password and the ways in and out of it."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from fedtrack.core.servers import Server, parse_server
from fedtrack.errors import InputError, MailError, MailLoginError, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from fedtrack.core.message import ReminderMessage
    from fedtrack.core.model import Roster
    from fedtrack.errors import Fault
    from fedtrack.mail.imap import ImapMailbox
    from fedtrack.mail.smtp import SmtpSender

_EXAMPLES = {"smtp": "smtps://smtp.163.com:465", "imap": "imaps://imap.163.com:993"}


class Postbox:
    """The federation's mailbox as `[mail]` names it."""

    def __init__(self, roster: Roster, zone: tzinfo) -> None:
        self._mail = roster.mail
        self._zone = zone
        self.username = roster.mail.username or roster.federation.email

    @cached_property
    def password(self) -> str:
        """The password: of the keyring, else $FEDTRACK_MAIL_PASSWORD, else asked for on a terminal.

        Raises MailLoginError where there is none to be had.
        """
        from fedtrack.mail.passwords import check_password, find_password

        if not self.username:
            raise InputError(
                Message("[mail] names no mailbox"),
                where="units.toml",
                fix=Message('write username = "name@163.com" under [mail]'),
            )
        found = find_password(self.username)
        if found is None and sys.stdin.isatty():
            found = ask_password(self.username)
        if found is None:
            raise MailLoginError(
                Message("no password for {username}", username=self.username),
                fix=Message("store it once with `fedtrack login`, or set $FEDTRACK_MAIL_PASSWORD"),
            )
        return check_password(found)

    def tell_source(self) -> tuple[Message | None, list[Fault]]:
        """Return where the password comes from, and what about that will surprise."""
        from fedtrack.mail.passwords import tell_source

        return tell_source(self.username)

    def prepare(self) -> None:
        """Have the password at hand; raises MailLoginError where there is none."""
        _ = self.password

    def server(self, protocol: str) -> Server:
        """Return the server for `smtp` or `imap`; raises InputError where none is named."""
        server = parse_server(getattr(self._mail, protocol), protocol)
        if server is None:
            raise InputError(
                Message("[mail] names no {key} server", key=protocol),
                where="units.toml",
                fix=Message(
                    'write {key} = "{example}" under [mail]', key=protocol, example=_EXAMPLES[protocol]
                ),
            )
        return server

    def sender(self, password: Callable[[], str] | None = None) -> SmtpSender:
        """Return the way out; `password` is used in place of the stored one."""
        from fedtrack.mail.smtp import SmtpSender

        ask = password or (lambda: self.password)
        return SmtpSender(self.server("smtp"), username=self.username, password=ask)

    def mailbox(self, password: Callable[[], str] | None = None) -> ImapMailbox:
        """Return the way in; `password` is used in place of the stored one."""
        from fedtrack.mail.imap import ImapMailbox

        ask = password or (lambda: self.password)
        return ImapMailbox(self.server("imap"), username=self.username, password=ask)

    def log_in(self, password: str) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
        """Try the password and store it; return the servers that took it, and what is wrong with IMAP.

        Raises MailError where the server for sending does not take it, MailLoginError where there is no
        keyring. Who only sends needs no IMAP.
        """
        from fedtrack.mail.passwords import check_password, store_password

        bare = check_password(password)
        self.sender(lambda: bare).connect().close()
        if not store_password(self.username, bare):
            raise MailLoginError(
                Message("the password works, but this computer has no keyring to store it in"),
                fix=Message("set $FEDTRACK_MAIL_PASSWORD for whoever runs fedtrack, or type it each time"),
            )
        smtp = self.server("smtp").host
        if not self._mail.imap:
            return (smtp,), ()
        try:
            self.mailbox(lambda: bare).visit()
        except MailError as error:
            return (smtp,), tuple(error.faults)
        return (smtp, self.server("imap").host), ()

    def compose(self, message: ReminderMessage) -> bytes:
        """Return the mail as it goes out now."""
        from fedtrack.mail.eml import sendable_bytes

        return sendable_bytes(message, datetime.now(self._zone))


def ask_password(username: str) -> str:
    """Ask for the password on the terminal, without showing it."""
    from getpass import getpass

    from fedtrack.render.console import plain

    question = Message("Authorization code (授权码) of {username}, it is not shown: ", username=username)
    return getpass(plain(question), stream=sys.stderr)
