"""Encryption on the way out: a verified certificate, or nothing is said and nothing is sent."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from fedtrack.core.servers import Server
from fedtrack.errors import MailError, MailLoginError
from fedtrack.usecases.ports import Fate
from tests.mail.certificates import Authority, of_a_stranger, self_signed
from tests.mail.mailserver import Deed, MailServer, Step
from tests.mail.scriptedserver import ScriptedServer
from tests.mail.sending import ACCOUNTS, CODE, ELSEWHERE, free_port, lead_here, refused, send, sender

Bad = Callable[[Authority, Path], ssl.SSLContext]
BAD: dict[str, Bad] = {
    "expired": lambda authority, _: authority.expired(),
    "for another name": lambda authority, _: authority.for_another_name(),
    "of a stranger": lambda _, __: of_a_stranger(),
    "self-signed": lambda _, folder: self_signed(folder),
}


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Return an authority that this computer trusts."""
    return Authority(tmp_path, monkeypatch)


def test_a_message_goes_out_encrypted(authority: Authority) -> None:
    """smtps:// encrypts from the first byte on, on this computer and elsewhere."""
    with MailServer(accounts=ACCOUNTS, tls=authority.good()) as server:
        connection = sender(server.address()).connect()
        assert send(connection).fate == Fate.TAKEN
        connection.close()
        assert len(server.delivered) == 1


def test_a_server_elsewhere_by_its_name(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is checked against the name in the settings."""
    lead_here(monkeypatch, ELSEWHERE)
    with MailServer(accounts=ACCOUNTS, tls=authority.good(ELSEWHERE)) as server:
        connection = sender(server.address(ELSEWHERE)).connect()
        assert send(connection).fate == Fate.TAKEN
        connection.close()
        wrong = refused(sender(server.address()))
    assert "certificate is not valid" in str(wrong)


def test_starttls_elsewhere(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """With smtp:// to another computer the login comes after STARTTLS, never before."""
    lead_here(monkeypatch, ELSEWHERE)
    with MailServer(accounts=ACCOUNTS, starttls=authority.good(ELSEWHERE)) as server:
        connection = sender(server.address(ELSEWHERE)).connect()
        assert send(connection).fate == Fate.TAKEN
        connection.close()
        assert server.commands[:3] == ["EHLO", "EHLO", "AUTH"]
        assert len(server.delivered) == 1


def test_no_word_without_encryption_to_another_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere that offers no STARTTLS learns neither name nor code, and gets no message."""
    lead_here(monkeypatch, ELSEWHERE)
    with MailServer(accounts=ACCOUNTS) as server:
        error = refused(sender(server.address(ELSEWHERE)))
        assert server.commands == ["EHLO"]
        assert server.logins == []
    assert type(error) is MailError
    assert "offers no encryption (STARTTLS)" in str(error)
    assert "smtps://" in str(error)


@pytest.mark.parametrize(
    "reply", [b"454 4.7.0 TLS not available\r\n", b"500 what\r\n", b"220 but does not\r\n"]
)
def test_a_starttls_that_does_not_come_about(reply: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that offers STARTTLS and then does not encrypt gets no login either."""
    lead_here(monkeypatch, ELSEWHERE)
    offer = b"250-mail\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"
    with ScriptedServer({"EHLO": offer, "STARTTLS": reply}) as server:
        error = refused(sender(server.address(ELSEWHERE), timeout=0.3))
        assert "AUTH" not in server.heard
    assert isinstance(error, MailError)
    assert CODE not in str(error)


def test_a_refused_starttls_is_not_about_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no encryption comes about the clerk need not make a new authorization code."""
    lead_here(monkeypatch, ELSEWHERE)
    offer = b"250-mail\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"
    with ScriptedServer({"EHLO": offer, "STARTTLS": b"502 not here\r\n"}) as server:
        error = refused(sender(server.address(ELSEWHERE)))
    assert not isinstance(error, MailLoginError)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_computer_needs_no_encryption(host: str) -> None:
    with MailServer(accounts=ACCOUNTS) as server:
        connection = sender(server.address(host)).connect()
        assert send(connection).fate == Fate.TAKEN
        connection.close()


@pytest.mark.usefixtures("authority")
@pytest.mark.parametrize("bad", BAD)
def test_a_bad_certificate_is_refused(bad: str, authority: Authority, tmp_path: Path) -> None:
    """Whatever is wrong with it, the server hears no login; there is no switch to go on."""
    with MailServer(accounts=ACCOUNTS, tls=BAD[bad](authority, tmp_path)) as server:
        error = refused(sender(server.address()))
        assert server.commands == []
    _is_about_the_certificate(error)


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_certificate_after_starttls_is_refused(
    bad: str, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """STARTTLS checks as strictly as encryption from the first byte on."""
    lead_here(monkeypatch, ELSEWHERE)
    with MailServer(accounts=ACCOUNTS, starttls=BAD[bad](authority, tmp_path)) as server:
        error = refused(sender(server.address(ELSEWHERE)))
        assert server.logins == []
    _is_about_the_certificate(error)


def _is_about_the_certificate(error: MailError) -> None:
    assert type(error) is MailError
    assert "certificate is not valid: " in str(error)
    assert "nothing was sent" in str(error)
    assert error.faults[0].where in {"localhost", ELSEWHERE}


def test_encryption_asked_of_a_plain_port() -> None:
    """smtps:// to a port that speaks plainly names the usual port."""
    with MailServer() as server:
        error = refused(sender(Server("localhost", server.port, encrypted=True), timeout=1))
    assert "no encrypted connection can be made on port" in str(error)
    assert "465" in str(error)


def test_plain_words_to_an_encrypted_port(authority: Authority) -> None:
    """smtp:// to a port that waits for encryption gets no greeting, and says so after a while."""
    with MailServer(tls=authority.good()) as server:
        error = refused(sender(Server("localhost", server.port, encrypted=False), timeout=0.3))
    assert "does not answer on port" in str(error)


def test_a_server_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    lead_here(monkeypatch)
    for encrypted in (True, False):
        error = refused(sender(Server("smtp.nowhere.example", 465, encrypted)))
        assert "there is no such server, or no network" in str(error)
        assert error.faults[0].where == "smtp.nowhere.example"


def test_a_port_that_nobody_listens_on() -> None:
    port = free_port()
    for encrypted in (True, False):
        error = refused(sender(Server("127.0.0.1", port, encrypted)))
        assert f"no connection on port {port} (Connection refused)" in str(error)


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_server_that_is_silent_from_the_start(*, encrypted: bool) -> None:
    """A firewall that lets in and answers nothing is a server that does not answer."""
    with ScriptedServer({"": Deed.SILENCE}) as server:
        error = refused(sender(Server("localhost", server.port, encrypted), timeout=0.3))
    assert type(error) is MailError
    assert "does not answer on port" in str(error)


@pytest.mark.parametrize("step", [Step.EHLO, Step.AUTH])
def test_a_server_that_falls_silent(step: Step, authority: Authority) -> None:
    """Silence after the greeting is told apart from a refusal, also when encrypted."""
    with MailServer(accounts=ACCOUNTS, tls=authority.good()) as server:
        server.script(step, Deed.SILENCE)
        error = refused(sender(server.address(), timeout=0.3))
    assert type(error) is MailError
    assert "does not answer on port" in str(error)


def test_a_server_that_hangs_up_in_the_handshake() -> None:
    with ScriptedServer({"": Deed.DROP}) as server:
        error = refused(sender(Server("localhost", server.port, encrypted=True)))
    assert type(error) is MailError
    assert error.faults[0].fix
