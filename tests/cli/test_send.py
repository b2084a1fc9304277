"""`remind --send` as the clerk meets it: asked first, told after, and never twice."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.tools import edit_units, snapshot
from tests.conftest import Run
from tests.ledger.damages import PAGE, rewrite
from tests.ledger.support import raw
from tests.mail.mailserver import Deed, MailServer, Step


@pytest.fixture
def server(workspace: Path) -> Iterator[MailServer]:
    """A mail server on this computer, which units.toml names."""
    with MailServer() as running:
        settings = f'[mail]\nsmtp = "smtp://localhost:{running.port}"\npause_seconds = 0\n\n'
        edit_units(workspace, old="[[notices]]", new=f"{settings}[[notices]]")
        yield running


class Terminal(io.StringIO):
    """A terminal at which somebody has typed ahead."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def states(document: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {one["unit"]: one["state"] for one in document["reminders"]}


def test_every_unit_gets_its_mail_once(workspace: Path, run: Run, server: MailServer) -> None:
    """All addresses of a unit in one mail, a copy of each beside; then nothing more."""
    answer = run("remind", "--send", "--yes", "--json")
    assert answer.code == 0
    assert states(answer.document) == {"baishi": "sent", "heishi": "sent", "shuili": "sent"}
    assert [one.rcpt_tos for one in server.delivered] == [
        ("baishi@qinghe.example", "55501@qq.example"),
        ("heishi@qinghe.example",),
        ("slj@qinghe.example",),
    ]
    for one, delivered in zip(answer.document["reminders"], server.delivered, strict=True):
        assert (workspace / one["path"]).read_bytes() == delivered.content
    assert [one["reason"] for one in answer.document["skipped"]] == ["no_email", "no_email"]
    assert not (workspace / "drafts").exists()
    again = run("remind", "--send", "--yes")
    assert again.code == 0
    assert "already reminded today" in again.out
    assert (server.connections, len(server.delivered)) == (1, 3)


def test_a_day_with_nothing_to_do_changes_nothing(workspace: Path, run: Run, server: MailServer) -> None:
    """No connection, no password, no ledger: it may run every morning."""
    before = snapshot(workspace)
    answer = run("remind", "--send", "--yes", today="2020-03-10")
    assert answer.code == 0
    assert "the next reminder falls on 2020-03-16" in answer.out
    assert (snapshot(workspace), server.connections) == (before, 0)


def test_a_missed_morning_is_caught_up_once(run: Run, server: MailServer) -> None:
    """The round of the 16th goes out on the 17th; the one after it on its own day."""
    for day, delivered in (("2020-03-17", 3), ("2020-03-18", 3), ("2020-03-20", 6), ("2020-03-21", 6)):
        assert run("remind", "--send", "--yes", today=day).code == 0
        assert len(server.delivered) == delivered


def test_without_a_terminal_yes_must_be_said(workspace: Path, run: Run, server: MailServer) -> None:
    before = snapshot(workspace)
    answer = run("remind", "--send")
    assert (answer.code, answer.out) == (2, "")
    assert "add --yes" in answer.err
    assert (snapshot(workspace), server.connections) == (before, 0)


