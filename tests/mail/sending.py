"""What the tests of sending share: a sender for a test server, and one short mail."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest

from fedtrack.core.servers import Server
from fedtrack.errors import MailError
from fedtrack.mail.smtp import SmtpConnection, SmtpSender
from fedtrack.usecases.ports import Answer
from tests.mail.mailserver import MailServer
from tests.mail.scriptedserver import ScriptedServer

ME = "qhfl@qinghe.example"
CODE = "QHJQMXKDLWAYTRPB"
ACCOUNTS = {ME: CODE}
TO = ("baishi@qinghe.example",)
MAIL = b"Subject: a\r\n\r\nwords\r\n"
ELSEWHERE = "mail.qinghe.example"
TIMEOUT = 5.0
"""More than any answer takes; the tests of time-outs have their own."""


def sender(server: Server, *, password: str = CODE, timeout: float = TIMEOUT) -> SmtpSender:
    return SmtpSender(server, username=ME, password=lambda: password, timeout=timeout)


def connected(server: MailServer | ScriptedServer, *, timeout: float = TIMEOUT) -> closing[SmtpConnection]:
    """Return a connection to a test server, closed when the block ends."""
    return closing(sender(server.address(), timeout=timeout).connect())


def send(connection: SmtpConnection, *to: str, cc: Sequence[str] = (), mail: bytes = MAIL) -> Answer:
    return connection.send(ME, to or TO, cc, mail)


def refused(one: SmtpSender) -> MailError:
    """Return the error with which the sender cannot connect."""
    with pytest.raises(MailError) as caught:
        one.connect()
    return caught.value


def let_mails_go_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day of a test, long past, be today for a server elsewhere too."""
    monkeypatch.setattr("fedtrack.cli.sending._refuse_another_day", lambda _desk: None)


def lead_here(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these host names lead to this computer, as a name server would; others are not found."""
    real = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        if host in {"localhost", "127.0.0.1"}:
            return real(host, *arguments, **named)
        if host in names:
            return real("127.0.0.1", *arguments, **named)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
