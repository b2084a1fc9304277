"""One message for the WeChat group or the OA."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from msgspec.structs import replace

from fedtrack.core.model import Deadline, Notice, ReminderRules, Roster, Unit
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.group_message import GroupMessage, word_group_message
from tests.builders import DUE
from tests.fakes.edges import FakeWording
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_report, a_return, an_excuse, an_extension, march, put


class Room:
    """A group chat that can be asked for its message on any day."""

    def __init__(self, roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> None:
        self.roster, self.notice, self.units = roster, notice, units
        self.ledger, self.wording = FakeLedger(), FakeWording()

    def message(self, moment: datetime) -> GroupMessage:
        return word_group_message(
            self.roster,
            self.notice,
            self.units,
            ledger=self.ledger,
            as_of=moment,
            calendar=WorkCalendar(),
            wording=self.wording,
        )

    def stage(self, moment: datetime) -> object:
        """Return the stage that the template was given, which names the template too."""
        self.message(moment)
        template, values = self.wording.asked[-1]
        assert template == f"group-{values['stage']}"
        return values["stage"]


@pytest.fixture
def room(roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> Room:
    return Room(roster, notice, units)


def names(message: GroupMessage) -> list[str]:
    return [standing.unit.id for standing in message.named]


def test_the_outstanding_are_named_in_roster_order(room: Room) -> None:
    """Whoever has reported or need not is left alone; whoever must report again is named."""
    room.units = room.units[::-1]
    put(room.ledger, a_return(19, put(room.ledger, a_report(18))))
    put(room.ledger, an_excuse(18), unit="heishi")
    put(room.ledger, a_report(18), unit="heishi", notice="another")
    message = room.message(march(20))
    assert (names(message), message.left_out) == (["baishi", "heishikq"], ())
    ((template, values),) = room.wording.asked
    assert (template, values["units"], values["count"]) == (
        "group-before",
        "白石镇妇联（退回重报）、黑石矿区管理处",
        2,
    )
    assert values["today"] == "2020年3月20日"


def test_only_those_asked_for_are_named(room: Room) -> None:
    """A unit that the notice does not ask is not named even then."""
    room.units = (room.roster.units[-1], room.units[1])
    assert names(room.message(march(20))) == ["heishi"]


@pytest.mark.parametrize(("reported", "most"), [(["baishi"], False), (["baishi", "heishikq"], True)])
def test_that_most_have_reported_is_said_of_all_units(room: Room, reported: list[str], *, most: bool) -> None:
    """Whichever part of them the message is for."""
    for unit in reported:
        put(room.ledger, a_report(18), unit=unit)
    room.units = room.units[1:2]
    room.message(march(24))
    assert room.wording.asked[-1][1]["most_reported"] is most


def test_the_text_ends_with_one_newline(room: Room) -> None:
    """FakeWording, like a template, gives what surrounds the words too."""

    class RoomyWording(FakeWording):
        def say(self, template: str, values: dict[str, object]) -> str:
            return f"\n\n{super().say(template, values)}\n\n"

    room.wording = RoomyWording()
    room.units = room.units[:1]
    assert room.message(march(20)).text == "group-before\n\n白石镇妇联 3月23日（星期一，含当日）前\n"


def test_before_the_due_date_a_unit_with_longer_is_named_with_its_own(room: Room) -> None:
    put(room.ledger, an_extension(18, date(2020, 3, 30)))
    message = room.message(march(23))
    assert (names(message), message.left_out) == (["baishi", "heishi", "heishikq"], ())
    assert "白石镇妇联（延至3月30日）、黑石镇妇联" in message.text


def test_once_overdue_a_unit_with_longer_is_not_named(room: Room) -> None:
    """It is not overdue, and must not stand among those who are; until its own date has passed."""
    put(room.ledger, an_extension(18, date(2020, 3, 30)))
    message = room.message(march(24))
    assert names(message) == ["heishi", "heishikq"]
    assert [standing.unit.id for standing in message.left_out] == ["baishi"]
    assert names(room.message(march(30))) == ["heishi", "heishikq"]
    assert names(room.message(march(31))) == ["baishi", "heishi", "heishikq"]


def test_a_unit_with_longer_that_has_reported_is_not_left_out(room: Room) -> None:
    put(room.ledger, an_extension(18, date(2020, 3, 30)))
    put(room.ledger, a_report(24))
    assert room.message(march(24)).left_out == ()


def test_when_nobody_is_to_be_named_there_is_no_text(room: Room) -> None:
    """Nor is the template asked for one."""
    put(room.ledger, an_extension(18, date(2020, 3, 30)), unit="baishi")
    put(room.ledger, a_report(18), unit="heishi")
    put(room.ledger, a_report(18), unit="heishikq")
    message = room.message(march(24))
    assert (message.text, message.named) == ("", ())
    assert [standing.unit.id for standing in message.left_out] == ["baishi"]
    assert room.wording.asked == []


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (4, "before"),
        (22, "before"),
        (23, "today"),
        (24, "overdue"),
        (25, "overdue"),
        (26, "final"),
        (31, "final"),
    ],
)
def test_the_stage_follows_the_notice_s_own_rounds(room: Room, day: int, stage: str) -> None:
    assert room.stage(march(day)) == stage


@pytest.mark.parametrize(("hour", "stage"), [(time(12), "today"), (time(12, 1), "overdue")])
def test_a_due_time_that_has_passed_is_overdue(room: Room, hour: time, stage: str) -> None:
    room.notice = replace(room.notice, deadline=Deadline(DUE, time(12)))
    assert room.stage(march(23, hour)) == stage


def test_without_rounds_it_never_is_the_last(room: Room) -> None:
    room.roster = replace(room.roster, reminders=ReminderRules(before=(), after=()))
    assert room.stage(march(31)) == "overdue"
