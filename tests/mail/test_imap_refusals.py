"""A mailbox that refuses, breaks off or is none: what 163.com and its like do, and what the clerk is told."""

from __future__ import annotations

import gc
import traceback
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from fedtrack import __version__
from fedtrack.core.servers import Server
from fedtrack.errors import MailError, MailLoginError
from fedtrack.mail.imap import ImapMailbox
from tests.mail.certificates import Authority, of_a_stranger, self_signed
from tests.mail.imapserver import MARKED, UNSAFE, Appended, ImapServer
from tests.mail.mailserver import Deed, MailServer
from tests.mail.scriptedserver import ScriptedServer
from tests.mail.sending import ACCOUNTS, CODE, ELSEWHERE, ME, TIMEOUT, free_port, lead_here

pytestmark = pytest.mark.usefixtures("collected")  # a socket that is left open is a warning, hence a failure
MAIL = b"Subject: a\r\n\r\nwords\r\n"


@pytest.fixture
def collected() -> Iterator[None]:
    """Let what a test left open be found in that test."""
    yield
    gc.collect()


def mailbox(server: Server, *, password: str = CODE, timeout: float = TIMEOUT) -> ImapMailbox:
    return ImapMailbox(server, username=ME, password=lambda: password, timeout=timeout)


def refused(one: ImapMailbox) -> MailError:
    """Return the error with which a visit ends."""
    with pytest.raises(MailError) as caught:
        one.visit()
    assert caught.value.faults[0].fix
    assert CODE not in "".join(traceback.format_exception(caught.value))
    return caught.value


def test_we_say_who_we_are_after_the_login() -> None:
    """163.com opens no folder for a program that has not given its name (RFC 2971)."""
    with ImapServer(accounts=ACCOUNTS) as server:
        mailbox(server.address()).visit()
        known = [verb for verb in server.commands if verb != "CAPABILITY"]
        assert known == ["LOGIN", "ID", "EXAMINE", "LOGOUT"]
        assert server.ids == [f'("name" "fedtrack" "version" "{__version__}")']


def test_copies_are_laid_down_as_read() -> None:
    """What we sent is no news to the clerk; all copies go over one connection."""
    with ImapServer(accounts=ACCOUNTS) as server:
        mailbox(server.address()).save_sent([MAIL] * 3)
        assert server.appended == [Appended("Sent Messages", r"\Seen", MAIL)] * 3
        assert server.commands.count("LOGIN") == 1


@pytest.mark.parametrize(
    "name",
    ["&XfJT0ZAB-", "&XfJT0ZABkK5O9g-", "Sent Messages", "Sent", "Sent Items", "INBOX/Sent", "a.Sent"],
)
def test_the_names_that_folders_of_sent_mail_have(name: str) -> None:
    folders = {"INBOX": "", "Sentences": "", "Not Sent": "", name: ""}
    with ImapServer(accounts=ACCOUNTS, folders=folders) as server:
        mailbox(server.address()).save_sent([MAIL])
        assert server.mails(name) == [MAIL]


def test_a_mailbox_that_thinks_us_unsafe() -> None:
    """163.com's own words reach the clerk, with where to switch IMAP on."""
    with ImapServer(accounts=ACCOUNTS, script={"EXAMINE": f"NO EXAMINE {UNSAFE}"}) as server:
        error = refused(mailbox(server.address()))
    assert UNSAFE in str(error)
    assert "switch on IMAP" in str(error)


def test_the_words_of_a_refused_login_are_shown_as_they_are() -> None:
    with ImapServer(accounts={ME: "another"}) as server:
        error = refused(mailbox(server.address()))
    assert isinstance(error, MailLoginError)
    assert "(LOGIN Login error or password error)" in str(error)


def test_chinese_words_of_a_server_are_shown_as_they_are() -> None:
    with ImapServer(accounts=ACCOUNTS, script={"LOGIN": "NO 请使用授权码登录"}) as server:
        error = refused(mailbox(server.address()))
    assert "请使用授权码登录" in str(error)


def test_a_refused_copy() -> None:
    """A full mailbox is a MailError with the server's words."""
    with ImapServer(accounts=ACCOUNTS, script={"APPEND": "NO [OVERQUOTA] mailbox is full"}) as server:
        with pytest.raises(MailError, match="OVERQUOTA"):
            mailbox(server.address()).save_sent([MAIL])
        assert server.appended == []


@pytest.mark.parametrize("verb", ["CAPABILITY", "LOGIN", "ID", "EXAMINE"])
@pytest.mark.parametrize("deed", [Deed.DROP, Deed.SILENCE])
def test_a_mailbox_that_breaks_off(verb: str, deed: Deed) -> None:
    """A connection that ends or goes quiet at any step is a MailError with a fix."""
    with ImapServer(accounts=ACCOUNTS, script={verb: deed}) as server:
        refused(mailbox(server.address(), timeout=0.3))


