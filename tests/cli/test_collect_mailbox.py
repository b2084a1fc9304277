"""`collect imap`: the mailbox is looked at without changing it, each mail is fetched once, and filed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from tests.cli.collecting import REMINDER, collect, filed, received
from tests.cli.refusal import assert_refused
from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run
from tests.incoming import ACTIVITIES, AT, HEISHI, REPORT, bounce, lay, letter
from tests.mail.imapbox import Box, Dropping
from tests.mail.imapserver import ImapServer
from tests.mail.mailserver import MailServer
from tests.mail.sending import ACCOUNTS, CODE

FIRST = letter(files={"白石镇总结.docx": REPORT})
SECOND = letter(HEISHI, "黑石镇妇联“三八”活动总结", body=ACTIVITIES, message_id="2@x")
Serve = Callable[[Box], ImapServer]

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The right password in the environment of a computer without a keyring."""
    monkeypatch.setenv("FEDTRACK_MAIL_PASSWORD", CODE)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call] # keyring is typed in part
    yield
    keyring.set_keyring(before)


@pytest.fixture
def serve(workspace: Path) -> Iterator[Serve]:
    """Return what starts a server with a box as its INBOX, which units.toml names."""
    running: list[ImapServer] = []

    def start(box: Box) -> ImapServer:
        server = ImapServer(accounts=ACCOUNTS, boxes={"INBOX": box})
        running.append(server.__enter__())
        line = f'[mail]\nimap = "imap://localhost:{server.port}"\n\n[[notices]]'
        edit_units(workspace, old="[[notices]]", new=line)
        return server

    yield start
    for server in running:
        server.__exit__(None, None, None)


def units(run: Run) -> list[str]:
    return [one["unit"] for one in filed(run) if one["kind"] == "report"]


@pytest.mark.parametrize("arguments", [("imap",), ()])
def test_what_is_certain_in_the_mailbox_is_filed(
    run: Run, workspace: Path, serve: Serve, arguments: tuple[str, ...]
) -> None:
    """The mailbox is meant where nothing is named; only reading commands go to it."""
    server = serve(Box({7: FIRST, 8: SECOND}))
    answer = collect(run, *arguments, "--yes", "--json")
    assert answer.code == 0
    assert [(item["source"], item["decision"]) for item in answer.document["items"]] == [
        ("inbox/INBOX/1/7.eml", "record"),
        ("inbox/INBOX/1/8.eml", "record"),
    ]
    assert units(run) == ["baishi", "heishi"]
    assert [one["source"] for one in filed(run)] == ["inbox/INBOX/1/7.eml", "inbox/INBOX/1/8.eml"]
    assert (workspace / "inbox/INBOX/1/7.eml").read_bytes() == FIRST
    assert not {"STORE", "UID STORE", "SELECT", "APPEND", "EXPUNGE", "UID COPY"} & set(server.commands)


def test_each_mail_is_fetched_and_filed_once(run: Run, workspace: Path, serve: Serve) -> None:
    box = Box({7: FIRST})
    serve(box)
    collect(run, "imap", "--yes")
    before = snapshot(workspace)
    box.mails[8] = SECOND
    answer = collect(run, "imap", "--yes")
    assert answer.code == 0
    assert box.given.count(7) == 1
    assert set(snapshot(workspace)) - set(before) == {
        "inbox/INBOX/1/8.eml",
        "received/2020-38/heishi",
        "received/2020-38/heishi/黑石镇妇联“三八”活动总结.eml",
    }
    assert units(run) == ["baishi", "heishi"]


def test_a_connection_that_breaks_half_way(run: Run, serve: Serve) -> None:
    """What came until then is filed, exit code 7; the next run goes on from there."""
    box = Dropping(30, at=25)
    box.mails |= {7: FIRST, 25: SECOND}
    serve(box)
    answer = collect(run, "imap", "--yes")
    assert answer.code == 7
    assert "Filed (1)" in answer.out
    assert len(answer.err.splitlines()) == 1
    assert units(run) == ["baishi"]
    again = collect(run, "imap", "--yes")
    assert (again.code, again.err) == (0, "")
    assert units(run) == ["baishi", "heishi"]


def test_a_mailbox_that_cannot_be_reached(run: Run, workspace: Path, tmp_path: Path) -> None:
    """Exit code 5 where nothing could be filed; what lies in a folder is filed all the same."""
    edit_units(workspace, old="[[notices]]", new='[mail]\nimap = "imap://localhost:1"\n\n[[notices]]')
    answer = collect(run, "imap", "--yes")
    assert answer.code == 5
    assert "no connection on port 1" in answer.err
    pile = lay(tmp_path / "来件", {"1.eml": FIRST})
    answer = collect(run, "imap", pile, "--yes")
    assert answer.code == 7
    assert "no connection on port 1" in answer.err
    assert units(run) == ["baishi"]


