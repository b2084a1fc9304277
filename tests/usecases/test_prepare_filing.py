"""What an arrival becomes when it is filed: its day, its way, its title, its figures."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from fedtrack.core.model import Deadline, Notice, Roster, Via
from fedtrack.usecases.file_arrival import add_figures
from fedtrack.usecases.parcels import Parcel
from tests.builders import make_notice
from tests.fakes.edges import FakeArchive
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import CAME, FilingDesk, a_loose_file, a_mail, a_row
from tests.usecases.desk import march


@pytest.fixture
def desk(roster: Roster, notice: Notice, ledger: FakeLedger, archive: FakeArchive) -> FilingDesk:
    return FilingDesk(roster, notice, ledger, archive)


@pytest.mark.parametrize(
    ("written", "on", "day", "clock"),
    [
        (march(17, time(9)), march(16, time(15, 5)), 16, time(15, 5)),
        (march(17, time(9)), march(16, time.min), 16, None),
        (march(17, time(9)), None, 17, None),
        (march(20, time(23)), None, 20, None),
        (march(3, time.min), None, 3, None),
        (march(2), None, 20, None),
        (march(21, time.min), None, 20, None),
        (march(31).replace(year=9999), None, 20, None),
        (None, None, 20, None),
    ],
    ids=["--on", "--on day", "written", "today", "issued", "before", "to come", "no calendar", "unknown"],
)
def test_the_day_of_a_loose_file(
    desk: FilingDesk, written: datetime | None, on: datetime | None, day: int, clock: time | None
) -> None:
    """The one that was told, else that on which it was written if a report can be of it, else today."""
    filing = desk.prepare(a_loose_file("白石镇总结.docx", written=written), on=on)
    assert (filing.received_on, filing.received_time) == (march(day).date(), clock)


def test_without_an_issue_date_any_day_that_was_can_be(desk: FilingDesk) -> None:
    notice = make_notice(issued=None, deadline=Deadline(date(2020, 3, 23)))
    old = datetime.combine(date(2019, 1, 1), time.min)
    assert desk.prepare(a_loose_file("a.txt", written=old), notice=notice).received_on == old.date()


@pytest.mark.parametrize(("known", "clock"), [(True, time(16, 30)), (False, None)])
def test_a_line_has_a_minute_where_its_form_tells_one(
    desk: FilingDesk, clock: time | None, *, known: bool
) -> None:
    filing = desk.prepare(a_row(3, {}, clock_known=known), on=march(1))
    assert (filing.received_on, filing.received_time) == (CAME.date(), clock)


@pytest.mark.parametrize(
    ("parcel", "via"),
    [
        (a_mail(), Via.EMAIL),
        (a_loose_file("微信文件/白石镇/a.docx"), Via.WECHAT),
        (a_loose_file("WeChat Files/wxid_1/a.docx"), Via.WECHAT),
        (a_loose_file("县妇联OA/a.docx"), Via.OA),
        (a_loose_file("oa导出.zip#a.docx"), Via.OA),
        (a_loose_file("load/a.docx"), Via.OTHER),
        (a_row(3, {"方式": "办公系统"}), Via.OA),
        (a_row(3, {"方式": "纸质盖章件"}), Via.PAPER),
        (a_loose_file("纸质/a.docx"), Via.OTHER),
        (a_row(3, {}), Via.OTHER),
    ],
)
def test_the_way_it_came(desk: FilingDesk, parcel: Parcel, via: Via) -> None:
    assert desk.prepare(parcel).via == via


@pytest.mark.parametrize(
    ("parcel", "title"),
    [
        (a_mail(subject="回复：白石镇\t总结"), "白石镇 总结"),
        (a_mail(subject="", files={"白石镇总结(1).docx": b"d"}), "白石镇总结"),
        (a_mail(subject=""), ""),
        (a_loose_file("a/白石镇总结_20200318.docx"), "白石镇总结"),
        (a_row(3, {"标题": "白石镇“三八”节"}, title_column="标题"), "白石镇“三八”节"),
        (a_row(3, {"标题": None}, title_column="标题"), "“三八”节活动统计"),
        (a_mail(subject="长" * 99), "长" * 80),
    ],
)
def test_what_it_is_called(desk: FilingDesk, parcel: Parcel, title: str) -> None:
    assert desk.prepare(parcel).title == title


def test_figures_that_the_clerk_confirmed_never_replace_those_of_a_form(desk: FilingDesk) -> None:
    filing = desk.prepare(a_row(3, {"开展活动": 3}))
    assert add_figures(filing, {"events": 9, "participants": 120}).figures == {
        "events": 3,
        "participants": 120,
    }
