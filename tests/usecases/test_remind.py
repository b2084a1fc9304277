"""Units are reminded by drafts that the clerk sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import Entry, Reminder, Retraction, read_payload
from fedtrack.core.message import ReminderMessage
from fedtrack.core.model import Federation, Notice, Roster, Unit
from fedtrack.core.rounds import Stage
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import DocumentError, InputError, LedgerError, Message
from fedtrack.usecases.ports import Draft
from fedtrack.usecases.remind import ReminderRun, Reminding
from tests.builders import DUE, make_entry
from tests.fakes.edges import FakeDrafts, FakeWording
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import BrokenLedger, a_call, a_reminder, a_report, an_extension, march, put


class Desk:
    """A clerk who reminds, day after day."""

    def __init__(self, roster: Roster, notice: Notice, units: Sequence[Unit]) -> None:
        self.roster, self.notice, self.units = roster, notice, units
        self.ledger, self.drafts, self.wording = FakeLedger(), FakeDrafts(), FakeWording()

    def run(self, day: int) -> ReminderRun:
        return ReminderRun(
            self.roster,
            self.notice,
            as_of=march(day),
            calendar=WorkCalendar(),
            wording=self.wording,
        )

    def remind(self, day: int, *, force: bool = False) -> Reminding:
        return self.run(day).draft(self.units, force=force, ledger=self.ledger, drafts=self.drafts)

    def preview(self, day: int, *, force: bool = False) -> Reminding:
        return self.run(day).preview(self.units, self.ledger.entries(), force=force)


@pytest.fixture
def desk(roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> Desk:
    return Desk(roster, notice, units)


def reminded(reminding: Reminding) -> list[tuple[str, str, bool]]:
    return [(one.message.unit, one.message.round, one.new) for one in reminding.reminders]


def skipped(reminding: Reminding) -> dict[str, str]:
    return {one.standing.unit.id: one.reason for one in reminding.skipped}


def payload(entry: Entry) -> Reminder:
    read = read_payload(entry)
    assert isinstance(read, Reminder)
    return read


def test_every_unit_that_the_rules_allow_gets_a_draft_and_a_line(desk: Desk) -> None:
    reminding = desk.remind(20)
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
    assert payload(desk.ledger.lines[0]) == Reminder(
        on=march(20).date(),
        round="before-1",
        due=DUE,
        stage="before",
        state="drafted",
        to=("a@qinghe.example", "b@qinghe.example"),
        subject="email-before",
        message_id="<fedtrack.2020-38.baishi.20200320@qinghe.example>",
    )


def test_a_unit_without_an_address_gets_a_text_to_paste(desk: Desk) -> None:
    """It is a reminder too, noted with nobody in `to`."""
    (one,) = desk.remind(20).skipped
    assert (one.standing.unit.id, one.reason, str(one.why)) == ("heishikq", "no_email", "no e-mail address")
    assert one.message
    assert (one.message.to, one.draft, one.new) == ((), Draft("heishikq.txt", None), True)
    assert [message.unit for message in desk.drafts.put_down] == ["baishi", "heishi", "heishikq"]
    line = payload(desk.ledger.lines[-1])
    assert (line.to, line.round, line.message_id) == ((), "before-1", one.message.message_id)


def test_a_text_of_this_morning_is_shown_again_and_tomorrow_its_round_is_done(desk: Desk) -> None:
    desk.units = desk.units[2:]
    (first,), (again,) = desk.remind(17).skipped, desk.remind(17).skipped
    assert (again.message, again.reason, again.new) == (first.message, "no_email", False)
    assert len(desk.ledger.lines) == 1
    (tomorrow,) = desk.remind(18).skipped
    assert (tomorrow.reason, tomorrow.message) == ("no_round", None)


def test_the_others_are_skipped_for_the_first_rule_in_the_way(desk: Desk) -> None:
    """A unit that a rule holds back gets no text either, address or not."""
    put(desk.ledger, a_report(18), unit="baishi")
    put(desk.ledger, a_call(19), unit="heishi")
    put(desk.ledger, a_call(20), unit="heishikq")
    reminding = desk.remind(20)
    assert reminding.reminders == ()
    assert skipped(reminding) == {
        "baishi": "not_outstanding",
        "heishi": "too_soon",
        "heishikq": "reminded_today",
    }
    assert [(one.message, one.draft) for one in reminding.skipped] == [(None, None)] * 3
    assert "2020-03-19" in str(reminding.skipped[1].why)
    assert desk.drafts.put_down == []


@pytest.mark.parametrize(
    ("day", "stage", "cc"),
    [
        (20, "before", ()),
        (23, "today", ()),
        (24, "overdue", ()),
        (26, "final", ("fenguan@qinghe.example",)),
    ],
)
def test_the_day_words_the_reminder_and_the_last_is_copied(
    desk: Desk, day: int, stage: str, cc: tuple[str, ...]
) -> None:
    desk.units = desk.units[1:2]
    (one,) = desk.remind(day).reminders
    assert (one.message.stage, one.message.cc) == (Stage(stage), cc)
    assert (one.message.subject, desk.wording.asked[0][0]) == (f"email-{stage}", f"email-{stage}")
    (line,) = map(payload, desk.ledger.lines)
    assert (line.stage, line.cc, line.subject) == (stage, cc, f"email-{stage}")


def test_reminding_twice_on_a_day_changes_nothing(desk: Desk) -> None:
    """The drafts of the morning are shown again, under their own round and stage, also with `force`."""
    morning = desk.remind(20)
    lines = list(desk.ledger.lines)
    for force in (False, True):
        again = desk.remind(20, force=force)
        assert reminded(again) == [("baishi", "before-1", False), ("heishi", "before-1", False)]
        assert [one.message for one in again.reminders] == [one.message for one in morning.reminders]
        assert all(one.draft for one in again.reminders)
        assert desk.ledger.lines == lines


def test_the_last_round_s_draft_keeps_its_copy_when_shown_again(desk: Desk) -> None:
    desk.units = desk.units[1:2]
    (first,), (again,) = desk.remind(26).reminders, desk.remind(26).reminders
    assert again.message == first.message
    assert again.message.cc == ("fenguan@qinghe.example",)


def test_a_draft_of_this_morning_is_shown_as_it_was_drafted(desk: Desk) -> None:
    """What the clerk mended in units.toml since then is for the next one."""
    desk.units = desk.units[:1]
    desk.remind(20)
    mended = replace(desk.roster.units[0], email=("new@qinghe.example",))
    desk.roster = replace(desk.roster, units=(mended, *desk.roster.units[1:]))
    (again,) = desk.remind(20).reminders
    assert (again.message.to, again.new) == (("a@qinghe.example", "b@qinghe.example"), False)


def test_a_round_noted_under_a_later_day_is_not_done_again(desk: Desk) -> None:
    """When the clerk looks back with --today, what she did since is still done; even with `force`."""
    put(desk.ledger, a_reminder(24, "before-1"))
    for force in (False, True):
        reminding = desk.preview(20, force=force)
        assert [unit for unit, _, _ in reminded(reminding)] == ["heishi"]
        assert skipped(reminding)["baishi"] == "no_round"


def test_a_unit_reminded_of_another_notice_waits(desk: Desk) -> None:
    put(desk.ledger, a_reminder(19), notice="another")
    put(desk.ledger, a_report(19), unit="heishi", notice="another")
    reminding = desk.remind(20)
    assert reminded(reminding) == [("heishi", "before-1", True)]
    assert skipped(reminding)["baishi"] == "too_soon"


def test_a_report_that_came_in_since_the_morning_silences_its_draft(desk: Desk) -> None:
    desk.remind(20)
    put(desk.ledger, a_report(20))
    reminding = desk.remind(20)
    assert reminded(reminding) == [("heishi", "before-1", False)]
    assert skipped(reminding)["baishi"] == "not_outstanding"


def test_an_extension_granted_since_the_morning_silences_its_draft(desk: Desk) -> None:
    """“Due today” must not be drafted anew for a unit that has a week more by now."""
    desk.remind(23)
    put(desk.ledger, an_extension(23, date(2020, 3, 30)))
    reminding = desk.remind(23)
    assert reminded(reminding) == [("heishi", "due", False)]
    assert "baishi" in skipped(reminding)


def test_a_notice_closed_since_the_morning_silences_its_drafts(desk: Desk) -> None:
    desk.remind(20)
    desk.notice = replace(desk.notice, closed=march(20).date())
    reminding = desk.remind(20)
    assert reminded(reminding) == []
    assert set(skipped(reminding).values()) == {"closed"}


def test_tomorrow_the_round_is_done(desk: Desk) -> None:
    desk.remind(17)
    tomorrow = desk.remind(18)
    assert tomorrow.reminders == ()
    assert set(skipped(tomorrow).values()) == {"no_round"}
    assert tomorrow.round == "before-5"


def test_force_reminds_out_of_turn_under_no_round(desk: Desk) -> None:
    desk.remind(17)
    assert reminded(desk.remind(18, force=True)) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]
    assert reminded(desk.remind(19, force=True)) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]


def test_a_reminder_that_was_taken_back_may_be_made_again(desk: Desk) -> None:
    """Its round is free again; the claim of the first does not stand in the way of the second."""
    desk.remind(20)
    first = desk.ledger.lines[0]
    put(desk.ledger, Retraction(on=march(20).date(), entry=first.id))
    assert reminded(desk.remind(20)) == [("baishi", "before-1", True), ("heishi", "before-1", False)]
    assert payload(desk.ledger.lines[-1]) == payload(first)


def test_the_same_round_of_a_later_date_is_another(desk: Desk) -> None:
    """An extension gives a unit its rounds anew, and they are told apart by the due date."""
    desk.units = desk.units[:1]
    desk.remind(20)
    put(desk.ledger, an_extension(23, date(2020, 3, 30)))
    assert reminded(desk.remind(27)) == [("baishi", "before-1", True)]
    assert [line.due for line in map(payload, (desk.ledger.lines[0], desk.ledger.lines[-1]))] == [
        DUE,
        date(2020, 3, 30),
    ]


def test_of_two_clerks_who_read_the_same_ledger_one_is_refused(desk: Desk) -> None:
    """Even a reader who does not see the other's line cannot write the same reminder."""

    class StaleLedger(FakeLedger):
        def entries(self, notice: str | None = None) -> Sequence[Entry]:
            return super().entries(notice)[:0]

    desk.ledger, desk.units = StaleLedger(), desk.units[:2]
    desk.remind(20)
    with pytest.raises(LedgerError):
        desk.remind(20)
    assert len(desk.ledger.lines) == 2
    desk.remind(24)
    assert len(desk.ledger.lines) == 4


