"""Which reminders a unit had, and what became of those that were sent."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.history import PastReminder, last_reminded, rounds_done
from fedtrack.core.model import CallVia
from fedtrack.core.payloads import Call, Delivery, Payload, Reminder, ReminderState, Report, Retraction
from tests.builders import DUE, make_entry
from tests.core.standings import identifier, make_standing, march, stand, written

REPORT = Report(march(18))
REMINDER = Reminder(
    on=march(16),
    round="before-5",
    due=DUE,
    stage="before",
    state="drafted",
    to=("a@qinghe.example",),
    subject="提醒",
    message_id="<1@qinghe.example>",
)
CLAIMED = replace(REMINDER, state="claimed")


def delivery(of: int, state: str = "sent", day: int = 16, **fields: object) -> Delivery:
    """Return how the sending of the entry with that number ended."""
    return Delivery(march(day), identifier(of), ReminderState(state), **fields)  # type: ignore[arg-type]


def past(number: int, state: str, **fields: object) -> PastReminder:
    """Return what REMINDER looks like as the entry with that number."""
    values: dict[str, object] = {
        "on": march(16),
        "due": DUE,
        "round": "before-5",
        "message_id": "<1@qinghe.example>",
        "to": ("a@qinghe.example",),
        "subject": "提醒",
        "stage": "before",
        **fields,
    }
    return PastReminder(entry=identifier(number), state=state, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("report", [[], [REPORT]])
def test_messages_and_calls_are_reminders_that_the_unit_had(report: list[Payload]) -> None:
    """They come by their days, stay to be seen when the report is in, and one of a later day is left out.

    Of a call it is kept how it was made and what was answered.
    """
    call, later = Call(march(17), CallVia.WECHAT, "周五报"), Call(march(27))
    standing = stand(written(call, REMINDER, later, *report), as_of=march(26))
    assert standing.reminders == (
        past(2, "drafted"),
        PastReminder(on=march(17), entry=identifier(1), via="wechat", note="周五报"),
    )
    assert standing.last_reminded_on == march(17)


@pytest.mark.parametrize(
    ("days", "last"), [([], None), ([march(16)], march(16)), ([march(20), march(16)], march(20))]
)
def test_the_last_reminder_is_the_latest_not_the_last_typed_in(days: list[date], last: date | None) -> None:
    assert make_standing(reminded=days).last_reminded_on == last


# --- what became of those that were sent ---------------------------------------------------------


def test_a_reminder_that_was_sent_says_so_with_the_addresses_left_out() -> None:
    sent = delivery(1, error="250 ok", refused=("b@qinghe.example",))
    standing = stand(written(CLAIMED, sent))
    assert standing.reminders == (past(1, "sent", error="250 ok", refused=("b@qinghe.example",)),)
    assert (standing.failed, standing.unconfirmed, standing.undelivered) == ((), (), False)


@pytest.mark.parametrize("report", [[], [REPORT]])
def test_a_claim_that_nothing_confirms_is_unknown_and_counts(report: list[Payload]) -> None:
    """The unit may have had it, so it must not be told again; a report changes nothing about that."""
    standing = stand(written(CLAIMED, *report))
    assert standing.reminders == standing.unconfirmed == (past(1, "unknown"),)
    assert standing.last_reminded_on == march(16)


@pytest.mark.parametrize("report", [[], [REPORT]])
def test_a_reminder_that_no_server_took_is_no_reminder(report: list[Payload]) -> None:
    """It is kept apart with what the server said, and the unit counts as undelivered."""
    standing = stand(written(CLAIMED, delivery(1, "failed", error="550 no such user"), *report))
    assert (standing.reminders, standing.last_reminded_on) == ((), None)
    assert standing.failed == (past(1, "failed", error="550 no such user"),)
    assert (standing.unconfirmed, standing.undelivered) == ((), True)


@pytest.mark.parametrize(
    ("since", "undelivered"),
    [
        ([], True),
        ([Call(march(15))], True),
        ([Call(march(16))], False),
        ([replace(REMINDER, on=march(17))], False),
        ([replace(CLAIMED, on=march(17))], False),
        ([Call(march(17)), replace(CLAIMED, on=march(20)), delivery(4, "failed", day=20)], True),
    ],
)
def test_a_unit_is_undelivered_until_it_has_a_later_reminder(
    since: list[Payload], *, undelivered: bool
) -> None:
    """One made earlier does not mend it; one of the same day does, by whatever way, till the next refusal."""
    assert stand(written(CLAIMED, delivery(1, "failed"), *since)).undelivered is undelivered


def test_who_never_had_a_refusal_is_not_undelivered() -> None:
    assert not stand([]).undelivered
    assert not stand(written(CLAIMED)).undelivered


def test_how_a_sending_ended_is_known_under_every_day() -> None:
    """Else a day that is set back would make it unknown again, and it could be sent a second time."""
    entries = written(CLAIMED, delivery(1, "failed", day=18))
    for day in (17, 18):
        assert [one.state for one in stand(entries, as_of=march(day)).failed] == ["failed"]


def test_a_delivery_that_was_taken_back_leaves_its_reminder_unknown() -> None:
    entries = written(CLAIMED, delivery(1, "failed"), Retraction(march(16), identifier(2)))
    assert [one.state for one in stand(entries).unconfirmed] == ["unknown"]


def test_a_delivery_says_nothing_of_a_draft_or_of_nothing() -> None:
    """A draft stays one whatever is noted of it, and a note astray harms nobody."""
    standing = stand(written(REMINDER, delivery(1), delivery(7, "failed")))
    assert [one.state for one in standing.reminders] == ["drafted"]
    assert standing.failed == ()


def test_each_delivery_goes_with_its_own_reminder() -> None:
    """However the ends are ordered; other units' reminders keep theirs."""
    second = replace(CLAIMED, on=march(20), round="before-1")
    entries = written(CLAIMED, second, delivery(2, "failed", day=20), delivery(1))
    entries.append(make_entry(CLAIMED, number=5, unit="heishi"))
    standing = stand(entries)
    assert [(one.round, one.state) for one in standing.reminders] == [("before-5", "sent")]
    assert [(one.round, one.state) for one in standing.failed] == [("before-1", "failed")]


