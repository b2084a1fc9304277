"""Units are reminded by drafts that the clerk sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.message import ReminderMessage
from fedtrack.core.payloads import Reminder, Retraction
from fedtrack.errors import DocumentError, LedgerError, Message
from fedtrack.usecases.ports import Draft
from tests.builders import DUE, make_entry
from tests.fakes.edges import FakeDrafts
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import BrokenLedger, a_call, a_reminder, a_report, an_extension, march, put
from tests.usecases.reminding import ReminderDesk, reminded, reminder_of, skipped


def test_every_unit_that_the_rules_allow_gets_a_draft_and_a_line(desk: ReminderDesk) -> None:
    reminding = desk.draft(20)
    assert reminding.notice == desk.notice
    assert reminding.round == "before-1"
    assert reminded(reminding) == [("baishi", "before-1", True), ("heishi", "before-1", True)]
    assert [one.draft for one in reminding.reminders] == [
        Draft("baishi.txt", "baishi.eml"),
        Draft("heishi.txt", "heishi.eml"),
    ]
    assert [(entry.kind, entry.notice, entry.unit) for entry in desk.ledger.lines] == [
        ("reminder", "2020-38", "baishi"),
        ("reminder", "2020-38", "heishi"),
        ("reminder", "2020-38", "heishikq"),
    ]
    assert reminder_of(desk.ledger.lines[0]) == Reminder(
        on=march(20).date(),
        round="before-1",
        due=DUE,
        stage="before",
        state="drafted",
        to=("a@qinghe.example", "b@qinghe.example"),
        subject="email-before",
        message_id="<fedtrack.2020-38.baishi.20200320@qinghe.example>",
    )


def test_a_unit_without_an_address_gets_a_text_to_paste(desk: ReminderDesk) -> None:
    """It is a reminder too, noted with nobody in `to`."""
    (one,) = desk.draft(20).skipped
    assert (one.standing.unit.id, one.reason, str(one.why)) == ("heishikq", "no_email", "no e-mail address")
    assert one.message
    assert (one.message.to, one.draft, one.new) == ((), Draft("heishikq.txt", None), True)
    assert [message.unit for message in desk.drafts.put_down] == ["baishi", "heishi", "heishikq"]
    line = reminder_of(desk.ledger.lines[-1])
    assert (line.to, line.round, line.message_id) == ((), "before-1", one.message.message_id)


def test_a_text_of_this_morning_is_shown_again_and_tomorrow_its_round_is_done(desk: ReminderDesk) -> None:
    desk.units = desk.units[2:]
    (first,), (again,) = desk.draft(17).skipped, desk.draft(17).skipped
    assert (again.message, again.reason, again.new) == (first.message, "no_email", False)
    assert len(desk.ledger.lines) == 1
    (tomorrow,) = desk.draft(18).skipped
    assert (tomorrow.reason, tomorrow.message) == ("no_round", None)


def test_reminding_twice_on_a_day_changes_nothing(desk: ReminderDesk) -> None:
    """The drafts of the morning are shown again, under their own round and stage, also with `force`."""
    morning = desk.draft(20)
    lines = list(desk.ledger.lines)
    for force in (False, True):
        again = desk.draft(20, force=force)
        assert reminded(again) == [("baishi", "before-1", False), ("heishi", "before-1", False)]
        assert [one.message for one in again.reminders] == [one.message for one in morning.reminders]
        assert all(one.draft for one in again.reminders)
        assert desk.ledger.lines == lines


def test_the_last_round_s_draft_keeps_its_copy_when_shown_again(desk: ReminderDesk) -> None:
    desk.units = desk.units[1:2]
    (first,), (again,) = desk.draft(26).reminders, desk.draft(26).reminders
    assert again.message == first.message
    assert again.message.cc == ("fenguan@qinghe.example",)


def test_a_draft_of_this_morning_is_shown_as_it_was_drafted(desk: ReminderDesk) -> None:
    """What the clerk mended in units.toml since then is for the next one."""
    desk.units = desk.units[:1]
    desk.draft(20)
    mended = replace(desk.roster.units[0], email=("new@qinghe.example",))
    desk.roster = replace(desk.roster, units=(mended, *desk.roster.units[1:]))
    (again,) = desk.draft(20).reminders
    assert (again.message.to, again.new) == (("a@qinghe.example", "b@qinghe.example"), False)


def test_a_report_that_came_in_since_the_morning_silences_its_draft(desk: ReminderDesk) -> None:
    desk.draft(20)
    put(desk.ledger, a_report(20))
    reminding = desk.draft(20)
    assert reminded(reminding) == [("heishi", "before-1", False)]
    assert skipped(reminding)["baishi"] == "not_outstanding"


def test_an_extension_granted_since_the_morning_silences_its_draft(desk: ReminderDesk) -> None:
    """“Due today” must not be drafted anew for a unit that has a week more by now."""
    desk.draft(23)
    put(desk.ledger, an_extension(23, date(2020, 3, 30)))
    reminding = desk.draft(23)
    assert reminded(reminding) == [("heishi", "due", False)]
    assert "baishi" in skipped(reminding)


def test_a_notice_closed_since_the_morning_silences_its_drafts(desk: ReminderDesk) -> None:
    desk.draft(20)
    desk.notice = replace(desk.notice, closed=march(20).date())
    reminding = desk.draft(20)
    assert reminded(reminding) == []
    assert set(skipped(reminding).values()) == {"closed"}


def test_a_reminder_that_was_taken_back_may_be_made_again(desk: ReminderDesk) -> None:
    """Its round is free again; the claim of the first does not stand in the way of the second."""
    desk.draft(20)
    first = desk.ledger.lines[0]
    put(desk.ledger, Retraction(on=march(20).date(), entry=first.id))
    assert reminded(desk.draft(20)) == [("baishi", "before-1", True), ("heishi", "before-1", False)]
    assert reminder_of(desk.ledger.lines[-1]) == reminder_of(first)


def test_the_same_round_of_a_later_date_is_another(desk: ReminderDesk) -> None:
    """An extension gives a unit its rounds anew, and they are told apart by the due date."""
    desk.units = desk.units[:1]
    desk.draft(20)
    put(desk.ledger, an_extension(23, date(2020, 3, 30)))
    assert reminded(desk.draft(27)) == [("baishi", "before-1", True)]
    assert [line.due for line in map(reminder_of, (desk.ledger.lines[0], desk.ledger.lines[-1]))] == [
        DUE,
        date(2020, 3, 30),
    ]


def test_of_two_clerks_who_read_the_same_ledger_one_is_refused(desk: ReminderDesk) -> None:
    """Even a reader who does not see the other's line cannot write the same reminder."""

    class StaleLedger(FakeLedger):
        def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
            return super().entries(notice, after=after)[:0]

    desk.ledger, desk.units = StaleLedger(), desk.units[:2]
    desk.draft(20)
    with pytest.raises(LedgerError):
        desk.draft(20)
    assert len(desk.ledger.lines) == 2
    desk.draft(24)
    assert len(desk.ledger.lines) == 4


