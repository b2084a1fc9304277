"""The calendar for the phone and Outlook, read again by a strict reader and by icalendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Deadline, Federation, ReminderRules
from fedtrack.core.payloads import Call, Extension, Payload, Report, Retraction
from fedtrack.core.summary import Summary
from fedtrack.core.untrusted import one_line
from fedtrack.core.workdays import WorkCalendar
from fedtrack.exports.as_ics import export_ics
from fedtrack.usecases.summarize import summarize_whole
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit
from tests.exports.calendars import ONCE, Component, read_calendar
from tests.fakes.ledger import FakeLedger

LONGER = Extension(date(2020, 3, 17), date(2020, 3, 26), "停电")


def whole(
    *lines: tuple[str, Payload],
    today: date = date(2020, 3, 17),
    as_of: datetime | None = None,
    rules: ReminderRules | None = None,
    federation: Federation | None = None,
    name: str = "白石镇妇联",
    **notice: object,
) -> Summary:
    """Return a summary with all that an export can carry."""
    entries: Sequence[Entry] = [
        make_entry(payload, number=number, unit=unit) for number, (unit, payload) in enumerate(lines, start=1)
    ]
    roster = make_roster([make_unit(unit, name=name) for unit in "ab"], [make_notice(**notice)])
    roster = replace(roster, reminders=rules or roster.reminders, federation=federation or roster.federation)
    return summarize_whole(
        roster,
        roster.notices[0],
        FakeLedger(entries),
        as_of=as_of or end_of(today),
        calendar=WorkCalendar(),
    )


def events_of(summary: Summary) -> list[Component]:
    return read_calendar(export_ics(summary)).all("VEVENT")


def by_uid(summary: Summary) -> dict[str, Component]:
    events = events_of(summary)
    found = {event["UID"]: event for event in events}
    assert len(found) == len(events)
    return found


def test_the_deadline_and_each_round_are_events_of_a_whole_day() -> None:
    """The end is the first day that is not in it any more (RFC 5545, 3.6.1)."""
    events = events_of(whole())
    assert [(one["DTSTART"], one["DTEND"]) for one in events] == [
        ("20200323", "20200324"),
        ("20200316", "20200317"),
        ("20200320", "20200321"),
        ("20200323", "20200324"),
        ("20200324", "20200325"),
        ("20200326", "20200327"),
    ]
    assert {one.parameters(name) for one in events for name in ("DTSTART", "DTEND")} == {";VALUE=DATE"}
    assert [one["SUMMARY"].partition("：")[0] for one in events] == [
        "报送截止",
        "催报·截止前5个工作日",
        "催报·截止前1个工作日",
        "催报·截止当日",
        "催报·逾期1个工作日",
        "催报·逾期3个工作日",
    ]
    assert events[0]["DESCRIPTION"].split("\n") == [
        "青妇通〔2020〕1号",
        "报送期限：3月23日（星期一，含当日）前",
        "截至2020年3月17日：应报2家，已报0家，报送率0.0%，其中按时0家，按时率0.0%，未报2家。",
    ]


def test_the_calendar_is_published_and_complete() -> None:
    """Every event has what RFC 5545 demands of it, once; a calendar of whole days needs no zone."""
    calendar = read_calendar(export_ics(whole()))
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    assert {part.name for part in calendar.parts} == {"VEVENT"}
    for event in calendar.parts:
        assert set(event.properties) == ONCE | {"DESCRIPTION"}
        assert all(len(values) == 1 for values in event.properties.values())


def test_icalendar_reads_what_it_wrote() -> None:
    """Types and all, as another program with a library has it."""
    calendar = icalendar.Calendar.from_ical(export_ics(whole(("b", replace(LONGER, to_time=time(17))))))
    assert isinstance(calendar, icalendar.Calendar)
    starts = [event.start for event in calendar.events]
    assert starts[0] == date(2020, 3, 23)
    assert starts[6] == datetime(2020, 3, 26, 9, tzinfo=UTC)
    assert [error for event in calendar.events for error in event.errors] == []


def test_alarms_ring_when_the_office_is_open() -> None:
    """At nine on the day; a deadline also at nine on the day before. Each shows what it is about."""
    deadline, *rounds = events_of(whole())
    assert [alarm["TRIGGER"] for alarm in deadline.parts] == ["-PT15H", "PT9H"]
    assert {alarm["TRIGGER"] for one in rounds for alarm in one.parts} == {"PT9H"}
    for event in (deadline, *rounds):
        for alarm in event.parts:
            assert (alarm.name, alarm["ACTION"], alarm["DESCRIPTION"]) == (
                "VALARM",
                "DISPLAY",
                event["SUMMARY"],
            )


def test_a_due_minute_is_a_moment_in_the_federation_s_zone() -> None:
    """It takes up no time, and the zone comes along (RFC 5545, 3.6.5); rounds stay whole days."""
    calendar = read_calendar(export_ics(whole(deadline=Deadline(DUE, time(17, 30)))))
    (zone,) = calendar.all("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    assert {(part["TZOFFSETFROM"], part["TZOFFSETTO"]) for part in zone.parts} == {("+0800", "+0800")}
    deadline, *rounds = calendar.all("VEVENT")
    assert (deadline.parameters("DTSTART"), deadline["DTSTART"]) == (";TZID=Asia/Shanghai", "20200323T173000")
    assert "DTEND" not in deadline.properties
    assert [alarm["TRIGGER"] for alarm in deadline.parts] == ["-P1D", "-PT1H"]
    assert {one.parameters("DTSTART") for one in rounds} == {";VALUE=DATE"}


def test_another_zone_is_the_federation_s_own() -> None:
    """Stamps are UTC whatever the zone is."""
    federation = Federation(name="x", timezone="Asia/Urumqi")
    calendar = read_calendar(export_ics(whole(deadline=Deadline(DUE, time(17)), federation=federation)))
    (zone,) = calendar.all("VTIMEZONE")
    assert zone["TZID"] == "Asia/Urumqi"
    assert {event["DTSTAMP"] for event in calendar.all("VEVENT")} == {"20200317T175959Z"}
    assert {event["DTSTAMP"] for event in events_of(whole())} == {"20200317T155959Z"}


def test_a_unit_that_has_longer_has_its_own_events() -> None:
    """Named in front, at its own days; those of the notice stay for the others."""
    events = events_of(whole(("b", LONGER)))
    assert len(events) == 12
    assert [(one["SUMMARY"].partition("：")[0], one["DTSTART"], one["STATUS"]) for one in events[6:]] == [
        ("白石镇妇联（延期）报送截止", "20200326", "CONFIRMED"),
        ("白石镇妇联（延期）催报·截止前5个工作日", "20200319", "CONFIRMED"),
        ("白石镇妇联（延期）催报·截止前1个工作日", "20200325", "CONFIRMED"),
        ("白石镇妇联（延期）催报·截止当日", "20200326", "CONFIRMED"),
        ("白石镇妇联（延期）催报·逾期1个工作日", "20200327", "CONFIRMED"),
        ("白石镇妇联（延期）催报·逾期3个工作日", "20200331", "CONFIRMED"),
    ]


def test_what_is_done_or_not_needed_is_taken_off_the_phone() -> None:
    """It is cancelled, rings no more, and says why where a calendar shows it all the same."""
    reported = [(unit, Report(date(2020, 3, 17))) for unit in "ab"]
    deadline, *rounds = events_of(whole(*reported))
    assert [(one["STATUS"], one["SUMMARY"][:5], len(one.parts)) for one in rounds] == [
        ("CANCELLED", "（已完成）", 0),
        *[("CANCELLED", "（已取消）", 0)] * 4,
    ]
    assert (deadline["STATUS"], deadline["SUMMARY"][:4], len(deadline.parts)) == ("CONFIRMED", "报送截止", 0)


def test_an_extension_that_was_taken_back_is_taken_off_the_phone() -> None:
    retraction = Retraction(date(2020, 3, 18), make_entry(LONGER).id)
    own = events_of(whole(("b", LONGER), ("b", retraction)))[6:]
    assert [(one["STATUS"], one["SUMMARY"][:5], len(one.parts)) for one in own] == [
        ("CANCELLED", "（已取消）", 0)
    ] * 6


@pytest.mark.parametrize(
    "change",
    [
        {"deadline": Deadline(date(2020, 3, 27))},
        {"deadline": Deadline(DUE, time(17))},
        {"title": "更正", "number": "青妇通〔2020〕9号", "issued": None},
        {"today": date(2020, 3, 18)},
        {"rules": ReminderRules(min_gap_days=9, max_per_notice=1)},
        {"name": "白石街道妇联"},
    ],
)
def test_an_event_keeps_its_uid_whatever_changes(change: dict[str, object]) -> None:
    """So that importing again moves it, and never doubles it."""
    lines = [("b", LONGER)]
    assert list(by_uid(whole(*lines))) == list(by_uid(whole(*lines, **change)))  # type: ignore[arg-type]


def test_uids_differ_between_notices_and_federations() -> None:
    """Two calendars in one phone never touch each other's events."""
    plans = [
        whole(),
        whole(id="2020-39"),
        whole(federation=Federation(name="黑石县妇女联合会")),
        whole(federation=Federation(name='青禾县妇女联合会", "2020-38'), id=""),
    ]
    uids = [uid for plan in plans for uid in by_uid(plan)]
    assert len(set(uids)) == len(uids) == 24