@pytest.mark.parametrize("deed", [Deed.DROP, Deed.SILENCE])
def test_a_mailbox_that_breaks_off_while_a_copy_is_laid_down(deed: Deed) -> None:
    with (
        ImapServer(accounts=ACCOUNTS, script={"APPEND": deed}) as server,
        pytest.raises(MailError),
    ):
        mailbox(server.address(), timeout=0.3).save_sent([MAIL])


def test_leaving_does_not_matter() -> None:
    """Whoever looked in and was let in is content, even if the server hangs up at the good-bye."""
    with ImapServer(accounts=ACCOUNTS, script={"LOGOUT": Deed.DROP}) as server:
        mailbox(server.address()).visit()


@pytest.mark.parametrize(
    "greeting",
    [
        b"* BYE not today\r\n",
        b"HTTP/1.1 400 no\r\n\r\n",
        b"\xff\xfe\x1b[31m\r\n",
        b"\r\n",
        Deed.DROP,
    ],
)
def test_a_server_that_is_no_mailbox(greeting: bytes | Deed) -> None:
    """Another kind of server is a fault of the settings; its words are harmless on a terminal."""
    with ScriptedServer({"": greeting}) as server:
        error = refused(mailbox(server.address(), timeout=1))
    assert type(error) is MailError
    assert "\x1b" not in str(error)


def test_a_mail_server_is_no_mailbox() -> None:
    with MailServer() as server:
        error = refused(mailbox(server.address(), timeout=1))
    assert "no mailbox that fedtrack can speak with" in str(error)


def test_no_word_without_encryption_to_another_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mailbox elsewhere that offers no STARTTLS learns neither name nor code."""
    lead_here(monkeypatch, ELSEWHERE)
    with ImapServer(accounts=ACCOUNTS) as server:
        error = refused(mailbox(server.address(ELSEWHERE)))
        assert "LOGIN" not in server.commands
    assert "offers no encryption (STARTTLS)" in str(error)


def test_starttls_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With imap:// to another computer the login comes after STARTTLS; a bad certificate ends it."""
    lead_here(monkeypatch, ELSEWHERE)
    authority = Authority(tmp_path, monkeypatch)
    with ImapServer(accounts=ACCOUNTS, starttls=authority.good(ELSEWHERE)) as server:
        mailbox(server.address(ELSEWHERE)).visit()
        assert server.commands.index("STARTTLS") < server.commands.index("LOGIN")
    for bad in (authority.good(), authority.expired(), of_a_stranger(), self_signed(tmp_path)):
        with ImapServer(accounts=ACCOUNTS, starttls=bad) as server:
            error = refused(mailbox(server.address(ELSEWHERE)))
            assert "LOGIN" not in server.commands
        assert "certificate is not valid" in str(error)


def test_a_bad_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Expired, for another name, of a stranger or of itself: the server hears nothing."""
    authority = Authority(tmp_path, monkeypatch)
    for bad in (authority.expired(), authority.for_another_name(), of_a_stranger(), self_signed(tmp_path)):
        with ImapServer(accounts=ACCOUNTS, tls=bad) as server:
            error = refused(mailbox(server.address()))
            assert server.commands == []
        assert "certificate is not valid" in str(error)


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """No such host, a port nobody listens on, and one that never answers are told apart."""
    port = free_port()
    for encrypted in (True, False):
        error = refused(mailbox(Server("127.0.0.1", port, encrypted)))
        assert f"no connection on port {port}" in str(error)
        with ScriptedServer({"": Deed.SILENCE}) as server:
            error = refused(mailbox(Server("localhost", server.port, encrypted), timeout=0.3))
        assert "does not answer on port" in str(error)
    lead_here(monkeypatch)
    error = refused(mailbox(Server("imap.nowhere.example", 993, encrypted=True)))
    assert "there is no such server, or no network" in str(error)


def test_the_code_is_in_no_representation() -> None:
    one = mailbox(Server("localhost", 1, encrypted=False))
    assert CODE not in repr(one) + repr(vars(one))


@pytest.mark.parametrize(
    ("verb", "deed"), [("LOGOUT", Deed.DROP), ("APPEND", Deed.DROP), ("LOGIN", Deed.SILENCE)]
)
def test_no_connection_stays_open(verb: str, deed: Deed) -> None:
    """Also where the good-bye fails the connection is closed at once."""
    with warnings.catch_warnings(record=True) as left:
        warnings.simplefilter("always", ResourceWarning)
        with ImapServer(accounts=ACCOUNTS, script={verb: deed}) as server, suppress(MailError):
            mailbox(server.address(), timeout=0.2).save_sent([MAIL])
        gc.collect()
    assert [str(one.message) for one in left] == []


def test_a_mark_counts_before_a_name() -> None:
    """The folder that the server marks is the one, even where another has the better name."""
    with ImapServer(accounts=ACCOUNTS, folders={"Sent": "", "&XfJT0ZAB-": "", **MARKED}) as server:
        mailbox(server.address()).save_sent([MAIL])
        assert server.mails("Sent Messages") == [MAIL]
