"""What happens around a sending: copies in the mailbox, an interruption, another fedtrack, the progress."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fedtrack.errors import Message
from fedtrack.render import console
from fedtrack.render.progress import sending_progress
from fedtrack.workspace.turn import turn_to_send
from tests.cli.tools import edit_units
from tests.conftest import Run
from tests.mail.imapserver import ImapServer
from tests.mail.mailserver import MailServer, Step

MAILBOX = "qhfl@qinghe.example"


@pytest.fixture
def server(workspace: Path) -> Iterator[MailServer]:
    """A mail server on this computer, which units.toml names."""
    with MailServer() as running:
        settings = f'[mail]\nsmtp = "smtp://localhost:{running.port}"\npause_seconds = 0\n\n'
        edit_units(workspace, old="[[notices]]", new=f"{settings}[[notices]]")
        yield running


@pytest.fixture
def mailbox(workspace: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapServer]:
    """The mailbox, into which copies are to be laid."""
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", "CODE")
    with ImapServer(accounts={MAILBOX: "CODE"}) as running:
        port = running.address().port
        more = f'imap = "imap://localhost:{port}"\nsave_sent = true\npause_seconds'
        edit_units(workspace, old="pause_seconds", new=more)
        yield running


def test_copies_are_laid_into_the_mailbox(run: Run, server: MailServer, mailbox: ImapServer) -> None:
    """Each the very mail that went out, as read, in the folder of sent mail."""
    assert run("remind", "--send", "--yes").code == 0
    assert [one.mail for one in mailbox.appended] == [one.content for one in server.delivered]
    assert {(one.folder, one.flags) for one in mailbox.appended} == {("Sent Messages", r"\Seen")}
    assert run("remind", "--send", "--yes").code == 0
    assert len(mailbox.appended) == 3


def test_copies_that_cannot_be_laid_are_told_and_what_was_sent_stays_sent(
    workspace: Path, run: Run, server: MailServer, mailbox: ImapServer
) -> None:
    mailbox.accounts = {MAILBOX: "another"}
    answer = run("remind", "--send", "--yes")
    assert answer.code == 0
    assert "sent 3" in answer.out
    assert "sent, but not laid into the mailbox's Sent folder:" in answer.err
    assert "refuses the login" in answer.err
    assert len(server.delivered) == 3


def test_nothing_that_was_refused_is_laid_into_the_mailbox(
    run: Run, server: MailServer, mailbox: ImapServer
) -> None:
    server.script(Step.RCPT, "550 User not found")
    assert run("remind", "--send", "--yes").code == 7
    assert mailbox.commands == []


def test_a_clerk_who_interrupts_is_told_what_went_out(
    workspace: Path, run: Run, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the pause after the first mail; the next run goes on with the others."""
    edit_units(workspace, old="pause_seconds = 0", new="pause_seconds = 5")

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(time, "sleep", interrupt)
        answer = run("remind", "--send", "--yes")
    assert answer.code == 130
    assert "not sent (2): not tried: the run was interrupted" in answer.out
    assert "Mails: 3, sent 1, not sent 2" in answer.out
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    assert run("remind", "--send", "--yes").code == 0
    assert [one.rcpt_tos[0].partition("@")[0] for one in server.delivered] == ["baishi", "heishi", "slj"]


def test_the_second_of_two_waits_for_the_first(workspace: Path, run: Run, server: MailServer) -> None:
    """It says so; when its turn comes, it does what is left."""
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with turn_to_send(workspace, lambda: None):
            ready.set()
            done.wait(20)

    first = threading.Thread(target=hold)
    first.start()
    assert ready.wait(20)
    threading.Timer(0.3, done.set).start()
    answer = run("remind", "--send", "--yes")
    first.join()
    assert answer.code == 0
    assert "another fedtrack is sending from this folder; waiting until it is done" in answer.err
    assert len(server.delivered) == 3


def test_a_long_wait_is_told_where_there_is_no_terminal(
    run: Run, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each wait with its reason; the run ends by itself."""
    server.script(Step.CONTENT, "451 MI:SFQ too many")
    answer = run("remind", "--send", "--yes")
    assert answer.code == 5
    assert (
        answer.err.count("the server takes no more for now (451 MI:SFQ too many); trying again in 0 s") == 2
    )
    assert len(server.delivered) == 0


def test_on_a_terminal_the_bar_says_whose_turn_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is shown as it is, whatever markup it looks like; a wait stands above the bar."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    console.err.cache_clear()
    with console.err().capture() as shown, sending_progress(2) as progress:
        progress.at("[b]白石镇妇联\x1b[31m")
        progress.waiting(120, Message("busy"))
        progress.stop()
    text = shown.get()
    assert "0/2" in text
    assert "[b]白石镇妇联\\x1b" in text
    assert "busy; trying again in 120 s" in text
    console.err.cache_clear()