@pytest.mark.parametrize(("typed", "sent"), [("y\n", 3), ("是\n", 3), ("n\n", 0), ("\n", 0), ("", 0)])
def test_on_a_terminal_the_plan_is_shown_and_asked_about(
    typed: str, sent: int, run: Run, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No yes is a no; the plan and the question stand beside the payload."""
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    answer = run("remind", "--send")
    assert answer.code == 0
    assert "baishi@qinghe.example, 55501@qq.example" in answer.err
    assert "Send 3 mail(s) from qhfl@qinghe.example now? [y/N]" in answer.err
    assert len(server.delivered) == sent
    assert ("nothing was sent" in answer.err) == (sent == 0)


def test_a_dry_run_sends_and_writes_nothing(workspace: Path, run: Run, server: MailServer) -> None:
    before = snapshot(workspace)
    answer = run("remind", "--send", "--dry-run")
    assert answer.code == 0
    assert "mails that would go out: 3" in answer.out
    assert (snapshot(workspace), server.connections) == (before, 0)


def test_an_address_that_is_wrong_is_told_and_the_others_go(run: Run, server: MailServer) -> None:
    server.script(Step.RCPT, "550 User not found", address="heishi@qinghe.example")
    answer = run("remind", "--send", "--yes")
    assert answer.code == 7
    assert "not sent (1): the server knows no such address (550 User not found)" in answer.out
    assert "Mails: 3, sent 2, not sent 1; copies lie in sent/" in answer.out
    assert "could not be sent (1): 黑石镇妇联" in run("status").out
    assert "550 User not found" in run("why", "heishi").out
    assert run("remind", "--send", "--yes").code == 7, "nobody has mended the address"
    assert run("called", "heishi").code == 0
    assert run("remind", "--send", "--yes").code == 0


def test_taken_for_spam_the_rest_become_drafts(workspace: Path, run: Run, server: MailServer) -> None:
    server.script(Step.CONTENT, "554 DT:SPM considered spam", message=2)
    answer = run("remind", "--send", "--yes", "--json")
    assert answer.code == 7
    assert states(answer.document) == {"baishi": "sent", "heishi": "failed", "shuili": "drafted"}
    assert all("spam" in one["error"] for one in answer.document["reminders"][1:])
    for one in answer.document["reminders"][1:]:
        assert (workspace / one["path"]).name == f"{one['unit']}.eml"
    assert len(server.delivered) == 1


def test_drafts_that_nobody_sent_keep_the_morning_from_ending_well(run: Run, server: MailServer) -> None:
    """Nobody watched when the server took no more: each later morning says so, until a call or a mail."""
    server.script(Step.CONTENT, "554 DT:SPM considered spam", message=2)
    assert run("remind", "--send", "--yes").code == 7
    server.forget()
    assert run("remind", "--send", "--yes", today="2020-03-21").code == 7, "a Saturday hides nothing"
    next_morning = run("remind", "--send", "--yes", "--json", today="2020-03-20")
    assert next_morning.code == 7
    assert {one["unit"] for one in next_morning.document["skipped"] if one["reason"] == "unsent_draft"} == {
        "heishi",
        "shuili",
    }
    assert "by hand" in run("remind", "--send", "--yes").out
    assert "1×, 03-20 (draft)" in run("status").out
    assert "drafts were laid (2): 黑石镇妇联、县水利局女工委" in run("status").out
    assert "by hand" in run("why", "heishi").out
    assert run("called", "heishi", "shuili").code == 0
    assert run("remind", "--send", "--yes").code == 0
    assert "(draft)" not in run("status").out
    assert len(server.delivered) == 1


def test_an_unknown_reminder_keeps_the_morning_from_ending_well(run: Run, server: MailServer) -> None:
    server.script(Step.CONTENT, Deed.DROP, message=2)
    assert run("remind", "--send", "--yes").code == 7
    server.forget()
    assert run("remind", "--send", "--yes").code == 7
    assert run("remind", "--send", "--dry-run").code == 0
    assert run("record", "heishi").code == 0
    assert run("remind", "--send", "--yes").code == 0


def test_a_sender_that_is_not_the_account_stops_the_run(run: Run, server: MailServer) -> None:
    """Nothing was sent, which is the exit code of mail; nothing is noted as reminded."""
    server.script(Step.MAIL, "553 Mail from must equal authorized user")
    answer = run("remind", "--send", "--yes")
    assert answer.code == 5
    assert "must be the same mailbox" in answer.out
    assert [unit["reminders"] for unit in run("status", "--json").document["units"]] == [0, 0, 0, 0, 0]


def test_no_server_is_the_exit_code_of_mail(workspace: Path, run: Run, server: MailServer) -> None:
    edit_units(workspace, old=f"localhost:{server.port}", new="localhost:1")
    before = snapshot(workspace)
    answer = run("remind", "--send", "--yes")
    assert answer.code == 5
    assert answer.err.startswith("localhost: no connection on port 1")
    assert {path for path in snapshot(workspace) if not path.startswith(".")} == set(before)


def test_a_mailbox_that_is_not_named_is_asked_for_before_anything(workspace: Path, run: Run) -> None:
    before = snapshot(workspace)
    answer = run("remind", "--send", "--yes")
    assert answer.code == 3
    assert 'write smtp = "smtps://smtp.163.com:465" under [mail]' in answer.err
    assert snapshot(workspace) == before


def test_the_daily_limit_goes_on_the_next_day(workspace: Path, run: Run, server: MailServer) -> None:
    edit_units(workspace, old="pause_seconds = 0", new="pause_seconds = 0\ndaily_limit = 2")
    answer = run("remind", "--send", "--yes", today="2020-03-16")
    assert answer.code == 0
    assert "today's 2 messages (daily_limit) are used up" in answer.out
    assert run("remind", "--send", "--yes", today="2020-03-17").code == 0
    assert [one.rcpt_tos[0].partition("@")[0] for one in server.delivered] == ["baishi", "heishi", "slj"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--send", "--text"],
        ["--send", "--calls"],
        ["--send", "--out", "x"],
        ["--send", "--resend", "baishi", "--unit", "heishi"],
        ["--send", "--resend", "baishi", "--group", "乡镇妇联"],
        ["--resend", "baishi"],
        ["--yes"],
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], workspace: Path, run: Run) -> None:
    before = snapshot(workspace)
    answer = run("remind", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert snapshot(workspace) == before


def test_long_past_nobody_is_mailed_unasked(workspace: Path, run: Run, server: MailServer) -> None:
    """A notice that was forgotten open sends no mail about last year's report; force does."""
    before = snapshot(workspace)
    answer = run("remind", "--send", "--yes", today="2020-06-30")
    assert (answer.code, answer.out) == (2, "")
    assert "the notice 2020-38 was due on 2020-03-23, long ago; write closed = DATE" in answer.err
    assert (snapshot(workspace), server.connections) == (before, 0)
    assert run("remind", "--send", "--yes", "--force", today="2020-06-30").code == 0
    assert len(server.delivered) == 3


def test_when_the_season_is_over_the_morning_line_does_nothing(workspace: Path, run: Run) -> None:
    """Whether or not it names the notice, which is closed."""
    edit_units(workspace, old="due = 2020-03-23", new="due = 2020-03-23\nclosed = 2020-04-01")
    for notice in ([], ["2020-38"]):
        answer = run("remind", *notice, "--send", "--yes", today="2020-04-02")
        assert (answer.code, answer.err) == (0, "")
        assert (
            run("remind", *notice, "--send", "--yes", "--json", today="2020-04-02").document["reminders"]
            == []
        )
    assert "no notice is open" in run("remind", "--send", "--yes", today="2020-04-02").out


def test_full_width_braces_in_a_template_are_told(workspace: Path, run: Run, server: MailServer) -> None:
    """A Chinese keyboard types them, and the words would go out with them."""
    (workspace / "templates").mkdir()
    (workspace / "templates" / "email-before.j2").write_text("好\n\n｛｛ unit ｝｝：", encoding="utf-8")
    answer = run("remind", "--send", "--yes")
    assert answer.code == 3
    assert answer.err == (
        "templates/email-before.j2:3: full-width braces do nothing; write them half-width: {{ }}\n"
    )
    assert server.connections == 0


def test_an_unknown_reminder_is_marked_wherever_it_stands(run: Run, server: MailServer) -> None:
    server.script(Step.CONTENT, Deed.DROP, message=2)
    assert run("remind", "--send", "--yes").code == 7
    assert "1×, 03-20 (unknown)" in run("status").out
    server.forget()
    assert run("remind", "--send", "--yes", "--resend", "heishi").code == 0
    assert "(unknown)" not in run("status").out
    assert "unknown, and sent again" in run("log").out
    assert "could not be sent" not in run("why", "heishi").out


@pytest.mark.parametrize("arguments", [("remind", "--send", "--yes"), ("remind",)])
def test_no_reminder_by_a_damaged_ledger(
    arguments: tuple[str, ...], workspace: Path, run: Run, server: MailServer
) -> None:
    """A report that a damaged page hides would be reminded of; also where nothing needs that page."""
    ledger = workspace / "fedtrack.db"
    assert run("record", "baishi", today="2020-03-16").code == 0
    with raw(ledger) as connection:
        look = "SELECT rootpage FROM sqlite_schema WHERE name = 'entries_by_notice'"
        start = PAGE * (connection.execute(look).fetchone()[0] - 1)
    rewrite(ledger, lambda content: content[: start + 3] + b"\0\0" + content[start + 5 :])
    before = snapshot(workspace)
    answer = run(*arguments)
    assert (answer.code, answer.out) == (4, "")
    assert "check --repair" in answer.err
    assert server.delivered == []
    assert snapshot(workspace) == before


@pytest.mark.parametrize("left", [None, b""])
def test_no_reminder_after_the_ledger_was_lost(
    left: bytes | None, workspace: Path, run: Run, server: MailServer
) -> None:
    """Gone or cut to nothing while copies of what was sent lie there: everybody would get it again."""
    assert run("remind", "--send", "--yes").code == 0
    ledger = workspace / "fedtrack.db"
    ledger.unlink()
    if left is not None:
        ledger.write_bytes(left)
        os.utime(ledger, (0, 0))  # one that has just been made is no fault
    before = snapshot(workspace)
    for arguments in (
        ("remind", "--send", "--yes"),
        ("remind",),
        ("check",),
        ("record", "heishi"),
        ("undo",),
        ("status",),
        ("remind", "--text"),
        ("remind", "--calls"),
        ("export",),
    ):
        answer = run(*arguments)
        assert answer.code == 4, arguments
        assert "the ledger is gone or empty" in answer.err + answer.out
    assert len(server.delivered) == 3
    assert snapshot(workspace) == before


def test_a_lost_ledger_is_restored_from_an_export(workspace: Path, run: Run, server: MailServer) -> None:
    assert run("remind", "--send", "--yes").code == 0
    assert run("export", "-o", "all.json").code == 0
    (workspace / "fedtrack.db").unlink()
    assert run("import-ledger", "all.json", "--yes").code == 0
    assert run("remind", "--send", "--yes").code == 0
    assert len(server.delivered) == 3


def test_an_old_copy_of_the_ledger_sends_no_round_again(
    workspace: Path, run: Run, server: MailServer
) -> None:
    """The copies in sent/ tell of mails that it does not know; with the newer entries it goes on."""
    for number in range(3):
        edit_units(
            workspace,
            more=f'\n[[units]]\nid = "u{number}"\nname = "第{number}社区"\ngroup = "县直单位"\n'
            f'email = ["u{number}@qinghe.example"]\n',
        )
    assert run("called", "baishi", today="2020-03-13").code == 0
    ledger = workspace / "fedtrack.db"
    backup = ledger.read_bytes()
    assert run("remind", "--send", "--yes").code == 0
    assert run("export", "-o", "all.json").code == 0
    count = len(server.delivered)
    ledger.write_bytes(backup)
    answer = run("remind", "--send", "--yes")
    assert (answer.code, answer.out) == (4, "")
    assert "sent/ has 6 mails of which the ledger does not know" in answer.err
    assert run("import-ledger", "all.json", "--yes").code == 0
    assert run("remind", "--send", "--yes").code == 0
    assert len(server.delivered) == count == 6


def test_what_a_killed_first_command_leaves_is_no_lost_ledger(
    workspace: Path, run: Run, server: MailServer
) -> None:
    """A copy lies in sent/ before the first claim makes the ledger, files in received/ before the entry."""
    for file in ("sent/2020-38/2020-03-16/baishi.eml", "received/2020-38/baishi/总结.txt"):
        (workspace / file).parent.mkdir(parents=True)
        (workspace / file).write_text("x", encoding="utf-8")
    assert run("remind", "--send", "--yes").code == 0
    assert len(server.delivered) == 3


def test_no_mail_goes_out_on_another_day(workspace: Path, run: Run) -> None:
    """A morning with $FEDTRACK_TODAY left over from a rehearsal; what it would bring can be seen."""
    settings = '[mail]\nsmtp = "smtps://smtp.qinghe.example:465"\n\n'
    edit_units(workspace, old="[[notices]]", new=f"{settings}[[notices]]")
    before = snapshot(workspace)
    answer = run("remind", "--send", "--yes", today="2020-03-16")
    assert (answer.code, answer.out) == (2, "")
    assert "not on 2020-03-16; nothing was sent" in answer.err
    assert "--dry-run" in answer.err
    assert run("remind", "--send", "--dry-run", today="2020-03-16").code == 0
    assert snapshot(workspace) == before
