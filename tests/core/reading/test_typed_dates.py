"""Dates as a clerk types them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.reading.typed_dates import parse_day, parse_moment
from fedtrack.errors import UsageError

DAY = date(2020, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2020-03-05",
        "2020-3-5",
        "2020/3/5",
        "2020.03.05",
        "20200305",
        "2020年3月5日",
        "2020年03月05",
        "2020年3月5号",
        "  2020-03-05\n",
        "２０２０－０３－０５",
        "２０２０年３月５日",
    ],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == DAY
    assert parse_moment(text) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2020-03-05 16:30", time(16, 30)),
        ("2020-03-05T16:30", time(16, 30)),
        ("2020-03-05   9:05", time(9, 5)),
        ("20200305 16:30", time(16, 30)),
        ("2020年3月5日 16时30分", time(16, 30)),
        ("2020年3月5日16时30分", time(16, 30)),
        ("2020年3月5日 16点30", time(16, 30)),
        ("2020年3月5日 16点", time(16)),
        ("2020-03-05 16：30", time(16, 30)),
        ("2020-03-05 16:30:59", time(16, 30)),
        ("2020-03-05 00:00", time(0)),
        ("2020-03-05 23:59", time(23, 59)),
    ],
)
def test_a_time_may_follow_the_day(text: str, clock: time) -> None:
    """Seconds are dropped, and where only a day is wanted the time is refused."""
    assert parse_moment(text) == (DAY, clock)
    with pytest.raises(UsageError):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2020-03",
        "20-03-05",
        "2020-13-01",
        "2020-00-10",
        "2021-02-29",
        "20200230",
        "202035",
        "2020-03-051",
        "2020-03-05 24:00",
        "2020-03-05 16:60",
        "2020-03-05 16",
        "2020-03-05 16:30 17:00",
        "2020-03-05 x",
        "x 2020-03-05",
        "1948-12-31",
        "2200-01-01",
        "0000-01-01",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UsageError):
        parse_moment(text)


@pytest.mark.parametrize(
    "text",
    ["2020-03-05 16:", "2020-03-05 16:3", "2020-03-05 16::30", "2020-03-05 16点:30", "2020-03-05 16:30:99"],
)
def test_a_garbled_time_is_refused_rather_than_guessed(text: str) -> None:
    """A minute that was mistyped must not silently become the full hour: it may decide about lateness."""
    with pytest.raises(UsageError):
        parse_moment(text)


@pytest.mark.parametrize("year", [1949, 2199])
def test_the_first_and_the_last_year(year: int) -> None:
    assert parse_day(f"{year}-01-31") == date(year, 1, 31)


def test_the_refusal_repeats_what_was_typed_and_shows_how_to_write_it() -> None:
    with pytest.raises(UsageError) as caught:
        parse_day("3月5日")
    assert str(caught.value) == (
        '“3月5日” is not a date write it like 2020-03-20 (where a time is allowed: "2020-03-20 16:30")'
    )


@given(day=st.dates(date(1949, 1, 1), date(2199, 12, 31)), clock=st.times())
@settings(deadline=None)
def test_every_date_in_iso_form_is_read_back(day: date, clock: time) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%Y%m%d}") == day
    assert parse_moment(f"{day.isoformat()} {clock:%H:%M}") == (day, clock.replace(second=0, microsecond=0))


@given(st.text())
@settings(deadline=None)
def test_any_text_is_a_date_or_a_usage_error(text: str) -> None:
    try:
        day, _ = parse_moment(text)
    except UsageError:
        return
    assert 1949 <= day.year <= 2199


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月18日", date(2020, 3, 18)),
        ("3月18", date(2020, 3, 18)),
        ("3-18", date(2020, 3, 18)),
        ("3.18", date(2020, 3, 18)),
        ("０３／１８", date(2020, 3, 18)),
        ("12月30日", date(2019, 12, 30)),
        ("4月1号", date(2020, 4, 1)),
        ("2019-3-18", date(2019, 3, 18)),
        ("今天", date(2020, 3, 20)),
        ("昨天", date(2020, 3, 19)),
        ("前天", date(2020, 3, 18)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(text: str, day: date) -> None:
    assert parse_moment(text, near=date(2020, 3, 20)) == (day, None)
    assert parse_day(text, near=date(2020, 3, 20)) == day


def test_a_day_without_a_year_may_have_a_time() -> None:
    near = date(2020, 3, 20)
    assert parse_moment("3月18日16:30", near=near) == (date(2020, 3, 18), time(16, 30))
    assert parse_moment("昨天 9点", near=near) == (date(2020, 3, 19), time(9))


def test_the_last_leap_day_is_found() -> None:
    assert parse_day("2月29日", near=date(2021, 1, 5)) == date(2020, 2, 29)


@pytest.mark.parametrize("text", ["3月18日", "3-18", "昨天"])
def test_without_a_day_to_be_near_to_the_year_is_needed(text: str) -> None:
    with pytest.raises(UsageError):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2月30日", "13-1", "3", "20-3-18", "大前天", "3月", "昨天 x", "3-18-5"])
def test_what_is_near_no_day(text: str) -> None:
    with pytest.raises(UsageError):
        parse_moment(text, near=date(2020, 3, 20))
