"""What the use cases' tests share: a county, its notice, and a desk in memory."""

from __future__ import annotations

from datetime import date

import pytest

from fedtrack.core.model import Figure, Notice, Roster, Unit
from fedtrack.core.workdays import WorkCalendar
from tests.builders import make_notice, make_roster, make_unit
from tests.fakes.edges import FakeArchive, FakeDrafts, FakeWording
from tests.fakes.ledger import FakeLedger
from tests.usecases.reminding import ReminderDesk

UNITS = (
    make_unit("baishi", name="白石镇妇联", email=("a@qinghe.example", "b@qinghe.example")),
    make_unit("heishi", name="黑石镇妇联", cc=("fenguan@qinghe.example",)),
    make_unit("heishikq", name="黑石矿区管理处", email=()),
    make_unit("gone", name="旧乡妇联", until=date(2019, 12, 31)),
    make_unit("shuili", name="县水利局女工委", group="县直单位"),
)


@pytest.fixture
def notice() -> Notice:
    """Return the notice, which asks 乡镇妇联 only."""
    figures = (Figure("events", "开展活动", "场次"), Figure("participants", "参与人数", "人次"))
    return make_notice(recipients=("乡镇妇联",), figures=figures)


@pytest.fixture
def roster(notice: Notice) -> Roster:
    return make_roster(UNITS, [notice])


@pytest.fixture
def units(roster: Roster, notice: Notice) -> tuple[Unit, ...]:
    """Return the three units that are asked."""
    return roster.expected(notice)


@pytest.fixture
def baishi(roster: Roster) -> Unit:
    return roster.units[0]


@pytest.fixture
def heishi(roster: Roster) -> Unit:
    return roster.units[1]


@pytest.fixture
def stranger(roster: Roster) -> Unit:
    """Return a unit that the notice does not ask."""
    return roster.units[-1]


@pytest.fixture
def ledger() -> FakeLedger:
    return FakeLedger()


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture
def drafts() -> FakeDrafts:
    return FakeDrafts()


@pytest.fixture
def wording() -> FakeWording:
    return FakeWording()


@pytest.fixture
def calendar() -> WorkCalendar:
    return WorkCalendar()


@pytest.fixture
def desk(roster: Roster, notice: Notice, units: tuple[Unit, ...]) -> ReminderDesk:
    return ReminderDesk(roster, notice, units)