def test_a_claim_tells_notice_unit_due_date_round_and_how_often(desk: Desk) -> None:
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
        desk.remind(20)
    assert [new.claim for new in broken.refused] == [
        "2020-38/baishi/2020-03-23/before-1/1",
        "2020-38/heishi/2020-03-23/before-1/0",
        "2020-38/heishikq/2020-03-23/before-1/0",
    ]


def test_the_drafts_lie_there_before_the_ledger_says_so(desk: Desk) -> None:
    """When the ledger fails the drafts are left for the next run."""
    desk.ledger = BrokenLedger(LedgerError(Message("the disk is full")))
    with pytest.raises(LedgerError):
        desk.remind(20)
    assert [message.unit for message in desk.drafts.put_down] == ["baishi", "heishi", "heishikq"]


def test_a_draft_that_cannot_be_written_leaves_no_line(desk: Desk) -> None:
    class FullFolder(FakeDrafts):
        def put(self, message: ReminderMessage) -> Draft:
            if message.unit == "heishi":
                raise DocumentError(Message("no room"))
            return super().put(message)

    desk.drafts = FullFolder()
    with pytest.raises(DocumentError):
        desk.remind(20)
    assert desk.ledger.lines == []


def test_a_preview_does_nothing(desk: Desk) -> None:
    """It shows what a run would do, without drafts or lines."""
    preview = desk.preview(20)
    assert (desk.ledger.lines, desk.drafts.put_down) == ([], [])
    assert [one.draft for one in preview.reminders] == [None, None]
    assert [one.draft for one in preview.skipped] == [None]
    done = desk.remind(20)
    assert reminded(preview) == reminded(done)
    assert skipped(preview) == skipped(done)
    assert reminded(desk.preview(20)) == [("baishi", "before-1", False), ("heishi", "before-1", False)]
    assert reminded(desk.preview(21, force=True)) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]


