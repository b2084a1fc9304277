"""What may go out: claims that a ledger holds once, and how many messages a day has had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.message import ReminderMessage
from fedtrack.core.outbox import claim_reminder, count_sent
from fedtrack.core.payloads import (
    Call,
    Delivery,
    Excuse,
    Payload,
    Reminder,
    ReminderState,
    Report,
    Retraction,
)
from fedtrack.core.rounds import Stage
from tests.builders import DUE, make_entry
from tests.core.standings import identifier, march, written

MESSAGE = ReminderMessage(
    notice="2020-38",
    unit="baishi",
    unit_name="白石镇妇联",
    to=("a@qinghe.example", "b@qinghe.example"),
    cc=("fenguan@qinghe.example",),
    sender="qhfl@qinghe.example",
    sender_name="青禾县妇女联合会",
    subject="温馨提示",
    body="请报送。\n",
    stage=Stage.BEFORE,
    round="before-1",
    day=march(20),
    due=DUE,
    message_id="<1@qinghe.example>",
)
REMINDER = Reminder(
    on=march(20),
    round="before-1",
    due=DUE,
    stage="before",
    state="claimed",
    to=("a@qinghe.example", "b@qinghe.example"),
    cc=("fenguan@qinghe.example",),
    subject="温馨提示",
    message_id="<1@qinghe.example>",
)


def claim(entries: Sequence[Entry] = (), **fields: Any) -> str | None:
    """Return the claim of MESSAGE, with other fields, after those entries."""
    message = replace(MESSAGE, **fields)
    return claim_reminder(message, ReminderState.CLAIMED, entries).claim


def failed(number: int) -> Delivery:
    return Delivery(march(20), identifier(number), ReminderState.FAILED)


def sent(number: int) -> Delivery:
    return Delivery(march(20), identifier(number), ReminderState.SENT)


def taken_back(number: int) -> Retraction:
    return Retraction(march(20), identifier(number))


@pytest.mark.parametrize("state", [ReminderState.CLAIMED, ReminderState.DRAFTED])
def test_a_line_says_all_of_the_message_that_the_ledger_keeps(state: ReminderState) -> None:
    """A draft and a mail claim the same, so that a unit gets one of them."""
    line = claim_reminder(MESSAGE, state, [])
    assert (line.notice, line.unit) == ("2020-38", "baishi")
    assert line.payload == replace(REMINDER, state=state)
    assert line.claim == "2020-38/baishi/2020-03-23/before-1/0"


@pytest.mark.parametrize(
    "fields",
    [{"notice": "another"}, {"unit": "heishi"}, {"due": march(30)}, {"round": "due"}, {"round": "unplanned"}],
)
def test_what_differs_in_notice_unit_due_date_or_round_is_another_claim(fields: dict[str, Any]) -> None:
    assert claim(**fields) != claim()


def test_a_round_is_claimed_once_whatever_the_day_and_the_words() -> None:
    """One caught up tomorrow, under another stage, is the same."""
    assert claim(day=march(21), stage=Stage.TODAY, subject="今日截止", to=("c@qinghe.example",)) == claim()


def test_out_of_turn_a_day_is_claimed_once() -> None:
    """A forced reminder of tomorrow is another."""
    assert claim(round="unplanned") == "2020-38/baishi/2020-03-23/unplanned/2020-03-20/0"
    assert claim(round="unplanned", day=march(21)) != claim(round="unplanned")


@pytest.mark.parametrize(
    ("payloads", "freed"),
    [
        ([], 0),
        ([REMINDER], 0),
        ([REMINDER, sent(1)], 0),
        ([REMINDER, failed(1)], 1),
        ([REMINDER, failed(1), failed(1)], 1),
        ([REMINDER, taken_back(1)], 1),
        ([REMINDER, failed(1), taken_back(1)], 1),
        ([REMINDER, failed(1), REMINDER], 1),
        ([REMINDER, failed(1), REMINDER, failed(3)], 2),
        ([REMINDER, taken_back(1), REMINDER, failed(3), REMINDER, sent(5)], 2),
        ([REMINDER, failed(1), taken_back(2)], 0),
        ([REMINDER, taken_back(1), taken_back(2)], 0),
        ([replace(REMINDER, round="due"), failed(1)], 0),
        ([Call(march(20)), taken_back(1), Report(march(20)), taken_back(3)], 0),
        ([failed(9)], 0),
    ],
)
def test_what_failed_or_was_taken_back_frees_its_round(payloads: list[Payload], freed: int) -> None:
    """Each counts once, and what is true again after a retraction of a retraction does not."""
    assert claim(written(*payloads)) == f"2020-38/baishi/2020-03-23/before-1/{freed}"


def test_what_other_units_and_notices_had_frees_nothing() -> None:
    entries = [
        make_entry(REMINDER, number=1, unit="heishi"),
        make_entry(failed(1), number=2, unit="heishi"),
        make_entry(REMINDER, number=3, notice="another"),
        make_entry(failed(3), number=4, notice="another"),
    ]
    assert claim(entries) == claim()


def test_a_damaged_line_that_was_taken_back_stands_in_nobody_s_way() -> None:
    """`fedtrack undo` is what the clerk was told to do about it; after that, reminders go on."""
    damaged = replace(make_entry(Excuse(march(18), ""), number=1), data={"on": "soon"})
    entries = [damaged, make_entry(taken_back(1), number=2)]
    assert claim(entries) == claim()


# --- how many went out ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payloads", "count"),
    [
        ([], 0),
        ([REMINDER], 1),
        ([REMINDER, sent(1)], 1),
        ([REMINDER, failed(1)], 0),
        ([REMINDER, failed(1), taken_back(2)], 1),
        ([REMINDER, taken_back(1)], 0),
        ([REMINDER, failed(1), REMINDER, sent(3), REMINDER], 2),
        ([replace(REMINDER, on=march(19))], 0),
        ([replace(REMINDER, state="drafted"), Call(march(20)), Report(march(20))], 0),
    ],
)
def test_what_went_out_today_or_may_have_is_counted(payloads: list[Payload], count: int) -> None:
    """Neither drafts and calls, nor what no server took."""
    assert count_sent(written(*payloads), march(20)) == count


def test_messages_of_all_notices_and_units_are_counted() -> None:
    """The mailbox has one limit for them all."""
    entries = [
        make_entry(REMINDER, number=1),
        make_entry(REMINDER, number=2, unit="heishi"),
        make_entry(REMINDER, number=3, notice="another"),
    ]
    assert count_sent(entries, march(20)) == 3


def test_a_damaged_line_that_was_taken_back_is_not_counted() -> None:
    damaged = replace(make_entry(REMINDER, number=1), data={"on": "soon"})
    assert count_sent([damaged, make_entry(taken_back(1), number=2)], march(20)) == 0
