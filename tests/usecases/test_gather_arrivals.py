"""Arrivals are made of whatever lies on the pile: one of each mail, file, packed file and form's line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from fedtrack.core.arrivals import Arrival, Extract, Form, Mail, MailFile, Reading, Sheet
from fedtrack.errors import DocumentError
from fedtrack.usecases.gather_arrivals import Gatherer
from fedtrack.usecases.parcels import Parcel
from tests.fakes.arriving import WRITTEN, FakeDocuments, FakeLetters, FakePile
from tests.usecases.arriving import digest

HERE = timezone(timedelta(hours=8))
FORM = Extract(
    Reading.READ,
    sheets=(
        Sheet("说明", (("填表说明",), ("如实填写",))),
        Sheet(
            "结果",
            (
                ("“三八”活动",),
                ("提交时间", "单位名称", "参与人数"),
                ("2020-03-17 10:00", "白石镇妇联", 12),
                ("2020-03-17", "黑石镇妇联", 5),
                ("合计", "", 17),
            ),
        ),
    ),
)


def gather(
    things: dict[str, bytes | None],
    *,
    letters: FakeLetters | None = None,
    documents: FakeDocuments | None = None,
    sizes: dict[str, int] | None = None,
) -> list[Parcel]:
    gatherer = Gatherer(letters or FakeLetters(), documents or FakeDocuments(), HERE)
    return list(gatherer.gather(FakePile(things, sizes=sizes)))


def only(things: dict[str, bytes | None], **how: Any) -> tuple[Parcel, Arrival]:
    """Return the only thing that lies there."""
    (parcel,) = gather(things, **how)
    return parcel, parcel.arrival


def of_mail(mail: Mail, raw: bytes = b"raw") -> tuple[Parcel, Arrival]:
    return only({"mail/3.eml": raw}, letters=FakeLetters({raw: mail}))


def test_a_mail_with_its_files() -> None:
    """What it says, local to the federation, each file by its hash; bytes are read when asked for."""
    mail = Mail(
        sender="a@qinghe.example",
        sender_name="甲",
        subject="总结",
        received=datetime(2020, 3, 18, 17, tzinfo=UTC),
        message_id="<1@x>",
        answers=("<2@x>",),
        text="请查收。\n> 原文",
        files=(MailFile("a.docx", b"doc"), MailFile("logo.png", b"png", inline=True)),
    )
    parcel, arrival = of_mail(mail)
    assert (arrival.source, arrival.key, arrival.form) == ("mail/3.eml", "mail:<1@x>", Form.MAIL)
    assert arrival.received == datetime.fromisoformat("2020-03-19T01:00")
    assert (arrival.sender, arrival.sender_name, arrival.subject) == ("a@qinghe.example", "甲", "总结")
    assert (arrival.text, arrival.quoted, arrival.answers) == ("请查收。", "> 原文", ("<2@x>",))
    assert [(one.name, one.sha256, one.inline) for one in arrival.files] == [
        ("a.docx", digest(b"doc"), False),
        ("logo.png", digest(b"png"), True),
    ]
    assert parcel.contents() == (b"doc", b"png")
    assert parcel.letter is not None
    assert parcel.letter() == b"raw"


def test_a_mail_without_date_or_id() -> None:
    """Its key is the hash of the whole, so that it is known again wherever it lies."""
    _parcel, arrival = of_mail(Mail(), b"raw")
    assert (arrival.received, arrival.key) == (None, f"mail:{digest(b'raw')}")


@pytest.mark.parametrize(
    ("text", "html", "said"),
    [("甲", "<p>乙", "甲"), (" \n", "<p>乙", "乙"), ("", "", "")],
)
def test_the_page_is_read_where_there_is_no_plain_text(text: str, html: str, said: str) -> None:
    assert of_mail(Mail(text=text, html=html))[1].text == said


def test_a_box_is_a_mail_after_the_other() -> None:
    found = gather({"a/inbox.MBOX": b""}, letters=FakeLetters(boxes={"/pile/a/inbox.MBOX": [b"1", b"2"]}))
    assert [one.arrival.source for one in found] == ["a/inbox.MBOX#0", "a/inbox.MBOX#1"]
    assert [one.letter() for one in found if one.letter] == [b"1", b"2"]


def test_a_box_that_cannot_be_read_is_told_and_the_others_go_on() -> None:
    found = gather({"a.mbox": None, "b.txt": b"b"})
    assert [(one.arrival.source, one.arrival.files[0].extract.reading) for one in found] == [
        ("a.mbox", Reading.BROKEN),
        ("b.txt", Reading.READ),
    ]


def test_a_loose_file_with_the_folders_above_it() -> None:
    parcel, arrival = only({"微信/白石镇/总结.txt": b"a\nb"})
    assert (arrival.form, arrival.folders) == (Form.FILE, ("微信", "白石镇"))
    assert (arrival.received, arrival.written) == (None, WRITTEN)
    assert arrival.files[0].extract.lines == ("a", "b")
    assert parcel.contents() == (b"a\nb",)
    assert parcel.letter is None


def test_a_file_is_known_by_its_name_and_bytes_wherever_it_lies() -> None:
    things: dict[str, bytes | None] = {"a/x.txt": b"1", "b/x.txt": b"1", "c/x.txt": b"2", "d/y.txt": b"1"}
    keys = [one.arrival.key for one in gather(things)]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_file_that_cannot_be_read_has_no_bytes_to_file() -> None:
    """It is shown; whoever files it is told why that cannot be."""
    parcel, arrival = only({"a.docx": None})
    assert arrival.files[0].extract.reading == Reading.BROKEN
    with pytest.raises(DocumentError):
        parcel.contents()


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    pile = FakePile({"film.mp4": b"x"}, sizes={"film.mp4": 120_000_001})
    (parcel,) = Gatherer(FakeLetters(), FakeDocuments(), HERE).gather(pile)
    assert parcel.arrival.files[0].extract.reading == Reading.TOO_LARGE
    assert (parcel.contents(), pile.read) == ((), [])


def test_large_things_of_one_name_are_told_apart_by_their_sizes() -> None:
    sizes = {"a/x.mp4": 120_000_001, "b/x.mp4": 120_000_002}
    keys = [one.arrival.key for one in gather({"a/x.mp4": b"", "b/x.mp4": b""}, sizes=sizes)]
    assert len(set(keys)) == 2


def test_each_line_of_a_form_is_one_arrival() -> None:
    """From whichever sheet it is; the line of totals is nobody's."""
    first, second = gather({"f.xlsx": b"form"}, documents=FakeDocuments({b"form": FORM}))
    assert (first.arrival.source, second.arrival.source) == ("f.xlsx#结果!3", "f.xlsx#结果!4")
    assert (first.arrival.form, first.arrival.heading) == (Form.ROW, "f “三八”活动")
    assert (first.arrival.received, first.arrival.clock_known) == (
        datetime.fromisoformat("2020-03-17T10:00"),
        True,
    )
    assert (second.arrival.received, second.arrival.clock_known) == (
        datetime.fromisoformat("2020-03-17T00:00"),
        False,
    )
    assert (first.arrival.unit_columns, first.arrival.cells["参与人数"]) == (("单位名称",), 12)
    assert (first.contents(), first.letter) == ((), None)


