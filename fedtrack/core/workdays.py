"""Which days the offices work: the State Council's calendar with the county's own days on top."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fedtrack.core.model import LocalCalendar

if TYPE_CHECKING:
    from collections.abc import Iterator

SATURDAY = 5
ONE_DAY = timedelta(days=1)
_STRETCH = 366  # no run of days off is longer than a year


class WorkCalendar:
    """Working days of one county.

    The national days, make-up working days (调休) included, come from `chinesecalendar`, which
    follows the State Council's yearly arrangement (国务院办公厅关于部分节假日安排的通知). A year that
    it does not cover is taken as Monday to Friday; `uncovered` tells.
    """

    def __init__(self, local: LocalCalendar | None = None) -> None:
        self._local = local or LocalCalendar()
        self._national: dict[date, bool] = {}

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on `day`."""
        if day in self._local.workdays:
            return True
        if day in self._local.days_off:
            return False
        known = self._national.get(day)
        if known is None:
            known = self._national[day] = _is_national_workday(day)
        return known

    def count(self, after: date, until: date) -> int:
        """Return how many working days come after `after`, up to and including `until`."""
        return sum(1 for day in _days(after, until) if self.is_workday(day))

    def before(self, due: date, days: int) -> date:
        """Return the day that lies `days` working days before `due`.

        Nought is `due` itself, or the last working day before it when offices are closed on it; the
        others are counted from there.
        """
        day = self._nearest(due, -ONE_DAY)
        for _ in range(days):
            day = self._nearest(day - ONE_DAY, -ONE_DAY)
        return day

    def after(self, due: date, days: int) -> date:
        """Return the day that lies `days` working days after `due`; `days` is at least 1."""
        day = due
        for _ in range(days):
            day = self._nearest(day + ONE_DAY, ONE_DAY)
        return day

    def uncovered(self, start: date, end: date) -> list[int]:
        """Return the years between the two days that the national data does not cover."""
        from chinese_calendar.constants import holidays

        covered = {day.year for day in holidays}
        first, last = min(start.year, end.year), max(start.year, end.year)
        known = range(min(covered), max(covered) + 1)
        return [year for year in range(first, last + 1) if year not in known]

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(_STRETCH):
            if self.is_workday(day):
                return day
            day += step
        return day


def _is_national_workday(day: date) -> bool:
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def _days(after: date, until: date) -> Iterator[date]:
    day = after
    while day < until:
        day += ONE_DAY
        yield day
