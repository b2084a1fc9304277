"""The nouns: deadlines, notices, units and the roster."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

import pytest
from msgspec import Struct

from fedtrack.core.model import (
    OUTSTANDING,
    CallVia,
    Deadline,
    Federation,
    Figure,
    LocalCalendar,
    MailSettings,
    Notice,
    ReminderRules,
    Roster,
    State,
    Unit,
    Via,
    groups_of,
)
from tests.builders import DUE, make_notice, make_roster, make_unit

DAY_BEFORE, DAY_AFTER = date(2020, 3, 22), date(2020, 3, 24)
BY_DAY = Deadline(DUE)
BY_FIVE = Deadline(DUE, time(17))


@pytest.mark.parametrize(
    ("day", "clock", "met"),
    [
        (DAY_BEFORE, None, True),
        (DUE, None, True),
        (DUE, time(0), True),
        (DUE, time.max, True),
        (DAY_AFTER, None, False),
        (DAY_AFTER, time(0), False),
    ],
)
def test_a_due_day_counts_whole(day: date, clock: time | None, *, met: bool) -> None:
    assert BY_DAY.met_by(day, clock) is met


@pytest.mark.parametrize(
    ("day", "clock", "met"),
    [
        (DAY_BEFORE, time(23, 59), True),
        (DAY_BEFORE, None, True),
        (DUE, time(16, 59), True),
        (DUE, time(17), True),
        (DUE, time(17, 0, 59, 999_999), True),
        (DUE, time(17, 1), False),
        (DUE, None, True),
        (DAY_AFTER, time(8), False),
        (DAY_AFTER, None, False),
    ],
)
def test_a_due_minute_counts_whole(day: date, clock: time | None, *, met: bool) -> None:
    """The clock is looked at on the due day only, and a report without a known time is not held to it."""
    assert BY_FIVE.met_by(day, clock) is met


@pytest.mark.parametrize(
    ("deadline", "moment", "passed"),
    [
        (BY_DAY, datetime.combine(DAY_BEFORE, time(23, 59)), False),
        (BY_DAY, datetime.combine(DUE, time(23, 59, 59)), False),
        (BY_DAY, datetime.combine(DAY_AFTER, time(0)), True),
        (BY_FIVE, datetime.combine(DAY_BEFORE, time(18)), False),
        (BY_FIVE, datetime.combine(DUE, time(17, 0, 59)), False),
        (BY_FIVE, datetime.combine(DUE, time(17, 1)), True),
        (BY_FIVE, datetime.combine(DAY_AFTER, time(8)), True),
    ],
)
def test_a_deadline_has_passed_once_its_day_or_minute_is_over(
    deadline: Deadline, moment: datetime, *, passed: bool
) -> None:
    assert deadline.passed_at(moment) is passed


def test_a_report_is_owed_while_pending_overdue_or_returned() -> None:
    assert {State.PENDING, State.OVERDUE, State.RETURNED} == OUTSTANDING


@pytest.mark.parametrize(
    ("closed", "still_open"),
    [(None, True), (date(2020, 3, 24), True), (date(2020, 3, 23), False), (date(2020, 3, 22), False)],
)
def test_a_notice_is_open_until_the_day_it_is_closed(closed: date | None, *, still_open: bool) -> None:
    notice = make_notice(closed=closed)
    assert notice.open_on(DUE) is still_open
    assert make_roster(notices=[notice]).open_notices(DUE) == ((notice,) if still_open else ())


def test_open_notices_keep_their_order() -> None:
    first, over, last = make_notice(id="b"), make_notice(id="c", closed=DUE), make_notice(id="a")
    assert make_roster(notices=[first, over, last]).open_notices(DUE) == (first, last)


@pytest.mark.parametrize(
    ("since", "until", "active"),
    [
        (None, None, True),
        (DUE, None, True),
        (DAY_AFTER, None, False),
        (None, DUE, True),
        (None, DAY_BEFORE, False),
        (DUE, DUE, True),
        (DAY_AFTER, DAY_BEFORE, False),
        (date(2019, 1, 1), date(2021, 12, 31), True),
    ],
)
def test_a_unit_exists_from_its_first_day_to_its_last(
    since: date | None, until: date | None, *, active: bool
) -> None:
    assert make_unit(since=since, until=until).active_on(DUE) is active


def test_expected_are_the_recipients_that_existed_on_the_due_date() -> None:
    """A unit that came in 2024 owes nothing for 2020, and one that went in 2021 still does."""
    old = make_unit("old")
    gone = make_unit("gone", until=date(2021, 12, 31))
    new = make_unit("new", since=date(2024, 1, 1))
    roster = make_roster([new, gone, old])
    assert roster.expected(make_notice()) == (gone, old)
    assert roster.expected(make_notice(deadline=Deadline(date(2024, 3, 22)))) == (new, old)


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        ((), ["a", "b", "c"]),
        (("镇",), ["a", "c"]),
        (("b",), ["b"]),
        (("b", "镇"), ["a", "b", "c"]),
        (("局", "a"), ["a", "b"]),
        (("nobody",), []),
    ],
)
def test_recipients_are_groups_or_units_and_left_out_they_are_all(
    recipients: tuple[str, ...], expected: list[str]
) -> None:
    roster = make_roster([make_unit("a", group="镇"), make_unit("b", group="局"), make_unit("c", group="镇")])
    assert [unit.id for unit in roster.expected(make_notice(recipients=recipients))] == expected


def test_a_unit_that_is_no_more_is_not_expected_though_it_is_named() -> None:
    roster = make_roster([make_unit("a", until=DAY_BEFORE)])
    assert roster.expected(make_notice(recipients=("a",))) == ()


def test_groups_come_in_the_order_of_the_roster_and_once() -> None:
    units = [make_unit(group=group) for group in ("镇", "局", "镇", "", "局")]
    assert groups_of(units) == ("镇", "局", "")


def test_what_holds_when_the_clerk_writes_nothing() -> None:
    """The rounds, the gap, the pauses and the zone are those that the manual promises."""
    assert ReminderRules() == ReminderRules((5, 1, 0), (1, 3), min_gap_days=2, max_per_notice=4)
    assert MailSettings() == MailSettings(
        "", "", "", pause_seconds=6, daily_limit=50, save_sent=False, folders=("INBOX",)
    )
    assert LocalCalendar() == LocalCalendar(frozenset(), frozenset())
    assert Federation("县妇联") == Federation("县妇联", "", "", "", "", "", "Asia/Shanghai", time(18))
    assert Roster(Federation("县妇联")) == Roster(
        Federation("县妇联"), (), (), LocalCalendar(), ReminderRules(), MailSettings()
    )


def test_what_is_not_written_of_a_notice_or_a_unit_is_empty() -> None:
    assert Notice("2020-38", "通知", BY_DAY) == Notice(
        "2020-38", "通知", BY_DAY, "", "", None, "", (), (), (), None
    )
    assert Unit("baishi", "白石") == Unit("baishi", "白石", (), "", (), (), "", "", None, None)
    assert Figure("events", "开展活动") == Figure("events", "开展活动", "")


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        (State, ["pending", "overdue", "on_time", "late", "returned", "excused"]),
        (Via, ["oa", "email", "wechat", "paper", "other"]),
        (CallVia, ["phone", "wechat", "visit"]),
    ],
)
def test_scripts_and_ledgers_rely_on_these_words(words: type[StrEnum], spoken: list[str]) -> None:
    assert [word.value for word in words] == spoken


@pytest.mark.parametrize(
    "noun",
    [Deadline, Federation, Figure, LocalCalendar, MailSettings, Notice, ReminderRules, Roster, Unit],
)
def test_nouns_cannot_be_changed(noun: type[Struct]) -> None:
    assert noun.__struct_config__.frozen
