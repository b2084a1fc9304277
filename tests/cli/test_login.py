"""`login` and `check --mail`: the password is tried, stored by the system alone, and never shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run
from tests.mail.mailserver import MailServer

MAILBOX = "qhfl@qinghe.example"
CODE = "ABCDEFGHIJKLMNOP"


class OpenKeyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring is typed in part
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what was kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password


@pytest.fixture
def safe() -> Iterator[OpenKeyring]:
    """The keyring of this computer, for the length of a test."""
    before, ours = keyring.get_keyring(), OpenKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def no_safe() -> Iterator[None]:
    """A computer without a keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call] # keyring is typed in part
    yield
    keyring.set_keyring(before)


@pytest.fixture
def server(workspace: Path) -> Iterator[MailServer]:
    """A mail server that wants a login."""
    with MailServer(accounts={MAILBOX: CODE}) as running:
        settings = f'[mail]\nsmtp = "smtp://localhost:{running.port}"\npause_seconds = 0\n\n'
        edit_units(workspace, old="[[notices]]", new=f"{settings}[[notices]]")
        yield running


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The right password in the environment."""
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", CODE)
    return monkeypatch


@pytest.mark.usefixtures("code")
def test_a_password_that_works_is_stored_and_used(
    workspace: Path, run: Run, server: MailServer, safe: OpenKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands in no file of the workspace and on no screen."""
    answer = run("login", "--json")
    assert answer.code == 0
    assert answer.document == {"schema": "fedtrack.login/1", "username": MAILBOX, "servers": ["localhost"]}
    assert safe.kept == {("fedtrack", MAILBOX): CODE}
    monkeypatch.delenv("FEDTRACK_MAIL_PASSWORD")
    sent = run("remind", "--send", "--yes")
    assert (sent.code, len(server.delivered)) == (0, 3)
    assert CODE not in answer.out + answer.err + sent.out + sent.err
    assert not any(CODE.encode() in content for content in snapshot(workspace).values())


@pytest.mark.usefixtures("code")
def test_on_a_terminal_it_is_asked_for(
    run: Run, server: MailServer, safe: OpenKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed is not shown, and blanks around it are not its own."""
    asked = []

    def answer_the_question(question: str, stream: object) -> str:
        asked.append(question)
        return f" {CODE}\n"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", answer_the_question)
    answer = run("login")
    assert (answer.code, len(asked), len(server.logins)) == (0, 1, 1)
    assert safe.kept == {("fedtrack", MAILBOX): CODE}
    assert f"localhost let us in as {MAILBOX}; the password is stored in the keyring" in answer.out


def test_a_wrong_password_is_tried_once_and_not_stored(
    run: Run, server: MailServer, safe: OpenKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", "WRONG")
    answer = run("login")
    assert (answer.code, answer.out, len(server.logins)) == (5, "", 1)
    assert "authorization code (授权码)" in answer.err
    assert "WRONG" not in answer.err
    assert safe.kept == {}


@pytest.mark.usefixtures("code", "no_safe")
def test_without_a_keyring_the_other_ways_are_named(run: Run, server: MailServer) -> None:
    answer = run("login")
    assert answer.code == 5
    assert "set $FEDTRACK_MAIL_PASSWORD" in answer.err
    assert len(server.logins) == 1


@pytest.mark.usefixtures("no_safe")
def test_without_a_password_nothing_is_sent(workspace: Path, run: Run, server: MailServer) -> None:
    """Nor is anything noted; `login` cannot ask where there is no terminal."""
    answer = run("remind", "--send", "--yes")
    assert answer.code == 5
    assert "store it once with `fedtrack login`" in answer.err
    assert server.delivered == []
    assert not (workspace / "fedtrack.db").exists()
    assert run("login").code == 2


@pytest.mark.parametrize("password", ["授权码", " ", "ab\x00c"])
def test_a_password_that_cannot_be_one_is_told_before_it_is_tried(
    password: str, run: Run, server: MailServer, safe: OpenKeyring
) -> None:
    """Such as the word for it, pasted in its place."""
    safe.kept["fedtrack", MAILBOX] = password
    answer = run("remind", "--send", "--yes")
    assert answer.code == 5
    assert "copy the code again" in answer.err
    assert server.logins == []


@pytest.mark.usefixtures("code", "safe")
def test_check_logs_in_where_it_is_asked_to(workspace: Path, run: Run, server: MailServer) -> None:
    """SMTP lets us in; that no IMAP server is named is told, and no fault of who only sends."""
    assert run("check").code == 0
    assert server.logins == []
    answer = run("check", "--mail")
    assert answer.code == 0
    assert f"localhost: SMTP lets us in as {MAILBOX}" in answer.out
    assert "[mail] names no imap server" in answer.out


def test_check_does_not_log_in_with_a_roster_that_is_wrong(
    workspace: Path, run: Run, server: MailServer
) -> None:
    edit_units(workspace, more="[[units]]\n")
    assert run("check", "--mail").code == 3
    assert server.connections == 0


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('[mail]\npassword = "ABCDEFGH"\n', "units.toml:8"),
        ('[mail]\n授权码 = "ABCDEFGH"\n', "units.toml:8"),
        ("[mail]\npassword = ABCDEFGH\n", "units.toml:8"),
        ("[mail]\n授权码 = ABCDEFGH\n", "units.toml:8"),
        ('[mail]\nsmtp = "smtps://a:ABCDEFGH@smtp.qinghe.example"\n', "units.toml:8"),
    ],
)
def test_a_password_in_the_roster_is_refused_and_not_shown(
    line: str, where: str, workspace: Path, run: Run
) -> None:
    """Whatever the command; the one line says where it belongs, and does not repeat it."""
    edit_units(workspace, old="[[notices]]", new=f"{line}\n[[notices]]")
    for arguments in (["status"], ["remind", "--send", "--yes"], ["check"]):
        answer = run(*arguments)
        assert answer.code == 3
        said = answer.out + answer.err
        assert "ABCDEFGH" not in said
        assert where in said


@pytest.mark.usefixtures("safe")
def test_a_login_that_fails_is_an_error_of_check(
    run: Run, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", "WRONG")
    answer = run("check", "--mail", "--json")
    assert answer.code == 5
    errors = [one for one in answer.document["findings"] if one["level"] == "error"]
    assert [one["where"] for one in errors] == ["localhost"]


def test_a_mailbox_that_is_not_named_cannot_be_tried(workspace: Path, run: Run) -> None:
    answer = run("check", "--mail")
    assert answer.code == 5
    assert "[mail] names no smtp server" in answer.out
    assert run("login").code == 3


@pytest.mark.usefixtures("code")
def test_who_only_sends_needs_no_imap(
    workspace: Path, run: Run, server: MailServer, safe: OpenKeyring
) -> None:
    """The password is stored once the server for sending takes it; that IMAP is not there is told beside."""
    edit_units(workspace, old="pause_seconds", new='imap = "imap://localhost:1"\npause_seconds')
    answer = run("login")
    assert answer.code == 0
    assert "localhost let us in" in answer.out
    assert "which sending does not need" in answer.err
    assert "no connection on port 1" in answer.err
    assert safe.kept == {("fedtrack", MAILBOX): CODE}
