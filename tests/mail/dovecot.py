"""A real Dovecot (2.3, as Debian 12 packages it) on a free port, with everything it writes in one folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from fedtrack.core.servers import Server
from tests.mail.sending import free_port

_PATIENCE = 10.0
_CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {keeper}
default_internal_group = {keepers}
default_login_user = {keeper}
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
ssl = {ssl}
{certificate}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
mail_location = maildir:{folder}/mail/box
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {encrypted}
    ssl = yes
  }}
}}
"""
_MAILBOX = """\
  mailbox {name} {{
    auto = create
    special_use = {mark}
  }}
"""


def why_not() -> str:
    """Return why there is no Dovecot to test with, or nothing where there is."""
    program = _program()
    if program is None:
        return "Dovecot is not installed (apt-get install dovecot-imapd)"
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return (
        "" if told.stdout.startswith("2.3.") else f"the settings here are for Dovecot 2.3, not {told.stdout}"
    )


def _program() -> str | None:
    return shutil.which("dovecot", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")


class Dovecot:
    """Takes any user name with one password; `folders` are made, each with a mark (RFC 6154) or without."""

    def __init__(
        self,
        *,
        password: str,
        folders: Sequence[tuple[str, str]],
        certificate: tuple[Path, Path] | None = None,
    ) -> None:
        # not pytest's folder: its path is long for a socket, and closed to the user that keeps the mail
        self._folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._encrypted = certificate is not None
        self.port = free_port()
        as_root = os.geteuid() == 0
        keeper = pwd.getpwnam("nobody") if as_root else pwd.getpwuid(os.geteuid())
        self._box = self._folder / "mail" / "box"
        self._folder.chmod(0o755)
        for one in (self._box.parent, self._box, *(self._box / name for name in ("cur", "new", "tmp"))):
            one.mkdir()
            os.chown(one, keeper.pw_uid, keeper.pw_gid)
        if certificate:
            files = f"ssl_cert = <{certificate[0]}\nssl_key = <{certificate[1]}"
        (self._folder / "dovecot.conf").write_text(
            _CONFIG.format(
                folder=self._folder,
                keeper=keeper.pw_name,
                keepers=subprocess.check_output(["id", "-gn", keeper.pw_name], text=True).strip(),
                uid=keeper.pw_uid,
                gid=keeper.pw_gid,
                password=password,
                ssl="required" if certificate else "no",
                certificate=files if certificate else "",
                plain=0 if certificate else self.port,
                encrypted=self.port if certificate else 0,
                mailboxes="\n".join(_MAILBOX.format(name=name, mark=mark) for name, mark in folders),
            ),
            encoding="utf-8",
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.told = ""
        """What it wrote down, known when it has ended; of each visit how many mails it gave out."""

    def address(self, host: str = "localhost") -> Server:
        """Return the server as settings name it."""
        return Server(host, self.port, encrypted=self._encrypted)

    def mails(self, folder: str) -> list[bytes]:
        """Return the mails in a folder, whose name is in modified UTF-7, with the line ends of a mail."""
        files = sorted(self._place(folder).glob("[cn]*/*"))
        return [file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for file in files]

    def lay(
        self, folder: str, number: int, mail: bytes, *, seen: bool = False, day: date | None = None
    ) -> None:
        """Lay a mail into a folder as new, or as one that was read; it came in at noon of `day`."""
        name = f"cur/{number}.a.b:2,S" if seen else f"new/{number}.a.b"
        path = self._place(folder) / name
        path.write_bytes(mail)
        if day:
            noon = datetime.combine(day, time(12)).timestamp()
            os.utime(path, (noon, noon))

    def listing(self, folder: str) -> list[tuple[str, int]]:
        """Return the files of a folder's mails, whose names have their flags, and when each was written."""
        found = sorted(self._place(folder).glob("[cn]*/*"))
        return [(f"{file.parent.name}/{file.name}", file.stat().st_mtime_ns) for file in found]

    def _place(self, folder: str) -> Path:
        """Return where a folder lies (Maildir++), whose name is in modified UTF-7."""
        return self._box if folder == "INBOX" else self._box / f".{folder.replace('/', '.')}"

    def __enter__(self) -> Self:
        program = _program()
        assert program is not None
        command = [program, "-F", "-c", str(self._folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        last = monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or monotonic() > last:
                raise AssertionError(f"Dovecot did not start: {self._end()}")
            sleep(0.02)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _end(self) -> str:
        assert self._process is not None
        self._process.terminate()
        try:
            said, _ = self._process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            said, _ = self._process.communicate()
        log = self._folder / "log"
        self.told = said.decode(errors="replace") + (log.read_text(errors="replace") if log.exists() else "")
        shutil.rmtree(self._folder, ignore_errors=True)
        return self.told
