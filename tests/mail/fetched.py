"""What the tests of fetching share: a shelf on disk, a look at it, and somebody who watches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from fedtrack.core.servers import Server
from fedtrack.errors import MailError
from fedtrack.mail.imap import ImapMailbox
from fedtrack.usecases.ports import Mailbox
from fedtrack.workspace.shelf import MailShelf
from tests.mail.conversation import Deed
from tests.mail.imapbox import Box
from tests.mail.imapserver import ImapServer
from tests.mail.sending import ACCOUNTS, CODE, ME, TIMEOUT


class Watcher:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.totals: list[int] = []
        self.steps = 0

    def total(self, count: int) -> None:
        """Note how many there are."""
        self.totals.append(count)

    def step(self) -> None:
        """Count one."""
        self.steps += 1


def fetch(
    server: Server,
    inbox: Path,
    *,
    folders: Iterable[str] = ("INBOX",),
    since: date | None = None,
    watcher: Watcher | None = None,
    timeout: float = TIMEOUT,
) -> int:
    """Fetch what is new into a folder on disk; a bar that is watched comes to its end."""
    box: Mailbox = ImapMailbox(server, username=ME, password=lambda: CODE, timeout=timeout)
    watching = watcher or Watcher()
    kept = box.fetch_new(MailShelf(inbox), folders=tuple(folders), since=since, progress=watching)
    assert watching.steps == watching.totals[-1]
    return kept


def shelved(inbox: Path) -> dict[str, bytes]:
    """Return what lies on the shelf: each file's path below it, with its content."""
    files = (path for path in inbox.rglob("*") if path.is_file())
    return {path.relative_to(inbox).as_posix(): path.read_bytes() for path in files}


def on_shelf(inbox: Path) -> dict[int, bytes]:
    """Return the mails that lie on the shelf, by their UIDs."""
    return {int(Path(path).stem): raw for path, raw in shelved(inbox).items()}


def serving(box: Box, script: Mapping[str, str | Deed] | None = None) -> ImapServer:
    return ImapServer(accounts=ACCOUNTS, boxes={"INBOX": box}, script=script)


def broken_off(server: ImapServer, inbox: Path, *, timeout: float = TIMEOUT) -> str:
    """Return what the clerk is told when fetching ends early."""
    with pytest.raises(MailError) as caught:
        fetch(server.address(), inbox, timeout=timeout)
    assert caught.value.faults[0].fix
    return str(caught.value)
