"""Each thing that came in is decided on, and compared with what was filed before and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from fedtrack.core.entries import NO_NOTICE, NO_UNIT
from fedtrack.core.judging.judge import Judge
from fedtrack.core.judging.verdict import Decision, ItemKind
from fedtrack.core.model import Roster
from fedtrack.core.payloads import Bounce, Dismissal, FiledFile, Payload, Report, Retraction, Return
from fedtrack.usecases.parcels import Parcel, Sorted
from fedtrack.usecases.sort_arrivals import sort_arrivals
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import CAME, a_bounce, a_loose_file, a_mail, a_row, digest
from tests.usecases.desk import march, put

RECORD, REVIEW, IGNORE = Decision.RECORD, Decision.REVIEW, Decision.IGNORE
DOC = b"doc"
ON = date(2020, 3, 18)


@pytest.fixture
def judge(roster: Roster) -> Judge:
    return Judge(roster, as_of=march(20))


def sort(judge: Judge, ledger: FakeLedger, *parcels: Parcel) -> list[Sorted]:
    return sort_arrivals(parcels, judge, ledger.entries())


def decisions(items: Sequence[Sorted]) -> list[tuple[Decision, ItemKind]]:
    return [(one.verdict.decision, one.verdict.kind) for one in items]


def reasons(one: Sorted) -> str:
    return "; ".join(map(str, (*one.verdict.evidence, *one.verdict.doubts)))


def of_arrival(key: str, *files: bytes) -> Report:
    filed = tuple(FiledFile(f"received/{number}", digest(one), 1, "a") for number, one in enumerate(files))
    return Report(received_on=ON, arrival=key, files=filed)


def test_what_is_certain_has_no_entry_yet(judge: Judge, ledger: FakeLedger) -> None:
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert (one.verdict.decision, one.verdict.unit, one.verdict.notice) == (RECORD, "baishi", "2020-38")
    assert (one.entry, one.arrival.source) == ("", "1.eml")


def test_what_is_filed_is_a_duplicate_with_its_entry(judge: Judge, ledger: FakeLedger) -> None:
    """Whatever it is now called."""
    entry = put(ledger, of_arrival("mail:<1@x>", DOC))
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert decisions([one]) == [(IGNORE, ItemKind.DUPLICATE)]
    assert (one.entry, "it is filed already" in reasons(one)) == (entry.id, True)


@pytest.mark.parametrize("others", [(), (b"another",)], ids=["alone", "beside another report"])
def test_the_same_file_by_another_way_is_a_duplicate(
    others: tuple[bytes, ...], judge: Judge, ledger: FakeLedger
) -> None:
    """Filed from WeChat, and now it comes by mail too."""
    put(ledger, of_arrival("file:1", DOC, *others))
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert decisions([one]) == [(IGNORE, ItemKind.DUPLICATE)]
    assert "the same file is filed already" in reasons(one)


def test_a_further_file_beside_the_same_one_is_new(judge: Judge, ledger: FakeLedger) -> None:
    put(ledger, of_arrival("file:1", DOC))
    assert decisions(sort(judge, ledger, a_mail(files={"总结.docx": DOC, "附表.docx": b"new"}))) == [
        (RECORD, ItemKind.REPORT)
    ]


def test_the_same_file_under_another_unit_is_asked(judge: Judge, ledger: FakeLedger) -> None:
    put(ledger, of_arrival("file:1", DOC), unit="heishi")
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert one.verdict.decision == REVIEW
    assert "the same file was filed for 黑石镇妇联" in reasons(one)


def test_what_is_no_report_stays_none_whoever_has_the_file(judge: Judge, ledger: FakeLedger) -> None:
    """A notice of another office is not asked about because a unit once attached it."""
    put(ledger, of_arrival("file:1", DOC))
    mail = a_mail(sender="a@other.example", subject="关于检查的通知", files={"通知.docx": DOC})
    assert decisions(sort(judge, ledger, mail)) == [(IGNORE, ItemKind.NOTICE)]


def test_of_two_in_one_run_the_earlier_counts(judge: Judge, ledger: FakeLedger) -> None:
    """Though it is found later; the order in which they were found stays."""
    late = a_mail(2, files={"总结.docx": DOC}, received=CAME + timedelta(hours=1))
    early = a_mail(1, files={"总结.docx": DOC})
    loose = a_loose_file("白石镇三八活动总结.docx", DOC)
    items = sort(judge, ledger, loose, late, early)
    assert [one.arrival.source for one in items] == ["白石镇三八活动总结.docx", "2.eml", "1.eml"]
    assert [one.verdict.decision for one in items] == [IGNORE, IGNORE, RECORD]


def test_of_two_loose_files_the_one_that_is_no_copy_counts(judge: Judge, ledger: FakeLedger) -> None:
    """Though its name comes later in the order of characters."""
    copy, first = (
        a_loose_file(f"{name}.docx", DOC) for name in ("QQ/白石镇三八总结(2)", "微信/白石镇三八总结")
    )
    assert [one.verdict.decision for one in sort(judge, ledger, copy, first)] == [IGNORE, RECORD]


def test_the_same_thing_twice_is_told(judge: Judge, ledger: FakeLedger) -> None:
    """A mail in two folders, a file in two places, a line in two exports."""
    cells = {"单位名称": "白石镇妇联", "参与人数": 12}
    mail = a_mail(files={"总结.docx": DOC})
    pairs = [
        (mail, mail._replace(arrival=replace(mail.arrival, source="junk/1.eml"))),
        (a_loose_file("a/白石镇三八活动总结.docx", b"b"), a_loose_file("b/白石镇三八活动总结.docx", b"b")),
        (a_row(3, cells), a_row(3, cells)),
    ]
    for first, second in pairs:
        items = sort(judge, ledger, first, second)
        assert [one.verdict.kind for one in items] == [ItemKind.REPORT, ItemKind.DUPLICATE]
        assert f"the same as {first.arrival.source}" in reasons(items[1])


def test_one_message_id_with_other_files_is_asked(judge: Judge, ledger: FakeLedger) -> None:
    """A Message-ID is only what a sender wrote."""
    items = sort(judge, ledger, a_mail(files={"总结.docx": DOC}), a_mail(files={"总结.docx": b"other"}))
    assert [one.verdict.decision for one in items] == [RECORD, REVIEW]
    assert "it has the Message-ID of 1.eml, but other files" in reasons(items[1])


def test_what_was_taken_back_is_asked_and_not_filed(judge: Judge, ledger: FakeLedger) -> None:
    entry = put(ledger, of_arrival("mail:<1@x>", DOC))
    put(ledger, Retraction(on=ON, entry=entry.id))
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert (one.verdict.decision, one.entry) == (REVIEW, "")
    assert "it was filed once, and you took that back" in reasons(one)


def test_what_was_doubtful_before_stays_so_after_it_was_taken_back(judge: Judge, ledger: FakeLedger) -> None:
    """The doubts are those that there were."""
    entry = put(ledger, of_arrival(f"file:{digest(DOC)}"))
    put(ledger, Retraction(on=ON, entry=entry.id))
    (one,) = sort(judge, ledger, a_loose_file("三八活动总结.docx", DOC))
    assert one.verdict.decision == REVIEW
    assert "took that back" not in reasons(one)


@pytest.mark.parametrize("payload", [Report(received_on=ON), Bounce(on=ON, address="a@qinghe.example")])
def test_entries_that_were_not_collected_have_no_key(
    payload: Payload, judge: Judge, ledger: FakeLedger
) -> None:
    """A report that was typed in, taken back or not, says nothing about what arrives."""
    entry = put(ledger, payload)
    put(ledger, payload)
    put(ledger, Retraction(on=ON, entry=entry.id))
    assert decisions(sort(judge, ledger, a_mail(files={"总结.docx": DOC}, key=""))) == [
        (RECORD, ItemKind.REPORT)
    ]


def test_what_the_clerk_said_is_no_report_is_left_alone(judge: Judge, ledger: FakeLedger) -> None:
    put(ledger, Dismissal(on=ON, source="1.eml", arrival="mail:<1@x>"), notice=NO_NOTICE, unit=NO_UNIT)
    (one,) = sort(judge, ledger, a_mail(files={"总结.docx": DOC}))
    assert (one.verdict.decision, one.verdict.doubts) == (IGNORE, ())
    assert reasons(one) == "you said that it is no report"


def test_a_bounce_that_is_noted_stays_a_bounce(judge: Judge, ledger: FakeLedger) -> None:
    bounce = a_bounce(1, "baishi@qinghe.example")
    entry = put(ledger, Bounce(on=ON, address="a@qinghe.example", arrival=bounce.key), notice=NO_NOTICE)
    (one,) = sort(judge, ledger, Parcel(bounce, tuple))
    assert decisions([one]) == [(IGNORE, ItemKind.BOUNCE)]
    assert one.entry == entry.id


def test_a_message_id_that_was_filed_with_other_files_is_asked(judge: Judge, ledger: FakeLedger) -> None:
    """In a later run as in the same one, until the clerk says that it is none."""
    put(ledger, of_arrival("mail:<1@x>", DOC))
    mail = a_mail(files={"总结.docx": b"other"})
    (one,) = sort(judge, ledger, mail)
    assert (one.verdict.decision, one.entry) == (REVIEW, "")
    assert "it has the Message-ID of a mail that is filed, but other files" in reasons(one)
    put(ledger, Dismissal(ON, "1.eml", "mail:<1@x>"), unit=NO_UNIT, notice=NO_NOTICE)
    assert sort(judge, ledger, mail)[0].verdict.decision == IGNORE


def test_one_file_in_two_units_folders_is_asked(judge: Judge, ledger: FakeLedger) -> None:
    """Of one name and the same bytes: now, and when one of them is filed."""
    folders = ("白石镇妇联", "黑石镇妇联")
    first, second = (a_loose_file(f"{folder}/“三八”活动总结.docx", DOC) for folder in folders)
    items = sort(judge, ledger, first, second)
    assert [one.verdict.decision for one in items] == [RECORD, REVIEW]
    assert "the same file was filed for 白石镇妇联" in reasons(items[1])
    put(ledger, of_arrival(first.arrival.key, DOC))
    (one,) = sort(judge, ledger, second)
    assert (one.verdict.decision, one.entry) == (REVIEW, "")
    assert "the same file was filed for 白石镇妇联" in reasons(one)


def test_what_was_sent_back_may_come_in_again(judge: Judge, ledger: FakeLedger) -> None:
    """With the same file, stamped or not: but not what is older than the day on which it was sent back."""
    entry = put(ledger, of_arrival("file:1", DOC))
    put(ledger, Return(ON, "盖章", (entry.id,)))
    later = a_mail(2, files={"总结.docx": DOC}, received=CAME + timedelta(days=1))
    older = a_mail(3, files={"总结.docx": b"b"}, received=CAME - timedelta(days=1))
    items = sort(judge, ledger, later, older)
    assert [one.verdict.decision for one in items] == [RECORD, REVIEW]
    assert "it is older than 2020-03-18, when the report was sent back" in reasons(items[1])


def test_a_unit_that_is_on_the_roster_no_more_keeps_its_id(judge: Judge, ledger: FakeLedger) -> None:
    put(ledger, of_arrival("file:1", DOC), unit="nobody")
    assert "was filed for nobody" in reasons(sort(judge, ledger, a_mail(files={"总结.docx": DOC}))[0])
