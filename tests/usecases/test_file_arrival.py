"""What came in becomes a unit's report: its files kept, its entry written, both or neither."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from msgspec.structs import replace

from fedtrack.core.arrivals import Extract, Reading
from fedtrack.core.entries import Entry, read_payload
from fedtrack.core.judging.verdict import ItemKind
from fedtrack.core.model import Notice, Roster, State, Unit, Via
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.errors import DocumentError, LedgerBusyError, LedgerFullError, Message, UsageError
from fedtrack.usecases.parcels import Parcel
from tests.fakes.edges import FakeArchive
from tests.fakes.ledger import FakeLedger
from tests.usecases.arriving import CAME, MAIL, FilingDesk, a_file, a_loose_file, a_mail, a_row, digest
from tests.usecases.desk import BrokenLedger, a_report, a_return, march, put


@pytest.fixture
def desk(roster: Roster, notice: Notice, ledger: FakeLedger, archive: FakeArchive) -> FilingDesk:
    return FilingDesk(roster, notice, ledger, archive)


def payload(entry: Entry) -> Report:
    read = read_payload(entry)
    assert isinstance(read, Report)
    return read


def filed(name: str, content: bytes, unit: str = "baishi") -> FiledFile:
    return FiledFile(f"received/2020-38/{unit}/{name}", digest(content), len(content), name)


def test_the_entry_names_source_and_key(desk: FilingDesk, baishi: Unit) -> None:
    """The day and the minute on which it reached the federation; what was not asked for keeps its default."""
    answer = desk.file(a_mail(files={"总结.docx": b"doc", "照片.jpg": b"jpg"}))
    (entry,) = answer.entries
    assert desk.ledger.lines == [entry]
    assert (entry.notice, entry.unit) == ("2020-38", "baishi")
    assert payload(entry) == Report(
        received_on=CAME.date(),
        received_time=time(16, 30),
        via=Via.EMAIL,
        title="白石镇“三八”节活动总结",
        files=(filed("总结.docx", b"doc"), filed("照片.jpg", b"jpg")),
        source="1.eml",
        arrival="mail:<1@x>",
    )
    assert [(one.unit, one.state) for one in answer.standings] == [(baishi, State.ON_TIME)]


def test_logos_programs_and_what_computers_leave_are_not_kept(desk: FilingDesk) -> None:
    contents = {
        "总结.docx": b"doc",
        "logo.png": b"png",
        "a.exe": b"MZ",
        "宏.xls": b"macro",
        "Thumbs.db": b"t",
    }
    parcel = a_mail(files=contents)
    known = {name: a_file(name, content, inline=name == "logo.png") for name, content in contents.items()}
    known["宏.xls"] = replace(known["宏.xls"], extract=Extract(Reading.READ, active=True))
    arrival = replace(parcel.arrival, files=tuple(known.values()))
    (entry,) = desk.file(parcel._replace(arrival=arrival)).entries
    assert [one.original for one in payload(entry).files] == ["总结.docx"]


def test_what_is_too_large_is_not_filed_without_its_file(desk: FilingDesk) -> None:
    """Of a large file only the name is known; a report whose file is missing would be lost."""
    unread = replace(a_file("白石镇三八活动.docx"), sha256="", extract=Extract(Reading.TOO_LARGE))
    parcel = a_loose_file("白石镇三八活动.docx", files=(unread,))
    with pytest.raises(UsageError) as refused:
        desk.file(parcel._replace(contents=tuple))
    (fault,) = refused.value.faults
    assert "too large" in str(fault.what)
    assert "--file" in str(fault.fix)
    assert not desk.ledger.lines


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("转发：回复: 白石镇“三八”节活动", "白石镇“三八”节活动.eml"),
        ("", "mail.eml"),
        ("换\r\n行\x1b[31m", "换 行 [31m.eml"),
        ("长" * 200, f"{'长' * 80}.eml"),
    ],
)
def test_a_report_in_the_mail_itself_keeps_the_mail(desk: FilingDesk, subject: str, name: str) -> None:
    """As it came, byte for byte."""
    (entry,) = desk.file(a_mail(subject=subject)).entries
    assert payload(entry).files == (filed(name, MAIL),)


def test_a_mail_with_a_program_is_not_kept_as_a_mail_either(desk: FilingDesk) -> None:
    """The program would lie in it."""
    (entry,) = desk.file(a_mail(files={"a.exe": b"MZ"})).entries
    assert payload(entry).files == ()


def test_a_line_of_a_form_keeps_no_file(desk: FilingDesk) -> None:
    """Its numbers count, with or without their unit; what cannot be added up is noted."""
    cells = {
        "单位名称": "白石镇妇联",
        "开展活动": "3场次",
        "参与人数": "约50",
        "备注": "含\n线上",
        "标题": "三八",
    }
    (entry,) = desk.file(a_row(3, cells, title_column="标题")).entries
    assert payload(entry) == Report(
        received_on=CAME.date(),
        received_time=time(16, 30),
        title="三八",
        figures={"events": 3},
        note="含 线上；?参与人数=约50",
        source="form.xlsx#3",
        arrival="row:3",
    )


def test_a_nil_report_has_no_figures(desk: FilingDesk) -> None:
    (entry,) = desk.file(a_row(3, {"开展活动": 0}), kind=ItemKind.NIL).entries
    assert (payload(entry).nil, payload(entry).figures) == (True, {})


def test_a_second_report_is_a_supplement_and_keeps_the_first_day(desk: FilingDesk) -> None:
    put(desk.ledger, a_report(17))
    answer = desk.file(a_mail(files={"补充.docx": b"doc"}))
    (standing,) = answer.standings
    assert payload(answer.entries[0]).supplement
    assert standing.received_on == march(17).date()


def test_after_a_return_it_is_the_report_again(desk: FilingDesk) -> None:
    first = put(desk.ledger, a_report(16))
    put(desk.ledger, a_return(17, first))
    put(desk.ledger, a_report(17), unit="heishi")
    put(desk.ledger, a_report(17), notice="2019-38")
    answer = desk.file(a_mail())
    assert not payload(answer.entries[0]).supplement
    assert answer.standings[0].received_on == CAME.date()


def test_a_joint_report_is_one_for_each_of_its_units(desk: FilingDesk, baishi: Unit, heishi: Unit) -> None:
    answer = desk.file(a_mail(files={"总结.docx": b"doc"}), baishi, heishi)
    assert [(one.unit, payload(one).files) for one in answer.entries] == [
        ("baishi", (filed("总结.docx", b"doc"),)),
        ("heishi", (filed("总结.docx", b"doc", "heishi"),)),
    ]
    assert {payload(one).arrival for one in answer.entries} == {"mail:<1@x>"}


def refused(desk: FilingDesk, parcel: Parcel, *units: Unit, error: type[Exception], **how: Any) -> str:
    """Return the words of a refusal that left nothing behind."""
    before = list(desk.ledger.lines)
    with pytest.raises(error) as raised:
        desk.file(parcel, *units, **how)
    assert (desk.ledger.lines, desk.archive.kept) == (before, [])
    return str(raised.value)


def test_a_unit_that_is_not_asked_stops_the_others(desk: FilingDesk, baishi: Unit, stranger: Unit) -> None:
    assert "is not asked" in refused(desk, a_mail(files={"a": b"a"}), baishi, stranger, error=UsageError)


def test_a_day_to_come_is_refused(desk: FilingDesk) -> None:
    words = refused(desk, a_mail(files={"a": b"a"}, received=march(21, time.min)), error=UsageError)
    assert words.startswith("2020-03-21 is still to come; nothing was recorded")


def test_what_another_clerk_filed_meanwhile_is_refused(desk: FilingDesk) -> None:
    """Whatever its unit and its notice."""
    put(desk.ledger, a_report(18, arrival="file:other"))
    put(desk.ledger, a_return(18))
    put(desk.ledger, a_report(18, arrival="mail:<1@x>"), unit="heishi", notice="2019-38")
    assert "1.eml was filed meanwhile" in refused(desk, a_mail(files={"a": b"a"}), error=UsageError)


def test_the_same_files_filed_meanwhile_by_another_way_are_refused(desk: FilingDesk) -> None:
    """The mail in one window, what was saved of it in another; what was known before is no matter."""
    entry = put(desk.ledger, a_report(18, arrival="file:1", files=(filed("a", b"a"),)))
    mail = a_mail(files={"a": b"a"})
    assert "1.eml was filed meanwhile" in refused(desk, mail, error=UsageError)
    desk.known = {entry.id}
    assert desk.file(mail).entries


@pytest.mark.parametrize("now", [(), (b"other",), (b"a", b"b")])
def test_bytes_that_were_not_looked_at_are_not_filed(desk: FilingDesk, now: tuple[bytes, ...]) -> None:
    """A zip was packed anew, a mailbox compacted: what lies there now may be another unit's."""
    parcel = a_mail(files={"a": b"a"})._replace(contents=lambda: now)
    assert "1.eml was changed meanwhile" in refused(desk, parcel, error=UsageError)


