"""The review of all units, of a group, or of one unit."""

from __future__ import annotations

import pytest

from fedtrack.core.model import Roster, Unit
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import UsageError
from fedtrack.usecases.review_punctuality import review_punctuality
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, march, put


def reviewed(
    roster: Roster, ledger: FakeLedger, *, group: str | None = None, unit: Unit | None = None
) -> dict[str, int]:
    """Return how many reports of each unit came in, in the order of the review."""
    found = review_punctuality(
        roster, ledger, as_of=march(31), calendar=WorkCalendar(), group=group, unit=unit
    )
    return {one.unit.id: one.punctuality.totals.actual_reports for one in found.units}


def test_all_units_that_were_ever_asked(roster: Roster, ledger: FakeLedger) -> None:
    put(ledger, a_report(18), unit="heishi")
    put(ledger, a_call(18))
    assert reviewed(roster, ledger) == {"baishi": 0, "heishi": 1, "heishikq": 0}


def test_the_units_of_a_group(roster: Roster, ledger: FakeLedger) -> None:
    """A group that no notice has asked yet is no slip of the keyboard."""
    assert list(reviewed(roster, ledger, group="乡镇妇联")) == ["baishi", "heishi", "heishikq"]
    assert reviewed(roster, ledger, group="县直单位") == {}


def test_one_unit(roster: Roster, ledger: FakeLedger, heishi: Unit) -> None:
    assert reviewed(roster, ledger, unit=heishi) == {"heishi": 0}
    assert reviewed(roster, ledger, unit=heishi, group="县直单位") == {}


@pytest.mark.parametrize("group", ["乡镇", ""])
def test_a_group_that_is_none_says_which_there_are(group: str, roster: Roster, ledger: FakeLedger) -> None:
    with pytest.raises(UsageError, match="the groups are: 乡镇妇联, 县直单位"):
        reviewed(roster, ledger, group=group)