def test_a_claim_tells_notice_unit_due_date_round_and_how_often(desk: ReminderDesk) -> None:
    """Of what was taken back only the unit's own reminders of that round count."""
    broken = BrokenLedger(LedgerError(Message("the disk is full")))
    taken_back = (
        make_entry(a_reminder(20, "before-1"), number=1),
        make_entry(a_reminder(16, "before-5"), number=2),
        make_entry(a_reminder(20, "before-1"), number=3, unit="gone"),
        make_entry(a_reminder(10, "before-1"), number=4, notice="another"),
    )
    broken.lines = [
        *taken_back,
        *(
            make_entry(
                Retraction(on=march(20).date(), entry=entry.id),
                number=10 + number,
                unit=entry.unit,
                notice=entry.notice,
            )
            for number, entry in enumerate(taken_back)
        ),
        make_entry(a_call(6), number=20),
    ]
    desk.ledger = broken
    with pytest.raises(LedgerError):
        desk.draft(20)
    assert [new.claim for new in broken.refused] == [
        "2020-38/baishi/2020-03-23/before-1/1",
        "2020-38/heishi/2020-03-23/before-1/0",
        "2020-38/heishikq/2020-03-23/before-1/0",
    ]


def test_the_drafts_lie_there_before_the_ledger_says_so(desk: ReminderDesk) -> None:
    """When the ledger fails the drafts are left for the next run."""
    desk.ledger = BrokenLedger(LedgerError(Message("the disk is full")))
    with pytest.raises(LedgerError):
        desk.draft(20)
    assert [message.unit for message in desk.drafts.put_down] == ["baishi", "heishi", "heishikq"]


def test_a_draft_that_cannot_be_written_leaves_no_line(desk: ReminderDesk) -> None:
    class FullFolder(FakeDrafts):
        def put(self, message: ReminderMessage) -> Draft:
            if message.unit == "heishi":
                raise DocumentError(Message("no room"))
            return super().put(message)

    desk.drafts = FullFolder()
    with pytest.raises(DocumentError):
        desk.draft(20)
    assert desk.ledger.lines == []