def _age(event: Component) -> tuple[int, str]:
    """Return by what a calendar tells the newer of two events (RFC 5546, 2.1.5)."""
    assert event["DTSTAMP"] == event["LAST-MODIFIED"]
    return int(event["SEQUENCE"]), event["DTSTAMP"]


def test_a_later_plan_is_newer() -> None:
    """By the minute, by the second within one minute, and by an entry where the clock stands still."""
    noon = datetime(2020, 3, 17, 12)  # noqa: DTZ001 - local time, as the core has it
    plans = [
        whole(as_of=noon),
        whole(as_of=noon, rules=ReminderRules(before=(5, 1, 0), after=(1, 3))),
        whole(as_of=noon + timedelta(seconds=1)),
        whole(("a", Call(DUE)), as_of=noon + timedelta(seconds=1)),
        whole(("a", Call(DUE)), as_of=noon + timedelta(minutes=1)),
        whole(("a", Call(DUE)), as_of=noon + timedelta(days=400)),
    ]
    ages = [{_age(event) for event in events_of(plan)} for plan in plans]
    assert all(len(age) == 1 for age in ages)
    first, again, *later = [age.pop() for age in ages]
    assert first == again
    assert [first, *later] == sorted({first, *later})
    assert later[1][0] > later[0][0]


