"""How punctually units reported over all notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Deadline, Notice, Unit
from fedtrack.core.payloads import Call, Excuse, Extension, Payload, Report, Return
from fedtrack.core.punctuality import Review, UnitPunctuality, review
from fedtrack.core.summary import build_summary
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit

LAST_YEAR = date(2019, 3, 20)
UNITS = (make_unit("a"), make_unit("b", group="县直单位"), make_unit("c"))
NOTICES = (make_notice(), make_notice(id="2019-38", deadline=Deadline(LAST_YEAR), issued=None))
LATER = end_of(date(2020, 4, 1))


def entries_of(*lines: tuple[str, str, Payload]) -> list[Entry]:
    """Return the entries of notices and units."""
    return [
        make_entry(payload, number=number, notice=notice, unit=unit)
        for number, (notice, unit, payload) in enumerate(lines, start=1)
    ]


def reviewed(
    *lines: tuple[str, str, Payload],
    units: Sequence[Unit] = UNITS,
    notices: Sequence[Notice] = NOTICES,
    as_of: datetime = LATER,
    shown: Sequence[Unit] | None = None,
) -> Review:
    entries, roster = entries_of(*lines), make_roster(units, notices)
    summaries = [
        build_summary(
            roster,
            notice,
            [entry for entry in entries if entry.notice == notice.id],
            as_of=as_of,
            calendar=WorkCalendar(),
        )
        for notice in notices
    ]
    chosen = units if shown is None else shown
    return review(summaries, chosen, as_of=as_of, federation="青禾县妇女联合会")


def of(found: Review, unit: str) -> UnitPunctuality:
    (one,) = (one for one in found.units if one.unit.id == unit)
    return one


def test_a_unit_over_two_years() -> None:
    """What was asked, what came in, on time or not, and how often it had to be reminded."""
    found = of(
        reviewed(
            ("2019-38", "a", Report(date(2019, 3, 18))),
            ("2020-38", "a", Call(date(2020, 3, 20))),
            ("2020-38", "a", Call(date(2020, 3, 24))),
            ("2020-38", "a", Report(date(2020, 3, 27))),
        ),
        "a",
    )
    totals = found.punctuality.totals
    assert (totals.expected_reports, totals.actual_reports, totals.actual_reports_on_time) == (2, 2, 1)
    assert (totals.reporting_rate, totals.reporting_rate_on_time) == (1.0, 0.5)
    assert (found.punctuality.median_days, found.punctuality.reminders) == (1.0, 2)
    assert [(record.notice.id, record.days) for record in found.records] == [("2019-38", -2), ("2020-38", 4)]


def test_units_stand_in_roster_order_whatever_they_did() -> None:
    """Groups in the order in which the roster first has them; nobody is ranked."""
    found = reviewed(("2020-38", "c", Report(DUE)))
    assert [one.unit.id for one in found.units] == ["a", "b", "c"]
    assert [one.group for one in found.groups] == ["乡镇妇联", "县直单位"]
    assert [one.punctuality.totals.actual_reports for one in found.groups] == [1, 0]
    assert found.total.totals.expected_reports == 6
    assert [notice.id for notice in found.notices] == ["2019-38", "2020-38"]


def test_what_is_not_due_yet_counts_neither_way() -> None:
    """Unless it came in: that counts at once."""
    before = end_of(date(2020, 3, 20))
    found = reviewed(("2020-38", "b", Report(date(2020, 3, 19))), as_of=before)
    assert [one.punctuality.totals.expected_reports for one in found.units] == [1, 2, 1]
    assert [record.counted for record in of(found, "a").records] == [True, False]
    assert reviewed(as_of=end_of(date(2019, 3, 1))).notices == ()


def test_a_report_that_was_sent_back_in_time_counts_neither_way() -> None:
    """It counts against the unit once its day has passed."""
    report = make_entry(Report(DUE), number=1).id
    lines: list[tuple[str, str, Payload]] = [
        ("2020-38", "a", Report(date(2020, 3, 18))),
        ("2020-38", "a", Return(date(2020, 3, 19), "缺照片", (report,))),
    ]
    assert of(reviewed(*lines, as_of=end_of(DUE)), "a").punctuality.totals.expected_reports == 1
    late = of(reviewed(*lines), "a").punctuality
    assert (late.totals.expected_reports, late.totals.returned, late.median_days) == (2, 1, None)


def test_a_due_minute_that_has_passed_counts() -> None:
    notices = [make_notice(deadline=Deadline(DUE, time(12)))]
    for clock, counts in ((time(11), 0), (time(13), 1)):
        found = reviewed(notices=notices, as_of=datetime.combine(DUE, clock))
        assert of(found, "a").punctuality.totals.expected_reports == counts


def test_an_extension_is_the_unit_s_own_day() -> None:
    found = reviewed(
        ("2020-38", "a", Extension(DUE, date(2020, 3, 27), "停电")),
        ("2020-38", "a", Report(date(2020, 3, 26))),
    )
    assert of(found, "a").records[1].days == -1


def test_who_was_excused_is_not_asked() -> None:
    """The reminders that it had count; a report that comes all the same is never late."""
    lines: list[tuple[str, str, Payload]] = [
        ("2019-38", "a", Excuse(LAST_YEAR, "新设")),
        ("2020-38", "a", Excuse(DUE, "新设")),
        ("2020-38", "a", Report(date(2020, 3, 30))),
    ]
    found = of(reviewed(*lines), "a")
    assert (found.punctuality.totals.expected_reports, found.punctuality.totals.excused) == (1, 1)
    assert (found.records[1].days, found.punctuality.totals.reporting_rate_on_time) == (0, 1.0)


@pytest.mark.parametrize(
    ("days", "median"),
    [([], None), ([3], 3.0), ([-5, 1], -2.0), ([1, -5, 2], 1.0), ([-2, -1, 4, 40], 1.5), ([0, 0], 0.0)],
)
def test_the_median_is_the_middle(days: list[int], median: float | None) -> None:
    """One report that came weeks late does not make a unit late."""
    notices = [make_notice(id=str(number)) for number in range(len(days))]
    lines: list[tuple[str, str, Payload]] = [
        (str(number), "a", Report(date(2020, 3, 23 + day) if day < 9 else date(2020, 5, 2)))
        for number, day in enumerate(days)
    ]
    found = reviewed(*lines, notices=notices, units=UNITS[:1], as_of=end_of(date(2020, 6, 1)))
    assert found.total.median_days == median


def test_last_year_stays_as_it_was() -> None:
    """Units come, go and are renamed: what was counted of others and of earlier years is the same."""
    lines: list[tuple[str, str, Payload]] = [
        ("2019-38", "a", Report(LAST_YEAR)),
        ("2019-38", "c", Report(date(2019, 3, 25))),
    ]
    before = reviewed(*lines, notices=NOTICES[1:])
    changed = (
        replace(UNITS[0], until=date(2019, 12, 31)),
        replace(UNITS[1], name="县直机关妇工委"),
        UNITS[2],
        make_unit("new", since=date(2020, 1, 1)),
    )
    after = reviewed(*lines, units=changed, notices=NOTICES[1:])
    assert after.total == before.total
    assert [one.unit.id for one in after.units] == ["a", "b", "c"]
    assert of(after, "b").unit.name == "县直机关妇工委"
    both = reviewed(*lines, units=changed)
    assert [len(one.records) for one in both.units] == [1, 2, 2, 1]


def test_only_the_units_that_are_asked_for() -> None:
    found = reviewed(shown=UNITS[1:2])
    assert [one.unit.id for one in found.units] == ["b"]
    assert found.total == of(found, "b").punctuality == found.groups[0].punctuality
    assert reviewed(shown=[make_unit("never")]).units == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2019-38", "2020-38"]),
            st.sampled_from("abc"),
            st.one_of(
                st.builds(Report, received_on=st.dates(date(2019, 3, 1), date(2020, 3, 31))),
                st.builds(Excuse, on=st.just(LAST_YEAR), reason=st.just("x")),
                st.builds(Call, on=st.just(LAST_YEAR)),
            ),
        ),
        max_size=12,
    )
)
def test_the_parts_make_the_whole(lines: list[tuple[str, str, Payload]]) -> None:
    """Units add up to their groups, and groups to the total."""
    found = reviewed(*lines)
    for parts in (found.units, found.groups):
        for name in ("expected_reports", "actual_reports", "actual_reports_on_time", "excused", "overdue"):
            whole = getattr(found.total.totals, name)
            assert sum(getattr(one.punctuality.totals, name) for one in parts) == whole
        assert sum(one.punctuality.reminders for one in parts) == found.total.reminders
