"""The mailbox over IMAP: against a server as 163.com's, and against a real Dovecot where there is one."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from fedtrack.core.servers import Server
from fedtrack.errors import MailError, MailLoginError
from fedtrack.mail.imap import ImapMailbox
from tests.mail import dovecot
from tests.mail.certificates import Authority
from tests.mail.imapserver import CHINESE, MARKED, ImapServer
from tests.mail.sending import ACCOUNTS, CODE, ME, TIMEOUT

MAIL = "Subject: a\r\nMessage-ID: <a@qinghe.example>\r\n\r\n请报送。\r\n.\r\n".encode()
SENT = {"marked": "Sent Messages", "chinese": "&XfJT0ZAB-", "none": ""}


class Host(Protocol):
    """A server that the tests look into."""

    def address(self, host: str = "localhost") -> Server:
        """Return the server as settings name it."""

    def mails(self, folder: str) -> list[bytes]:
        """Return what lies in a folder."""


Start = Callable[[str, Authority | None], AbstractContextManager[Host]]


def mailbox(server: Server, *, password: str = CODE, timeout: float = TIMEOUT) -> ImapMailbox:
    return ImapMailbox(server, username=ME, password=lambda: password, timeout=timeout)


@pytest.fixture(
    params=[
        "in-process",
        pytest.param("dovecot", marks=pytest.mark.skipif(bool(dovecot.why_not()), reason=dovecot.why_not())),
    ]
)
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Start:
    """Return what starts a mailbox with a sent folder of that kind, encrypted where there is an authority."""

    def own(kind: str, authority: Authority | None = None) -> AbstractContextManager[Host]:
        folders = {"marked": MARKED, "chinese": CHINESE, "none": {"INBOX": ""}}[kind]
        return ImapServer(accounts=ACCOUNTS, folders=folders, tls=authority.good() if authority else None)

    def real(kind: str, authority: Authority | None = None) -> AbstractContextManager[Host]:
        folders = {
            "marked": [('"Sent Messages"', r"\Sent"), ("已发送", "")],
            "chinese": [("草稿箱", ""), ("已发送", "")],
            "none": [],
        }[kind]
        files = authority.files(tmp_path) if authority else None
        return dovecot.Dovecot(password=CODE, folders=folders, certificate=files)

    return own if request.param == "in-process" else real


def test_a_visit_touches_nothing(start: Start) -> None:
    """Logging in and looking into the inbox works, again and again."""
    with start("marked", None) as host:
        one = mailbox(host.address())
        one.visit()
        one.visit()
        assert host.mails("Sent Messages") == []


@pytest.mark.parametrize("kind", ["marked", "chinese"])
def test_copies_lie_in_the_folder_of_sent_mail(start: Start, kind: str) -> None:
    """The folder is found by its mark, else by its Chinese name; the mails lie there to the byte."""
    mails = [MAIL, MAIL.replace(b"<a@", b"<b@")]
    with start(kind, None) as host:
        mailbox(host.address()).save_sent(mails)
        assert sorted(host.mails(SENT[kind])) == mails


def test_no_folder_for_sent_mail(start: Start) -> None:
    """Where there is none, the clerk is told how to live without it, and no folder is made."""
    with start("none", None) as host, pytest.raises(MailError) as caught:
        mailbox(host.address()).save_sent([MAIL])
    assert "no folder for sent mail" in str(caught.value)
    assert "save_sent" in str(caught.value)


def test_a_wrong_password(start: Start) -> None:
    """The clerk is told about authorization codes; the wrong one is told to nobody."""
    wrong = "WRONGCODEWRONGCO"
    with start("marked", None) as host, pytest.raises(MailLoginError) as caught:
        mailbox(host.address(), password=wrong).visit()
    assert "refuses the login" in str(caught.value)
    assert "授权码" in str(caught.value)
    assert wrong not in "".join(traceback.format_exception(caught.value))


def test_an_encrypted_visit(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """imaps:// works with a certificate of an authority that is trusted, and with no other."""
    with start("marked", Authority(tmp_path, monkeypatch)) as host:
        mailbox(host.address()).visit()
        mailbox(host.address()).save_sent([MAIL])
        assert host.mails("Sent Messages") == [MAIL]
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(MailError, match=r"certificate is not valid.*nothing was sent"):
            mailbox(host.address()).visit()


def test_encryption_asked_of_a_plain_port(start: Start) -> None:
    with start("marked", None) as host:
        address = Server("localhost", host.address().port, encrypted=True)
        with pytest.raises(MailError, match=r"no encrypted connection can be made.*imaps has 993"):
            mailbox(address, timeout=1).visit()