def test_a_mailbox_that_is_not_named(run: Run, workspace: Path, tmp_path: Path) -> None:
    """It is told before anything is done; a folder needs none."""
    for arguments in (("collect", "imap", "--yes"), ("collect",)):
        assert_refused(run, workspace, arguments, 3, 'write imap = "imaps://imap.163.com:993" under [mail]')
    assert collect(run, lay(tmp_path / "来件", {"1.eml": FIRST}), "--yes").code == 0


def test_one_mail_in_the_mailbox_and_in_a_folder_is_filed_once(
    run: Run, workspace: Path, serve: Serve, tmp_path: Path
) -> None:
    """As well as one file that came by both ways."""
    serve(Box({7: FIRST}))
    pile = lay(tmp_path / "来件", {"saved.eml": FIRST, "白石镇三八总结.docx": REPORT})
    answer = collect(run, "imap", pile, "--yes", "--json")
    assert answer.code == 0
    kinds = sorted(item["kind"] for item in answer.document["items"])
    assert kinds == ["duplicate", "duplicate", "report"]
    assert received(workspace) == ["2020-38/baishi/白石镇总结.docx"]


def test_mails_from_before_the_notice_are_not_looked_at(run: Run, serve: Serve) -> None:
    """Last year's mails do not make the list long, though a server may hand them out all the same."""
    old = letter(files={"a.docx": REPORT}, at=AT - timedelta(days=20), message_id="old@x")
    box = Box({7: old, 8: SECOND, 9: letter(at=None, message_id="undated@x", body=ACTIVITIES)})
    serve(box)
    answer = collect(run, "imap", "--dry-run", "--json")
    assert [item["source"][-5:] for item in answer.document["items"]] == ["8.eml", "9.eml"]
    assert "SINCE 03-Mar-2020" in box.searches[0]


def test_a_notice_without_an_issue_date_looks_back_two_months(
    run: Run, workspace: Path, serve: Serve
) -> None:
    edit_units(workspace, old="issued = 2020-03-03\n")
    box = Box({8: SECOND})
    serve(box)
    assert collect(run, "imap", "--notice", "2020-38", "--yes").code == 0
    assert "SINCE 23-Jan-2020" in box.searches[0]


def test_a_dry_run_fetches_but_files_nothing(run: Run, workspace: Path, serve: Serve) -> None:
    """The mails are laid into inbox/, to be looked at; nothing else changes."""
    serve(Box({7: FIRST}))
    before = snapshot(workspace)
    answer = collect(run, "imap", "--dry-run")
    assert answer.code == 0
    assert "Nothing was filed (--dry-run): 1 would be" in answer.out
    new = set(snapshot(workspace)) - set(before)
    assert new == {"inbox", "inbox/INBOX", "inbox/INBOX/1", "inbox/INBOX/1/7.eml"}


def test_a_reminder_that_reached_nobody_is_sent_again_once_the_address_is_mended(
    run: Run, workspace: Path, serve: Serve
) -> None:
    """Bounces of a mail of ours are found in the mailbox by the Message-ID that it had."""
    box = Box()
    serve(box)
    with MailServer() as out:
        edit_units(
            workspace, old="[mail]", new=f'[mail]\nsmtp = "smtp://localhost:{out.port}"\npause_seconds = 0'
        )
        assert run("remind", "--send", "--yes").code == 0
        sent = {one.rcpt_tos[0]: message_from_bytes(one.content)["Message-ID"] for one in out.delivered}
        box.mails = {
            1: bounce("slj@qinghe.example", sent["slj@qinghe.example"], number=1),
            2: bounce("55501@qq.example", sent["baishi@qinghe.example"], number=2),
            3: bounce("somebody@qinghe.example", REMINDER, number=3),
        }
        assert collect(run, "imap").code == 0
        status = run("status")
        assert (
            "Mail came back (2): 白石镇妇联 (55501@qq.example)、县水利局女工委 (slj@qinghe.example)"
            in status.out
        )
        assert "Their last reminder could not be sent (1): 县水利局女工委" in status.out
        delivered = len(out.delivered)
        edit_units(workspace, old="slj@qinghe.example", new="shuiliju@qinghe.example")
        assert run("remind", "--send", "--yes").code == 0
        assert [one.rcpt_tos for one in out.delivered[delivered:]] == [("shuiliju@qinghe.example",)]
    assert collect(run, "imap").code == 0
    assert [one["kind"] for one in filed(run)].count("bounce") == 2
