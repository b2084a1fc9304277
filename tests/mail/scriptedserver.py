r"""A server that says exactly the bytes it is told to: for what no proper mail server would say.

    with ScriptedServer({"": b"421 go away\r\n"}) as server:        # the greeting
        ...
    with ScriptedServer({"RCPT": b"\xff\r\n", "QUIT": Deed.DROP}) as server:
        ...

Every verb that is not scripted is answered as a mail server would; `.` is the end of a content.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from fedtrack.core.servers import Server
from tests.mail.conversation import Deed

_POLITE = {
    "": b"220 mail.qinghe.example\r\n",
    "EHLO": b"250 mail.qinghe.example\r\n",
    "DATA": b"354 go on\r\n",
    "QUIT": b"221 bye\r\n",
}


class ScriptedServer:
    """Answers each verb with the bytes (or the deed) that the script has for it."""

    def __init__(self, script: Mapping[str, bytes | Deed], *, tls: ssl.SSLContext | None = None) -> None:
        self.script = {**_POLITE, **script}
        self.heard: list[str] = []
        self._tls = tls
        self.over = threading.Event()
        self.sockets: list[socket.socket] = []

        class Visit(_Visit):
            scripted = self

        self._server = _Threads(("127.0.0.1", 0), Visit)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def address(self, host: str = "localhost") -> Server:
        """Return the server as settings name it."""
        return Server(host, self.port, encrypted=self._tls is not None)

    def secured(self, connection: socket.socket) -> socket.socket:
        """Return the connection, encrypted where the server is."""
        return connection if self._tls is None else self._tls.wrap_socket(connection, server_side=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()


class _Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is what tests are about."""


class _Visit(socketserver.BaseRequestHandler):
    scripted: ScriptedServer

    def handle(self) -> None:
        with self.scripted.secured(self.request) as connection, connection.makefile("rb") as lines:
            self.scripted.sockets.append(connection)
            if not self._say(connection, ""):
                return
            in_content = False
            for line in lines:
                if in_content and line != b".\r\n":
                    continue
                verb = line.split()[0].decode("ascii", "replace").upper() if line.split() else ""
                self.scripted.heard.append(verb)
                if not self._say(connection, verb):
                    return
                in_content = verb == "DATA" and self.scripted.script["DATA"] == _POLITE["DATA"]

    def _say(self, connection: socket.socket, verb: str) -> bool:
        """Say what is scripted; return whether the conversation goes on."""
        answer = self.scripted.script.get(verb, b"250 OK\r\n")
        if answer is Deed.SILENCE:
            self.scripted.over.wait(30)
        if isinstance(answer, Deed):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            return False
        connection.sendall(answer)
        return verb != "QUIT"