def test_a_letter_that_was_not_looked_at_is_not_filed(desk: FilingDesk) -> None:
    parcel = a_mail()._replace(letter=lambda: b"another mail")
    assert "1.eml was changed meanwhile" in refused(desk, parcel, error=UsageError)


def test_a_file_that_cannot_be_kept_leaves_the_others_nowhere(
    desk: FilingDesk, baishi: Unit, heishi: Unit
) -> None:
    """Neither the one before it nor those of the unit before."""
    parcel = a_mail(files={"a.docx": b"a", "missing": b"m"})
    assert "cannot be copied" in refused(desk, parcel, baishi, heishi, error=DocumentError)


@pytest.mark.parametrize("error", [LedgerBusyError(Message("busy")), LedgerFullError(Message("full"))])
def test_a_ledger_that_takes_no_entry_leaves_no_file(
    roster: Roster, notice: Notice, archive: FakeArchive, error: Exception
) -> None:
    desk = FilingDesk(roster, notice, BrokenLedger(error), archive)
    refused(desk, a_mail(files={"a.docx": b"a"}), error=type(error))


def test_bytes_that_are_gone_are_told_before_the_ledger_is_held(
    roster: Roster, notice: Notice, archive: FakeArchive
) -> None:
    def gone() -> tuple[bytes, ...]:
        raise DocumentError(Message("the file cannot be read"))

    desk = FilingDesk(roster, notice, BrokenLedger(AssertionError()), archive)
    refused(desk, a_loose_file("a.docx")._replace(contents=gone), error=DocumentError)


def test_an_interruption_after_the_acknowledgement_keeps_the_files(
    roster: Roster, notice: Notice, archive: FakeArchive
) -> None:
    """It may come when the entry is written already, and that must not name what is not there."""
    desk = FilingDesk(roster, notice, BrokenLedger(KeyboardInterrupt()), archive)
    with pytest.raises(KeyboardInterrupt):
        desk.file(a_mail(files={"a.docx": b"a"}))
    assert [one.original for one in archive.kept] == ["a.docx"]
