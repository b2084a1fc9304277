"""A published notice beside the roster."""

from __future__ import annotations

from datetime import date

from fedtrack.core.model import Deadline
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.read_published import PublishedNotice, read_published
from tests.builders import DUE, make_notice, make_roster, make_unit
from tests.cli.papers import NOTICE

TODAY = date(2020, 3, 10)
UNITS = (make_unit("baishi", name="白石镇妇联"), make_unit("shuili", name="县水利局女工委", group="县直单位"))


def published(*notices: object) -> PublishedNotice:
    roster = make_roster(UNITS, notices=notices)  # type: ignore[arg-type]
    return read_published(NOTICE.split("\n"), roster, calendar=WorkCalendar(), today=TODAY)


def test_what_a_paper_asks_of_the_roster() -> None:
    found = published()
    assert [(one.id, one.deadline, one.recipients) for one in found.new] == [
        ("2020-6", Deadline(DUE), ("乡镇妇联", "县直单位"))
    ]
    assert found.recipients.left_over == ("黑石矿区管理处",)
    assert found.known == ()


def test_what_is_there_already() -> None:
    here = make_notice(number="青妇发〔2020〕6号")
    found = published(here)
    assert (found.new, found.known) == ((), (here,))


def test_nothing_at_all() -> None:
    found = read_published([], make_roster(UNITS), calendar=WorkCalendar(), today=TODAY)
    assert (found.new, found.known, found.recipients.addressed) == ((), (), ())
