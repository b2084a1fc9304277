"""A reminder before it is a mail or a text."""

from __future__ import annotations

import pytest

from fedtrack.core.message import (
    TEMPLATES,
    build_message,
    message_id,
)
from fedtrack.core.model import Federation, Unit
from fedtrack.core.policy import Judgement
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing
from tests.builders import DUE, make_notice, make_unit
from tests.core.standings import make_standing, march

FEDERATION = Federation(name="青禾县妇女联合会", email="qhfl@qinghe.example", oa="县妇联OA")
WORDS = "温馨提示\n\n白石镇妇联：\n\n  请于3月23日前报送。\n"


def make_judgement(standing: Standing | None = None, stage: Stage = Stage.BEFORE) -> Judgement:
    return Judgement(
        standing=standing or make_standing(),
        allowed=True,
        verdicts=(),
        planned=Round("before-1", march(20)),
        stage=stage,
    )


def with_unit(**fields: object) -> Standing:
    return make_standing(unit=make_unit("baishi", **fields))


def test_a_message_carries_all_that_mail_ledger_and_folder_need() -> None:
    unit = make_unit(email=("a@qinghe.example", "b@qinghe.example"), name="白石镇妇联")
    message = build_message(
        FEDERATION, make_notice(), make_judgement(make_standing(unit=unit)), WORDS, march(21)
    )
    assert (message.notice, message.unit, message.unit_name) == ("2020-38", "baishi", "白石镇妇联")
    assert message.to == ("a@qinghe.example", "b@qinghe.example")
    assert (message.sender, message.sender_name) == ("qhfl@qinghe.example", "青禾县妇女联合会")
    assert (message.round, message.stage, message.day, message.due) == (
        "before-1",
        Stage.BEFORE,
        march(21),
        DUE,
    )
    assert message.message_id == "<fedtrack.2020-38.baishi.20200321@qinghe.example>"


@pytest.mark.parametrize("stage", list(Stage))
def test_only_the_last_round_is_copied_to_the_leaders(stage: Stage) -> None:
    standing = with_unit(cc=("fenguan@qinghe.example",))
    message = build_message(FEDERATION, make_notice(), make_judgement(standing, stage), WORDS, march(20))
    assert message.cc == (("fenguan@qinghe.example",) if stage is Stage.FINAL else ())


@pytest.mark.parametrize(
    ("words", "subject", "body"),
    [
        (WORDS, "温馨提示", "白石镇妇联：\n\n  请于3月23日前报送。\n"),
        ("\n\n温馨提示\n白石镇：\n\n", "温馨提示", "白石镇：\n"),
        ("温馨提示", "温馨提示", "\n"),
        ("温馨\x1b提示\u202e\n正文", "温馨 提示", "正文\n"),
    ],
)
def test_the_first_line_is_the_subject_and_the_rest_the_body(words: str, subject: str, body: str) -> None:
    """Indentation stays, empty lines around go, and a subject has no control characters."""
    message = build_message(FEDERATION, make_notice(), make_judgement(), words, march(20))
    assert (message.subject, message.body) == (subject, body)


def test_the_due_date_is_the_unit_s_own() -> None:
    standing = make_standing(due=march(30))
    message = build_message(FEDERATION, make_notice(), make_judgement(standing), WORDS, march(20))
    assert message.due == march(30)


@pytest.mark.parametrize(
    ("address", "domain"), [("qhfl@qinghe.example", "qinghe.example"), ("", "fedtrack.invalid")]
)
def test_the_message_id_is_the_same_for_notice_unit_and_day(address: str, domain: str) -> None:
    """A reply is known again by it, whichever run of that day made the draft."""
    assert (
        message_id("2020-38", "baishi", march(4), address) == f"<fedtrack.2020-38.baishi.20200304@{domain}>"
    )


def test_every_kind_of_message_is_worded_at_every_stage() -> None:
    """A clerk who words one anew has a file of that name."""
    assert TEMPLATES == (
        "email-before",
        "email-today",
        "email-overdue",
        "email-final",
        "group-before",
        "group-today",
        "group-overdue",
        "group-final",
        "call-before",
        "call-today",
        "call-overdue",
        "call-final",
    )


def test_a_unit_without_an_address_still_gets_words() -> None:
    """They are for pasting elsewhere."""
    unit: Unit = make_unit(email=())
    message = build_message(
        FEDERATION, make_notice(), make_judgement(make_standing(unit=unit)), WORDS, march(20)
    )
    assert (message.to, message.body) == ((), "白石镇妇联：\n\n  请于3月23日前报送。\n")