def test_a_form_whose_only_sheet_it_is_counts_lines_without_naming_it() -> None:
    one_sheet = Extract(Reading.READ, sheets=FORM.sheets[1:])
    found = gather({"f.xlsx": b"form"}, documents=FakeDocuments({b"form": one_sheet}))
    assert [one.arrival.source for one in found] == ["f.xlsx#3", "f.xlsx#4"]


def test_a_line_is_known_again_in_a_later_export() -> None:
    """Though it lies in another folder and the browser numbered the file; not if a cell was changed."""
    documents = FakeDocuments({b"form": FORM})
    names = ("f.xlsx", "b/f (1).xlsx", "f_12_34.xlsx")
    keys = [one.arrival.key for one in gather(dict.fromkeys(names, b"form"), documents=documents)]
    assert keys[:2] == keys[2:4] == keys[4:]
    assert keys[0] != keys[1]


def test_each_sheet_may_be_a_form() -> None:
    """One for the townships, one for the offices."""
    second = Sheet("县直", (FORM.sheets[1].rows[1], ("2020-03-17", "县水利局", 3)))
    both = Extract(Reading.READ, sheets=(*FORM.sheets[1:], second))
    found = gather({"f.xlsx": b"form"}, documents=FakeDocuments({b"form": both}))
    assert [one.arrival.source for one in found] == ["f.xlsx#3", "f.xlsx#4", "f.xlsx#县直!2"]


