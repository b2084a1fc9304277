"""Who has reported and who has not, at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Deadline, Notice, Roster
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.summarize import reminded_elsewhere, summarize, summarize_all, summarize_whole
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_reminder, a_report, march, put


def test_a_summary_counts_its_own_notice_s_entries(
    roster: Roster, notice: Notice, ledger: FakeLedger, calendar: WorkCalendar
) -> None:
    put(ledger, a_report(18))
    put(ledger, a_report(18), unit="heishi", notice="another")
    summary = summarize(roster, notice, ledger, as_of=march(20), calendar=calendar)
    assert (summary.notice, summary.as_of, summary.federation) == (notice, march(20), "青禾县妇女联合会")
    assert (summary.totals.expected_reports, summary.totals.actual_reports) == (3, 1)
    assert (summary.days_left, summary.working_days_left) == (3, 1)


def test_a_summary_is_as_of_its_moment(
    roster: Roster, notice: Notice, ledger: FakeLedger, calendar: WorkCalendar
) -> None:
    """A report received later is not counted yet."""
    put(ledger, a_report(18))
    earlier = summarize(roster, notice, ledger, as_of=march(17), calendar=calendar)
    assert earlier.totals.actual_reports == 0


def test_a_whole_summary_has_the_planned_days_and_the_ledger(
    roster: Roster, notice: Notice, ledger: FakeLedger, calendar: WorkCalendar
) -> None:
    """The ledger is whole, other notices and later days too; the rest is the summary as ever."""
    lines = [
        put(ledger, a_report(18)),
        put(ledger, a_report(21), unit="heishi"),
        put(ledger, a_report(18), unit="heishi", notice="another"),
    ]
    usual = summarize(roster, notice, ledger, as_of=march(20), calendar=calendar)
    found = summarize_whole(roster, notice, ledger, as_of=march(20), calendar=calendar)
    assert found.ledger == tuple(lines)
    assert [one.planned and one.planned.name for one in found.timetable] == [
        None,
        "before-5",
        "before-1",
        "due",
        "after-1",
        "after-3",
    ]
    assert replace(found, timetable=(), ledger=()) == usual
    assert found.timezone == "Asia/Shanghai"


def test_reminders_of_other_notices_are_told_by_their_last_day(
    roster: Roster, notice: Notice, ledger: FakeLedger
) -> None:
    """Calls and messages until that moment; neither this notice's nor what is no reminder."""
    two = replace(roster, notices=(notice, replace(notice, id="another")))
    put(ledger, a_call(16), notice="another")
    put(ledger, a_reminder(18), notice="another")
    put(ledger, a_call(17), notice="another")
    put(ledger, a_call(21), notice="another")
    put(ledger, a_call(19))
    put(ledger, a_report(19), unit="heishi", notice="another")
    found = reminded_elsewhere(two, notice, ledger, as_of=march(20))
    assert found == {"baishi": march(18).date()}


def test_with_one_notice_nobody_is_reminded_elsewhere(
    roster: Roster, notice: Notice, ledger: FakeLedger
) -> None:
    put(ledger, a_call(19))
    assert reminded_elsewhere(roster, notice, ledger, as_of=march(20)) == {}


def test_all_summaries_come_from_one_reading_of_the_ledger(
    roster: Roster, notice: Notice, calendar: WorkCalendar
) -> None:
    """Each the same as alone, in the order asked."""

    class CountingLedger(FakeLedger):
        readings = 0

        def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
            self.readings += 1
            return super().entries(notice, after=after)

    other = replace(notice, id="another", deadline=Deadline(date(2020, 5, 8)))
    ledger = CountingLedger()
    put(ledger, a_report(18))
    put(ledger, a_report(18), unit="heishi", notice="another")
    alone = tuple(
        summarize(roster, one, ledger, as_of=march(20), calendar=calendar) for one in (other, notice)
    )
    before = ledger.readings
    assert summarize_all(roster, [other, notice], ledger, as_of=march(20), calendar=calendar) == alone
    assert ledger.readings == before + 1
    assert [one.notice.id for one in alone] == ["another", "2020-38"]
    assert [one.totals.actual_reports for one in alone] == [1, 1]


def test_no_notices_make_no_summaries(roster: Roster, ledger: FakeLedger, calendar: WorkCalendar) -> None:
    assert summarize_all(roster, [], ledger, as_of=march(20), calendar=calendar) == ()
