"""One connection of the mail server for tests: aiosmtpd's conversation, with a script to look into."""
# ruff: noqa: N802 - aiosmtpd finds its hooks by their names

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum
from typing import NamedTuple, Protocol

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword, Session
from aiosmtpd.smtp import _Missing as Missing

MECHANISMS = ("PLAIN", "LOGIN")
WRONG_PASSWORD = "535 Error: authentication failed"  # noqa: S105 - what 163.com says to one
NO_LOGIN = "530 5.7.0 Authentication required"
_NAME = "mail.qinghe.example"


class Deed(Enum):
    """What a server may do in place of an answer."""

    DROP = "closes the connection"
    SILENCE = "never answers, and keeps the connection"
    PAUSE = "thinks for half a second, then answers as usual"


class Step(StrEnum):
    """Where in the conversation a scripted answer stands."""

    EHLO = "EHLO"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    """In place of `354`, before any content."""
    CONTENT = "CONTENT"
    """After the content has come in whole."""
    RSET = "RSET"
    QUIT = "QUIT"


class Delivered(NamedTuple):
    """A message that the server took; `content` is what the sender meant, with doubled dots undone."""

    mail_from: str
    rcpt_tos: tuple[str, ...]
    content: bytes


class Login(NamedTuple):
    """One try to log in."""

    mechanism: str
    username: str
    password: str


class Keeper(Protocol):
    """The server that a conversation belongs to: it has the script and keeps what is said."""

    accounts: Mapping[str, str] | None
    mechanisms: tuple[str, ...]
    starttls: ssl.SSLContext | None

    def opened(self, conversation: Conversation) -> None:
        """Note a new connection."""

    def closed(self, conversation: Conversation) -> None:
        """Note that a connection ended."""

    def heard(self, step: Step, *, address: str | None = None) -> str | Deed | None:
        """Note a command and return what is scripted for it."""

    def tried(self, login: Login) -> bool:
        """Note a try to log in and say whether it is right."""

    def took(self, delivered: Delivered) -> None:
        """Keep a message."""


class Conversation(SMTP):
    """One connection: aiosmtpd's, but every step first looks into the script."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        super().__init__(
            _Hooks(self),
            hostname=_NAME,
            ident="ESMTP",
            tls_context=keeper.starttls,
            require_starttls=keeper.starttls is not None,
            auth_require_tls=keeper.starttls is not None,
            auth_exclude_mechanism=set(MECHANISMS) - set(keeper.mechanisms),
            authenticator=self._check_login,
            loop=asyncio.get_running_loop(),
        )

    def hang_up(self) -> None:
        """Break the connection at once."""
        for transport in (self.transport, self._original_transport):
            if isinstance(transport, asyncio.Transport):
                transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the connection; after STARTTLS it is made a second time."""
        if self._original_transport is None:
            self.keeper.opened(self)
        elif self.transport is None:
            self.transport = transport  # aiosmtpd looks for it too early on newer Pythons
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget the connection."""
        self.keeper.closed(self)
        super().connection_lost(error)

    async def scripted(self, step: Step, address: str | None = None) -> str | None:
        """Return the scripted answer, or do the scripted deed and never return."""
        answer = self.keeper.heard(step, address=address)
        if not isinstance(answer, Deed):
            return answer
        if answer is Deed.PAUSE:
            await asyncio.sleep(0.5)
            return None
        if answer is Deed.DROP:
            self.hang_up()
        await asyncio.Event().wait()  # until the connection ends, which cancels this
        return None

    async def smtp_DATA(self, arg: str) -> None:
        """Look into the script before `354`."""
        answer = await self.scripted(Step.DATA)
        if answer is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(answer)

    def _check_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        login = Login(mechanism, data.login.decode(), data.password.decode())
        if self.keeper.tried(login):
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=WRONG_PASSWORD)


class _Hooks:
    """What aiosmtpd asks at each command."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: Sequence[str]
    ) -> list[str]:
        answer = await self._conversation.scripted(Step.EHLO)
        if answer is not None:
            return [answer]
        session.host_name = hostname
        without_login = not self._conversation.keeper.accounts
        return [line for line in responses if not (without_login and line.startswith("250-AUTH"))]

    async def handle_AUTH(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _arguments: Sequence[str]
    ) -> str | Missing:
        answer = await self._conversation.scripted(Step.AUTH)
        return MISSING if answer is None else answer

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        answer = await self._conversation.scripted(Step.MAIL)
        if answer is not None:
            return answer
        if self._conversation.keeper.accounts and not session.authenticated:
            return NO_LOGIN
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 Mail OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        answer = await self._conversation.scripted(Step.RCPT, address)
        if answer is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 Mail OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = await self._conversation.scripted(Step.CONTENT)
        if answer is not None:
            return answer
        assert isinstance(envelope.content, bytes)
        self._conversation.keeper.took(
            Delivered(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content)
        )
        return "250 Mail OK queued as smtp8"

    async def handle_RSET(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str | Missing:
        answer = await self._conversation.scripted(Step.RSET)
        return MISSING if answer is None else answer

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str | Missing:
        answer = await self._conversation.scripted(Step.QUIT)
        return MISSING if answer is None else answer
