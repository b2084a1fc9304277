"""Fetching from a real Dovecot: each mail once, to the byte, and the mailbox stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from imapclient import IMAPClient

from fedtrack.errors import MailError
from tests.mail import dovecot
from tests.mail.dovecot import Dovecot
from tests.mail.fetched import Watcher, fetch, shelved
from tests.mail.imapbox import mail_of
from tests.mail.sending import CODE, ME

pytestmark = pytest.mark.skipif(bool(dovecot.why_not()), reason=dovecot.why_not())
JUNK, OTHERS = "垃圾邮件", "其他文件夹/三八"
ON_THE_WIRE = {JUNK: "&V4NXPpCuTvY-", OTHERS: "&UXZO1mWHTvZZOQ-/&TglRaw-"}


def mailbox() -> Dovecot:
    """Return a mailbox with an inbox and two folders of Chinese names."""
    return Dovecot(password=CODE, folders=[(f'"{name}"', "") for name in ON_THE_WIRE])


@pytest.fixture
def host() -> Iterator[Dovecot]:
    with mailbox() as one:
        yield one


@contextmanager
def another_client(host: Dovecot) -> Iterator[IMAPClient]:
    """Log in as a mail program would."""
    with IMAPClient("localhost", host.port, ssl=False) as client:
        client.login(ME, CODE)
        yield client


def flags(host: Dovecot) -> list[set[bytes]]:
    """Return the flags of the inbox's mails, fewest first."""
    with another_client(host) as client:
        client.select_folder("INBOX", readonly=True)
        return sorted(map(set, client.get_flags(client.search("ALL")).values()), key=len)


def given_out(host: Dovecot) -> list[int]:
    """Return how many mails Dovecot, which has ended, gave out at each visit."""
    return [int(count) for count in re.findall(r"body_count=(\d+)", host.told)]


def test_each_mail_is_fetched_once_and_to_the_byte(tmp_path: Path) -> None:
    with mailbox() as host:
        for number in (1, 2, 3):
            host.lay("INBOX", number, mail_of(number))
        assert fetch(host.address(), tmp_path) == 3
        assert sorted(shelved(tmp_path).values()) == [mail_of(number) for number in (1, 2, 3)]
        host.lay("INBOX", 4, mail_of(4))
        watcher = Watcher()
        assert fetch(host.address(), tmp_path, watcher=watcher) == 1
        assert watcher.totals == [1]
        assert fetch(host.address(), tmp_path) == 0
    assert given_out(host) == [3, 1, 0]
    assert sorted(shelved(tmp_path).values()) == [mail_of(number) for number in (1, 2, 3, 4)]


def test_the_mailbox_stays_as_it_was(host: Dovecot, tmp_path: Path) -> None:
    """No mail is marked as read, none moved, and a new one is still new to the clerk's mail program."""
    for number in (1, 2):
        host.lay("INBOX", number, mail_of(number))
    host.lay("INBOX", 3, mail_of(3), seen=True)
    before = host.listing("INBOX"), flags(host)
    assert before[1] == [{rb"\Recent"}, {rb"\Recent"}, {rb"\Recent", rb"\Seen"}]
    assert fetch(host.address(), tmp_path) == 3
    assert (host.listing("INBOX"), flags(host)) == before


def test_thousands_of_mails(tmp_path: Path) -> None:
    """5,000 mails all arrive, and the next run has Dovecot give out none of them again."""
    with mailbox() as host:
        for number in range(5000):
            host.lay("INBOX", number, mail_of(number))
        watcher = Watcher()
        assert fetch(host.address(), tmp_path, watcher=watcher) == 5000
        assert watcher.totals == [5000]
        assert fetch(host.address(), tmp_path) == 0
    assert sorted(shelved(tmp_path).values()) == sorted(mail_of(number) for number in range(5000))
    assert given_out(host) == [5000, 0]


def test_folders_with_chinese_names(host: Dovecot, tmp_path: Path) -> None:
    """Their names are spoken in modified UTF-7, and each has its own place on the shelf."""
    assert fetch(host.address(), tmp_path, folders=ON_THE_WIRE) == 0  # Dovecot makes them now
    for number, name in enumerate(ON_THE_WIRE, 1):
        host.lay(ON_THE_WIRE[name], number, mail_of(number))
    watcher = Watcher()
    assert fetch(host.address(), tmp_path, folders=["INBOX", JUNK, OTHERS, JUNK], watcher=watcher) == 2
    assert watcher.totals == [0, 1, 2]
    found = {path.split("/")[0]: raw for path, raw in shelved(tmp_path).items()}
    assert found.pop(JUNK) == mail_of(1)
    ((place, raw),) = found.items()
    assert place.startswith("其他文件夹_三八-")
    assert raw == mail_of(2)


def test_a_folder_that_is_not_there(host: Dovecot, tmp_path: Path) -> None:
    """The clerk is shown what the folders are called."""
    with pytest.raises(MailError) as caught:
        fetch(host.address(), tmp_path, folders=["垃圾箱"])
    said = str(caught.value)
    assert "no folder 垃圾箱" in said
    assert all(name in said for name in ("INBOX", JUNK, OTHERS))


def test_mails_of_a_folder_that_was_made_anew(host: Dovecot, tmp_path: Path) -> None:
    """UIDs count only together with UIDVALIDITY: the same UID may be another mail, so all are fetched."""
    with another_client(host) as client:
        client.append(JUNK, mail_of(1))
        assert fetch(host.address(), tmp_path, folders=[JUNK]) == 1
        client.delete_folder(JUNK)
        client.create_folder(JUNK)
        client.append(JUNK, mail_of(2))
    assert fetch(host.address(), tmp_path, folders=[JUNK]) == 1
    found = shelved(tmp_path)
    assert {path.split("/")[2] for path in found} == {"1.eml"}
    assert len({path.split("/")[1] for path in found}) == 2
    assert sorted(found.values()) == [mail_of(1), mail_of(2)]
    assert fetch(host.address(), tmp_path, folders=[JUNK]) == 0


def test_only_mails_since_a_day(host: Dovecot, tmp_path: Path) -> None:
    """The day that the mail came in counts, that day included, not what its header says."""
    for number, day in enumerate((2, 3, 4), 1):
        host.lay("INBOX", number, mail_of(number), day=date(2020, 3, day))
    assert fetch(host.address(), tmp_path, since=date(2020, 3, 3)) == 2
    assert sorted(shelved(tmp_path).values()) == [mail_of(2), mail_of(3)]
    assert fetch(host.address(), tmp_path) == 1


def test_dovecot_ends_with_the_test_that_started_it(tmp_path: Path) -> None:
    """Also with one that fails, and what it wrote is gone."""
    server = Dovecot(password=CODE, folders=[])
    with pytest.raises(MailError), server:
        fetch(server.address(), tmp_path, folders=["无"])
    assert server._process is not None
    assert server._process.returncode is not None
    assert not server._answers()
    assert not server._folder.exists()
