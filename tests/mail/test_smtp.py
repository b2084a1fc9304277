"""Mail out, against a real server: what is sent arrives to the byte, over one connection, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fedtrack.mail.smtp import SmtpConnection
from fedtrack.usecases.ports import Answer, Fate
from tests.mail.mailserver import Deed, Delivered, MailServer, Step
from tests.mail.scriptedserver import ScriptedServer
from tests.mail.sending import ACCOUNTS, MAIL, ME, TO, connected, send, sender

DEADLY = [Deed.DROP, Deed.SILENCE]
LOOKED_THROUGH = "fedtrack.mail.smtp._SCANNING"


def test_a_message_goes_to_all_its_addresses_once() -> None:
    """To and cc get one copy together, and an address that stands in both is named once."""
    with MailServer(accounts=ACCOUNTS) as server, connected(server) as connection:
        answer = send(
            connection, "a@qinghe.example", "b@qinghe.example", cc=("c@x.example", "a@qinghe.example")
        )
        assert answer == Answer(Fate.TAKEN)
        everyone = ("a@qinghe.example", "b@qinghe.example", "c@x.example")
        assert server.delivered == [Delivered(ME, everyone, MAIL)]
        assert server.commands == ["EHLO", "AUTH", "MAIL", *["RCPT"] * 3, "DATA"]


def test_one_connection_serves_many_messages() -> None:
    with MailServer(accounts=ACCOUNTS) as server, connected(server) as connection:
        mails = [b"Subject: %d\r\n\r\n" % number for number in range(20)]
        fates = [send(connection, mail=mail).fate for mail in mails]
        assert fates == [Fate.TAKEN] * 20
        assert [one.content for one in server.delivered] == mails
        assert server.connections == 1
        assert server.commands.count("AUTH") == 1


@pytest.mark.parametrize(
    "mail",
    [
        b".\r\n",
        b"..\r\n",
        b"Subject: a\r\n\r\n.\r\n",
        b"Subject: a\r\n\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n",
        b"Subject: a\r\n\r\n\r\n.hidden\r\n...\r\n. \r\n",
        b"Subject: a\r\n\r\nend .\r\n",
        b"x" * 998 + b"\r\n",
        b"." + b"x" * 997 + b"\r\n",
        b"\r\n" * 50,
        "Subject: 白石镇妇联\r\n\r\n请报送。\r\n".encode(),
    ],
)
def test_every_byte_arrives(mail: bytes) -> None:
    """A dot at the head of a line stays one dot and ends nothing; nothing in a mail is a command."""
    with MailServer() as server, connected(server) as connection:
        assert send(connection, mail=mail).fate == Fate.TAKEN
        assert send(connection).fate == Fate.TAKEN
        assert [one.content for one in server.delivered] == [mail, MAIL]


_LINES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b".", b"..", b".x", b"", b" .", b"QUIT", b"." * 40]),
    ).map(lambda line: line.replace(b"\r", b"").replace(b"\n", b"")),
    min_size=1,
    max_size=12,
)


def test_any_lines_arrive() -> None:
    """Whatever bytes stand in the lines of a mail, the same bytes come out."""
    with MailServer() as server, connected(server) as connection:

        @settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
        @given(lines=_LINES)
        def check(lines: list[bytes]) -> None:
            mail = b"".join(line + b"\r\n" for line in lines)
            assert send(connection, mail=mail).fate == Fate.TAKEN
            assert server.delivered[-1].content == mail

        check()


def test_a_connection_can_be_ended_in_any_state() -> None:
    """Closing never fails: after the server went away, after a time-out, and a second time."""
    with MailServer() as server:
        connection = sender(server.address()).connect()
        server.stop()
        connection.close()
        connection.close()
    with MailServer() as server:
        server.script(Step.QUIT, Deed.DROP)
        sender(server.address()).connect().close()
    with ScriptedServer({"QUIT": b"\xff\xfe no such thing\r\n"}) as odd:
        sender(odd.address()).connect().close()
    with ScriptedServer({"QUIT": b"x" * 9000 + b"\r\n"}) as odd:
        sender(odd.address()).connect().close()
    with ScriptedServer({"QUIT": Deed.SILENCE}) as odd:
        sender(odd.address(), timeout=0.2).connect().close()


def _answer(server: MailServer, step: Step, deed: Deed, *, timeout: float) -> tuple[Answer, Answer]:
    """Return the answer to a message whose connection dies at that step, and that to the next one."""
    server.script(step, deed)
    with connected(server, timeout=timeout) as connection:
        answer, next_ = send(connection), send(connection)
    return answer, next_


@pytest.mark.parametrize("deed", DEADLY)
@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA])
def test_what_was_not_handed_over_did_not_go_out(step: Step, deed: Deed) -> None:
    """A connection that dies before the content says so, and is known to be dead for the next message."""
    with MailServer() as server:
        answer, next_ = _answer(server, step, deed, timeout=0.3 if deed is Deed.SILENCE else 5)
        assert answer.fate == next_.fate == Fate.LOST
        assert answer.fault
        assert "before the message was handed over" in str(answer.fault.what)
        assert "goes on" in str(answer.fault.fix)
        assert server.delivered == []
        assert server.commands.count("MAIL") == 1


@pytest.mark.parametrize("deed", DEADLY)
def test_what_was_handed_over_without_an_answer_is_unknown(
    deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether the server kept it; the clerk is told where to look."""
    monkeypatch.setattr(LOOKED_THROUGH, 0.2)
    with MailServer() as server:
        answer, next_ = _answer(server, Step.CONTENT, deed, timeout=0.2 if deed is Deed.SILENCE else 5)
        assert answer.fate == Fate.UNKNOWN
        assert next_.fate == Fate.LOST
        assert answer.fault
        assert "before the server said whether it has it" in str(answer.fault.what)
        assert "--resend" in str(answer.fault.fix)


@pytest.mark.parametrize("reply", [b"\xff\xfe\x00\r\n", b"hello\r\n", b"\r\n", b"2", b"x" * 9000 + b"\r\n"])
def test_an_answer_to_the_content_that_is_none_leaves_it_unknown(reply: bytes) -> None:
    """What is no reply says neither that the message was taken nor that it was refused."""
    with ScriptedServer({".": reply}) as server, connected(server, timeout=0.3) as connection:
        answer = _scan_shortly(connection)
        assert answer.fate == Fate.UNKNOWN
        assert answer.reply.isprintable()


def _scan_shortly(connection: SmtpConnection) -> Answer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LOOKED_THROUGH, 0.3)
        return send(connection)


def test_a_server_may_look_through_a_message_longer_than_it_may_be_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer to the content has its own, longer time; afterwards the usual one counts again."""
    monkeypatch.setattr(LOOKED_THROUGH, 4.0)
    with MailServer() as server, connected(server, timeout=0.3) as connection:
        server.script(Step.CONTENT, Deed.PAUSE, message=1)
        assert send(connection).fate == Fate.TAKEN
        server.script(Step.MAIL, Deed.SILENCE)
        assert send(connection).fate == Fate.LOST
        assert [one.rcpt_tos for one in server.delivered] == [TO]