def test_a_table_that_is_no_form_is_a_file() -> None:
    table = Extract(Reading.READ, sheets=(Sheet("表一", (("序号", "姓名"), (1, "甲"))),))
    _parcel, arrival = only({"名单.xlsx": b"table"}, documents=FakeDocuments({b"table": table}))
    assert (arrival.form, arrival.files[0].extract) == (Form.FILE, table)


def test_each_file_in_a_zip_is_one_arrival() -> None:
    r"""The zip and its folders count as folders; one that is too much is told without its bytes."""
    members = [("白石镇/a.txt", b"1"), ("big.bin", None)]
    found = gather({"in/三八 (2).zip": b"zip"}, documents=FakeDocuments(zips={b"zip": members}))
    first, second = found
    assert (first.arrival.source, first.arrival.form) == ("in/三八 (2).zip#白石镇/a.txt", Form.MEMBER)
    assert first.arrival.folders == ("in", "三八", "白石镇")
    assert (first.arrival.files[0].name, first.contents()) == ("a.txt", (b"1",))
    assert second.arrival.files[0].extract.reading == Reading.TOO_LARGE
    assert second.contents() == ()


def test_two_files_of_one_name_in_a_zip_keep_their_own_bytes() -> None:
    members: list[tuple[str, bytes | None]] = [("a.txt", b"1"), ("a.txt", b"2")]
    found = gather({"a.zip": b"zip"}, documents=FakeDocuments(zips={b"zip": members}))
    assert [one.contents() for one in found] == [(b"1",), (b"2",)]
    assert [one.arrival.files[0].sha256 for one in found] == [digest(b"1"), digest(b"2")]


def test_a_zip_that_changed_meanwhile_gives_nothing() -> None:
    documents = FakeDocuments(zips={b"zip": [("a.txt", b"1")]})
    (parcel,) = Gatherer(FakeLetters(), documents, HERE).gather(FakePile({"a.zip": b"zip"}))
    documents.zips = {}
    assert parcel.contents() == ()


def test_a_zip_that_cannot_be_opened_is_known_by_its_bytes() -> None:
    """Two units' zips may have one name; the clerk who knows whose it is files it as it is."""
    first, second = gather({"a/x.zip": b"locked 1", "b/x.zip": b"locked 2"})
    assert first.arrival.files[0].extract.reading == Reading.BROKEN
    assert first.arrival.key != second.arrival.key
    assert first.contents() == (b"locked 1",)


@pytest.mark.parametrize(
    ("content", "reading", "active"),
    [
        (b"good", Reading.READ, False),
        (b"bad", Reading.READ, True),
        (b"none", Reading.BROKEN, False),
        (b"locked", Reading.LOCKED, False),
        (b"MZ", Reading.READ, True),
        (b"", Reading.EMPTY, False),
    ],
)
def test_a_zip_in_a_mail_is_looked_into_for_programs(
    content: bytes, reading: Reading, *, active: bool
) -> None:
    """What is known of its bytes stays: that it is locked, or a program with a zip behind it."""
    zips = {b"good": [("a.txt", b"1")], b"bad": [("a.txt", b"1"), ("b.EXE", b"2")], b"MZ": [("a.txt", b"1")]}
    known = {b"locked": Extract(Reading.LOCKED), b"MZ": Extract(Reading.UNREAD, active=True)}
    documents = FakeDocuments(known, zips)
    letters = FakeLetters({b"raw": Mail(files=(MailFile("a.zip", content),))})
    (parcel,) = Gatherer(letters, documents, HERE).gather(FakePile({"1.eml": b"raw"}))
    extract = parcel.arrival.files[0].extract
    assert (extract.reading, extract.active) == (reading, active)


def test_whoever_watches_hears_of_each_file_first() -> None:
    heard: list[str] = []
    pile = FakePile({"a.txt": b"a", "b.eml": b"b"})
    for parcel in Gatherer(FakeLetters(), FakeDocuments(), HERE).gather(pile, heard.append):
        assert heard[-1] == parcel.arrival.source
    assert heard == ["a.txt", "b.eml"]