@pytest.mark.parametrize("day", [date(1949, 1, 1), date(2199, 12, 31)])
def test_the_sequence_is_a_number_that_calendars_can_hold(day: date) -> None:
    """RFC 5545, 3.3.8: an integer of 32 bits, and a sequence is never below nought."""
    assert {0 <= int(event["SEQUENCE"]) < 2**31 for event in events_of(whole(today=day))} == {True}


def test_the_same_plan_is_the_same_file() -> None:
    assert export_ics(whole(("b", LONGER))) == export_ics(whole(("b", LONGER)))


HOSTILE = [
    "a;b,c\\d:e\"f'",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y",
    "x\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM",
    "x\rATTACH:file:///etc/passwd",
    "\\n\\N\\,\\;\\\\",
    "\x00\x07\x1b[31m\x7f\x85\u2028\u2029\u202e\ufeff",
    "字" * 300,
    "😀" * 60,
    "é" * 75,
    " x",
    "^n^'^^",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_property(text: str) -> None:
    """Whatever a title, a number or a name says, the events are those of any other notice."""
    _check_contained(text)


@given(st.text(st.sampled_from('\r\n\t\\;,:"^ NnBEGIND=VT\x0b\x0c\x1c\x85\u2028字😀'), max_size=90))
def test_no_mixture_of_marks_leaves_its_property(text: str) -> None:
    _check_contained(text)


def _check_contained(text: str) -> None:
    events = events_of(
        whole(("b", LONGER), title=text, number=text, name=text, federation=Federation(name=text))
    )
    assert len(events) == 12
    shown = one_line(text).replace("\\N", "＼N")
    assert events[0]["SUMMARY"] == f"报送截止：{shown}"
    assert events[6]["SUMMARY"] == f"{shown}（延期）报送截止：{shown}"
    assert events[0]["DESCRIPTION"].split("\n")[0] == (shown or "报送期限：3月23日（星期一，含当日）前")
    assert all(set(event.properties) == ONCE | {"DESCRIPTION"} for event in events)
