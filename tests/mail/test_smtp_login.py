"""The way in to a mail server: greeting, hello and login, and every way to be turned away."""

from __future__ import annotations

import traceback

import pytest

from fedtrack.errors import MailBusyError, MailError, MailLoginError
from fedtrack.usecases.ports import Fate
from tests.mail.mailserver import Deed, Login, MailServer, Step
from tests.mail.scriptedserver import ScriptedServer
from tests.mail.sending import ACCOUNTS, CODE, ME, connected, refused, send, sender

AGAIN = "in a quarter of an hour"


def test_a_server_that_sends_us_away_for_now() -> None:
    """421 at the greeting is only for now: the clerk is told to go on later."""
    with ScriptedServer({"": b"421 4.7.0 too many connections from your address\r\n"}) as server:
        error = refused(sender(server.address()))
    assert isinstance(error, MailBusyError)
    assert "421 4.7.0 too many connections" in str(error)
    assert AGAIN in str(error)


def test_a_server_that_will_not_speak_with_us() -> None:
    """554 at the greeting is for good, and is not about the password."""
    with ScriptedServer({"": b"554 IP<192.0.2.7> in blacklist\r\n"}) as server:
        error = refused(sender(server.address()))
        assert server.heard == []
    assert type(error) is MailError
    assert "554 IP<192.0.2.7> in blacklist" in str(error)
    assert "office proxy" in str(error)


@pytest.mark.parametrize(
    "greeting",
    [b"\xff\xfe\x00\x1b[31m\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"* OK IMAP4rev1\r\n", b"\r\n"],
)
def test_a_greeting_that_is_none(greeting: bytes) -> None:
    """Another kind of server is a fault of the mail settings, and its words are harmless on a terminal."""
    with ScriptedServer({"": greeting}) as server:
        error = refused(sender(server.address()))
    assert type(error) is MailError
    assert "\x1b" not in str(error)
    assert error.faults[0].fix


@pytest.mark.parametrize("answer", [b"x" * 9000 + b"\r\n", Deed.DROP])
@pytest.mark.parametrize("verb", ["", "EHLO"])
def test_a_server_that_breaks_off_or_rambles(verb: str, answer: bytes | Deed) -> None:
    """A connection that ends, or a line without end, before the login, is a MailError with a fix."""
    with ScriptedServer({verb: answer, "HELO": answer}) as server:
        error = refused(sender(server.address()))
    assert isinstance(error, MailError)
    assert not isinstance(error, MailBusyError)
    assert error.faults[0].fix


@pytest.mark.parametrize("answer", [b"550 your host name is not welcome\r\n", b"x" * 9000 + b"\r\n"])
def test_a_refused_hello_is_not_about_the_password(answer: bytes) -> None:
    """Who is turned away before the login need not make a new authorization code."""
    with ScriptedServer({"EHLO": answer, "HELO": answer}) as server:
        error = refused(sender(server.address()))
    assert not isinstance(error, MailLoginError)


@pytest.mark.parametrize("mechanisms", [("PLAIN", "LOGIN"), ("PLAIN",), ("LOGIN",)])
def test_a_login_by_whatever_the_server_offers(mechanisms: tuple[str, ...]) -> None:
    """PLAIN where there is PLAIN, else LOGIN; name and code arrive whole."""
    with MailServer(accounts=ACCOUNTS, mechanisms=mechanisms) as server, connected(server) as connection:
        assert send(connection).fate == Fate.TAKEN
        assert server.logins == [Login(mechanisms[0], ME, CODE)]


def test_a_server_that_offers_no_login_we_know() -> None:
    with ScriptedServer({"EHLO": b"250-mail\r\n250 AUTH XOAUTH2 CRAM-MD5\r\n"}) as server:
        error = refused(sender(server.address()))
        assert "AUTH" not in server.heard
    assert "offers no login that fedtrack knows" in str(error)
    assert "CRAM-MD5" not in str(error)


@pytest.mark.parametrize("mechanisms", [("PLAIN", "LOGIN"), ("LOGIN",)])
def test_a_wrong_password_is_tried_once_and_never_told(mechanisms: tuple[str, ...]) -> None:
    """No mailbox is locked by our trying, and the wrong code stands in no error, cause or traceback."""
    wrong = "WRONGCODEWRONGCO"
    with MailServer(accounts=ACCOUNTS, mechanisms=mechanisms) as server:
        error = refused(sender(server.address(), password=wrong))
        assert server.logins == [Login(mechanisms[0], ME, wrong)]
        assert server.commands.count("AUTH") == 1
        assert server.connections == 1
    assert isinstance(error, MailLoginError)
    assert "535" in str(error)
    assert "授权码" in str(error)
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.faults)
    assert wrong not in shown
    assert wrong not in repr(error.__cause__)


def test_the_password_is_in_no_representation() -> None:
    """A sender or a connection that is printed, as in a traceback with its values, tells no code."""
    with MailServer(accounts=ACCOUNTS) as server:
        one = sender(server.address())
        connection = one.connect()
        connection.close()
    assert CODE not in repr(one) + repr(connection) + repr(vars(one)) + repr(vars(connection))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("535 Error: authentication failed", MailLoginError),
        ("535 5.7.8 User not allowed: smtp is off", MailLoginError),
        ("550 User has no permission", MailLoginError),
        ("534 5.7.9 Application-specific password required", MailLoginError),
        ("454 4.7.0 Temporary authentication failure", MailBusyError),
        ("421 4.7.0 too many logins", MailBusyError),
    ],
)
def test_a_refused_login(reply: str, kind: type[MailError]) -> None:
    """What is wrong with the login is the clerk's to mend; what is only for now is not."""
    with MailServer(accounts=ACCOUNTS) as server:
        server.script(Step.AUTH, reply)
        error = refused(sender(server.address()))
        assert server.commands == ["EHLO", "AUTH"]
    assert type(error) is kind
    assert reply in str(error)
    assert error.faults[0].where == "localhost"


@pytest.mark.parametrize("deed", [Deed.DROP, Deed.SILENCE])
def test_a_login_without_an_answer(deed: Deed) -> None:
    """A connection that dies at the login is a MailError without the code in it."""
    with MailServer(accounts=ACCOUNTS) as server:
        server.script(Step.AUTH, deed)
        error = refused(sender(server.address(), timeout=0.3))
    assert type(error) is MailError
    assert CODE not in "".join(traceback.format_exception(error))


def test_nothing_is_asked_for_where_no_login_is_wanted() -> None:
    """A relay on this computer may want no login; then nobody is asked for a password."""
    with MailServer() as server:
        connection = sender(server.address(), password="").connect()
        assert send(connection).fate == Fate.TAKEN
        connection.close()
        assert "AUTH" not in server.commands
