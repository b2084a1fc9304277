"""A small IMAP4rev1 server in this process, which behaves as 163.com does.

It opens no folder before the ID command (RFC 2971) was sent after the login. Names of folders are as on
the wire: in modified UTF-7 (RFC 3501, 5.1.3). For another opinion there is tests.mail.dovecot.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import socket
import socketserver
import ssl
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple, Self

from fedtrack.core.servers import Server
from tests.mail.conversation import Deed
from tests.mail.imapbox import Box

MARKED = {"Sent Messages": r"\HasNoChildren \Sent", "INBOX": r"\HasNoChildren"}
CHINESE = {"INBOX": "", "&g0l6P3ux-": "", "&XfJT0ZAB-": "", "&XfJSIJZk-": ""}
"""草稿箱, 已发送, 已删除, without marks, as 163.com has them."""
UNSAFE = "Unsafe Login. Please contact kefu@188.com for help"
WRONG_PASSWORD = "LOGIN Login error or password error"  # noqa: S105 - what 163.com says to one
_CAPABILITIES = "IMAP4rev1 ID SPECIAL-USE"
_LITERAL = re.compile(rb"\{(\d+)\}\r\n$")


class Appended(NamedTuple):
    """A mail that was laid into a folder."""

    folder: str
    flags: str
    mail: bytes


class ImapServer:
    """Answers in threads of its own; `script` has what a verb is refused with (`NO …`), or a deed.

    `boxes` has what lies in a folder; one that is not named there is empty.
    """

    def __init__(
        self,
        *,
        accounts: Mapping[str, str],
        folders: Mapping[str, str] = MARKED,
        boxes: Mapping[str, Box] | None = None,
        script: Mapping[str, str | Deed] | None = None,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self.accounts = accounts
        self.folders = folders
        self.boxes = boxes or {}
        self.script = script or {}
        self.starttls = starttls
        self.commands: list[str] = []
        self.appended: list[Appended] = []
        self.ids: list[str] = []
        self.over = threading.Event()
        self._tls = tls
        self._open: list[socket.socket] = []

        class Visit(_Visit):
            server_side = self

        self._server = _Threads(("127.0.0.1", 0), Visit)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def address(self, host: str = "localhost") -> Server:
        """Return the server as settings name it."""
        return Server(host, self.port, encrypted=self._tls is not None)

    def mails(self, folder: str) -> list[bytes]:
        """Return what was laid into a folder."""
        return [one.mail for one in self.appended if one.folder == folder]

    def opened(self, connection: socket.socket) -> socket.socket:
        """Return the connection, encrypted where the server is."""
        if self._tls is not None:
            connection = self._tls.wrap_socket(connection, server_side=True)
        self._open.append(connection)
        return connection

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
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()


class _Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is what tests are about."""


class _Visit(socketserver.BaseRequestHandler):
    server_side: ImapServer

    def setup(self) -> None:
        """Let pieces of an answer go out at once, without waiting for the client's word on the one before."""
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle(self) -> None:
        self._user = self._known = False
        self._box = Box()
        self._line = self.server_side.opened(self.request)
        self._lines = self._line.makefile("rb")
        try:
            self._say("* OK ready")
            while command := self._read():
                if not self._answer(*command):
                    break
        finally:
            self._lines.close()
            self._line.close()

    def _say(self, words: str) -> None:
        self._line.sendall(words.encode() + b"\r\n")

    def _read(self) -> tuple[str, str, str, bytes] | None:
        """Return tag, verb, arguments and the last literal of the next command."""
        text, literal = b"", b""
        while line := self._lines.readline():
            text += line
            size = _LITERAL.search(line)
            if size is None:
                tag, verb, arguments = (text.decode().rstrip("\r\n") + "  ").split(" ", 2)
                if verb == "UID":
                    what, arguments = arguments.split(" ", 1)
                    verb = f"UID {what}"
                return tag, verb.upper(), arguments.strip(), literal
            self._say("+ go on")
            literal = self._lines.read(int(size[1]))
        return None

    def _answer(self, tag: str, verb: str, arguments: str, literal: bytes) -> bool:
        """Answer one command; return whether the conversation goes on."""
        here = self.server_side
        here.commands.append(verb)
        scripted = here.script.get(verb)
        if scripted is Deed.SILENCE:
            here.over.wait(30)
        if isinstance(scripted, Deed):
            return False
        done = scripted or self._do(verb, arguments, literal)
        self._say(f"{tag} {done}")
        if verb == "STARTTLS" and here.starttls:
            self._lines.close()
            self._line = here.starttls.wrap_socket(self._line, server_side=True)
            self._lines = self._line.makefile("rb")
        return verb != "LOGOUT"

    def _do(self, verb: str, arguments: str, literal: bytes) -> str:
        here = self.server_side
        match verb:
            case "CAPABILITY":
                self._say(f"* CAPABILITY {_CAPABILITIES}" + (" STARTTLS" if here.starttls else ""))
            case "LOGIN":
                name, password = shlex.split(arguments)
                self._user = here.accounts.get(name) == password
                return "OK LOGIN completed" if self._user else f"NO {WRONG_PASSWORD}"
            case "ID":
                here.ids.append(arguments)
                self._known = self._user
                self._say('* ID ("name" "Coremail Imap" "vendor" "Mailtech")')
            case "LOGOUT":
                self._say("* BYE IMAP4rev1 Server logging out")
            case "NOOP" | "STARTTLS":
                pass
            case _:
                return self._do_inside(verb, arguments, literal) if self._user else "BAD please login"
        return f"OK {verb} completed"

    def _do_inside(self, verb: str, arguments: str, literal: bytes) -> str:
        here = self.server_side
        match verb:
            case "LIST" | "XLIST":
                for name, flags in here.folders.items():
                    self._say(f'* {verb} ({flags}) "/" "{name}"')
            case "SELECT" | "EXAMINE":
                if not self._known:
                    return f"NO {verb} {UNSAFE}"
                folder = arguments.strip('"')
                if folder not in here.folders:
                    return f"NO {verb} The folder does not exist"
                self._box = here.boxes.get(folder, Box())
                self._say(f"* 0 RECENT\r\n* FLAGS (\\Seen)\r\n{self._box.opened()}")
            case "APPEND":
                folder, flags = re.fullmatch(r'"?(.*?)"? \((.*)\) \{\d+\}.*', arguments, re.DOTALL).groups()  # type: ignore[union-attr]
                if folder not in here.folders:
                    return "NO [TRYCREATE] no such folder"
                here.appended.append(Appended(folder, flags, literal))
            case _:
                return self._do_in_folder(verb, arguments)
        return f"OK {verb} completed"

    def _do_in_folder(self, verb: str, arguments: str) -> str:
        match verb:
            case "UID SEARCH":
                if found := self._box.search(arguments):
                    self._say(found)
            case "UID FETCH":
                for part in self._box.fetch(arguments):
                    self._line.sendall(part)
            case _:
                return "BAD unknown"
        return f"OK {verb} completed"
