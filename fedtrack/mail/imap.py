"""The mailbox over IMAP (RFC 9051), with the ID command (RFC 2971) that 163.com demands."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from fedtrack import __version__
from fedtrack.core.untrusted import one_line
from fedtrack.errors import MailError, Message, reason_of
from fedtrack.mail.fetching import Fetching
from fedtrack.mail.passwords import without_password
from fedtrack.mail.refusals import wrong_password
from fedtrack.mail.secure import TIMEOUT, explain_connection, no_starttls, tls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from fedtrack.core.servers import Server
    from fedtrack.usecases.ports import FetchProgress, Shelf

_SENT = rb"\Sent"  # RFC 6154, 2
_SENT_NAMES = ("已发送", "已发送邮件", "Sent Messages", "Sent", "Sent Items")
_LONGEST = 200
_MOST_FOLDERS = 50  # in a message


class ImapMailbox:
    """One mailbox; every visit is a connection of its own."""

    def __init__(
        self, server: Server, *, username: str, password: Callable[[], str], timeout: float = TIMEOUT
    ) -> None:
        self._server = server
        self._username = username
        self._password = password
        self._timeout = timeout

    def visit(self) -> None:
        """Log in and look into the inbox, without touching anything; raises MailError."""
        with self._open() as client:
            client.select_folder("INBOX", readonly=True)

    def save_sent(self, mails: Sequence[bytes]) -> None:
        """Lay copies into the folder of what was sent; raises MailError."""
        with self._open() as client:
            folder = self._find_sent_folder(client)
            for mail in mails:
                client.append(folder, mail, flags=[rb"\Seen"])

    def fetch_new(
        self, shelf: Shelf, *, folders: Sequence[str], since: date | None, progress: FetchProgress
    ) -> int:
        """Put on the shelf what is not there yet, over one connection, without touching anything.

        Return how many mails were put there. A mail that is gone by the time it is asked for is passed
        over. Raises MailError; what was fetched before that is on the shelf.
        """
        with self._open() as client:
            fetching = Fetching(client, shelf, progress)
            for folder in dict.fromkeys(folders):
                validity = self._examine(fetching, folder)
                try:
                    fetching.fetch(folder, validity, since)
                except (IMAPClientError, OSError) as error:
                    raise self._broken_off(folder, fetching.kept, error) from error
            return fetching.kept

    def _examine(self, fetching: Fetching, folder: str) -> int:
        try:
            return fetching.examine(folder)
        except IMAPClientAbortError:
            raise
        except IMAPClientError:
            names = fetching.folders()
            if folder in names or folder.upper() == "INBOX":  # RFC 9051, 5.1
                raise
        raise MailError(
            Message(
                "the mailbox has no folder {folder}; it has: {folders}",
                folder=folder,
                folders=tuple(one_line(name)[:_LONGEST] for name in names[:_MOST_FOLDERS]),
            ),
            where=self._server.host,
            fix=Message('write the folder\'s name so in units.toml, under [mail]: folders = ["INBOX"]'),
        )

    def _broken_off(self, folder: str, kept: int, error: Exception) -> MailError:
        reason = reason_of(error) if isinstance(error, OSError) and error.strerror else None
        return MailError(
            Message(
                "fetching from {folder} broke off ({reply}); mails fetched before that: {count}",
                folder=folder,
                reply=reason or _spoken(error),
                count=kept,
            ),
            where=self._server.host,
            fix=Message("try again: what was fetched stays, and the next run goes on from there"),
        )

    def _find_sent_folder(self, client: IMAPClient) -> str:
        """Return the folder that the server marks (RFC 6154), else one that is called so."""
        folders = [(set(flags), str(name)) for flags, _delimiter, name in client.list_folders()]
        marked = next((name for flags, name in folders if _SENT in flags), None)
        if marked is not None:
            return marked
        for wanted in _SENT_NAMES:
            for _flags, name in folders:
                if name == wanted or name.endswith((f".{wanted}", f"/{wanted}")):
                    return name
        raise MailError(
            Message("the mailbox has no folder for sent mail that fedtrack knows"),
            where=self._server.host,
            fix=Message("take save_sent out of units.toml; copies lie in sent/"),
        )

    @contextmanager
    def _open(self) -> Iterator[IMAPClient]:
        with explain_connection(self._server):
            client = self._connect()
            try:
                self._log_in(client)
                yield client
            except IMAPClientError as error:
                raise MailError(
                    Message("the mailbox refuses ({reply})", reply=_spoken(error)),
                    where=self._server.host,
                    fix=Message("in the mailbox's web page switch on IMAP, then try again"),
                ) from error
            finally:
                try:
                    client.logout()
                except (IMAPClientError, OSError, ValueError):
                    with suppress(OSError):
                        client.shutdown()

    def _connect(self) -> IMAPClient:
        server = self._server
        try:
            client = IMAPClient(
                server.host,
                server.port,
                ssl=server.encrypted,
                ssl_context=tls() if server.encrypted else None,
                timeout=self._timeout,
            )
            if not server.encrypted and not server.local:
                if not client.has_capability("STARTTLS"):
                    client.shutdown()
                    raise no_starttls(server)
                client.starttls(tls())
        except IMAPClientError as error:
            raise MailError(
                Message("this is no mailbox that fedtrack can speak with ({reply})", reply=_spoken(error)),
                where=server.host,
                fix=Message("check the server's name and port in units.toml: imaps has 993"),
            ) from error
        return client

    def _log_in(self, client: IMAPClient) -> None:
        try:
            client.login(self._username, self._password())
        except LoginError as error:
            reply = without_password(_spoken(error), self._username, self._password())
            raise wrong_password(self._server.host, reply) from None
        if client.has_capability("ID"):
            # without it 163.com answers every SELECT with “Unsafe Login”
            client.id_({"name": "fedtrack", "version": __version__})


def _spoken(error: Exception) -> str:
    """Return the server's own words: the library below keeps them as bytes."""
    said = error.__context__ if isinstance(error.__context__, IMAPClientError) else error
    words = said.args[0] if said.args else ""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return one_line(text)[:_LONGEST]
