"""A message to several addresses, some of which the server will not have."""

from __future__ import annotations

import pytest

from fedtrack.usecases.ports import Fate
from tests.mail.mailserver import MailServer, Step
from tests.mail.sending import TO, connected, send


def test_one_wrong_address_among_good_ones() -> None:
    """The message goes to the good ones; the wrong one is named, with the server's words."""
    with MailServer() as server:
        server.script(Step.RCPT, "550 no such user", address="old@qinghe.example")
        with connected(server) as connection:
            answer = send(connection, "old@qinghe.example", "new@qinghe.example", cc=("c@qinghe.example",))
        assert [one.rcpt_tos for one in server.delivered] == [("new@qinghe.example", "c@qinghe.example")]
    assert answer.fate == Fate.TAKEN
    assert answer.refused == ("old@qinghe.example",)
    assert answer.fault
    assert str(answer.fault.what) == "not to old@qinghe.example (550 no such user)"
    assert "mend or take out the address" in str(answer.fault.fix)


def test_a_leader_alone_gets_no_reminder() -> None:
    """Where no address of the unit itself is taken, the copy to its leader does not go out either."""
    with MailServer() as server:
        server.script(Step.RCPT, "550 no such user", address=TO[0])
        with connected(server) as connection:
            answer = send(connection, cc=("fenguan@qinghe.example",))
            assert answer.fate == Fate.REFUSED
            assert server.delivered == []
            assert "DATA" not in server.commands
            assert send(connection, "heishi@qinghe.example").fate == Fate.TAKEN
        assert [one.rcpt_tos for one in server.delivered] == [("heishi@qinghe.example",)]


def test_an_address_that_is_put_off_beside_a_wrong_one() -> None:
    """The wrong one stays wrong, the other may be taken later: so later it is."""
    with MailServer() as server:
        server.script(Step.RCPT, "550 no such user", address="a@qinghe.example")
        server.script(Step.RCPT, "450 greylisted", address="b@qinghe.example")
        with connected(server) as connection:
            assert send(connection, "a@qinghe.example", "b@qinghe.example").fate == Fate.PUT_OFF
        assert server.delivered == []


@pytest.mark.parametrize(
    "reply", ["421 4.7.0 closing", "450 MI:DMC", "451 too many recipients", "451 MI:SFQ"]
)
def test_a_server_that_has_enough_of_us_is_left_alone(reply: str) -> None:
    """A refusal of one address that is about us stops the message: the others are not tried."""
    with MailServer() as server:
        server.script(Step.RCPT, reply, address="b@qinghe.example")
        with connected(server) as connection:
            answer = send(connection, "a@qinghe.example", "b@qinghe.example", "c@qinghe.example")
        assert answer.fate == Fate.LATER
        assert server.commands.count("RCPT") == 2
        assert server.delivered == []


def test_a_name_is_not_a_complaint_about_us() -> None:
    """A leader's mailbox that is full for now keeps no message from the unit, whatever it is called."""
    with MailServer() as server:
        server.script(Step.RCPT, "452 corporate@qinghe.example is full", address="corporate@qinghe.example")
        with connected(server) as connection:
            answer = send(connection, cc=("corporate@qinghe.example",))
        assert answer.fate == Fate.TAKEN
