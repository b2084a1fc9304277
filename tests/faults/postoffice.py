"""A real mail server that calls back at every step of a message, so that a test can do harm just there."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from enum import StrEnum
from typing import NamedTuple

from aiosmtpd.smtp import SMTP, Envelope, Session

_PATIENCE = 10.0
_headers = BytesHeaderParser()


class Point(StrEnum):
    """The moments of a message as the server sees them, in their order."""

    CONNECT = "connect"
    """A client is there and has not been greeted."""
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    """The content was announced, and not let in yet."""
    CONTENT = "content"
    """The whole content is here, and nothing has been answered."""
    ANSWERED = "answered"
    """The client was told that the server has it."""


class Mail(NamedTuple):
    """A message whose whole content came in, whether or not that could still be answered."""

    message_id: str
    to: tuple[str, ...]
    content: bytes


Hook = Callable[[Point, int], None]


class PostOffice:
    """What came in. `hook` is called in the server's thread with a point and the number of the message.

    Messages are numbered from 1, counted by MAIL from the last `open_anew`; before any it is 0.
    `slowness` are the seconds that it takes over each content.
    """

    def __init__(self) -> None:
        self.port = 0
        self.slowness = 0.0
        self.hook: Hook = _leave_alone
        self.number = 0
        self.mails: list[Mail] = []
        self.connections = 0
        self.open = 0

    def open_anew(self) -> None:
        """Forget the hook, and count messages from 1 again."""
        self.hook = _leave_alone
        self.number = 0

    def settle(self) -> None:
        """Wait until nobody is connected: what a client left in the line has then come in, or never will."""
        patience = time.monotonic() + _PATIENCE
        while self.open:
            assert time.monotonic() < patience, "a connection stays open"
            time.sleep(0.001)

    @property
    def received(self) -> Counter[str]:
        """How often each message came in, by the unit that it was for."""
        return Counter(unit_of(mail.message_id) for mail in self.mails)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message; aiosmtpd calls this."""
        content = envelope.original_content
        assert content is not None
        message_id = str(_headers.parsebytes(content)["Message-ID"])
        self.mails.append(Mail(message_id, tuple(envelope.rcpt_tos), content))
        await asyncio.sleep(self.slowness)
        self.hook(Point.CONTENT, self.number)
        return "250 OK"


class _Window(SMTP):
    """One connection, which also tells what aiosmtpd tells no handler."""

    def __init__(self, office: PostOffice) -> None:
        super().__init__(office, hostname="mail.qinghe.example", loop=asyncio.get_running_loop())
        self._office = office

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._office.connections += 1
        self._office.open += 1
        self._office.hook(Point.CONNECT, self._office.number)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._office.open -= 1
        super().connection_lost(error)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name for it
        self._office.number += 1
        self._office.hook(Point.MAIL, self._office.number)
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        self._office.hook(Point.RCPT, self._office.number)
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        self._office.hook(Point.DATA, self._office.number)
        before = len(self._office.mails)
        await super().smtp_DATA(arg)
        if len(self._office.mails) > before:
            self._office.hook(Point.ANSWERED, self._office.number)


@contextmanager
def open_office() -> Iterator[PostOffice]:
    """Serve on a free port of this computer, in a thread, while the block runs."""
    office = PostOffice()
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: _Window(office), "127.0.0.1", 0))
    office.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, name="post office", daemon=True)
    thread.start()
    try:
        yield office
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_end_conversations(), loop).result(_PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        loop.close()


async def _end_conversations() -> None:
    """Cancel what still waits for a client that is gone."""
    waiting = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def unit_of(message_id: str) -> str:
    """Return the unit that a Message-ID names."""
    return message_id.split(".")[2]


def _leave_alone(point: Point, number: int) -> None:
    """Do nothing."""