def test_only_the_units_asked_for_are_reminded(desk: Desk) -> None:
    desk.units = desk.units[1:2]
    assert reminded(desk.remind(20)) == [("heishi", "before-1", True)]
    assert len(desk.ledger.lines) == 1


@pytest.mark.parametrize(
    ("day", "planned", "next_day"), [(13, None, march(16).date()), (21, "before-1", march(23).date())]
)
def test_where_nothing_is_due_the_next_day_is_named(
    desk: Desk, day: int, planned: str | None, next_day: date
) -> None:
    reminding = desk.remind(day)
    assert (reminding.reminders, reminding.round, reminding.next_day) == ((), planned, next_day)


def test_after_all_reported_there_is_no_next_day(desk: Desk) -> None:
    for unit in desk.units:
        put(desk.ledger, a_report(18), unit=unit.id)
    assert desk.remind(20).next_day is None


@pytest.mark.parametrize(("reported", "most"), [(["baishi"], False), (["baishi", "heishikq"], True)])
def test_that_most_have_reported_is_said_of_all_units(desk: Desk, reported: list[str], *, most: bool) -> None:
    """Whichever part of them is reminded."""
    for unit in reported:
        put(desk.ledger, a_report(18), unit=unit)
    desk.units = desk.units[1:2]
    desk.remind(24)
    assert [values["most_reported"] for _, values in desk.wording.asked] == [most]


def test_units_are_reminded_in_roster_order(desk: Desk) -> None:
    """However they were named; and a unit that the notice does not ask is left alone."""
    desk.units = (desk.roster.units[-1], *desk.units[::-1])
    assert [unit for unit, _, _ in reminded(desk.remind(20))] == ["baishi", "heishi"]


def test_a_unit_is_told_its_own_due_date(desk: Desk) -> None:
    put(desk.ledger, an_extension(18, date(2020, 3, 30)))
    desk.remind(27)
    values = {str(values["unit"]): values for _, values in desk.wording.asked}
    assert values["白石镇妇联"]["due"] == "3月30日（星期一，含当日）前"
    assert values["白石镇妇联"]["extended"] is True
    assert values["黑石镇妇联"]["due"] == "3月23日（星期一，含当日）前"


def test_without_an_address_of_its_own_the_federation_cannot_remind(desk: Desk) -> None:
    """Nobody could answer."""
    desk.roster = replace(desk.roster, federation=Federation(name="青禾县妇女联合会"))
    with pytest.raises(InputError) as raised:
        desk.run(20)
    (fault,) = raised.value.faults
    assert fault.where == "units.toml"
    assert "email" in str(fault.fix)
