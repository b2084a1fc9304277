"""What a workspace begins with."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.arrivals import Sheet
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import InputError
from fedtrack.usecases.start import Beginning, start
from tests.cli.papers import NOTICE, ROWS


def begun(*, notice: bool, units: bool) -> Beginning:
    return start(
        NOTICE.split("\n") if notice else None,
        [Sheet("表", ROWS)] if units else None,
        source="a.xlsx",
        calendar=WorkCalendar(),
        today=date(2020, 3, 10),
    )


def test_a_notice_and_a_list() -> None:
    """The list's groups are those that the notice asks."""
    found = begun(notice=True, units=True)
    assert found.federation.name == "青禾县妇女联合会"
    assert found.published is not None
    assert found.imported is not None
    assert len(found.imported.new) == 5
    (notice,) = found.published.new
    heishikq = next(unit.id for unit in found.imported.new if unit.name == "黑石矿区管理处")
    assert notice.recipients == ("乡镇妇联", "县直单位", heishikq)


def test_a_notice_alone() -> None:
    found = begun(notice=True, units=False)
    assert found.imported is None
    assert found.published is not None
    assert [one.recipients for one in found.published.new] == [()]


def test_a_list_alone() -> None:
    found = begun(notice=False, units=True)
    assert (found.federation.name, found.published) == ("", None)
    assert found.imported is not None


def test_a_list_that_is_none() -> None:
    with pytest.raises(InputError):
        start(None, [Sheet("表", (("a",),))], source="a", calendar=WorkCalendar(), today=date(2020, 3, 10))
