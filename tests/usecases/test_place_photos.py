"""Photos that lie beside a report: whose they probably are, and which of them one answer settles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fedtrack.core.judging.judge import Judge
from fedtrack.core.judging.verdict import Decision
from fedtrack.core.model import Roster
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.usecases.parcels import Parcel, Sorted
from fedtrack.usecases.place_photos import alike_photos
from fedtrack.usecases.sort_arrivals import sort_arrivals
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import CAME, a_loose_file, a_mail, digest
from tests.usecases.desk import march, put

REPORT = a_loose_file("甲/白石镇妇联三八活动总结.docx", b"report")
OTHER = a_loose_file("甲/黑石镇妇联三八活动总结.docx", b"other")
PHOTOS = [a_loose_file(f"甲/IMG_{number}.jpg", f"photo {number}".encode()) for number in range(3)]


@pytest.fixture
def judge(roster: Roster) -> Judge:
    return Judge(roster, as_of=march(20))


def photos(judge: Judge, *parcels: Parcel, ledger: FakeLedger | None = None) -> list[Sorted]:
    items = sort_arrivals(parcels, judge, ledger.entries() if ledger else [])
    return [one for one in items if one.arrival.source.endswith(".jpg")]


def candidates(items: Sequence[Sorted]) -> list[tuple[str, ...]]:
    return [one.verdict.candidates for one in items]


def test_photos_beside_one_report_are_probably_its_units(judge: Judge) -> None:
    """Though only probably: they are asked about, with the reason."""
    found = photos(judge, *PHOTOS[:2], REPORT)
    assert candidates(found) == [("baishi",)] * 2
    assert {(one.verdict.decision, one.verdict.unit, one.verdict.notice) for one in found} == {
        (Decision.REVIEW, "baishi", "2020-38")
    }
    assert "the report of 白石镇妇联 lies beside it" in map(str, found[0].verdict.evidence)


def test_a_report_that_is_filed_already_counts_too(judge: Judge, ledger: FakeLedger) -> None:
    file = FiledFile("received/a", digest(b"report"), 6, "a")
    put(ledger, Report(received_on=CAME.date(), arrival=REPORT.arrival.key, files=(file,)))
    assert candidates(photos(judge, PHOTOS[0], REPORT, ledger=ledger)) == [("baishi",)]


@pytest.mark.parametrize(
    "beside",
    [
        [REPORT, OTHER],
        [REPORT, a_loose_file("甲/三八活动总结.docx", b"whose")],
        [a_loose_file("乙/白石镇妇联三八活动总结.docx", b"report")],
        [a_loose_file("甲/甲乙/白石镇妇联三八活动总结.docx", b"report")],
        [a_mail(files={"总结.docx": b"report"})],
        [],
    ],
    ids=["two units", "a doubtful one", "another folder", "a folder below", "a mail", "nothing"],
)
def test_else_nothing_is_known_of_them(judge: Judge, beside: list[Parcel]) -> None:
    assert candidates(photos(judge, PHOTOS[0], *beside)) == [()]


def test_a_photo_that_names_its_unit_keeps_it(judge: Judge) -> None:
    named = a_loose_file("甲/黑石镇妇联三八合影.jpg", b"black")
    assert "baishi" not in candidates(photos(judge, named, REPORT))[0]


def test_one_answer_settles_the_photos_of_one_folder(judge: Judge) -> None:
    """And no more: photos of nobody are asked about one by one."""
    nobodys = [a_loose_file(f"乙/IMG_{number}.jpg", f"nobody {number}".encode()) for number in range(2)]
    groups = alike_photos(photos(judge, PHOTOS[0], nobodys[0], *PHOTOS[1:], nobodys[1], REPORT))
    assert [[one.arrival.source for one in group] for group in groups] == [
        ["甲/IMG_0.jpg", "甲/IMG_1.jpg", "甲/IMG_2.jpg"],
        ["乙/IMG_0.jpg"],
        ["乙/IMG_1.jpg"],
    ]