# --- what other questions make of it -------------------------------------------------------------


def test_when_a_unit_was_last_reminded_of_another_notice() -> None:
    """Calls and messages count, up to the day asked for; other entries and this notice's own do not."""
    entries = [
        make_entry(Call(march(10)), number=1, notice="another"),
        make_entry(Call(march(12)), number=2, notice="another"),
        make_entry(Call(march(11)), number=3, notice="another"),
        make_entry(Call(march(25)), number=4, notice="another"),
        make_entry(Report(march(13)), number=5, notice="another"),
        make_entry(Call(march(14)), number=6),
    ]
    assert last_reminded(entries, march(20), but="2020-38") == {"baishi": march(12)}


def test_the_last_reminder_of_another_notice_is_told_for_each_unit() -> None:
    """One on the day asked for counts, and what was taken back does not."""
    entries = [
        make_entry(REMINDER, number=1, unit="heishi", notice="another"),
        make_entry(Call(march(20)), number=2, notice="another"),
        make_entry(Call(march(19)), number=3, unit="shuili", notice="another"),
        make_entry(Retraction(march(19), identifier(3)), number=4, unit="shuili", notice="another"),
    ]
    told = last_reminded(entries, march(20), but="2020-38")
    assert told == {"heishi": REMINDER.on, "baishi": march(20)}


def test_a_reminder_of_another_notice_that_failed_does_not_count_and_an_unknown_one_does() -> None:
    entries = [
        make_entry(CLAIMED, number=1, notice="another"),
        make_entry(delivery(1, "failed"), number=2, notice="another"),
        make_entry(CLAIMED, number=3, unit="heishi", notice="another"),
    ]
    assert last_reminded(entries, march(20), but="2020-38") == {"heishi": march(16)}


def test_rounds_done_are_those_of_written_reminders() -> None:
    """Whichever day it was; calls, reminders out of turn and what was taken back are no rounds."""
    out_of_turn = replace(REMINDER, round="unplanned")
    extended = replace(REMINDER, on=march(30), round="due", due=march(30))
    entries = written(REMINDER, Call(march(17)), out_of_turn, REMINDER, Retraction(march(18), identifier(4)))
    entries.append(make_entry(extended, number=6, unit="heishi"))
    assert rounds_done(entries) == {("baishi", DUE, "before-5"), ("heishi", march(30), "due")}
    assert rounds_done(written(REMINDER, Retraction(march(18), identifier(1)))) == set()


@pytest.mark.parametrize(
    ("ends", "done"), [([], True), ([delivery(1)], True), ([delivery(1, "failed")], False)]
)
def test_a_round_that_failed_is_to_be_done_and_one_that_may_have_gone_out_is_done(
    ends: list[Payload], *, done: bool
) -> None:
    assert bool(rounds_done(written(CLAIMED, *ends))) is done


@pytest.mark.parametrize(("day", "settled"), [(15, False), (16, True), (17, True)])
def test_a_call_settles_what_is_not_known_of_its_day_and_before(day: int, *, settled: bool) -> None:
    """One of the day before, written down afterwards, says nothing of a mail of today."""
    assert bool(stand(written(CLAIMED, Call(march(day)))).unconfirmed) is not settled
