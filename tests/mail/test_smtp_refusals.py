"""Every answer by which a mail server refuses, and what it means for the message and for the run.

The replies are those that 163.com, QQ, Exchange and Postfix give, with addresses of the county's own.
"""

from __future__ import annotations

import pytest

from fedtrack.usecases.ports import Fate
from tests.mail.mailserver import Deed, MailServer, Step
from tests.mail.scriptedserver import ScriptedServer
from tests.mail.sending import ACCOUNTS, MAIL, TO, connected, send

SPAM_MARK = "554 DT:SPM 163 smtp8,DMCowAB3 please see http://mail.163.com/help/help_spam_16.htm"
SAME_MAILBOX = "must be the same mailbox"
BY_HAND = "send the drafts by hand"
AGAIN = "in a quarter of an hour"
CALL = "until then call"
LOOK = "look at the unit's address"


REPLIES = [
    (Step.MAIL, "553 Mail from must equal authorized user", Fate.BARRED, SAME_MAILBOX),
    (Step.MAIL, "553 5.7.1 <x@qinghe.example>: Sender address rejected", Fate.BARRED, SAME_MAILBOX),
    (Step.MAIL, "550 User suspended", Fate.BARRED, SAME_MAILBOX),
    (Step.MAIL, "421 4.4.2 too many errors, closing", Fate.LATER, AGAIN),
    (Step.MAIL, "451 MI:SFQ 163 smtp3 too many messages in 15 minutes", Fate.LATER, AGAIN),
    (Step.RCPT, "550 User not found: baishi@qinghe.example", Fate.REFUSED, CALL),
    (Step.RCPT, "550 5.1.1 mailbox unavailable", Fate.REFUSED, CALL),
    (Step.RCPT, "501 bad address syntax", Fate.REFUSED, CALL),
    (Step.RCPT, "553 5.7.1 Sender address rejected: not owned by user", Fate.BARRED, SAME_MAILBOX),
    (Step.RCPT, "554 DT:SPM smtp2", Fate.SPAM, BY_HAND),
    (Step.RCPT, "450 4.2.0 greylisted", Fate.PUT_OFF, "the next run tries again"),
    (Step.RCPT, "452 4.2.2 mailbox full", Fate.PUT_OFF, "meanwhile call"),
    (Step.RCPT, "530 authenticate first", Fate.BARRED, "check --mail"),
    (Step.RCPT, "452 4.5.3 too many recipients", Fate.LATER, AGAIN),
    (Step.RCPT, "421 4.7.0 closing", Fate.LATER, AGAIN),
    (Step.DATA, "450 MI:DMC too many messages on this connection", Fate.LATER, AGAIN),
    (Step.DATA, "554 DT:SPM smtp5", Fate.SPAM, BY_HAND),
    (Step.DATA, "552 5.3.4 too big", Fate.REFUSED, LOOK),
    (Step.CONTENT, "450 MI:DMC 163 smtp10", Fate.LATER, AGAIN),
    (Step.CONTENT, "451 DT:SPM 163 smtp7, please try again", Fate.LATER, AGAIN),
    (Step.CONTENT, "451 MI:SFQ 163 smtp7", Fate.LATER, AGAIN),
    (Step.CONTENT, "421 4.3.0 closing", Fate.LATER, AGAIN),
    (Step.CONTENT, SPAM_MARK, Fate.SPAM, BY_HAND),
    (Step.CONTENT, "550 5.7.1 message looks like junk", Fate.SPAM, BY_HAND),
    (Step.CONTENT, "550 5.7.28 our guidelines", Fate.SPAM, BY_HAND),
    (Step.CONTENT, "554 transaction failed", Fate.SPAM, BY_HAND),
    (Step.CONTENT, "553 Mail from must equal authorized user", Fate.BARRED, SAME_MAILBOX),
    (Step.CONTENT, "552 message too large", Fate.REFUSED, LOOK),
]


@pytest.mark.parametrize(("step", "reply", "fate", "fix"), REPLIES)
def test_a_refusal_is_read(step: Step, reply: str, fate: Fate, fix: str) -> None:
    """Each reply has its fate, is quoted to the clerk, and comes with what to do; nothing went out."""
    with MailServer(accounts=ACCOUNTS) as server:
        server.script(step, reply, message=2)
        with connected(server) as connection:
            first, second = send(connection), send(connection, *TO, "heishi@qinghe.example")
        assert first.fate == Fate.TAKEN
        assert len(server.delivered) == 1
    assert second.fate == fate
    assert second.reply.startswith(reply[:60])
    assert second.fault
    assert reply in str(second.fault.what)
    assert fix in str(second.fault.fix)
    assert second.refused == ()


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        (Step.MAIL, "553 5.1.7 not this sender"),
        (Step.RCPT, "550 no such user"),
        (Step.DATA, "552 too big"),
        (Step.CONTENT, "552 too big"),
        (Step.CONTENT, "554 DT:SPM"),
    ],
)
def test_after_a_refusal_the_same_connection_sends_the_next(step: Step, reply: str) -> None:
    """A refusal leaves nothing behind: the next message goes to its own addresses only."""
    with MailServer() as server:
        server.script(step, reply, message=1)
        with connected(server) as connection:
            send(connection, "first@qinghe.example")
            assert send(connection, "second@qinghe.example").fate == Fate.TAKEN
        assert [one.rcpt_tos for one in server.delivered] == [("second@qinghe.example",)]
        assert server.connections == 1


@pytest.mark.parametrize(
    ("step", "reply", "fate"),
    [
        (Step.RCPT, "554 DT:SPM", Fate.SPAM),
        (Step.RCPT, "550 no such user", Fate.REFUSED),
        (Step.MAIL, "553 Mail from must equal authorized user", Fate.BARRED),
    ],
)
def test_a_refusal_stays_one_when_the_server_hangs_up_after_it(step: Step, reply: str, fate: Fate) -> None:
    """Many servers close after a refusal; what they said still counts."""
    with MailServer() as server:
        server.script(step, reply).script(Step.RSET, Deed.DROP)
        with connected(server) as connection:
            assert send(connection).fate == fate


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("reply", [b"\xff\xfe\r\n", b"hello\r\n", b"\r\n"])
def test_an_answer_that_is_none_blames_nobody(verb: str, reply: bytes) -> None:
    """Garbage before the content means a broken connection: no address is said to be wrong."""
    with ScriptedServer({verb: reply}) as server, connected(server) as connection:
        assert send(connection).fate == Fate.LOST


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_line_without_end_is_a_broken_connection(verb: str) -> None:
    with ScriptedServer({verb: b"250 " + b"x" * 9000 + b"\r\n"}) as server, connected(server) as connection:
        answer = send(connection)
    assert answer.fate == Fate.LOST
    assert answer.fault
    assert len(str(answer.fault.what)) < 400


def test_a_reply_is_one_short_harmless_line() -> None:
    """What a server says is shown without escape codes or line breaks, and cut where it is long."""
    words = "550-\x1b[31mno\r\n550-\u202esuch\r\n550 " + "user " * 100
    with ScriptedServer({"RCPT": words.encode() + b"\r\n"}) as server, connected(server) as connection:
        answer = send(connection, mail=MAIL)
    assert answer.fate == Fate.REFUSED
    assert answer.reply.isprintable()
    assert answer.reply.startswith("550 [31mno such user")
    assert len(answer.reply) <= 200
