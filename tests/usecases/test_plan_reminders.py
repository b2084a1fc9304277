"""Who is to be reminded today, in which round and in what words; who is not, and why."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.model import Federation
from fedtrack.core.rounds import Stage
from fedtrack.errors import InputError
from fedtrack.usecases.plan_reminders import Asked
from tests.usecases.desk import a_call, a_reminder, a_report, an_extension, march, put
from tests.usecases.reminding import ReminderDesk, reminded, reminder_of, skipped


def test_the_others_are_skipped_for_the_first_rule_in_the_way(desk: ReminderDesk) -> None:
    """A unit that a rule holds back gets no text either, address or not."""
    put(desk.ledger, a_report(18), unit="baishi")
    put(desk.ledger, a_call(19), unit="heishi")
    put(desk.ledger, a_call(20), unit="heishikq")
    reminding = desk.draft(20)
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
    desk: ReminderDesk, day: int, stage: str, cc: tuple[str, ...]
) -> None:
    desk.units = desk.units[1:2]
    (one,) = desk.draft(day).reminders
    assert (one.message.stage, one.message.cc) == (Stage(stage), cc)
    assert (one.message.subject, desk.wording.asked[0][0]) == (f"email-{stage}", f"email-{stage}")
    (line,) = map(reminder_of, desk.ledger.lines)
    assert (line.stage, line.cc, line.subject) == (stage, cc, f"email-{stage}")


def test_a_round_noted_under_a_later_day_is_not_done_again(desk: ReminderDesk) -> None:
    """When the clerk looks back with --today, what she did since is still done; even with `force`."""
    put(desk.ledger, a_reminder(24, "before-1"))
    for force in (False, True):
        reminding = desk.preview(20, Asked(force=force))
        assert [unit for unit, _, _ in reminded(reminding)] == ["heishi"]
        assert skipped(reminding)["baishi"] == "no_round"


def test_a_unit_reminded_of_another_notice_waits(desk: ReminderDesk) -> None:
    put(desk.ledger, a_reminder(19), notice="another")
    put(desk.ledger, a_report(19), unit="heishi", notice="another")
    reminding = desk.draft(20)
    assert reminded(reminding) == [("heishi", "before-1", True)]
    assert skipped(reminding)["baishi"] == "too_soon"


def test_tomorrow_the_round_is_done(desk: ReminderDesk) -> None:
    desk.draft(17)
    tomorrow = desk.draft(18)
    assert tomorrow.reminders == ()
    assert set(skipped(tomorrow).values()) == {"no_round"}
    assert tomorrow.round == "before-5"


def test_force_reminds_out_of_turn_under_no_round(desk: ReminderDesk) -> None:
    desk.draft(17)
    assert reminded(desk.draft(18, force=True)) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]
    assert reminded(desk.draft(19, force=True)) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]


def test_a_preview_does_nothing(desk: ReminderDesk) -> None:
    """It shows what a run would do, without drafts or lines."""
    preview = desk.preview(20)
    assert (desk.ledger.lines, desk.drafts.put_down) == ([], [])
    assert [one.draft for one in preview.reminders] == [None, None]
    assert [one.draft for one in preview.skipped] == [None]
    done = desk.draft(20)
    assert reminded(preview) == reminded(done)
    assert skipped(preview) == skipped(done)
    assert reminded(desk.preview(20)) == [("baishi", "before-1", False), ("heishi", "before-1", False)]
    assert reminded(desk.preview(21, Asked(force=True))) == [
        ("baishi", "unplanned", True),
        ("heishi", "unplanned", True),
    ]


def test_only_the_units_asked_for_are_reminded(desk: ReminderDesk) -> None:
    desk.units = desk.units[1:2]
    assert reminded(desk.draft(20)) == [("heishi", "before-1", True)]
    assert len(desk.ledger.lines) == 1


@pytest.mark.parametrize(
    ("day", "planned", "next_day"), [(13, None, march(16).date()), (21, "before-1", march(23).date())]
)
def test_where_nothing_is_due_the_next_day_is_named(
    desk: ReminderDesk, day: int, planned: str | None, next_day: date
) -> None:
    reminding = desk.draft(day)
    assert (reminding.reminders, reminding.round, reminding.next_day) == ((), planned, next_day)


def test_after_all_reported_there_is_no_next_day(desk: ReminderDesk) -> None:
    for unit in desk.units:
        put(desk.ledger, a_report(18), unit=unit.id)
    assert desk.draft(20).next_day is None


@pytest.mark.parametrize(("reported", "most"), [(["baishi"], False), (["baishi", "heishikq"], True)])
def test_that_most_have_reported_is_said_of_all_units(
    desk: ReminderDesk, reported: list[str], *, most: bool
) -> None:
    """Whichever part of them is reminded."""
    for unit in reported:
        put(desk.ledger, a_report(18), unit=unit)
    desk.units = desk.units[1:2]
    desk.draft(24)
    assert [values["most_reported"] for _, values in desk.wording.asked] == [most]


def test_units_are_reminded_in_roster_order(desk: ReminderDesk) -> None:
    """However they were named; and a unit that the notice does not ask is left alone."""
    desk.units = (desk.roster.units[-1], *desk.units[::-1])
    assert [unit for unit, _, _ in reminded(desk.draft(20))] == ["baishi", "heishi"]


def test_a_unit_is_told_its_own_due_date(desk: ReminderDesk) -> None:
    put(desk.ledger, an_extension(18, date(2020, 3, 30)))
    desk.draft(27)
    values = {str(values["unit"]): values for _, values in desk.wording.asked}
    assert values["白石镇妇联"]["due"] == "3月30日（星期一，含当日）前"
    assert values["白石镇妇联"]["extended"] is True
    assert values["黑石镇妇联"]["due"] == "3月23日（星期一，含当日）前"


def test_without_an_address_of_its_own_the_federation_cannot_remind(desk: ReminderDesk) -> None:
    """Nobody could answer."""
    desk.roster = replace(desk.roster, federation=Federation(name="青禾县妇女联合会"))
    with pytest.raises(InputError) as raised:
        desk.run(20)
    (fault,) = raised.value.faults
    assert fault.where == "units.toml"
    assert "email" in str(fault.fix)
