"""A real mail server for tests, on a free port of this computer, which answers as it is told to.

    with MailServer(accounts={"qhfl@qinghe.example": "code"}) as server:
        server.script(Step.CONTENT, "554 DT:SPM", message=3)   # the third message is spam
        server.script(Step.RCPT, "550 no such user", address="a@qinghe.example")
        server.script(Step.MAIL, Deed.DROP)                    # every MAIL FROM breaks the connection
        ... talk to server.port ...
        server.delivered   # what it took
        server.commands    # what it was asked, without arguments: "EHLO", "AUTH", "MAIL", ...

For a server that is no proper one (its greeting, garbage, long lines) see tests.mail.scriptedserver.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import NamedTuple, Self

from fedtrack.core.servers import Server
from tests.mail.conversation import MECHANISMS, Conversation, Deed, Delivered, Login, Step

__all__ = ["Deed", "Delivered", "Login", "MailServer", "Step"]

_PATIENCE = 10.0


class _Line(NamedTuple):
    step: Step
    answer: str | Deed
    message: int | None
    address: str | None


class MailServer:
    """An SMTP server (aiosmtpd) in a thread of its own.

    `accounts` makes it demand a login, by the `mechanisms` it offers; `tls` encrypts from the first byte
    on, `starttls` offers and demands STARTTLS.
    """

    def __init__(
        self,
        *,
        accounts: Mapping[str, str] | None = None,
        mechanisms: Iterable[str] = MECHANISMS,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self.port = 0
        self.accounts = accounts
        self.mechanisms = tuple(mechanisms)
        self.starttls = starttls
        self._tls = tls
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._ended: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="mail server", daemon=True)
        self._lines: list[_Line] = []
        self._delivered: list[Delivered] = []
        self._commands: list[str] = []
        self._logins: list[Login] = []
        self._open: set[Conversation] = set()
        self._connections = 0
        self._messages = 0

    def script(
        self, step: Step, answer: str | Deed, *, message: int | None = None, address: str | None = None
    ) -> Self:
        """Answer so at a step: always, or for the nth message (from 1, counted by MAIL), or one address.

        Of several lines that fit the one scripted first is said. The next message is free again.
        """
        with self._lock:
            self._lines.append(_Line(step, answer, message, address))
        return self

    def forget(self) -> None:
        """Answer as usual from now on."""
        with self._lock:
            self._lines.clear()

    @property
    def delivered(self) -> list[Delivered]:
        """What the server took so far, oldest first."""
        with self._lock:
            return list(self._delivered)

    @property
    def commands(self) -> list[str]:
        """The verbs of all commands so far, over all connections."""
        with self._lock:
            return list(self._commands)

    @property
    def logins(self) -> list[Login]:
        """All tries to log in so far, successful or not."""
        with self._lock:
            return list(self._logins)

    @property
    def connections(self) -> int:
        """How many connections were made so far."""
        with self._lock:
            return self._connections

    def address(self, host: str = "localhost") -> Server:
        """Return the server as settings name it, under a host name that leads here."""
        return Server(host, self.port, encrypted=self._tls is not None)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_PATIENCE):
            raise AssertionError("the mail server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server and break its connections; a second time does nothing."""
        if self._loop is not None and self._ended is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        server = await self._loop.create_server(
            lambda: Conversation(self), "127.0.0.1", 0, ssl=self._tls, ssl_handshake_timeout=None
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ended.wait()
        server.close()
        for conversation in list(self._open):
            conversation.hang_up()
        await asyncio.sleep(0.01)  # the transports close in the loop's next turns

    # what the conversations tell and ask

    def opened(self, conversation: Conversation) -> None:
        with self._lock:
            self._open.add(conversation)
            self._connections += 1

    def closed(self, conversation: Conversation) -> None:
        with self._lock:
            self._open.discard(conversation)

    def heard(self, step: Step, *, address: str | None = None) -> str | Deed | None:
        """Note a command and return what is scripted for it."""
        with self._lock:
            self._commands += [step.value] if step is not Step.CONTENT else []
            self._messages += step is Step.MAIL
            for line in self._lines:
                wanted = line.message in {None, self._messages} and line.address in {None, address}
                if line.step is step and wanted:
                    return line.answer
        return None

    def tried(self, login: Login) -> bool:
        with self._lock:
            self._logins.append(login)
        return (self.accounts or {}).get(login.username) == login.password

    def took(self, delivered: Delivered) -> None:
        with self._lock:
            self._delivered.append(delivered)
